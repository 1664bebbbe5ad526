"""How a measure and a reading are kept: plain values, each with what stood there before.

What schools record are records with decimals and lists of their own for each kind of measure. Here
they become rows of one shape, so that a question need not know of kinds.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from ledger.domain.measure import (
    KIND_OF,
    Arm,
    CollectedBy,
    Direction,
    Level,
    MeasureKind,
    Unit,
)
from ledger.domain.measure import Measure as Fixed
from ledger.domain.measure import Measured as Read


class Measure(NamedTuple):
    """What is measured in an evaluation, as it was fixed."""

    act: int
    code: str
    collaboration: int
    level: Level
    unit: Unit
    direction: Direction
    kind: MeasureKind
    scale_min: float
    scale_max: float
    target_low: float | None
    target_high: float | None
    instrument: str
    population: str | None
    comparison: str
    evaluates: int
    """The act whose worth it looks at; 0 if it names none."""
    designed_on: date
    """The day on which it was recorded: whatever was read later is no afterthought."""


class Reading(NamedTuple):
    """What one school read of one measure on one day, on one side of a comparison."""

    act: int
    entry: int
    code: str
    school: str
    arm: Arm
    collaboration: int
    kind: MeasureKind
    is_baseline: bool
    happened_on: date
    recorded_on: date
    n: int
    missing: int
    mean: float | None
    sd: float | None
    r: float | None
    times: int | None
    """Of how many it was so, or how often it happened."""
    tallies: tuple[str, ...] | None
    """How many were in each category, from lowest to highest."""
    is_same_people: bool
    is_instrument_changed: bool
    collected_by: CollectedBy
    revised_by: int
    """The position of the last correction; 0 if there was none."""
    was: float | None
    """The value that stood here before it."""
    counted: tuple[str, ...]
    """How many people were counted before each of its corrections."""
    counted_at: tuple[str, ...]
    """The positions of the entries that said so."""

    @property
    def value(self) -> float:
        """The mean, the share, the mean place among the categories, or how often a person did."""
        if self.mean is not None:
            return self.mean
        if self.tallies is not None:
            return sum(n * int(many) for n, many in enumerate(self.tallies, 1)) / self.n
        return (self.times or 0) / self.n

    @property
    def counts(self) -> list[tuple[int, int]]:
        """Each position at which it was said how many there were, and how many."""
        before = zip(map(int, self.counted_at), map(int, self.counted), strict=True)
        return [*before, (self.revised_by or self.entry, self.n)]


def measure_of(fixed: Fixed, *design: Any) -> Measure:
    """A measure as a row; `design` is what its evaluation says of all of its measures."""
    of, circle, comparison, evaluates, day = design
    low, high = fixed.target_low, fixed.target_high
    return Measure(
        of, fixed.measure, circle, fixed.level, fixed.unit, fixed.direction, fixed.summed_up,
        float(fixed.scale_min), float(fixed.scale_max), None if low is None else float(low),
        None if high is None else float(high), fixed.instrument, fixed.population, comparison,
        evaluates, day,
    )  # fmt: skip


def reading_of(one: Read, **when: Any) -> Reading:
    """A reading as a row; `when` says by what entry, and on which days."""
    tallies, said = getattr(one, "tallies", None), getattr(one, "r", None)
    return Reading(
        code=one.measure,
        school=one.school,
        arm=one.arm or Arm.PARTICIPANT,
        kind=KIND_OF[type(one)],
        n=one.n,
        missing=one.missing,
        mean=float(one.mean) if hasattr(one, "mean") else None,
        sd=float(one.sd) if hasattr(one, "sd") else None,
        r=None if said is None else float(said),
        times=getattr(one, "x", getattr(one, "times", None)),
        tallies=None if tallies is None else tuple(map(str, tallies)),
        is_same_people=bool(one.is_same_people),
        is_instrument_changed=bool(one.is_instrument_changed),
        collected_by=one.collected_by,
        revised_by=0,
        was=None,
        counted=(),
        counted_at=(),
        **when,
    )


def revised(was: Reading, now: Reading, position: int) -> Reading:
    """The reading as corrected, with what stood there; unchanged, if nothing of it changed."""
    kept = {name: getattr(was, name) for name in ("revised_by", "was", "counted", "counted_at")}
    if now._replace(**kept) == was:
        return was
    return now._replace(
        revised_by=position,
        was=was.value,
        counted=(*was.counted, str(was.n)),
        counted_at=(*was.counted_at, str(was.revised_by or was.entry)),
    )
