"""Facts in their plain form, and back by the types that a class declares.

The plain form is what is stored and hashed: sorted JSON that an auditor reads without our code.
Keys are ASCII, numbers are integers, decimals are strings; so it is also RFC 8785.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property, lru_cache
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ParamSpec,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from ledger.domain.limits import NamesAllowed
from ledger.domain.record import Pence, Record, Sealed

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)
Path = tuple[str, ...]


@dataclass(frozen=True)
class Fact:
    """One field of a class, as its declaration tells it."""

    name: str
    word: Any
    """The bare type: an identifier, an enum, a Record, `date`, `int` …"""
    many: bool
    optional: bool
    meaning: str
    limits: tuple[Any, ...]
    may_name: bool = False
    """Whether its words may name a person."""

    @cached_property
    def is_record(self) -> bool:
        """Whether its values have facts of their own."""
        return isinstance(self.word, type) and issubclass(self.word, Record)


def once(work: Callable[P, T]) -> Callable[P, T]:
    """Remember what was worked out. (`cache` alone forgets the signature, and refuses classes.)"""
    return cast(Callable[P, T], cache(work))


@once
def facts_of(kind: type[Record]) -> tuple[Fact, ...]:
    """The fields of a class, read once."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(_fact(f.name, hints[f.name]) for f in fields(kind))


def _fact(name: str, hint: Any) -> Fact:
    said: tuple[Any, ...] = ()
    many = optional = False
    while True:
        if get_origin(hint) is Annotated:
            hint, *more = get_args(hint)
            said = (*more, *said)
        elif get_origin(hint) in (Union, UnionType):
            (hint,) = (arg for arg in get_args(hint) if arg is not NoneType)
            optional = True
        elif get_origin(hint) is tuple:
            hint, many = get_args(hint)[0], True
        else:
            break
    meaning = [word for word in said if isinstance(word, str)]
    limits = tuple(limit for limit in said if not isinstance(limit, str | NamesAllowed))
    may_name = any(isinstance(mark, NamesAllowed) for mark in said)
    return Fact(name, hint, many, optional, meaning[-1] if meaning else "", limits, may_name)


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
        return lambda told: _holding(Sealed, {"words": None, "commitment": told["sealed"]})
    if issubclass(word, Record):
        return reviver_of(word)
    if issubclass(word, Enum):
        return _Codes(word).__getitem__
    if issubclass(word, UUID):
        return lru_cache(MET)(word)
    is_more = issubclass(word, Decimal | Pence | str) and word is not str
    return cast(Callable[[Any], Any], word) if is_more else _as_it_is


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


def every(record: Record, *path: str) -> Iterator[tuple[Fact, Any, Path]]:
    """Every fact in a record, however deep, with where it stands; a list as a whole."""
    for fact in facts_of(type(record)):
        value = getattr(record, fact.name)
        if value is not None:
            yield fact, value, (*path, fact.name)
            if fact.is_record:
                for item, here in _items(fact, value, path):
                    yield from every(item, *here)


def leaves(record: Record) -> Iterator[tuple[Fact, Any, Path]]:
    """Every single value in a record, however deep, with where it stands."""
    for fact, value, path in every(record):
        if not fact.is_record:
            for item, here in _items(fact, value, path[:-1]):
                yield fact, item, here


def leaves_of(
    record: Record, words: frozenset[Any], *path: str
) -> Iterator[tuple[Fact, Any, Path]]:
    """The single values of these types. Where none can be, nobody looks."""
    for fact in facts_with(type(record), words):
        value = getattr(record, fact.name)
        if value is not None:
            for item, here in _items(fact, value, path):
                if fact.is_record:
                    yield from leaves_of(item, words, *here)
                else:
                    yield fact, item, here


@once
def facts_with(kind: type[Record], words: frozenset[Any]) -> tuple[Fact, ...]:
    """The facts of a class that are of these types, or have such facts within."""
    return tuple(
        fact
        for fact in facts_of(kind)
        if words & (words_in(fact.word) if fact.is_record else {fact.word})
    )


def _items(fact: Fact, value: Any, path: Path) -> list[tuple[Any, Path]]:
    here = (*path, fact.name)
    return (
        [(item, (*here, str(n))) for n, item in enumerate(value)] if fact.many else [(value, here)]
    )


def rewrite(record: R, change: Callable[[Any, Path], Any], *path: str) -> R:
    """The same record with every single value passed through `change`."""
    new: dict[str, Any] = {}
    for fact in facts_of(type(record)):
        if (value := getattr(record, fact.name)) is not None:
            items = tuple(
                rewrite(item, change, *here) if isinstance(item, Record) else change(item, here)
                for item, here in _items(fact, value, path)
            )
            new[fact.name] = items if fact.many else items[0]
    return type(record)(**new)


def is_whole(record: Record) -> bool:
    """Whether every fact that must be there is, and is of the type that it was declared with."""
    return all(_stands(fact, getattr(record, fact.name)) for fact in facts_of(type(record)))


def _stands(fact: Fact, value: Any) -> bool:
    if value is None:
        return fact.optional
    items = value if fact.many else (value,)
    return all(is_whole(item) if fact.is_record else type(item) is fact.word for item in items)


@once
def words_in(kind: type[Record]) -> frozenset[Any]:
    """Every bare type among the facts of a class, however deep."""
    found: set[Any] = set()
    for fact in facts_of(kind):
        found |= words_in(fact.word) if fact.is_record else {fact.word}
    return frozenset(found)
