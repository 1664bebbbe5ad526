"""What schools measure, and what they read: summaries of five people or more, and nobody's name.

A mean, a share of people, how many fell into each category, or how often something happened.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Protocol

from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, Each, MayRepeat, NamesAllowed, People, Places
from ledger.domain.record import Code, Record
from ledger.domain.refusal import (
    Missing,
    NotWellFormed,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
)

FEWEST = 5
"""Readings of fewer people than this are not taken in: they could tell who said what."""
MOST = 10**6

ROUNDED = Decimal("0.001")
"""How far four decimal places may carry a spread beyond what is possible."""


class Level(Code):
    """What a measure looks at, from how it was liked to what pupils gained."""

    REACTION = "reaction"
    LEARNING = "learning"
    ORGANISATION = "organisation"
    PRACTICE = "practice"
    PUPIL_OUTCOME = "pupil_outcome"


class Direction(Code):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    TARGET = "target"
    """Within a range that is named; further from it is worse, on either side."""


class Unit(Code):
    """In what a measure counts."""

    POINTS = "points"
    PERCENT = "percent"
    DAYS = "days"
    COUNT = "count"
    STANDARDISED_SCORE = "standardised_score"
    SCALED_SCORE = "scaled_score"


class MeasureKind(Code):
    """How the people measured are summed up."""

    MEAN = "mean"
    PROPORTION = "proportion"
    ORDINAL = "ordinal"
    COUNT = "count"


class CollectedBy(Code):
    """Who took a reading."""

    SELF = "self"
    OTHER_SCHOOL = "other_school"
    EXTERNAL = "external"


class Arm(Code):
    """On which side of a comparison people stand."""

    PARTICIPANT = "participant"
    COMPARISON = "comparison"


MeasureCode = Annotated[str, "a short code of the measure, such as reading-age", Between(1, 40)]
Value = Annotated[Decimal, "a value on the scale", Between(-MOST, MOST), Places(4)]


class Measure(Record):
    """What is measured, on which scale, with which instrument. Fixed before the first reading."""

    measure: MeasureCode
    level: Annotated[Level, "what it looks at"]
    unit: Annotated[Unit, "in what it counts"]
    direction: Annotated[Direction, "which way is better"]
    scale_min: Annotated[Value, "the least value there can be"]
    scale_max: Annotated[Value, "the greatest value there can be"]
    instrument: Annotated[
        str, "the test or survey, with its edition", Between(1, 120),
        NamesAllowed("a test is often called after who made it"),
    ]  # fmt: skip
    measure_kind: Annotated[MeasureKind | None, "how it is summed up; a mean, unless said"] = None
    population: Annotated[str | None, "who is measured, such as year 5", Between(1, 120)] = None
    target_low: Annotated[Value | None, "where the range that is aimed at begins"] = None
    target_high: Annotated[Value | None, "where it ends"] = None
    categories: Annotated[
        tuple[str, ...] | None,
        "the categories of an ordinal measure, from lowest to highest",
        Between(2, 10), Each(Between(1, 20)),
    ] = None  # fmt: skip

    @property
    def summed_up(self) -> MeasureKind:
        """How it is summed up. Measures of the first release did not say: they are means."""
        return self.measure_kind or MeasureKind.MEAN


class Measured(Record):
    """Facts that every reading has."""

    measure: MeasureCode
    school: Annotated[SchoolId, "the school"]
    n: Annotated[
        int, "how many were measured: never fewer than five", People(FEWEST), Between(FEWEST, MOST)
    ]
    missing: Annotated[int, "how many should have been, and were not", Between(0, MOST)] = 0
    collected_by: Annotated[CollectedBy, "who measured"]
    arm: Annotated[Arm | None, "on which side of a comparison; they took part, unless said"] = None
    is_same_people: Annotated[
        bool | None, "whether these are the people who were measured first"
    ] = None
    is_instrument_changed: Annotated[
        bool | None, "whether it was taken with another instrument or edition than the first"
    ] = None

    @property
    def key(self) -> tuple[str, SchoolId, Arm]:
        """What one may read once only at a time."""
        return self.measure, self.school, self.arm or Arm.PARTICIPANT


class Reading(Measured):
    """What one school measured, as a summary that names nobody."""

    mean: Annotated[Value, "the mean"]
    sd: Annotated[Decimal, "the standard deviation", Between(0, MOST), Places(4)]
    r: Annotated[
        Decimal | None,
        "how the first and the later values of the same people go together, from -1 to 1",
        Between(-1, 1), Places(3),
    ] = None  # fmt: skip


class ProportionReading(Measured):
    """Of how many it was so."""

    x: Annotated[int, "of how many of those measured it was so", Between(0, MOST)]


class OrdinalReading(Measured):
    """How many fell into each category."""

    tallies: Annotated[
        tuple[int, ...], "how many were in each category, from lowest to highest",
        Between(2, 10), Each(Between(0, MOST)), MayRepeat("as many may be in one as in another"),
    ]  # fmt: skip


class CountReading(Measured):
    """How often something happened among those measured."""

    times: Annotated[int, "how often it happened", Between(0, MOST)]


KIND_OF: dict[type[Measured], MeasureKind] = {
    Reading: MeasureKind.MEAN,
    ProportionReading: MeasureKind.PROPORTION,
    OrdinalReading: MeasureKind.ORDINAL,
    CountReading: MeasureKind.COUNT,
}


def check_measures(measures: tuple[Measure, ...]) -> None:
    """Refuse measures that nobody could read, such as by a scale that goes down."""
    for n, measure in enumerate(measures):
        where = ("measures", str(n))
        if measure.scale_min >= measure.scale_max:
            raise OutOfRange("A scale goes up.", *where, "scale_max")
        if (measure.summed_up is MeasureKind.ORDINAL) != (measure.categories is not None):
            raise Missing("An ordinal measure names its categories.", *where, "categories")
        _check_target(measure, *where)


def _check_target(measure: Measure, *where: str) -> None:
    low, high = measure.target_low, measure.target_high
    if (measure.direction is Direction.TARGET) != (low is not None and high is not None):
        raise Missing("Where a range is aimed at, say from where to where.", *where, "target_low")
    if low is None or high is None:
        return
    if not measure.scale_min <= low <= high <= measure.scale_max:
        raise OutOfRange("The range goes up, and lies on the scale.", *where, "target_high")


def check_fits(reading: Measured, measure: Measure, *where: str) -> None:
    """Refuse a reading that is of another kind than its measure, or that is beyond its scale."""
    if KIND_OF[type(reading)] is not measure.summed_up:
        raise NotWellFormed(f"That measure is a {measure.summed_up.words}.", *where, "measure")
    match reading:
        case Reading(mean=mean) if not measure.scale_min <= mean <= measure.scale_max:
            scale = f"from {measure.scale_min} to {measure.scale_max}"
            raise OutOfRange(f"The scale goes {scale}.", *where, "mean")
        case Reading():
            check_spread(reading, measure.scale_min, measure.scale_max, *where)
    match reading:
        case Reading(r=r) if r is not None and not reading.is_same_people:
            raise Missing("That can be told of the same people only.", *where, "is_same_people")
        case ProportionReading(x=x, n=n) if x > n:
            raise OutOfRange(f"Only {n} were measured.", *where, "x")
        case OrdinalReading(tallies=tallies) if len(tallies) != len(measure.categories or ()):
            raise NotWellFormed("One number for each category, please.", *where, "tallies")
        case OrdinalReading(tallies=tallies, n=n) if sum(tallies) != n:
            raise OutOfBalance(f"That makes {sum(tallies)}, not {n}.", *where, "tallies")


class Spread(Protocol):
    """A summary of *n* values, as far as it has to be known here."""

    @property
    def n(self) -> int: ...
    @property
    def mean(self) -> Decimal: ...
    @property
    def sd(self) -> Decimal: ...


def check_spread(told: Spread, low: Decimal, high: Decimal, *where: str) -> None:
    """Refuse a standard deviation that no values on this scale can have, given their mean."""
    if told.sd > widest(told.n, told.mean, low, high) + ROUNDED:
        raise OutOfRange("Values with that mean cannot lie so far apart.", *where, "sd")


def widest(n: int, mean: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """The largest standard deviation (n - 1) that n values on a scale can have.

    All of them at its two ends: the bound of Bhatia and Davis (2000).
    """
    return ((mean - low) * (high - mean) * n / (n - 1)).sqrt()


def check_says_nothing_of_before(reading: Measured, *where: str) -> None:
    """Refuse a first reading that compares itself with an earlier one."""
    for name in ("is_same_people", "is_instrument_changed"):
        if getattr(reading, name):
            raise OutOfOrder("Only a later reading can say that.", *where, name)
