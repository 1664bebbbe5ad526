"""A lesson study: teachers plan a lesson together, watch it taught, and ask what pupils learned.

Row 38 of the article's list. A study goes in cycles: in each, a lesson is planned, taught, talked
about and concluded, in this order, and then the next one may be planned. Case pupils are kinds of
need, never pupils. A study that was done well may still show no effect, and says so.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, opening, participants
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.lifecycle import FOLLOWED_UP, HELD, PROPOSED
from ledger.domain.limits import Between, MayRepeat
from ledger.domain.occasion import (
    Cancelled,
    Evaluated,
    FollowedUp,
    Held,
    Intended,
    check_in_time,
    check_since_held,
)
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code, Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotMember,
    NotWellFormed,
    NotYet,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.words import (
    HappenedOn,
    Minutes,
    Notes,
    PlannedFor,
    PupilNeed,
    Schools,
    Statement,
)

FEWEST_OBSERVERS = 2
QUOTATION_MARKS = '"“”„«»'


class StudyAudience(Code):
    """With whom a lesson study was shared."""

    OWN_STAFF = "own_staff"
    GOVERNORS = "governors"
    LOCAL_SCHOOLS = "local_schools"
    NETWORK = "network"
    PUBLIC = "public"


class LessonStudyGroupFormed(Intended):
    """Teachers of several schools agreed on what they want to find out about a lesson."""

    TOPIC = "lesson-study-group-formed/1"
    COMMAND = "form_lesson_study_group"
    STEP = lifecycle.PROPOSE

    partners: Schools
    question: Annotated[Statement, "what they want to find out"]
    case_profiles: Annotated[
        tuple[PupilNeed, ...], "the needs of the pupils they will look at", Between(1, 3),
        MayRepeat("two pupils may find the same hard"),
    ]  # fmt: skip
    happened_on: HappenedOn

    def sentence(self, name_of: NameOf = str) -> str:
        schools = f"{len(self.partners)} schools"
        return f"Teachers of {schools} formed a lesson study group on {self.focus.words}."


class LessonStudyCancelled(Cancelled):
    """The study will not take place: no lesson has been taught yet."""

    TOPIC = "lesson-study-cancelled/1"
    COMMAND = "cancel_lesson_study"


class _Turn(Later):
    """One turn within a cycle. The turns of a cycle come in one order only."""

    cycle: Annotated[int, "which cycle of the study, counted from 1", Between(1, 12)]

    def check(self, past: Past) -> None:
        check_turn(past, self)


class ResearchLessonPlanned(_Turn):
    """The group planned the lesson of a cycle. It may plan it anew until it is taught."""

    TOPIC = "research-lesson-planned/1"
    COMMAND = "plan_research_lesson"
    STEP = lifecycle.PREPARE.also_from(HELD, FOLLOWED_UP)

    taught_by: Annotated[SchoolId, "the school whose teacher teaches it"]
    lesson_aim: Annotated[Statement, "what the case pupils are to learn in it"]
    planned_for: PlannedFor

    def check(self, past: Past) -> None:
        super().check(past)
        check_in_time(past, self.planned_for, "planned_for")
        if self.taught_by not in participants(past):
            raise NotMember(f"School {self.taught_by} is not in this act.", "taught_by")

    def sentence(self, name_of: NameOf = str) -> str:
        teacher, day = name_of(self.taught_by), on(self.planned_for)
        return f"The lesson of cycle {self.cycle} was planned: {teacher} teaches it on {day}."


class ResearchLessonTaught(Held, _Turn):
    """The lesson was taught, and everybody there but its teacher observed the case pupils."""

    TOPIC = "research-lesson-taught/1"
    COMMAND = "teach_research_lesson"
    STEP = lifecycle.HOLD.also_from(PROPOSED, HELD, FOLLOWED_UP)

    def check(self, past: Past) -> None:
        super().check(past)
        teacher = past.last(ResearchLessonPlanned, cycle=self.cycle).taught_by
        there = {came.school for came in self.attendance if came.attended}
        if teacher not in there:
            raise Missing(f"School {teacher} teaches it, so it is there.", "attendance")
        # Colleagues of two schools came: so one observer at least is of another school.
        if self.observers < FEWEST_OBSERVERS:
            raise OutOfRange("Two colleagues at least observe, beside the teacher.", "attendance")

    @property
    def observers(self) -> int:
        """How many colleagues watched."""
        return sum(came.attended for came in self.attendance) - 1

    def sentence(self, name_of: NameOf = str) -> str:
        day = on(self.happened_on)
        return f"The lesson of cycle {self.cycle} was taught on {day}: {self.observers} observed."


class PostLessonDiscussionHeld(_Turn):
    """The group compared what it had predicted of the case pupils with what it saw."""

    TOPIC = "post-lesson-discussion-held/1"
    COMMAND = "hold_post_lesson_discussion"
    STEP = lifecycle.LOOK_BACK

    happened_on: HappenedOn
    minutes: Minutes
    predicted_vs_seen: Annotated[Notes, "what was predicted, and what was seen"]

    def sentence(self, name_of: NameOf = str) -> str:
        day = on(self.happened_on)
        return f"The lesson of cycle {self.cycle} was talked about on {day}."


class CaseInterviewSummarised(Later):
    """Somebody asked case pupils about the lesson. What is kept are adults' words, not theirs."""

    TOPIC = "case-interview-summarised/1"
    COMMAND = "summarise_case_interview"
    STEP = lifecycle.LOOK_BACK

    cycle: Annotated[int, "which cycle of the study, counted from 1", Between(1, 12)]
    case_number: Annotated[int, "which of the case profiles, counted from 1", Between(1, 3)]
    interview_summary: Annotated[Notes, "what it told the group, in the group's own words"]
    happened_on: HappenedOn

    def check_facts(self, past: Past) -> None:
        super().check_facts(past)
        check_no_quotation(self.interview_summary, "interview_summary")

    def check(self, past: Past) -> None:
        study = opening(past)
        assert isinstance(study, LessonStudyGroupFormed), "one file is one family"
        if self.case_number > len(study.case_profiles):
            raise OutOfRange("The study has fewer case profiles.", "case_number")
        taught = past.all(ResearchLessonTaught, cycle=self.cycle)
        if not taught:
            raise OutOfOrder(f"Cycle {self.cycle} has to be taught first.", "cycle")
        if self.happened_on < taught[-1].happened_on:
            day = on(taught[-1].happened_on)
            raise NotYet(f"Cycle {self.cycle} was taught on {day} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"An interview on the lesson of cycle {self.cycle} was summed up."


class CycleConcluded(_Turn):
    """The group said what it learned in a cycle, and what it will do differently in the next."""

    TOPIC = "cycle-concluded/1"
    COMMAND = "conclude_cycle"
    STEP = lifecycle.LOOK_BACK

    happened_on: HappenedOn
    learned: Annotated[Notes, "what the group learned"]
    next_lesson_change: Annotated[Statement, "what it will do differently in the next lesson"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Cycle {self.cycle} was concluded on {on(self.happened_on)}."


class LessonStudyShared(Later):
    """The group told others what it had learned."""

    TOPIC = "lesson-study-shared/1"
    COMMAND = "share_lesson_study"
    STEP = lifecycle.LOOK_BACK

    audience: Annotated[StudyAudience, "with whom"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_since_held(past, self.happened_on)
        check_concluded(past)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The study was shared on {on(self.happened_on)}: {self.audience.words}."


class LessonStudyFollowedUp(FollowedUp):
    """What the study showed was taken into other lessons."""

    TOPIC = "lesson-study-followed-up/1"
    COMMAND = "follow_up_lesson_study"


class LessonStudyEvaluated(Evaluated):
    """The group said what the study was worth."""

    TOPIC = "lesson-study-evaluated/1"
    COMMAND = "evaluate_lesson_study"

    def check(self, past: Past) -> None:
        super().check(past)
        check_concluded(past)


TURNS: dict[type[_Turn], str] = {
    ResearchLessonPlanned: "planned",
    ResearchLessonTaught: "taught",
    PostLessonDiscussionHeld: "talked about",
    CycleConcluded: "concluded",
}
"""The turns of a cycle, in the one order in which they come."""


def check_turn(past: Past, event: _Turn) -> None:
    """Refuse a turn that was taken, comes too early, or lies before the one it builds on."""
    words, n = list(TURNS.values()), event.cycle
    turn, taken = list(TURNS).index(type(event)), turns_taken(past, n)
    if turn == 0 and n > 1 and turns_taken(past, n - 1) < len(TURNS):
        raise OutOfOrder(f"Cycle {n - 1} has to be concluded first.", "cycle")
    if taken < turn:
        raise OutOfOrder(f"Cycle {n} has to be {words[turn - 1]} first.", "cycle")
    if taken > max(turn, 1):  # what is only planned may be planned anew
        raise AlreadySaid(f"Cycle {n} was {words[turn]} already.", "cycle")
    for kind in list(TURNS)[1:turn]:
        earlier = past.last(kind, cycle=n).day
        if earlier and event.day and event.day < earlier:
            raise NotYet(f"Cycle {n} was {TURNS[kind]} on {on(earlier)} only.", "happened_on")


def turns_taken(past: Past, cycle: int) -> int:
    """How many turns of a cycle were taken. They come in order, so the number says which."""
    return sum(past.has(kind, cycle=cycle) for kind in TURNS)


def check_concluded(past: Past) -> None:
    """Refuse to speak of a study that has no cycle behind it."""
    if not past.has(CycleConcluded):
        raise OutOfOrder("Conclude a cycle first.", "act")


def check_no_quotation(told: Sealed, *path: str) -> None:
    """Refuse what looks like a pupil's own words. Words that were sealed were looked at then."""
    if any(mark in (told.words or "") for mark in QUOTATION_MARKS):
        raise NotWellFormed("Say it in your own words, without quotation marks.", *path)


KINDS = (
    LessonStudyGroupFormed, LessonStudyCancelled, ResearchLessonPlanned, ResearchLessonTaught,
    PostLessonDiscussionHeld, CaseInterviewSummarised, CycleConcluded, LessonStudyShared,
    LessonStudyFollowedUp, LessonStudyEvaluated,
)  # fmt: skip
