"""The act: something schools did together, from the first plan to what came of it.

An act is a chain of entries. The one that opens it gives it its id; each later one names that id
and the row of the life table it takes. What every kind has in common stands here, so that a kind
says only what is its own.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from ledger.domain import lifecycle
from ledger.domain.collaboration import (
    CollaborationBegun,
    check_not_over,
    check_seen,
    members,
    membership,
    stays,
)
from ledger.domain.entry import Entry, NameOf, named_schools
from ledger.domain.lifecycle import Stage, Step
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.refusal import (
    NotFound,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
    SameSchool,
)
from ledger.domain.school import check_open, lineage_looks, of_schools, twin
from ledger.domain.words import (
    ActId,
    Attendance,
    Barrier,
    Between,
    CollaborationId,
    Each,
    Focus,
    HappenedOn,
    Minutes,
    Notes,
    PlannedFor,
    Ratings,
    Reason,
    SchoolId,
    on,
)


class Act(Entry):
    """One entry in the life of an act."""

    STEP: ClassVar[Step]
    """The row of the life table that this entry takes."""
    FIXED_ONCE_HELD: ClassVar[frozenset[str]] = frozenset()
    """Facts that stay as they are once the act took place, even if they were wrong."""

    def check_stage(self, past: Past) -> None:
        """Whether the act is at a stage where this may happen."""
        if past.has(Withdrawal):
            raise OutOfOrder("It was withdrawn; record it again as a new act.", "act")
        stage = stage_of(past)
        if stage not in self.STEP.start:
            usual = " or ".join(sorted(start.words for start in self.STEP.start))
            raise OutOfOrder(f"It is {stage.words}; this needs an act that is {usual}.", "act")


class Opening(Act):
    """The first entry of an act: its plan. The schools that it names take part."""

    ROOT = "act"
    STEP = lifecycle.PLAN

    collaboration: Annotated[CollaborationId, "the collaboration that it is part of"]
    serves: Annotated[
        tuple[int, ...],
        "which intended outcomes of the collaboration it serves, counted from 1",
        Between(0, 12), Each(Between(1, 12)),
    ] = ()  # fmt: skip
    focus: Annotated[Focus, "what it is about"]
    planned_for: PlannedFor
    minutes: Minutes

    def boundary(self) -> tuple[Look, ...]:
        return (membership(self.collaboration), *of_schools(self.schools()))

    def further(self, past: Past) -> tuple[Look, ...]:
        return lineage_looks(past)

    def check_place(self, past: Past) -> None:
        check_seen(past)
        if past.by.school not in self.schools():
            raise NotParticipant("Only a school that takes part may record this.", "collaboration")
        check_not_over(past, self.planned_for, "planned_for")
        self.check_schools(past)
        if any(number > len(past.last(CollaborationBegun).outcomes) for number in self.serves):
            raise OutOfRange("The collaboration has fewer intended outcomes.", "serves")

    def check_schools(self, past: Past) -> None:
        """Two institutions or more, in the collaboration and open on the day."""
        schools = sorted(self.schools())
        there = members(past, self.planned_for)
        for school in schools:
            if school not in there:
                raise NotMember(
                    f"School {school} is not in this collaboration then.", *self.where(school)
                )
            check_open(past, school, self.planned_for, *self.where(school))
        if same := twin(past, schools):
            raise SameSchool(f"School {same} stands on both sides.", *self.where(same))

    def where(self, school: SchoolId) -> tuple[str, ...]:
        """Where in the facts a school stands."""
        return next(path for named, path in named_schools(self) if named == school)


class Later(Act):
    """Any later entry of an act."""

    ANY_FAMILY: ClassVar[bool] = False
    """Whether it may be said of an act of any kind, or only of those in its own file."""

    act: Annotated[ActId, "the act, by the id of the entry that opened it"]

    def boundary(self) -> tuple[Look, ...]:
        return (Look((f"act:{self.act}",)),)

    def further(self, past: Past) -> tuple[Look, ...]:
        if not past.has(Opening):
            return ()
        return (membership(opening(past).collaboration),)

    def inherited(self, past: Past) -> frozenset[str]:
        opened = next(past.entries_of(Opening))
        return frozenset(tag for tag in opened.tags if not tag.startswith("by:"))

    @classmethod
    def belongs_to(cls, first: Opening) -> bool:
        """One file is one family."""
        return cls.ANY_FAMILY or cls.__module__ == type(first).__module__

    def check_place(self, past: Past) -> None:
        if not past.has(Opening) or not _is_seen(past):
            raise NotFound("There is no such act.", "act")
        if not self.belongs_to(opening(past)):
            raise NotFound("That is an act of another kind.", "act")
        if past.by.school not in opening(past).schools():
            raise NotParticipant("Only a school that takes part may record this.", "act")
        self.check_stage(past)

    def check_again(self, past: Past) -> None:
        """Whether it still stands, once something before it was amended."""
        self.check(past)


def _is_seen(past: Past) -> bool:
    """Whether the asker's school knows of the act: it takes part, or is in the collaboration."""
    return past.by.school in opening(past).schools() or past.by.school in stays(past)


class Rescheduled(Later):
    """Another day was found for it."""

    STEP = lifecycle.RESCHEDULE

    planned_for: PlannedFor
    reason: Reason

    def check(self, past: Past) -> None:
        check_not_over(past, self.planned_for, "planned_for")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Moved to {on(self.planned_for)}."


class Cancelled(Later):
    """It will not take place. To try again is a new act."""

    STEP = lifecycle.CANCEL

    happened_on: HappenedOn
    barrier: Annotated[Barrier, "what stood in the way"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Called off because of {self.barrier.words}."


class Held(Later):
    """It took place, with colleagues of at least two schools."""

    STEP = lifecycle.HOLD

    happened_on: HappenedOn
    minutes: Minutes
    attendance: Annotated[
        tuple[Attendance, ...], "how many colleagues of each school were there", Between(2, 60)
    ]

    def further(self, past: Past) -> tuple[Look, ...]:
        named = of_schools(opening(past).schools()) if past.has(Opening) else ()
        return (*super().further(past), *named)

    def check_place(self, past: Past) -> None:
        super().check_place(past)
        check_not_over(past, self.happened_on, "happened_on")
        invited = opening(past).schools()
        for n, (school, path) in enumerate(self.named()):
            if school not in invited:
                raise NotMember(f"School {school} is not in this act.", *path)
            if school in [earlier for earlier, _ in self.named()[:n]]:
                raise SameSchool(f"School {school} stands here twice.", *path)
            check_open(past, school, self.happened_on, *path)
        if sum(attendance.attended > 0 for attendance in self.attendance) < 2:
            raise OutOfRange("Colleagues of at least two schools were there.", "attendance")

    def named(self) -> list[tuple[SchoolId, tuple[str, ...]]]:
        """The schools that were there, with where they stand in the facts."""
        return [
            (attendance.school, ("attendance", str(n), "school"))
            for n, attendance in enumerate(self.attendance)
        ]

    def sentence(self, name_of: NameOf = str) -> str:
        came = sum(attendance.attended for attendance in self.attendance)
        schools = len([a for a in self.attendance if a.attended])
        return f"Held on {on(self.happened_on)}: {came} colleagues of {schools} schools came."


class FollowedUp(Later):
    """Something was done afterwards, so that it would last."""

    STEP = lifecycle.FOLLOW_UP

    happened_on: HappenedOn
    tried: Annotated[Notes, "what was tried in the classroom"]

    def check(self, past: Past) -> None:
        held = held_on(past)
        if self.happened_on <= held:
            raise NotYet(f"A follow-up comes after {on(held)}.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Followed up on {on(self.happened_on)}."


class Evaluated(Later):
    """Those who took part said what it was worth."""

    STEP = lifecycle.EVALUATE

    happened_on: HappenedOn
    ratings: Ratings = ()
    would_repeat: Annotated[bool, "whether they would do it again"]

    def check(self, past: Past) -> None:
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        again = "would" if self.would_repeat else "would not"
        return f"Evaluated on {on(self.happened_on)}: they {again} do it again."


class Withdrawal(Later):
    """Whatever takes a whole act out of the account. Auditors still see it."""


def stage_of(past: Past) -> Stage:
    """How far the act has come."""
    return lifecycle.stage_after(act.STEP for act in past.all(Act))


def opening(past: Past) -> Opening:
    """The plan of the act."""
    return past.last(Opening)


def occasions(past: Past) -> list[Recorded[Held]]:
    """Each time the act took place, oldest first."""
    return list(past.entries_of(Held))


def held_on(past: Past) -> date:
    """The first day on which the act took place."""
    return min(entry.event.happened_on for entry in occasions(past))


def check_since_held(past: Past, day: date) -> None:
    """Refuse a day before the act took place."""
    held = held_on(past)
    if day < held:
        raise NotYet(f"It took place on {on(held)} only.", "happened_on")
