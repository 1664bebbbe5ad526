"""Agreement: each school that was asked says for itself whether it will take part.

How many have agreed is counted when somebody asks. A new day asks every school anew.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, life, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.occasion import Dated, Evaluated
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.refusal import AlreadySaid, NotParticipant, NotYet
from ledger.domain.words import Barrier, HappenedOn


class _Reply(Later):
    """What a school answers to a proposal or a plan."""

    ANY_FAMILY = True
    STEP = lifecycle.PREPARE

    school: Annotated[SchoolId, "the school that answers"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        if past.by.school != self.school:
            raise NotParticipant("A school answers for itself, and only for itself.", "school")
        last = last_reply(past, self.school)
        if type(last) is type(self):
            raise AlreadySaid("This school has given that answer already.", "school")


class AgreedBySchool(_Reply):
    """A school agreed to take part, on the day that is planned."""

    TOPIC = "agreed-by-school/1"
    COMMAND = "agree_to_act"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} agreed on {on(self.happened_on)}."


class DeclinedBySchool(_Reply):
    """A school will not take part, and says what stands in the way."""

    TOPIC = "declined-by-school/1"
    COMMAND = "decline_act"

    barrier: Annotated[Barrier, "what stands in the way"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} declined because of {self.barrier.words}."


class ActClosed(Later):
    """Nothing more is expected of the act. A later follow-up opens it again."""

    TOPIC = "act-closed/1"
    COMMAND = "close_act"
    ANY_FAMILY = True
    STEP = lifecycle.CLOSE

    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        for evaluated in past.all(Evaluated):
            if self.happened_on < evaluated.happened_on:
                day = on(evaluated.happened_on)
                raise NotYet(f"It was evaluated on {day} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Closed on {on(self.happened_on)}."


def last_reply(past: Past, school: SchoolId) -> _Reply | None:
    """What a school answered last, since the day was last set; None if it has not answered."""
    found: _Reply | None = None
    for entry in life(past):
        match entry.event:
            case Dated():
                found = None
            case _Reply(school=who) as reply if who == school:
                found = reply
    return found


def agreed(past: Past) -> frozenset[SchoolId]:
    """The schools that have agreed to the day that is planned."""
    return frozenset(
        school
        for school in participants(past)
        if isinstance(last_reply(past, school), AgreedBySchool)
    )


KINDS = (AgreedBySchool, DeclinedBySchool, ActClosed)
