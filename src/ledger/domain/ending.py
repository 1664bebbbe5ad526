"""How a collaboration comes to its end: no earlier than the last of what its schools did in it.

An end that was recorded in error is taken back by the school whose word it was; both stay readable.
"""

from __future__ import annotations

from datetime import date

from ledger.domain.collaboration import (
    ENDED,
    REOPENED,
    TOPICS,
    Ending,
    HowEnded,
    InCollaboration,
    Reopening,
    check_not_before,
    end_of,
    members,
)
from ledger.domain.entry import NameOf
from ledger.domain.past import Look, Past
from ledger.domain.prose import on
from ledger.domain.refusal import Missing, NotParticipant, OutOfOrder, OutOfRange
from ledger.domain.within import held_in, what_was_held
from ledger.domain.words import Reason


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


class CollaborationReopened(Reopening):
    """That it ended was recorded in error: it goes on, as if that had never been said."""

    TOPIC = REOPENED
    COMMAND = "reopen_collaboration"

    reason: Reason

    def check_place(self, past: Past) -> None:
        super().check_place(past)
        if end_of(past) is None:
            raise OutOfOrder("It goes on: only an end can be taken back.", "collaboration")

    def check(self, past: Past) -> None:
        ended = end_of(past)
        if ended and ended.by.school != past.by.school:
            raise NotParticipant(
                "Only the school that recorded the end takes it back; yours can ask it to.",
                "collaboration",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return "Reopened: that it ended was recorded in error."


def check_nothing_after(past: Past, day: date) -> None:
    """Refuse an end before something that its schools did together, or before one came or went."""
    later = (act.happened_on for act in held_in(past, after=day))
    if (held := max(later, default=day)) > day:
        raise OutOfRange(f"An act in it was held on {on(held)}.", "happened_on")
    # An earlier end does not count: there is another one only where that was taken back.
    whole = (event for event in past.all(InCollaboration) if not isinstance(event, Ending))
    told = (event.day or day for event in whole if event.TOPIC in TOPICS)
    if (last := max(told, default=day)) > day:
        raise OutOfRange(f"Something of it is told of {on(last)}.", "happened_on")


KINDS = (CollaborationEnded, CollaborationReopened)
