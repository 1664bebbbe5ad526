"""One detail of a school as text, as the register's changes tell it, and back again."""

from __future__ import annotations

from datetime import date
from decimal import InvalidOperation
from typing import Any

from ledger.domain.facts import Fact
from ledger.domain.plain import value_of
from ledger.domain.refusal import NotWellFormed


def text_of(value: Any) -> str:
    """A detail as text: a day as `2018-08-31`, a number by its digits, words as they stand."""
    return value.isoformat() if isinstance(value, date) else str(value)


def detail_of(fact: Fact, text: str) -> Any:
    """The detail that has this text. Raises `NotWellFormed` where it is the text of none."""
    try:
        value = int(text) if fact.word is int else value_of(fact, text)
    except (ValueError, InvalidOperation):
        value = None
    if value is None or text_of(value) != text:
        if fact.word is date:
            raise NotWellFormed("Write the day as 2025-03-04.")
        raise NotWellFormed(f"{text!r} cannot be the {fact.name.replace('_', ' ')} of a school.")
    return value
