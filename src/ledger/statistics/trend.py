"""Which way something went over the years, told so that one odd year cannot decide it.

The slope is the median of the slopes between every two years (Theil 1950, Sen 1968).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import median

from ledger.statistics import given

FEWEST_YEARS = 3
"""Two years are a difference and no trend."""


def slope(years: Sequence[int], values: Sequence[float]) -> float:
    """By how much it changed a year, in its own unit. `TooFew` below three different years."""
    given.pairs(years, values)
    given.count(len(set(years)), FEWEST_YEARS, "years")
    given_values = map(given.number, values)
    points = list(zip(years, given_values, strict=True))
    return median((b - a) / (to - at) for (at, a), (to, b) in combinations(points, 2) if to != at)
