"""A number with its doubt: the best guess, and the range in which the truth most likely lies.

"Most likely" always means a 95 % interval: of a hundred such ranges, about five miss the truth.
"""

from __future__ import annotations

from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

Z = NormalDist().inv_cdf(0.975)
"""1.959964: so many standard errors on each side make a 95 % interval."""


class Interval(NamedTuple):
    """From the lowest to the highest value that fits; both in the unit of the value."""

    low: float
    high: float

    @property
    def side(self) -> int:
        """1 if all of it lies above nought, -1 if all of it lies below, 0 if nought fits."""
        return (self.low > 0) - (self.high < 0)


class Ranged(NamedTuple):
    """A value with its 95 % interval, which may reach further to one side than to the other."""

    value: float
    interval: Interval


def apart(one: Ranged, other: Ranged, r: float = 0.0) -> Ranged:
    """How much larger the one is than the other, with the range that their own ranges leave.

    The method of variance estimates recovery (Zou and Donner 2008). `r` says how far the two go
    together: 0 for other people.
    """
    value = one.value - other.value
    down = _joined(one.value - one.interval.low, other.interval.high - other.value, r)
    up = _joined(one.interval.high - one.value, other.value - other.interval.low, r)
    return Ranged(value, Interval(value - down, value + up))


def _joined(one: float, other: float, r: float) -> float:
    return hypot(one, other) if not r else sqrt(max(one**2 + other**2 - 2 * r * one * other, 0.0))


class Estimate(NamedTuple):
    """A value with its standard error; both in the same unit."""

    value: float
    se: float

    @property
    def interval(self) -> Interval:
        """The 95 % interval by the normal distribution."""
        return Interval(self.value - Z * self.se, self.value + Z * self.se)

    @property
    def p(self) -> float:
        """How often chance alone would be at least so far from nought, on either side."""
        if self.se == 0:
            return 0.0 if self.value else 1.0
        return 2 * NormalDist().cdf(-abs(self.value) / self.se)

    def turned(self, sign: int) -> Estimate:
        """The same so that more is better: 1 leaves it, -1 is for what is better when lower."""
        return Estimate(sign * self.value, self.se)
