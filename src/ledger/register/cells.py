"""Reads one cell of the register: a word, a number, a day, or nothing at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ledger.domain.identifiers import TrustId
from ledger.domain.school import Phase

UNSAID = frozenset({"", "Not applicable", "Does not apply", "Not recorded", "..", "-"})
"""What the register writes where it has nothing to say."""

Read = Callable[[str], Any]
"""Gives the value of a cell that says something; `ValueError` with a plain sentence otherwise."""

DAY = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00:00)?")
WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?", re.ASCII)


class Fault(Exception):
    """A row that cannot be read as what the register says of a school."""


class Column(dict[str, Any]):
    """The values of one column by their text. Most cells repeat others, so each is read once.

    Looking up a text raises `Fault` where it cannot be read.
    """

    def __init__(self, name: str, read: Read) -> None:
        super().__init__()
        self.name = name
        self._read = read

    def __missing__(self, text: str) -> Any:
        said = text.strip()
        try:
            value = self[text] = None if said in UNSAID else self._read(said)
        except ValueError as error:
            raise Fault(f"{self.name}: {error}") from error
        return value


def words(text: str) -> str:
    """A text as it stands."""
    if "\ufffd" in text:
        raise ValueError("There is a character here that cannot be read.")
    return text


def whole(text: str) -> int:
    """A whole number."""
    if not WHOLE.fullmatch(text):
        raise ValueError(f"{shown(text)} is no whole number.")
    return int(text)


def headcount(text: str) -> int:
    """A number of pupils. The half that stands for one who comes part-time counts as one."""
    return int(decimal(text).quantize(Decimal(1), ROUND_HALF_UP))


def decimal(text: str) -> Decimal:
    """A number with or without decimal places. Noughts at its end say nothing and are left out."""
    if not DECIMAL.fullmatch(text):
        raise ValueError(f"{shown(text)} is no number.")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def day(text: str) -> date:
    """A day: `31-08-2018`, `31/08/2018` or `2018-08-31`."""
    if found := DAY.fullmatch(text):
        numbers = (int(found[4]), int(found[3]), int(found[1]))
    elif found := ISO_DAY.fullmatch(text):
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    else:
        raise ValueError(f"{shown(text)} is no day.")
    try:
        return date(*numbers)
    except ValueError:
        raise ValueError(f"There is no day {shown(text)}.") from None


def trust(text: str) -> TrustId:
    """The number of a trust."""
    return TrustId.parse(text)


PHASES = {
    "0": Phase.NOT_APPLICABLE,
    "1": Phase.NURSERY,
    "2": Phase.PRIMARY,
    "3": Phase.MIDDLE_DEEMED_PRIMARY,
    "4": Phase.SECONDARY,
    "5": Phase.MIDDLE_DEEMED_SECONDARY,
    "6": Phase.SIXTEEN_PLUS,
    "7": Phase.ALL_THROUGH,
    "nursery": Phase.NURSERY,
    "primary": Phase.PRIMARY,
    "middle deemed primary": Phase.MIDDLE_DEEMED_PRIMARY,
    "secondary": Phase.SECONDARY,
    "middle deemed secondary": Phase.MIDDLE_DEEMED_SECONDARY,
    "16 plus": Phase.SIXTEEN_PLUS,
    "all through": Phase.ALL_THROUGH,
}
"""The phases by the number and by the name that the register gives them."""


def phase(text: str) -> Phase:
    """A phase of education, by its number or its name."""
    if found := PHASES.get(text.lower().replace("-", " ")):
        return found
    raise ValueError(f"{shown(text)} is no phase of education.")


def flag(text: str) -> bool:
    """A yes or no, written as 1 or 0."""
    if text not in {"0", "1"}:
        raise ValueError(f"{shown(text)} is neither 0 nor 1.")
    return text == "1"


def shown(text: str) -> str:
    """A text in a message: quoted, and not longer than a line."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
