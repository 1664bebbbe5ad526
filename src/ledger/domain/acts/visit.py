"""A peer visit: colleagues of one school watch practice in another.

Schools visit each other to refine what they do, or to see something very different (rows 30 to 33
of the article's list): so a visit for contrast says in what the schools differ. What the visitors
say afterwards is meant to help, and is never a grade (row 9).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, Opening, check_own_word, opening, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, Places
from ledger.domain.occasion import (
    Cancelled,
    Dated,
    Evaluated,
    FollowedUp,
    Held,
    HeldInformally,
    Intended,
    Planned,
    Rescheduled,
    check_since_held,
)
from ledger.domain.past import Past
from ledger.domain.prose import listing, on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, NotMember, NotParticipant, SameSchool
from ledger.domain.words import Contrast, Few, Focus, HappenedOn, Minutes, Notes

PlacesFree = Annotated[int | None, "how many colleagues may come", Between(1, 200)]
TravelKm = Annotated[
    Decimal | None, "kilometres, one way, by the longest journey", Between(0, 1_000), Places(1)
]
LessonsSeen = Annotated[Few, "how many lessons they watched; none is not an observation"]


class Purpose(Code):
    """Why colleagues go."""

    REFINE = "refine"
    CONTRAST = "contrast"

    @property
    def words(self) -> str:
        """The purpose as a sentence has it."""
        told = {Purpose.REFINE: "refine practice", Purpose.CONTRAST: "see something different"}
        return told.get(self, super().words)


class Setting(Code):
    """Where in a school colleagues watched."""

    CLASSROOM = "classroom"
    SMALL_GROUP = "small_group"
    WORKSHOP = "workshop"
    OUTDOORS = "outdoors"
    ASSEMBLY = "assembly"
    STAFF_MEETING = "staff_meeting"
    OTHER = "other"


class VisitFollowUpKind(Code):
    """In what way something seen on a visit was taken further."""

    TRIED_IN_CLASS = "tried_in_class"
    SHARED_WITH_COLLEAGUES = "shared_with_colleagues"
    TALKED_OVER_TOGETHER = "talked_over_together"
    ANOTHER_VISIT = "another_visit"


Where = Annotated[Setting | None, "where they watched most, if that was noted"]


class _Visit(Opening):
    """The first word of a visit: who goes where, and why."""

    host: Annotated[SchoolId, "the school that opens its doors"]
    visitors: Annotated[tuple[SchoolId, ...], "the schools whose colleagues come", Between(1, 20)]
    purpose: Annotated[Purpose, "why they want to come"]
    contrast: Annotated[Contrast | None, "in what the schools differ, if that is why"] = None
    focus: Annotated[Focus, "what they want to see"]

    def check_schools(self, past: Past) -> None:
        if self.host in self.visitors:
            raise SameSchool("A school cannot visit itself.", "visitors")
        super().check_schools(past)

    def check(self, past: Past) -> None:
        if self.purpose is Purpose.CONTRAST and self.contrast is None:
            raise Missing("A visit for contrast says in what the schools differ.", "contrast")


class VisitProposed(_Visit, Intended):
    """Colleagues would like to see another school at work; there is no day yet."""

    TOPIC = "visit-proposed/1"
    COMMAND = "propose_visit"
    STEP = lifecycle.PROPOSE

    def sentence(self, name_of: NameOf = str) -> str:
        who = listing([name_of(school) for school in self.visitors])
        return f"{who} would like to visit {name_of(self.host)} to {self.purpose.words}."


class VisitDated(Dated):
    """A day was found for a visit that had been proposed."""

    TOPIC = "visit-dated/1"
    COMMAND = "set_day_of_visit"

    minutes: Minutes
    places: PlacesFree = None
    travel_km: TravelKm = None


class VisitPlanned(_Visit, Planned):
    """Colleagues will go to see another school at work."""

    TOPIC = "visit-planned/1"
    COMMAND = "plan_visit"

    places: PlacesFree = None
    travel_km: TravelKm = None

    def sentence(self, name_of: NameOf = str) -> str:
        who = listing([name_of(school) for school in self.visitors])
        day = on(self.planned_for)
        return f"{who} planned to visit {name_of(self.host)} on {day} to {self.purpose.words}."


class VisitRescheduled(Rescheduled):
    """Another day was found for the visit."""

    TOPIC = "visit-rescheduled/1"
    COMMAND = "reschedule_visit"


class VisitCancelled(Cancelled):
    """The visit will not take place."""

    TOPIC = "visit-cancelled/1"
    COMMAND = "cancel_visit"


class VisitHeld(Held):
    """Colleagues watched practice in another school."""

    TOPIC = "visit-held/1"
    COMMAND = "hold_visit"

    lessons_seen: LessonsSeen
    setting: Where = None

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]} and saw {lessons(self.lessons_seen)}."


class VisitHeldInformally(_Visit, HeldInformally):
    """Colleagues watched practice in another school, and nobody had written down a plan."""

    TOPIC = "visit-held-informally/1"
    COMMAND = "hold_visit_informally"

    lessons_seen: LessonsSeen
    setting: Where = None

    def check(self, past: Past) -> None:
        super().check(past)
        for school, path in self.named():
            if school not in (self.host, *self.visitors):
                raise NotMember(f"School {school} is not in this act.", *path)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]} and saw {lessons(self.lessons_seen)}."


class ConstructiveFeedbackGiven(Later):
    """A school told another one what it saw that was strong, and what it asks itself."""

    TOPIC = "constructive-feedback-given/1"
    COMMAND = "give_constructive_feedback"
    STEP = lifecycle.LOOK_BACK

    school: Annotated[SchoolId, "the school that gives it"]
    to_school: Annotated[SchoolId, "the school that it is meant to help"]
    strengths: Annotated[Notes, "what was strong; practice, never a person"]
    questions_raised: Annotated[Notes, "what the practice made them ask"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        if self.to_school == self.school:
            raise SameSchool("Feedback is for another school.", "to_school")
        if self.to_school not in participants(past):
            raise NotMember(f"School {self.to_school} is not in this act.", "to_school")
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} gave feedback to {name_of(self.to_school)}."


class ReturnVisitAgreed(Later):
    """A school that came will open its own doors in return."""

    TOPIC = "return-visit-agreed/1"
    COMMAND = "agree_return_visit"
    STEP = lifecycle.LOOK_BACK

    return_host: Annotated[SchoolId, "the visitor that opens its doors in return"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        visit = opening(past)
        assert isinstance(visit, _Visit), "one file is one family"
        if self.return_host not in visit.visitors:
            raise NotMember("Only a school that came can have the others back.", "return_host")
        if past.by.school != self.return_host:
            raise NotParticipant("A school opens its own doors only.", "return_host")
        if past.has(ReturnVisitAgreed, return_host=self.return_host):
            raise AlreadySaid("That has been agreed already.", "return_host")
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.return_host)} will open its doors in return."


class VisitFollowedUp(FollowedUp):
    """Something seen on the visit was tried at home."""

    TOPIC = "visit-followed-up/1"
    COMMAND = "follow_up_visit"

    follow_up_kind: Annotated[
        VisitFollowUpKind | None, "in what way it was taken further, if that was noted"
    ] = None


class VisitEvaluated(Evaluated):
    """Host and visitors said what the visit was worth."""

    TOPIC = "visit-evaluated/1"
    COMMAND = "evaluate_visit"


def lessons(seen: int) -> str:
    """How many lessons, as a sentence has it."""
    return {0: "no lessons", 1: "one lesson"}.get(seen, f"{seen} lessons")


KINDS = (
    VisitProposed, VisitDated, VisitPlanned, VisitRescheduled, VisitCancelled, VisitHeld,
    VisitHeldInformally, ConstructiveFeedbackGiven, ReturnVisitAgreed, VisitFollowedUp,
    VisitEvaluated,
)  # fmt: skip
