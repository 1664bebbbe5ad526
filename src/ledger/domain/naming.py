"""What an entry names: its schools, and the tags by which it is found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ledger.domain.plain import Fact, Path, facts_of, once, words_in
from ledger.domain.words import (
    ActId,
    CitedAct,
    CollaborationId,
    PersonId,
    ProviderId,
    Record,
    ReplacedAct,
    SchoolId,
)

TAGGED: dict[Any, str] = {
    ActId: "act", CitedAct: "cites", ReplacedAct: "replaces", CollaborationId: "collaboration",
    SchoolId: "school", PersonId: "person", ProviderId: "provider",
}  # fmt: skip
"""A fact of one of these types is also a tag, by which the entry is found again."""


def named_schools(record: Record, path: Path = ()) -> Iterator[tuple[SchoolId, Path]]:
    """Every school that a record names, with where it stands."""
    for fact in _facts_with_schools(type(record)):
        value = getattr(record, fact.name)
        here = (*path, fact.name)
        for n, one in enumerate(_items(fact, value)):
            there = (*here, str(n)) if fact.many else here
            if fact.is_record:
                yield from named_schools(one, there)
            else:
                yield one, there


def schools_of(record: Record) -> list[SchoolId]:
    """Every school that a record names."""
    found: list[SchoolId] = []
    for fact in _facts_with_schools(type(record)):
        items = _items(fact, getattr(record, fact.name))
        if fact.is_record:
            for item in items:
                found += schools_of(item)
        else:
            found += items
    return found


@once
def _facts_with_schools(kind: type[Record]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in facts_of(kind)
        if fact.word is SchoolId or (fact.is_record and SchoolId in words_in(fact.word))
    )


@once
def _tagged_facts(kind: type[Record]) -> tuple[Fact, ...]:
    return tuple(
        fact
        for fact in facts_of(kind)
        if fact.word in TAGGED or (fact.is_record and words_in(fact.word) & TAGGED.keys())
    )


def tags_of(record: Record) -> list[str]:
    """The tags under which a record is found again."""
    found: list[str] = []
    for fact in _tagged_facts(type(record)):
        items = _items(fact, getattr(record, fact.name))
        if fact.is_record:
            found += [tag for item in items for tag in tags_of(item)]
        else:
            found += [f"{TAGGED[fact.word]}:{item}" for item in items]
    return found


def _items(fact: Fact, value: Any) -> Iterable[Any]:
    """The values of a fact; none where it is left unsaid."""
    if value is None:
        return ()
    items: Iterable[Any] = value if fact.many else (value,)
    return items
