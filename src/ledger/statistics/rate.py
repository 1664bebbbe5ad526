"""How often something happens among so many people, and how far two such rates lie apart.

What is counted is taken to happen by itself, once more for one person as likely as for another
(Poisson). Where a few people account for most of it, the truth is less sure than the range says.
"""

from __future__ import annotations

from math import sqrt

from ledger.statistics import given
from ledger.statistics.estimate import Estimate, Interval, Ranged, Z, apart


def rate(times: float, people: float) -> Ranged:
    """How often it happened for each of so many people, with the score interval of Poisson."""
    given.number(times, 0)
    given.number(people, 1)
    middle, half = times + Z**2 / 2, Z * sqrt(times + Z**2 / 4)
    low = max((middle - half) / people, 0.0) if times else 0.0
    return Ranged(times / people, Interval(low, (middle + half) / people))


def rates_apart(first: tuple[float, float], second: tuple[float, float]) -> Ranged:
    """How much more often the first happens than the second. Each is (how often, of how many)."""
    return apart(rate(*first), rate(*second))


def rate_difference(first: tuple[float, float], second: tuple[float, float]) -> Estimate:
    """The same with a standard error, as it takes to put schools together.

    Where something never happened, half a time is added to both: never is no proof of never.
    """
    for times, people in (first, second):
        given.number(times, 0)
        given.number(people, 1)
    more = 0.0 if first[0] and second[0] else 0.5
    (x, n), (y, m) = ((times + more, people) for times, people in (first, second))
    return Estimate(x / n - y / m, sqrt(x / n**2 + y / m**2))
