"""How schools steer what they do together: they review it, and plan anew.

Neither changes what was recorded before: what had been planned stays readable beside what is.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Annotated

from ledger.domain.collaboration import Beginning, InCollaboration, check_not_before, members
from ledger.domain.entry import NameOf
from ledger.domain.limits import Between
from ledger.domain.outcome import Outcome
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import Missing, NotParticipant, NotWellFormed
from ledger.domain.words import Focus, HappenedOn, Reason, Statement


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
    focus_now: Annotated[
        Focus | None, "what they want to get better at now, where that is what is different"
    ] = None
    outcome_added: Annotated[
        Outcome | None, "what pupils are meant to gain besides, where that is what is different"
    ] = None
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        if past.by.school not in members(past):
            raise NotParticipant("A member records what is planned anew.", "collaboration")
        check_not_before(past, self.happened_on, "happened_on")
        for aspect, name, what in SAID:
            told = getattr(self, name)
            if told is None and aspect is self.aspect and what:
                raise Missing(what, name)
            if told is not None and aspect is not self.aspect:
                raise NotWellFormed("That is planned anew by an entry of its own.", name)

    def sentence(self, name_of: NameOf = str) -> str:
        becomes = "" if self.terms_now is None else f", {self.terms_now} from now on"
        becomes = f", {self.focus_now.words} from now on" if self.focus_now else becomes
        becomes = ", one more of them" if self.outcome_added else becomes
        return f"Planned anew on {on(self.happened_on)}: {self.aspect.words}{becomes}."


SAID = (
    (Aspect.PLANNED_TERMS, "terms_now", "Say for how many terms it is meant to last now."),
    (Aspect.FOCUS, "focus_now", "Say what they want to get better at now."),
    (Aspect.OUTCOMES, "outcome_added", ""),
)
"""In which fact an aspect is told, and what to do where it is not. An outcome may also be dropped:
that is told in words, since acts count outcomes by their place."""


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


def planned_focus(past: Past) -> Focus:
    """What the schools want to get better at, by what was planned last of all days."""
    told = [
        (entry.event.happened_on, entry.position, entry.event.focus_now)
        for entry in past.entries_of(CollaborationReplanned)
        if entry.event.focus_now is not None
    ]
    return max(told, key=itemgetter(0, 1))[2] if told else past.last(Beginning).focus


def planned_outcomes(past: Past) -> tuple[Outcome, ...]:
    """What pupils are meant to gain, in the order in which acts count them: new ones come last."""
    added = [event.outcome_added for event in past.all(CollaborationReplanned)]
    return (*past.last(Beginning).outcomes, *(outcome for outcome in added if outcome))


def planned_terms(past: Past) -> int:
    """For how many terms it is meant to last, by what was planned last of all days."""
    told = [
        (entry.event.happened_on, entry.position, entry.event.terms_now)
        for entry in past.entries_of(CollaborationReplanned)
        if entry.event.terms_now is not None
    ]
    return max(told)[2] if told else past.last(Beginning).planned_terms


KINDS = (CollaborationReplanned, CollaborationReviewed)
