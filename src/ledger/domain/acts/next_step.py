"""A next step: a school was advised to do something, and did it, declined it, or let it lapse.

Rows 67 to 71 of the article's list are such steps. With their ends on record, everybody sees how
much advice became action, and what stood in the way of the rest.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ledger.domain.act import Opening, life_of, opening, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import NotFound, NotParticipant, NotYet, OutOfRange, SameSchool
from ledger.domain.words import Barrier


class NextStepKind(Code):
    """What a school may do next. Each is named like the kind of act by which it is done."""

    FAMILY_MATCH = "family_match"
    PAIRING = "pairing"
    RESEARCH_SCHOOL = "research_school"
    SUBJECT_ASSOCIATION = "subject_association"
    HUB_ELIGIBILITY = "hub_eligibility"
    NETWORK = "network"

    @property
    def advice(self) -> str:
        """What is suggested, as a sentence has it after "to"."""
        told = {
            NextStepKind.FAMILY_MATCH: "look up schools like it",
            NextStepKind.PAIRING: "pair up with another school",
            NextStepKind.RESEARCH_SCHOOL: "get in touch with its research school",
            NextStepKind.SUBJECT_ASSOCIATION: "join a subject association",
            NextStepKind.HUB_ELIGIBILITY: "ask whether it could lead a hub",
            NextStepKind.NETWORK: "join a network",
        }
        return told.get(self, self.words)

    def is_done_by(self, first: Opening) -> bool:
        """Whether this opens an act of that kind."""
        return type(first).__module__.endswith(f".{self.value}")


class NextStepSuggested(Raised):
    """A school was advised what it could do next."""

    TOPIC = "next-step-suggested/1"
    COMMAND = "suggest_next_step"

    school: Annotated[SchoolId, "the school that is advised"]
    next_step: Annotated[NextStepKind, "what it could do"]
    suggested_by: Annotated[SchoolId | None, "the school that suggests it, if another does"] = None
    suggested_at: Annotated[
        CitedAct | None, "the act at which it was suggested, such as a hub, if at one"
    ] = None
    answer_by: Annotated[date, "by when the school makes up its mind"]

    def check(self, past: Past) -> None:
        if self.suggested_by == self.school:
            raise SameSchool("Leave this out: the school thought of it itself.", "suggested_by")
        if self.answer_by < self.happened_on:
            raise OutOfRange(f"It was suggested on {on(self.happened_on)}.", "answer_by")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Suggested to {name_of(self.school)}: to {self.next_step.advice}."


class _Answer(Settled):
    """What the school that was advised says."""

    def check(self, past: Past) -> None:
        super().check(past)
        if past.by.school != suggested(past).school:
            raise NotParticipant("The school that was advised answers.", "act")


class NextStepTaken(_Answer):
    """The school did it."""

    TOPIC = "next-step-taken/1"
    COMMAND = "take_next_step"

    taken_by: Annotated[CitedAct, "the act by which it was done"]

    def check(self, past: Past) -> None:
        super().check(past)
        step, done = suggested(past), past._replace(act=self.taken_by)
        first = opening(done)
        if not step.next_step.is_done_by(first) or step.school not in participants(done):
            raise NotFound(
                f"That act is none of this school's: {step.next_step.words}.", "taken_by"
            )
        if first.day and first.day < step.happened_on:
            raise NotYet("It was done before it was suggested.", "taken_by")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Done by {on(self.happened_on)}."


class NextStepDeclined(_Answer):
    """The school will not do it."""

    TOPIC = "next-step-declined/1"
    COMMAND = "decline_next_step"

    barrier: Annotated[Barrier, "what stands in the way"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Declined on {on(self.happened_on)} because of {self.barrier.words}."


class NextStepLapsed(Settled):
    """The day has gone by, and nobody answered."""

    TOPIC = "next-step-lapsed/1"
    COMMAND = "let_next_step_lapse"

    def check(self, past: Past) -> None:
        super().check(past)
        last = suggested(past).answer_by
        if self.happened_on <= last:
            raise NotYet(f"There is time until {on(last)}.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Nobody had answered by {on(self.happened_on)}."


KINDS = (NextStepSuggested, NextStepTaken, NextStepDeclined, NextStepLapsed)


def suggested(past: Past) -> NextStepSuggested:
    """What was suggested."""
    return life_of(past, NextStepSuggested)[0].event
