"""How many digits a number deserves: as many as its doubt leaves true, and no more.

One decimal at most, none where the range is wider than two; a true minus sign; and no percentage
of fewer than twenty, where one person more or less would move it by five (`pages.md` 4.10).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ledger.statistics import given
from ledger.statistics.estimate import Interval
from ledger.statistics.no_answer import Impossible

MINUS = "\N{MINUS SIGN}"

WIDE = 2
"""A range wider than this leaves no decimal true."""

FEWEST_FOR_PERCENTAGE = 20


def rounded(value: float, interval: Interval | None = None) -> str:
    """The number as it is printed: `3.6`, or `4` where its range is wide."""
    given.number(value)
    return _printed(value, 0 if interval and interval.width > WIDE else 1)


def rounded_range(interval: Interval) -> str:
    """The range as it is printed: `2.5 to 4.3`."""
    return f"{rounded(interval.low, interval)} to {rounded(interval.high, interval)}"


def percentage(of_them: int, n: int) -> str:
    """The share as it is printed: `68%`. `TooFew` for a share of fewer than twenty.

    It is never rounded to none or to all of them where some are left.
    """
    given.count(n, FEWEST_FOR_PERCENTAGE, "in all")
    if given.count(of_them) > n:
        raise Impossible(f"{of_them} of {n} is more than all of them.")
    whole = (200 * of_them + n) // (2 * n)
    if of_them and whole == 0:
        return "under 1%"
    return "over 99%" if of_them < n and whole == 100 else f"{whole}%"


def _printed(value: float, places: int) -> str:
    """Half is rounded away from nought, of the number as it is written in decimals."""
    digits = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{abs(digits):f}" if digits == 0 else f"{digits:f}".replace("-", MINUS)
