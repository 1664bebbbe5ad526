"""How the plain values of a row are kept, the same on every database."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import NoneType
from typing import Any, get_args, get_origin
from uuid import UUID

import sqlalchemy as sa

from ledger.log.tables import Position, Words

FOREVER = 2**47 - 1
"""Later than any position: the largest number that SQLite keeps in six bytes."""


@lru_cache(maxsize=8_192)
def _number(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


@lru_cache(maxsize=1_024)
def _array(words: tuple[str, ...] | None) -> str | None:
    return None if words is None else json.dumps(words, ensure_ascii=False)


class DayNumber(sa.TypeDecorator[date]):
    """A date in three bytes, where the database has no date of its own."""

    impl = sa.Integer
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[date | None], int | None]:
        return _number

    def process_literal_param(self, value: date | None, dialect: sa.Dialect) -> str:
        return "NULL" if value is None else str(_number(value))

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> date | None:
        return None if value is None else date.fromordinal(value)


class Several(sa.TypeDecorator[tuple[str, ...]]):
    """A few words in their order, as a JSON array."""

    impl = Words
    cache_ok = True

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[tuple[str, ...] | None], str | None]:
        return _array

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


TYPES: dict[Any, Any] = {
    int: Position,
    str: Words,
    bool: sa.Boolean(),
    float: sa.Float(53),
    date: sa.Date().with_variant(DayNumber(), "sqlite"),
    UUID: sa.Uuid(),
    tuple[str, ...]: Several(),
}


def column(name: str, hint: Any) -> sa.Column[Any]:
    """A column for a field of a row; `X | None` may be left empty.

    Raises `TypeError` for a type that no column keeps.
    """
    parts = () if get_origin(hint) is tuple else get_args(hint)
    kept = next((part for part in parts if part is not NoneType), hint)
    if isinstance(kept, type) and issubclass(kept, StrEnum):
        kept = str
    if kept not in TYPES:
        raise TypeError(f"no column keeps {name}: {hint}")
    return sa.Column(name, TYPES[kept], nullable=NoneType in parts)
