"""How a collaboration comes to its end: no earlier than the last of what its schools did in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.domain.act import Later, Reinstatement, Withdrawal, is_withdrawn
from ledger.domain.collaboration import (
    ENDED,
    TOPICS,
    Ending,
    HowEnded,
    InCollaboration,
    check_not_before,
    members,
)
from ledger.domain.correction import Correction
from ledger.domain.entry import Entry, NameOf, topics_of
from ledger.domain.identifiers import CollaborationId
from ledger.domain.occasion import Occasion
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.prose import on
from ledger.domain.refusal import Missing, NotParticipant, OutOfRange


class CollaborationEnded(Ending):
    """A collaboration came to its end."""

    TOPIC = ENDED
    COMMAND = "end_collaboration"

    def further(self, past: Past) -> tuple[Look, ...]:
        return (what_was_held(self.collaboration),)

    def check(self, past: Past) -> None:
        if past.by.school not in members(past):
            raise NotParticipant("A member records that it ended.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")
        check_nothing_after(past, self.happened_on)
        if self.how_ended is HowEnded.ABANDONED and self.why_given_up is None:
            raise Missing("Say what stood in the way.", "why_given_up")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The collaboration was {self.how_ended.words} on {on(self.happened_on)}."


def what_was_held(collaboration: CollaborationId) -> Look:
    """Where acts in it took place, and what was corrected or withdrawn of them."""
    topics = {topic for kind in TELLING for topic in _topics(kind)}
    return Look((f"collaboration:{collaboration}",), tuple(sorted(topics)))


TELLING = (Occasion, Withdrawal, Reinstatement, Correction)


def _topics(kind: type[Entry]) -> Iterator[str]:
    """The stored names of such kinds: a new family is among them without being listed here."""
    if "TOPIC" in vars(kind):
        yield from topics_of(kind)
    for narrower in kind.__subclasses__():
        yield from _topics(narrower)


def check_nothing_after(past: Past, day: date) -> None:
    """Refuse an end before something that its schools did together, or before one came or went."""
    later = (act.happened_on for act in held_in(past, after=day))
    if (held := max(later, default=day)) > day:
        raise OutOfRange(f"An act in it was held on {on(held)}.", "happened_on")
    told = (event.day or day for event in past.all(InCollaboration) if event.TOPIC in TOPICS)
    if (last := max(told, default=day)) > day:
        raise OutOfRange(f"Something of it is told of {on(last)}.", "happened_on")


def held_in(past: Past, after: date = date.min) -> Iterator[Occasion]:
    """The acts in it that took place after a day, without those that were withdrawn."""
    for entry in past.entries_of(Occasion):
        if entry.event.happened_on > after and not _is_withdrawn(past, entry):
            yield entry.event


def _is_withdrawn(past: Past, held: Recorded[Occasion]) -> bool:
    act = held.event.act if isinstance(held.event, Later) else held.id
    return is_withdrawn(past._replace(act=act))


KINDS = (CollaborationEnded,)
