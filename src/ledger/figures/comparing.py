"""How far one group of people moved: in the unit of the measure, and in standard deviations.

Which formula fits is told by the readings: the same people twice, or two groups; alone, or beside
people who did not take part. Where nobody worked out how alike people's two results are, every
assumption is worked out, and the range is as wide as all of them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

from ledger.domain.measure import Direction, MeasureKind, Unit
from ledger.figures.figure import FigureUnit, Range
from ledger.figures.study import Pair
from ledger.projections.measured import Measure, Reading
from ledger.statistics.change import Better, change, nearer
from ledger.statistics.effect_size import (
    ASSUMED_R,
    Group,
    between_groups,
    compared,
    divided,
    moved,
    same_people,
    together,
)
from ledger.statistics.estimate import Estimate, Interval, Ranged
from ledger.statistics.no_answer import Impossible, NoAnswer
from ledger.statistics.proportion import newcombe, wilson
from ledger.statistics.rate import rate, rates_apart

UNIT_OF = {
    Unit.POINTS: FigureUnit.POINTS,
    Unit.STANDARDISED_SCORE: FigureUnit.POINTS,
    Unit.SCALED_SCORE: FigureUnit.POINTS,
    Unit.PERCENT: FigureUnit.PERCENTAGE_POINTS,
    Unit.DAYS: FigureUnit.DAYS,
}
"""How a figure tells the unit of a measure; a plain number, where it has none of these."""

SPREAD_KNOWN = (MeasureKind.MEAN, MeasureKind.ORDINAL)
"""Kinds of measure whose readings tell how far people lie apart."""

COUNTED = (MeasureKind.PROPORTION, MeasureKind.COUNT)
"""Kinds of measure that count: of how many it was so, or how often it happened."""


class Effect(NamedTuple):
    """How far a group moved, under each assumption about how alike people's two results are."""

    at: tuple[Estimate, ...]
    """One for each of `ASSUMED_R`, all alike where it is known; one, where it does not matter."""

    @property
    def value(self) -> float:
        """The one in the middle."""
        return self.at[len(self.at) // 2].value

    @property
    def range(self) -> Range:
        """As wide as all of them together."""
        told = [effect.interval for effect in self.at]
        return Range(min(each.low for each in told), max(each.high for each in told))

    @property
    def doubtful(self) -> Estimate:
        """The one that leaves most room."""
        return max(self.at, key=lambda effect: effect.se)


def unit_of(measure: Measure) -> FigureUnit:
    """In what a change of this measure is told."""
    if measure.kind == MeasureKind.PROPORTION:
        return FigureUnit.PERCENTAGE_POINTS
    if measure.kind == MeasureKind.ORDINAL:
        return FigureUnit.CATEGORIES
    if measure.kind == MeasureKind.COUNT:
        return FigureUnit.TIMES_A_PERSON
    return UNIT_OF.get(measure.unit, FigureUnit.NONE)


def unit_of_level(measure: Measure) -> FigureUnit:
    """In what the measure itself is told."""
    if measure.kind == MeasureKind.PROPORTION:
        return FigureUnit.SHARE
    return FigureUnit.PERCENT if measure.unit == Unit.PERCENT else unit_of(measure)


def sign_of(measure: Measure) -> int:
    """1 where more is better, -1 where less is."""
    return -1 if measure.direction == Direction.LOWER else 1


def told_as(measure: Measure, beside: Sequence[Pair] = ()) -> str:
    """The family of sentences of a change. Where less is better, it got better and did not rise."""
    if beside:
        return "compared"
    return "change" if measure.direction == Direction.HIGHER else "better"


def group_of(reading: Reading) -> Group:
    """The people of a reading, as a mean and a spread. `Impossible` where it tells of none."""
    if reading.mean is not None and reading.sd is not None:
        return Group(reading.n, reading.mean, reading.sd)
    if reading.tallies is None:
        raise Impossible("These readings do not tell how far people lie apart.")
    squares = sum(
        int(many) * (place - reading.value) ** 2 for place, many in enumerate(reading.tallies, 1)
    )
    return Group(reading.n, reading.value, sqrt(squares / (reading.n - 1)))


def ranged(reading: Reading) -> Ranged:
    """What was read, and where it lies for all such people. `Impossible` where it tells neither."""
    if reading.kind == MeasureKind.PROPORTION:
        return wilson(reading.times or 0, reading.n)
    if reading.kind == MeasureKind.COUNT:
        return rate(reading.times or 0, reading.n)
    group = group_of(reading)
    return Ranged(group.mean, Estimate(group.mean, group.sd / sqrt(group.n)).interval)


def change_of(measure: Measure, pair: Pair) -> tuple[float, Range | None]:
    """By how much it got better, in the unit of the measure; the range, where it can be told."""
    if measure.target_low is not None and measure.target_high is not None:
        return _nearer(measure, pair, Interval(measure.target_low, measure.target_high))
    if measure.kind in COUNTED:
        return _share_or_rate_moved(measure, pair)
    value = change(pair.before.value, pair.after.value, Better(measure.direction))
    try:
        told = _moved(measure, pair).range
    except NoAnswer:
        told = None
    return value, told


def _share_or_rate_moved(measure: Measure, pair: Pair) -> tuple[float, Range]:
    """A difference of two shares, in percentage points; or of how often each person did it."""
    is_share = measure.kind == MeasureKind.PROPORTION
    by, better = (100 if is_share else 1), sign_of(measure)
    after, before = ((read.times or 0, read.n) for read in (pair.after, pair.before))
    found = newcombe(after, before) if is_share else rates_apart(after, before)
    low, high = sorted(by * better * end for end in (found.interval.low, found.interval.high))
    return by * better * found.value, Range(low, high)


def _nearer(measure: Measure, pair: Pair, target: Interval) -> tuple[float, Range]:
    """How much nearer to the range that is aimed at, as wide as every assumption makes it."""
    before, after = (_in_percent(measure, ranged(read)) for read in pair)
    if measure.kind == MeasureKind.PROPORTION and measure.scale_max <= 1:
        target = Interval(100 * target.low, 100 * target.high)
    together = alike(pair) if measure.kind in SPREAD_KNOWN else (0.0,)
    told = [nearer(before, after, target, r) for r in together]
    low, high = min(one.interval.low for one in told), max(one.interval.high for one in told)
    return told[0].value, Range(low, high)


def _in_percent(measure: Measure, read: Ranged) -> Ranged:
    """A share as a percentage; all else as it is."""
    if measure.kind != MeasureKind.PROPORTION:
        return read
    low, high = read.interval.low, read.interval.high
    return Ranged(100 * read.value, Interval(100 * low, 100 * high))


def _moved(measure: Measure, pair: Pair) -> Effect:
    before, after = map(group_of, pair)
    told = (moved(before, after, r) for r in alike(pair))
    return Effect(tuple(estimate.turned(sign_of(measure)) for estimate in told))


def is_correlation_unknown(measure: Measure, pair: Pair) -> bool:
    """Whether nobody said how alike people's two results are, where the answer needs it."""
    _, after = pair
    return measure.kind in SPREAD_KNOWN and after.is_same_people and after.r is None


def alike(pair: Pair) -> tuple[float, ...]:
    """How alike people's two results may be: 0 for others, what was said, or three assumptions."""
    _, after = pair
    if not after.is_same_people:
        return (0.0,) * len(ASSUMED_R)
    return ASSUMED_R if after.r is None else (after.r,) * len(ASSUMED_R)


def effect_of(measure: Measure, pair: Pair, beside: Sequence[Pair] = (), among: int = 1) -> Effect:
    """How far a group moved, in standard deviations; more than those beside it, if there are any.

    `among` says how many share the comparison. Raises `NoAnswer` where there is no such effect.
    """
    if measure.kind not in SPREAD_KNOWN or measure.direction == Direction.TARGET:
        raise Impossible("An effect needs a spread, and a way that is better.")
    before, after = map(group_of, pair)
    if beside:
        firsts, laters = zip(*((group_of(b), group_of(a)) for b, a in beside), strict=True)
        first, later = (divided(together(groups), among) for groups in (firsts, laters))
        told = [compared(before, after, first, later, r) for r in alike(pair)]
    elif pair.after.is_same_people:
        told = [same_people(before, after, r) for r in alike(pair)]
    else:
        told = [between_groups(after, before)] * len(ASSUMED_R)
    return Effect(tuple(estimate.turned(sign_of(measure)) for estimate in told))
