"""How many out of how many, and how far two such shares lie apart.

Wilson's interval for one share, Newcombe's for the difference of two (`domain.md` 3.3). Both stay
honest where the plain formula fails: for few people, and for shares near none or all. What several
schools say together needs a standard error: that of the risk difference (`risk_difference`).
"""

from __future__ import annotations

from math import sqrt

from ledger.statistics import given
from ledger.statistics.estimate import Estimate, Interval, Ranged, Z, apart
from ledger.statistics.no_answer import Impossible


def wilson(of_them: int, n: int) -> Ranged:
    """The share of `of_them` among `n`, 0 to 1, with its 95 % interval.

    A group of people is shown from ten on: see `given`.
    """
    given.count(n, 1, "in all")
    if given.count(of_them) > n:
        raise Impossible(f"{of_them} of {n} is more than all of them.")
    share, per = of_them / n, Z**2 / n
    middle = (share + per / 2) / (1 + per)
    half = Z * sqrt(share * (1 - share) / n + per / (4 * n)) / (1 + per)
    low = max(middle - half, 0.0) if of_them else 0.0
    high = min(middle + half, 1.0) if of_them < n else 1.0
    return Ranged(share, Interval(low, high))


def newcombe(first: tuple[int, int], second: tuple[int, int]) -> Ranged:
    """How much larger the first share is than the second. Each is (how many, of how many)."""
    found = apart(wilson(*first), wilson(*second))
    low, high = found.interval.low, found.interval.high
    return Ranged(found.value, Interval(max(low, -1.0), min(high, 1.0)))


def risk_difference(first: tuple[float, float], second: tuple[float, float]) -> Estimate:
    """How much larger the first share is than the second, with the standard error of Wald.

    Where one of the four cells is empty, each gets half a person more, as the Cochrane Handbook
    does: a share of none or all would otherwise look as if there were no doubt left. Each is (how
    many, of how many); parts of people are taken too, for groups that were divided.
    """
    given.number(first[1], 1)
    given.number(second[1], 1)
    for of_them, n in (first, second):
        if given.number(of_them, 0) > n:
            raise Impossible(f"{of_them} of {n} is more than all of them.")
    if any(of_them in (0, n) for of_them, n in (first, second)):
        first, second = ((of_them + 0.5, n + 1) for of_them, n in (first, second))
    (p1, n1), (p2, n2) = ((of_them / n, n) for of_them, n in (first, second))
    return Estimate(p1 - p2, sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2))
