"""Says a figure in words: which sentence of the table it is, and with how many digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from math import floor

from ledger.domain.prose import FEWEST_FOR_PERCENTAGE
from ledger.figures.figure import FigureState, FigureUnit, Measured, Range
from ledger.figures.words import ENGLISH, TABLES
from ledger.figures.words.en import FRACTIONS, UNITS
from ledger.statistics.rounding import MINUS, percentage, places_of, printed

SPACE = re.compile(r" (?=[,;)])")
"""What is left where a number has no unit."""

OF_ONE = frozenset({FigureUnit.SHARE, FigureUnit.NONE})
"""Units in which 1 is the whole, and not one of many."""

SAID_FIRST = {
    FigureState.NOT_RECORDED: "not_recorded",
    FigureState.TOO_FEW: "too_few",
    FigureState.NOT_APPLICABLE: "not_applicable",
    FigureState.BASELINE_ONLY: "baseline_only",
}

WORKED_OUT = frozenset({
    "money.per_teacher", "money.per_teacher_hour", "money.per_follow_up", "money.per_day",
})  # fmt: skip
"""Families of money that was divided by something."""
TEN_POUNDS = 1_000

WITHOUT_SIGN = frozenset({
    "change", "better", "money.not_saved", "bias.generous", "bias.strict", "revised.less",
    "revised.cheaper", "days.over",
    "balance.short", "rating.down", "trend.down",
})  # fmt: skip
"""Families whose words say already which way it went."""


def sentence(figure: Measured, language: str = ENGLISH) -> str:
    """The figure in one honest sentence, without a full stop, ready to be put into a page."""
    table = TABLES[language]
    said = SPACE.sub("", " ".join(table[key(figure)].format(**_slots(figure, language)).split()))
    if figure.state in SAID_FIRST:
        return said
    clauses = [table[f"caution.{caution.value}"] for caution in figure.cautions]
    return "; ".join([said, *clauses])


def key(figure: Measured) -> str:
    """Which sentence of the table it is."""
    if first := SAID_FIRST.get(figure.state):
        return f"{first}.why" if first == "not_applicable" and figure.reasons else first
    match figure.message:
        case "change" | "better" | "compared" as family:
            return f"{family}.{_moved(figure, family)}"
        case "money" if figure.range is None:
            return "money"
        case family:
            return next(one for one in _particular(figure, family) if one in TABLES[ENGLISH])


def _particular(figure: Measured, family: str) -> Iterator[str]:
    """The sentences of a family that fit, the most particular first."""
    if not figure.value:
        yield f"{family}.none"
    elif figure.value == (1 if figure.unit in OF_ONE else figure.n):
        yield f"{family}.all"
    elif figure.value == 1:
        yield f"{family}.one"
    if figure.range is not None:
        yield f"{family}.range"
    yield family


def _moved(figure: Measured, family: str) -> str:
    """How a change is told: by its range where there is one, else by its sign."""
    if figure.range is None:
        value = figure.value or 0
        return "up" if value > 0 else "down" if value < 0 else "same"
    low, high, _ = figure.range
    if low > 0:
        return "rose" if low >= figure.matters else "rose_little"
    if high < 0:
        little = -high < figure.matters and family != "compared"
        return "fell_little" if little else "fell"
    return "unclear"


def _slots(figure: Measured, language: str) -> dict[str, str]:
    value = figure.value or 0.0
    low, high, _ = figure.range or Range(value, value)
    whole = floor(value + 0.5)
    told = partial(number, of=figure.unit, places=_places(figure))
    return {
        "value": told(abs(value) if figure.message in WITHOUT_SIGN else value),
        "low": told(low),
        "high": told(high),
        "fall": told(abs(low)),
        "fewest": told(abs(high)),
        "whole": number(whole),
        "whole_unit": unit(figure.unit, whole),
        "high_unit": unit(figure.unit, 1 if told(high) == "1" else high if high < 1 else None),
        "part": _part(value, figure.n) or told(value),
        "n": number(figure.n or 0),
        "rest": number((figure.n or 0) - value),
        "unit": unit(figure.unit, value if figure.range is None else None),
        "why": "; ".join(reasons_in_words(figure, language)),
    }


def _places(figure: Measured) -> int | None:
    """With how many decimals a value and its range are told; None where the number says so itself.

    Money that was worked out is told in whole pounds from ten on: nobody ever paid those pence.
    """
    if figure.range is None:
        is_rough = figure.message in WORKED_OUT and abs(figure.value or 0) >= TEN_POUNDS
        return 0 if is_rough else None
    low, high, _ = figure.range
    is_of_one = figure.unit is FigureUnit.NONE and low >= -1 and high <= 1
    is_fine = is_of_one or figure.unit is FigureUnit.STANDARD_DEVIATIONS
    return places_of(low, high, is_fine=is_fine)


def unit(of: FigureUnit, value: float | None) -> str:
    """The unit in words, for one of it or for many."""
    one, many = UNITS[of.value]
    if value is not None and 0 < abs(value) < 1:
        return FRACTIONS.get(of.value, many)
    return one if value is not None and abs(value) == 1 else many


def number(value: float, of: FigureUnit = FigureUnit.NONE, places: int | None = None) -> str:
    """A number of this unit, with the digits that can be defended."""
    if of is FigureUnit.SHARE:
        return percentage(value)
    if of is FigureUnit.PENCE:
        pounds = f"£{abs(value) / 100:,.{2 if places is None else places}f}".removesuffix(".00")
        return f"{MINUS}{pounds}" if value < 0 else pounds
    return printed(value, places)


def _part(share: float, n: int | None) -> str:
    """How many of so few things it is: one of three is no 33 per cent. Nothing where they are many,
    or it is no part of them."""
    many = round(share * (n or 0))
    is_part = n and n < FEWEST_FOR_PERCENTAGE and abs(share * n - many) < 1e-9
    return number(many) if is_part else ""


def cautions_in_words(figure: Measured, language: str = ENGLISH) -> list[str]:
    """Each caution as a clause."""
    return [TABLES[language][f"caution.{caution.value}"] for caution in figure.cautions]


def reasons_in_words(figure: Measured, language: str = ENGLISH) -> list[str]:
    """Why it is no more secure than it is."""
    return [TABLES[language][f"reason.{reason}"] for reason in figure.reasons]
