"""A school as the register of schools knows it: when it opened, closed, and what came after it.

The facts are those of Get Information about Schools (GIAS), the register of the Department for
Education. Nobody in a school records them: they come from the register, or from an administrator.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, NamedTuple

from ledger.domain.detail import detail_of
from ledger.domain.entry import Entry, NameOf, topics_of
from ledger.domain.facts import facts_of
from ledger.domain.identifiers import Digest, FieldName, SchoolId, TrustId
from ledger.domain.limits import Between, Distinct, LongAgo, Places
from ledger.domain.lineage import lineage
from ledger.domain.past import Look, Past, Role
from ledger.domain.plain import made_of
from ledger.domain.prose import on
from ledger.domain.record import Code, Record
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    OutOfRange,
    Refused,
    SameSchool,
    SchoolNotOpen,
    UnknownSchool,
)
from ledger.domain.screening import PUBLIC
from ledger.domain.words import HappenedOn

REGISTRARS = frozenset({Role.ADMIN, Role.SYSTEM})
"""Who may say what the register says."""


class Phase(Code):
    """Which ages a school teaches, as the register names it."""

    NURSERY = "nursery"
    PRIMARY = "primary"
    MIDDLE_DEEMED_PRIMARY = "middle_deemed_primary"
    SECONDARY = "secondary"
    MIDDLE_DEEMED_SECONDARY = "middle_deemed_secondary"
    SIXTEEN_PLUS = "sixteen_plus"
    ALL_THROUGH = "all_through"
    NOT_APPLICABLE = "not_applicable"


class Succession(Code):
    """How one school came after another. Only a plain succession is the same institution."""

    SUCCESSION = "succession"
    MERGER = "merger"
    AMALGAMATION = "amalgamation"
    SPLIT = "split"


Name = Between(1, 200)
OLD = LongAgo("schools, and the trusts that hold them, go back for centuries")
"""The longest name in the register has about 120 characters."""


class SchoolRegistered(Entry):
    """The register of schools has a school that the ledger did not know."""

    TOPIC = "school-registered/1"
    COMMAND = "register_school"
    ROLES = REGISTRARS
    SCREENED_AS = PUBLIC
    IS_OF_NUMBERS = True

    school: Annotated[SchoolId, "the school"]
    name: Annotated[str, "its name", Name]
    phase: Annotated[Phase, "which ages it teaches"]
    establishment_type: Annotated[str | None, "what kind of establishment it is", Name] = None
    la_code: Annotated[str | None, "the local authority, by its number", Between(1, 10)] = None
    la_name: Annotated[str | None, "the local authority, by its name", Name] = None
    establishment_number: Annotated[
        str | None, "its number within the local authority", Between(1, 10)
    ] = None
    opened_on: Annotated[date | None, "the day it opened, where the register says so", OLD] = None
    low_age: Annotated[int | None, "the youngest age it may teach", Between(0, 99)] = None
    high_age: Annotated[int | None, "the oldest age it may teach", Between(0, 99)] = None
    gender: Annotated[str | None, "which pupils it admits", Name] = None
    religious_character: Annotated[str | None, "its religious character", Name] = None
    admissions: Annotated[str | None, "whether it selects pupils", Name] = None
    town: Annotated[str | None, "the town", Name] = None
    postcode: Annotated[str | None, "the postcode", Between(1, 10)] = None
    trust: Annotated[TrustId | None, "the trust that runs it"] = None
    trust_name: Annotated[str | None, "the name of that trust", Name] = None
    pupils: Annotated[int | None, "how many pupils are on roll", Between(0, 100_000)] = None
    capacity: Annotated[int | None, "how many pupils it has room for", Between(0, 100_000)] = None
    free_school_meals: Annotated[
        Decimal | None,
        "the percentage of pupils with free school meals",
        Between(0, 100),
        Places(4),
    ] = None  # fmt: skip
    easting: Annotated[int | None, "metres east, British National Grid", Between(0, 10**7)] = None
    northing: Annotated[int | None, "metres north, British National Grid", Between(0, 10**7)] = None
    urban_rural: Annotated[str | None, "how urban its surroundings are", Name] = None
    row_digest: Annotated[Digest | None, "SHA-256 of the row of the register that said so"] = None

    def boundary(self) -> tuple[Look, ...]:
        return (of_school(self.school),)

    def check(self, past: Past) -> None:
        if school_in(past, self.school):
            raise AlreadySaid(f"School {self.school} is in the register already.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{self.name} was entered in the register."


class Change(Record):
    """One detail of a school, before and after."""

    field: Annotated[FieldName, "the detail"]
    old: Annotated[str | None, "what the register said", Between(0, 200)] = None
    new: Annotated[str | None, "what it says now", Between(0, 200)] = None


class SchoolDetailsChanged(Entry):
    """The register of schools says something else of a school than it did."""

    TOPIC = "school-details-changed/1"
    COMMAND = "change_school_details"
    ROLES = REGISTRARS
    SCREENED_AS = PUBLIC
    IS_OF_NUMBERS = True

    school: Annotated[SchoolId, "the school"]
    changes: Annotated[
        tuple[Change, ...], "what is different now", Between(1, 30), Distinct("field")
    ]
    row_digest: Annotated[Digest | None, "SHA-256 of the row of the register that said so"] = None

    def boundary(self) -> tuple[Look, ...]:
        return (of_school(self.school),)

    def check(self, past: Past) -> None:
        registered(past, self.school)
        for n, change in enumerate(self.changes):
            if change.field not in DETAILS:
                raise Missing(f"A school has no detail {change.field}.", "changes", str(n), "field")
            check_detail(past, change, "changes", str(n), "new")

    def sentence(self, name_of: NameOf = str) -> str:
        fields = ", ".join(change.field.replace("_", " ") for change in self.changes)
        return f"The register has new details of {name_of(self.school)}: {fields}."


class SchoolClosed(Entry):
    """A school closed, or the register says on what day it did."""

    TOPIC = "school-closed/1"
    COMMAND = "close_school"
    ROLES = REGISTRARS
    SCREENED_AS = PUBLIC
    IS_OF_NUMBERS = True

    school: Annotated[SchoolId, "the school"]
    closed_on: Annotated[date, "its last day", OLD]
    why_closed: Annotated[str | None, "why, as the register says", Name] = None
    row_digest: Annotated[Digest | None, "SHA-256 of the row of the register that said so"] = None

    def boundary(self) -> tuple[Look, ...]:
        return (of_school(self.school),)

    def check(self, past: Past) -> None:
        school = registered(past, self.school)
        if school.closed_on == self.closed_on:
            raise AlreadySaid(f"It closed on {on(self.closed_on)} already.", "closed_on")
        if school.opened_on and self.closed_on < school.opened_on:
            raise OutOfRange(f"It opened on {on(school.opened_on)} only.", "closed_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} closed on {on(self.closed_on)}."


class SchoolSucceeded(Entry):
    """One school came after another."""

    TOPIC = "school-succeeded/1"
    COMMAND = "succeed_school"
    ROLES = REGISTRARS
    SCREENED_AS = PUBLIC
    IS_OF_NUMBERS = True

    school: Annotated[SchoolId, "the school that was"]
    successor: Annotated[SchoolId, "the school that came after it"]
    succession: Annotated[Succession, "how the one became the other"]
    happened_on: Annotated[HappenedOn, OLD]

    def boundary(self) -> tuple[Look, ...]:
        return (of_school(self.school), of_school(self.successor))

    @property
    def joins(self) -> frozenset[SchoolId] | None:
        is_same = self.succession is Succession.SUCCESSION
        return frozenset({self.school, self.successor}) if is_same else None

    def check(self, past: Past) -> None:
        registered(past, self.school, "school")
        registered(past, self.successor, "successor")
        if past.has(SchoolSucceeded, school=self.school, successor=self.successor):
            raise AlreadySaid("That succession is recorded already.", "successor")
        if lineage(past, self.school) == lineage(past, self.successor):
            raise SameSchool("The one school has come after the other already.", "successor")
        if self.succession is Succession.SUCCESSION:
            self._check_one_to_one(past)

    def _check_one_to_one(self, past: Past) -> None:
        """Two schools that became one, or one that became two, are nobody's single history."""
        plain = {"succession": Succession.SUCCESSION}
        if past.has(SchoolSucceeded, school=self.school, **plain):
            raise AlreadySaid("Another school came after it already: was it split?", "successor")
        if past.has(SchoolSucceeded, successor=self.successor, **plain):
            raise AlreadySaid("It came after another school already: did they merge?", "successor")

    def sentence(self, name_of: NameOf = str) -> str:
        day = on(self.happened_on)
        return f"{name_of(self.successor)} came after {name_of(self.school)} on {day}."


KINDS = (SchoolRegistered, SchoolDetailsChanged, SchoolClosed, SchoolSucceeded)
TOPICS = topics_of(*KINDS)
DETAILS = frozenset(SchoolRegistered.__dataclass_fields__) - {"school", "row_digest"} | {
    "closed_on"
}
"""What the register can say differently later on."""

NEVER_UNSAID = frozenset({"name", "phase"})
"""The details without which there is no school."""

DAYS = ("opened_on", "closed_on")

AT_HAND = 50_000
"""Schools whose places are kept as they were made, since every rule asks for some. There are about
half as many that are open."""


class School(NamedTuple):
    """What the rules ask about a school."""

    opened_on: date | None
    closed_on: date | None = None
    successors: tuple[SchoolId, ...] = ()

    def was_open(self, day: date) -> bool:
        """Whether it was open on a day. A school without dates in the register always was."""
        return (self.opened_on or day) <= day <= (self.closed_on or day)


def check_detail(past: Past, change: Change, *path: str) -> None:
    """Refuse what could not be said of a new school either: no view could read it."""
    if change.new is None:
        if change.field in NEVER_UNSAID:
            raise Missing("A school always has a name and a phase.", *path)
        return
    kind = SchoolClosed if change.field == "closed_on" else SchoolRegistered
    fact = next(fact for fact in facts_of(kind) if fact.name == change.field)
    try:
        made_of(kind, {fact.name: detail_of(fact, change.new)}).check_facts(past)
    except Refused as refusal:
        raise refusal.at(*path) from None


@lru_cache(AT_HAND)
def of_school(school: SchoolId) -> Look:
    """Everything that the register says of a school."""
    return Look((f"school:{school}",), TOPICS)


def of_schools(schools: Iterable[SchoolId]) -> tuple[Look, ...]:
    """Everything that the register says of some schools."""
    return tuple(of_school(school) for school in sorted(set(schools)))


@lru_cache(AT_HAND)
def succession_of(school: SchoolId) -> Look:
    """What the register says of the schools before and after this one."""
    return Look((f"school:{school}",), (SchoolSucceeded.TOPIC,))


def school_in(past: Past, school: SchoolId) -> School | None:
    """A school as the past has it, if it has it."""
    found: School | None = None
    for entry in past.entries:
        match entry.event:
            case SchoolRegistered(school=who, opened_on=day) if who == school:
                found = School(day)
            case SchoolDetailsChanged(school=who, changes=changes) if who == school and found:
                found = _changed(found, changes)
            case SchoolClosed(school=who, closed_on=day) if who == school and found:
                found = found._replace(closed_on=day)
            case SchoolSucceeded(school=who, successor=next_one) if who == school and found:
                found = found._replace(successors=(*found.successors, next_one))
    return found


def _changed(school: School, changes: tuple[Change, ...]) -> School:
    for change in changes:
        day = date.fromisoformat(change.new) if change.new and change.field in DAYS else None
        if change.field == "opened_on":
            school = school._replace(opened_on=day)
        if change.field == "closed_on":
            school = school._replace(closed_on=day)
    return school


def registered(past: Past, school: SchoolId, *path: str) -> School:
    """The school, or the refusal that there is none."""
    if found := school_in(past, school):
        return found
    raise UnknownSchool(f"The register has no school {school}.", *(path or ("school",)))


def check_open(past: Past, school: SchoolId, day: date, *path: str) -> None:
    """Refuse a school that was not open on a day, and say which school came after it."""
    found = registered(past, school, *path)
    if found.was_open(day):
        return
    after = f" {found.successors[-1]} came after it." if found.successors else ""
    raise SchoolNotOpen(f"School {school} was not open on {on(day)}.{after}", *path)
