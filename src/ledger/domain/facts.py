"""The facts of a record: what its class declares, and every value that stands in it, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property
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

from ledger.domain.limits import (
    Distinct,
    Each,
    InOurTime,
    LongAgo,
    MayRepeat,
    NamesAllowed,
)
from ledger.domain.record import Record

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R", bound=Record)
Path = tuple[str, ...]

MARKS = LongAgo | MayRepeat | NamesAllowed
"""What stands beside the limits of a fact, and is none."""


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
    limits = tuple(limit for limit in said if not isinstance(limit, str | MARKS))
    may_name = any(isinstance(mark, NamesAllowed) for mark in said)
    usual = tuple(_usual_limits(hint, many, said))
    told = meaning[-1] if meaning else ""
    return Fact(name, hint, many, optional, told, (*limits, *usual), may_name)


def _usual_limits(word: Any, many: bool, said: tuple[Any, ...]) -> Iterator[Any]:
    """What holds of every list and of every day, unless its declaration says otherwise."""
    if many and not any(isinstance(mark, Distinct | MayRepeat) for mark in said):
        yield Distinct()
    if word is date and not any(isinstance(mark, LongAgo) for mark in said):
        yield Each(InOurTime()) if many else InOurTime()


@once
def facts_with(kind: type[Record], words: frozenset[Any]) -> tuple[Fact, ...]:
    """The facts of a class that are of these types, or have such facts within."""
    return tuple(
        fact
        for fact in facts_of(kind)
        if words & (words_in(fact.word) if fact.is_record else {fact.word})
    )


@once
def words_in(kind: type[Record]) -> frozenset[Any]:
    """Every bare type among the facts of a class, however deep."""
    found: set[Any] = set()
    for fact in facts_of(kind):
        found |= words_in(fact.word) if fact.is_record else {fact.word}
    return frozenset(found)


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


def _items(fact: Fact, value: Any, path: Path) -> list[tuple[Any, Path]]:
    here = (*path, fact.name)
    return (
        [(item, (*here, str(n))) for n, item in enumerate(value)] if fact.many else [(value, here)]
    )


def rewrite(
    record: R,
    change: Callable[[Any, Path], Any],
    *path: str,
    words: frozenset[Any] | None = None,
) -> R:
    """The same record with every single value passed through `change`, or those of these types."""
    kind, new = type(record), dict(vars(record))
    for fact in facts_of(kind) if words is None else facts_with(kind, words):
        if (value := new[fact.name]) is not None:
            items = tuple(
                rewrite(item, change, *here, words=words) if fact.is_record else change(item, here)
                for item, here in _items(fact, value, path)
            )
            new[fact.name] = items if fact.many else items[0]
    return kind(**new)


def is_whole(record: Record) -> bool:
    """Whether every fact that must be there is, and is of the type that it was declared with."""
    return all(_stands(fact, getattr(record, fact.name)) for fact in facts_of(type(record)))


def _stands(fact: Fact, value: Any) -> bool:
    if value is None:
        return fact.optional
    items = value if fact.many else (value,)
    return all(is_whole(item) if fact.is_record else type(item) is fact.word for item in items)
