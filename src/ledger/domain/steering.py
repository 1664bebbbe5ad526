"""How schools steer what they do together: they review it, and plan anew.

Neither changes what was recorded before: what had been planned stays readable beside what is.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.collaboration import Beginning, InCollaboration, check_not_before, members
from ledger.domain.entry import NameOf
from ledger.domain.limits import Between
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import Missing, NotParticipant, NotWellFormed
from ledger.domain.words import HappenedOn, Reason, Statement


class Aspect(Code):
    """What of a collaboration can be planned anew."""

    FOCUS = "focus"
    OUTCOMES = "outcomes"
    PLANNED_TERMS = "planned_terms"
    RHYTHM = "rhythm"
    BUDGET = "budget"


class CollaborationReplanned(InCollaboration):
    """The schools changed what they set out to do, and say why."""

    TOPIC = "collaboration-replanned/1"
    COMMAND = "replan_collaboration"

    aspect: Annotated[Aspect, "what is different now"]
    was: Annotated[Statement, "what had been planned"]
    becomes: Annotated[Statement, "what is planned now"]
    reason: Reason
    terms_now: Annotated[
        int | None,
        "for how many terms it is meant to last now, where that is what is different",
        Between(1, 30),
    ] = None
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        if past.by.school not in members(past):
            raise NotParticipant("A member records what is planned anew.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")
        if self.aspect is Aspect.PLANNED_TERMS and self.terms_now is None:
            raise Missing("Say for how many terms it is meant to last now.", "terms_now")
        if self.aspect is not Aspect.PLANNED_TERMS and self.terms_now is not None:
            raise NotWellFormed("Terms are planned anew by an entry of their own.", "terms_now")

    def sentence(self, name_of: NameOf = str) -> str:
        becomes = "" if self.terms_now is None else f", {self.terms_now} from now on"
        return f"Planned anew on {on(self.happened_on)}: {self.aspect.words}{becomes}."


class Verdict(Code):
    """What a review of a collaboration comes to."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    STOP = "stop"


class CollaborationReviewed(InCollaboration):
    """The schools looked back together, and said how to go on."""

    TOPIC = "collaboration-reviewed/1"
    COMMAND = "review_collaboration"

    verdict: Annotated[Verdict, "how to go on"]
    reason: Reason
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        if past.by.school not in members(past):
            raise NotParticipant("A member records the review.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Reviewed on {on(self.happened_on)}: {self.verdict.words}."


def planned_terms(past: Past) -> int:
    """For how many terms it is meant to last, by what was planned last of all days."""
    told = [
        (entry.event.happened_on, entry.position, entry.event.terms_now)
        for entry in past.entries_of(CollaborationReplanned)
        if entry.event.terms_now is not None
    ]
    return max(told)[2] if told else past.last(Beginning).planned_terms


KINDS = (CollaborationReplanned, CollaborationReviewed)
