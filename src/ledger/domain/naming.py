"""What an entry names: its schools, and the tags by which it is found again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ledger.domain.facts import Path, facts_with, leaves_of, once
from ledger.domain.identifiers import (
    ActId,
    CitedAct,
    CollaborationId,
    PersonId,
    ProviderId,
    ReplacedAct,
    SchoolId,
)
from ledger.domain.record import Record

TAGGED: dict[Any, str] = {
    ActId: "act", CitedAct: "cites", ReplacedAct: "replaces", CollaborationId: "collaboration",
    SchoolId: "school", PersonId: "person", ProviderId: "provider",
}  # fmt: skip
"""A fact of one of these types is also a tag, by which the entry is found again."""


TAGS, SCHOOLS = frozenset(TAGGED), frozenset({SchoolId})


def named_schools(record: Record) -> Iterator[tuple[SchoolId, Path]]:
    """Every school that a record names, with where it stands."""
    return ((school, path) for _, school, path in leaves_of(record, SCHOOLS))


def schools_of(record: Any) -> list[SchoolId]:
    """Every school that a record names."""
    found: list[SchoolId] = []
    for fact in _named(type(record), SCHOOLS):
        value = getattr(record, fact.name)
        if value is None:
            continue
        items = value if fact.is_many else (value,)
        if fact.is_record:
            for item in items:
                found += schools_of(item)
        else:
            found += items
    return found


class NamesSchools:
    """A record that is asked for its schools again and again, and works them out once."""

    __slots__ = ("_schools",)  # beside the facts, which are all that `vars` of a record holds

    _schools: frozenset[SchoolId]

    def schools(self) -> frozenset[SchoolId]:
        """The schools that it names."""
        try:
            return self._schools
        except AttributeError:
            named = frozenset(schools_of(self))
            object.__setattr__(self, "_schools", named)  # a record refuses any other way
            return named


def tags_of(record: Record) -> list[str]:
    """The tags under which a record is found again."""
    found: list[str] = []
    for fact in _named(type(record), TAGS):
        value = getattr(record, fact.name)
        if value is None:
            continue
        items = value if fact.is_many else (value,)
        if fact.is_record:
            found += [tag for item in items for tag in tags_of(item)]
        else:
            found += [f"{fact.tag}:{item}" for item in items]
    return found


class _Named(NamedTuple):
    """A fact that names something: all that is asked of it, worked out once."""

    name: str
    is_record: bool
    is_many: bool
    tag: str


@once
def _named(kind: type[Record], words: frozenset[Any]) -> tuple[_Named, ...]:
    return tuple(
        _Named(fact.name, fact.is_record, fact.many, TAGGED.get(fact.word, ""))
        for fact in facts_with(kind, words)
    )
