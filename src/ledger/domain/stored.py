"""Values in their stored form, as corrections and revisions quote them: read, and told in words."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from ledger.domain.limits import NamesAllowed
from ledger.domain.money import pounds
from ledger.domain.plain import canonical
from ledger.domain.prose import listing, on
from ledger.domain.refusal import NotWellFormed

A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a day is stored."""

A_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
"""How a code of several words is stored."""

EMPTY: tuple[Any, ...] = (None, [])
"""What a fact holds that says nothing."""

AS_THE_FACT = NamesAllowed("the entry that is corrected is judged again, with its own marks")
"""For what quotes a fact of another entry, before and after."""

NOT_OF_THIS_KIND = "That is not a value of this kind."


def stored_form(value: Any) -> Any:
    """The value as JSON has it."""
    return json.loads(canonical(value))


def said(text: str, path: str) -> Any:
    """What somebody wrote in the stored form. Raises `NotWellFormed` where it is none.

    It has no fractions: decimals are text. Something like 1e9999999 would take minutes to be read.
    """
    try:
        return json.loads(text, parse_float=_no_fraction, object_pairs_hook=_each_once)
    except _Fraction as wrong:
        raise NotWellFormed(NOT_OF_THIS_KIND, path) from wrong
    except (ValueError, RecursionError) as wrong:  # a thousand brackets are no value either
        raise NotWellFormed('Write it as JSON, such as 90 or "2025-03-04".', path) from wrong


def recorded(text: str) -> Any:
    """What was recorded in the stored form, by whatever rules held then."""
    return json.loads(text, parse_float=Decimal)


class _Fraction(ValueError):
    """A number that is none of the stored form."""


def _no_fraction(text: str) -> NoReturn:
    raise _Fraction(text)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that says each thing once: what is said twice would be stored and never judged."""
    told = dict(pairs)
    if len(told) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return told


def in_words(stored: str, *, is_pence: bool = False) -> str:
    """The value as people write it. Lists of records, and records of records, stay as they are."""
    try:
        value = recorded(stored)
    except (ValueError, RecursionError):
        return stored
    if is_pence and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return pounds(int(value))
    return _words(value) or _named(value) or stored


def _named(value: Any) -> str | None:
    """A record of plain facts, each that it says by its name: `theme teaching, year groups 7`."""
    if not isinstance(value, dict):
        return None
    said = {name.replace("_", " "): _words(one) for name, one in value.items() if one not in EMPTY}
    if not all(said.values()):
        return None
    return ", ".join(f"{name} {words}" for name, words in said.items()) or "nothing"


def _words(value: Any) -> str | None:
    """A plain value, or a list of such, as people write it; None for what is more than that."""
    match value:
        case None | []:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case str():
            return _text(value)
        case int() | Decimal():
            return str(value)
        case list() if all(told := [_words(one) for one in value]):
            return listing([one for one in told if one])
    return None


def _text(value: str) -> str:
    if A_CODE.fullmatch(value):
        return value.replace("_", " ")
    try:
        return on(date.fromisoformat(value)) if A_DAY.fullmatch(value) else value
    except ValueError:  # a day that no calendar has is only text
        return value
