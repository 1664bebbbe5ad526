"""How many out of how many, and how far two such shares lie apart.

Wilson's interval for one share, Newcombe's for the difference of two (`domain.md` 3.3). Both stay
honest where the plain formula fails: for few people, and for shares near none or all.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt

from ledger.statistics import given
from ledger.statistics.estimate import Interval, Z
from ledger.statistics.no_answer import Impossible


@dataclass(frozen=True)
class Share:
    """A share with its 95 % interval, all from 0 to 1; or a difference of two, from -1 to 1."""

    value: float
    interval: Interval


def wilson(of_them: int, n: int) -> Share:
    """The share of `of_them` among `n`. A group of people is shown from ten on: see `given`."""
    given.count(n, 1, "in all")
    if given.count(of_them) > n:
        raise Impossible(f"{of_them} of {n} is more than all of them.")
    share, per = of_them / n, Z**2 / n
    middle = (share + per / 2) / (1 + per)
    half = Z * sqrt(share * (1 - share) / n + per / (4 * n)) / (1 + per)
    low = max(middle - half, 0.0) if of_them else 0.0
    high = min(middle + half, 1.0) if of_them < n else 1.0
    return Share(share, Interval(low, high))


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Share:
    """How much larger the first share is than the second. Each is (how many, of how many)."""
    one, two = wilson(*first), wilson(*second)
    apart = one.value - two.value
    down = hypot(one.value - one.interval.low, two.interval.high - two.value)
    up = hypot(one.interval.high - one.value, two.value - two.interval.low)
    return Share(apart, Interval(max(apart - down, -1.0), min(apart + up, 1.0)))
