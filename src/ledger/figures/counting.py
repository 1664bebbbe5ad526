"""How far shares and counts moved, so that schools can be put together: with standard errors.

Means move in standard deviations, whatever they measure. A share and a rate need no such yardstick:
they are put together in percentage points, or in how often each person did it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot, sqrt

from ledger.domain.measure import Direction, MeasureKind
from ledger.figures.comparing import COUNTED, Effect, effect_of, group_of, sign_of, unit_of
from ledger.figures.figure import FigureUnit
from ledger.figures.study import Pair
from ledger.projections.measured import Measure, Reading
from ledger.statistics import given
from ledger.statistics.effect_size import between_groups, together
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible
from ledger.statistics.proportion import risk_difference
from ledger.statistics.rate import rate_difference

Counted = tuple[float, float]
"""How many, of how many."""


def unit_together(measure: Measure) -> FigureUnit:
    """In what the schools of a measure are put together."""
    return unit_of(measure) if measure.kind in COUNTED else FigureUnit.STANDARD_DEVIATIONS


def moved_of(measure: Measure, pair: Pair, beside: Sequence[Pair] = (), among: int = 1) -> Effect:
    """How far a school moved, in the unit in which schools are put together.

    Beside others it is how much further than they. `among` says how many share the comparison.
    Raises `NoAnswer` where there is no such thing.
    """
    if measure.direction == Direction.TARGET:
        raise Impossible("Towards a range that is aimed at there is no one way that is better.")
    if measure.kind not in COUNTED:
        return effect_of(measure, pair, beside, among)
    found = _apart(measure, _counted([pair.after]), _counted([pair.before]))
    if beside:
        after, before = (_counted(each) for each in zip(*((a, b) for b, a in beside), strict=True))
        given.people(int(after[1]) // among, int(before[1]) // among)
        others = _apart(measure, after, before)
        # A group that is divided among schools tells each of them only so much.
        error = hypot(found.se, others.se * sqrt(among))
        found = Estimate(found.value - others.value, error)
    return Effect((found.turned(sign_of(measure)),))


def started_apart(measure: Measure, pairs: Sequence[Pair], beside: Sequence[Pair]) -> Estimate:
    """How much better those who took part stood at the start than those beside them."""
    ours, others = ([pair.before for pair in some] for some in (pairs, beside))
    if measure.kind in COUNTED:
        found = _apart(measure, _counted(ours), _counted(others))
    else:
        found = between_groups(*(together([*map(group_of, some)]) for some in (ours, others)))
    return found.turned(sign_of(measure))


def _apart(measure: Measure, one: Counted, other: Counted) -> Estimate:
    if measure.kind == MeasureKind.COUNT:
        return rate_difference(one, other)
    share = risk_difference(one, other)
    return Estimate(100 * share.value, 100 * share.se)


def _counted(readings: Sequence[Reading]) -> Counted:
    return sum(read.times or 0 for read in readings), sum(read.n for read in readings)
