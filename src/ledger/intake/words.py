"""Reads one word as people type it into a spreadsheet, and writes it as they would read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from ledger.domain.facts import once
from ledger.domain.identifiers import Identifier, SchoolId
from ledger.domain.record import Code, Pence, Sealed
from ledger.intake.table import NO_TEXT

TIME = r"(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?)?"
"""The time of day that a cell may say as well, in London like the day."""
NUMERIC_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)" + TIME, re.ASCII)
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)" + TIME, re.ASCII)
WRITTEN_DAY = re.compile(
    r"(?:[A-Za-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]+),?[ -](\d{4}|\d\d)" + TIME, re.ASCII
)
SERIAL_DAY = re.compile(r"([2-7]\d{4})(?:\.\d+)?", re.ASCII)
"""A day as a spreadsheet counts it, where the cell was not told that it holds a day."""

SERIAL_NOUGHT = date(1899, 12, 30)

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

WHOLE = re.compile(r"-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})", re.ASCII)
DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
MONEY = re.compile(r"£? ?([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.([0-9]{1,2}))?", re.ASCII)

YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
NO = frozenset({"no", "n", "false", "0"})

Codes = dict[str, str]
"""What somebody calls a code, in the form of `alike`, and the code."""


@dataclass(frozen=True)
class Named:
    """A school by its name, until it is found in the register."""

    text: str
    places: tuple[str, ...] = ()
    """Where it is said to be: a town, a local authority, a postcode."""


def alike(text: str) -> str:
    """What stays of a text when capitals, marks and spaces are no difference."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def shown(text: str) -> str:
    """A text in a message: quoted, and not longer than a line."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


def reader(word: Any, codes: Codes) -> Callable[[str], Any]:
    """How a word of this type is read; it raises `ValueError` with a plain sentence."""
    if issubclass(word, Code):
        return lambda text: code(word, text, codes)
    return next(read(word) for kind, read in READERS if issubclass(word, kind))


def writer(word: Any) -> Callable[[Any], str]:
    """How a word of this type is written."""
    return next((write for kind, write in WRITERS if issubclass(word, kind)), str)


def words(text: str) -> str:
    """A text as it stands."""
    if text == NO_TEXT:
        raise ValueError("This cell holds what cannot be read as text: write what it shows.")
    if "\ufffd" in text:
        raise ValueError("There is a character here that cannot be read.")
    return text


def yes_or_no(text: str) -> bool:
    """A yes or a no."""
    said = text.casefold()
    if said not in YES | NO:
        raise ValueError(f"{shown(text)} is neither yes nor no.")
    return said in YES


def whole(text: str) -> int:
    """A whole number, perhaps with commas at the thousands."""
    if not WHOLE.fullmatch(text):
        raise ValueError(f"{shown(text)} is no whole number.")
    return int(text.replace(",", ""))


def decimal(text: str) -> Decimal:
    """A number. Noughts at its end say nothing and are left out."""
    if not DECIMAL.fullmatch(text):
        raise ValueError(f"{shown(text)} is no number.")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def money(text: str) -> Pence:
    """An amount in pounds, `£1,234.50` or `1234.5`, as pence."""
    found = MONEY.fullmatch(text)
    if not found:
        raise ValueError(f"{shown(text)} is no amount of money; write it like £1,234.50.")
    pounds, pence = found[1].replace(",", ""), (found[2] or "").ljust(2, "0")
    return Pence(int(pounds) * 100 + int(pence))


def day(text: str) -> date:
    """A day as England writes it, as programs do, or as a spreadsheet counts it."""
    if found := SERIAL_DAY.fullmatch(text):
        return SERIAL_NOUGHT + timedelta(days=int(found[1]))
    if found := ISO_DAY.fullmatch(text):
        numbers = (int(found[1]), int(found[2]), int(found[3]))
    elif found := NUMERIC_DAY.fullmatch(text):
        numbers = (_year(found[4]), int(found[3]), int(found[1]))
    elif (found := WRITTEN_DAY.fullmatch(text)) and found[2][:3].lower() in MONTHS:
        numbers = (_year(found[3]), MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
    else:
        raise ValueError(f"{shown(text)} is no day; write it like 31/08/2024.")
    try:
        return date(*numbers)
    except ValueError:
        raise ValueError(f"There is no day {shown(text)}; the day comes first.") from None


def _year(digits: str) -> int:
    """A year; one of two digits is of this century."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def code(word: type[Code], text: str, codes: Codes) -> Code:
    """A code by its value or its words, or by what a mapping says that it is called."""
    known = _by_words(word)
    said = alike(text)
    found = known.get(said) or known.get(alike(codes.get(said, "")))
    if found is None:
        there = ", ".join(one.value for one in word)
        raise ValueError(f"{shown(text)} is none of: {there}.")
    return found


@once
def _by_words(word: type[Code]) -> dict[str, Code]:
    return {alike(said): one for one in word for said in (one.value, one.words, one.name)}


def school(text: str) -> SchoolId | Named:
    """A school by its number, or else by its name."""
    return SchoolId(text) if SchoolId.FORM.fullmatch(text) else Named(words(text))


def _pounds(pence: int) -> str:
    return f"£{pence // 100}.{pence % 100:02d}"


def _id(word: type[UUID]) -> Callable[[str], UUID]:
    def read(text: str) -> UUID:
        try:
            return word(text)
        except ValueError:
            raise ValueError(
                f"{shown(text)} is no id, such as 3f0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a10."
            ) from None

    return read


READERS: tuple[tuple[type, Callable[[Any], Callable[[str], Any]]], ...] = (
    (SchoolId, lambda word: school),
    (Identifier, lambda word: word.parse),
    (UUID, _id),
    (bool, lambda word: yes_or_no),
    (Pence, lambda word: money),
    (int, lambda word: whole),
    (Decimal, lambda word: decimal),
    (date, lambda word: day),
    (Sealed, lambda word: lambda text: Sealed(words(text))),
    (str, lambda word: words),
)
"""How each type is read. The first that fits is taken: money is a whole number as well."""

WRITERS: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (Code, lambda value: value.words),
    (bool, lambda value: "yes" if value else "no"),
    (Pence, _pounds),
    (Decimal, lambda value: f"{value:f}"),
    (date, date.isoformat),
    (Sealed, lambda value: value.words or ""),
)
"""How each type is written, where it is not simply its text."""
