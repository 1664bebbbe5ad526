"""How a value in its stored form reads in a sentence, as corrections and revisions quote it."""

from __future__ import annotations

import json
import re
from datetime import date

from ledger.domain.prose import on

A_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""How a day is stored."""


def in_words(stored: str) -> str:
    """The value as people write it. Lists and records stay as they are."""
    try:
        value = json.loads(stored)
    except (ValueError, RecursionError):
        return stored
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case str():
            return _day_or_text(value)
    return stored


def _day_or_text(value: str) -> str:
    try:
        return on(date.fromisoformat(value)) if A_DAY.fullmatch(value) else value
    except ValueError:  # a day that no calendar has is only text
        return value
