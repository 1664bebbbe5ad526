"""Does what was decided: forgets people whose seven days are over, destroys texts that two sealed.

What is decided stands in the log. Each step may be done twice, so whatever a crash cut off is
done again by the next run, which comes before anybody is served.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from ledger.application import Ledger, decode
from ledger.domain.entry import Entry
from ledger.domain.past import SYSTEM, Look, Recorded
from ledger.domain.privacy import (
    WINDOW,
    ErasureBegun,
    ErasureRequested,
    SubjectErased,
    TextSealed,
    of_person,
    standing,
)
from ledger.domain.refusal import LegalHold, NotYet
from ledger.domain.words import PersonId

LOG = logging.getLogger(__name__)

LOOK_AGAIN = timedelta(minutes=1)
"""When a text is looked for again whose sealing was announced and has not been recorded yet."""


def run(ledger: Ledger) -> list[str]:
    """Do all that is due by now; gives the names of what was done, such as `person:…`.

    One that fails keeps no other from being done. It stays on the list, and is told.
    """
    done = []
    for name in ledger.errands.due(ledger.clock()):
        what, _, about = name.partition(":")
        try:
            if CARRY_OUT[what](ledger, about):
                done.append(name)
        except Exception:
            LOG.exception("what was decided could not be done: %s", name)
    return done


def catch_up(ledger: Ledger) -> list[str]:
    """Do what is due, and do again what putting back a copy of a database has undone.

    Whoever the log or the key store says was forgotten is so afterwards in both. Comes before
    anybody is served.
    """
    by_keys = ledger.vault.forgotten()
    if ledger.log.count(SubjectErased.TOPIC) != len(by_keys):
        erased = ledger.look(SYSTEM, Look((), (SubjectErased.TOPIC,))).all(SubjectErased)
        for person in {entry.person for entry in erased} | by_keys:
            ledger.vault.forget(person)
    return run(ledger)


def settle(ledger: Ledger, command: Entry) -> None:
    """Do at once what was just recorded, if it is not to wait."""
    if isinstance(command, TextSealed):
        shred(ledger, f"{command.entry}:{command.place}")


def erase(ledger: Ledger, id: str) -> bool:
    """Forget somebody if it is due; gives whether they are forgotten now.

    Once it has begun, nothing can stop it. The key goes first, and the log says so last: no entry
    ever says what is not so yet.
    """
    person = PersonId(id)
    now = standing(ledger.look(SYSTEM, of_person(person)))
    if now.requested is None:
        ledger.errands.done(f"person:{id}")
        return False
    if not now.is_begun and not _begin(ledger, person, now.requested):
        return False
    ledger.vault.forget(person)
    why = now.requested.event.why_erased
    if not now.is_erased:
        ledger.record(SubjectErased(person=person, why_erased=why), SYSTEM, f"erased {id}")
    ledger.errands.done(f"person:{id}")
    return True


def _begin(ledger: Ledger, person: PersonId, requested: Recorded[ErasureRequested]) -> bool:
    """Say in the log that it begins, unless it is held or may still be taken back."""
    try:
        ledger.record(ErasureBegun(person=person), SYSTEM, f"begun {requested.id}")
    except LegalHold:
        ledger.errands.done(f"person:{person}")  # the log says that it was refused
        return False
    except NotYet:
        ledger.errands.put_off(f"person:{person}", requested.at + WINDOW)
        return False
    return True


def shred(ledger: Ledger, about: str) -> bool:
    """Destroy a text that two people sealed, if the log says so; gives whether it does."""
    entry, _, place = about.partition(":")
    past = ledger.look(SYSTEM, Look((f"entry:{entry}",), (TextSealed.TOPIC,)))
    decided = past.all(TextSealed, place=place)
    if not decided:
        ledger.errands.put_off(f"text:{about}", ledger.clock() + LOOK_AGAIN)
        return False
    ledger.vault.shred(_commitment(ledger, decided[0]))
    ledger.errands.done(f"text:{about}")
    return True


def _commitment(ledger: Ledger, text: TextSealed) -> str:
    """What the log holds in place of a text."""
    found = ledger.log.find(str(text.entry))
    assert found is not None, "the rule has found it"
    commitment = text.commitment_in(decode(found).event)
    assert commitment is not None, "the rule has found it"
    return commitment


CARRY_OUT = {"person": erase, "text": shred}
"""How a line of the list is looked at, by the word that it begins with."""
