"""What an entry names: its schools, and the tags by which it is found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ledger.domain.plain import Fact, Path, facts_with, leaves_of
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


TAGS, SCHOOLS = frozenset(TAGGED), frozenset({SchoolId})


def named_schools(record: Record) -> Iterator[tuple[SchoolId, Path]]:
    """Every school that a record names, with where it stands."""
    return ((school, path) for _, school, path in leaves_of(record, SCHOOLS))


def schools_of(record: Record) -> list[SchoolId]:
    """Every school that a record names."""
    found: list[SchoolId] = []
    for fact in facts_with(type(record), SCHOOLS):
        items = _items(fact, getattr(record, fact.name))
        if fact.is_record:
            for item in items:
                found += schools_of(item)
        else:
            found += items
    return found


def tags_of(record: Record) -> list[str]:
    """The tags under which a record is found again."""
    found: list[str] = []
    for fact in facts_with(type(record), TAGS):
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
