"""Does what was decided: forgets people whose seven days are over, destroys texts that two sealed.

What is decided stands in the log. Each step may be done twice, so whatever a crash cut off is
done again by the next run, which comes before anybody is served.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from ledger.application import PERSON, TEXT, Ledger
from ledger.domain.entry import Entry
from ledger.domain.identifiers import PersonId
from ledger.domain.past import SYSTEM, Look, Recorded
from ledger.domain.privacy import (
    WINDOW,
    ErasureBegun,
    ErasureRequested,
    SubjectErased,
    of_person,
    standing,
)
from ledger.domain.refusal import LegalHold, NotYet
from ledger.domain.sealing import TextSealed
from ledger.envelope import decode

LOG = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(minutes=1)
"""When a text is looked for again whose sealing was announced and has not been recorded yet."""


AT_ONCE = 100
"""People who are forgotten together: fewer waits for the disk, and no long transaction."""

Work = Callable[[Ledger, list[str]], list[str]]
"""Looks at some lines of one kind; gives those of which something was done."""


def run(ledger: Ledger) -> list[str]:
    """Do all that is due by now; gives what was done, such as `person:…`.

    What fails keeps nothing else from being done. It stays on the list, and is told.
    """
    due = ledger.errands.due(ledger.clock())
    done = []
    for what, work in CARRY_OUT.items():
        about = [name.removeprefix(what) for name in due if name.startswith(what)]
        for start in range(0, len(about), AT_ONCE):
            done += [what + one for one in _carefully(ledger, work, about[start : start + AT_ONCE])]
    return done


def _carefully(ledger: Ledger, work: Work, about: list[str]) -> list[str]:
    """All together; one by one where that fails."""
    try:
        return work(ledger, about)
    except Exception:
        if len(about) == 1:
            LOG.exception("what was decided could not be done: %s", about[0])
            return []
        return [done for one in about for done in _carefully(ledger, work, [one])]


def catch_up(ledger: Ledger) -> list[str]:
    """Do what is due, and do again what putting back a copy of a database has undone.

    Whoever the log or the key store says was forgotten is so afterwards in both. Comes before
    anybody is served.
    """
    by_keys = ledger.vault.forgotten()
    if ledger.log.count(SubjectErased.TOPIC) != len(by_keys):
        erased = ledger.look(SYSTEM, Look((), (SubjectErased.TOPIC,))).all(SubjectErased)
        ledger.vault.forget(*{entry.person for entry in erased}, *by_keys)
    return run(ledger)


def settle(ledger: Ledger, command: Entry) -> None:
    """Do at once what was just recorded, if it is not to wait."""
    if isinstance(command, TextSealed):
        shred(ledger, [f"{command.entry}:{command.place}"])


def erase(ledger: Ledger, people: list[str]) -> list[str]:
    """Forget those for whom it is due; gives them.

    Once it has begun, nothing can stop it. The keys go first, and the log says so last: no entry
    ever says what is not so yet.
    """
    begun = {person: entry for person in map(PersonId, people) if (entry := _begun(ledger, person))}
    ledger.vault.forget(*begun)
    for person, requested in begun.items():
        erased = SubjectErased(person=person, why_erased=requested.event.why_erased)
        ledger.record(erased, SYSTEM, f"erased {person}")
    ledger.errands.done(*(PERSON + person for person in begun))
    return list(begun)


def _begun(ledger: Ledger, person: PersonId) -> Recorded[ErasureRequested] | None:
    """Who asked for it, if it has begun or begins now; it may be held, or not be due yet."""
    now = standing(ledger.look(SYSTEM, of_person(person)))
    if now.requested is None:
        ledger.errands.done(PERSON + person)
        return None
    try:
        ledger.record(ErasureBegun(person=person), SYSTEM, f"begun {now.requested.id}")
    except LegalHold:
        ledger.errands.done(PERSON + person)  # the log says that it was refused
        return None
    except NotYet:
        ledger.errands.put_off(PERSON + person, now.requested.at + WINDOW)
        return None
    return now.requested


def shred(ledger: Ledger, texts: list[str]) -> list[str]:
    """Destroy texts that two people sealed, if the log says so; gives those of which it does."""
    decided = {text: sealed for text in texts if (sealed := _decided(ledger, text))}
    for text, sealed in decided.items():
        ledger.vault.shred(_commitment(ledger, sealed))
        ledger.errands.done(TEXT + text)
    for text in set(texts) - decided.keys():
        ledger.errands.put_off(TEXT + text, ledger.clock() + LOOK_AGAIN)
    return list(decided)


def _decided(ledger: Ledger, text: str) -> TextSealed | None:
    entry, _, place = text.partition(":")
    past = ledger.look(SYSTEM, Look((f"entry:{entry}",), (TextSealed.TOPIC,)))
    return next(iter(past.all(TextSealed, place=place)), None)


def _commitment(ledger: Ledger, text: TextSealed) -> str:
    """What the log holds in place of a text."""
    found = ledger.log.find(str(text.entry))
    assert found is not None, "the rule has found it"
    told = text.words_in(decode(found).event)
    commitment = told.commitment if told else None
    assert commitment is not None, "the rule has found it"
    return commitment


CARRY_OUT: dict[str, Work] = {PERSON: erase, TEXT: shred}
"""How a line of the list is looked at, by what it begins with."""
