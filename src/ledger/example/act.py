"""An act as a story tells it: planned, moved, called off, held, confirmed, followed up, judged.

Each telling writes one line for whoever would have written it: the guest asks, the host says that
it took place, and each school confirms its own colleagues a day or so after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, Self

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.shared_evaluation import (
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    Finding,
)
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.identifiers import FieldName, SchoolId
from ledger.domain.measure import (
    CollectedBy,
    CountReading,
    Measured,
    OrdinalReading,
    ProportionReading,
    Reading,
)
from ledger.domain.occasion import Cancelled, Evaluated, FollowedUp, Held, Planned, Rescheduled
from ledger.domain.past import By
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, Rating, StaffRole
from ledger.example.days import A_WEEK, school_days_after, weeks_before
from ledger.example.diary import Diary, Key
from ledger.example.register import editor
from ledger.example.thread import Thread, attendance


class Family(NamedTuple):
    """The entries in the life of one kind of act."""

    planned: type[Planned]
    moved: type[Rescheduled]
    called_off: type[Cancelled]
    held: type[Held]
    followed_up: type[FollowedUp]
    evaluated: type[Evaluated] | None = None
    """None: each school speaks for itself about what was found."""


@dataclass(frozen=True)
class Plan:
    """What an act begins with, and who plans it."""

    host: SchoolId
    by: By
    recorded_on: date
    facts: Mapping[str, Any]
    roles: tuple[StaffRole, ...]
    """Who comes, from every school."""


class Act(Thread):
    """One act that is planned and held."""

    def __init__(self, diary: Diary, family: Family, plan: Plan) -> None:
        super().__init__(diary, family.planned, plan.by, plan.recorded_on, plan.facts)
        self._family = family
        self._plan = plan
        self._host = editor(plan.host)
        self._planned_for: date = plan.facts["planned_for"]
        self.held_key = Key()

    def moved(self, to: date, because: str) -> Self:
        """Another day was found, a week before the one that had been planned."""
        told_on = weeks_before(self._planned_for, 1)
        facts = {"planned_for": to, "reason": Sealed(because)}
        self._write(self._family.moved, self._host, told_on, facts)
        self._planned_for = to
        return self

    def called_off(self, barrier: Barrier) -> Self:
        """It was called off in the week before, and told on the next day."""
        called_off_on = weeks_before(self._planned_for, 1)
        facts = {"barrier": barrier, "happened_on": called_off_on}
        told_on = school_days_after(called_off_on, 1)
        self._write(self._family.called_off, self._host, told_on, facts)
        return self

    def held(
        self,
        came: Mapping[SchoolId, int],
        *,
        on: date | None = None,
        minutes: int | None = None,
        weeks_late: int = 0,
        unconfirmed: tuple[SchoolId, ...] = (),
        **facts: Any,
    ) -> Self:
        """It took place, on the day planned if no other is said; each school confirms."""
        day = on or self._planned_for
        facts |= {
            "happened_on": day,
            "minutes": minutes or self._plan.facts["minutes"],
            "attendance": attendance(came, self._plan.roles),
        }
        told_on = school_days_after(day + weeks_late * A_WEEK, 1)
        self.held_key = self._write(self._family.held, self._host, told_on, facts)
        return self.confirmed(self.held_key, came, unconfirmed)

    def followed_up(self, on: date, tried: str, by: SchoolId | None = None, **facts: Any) -> Self:
        """Something of it was tried in the classroom, and told two school days later.

        Whoever asked for the act tells it, if nobody else does.
        """
        facts |= {"happened_on": on, "tried": Sealed(tried)}
        told_by = editor(by) if by else self._plan.by
        self._write(self._family.followed_up, told_by, school_days_after(on, 2), facts)
        return self

    def evaluated(
        self, on: date, would_repeat: bool = True, ratings: tuple[Rating, ...] = (), **facts: Any
    ) -> Self:
        """Those who took part said what it was worth, and it was told on the next day."""
        assert self._family.evaluated, "its findings are agreed by each school instead"
        facts |= {"happened_on": on, "would_repeat": would_repeat, "ratings": ratings}
        self._write(self._family.evaluated, self._host, school_days_after(on, 1), facts)
        return self

    def amended(self, on: date, field: str, old: str, new: str, because: str) -> Self:
        """Something was wrong in what was said when it took place."""
        facts = {
            "field": FieldName(field), "old": old, "new": new, "reason": Sealed(because),
            "entry": self.held_key,
        }  # fmt: skip
        self._write(Amended, self._host, on, facts)
        return self

    def retracted(self, on: date, because: str, asked: By, by: By) -> None:
        """It should never have been recorded: one person asks, another takes it back."""
        self._write(RetractionRequested, asked, on, {"reason": Sealed(because)})
        self._write(Retracted, by, on, {"reason": Sealed(because)})


class Evaluation(Act):
    """A shared evaluation: measured, measured again, and each school says what it makes of it."""

    def measured(
        self, came: Mapping[SchoolId, int], readings: tuple[Measured, ...], **other: Any
    ) -> Self:
        """The schools took their first readings."""
        return self.held(came, **_by_kind(readings), **other)

    def measured_again(self, on: date, tried: str, readings: tuple[Measured, ...]) -> Self:
        """The schools measured once more."""
        return self.followed_up(on, tried, **_by_kind(readings))

    def agreed(self, school: SchoolId, on: date, finding: Finding, statement: str) -> Self:
        """A school said what it takes from the readings."""
        facts = {
            "school": school, "finding": finding, "statement": Sealed(statement), "happened_on": on,
        }  # fmt: skip
        self._write(EvaluationFindingsAgreed, editor(school), school_days_after(on, 1), facts)
        return self

    def dissented(self, school: SchoolId, on: date, why_not: str) -> Self:
        """A school does not agree, and says why."""
        facts = {"school": school, "why_not": Sealed(why_not), "happened_on": on}
        self._write(EvaluationDissentRecorded, editor(school), school_days_after(on, 1), facts)
        return self


LISTS: dict[type[Measured], str] = {
    Reading: "readings", ProportionReading: "proportions", OrdinalReading: "ordinals",
    CountReading: "tallied",
}  # fmt: skip
"""Each kind of reading stands in a list of its own."""


def _by_kind(readings: tuple[Measured, ...]) -> dict[str, Any]:
    lists = {name: tuple(r for r in readings if type(r) is kind) for kind, name in LISTS.items()}
    return {name: some for name, some in lists.items() if some}


def reading(measure: str, school: SchoolId, n: int, mean: str, sd: str, **other: Any) -> Reading:
    """What one school measured; the mean and the deviation as they stand in its notes."""
    other = {"collected_by": CollectedBy.SELF} | other
    return Reading(measure=measure, school=school, n=n, mean=Decimal(mean), sd=Decimal(sd), **other)


def share(measure: str, school: SchoolId, n: int, x: int, **other: Any) -> ProportionReading:
    """Of how many in one school it was so."""
    other = {"collected_by": CollectedBy.OTHER_SCHOOL} | other
    return ProportionReading(measure=measure, school=school, n=n, x=x, **other)


def rating(question: str, n: int, mean: str, sd: str) -> Rating:
    """How one question was answered, from 1 to 5."""
    return Rating(question=question, n=n, mean=Decimal(mean), sd=Decimal(sd))
