"""Facts in their plain form, and back by the types that a class declares.

The plain form is what is stored and hashed: sorted JSON that an auditor reads without our code.
Keys are ASCII, numbers are integers, decimals are strings; so it is also RFC 8785.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import MISSING
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, cast
from uuid import UUID

from ledger.domain.facts import Fact, facts_of, once
from ledger.domain.record import Pence, Record, Sealed

T = TypeVar("T")
R = TypeVar("R", bound=Record)


def canonical(value: Any) -> bytes:
    """The bytes that are stored and hashed. Their form must never change."""
    return written(plain(value) if isinstance(value, Record) else value).encode()


def plain(record: Record) -> dict[str, Any]:
    """The facts of a record; what was left unsaid is left out."""
    return {name: value for name, value in vars(record).items() if value is not None}


def _plain(value: Any) -> Any:
    match value:
        case Record():
            return plain(value)
        case Sealed(commitment=str(commitment)):
            return {"sealed": commitment}
        case Sealed(is_open=True, words=words):
            return words  # as they were stored, so that an auditor is told what was hashed
        case UUID() | Decimal():
            return str(value)
        case date():  # and datetime
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no plain form")


written = json.JSONEncoder(
    default=_plain,
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
    check_circular=False,  # records are frozen, so none can hold itself
).encode
"""The canonical text of facts in any form."""


def revive(kind: type[R], told: dict[str, Any]) -> R:
    """The record whose plain form this is. Judges nothing: what was recorded is read for ever."""
    return cast(R, reviver_of(kind)(told))


@once
def reviver_of(kind: type[Record]) -> Callable[[dict[str, Any]], Any]:
    """What makes the records of a kind from their plain form. Views have it make millions."""
    unsaid, readers = _unsaid(kind), _readers(kind)
    new, hold = object.__new__, object.__setattr__

    def revived(told: dict[str, Any]) -> Any:
        own = unsaid | told
        if len(own) > len(unsaid):
            own = _known(unsaid, own)
        for name, read in readers:
            if name in told:
                own[name] = read(told[name])
        record = new(kind)
        hold(record, "__dict__", own)
        return record

    return revived


def made_of(kind: type[R], facts: dict[str, Any]) -> R:
    """A record of facts of the right types; what is left out is left unsaid.

    Nobody is asked whether what must be said is there: what was recorded once is read for ever.
    """
    unsaid = _unsaid(kind)
    return _holding(kind, _known(unsaid, unsaid | facts))


def _known(unsaid: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """These facts without those that a later release has told, which this one does not know."""
    return {name: facts[name] for name in unsaid}


def _holding(kind: type[T], own: dict[str, Any]) -> T:
    thing = object.__new__(kind)
    object.__setattr__(thing, "__dict__", own)
    return thing


@once
def _unsaid(kind: type[Record]) -> dict[str, Any]:
    """What a record says when nothing is said."""
    return {name: None if said is MISSING else said for name, said in kind.DEFAULTS.items()}


@once
def _readers(kind: type[Record]) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """How those facts are read that are not in their plain form what they are."""
    read = [(fact.name, _reader(fact)) for fact in facts_of(kind)]
    return tuple((name, reader) for name, reader in read if reader is not _as_it_is)


def value_of(fact: Fact, told: Any) -> Any:
    """One value from its plain form."""
    return None if told is None else _reader(fact)(told)


@once
def _reader(fact: Fact) -> Callable[[Any], Any]:
    read = _reader_of_one(fact.word)
    return (lambda told: tuple(map(read, told))) if fact.many else read


def _reader_of_one(word: Any) -> Callable[[Any], Any]:
    if word in (date, datetime):
        return cast(Callable[[Any], Any], word.fromisoformat)
    if word is Sealed:
        return _sealed
    if issubclass(word, Record):
        return reviver_of(word)
    if issubclass(word, Enum):
        return _Codes(word).__getitem__
    if issubclass(word, UUID):
        return lru_cache(MET)(word)
    is_more = issubclass(word, Decimal | Pence | str) and word is not str
    return cast(Callable[[Any], Any], word) if is_more else _as_it_is


def _sealed(told: Any) -> Sealed:
    """What was sealed, or words that a former version of their kind left open."""
    if isinstance(told, str):
        return Sealed(told, is_open=True)
    return _holding(Sealed, {"words": None, "commitment": told["sealed"], "is_open": False})


MET = 50_000
"""Ids of one type that are kept as they were read: the entries of an act name it again and again,
and to make an id takes ten times as long. Each is short: what is no UUID is never kept."""


class _Codes(dict[Any, Enum]):
    """The members of an enum by their codes: to call an enum takes ten times as long."""

    def __init__(self, word: type[Enum]) -> None:
        super().__init__((member.value, member) for member in word)
        self.word = word

    def __missing__(self, told: Any) -> Enum:
        return self.word(told)


def _as_it_is(told: Any) -> Any:
    return told
