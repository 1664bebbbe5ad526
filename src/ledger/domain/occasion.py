"""Acts that take place on a day: planned, held, followed up, evaluated. Most acts are such."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Act, Later, Opening, life_of, participants
from ledger.domain.collaboration import Beginning, check_not_over
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CollaborationId, SchoolId
from ledger.domain.limits import Between, Each
from ledger.domain.measure import check_spread
from ledger.domain.past import Look, Past, Recorded, Role
from ledger.domain.prose import on
from ledger.domain.refusal import NotMember, NotParticipant, NotYet, OutOfRange, SameSchool
from ledger.domain.school import check_open, of_schools
from ledger.domain.steering import planned_outcomes
from ledger.domain.words import (
    Attendance,
    Barrier,
    Focus,
    HappenedOn,
    Minutes,
    Notes,
    PlannedFor,
    PlannedStart,
    Ratings,
    Reason,
)

Serves = Annotated[
    tuple[int, ...],
    "which intended outcomes of the collaboration it serves, counted from 1",
    Between(0, 12), Each(Between(1, 12)),
]  # fmt: skip


class Intended(Opening):
    """An act that was meant before it took place, in a collaboration."""

    collaboration: Annotated[CollaborationId, "the collaboration that it is part of"]
    serves: Serves = ()
    focus: Annotated[Focus, "what it is about"]

    def check_place(self, past: Past) -> None:
        super().check_place(past)
        check_serves(past, self.serves)
        if self.day is None:
            check_not_over(past, past.today, "collaboration")


class Planned(Intended):
    """The plan of an act: on what day, and for how long."""

    STEP = lifecycle.PLAN

    planned_for: PlannedFor
    planned_start: PlannedStart = None
    minutes: Minutes

    def check_schools(self, past: Past) -> None:
        check_not_over(past, self.planned_for, "planned_for")
        super().check_schools(past)


class Dated(Later):
    """A day was found for what had none."""

    STEP = lifecycle.SET_DAY

    planned_for: PlannedFor
    planned_start: PlannedStart = None

    def check(self, past: Past) -> None:
        check_in_time(past, self.planned_for, "planned_for")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Planned for {on(self.planned_for)}."


class Rescheduled(Dated):
    """Another day was found for it."""

    STEP = lifecycle.RESCHEDULE

    reason: Reason

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Moved to {on(self.planned_for)}."


class Cancelled(Later):
    """It will not take place. To try again is a new act."""

    STEP = lifecycle.CANCEL

    happened_on: HappenedOn
    barrier: Annotated[Barrier, "what stood in the way"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Called off because of {self.barrier.words}."


class Occasion(Act):
    """It took place, with colleagues of at least two schools."""

    happened_on: HappenedOn
    minutes: Minutes
    attendance: Annotated[
        tuple[Attendance, ...], "how many colleagues of each school were there", Between(2, 60)
    ]

    def check_attendance(self, past: Past, invited: frozenset[SchoolId] | None) -> None:
        """Refuse who was not invited (None: anybody was), stands there twice, or was closed."""
        for n, (school, path) in enumerate(self.named()):
            if invited is not None and school not in invited:
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


class Held(Occasion, Later):
    """It took place as it was planned."""

    STEP = lifecycle.HOLD

    def boundary(self) -> tuple[Look, ...]:
        return (*super().boundary(), *of_schools(self.schools()))

    def check_place(self, past: Past) -> None:
        super().check_place(past)
        check_in_time(past, self.happened_on, "happened_on")
        self.check_attendance(past, None if self.WIDENS else participants(past))


class HeldInformally(Occasion, Opening):
    """It took place, and nobody had written down a plan: one entry says both."""

    STEP = lifecycle.HOLD_INFORMALLY

    part_of: Annotated[
        CollaborationId | None, "the collaboration that it is part of, if it is part of one"
    ] = None
    serves: Serves = ()
    focus: Annotated[Focus, "what it is about"]

    def check_place(self, past: Past) -> None:
        super().check_place(past)
        check_serves(past, self.serves)
        self.check_attendance(past, None)
        came = {there.school for there in self.attendance if there.attended}
        if past.by.role is Role.EDITOR and past.by.school not in came:
            raise NotParticipant("Only a school whose colleagues came records it.", "attendance")

    def check_schools(self, past: Past) -> None:
        check_in_time(past, self.happened_on, "happened_on")
        super().check_schools(past)


class TakenFurther(Later):
    """Something came of it afterwards. What nothing came of was a meeting, and no more."""

    happened_on: HappenedOn


class FollowedUp(TakenFurther):
    """Something was done afterwards, so that it would last."""

    STEP = lifecycle.FOLLOW_UP

    tried: Annotated[Notes, "what was tried in the classroom"]
    minutes_taken: Annotated[
        int | None, "how many minutes it took, if that was noted", Between(5, 600)
    ] = None

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

    def check_facts(self, past: Past) -> None:
        super().check_facts(past)
        for n, rating in enumerate(self.ratings):
            check_spread(rating, Decimal(1), Decimal(5), "ratings", str(n))

    def check(self, past: Past) -> None:
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        again = "would" if self.would_repeat else "would not"
        return f"Evaluated on {on(self.happened_on)}: they {again} do it again."


def occasions(past: Past) -> list[Recorded[Occasion]]:
    """Each time the act took place, oldest first."""
    return life_of(past, Occasion)


def held_on(past: Past) -> date:
    """The first day on which the act took place."""
    return min(entry.event.happened_on for entry in occasions(past))


def check_since_held(past: Past, day: date) -> None:
    """Refuse a day before the act took place."""
    held = held_on(past)
    if day < held:
        raise NotYet(f"It took place on {on(held)} only.", "happened_on")


def check_in_time(past: Past, day: date, *path: str) -> None:
    """Refuse a day outside the collaboration that the act is part of, if it is part of one."""
    if past.has(Beginning):
        check_not_over(past, day, *path)


def check_serves(past: Past, serves: tuple[int, ...]) -> None:
    """Refuse an intended outcome that the collaboration does not have."""
    if not serves:
        return
    if not past.has(Beginning):
        raise OutOfRange(
            "It serves outcomes of a collaboration: say which it is part of.", "serves"
        )
    if max(serves) > len(planned_outcomes(past)):
        raise OutOfRange("The collaboration has fewer intended outcomes.", "serves")
