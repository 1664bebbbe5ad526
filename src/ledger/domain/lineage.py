"""One school through time: it may speak under its new number of what it began under the old one.

A school that becomes an academy gets another number in the register. What it began is still its
own. So no rule compares numbers of its own accord: each is asked about a past in which every
school stands under one number, the one by which the entry that is judged calls it. A family of
acts need not know of this. Only schools that came one after the other, one by one, are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from ledger.domain.facts import Path, rewrite
from ledger.domain.identifiers import SchoolId
from ledger.domain.naming import SCHOOLS
from ledger.domain.past import Past, Recorded
from ledger.domain.refusal import SameSchool


class Said(Protocol):
    """An entry, as far as it has to be known here."""

    def schools(self) -> frozenset[SchoolId]:
        """The schools that it names."""


Links = list[frozenset[SchoolId]]
"""Pairs of numbers, each of one school."""
Calls = Mapping[SchoolId, SchoolId]
"""By which number a school is called, for each other number that it has or had."""


def lineage(past: Past, school: SchoolId) -> frozenset[SchoolId]:
    """The numbers of one institution through time: a school, what it was and what it became."""
    return joined(links_in(past.entries), school)


def links_in(entries: Iterable[Recorded[Any]]) -> Links:
    """The numbers that the register has joined."""
    return [entry.event.joins for entry in entries if entry.event.joins]


def joined(links: Links, school: SchoolId) -> frozenset[SchoolId]:
    """All numbers of the school that has this one."""
    same = {school}
    while grown := {one for link in links if link & same for one in link} - same:
        same |= grown
    return frozenset(same)


def twin(past: Past, schools: Iterable[SchoolId]) -> SchoolId | None:
    """The first school that stood here before, under its own number or another of its lineage."""
    seen: set[SchoolId] = set()
    links = links_in(past.entries)
    for school in schools:
        if school in seen:
            return school
        seen |= joined(links, school)
    return None


def check_distinct(past: Past, schools: Iterable[SchoolId], *path: str) -> None:
    """Refuse one institution that stands for two."""
    if same := twin(past, schools):
        raise SameSchool(f"School {same} stands here twice, as itself or as its successor.", *path)


def named_in(entries: Iterable[Recorded[Any]]) -> Iterator[SchoolId]:
    """The schools that are spoken of there, or spoke, in the order of the entries."""
    for entry in entries:
        if not entry.event.IS_OF_NUMBERS:
            yield from sorted(entry.event.schools())
            if entry.by.school:
                yield entry.by.school


def speakers(command: Said, past: Past) -> list[SchoolId]:
    """The schools that an entry names, and the one whose editor records it."""
    return [*sorted(command.schools()), *filter(None, [past.by.school])]


def as_called(past: Past, command: Said) -> Past:
    """The past with each school under the number by which this entry calls it.

    A school that the entry does not name is called as its editor calls it who records; any other
    as it was called first. The numbers in the entry itself stay as they are said, since whether a
    school was open on a day is asked of a number.
    """
    told = past.as_recorded
    links = links_in(told.entries)
    if not links:
        return told
    return _read_with(told, calls_of(links, [*speakers(command, told), *named_in(told.entries)]))


def as_first_called(entries: tuple[Recorded[Any], ...], links: Links) -> tuple[Recorded[Any], ...]:
    """The same entries with each school under the number by which they called it first."""
    calls = calls_of(links, named_in(entries))
    return tuple(_renumbered(entry, calls) for entry in entries) if calls else entries


def calls_of(links: Links, schools: Iterable[SchoolId]) -> Calls:
    """How schools are called whose numbers come up in this order: the first one counts."""
    calls: dict[SchoolId, SchoolId] = {}
    for school in schools:
        if school not in calls:
            calls |= dict.fromkeys(joined(links, school), school)
    return {number: called for number, called in calls.items() if number != called}


def _read_with(past: Past, calls: Calls) -> Past:
    if not calls:
        return past
    entries = tuple(_renumbered(entry, calls) for entry in past.entries)
    school = past.by.school and calls.get(past.by.school, past.by.school)
    return past._replace(entries=entries, by=past.by._replace(school=school), recorded=past)


def _renumbered(entry: Recorded[Any], calls: Calls) -> Recorded[Any]:
    """The entry as it is read; what the register says of a number stays with that number."""
    if entry.event.IS_OF_NUMBERS:
        return entry
    school = entry.by.school and calls.get(entry.by.school, entry.by.school)
    tags = {f"school:{number}": f"school:{called}" for number, called in calls.items()}
    return entry._replace(
        by=entry.by._replace(school=school),
        event=renumbered(entry.event, calls),
        tags=frozenset(tags.get(tag, tag) for tag in entry.tags),
    )


def renumbered(event: Any, calls: Calls) -> Any:
    """The same facts, each school under the number by which it is called."""
    if calls.keys().isdisjoint(event.schools()):
        return event

    def call(value: Any, path: Path) -> Any:
        return calls.get(value, value)

    return rewrite(event, call, words=SCHOOLS)
