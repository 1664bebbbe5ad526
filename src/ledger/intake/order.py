"""Puts lists in order: who came is the same, whichever school a row names first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from ledger.domain.facts import Fact, facts_of, once
from ledger.domain.limits import Distinct
from ledger.domain.plain import made_of
from ledger.domain.record import Code, Record, Sealed

R = TypeVar("R", bound=Record)


def ordered(record: R) -> R:
    """The same with every list of distinct things in order; itself where they are already.

    Words take no part in the order, so that it tells nothing of them.
    """
    new: dict[str, Any] = {}
    for name, is_many, has_lists, key in _to_order(type(record)):
        was = getattr(record, name)
        if not was:
            continue
        values = was if is_many else (was,)
        now = [ordered(one) for one in values] if has_lists else list(values)
        if key:
            now.sort(key=key)
        if any(one is not before for one, before in zip(now, values, strict=True)):
            new[name] = tuple(now) if is_many else now[0]
    return made_of(type(record), vars(record) | new) if new else record


class _Listed(NamedTuple):
    """A fact that is a list of distinct things, or records that may have some."""

    name: str
    is_many: bool
    has_lists: bool
    key: Callable[[Any], Any] | None
    """What its members are put in order by, if they are."""


@once
def _to_order(kind: type[Record]) -> tuple[_Listed, ...]:
    found = []
    for fact in facts_of(kind):
        has_lists = fact.is_record and bool(_to_order(fact.word))
        is_set = fact.many and any(isinstance(limit, Distinct) for limit in fact.limits)
        if has_lists or is_set:
            key = _key(fact.word) if is_set else None
            found.append(_Listed(fact.name, fact.many, has_lists, key))
    return tuple(found)


@once
def _key(word: Any) -> Callable[[Any], Any]:
    """What values of a type are put in order by."""
    if issubclass(word, Record):
        keys = [(fact.name, _key_of(fact)) for fact in facts_of(word)]
        return lambda one: tuple(
            () if (value := getattr(one, name)) is None else (key(value),) for name, key in keys
        )
    if issubclass(word, Sealed):
        return lambda one: ""
    return (lambda one: one.value) if issubclass(word, Code) else (lambda one: one)


def _key_of(fact: Fact) -> Callable[[Any], Any]:
    key = _key(fact.word)
    return (lambda many: [key(one) for one in many]) if fact.many else key
