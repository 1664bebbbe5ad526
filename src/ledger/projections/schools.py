"""Schools: the register as it is known, and which numbers are one school through time.

The register is public: everybody may see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from sqlalchemy import bindparam, or_, select

from ledger.domain.school import (
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolRegistered,
    SchoolSucceeded,
    Succession,
)
from ledger.projections.question import question, seen
from ledger.projections.scope import everyone
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Ended, Entry, Holdings, View

view = View("schools", version=3)


# Its tables.


class School(NamedTuple):
    """A school as the register has it."""

    school: str
    lineage: str
    """The first number of the institution: the same for all that came after it, one by one."""
    words: str
    """What a search looks in: name, town, postcode and number, in small letters, no accents."""
    name: str
    phase: str
    establishment_type: str | None
    la_code: str | None
    la_name: str | None
    opened_on: date | None
    closed_on: date | None
    low_age: int | None
    high_age: int | None
    gender: str | None
    religious_character: str | None
    admissions: str | None
    town: str | None
    postcode: str | None
    pupils: int | None
    capacity: int | None
    free_school_meals: str | None
    easting: int | None
    northing: int | None
    urban_rural: str | None


class Kin(NamedTuple):
    """A number that belongs to a lineage of more than one."""

    lineage: str
    school: str


class Link(NamedTuple):
    """One school that came after another."""

    school: str
    successor: str
    succession: str
    happened_on: date


school = view.table(
    School, key="school", seen_by=everyone, index=["name school", "lineage", "phase school"]
)
kin = view.table(Kin, key="lineage school", seen_by=everyone)
link = view.table(Link, key="school successor", seen_by=everyone, index=["successor"])


# What each event does to them.


@view.folds(SchoolRegistered, SchoolDetailsChanged, SchoolClosed, SchoolSucceeded)
def fold(entry: Entry, known: Holdings) -> Any:
    """What is true of the register from this entry on."""
    match entry.event:
        case SchoolRegistered() as said:
            yield _registered(said)
        case SchoolDetailsChanged(school=urn, changes=changes):
            for row in known(School, urn):
                yield _changed(row, changes)
        case SchoolClosed(school=urn, closed_on=day):
            yield from (row._replace(closed_on=day) for row in known(School, urn))
        case SchoolSucceeded() as said:
            yield Link(said.school, said.successor, said.succession, said.happened_on)
            if said.succession == Succession.SUCCESSION:
                yield from _joined(said, known)


def _changed(row: School, changes: Iterable[Change]) -> School:
    kept = [change for change in changes if change.field in School._fields]
    now = row._replace(**{change.field: _value(change.field, change.new) for change in kept})
    return now._replace(words=_words(now))


def _registered(said: SchoolRegistered) -> School:
    meals = said.free_school_meals
    return School(
        said.school, said.school, _words(said), said.name, said.phase, said.establishment_type,
        said.la_code, said.la_name, said.opened_on, None, said.low_age, said.high_age,
        said.gender, said.religious_character, said.admissions, said.town, said.postcode,
        said.pupils, said.capacity,
        None if meals is None else str(meals), said.easting, said.northing, said.urban_rural,
    )  # fmt: skip


def _words(said: SchoolRegistered | School) -> str:
    return plain(f"{said.name} {said.town or ''} {said.postcode or ''} {said.school}")


def plain(words: str) -> str:
    """Words in small letters without accents: who looks for `ynys mon` means Ynys Môn."""
    if words.isascii():
        return words.lower()
    apart = normalize("NFKD", words.casefold())
    return "".join(sign for sign in apart if not combining(sign))


NUMBERS = {"low_age", "high_age", "pupils", "capacity", "easting", "northing"}
DAYS = {"opened_on", "closed_on"}


def _value(field: str, told: str | None) -> Any:
    """A detail as its column has it, from the text that a change gives."""
    if told is None:
        return None
    if field in DAYS:
        return date.fromisoformat(told)
    return int(told) if field in NUMBERS else told


def _joined(said: SchoolSucceeded, known: Holdings) -> Any:
    """The lineages of both schools are one from now on, under its first number."""
    for first in known(School, said.school):
        yield Kin(first.lineage, said.school)
        for later in known(School, said.successor):
            numbers = {later.school, *(row.school for row in known(Kin, later.lineage))}
            yield from (Ended(row) for row in known(Kin, later.lineage))
            for number in sorted(numbers):
                yield Kin(first.lineage, number)
                for row in known(School, number):
                    yield row._replace(lineage=first.lineage)


# What it can be asked.

COLUMNS = [school.c[name] for name in School._fields]
SOME = question(
    select(*COLUMNS)
    .where(school.c.school.in_(bindparam("urns", expanding=True)), *seen(school))
    .order_by(school.c.school)
)
NAMES = question(
    select(school.c.school, school.c.name).where(
        school.c.school.in_(bindparam("urns", expanding=True)), *seen(school)
    )
)
KIN = question(
    select(school.c.lineage, school.c.school)
    .where(school.c.lineage.in_(bindparam("lineages", expanding=True)), *seen(school))
    .order_by(school.c.lineage, school.c.opened_on.nulls_first(), school.c.school)
)
LINKS = question(
    select(*(link.c[name] for name in Link._fields))
    .where(
        or_(
            link.c.school.in_(bindparam("urns", expanding=True)),
            link.c.successor.in_(bindparam("urns", expanding=True)),
        ),
        *seen(link),
    )
    .order_by(link.c.happened_on, link.c.school, link.c.successor)
)


def one(now: Snapshot, urn: str) -> School | None:
    """The school with this number."""
    return some(now, [urn]).get(urn)


def some(now: Snapshot, urns: Iterable[str]) -> dict[str, School]:
    """Schools by their numbers; numbers that are not known are left out."""
    rows = now.ask(SOME, urns=sorted(set(urns)))
    return {row.school: School._make(row) for row in rows}


def in_force(now: Snapshot, urns: Iterable[str]) -> dict[str, School]:
    """Schools as they were on the day asked about, by any of their numbers.

    That is the last number of each that had opened by then, or else its first.
    """
    found = some(now, urns)
    numbers = numbers_by_lineage(now, (row.lineage for row in found.values()))
    every = {number for each in numbers.values() for number in each}
    rows = found if every <= found.keys() else some(now, every)
    last = {
        lineage: [number for number in each if _had_opened(now, rows[number])] or each[:1]
        for lineage, each in numbers.items()
    }
    return {urn: rows[last[row.lineage][-1]] for urn, row in found.items()}


def _had_opened(now: Snapshot, row: School) -> bool:
    return row.opened_on is None or row.opened_on <= now.happened_by


def names(now: Snapshot, urns: Iterable[str]) -> dict[str, str]:
    """The names of schools by their numbers; numbers that are not known are left out."""
    return {row.school: row.name for row in now.ask(NAMES, urns=sorted(set(urns)))}


def lineage(now: Snapshot, urn: str) -> list[str]:
    """The numbers of one institution, first to last; empty for a school that is not known."""
    found = one(now, urn)
    return [] if found is None else [row.school for row in now.ask(KIN, lineages=[found.lineage])]


def numbers_by_lineage(now: Snapshot, lineages: Iterable[str]) -> dict[str, list[str]]:
    """The numbers of each lineage, first to last."""
    wanted = sorted(set(lineages))

    def read() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in now.ask(KIN, lineages=wanted):
            found.setdefault(row.lineage, []).append(row.school)
        return found

    return now.once(("kin", *wanted), read)


def lineages(now: Snapshot, urns: Iterable[str]) -> dict[str, str]:
    """The lineage of each of these numbers."""
    return {urn: found.lineage for urn, found in some(now, urns).items()}


def links(now: Snapshot, urns: Iterable[str]) -> list[Link]:
    """Who came before and after these schools, oldest first."""
    return [Link._make(row) for row in now.ask(LINKS, urns=sorted(set(urns)))]


def numbers(now: Snapshot, urns: Iterable[str]) -> frozenset[str]:
    """Every number that these schools have had through time, their own among them."""
    asked = frozenset(urns)
    of = sorted(set(lineages(now, asked).values()))
    return asked | {row.school for row in now.ask(KIN, lineages=of)}
