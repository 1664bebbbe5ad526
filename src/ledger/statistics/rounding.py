"""How many digits a number deserves: as many as its doubt leaves true, and no more.

The width of a range says how many decimals both of its ends have, and what lies between them. A
number without a range has two digits in all. What is not nought is never printed as nought, nor
most of something as all of it.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

MINUS = "\N{MINUS SIGN}"
"""The sign that is as wide as a plus. A hyphen is no minus."""

WIDE, NARROW = 2, 0.2
"""A range that is wider than the one leaves no decimal true; a narrower one than the other, two."""

MOST_PLACES = 2
"""No number is printed with more decimals."""

SMALLEST = 10**-MOST_PLACES
"""What is smaller, and not nothing, is printed as less than this."""


def places_of(low: float, high: float, *, is_fine: bool = False) -> int:
    """How many decimals the ends of a range have, and the value in it.

    `is_fine` says that even hundredths of the unit mean something, as with standard deviations.
    """
    width = high - low
    places = MOST_PLACES if is_fine or width <= NARROW else 1
    if width > WIDE:
        places = 1 if min(abs(low), abs(high)) < 1 else 0
    ends = [end for end in (low, high) if end]
    # An end that is not nought is not printed as nought, if one more decimal can help it.
    enough = (
        more for more in range(places, MOST_PLACES + 1) if all(_to(end, more) for end in ends)
    )
    return next(enough, places)


def printed(value: float, places: int | None = None) -> str:
    """The number with so many decimals; without them, with two digits and no trailing noughts."""
    told = f"{abs(_to(value, _own_places(value) if places is None else places)):,f}"
    if (places is None or not value) and "." in told:
        told = told.rstrip("0").rstrip(".")
    if value and not told.strip("0."):
        return f"less than {SMALLEST}" if value > 0 else f"more than {MINUS}{SMALLEST}"
    return f"{MINUS}{told}" if value < 0 else told


def percentage(share: float) -> str:
    """A share in whole percent: `68%`."""
    whole = int(_to(100 * share, 0))
    if whole == 0 and share:
        return "less than 1%"
    if whole == 100 and share < 1:
        return "more than 99%"
    return f"{MINUS if whole < 0 else ''}{abs(whole)}%"


def _own_places(value: float) -> int:
    if value == int(value):
        return 0
    return min(MOST_PLACES, max(1, 1 - floor(log10(abs(value)))))


def _to(value: float, places: int) -> Decimal:
    """Half is rounded away from nought, of the number as it is written in decimals."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
