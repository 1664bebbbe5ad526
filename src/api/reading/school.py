"""A school: what the register knows of it, what it was and became, and what it took part in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import strawberry

from api.derive import codes
from api.documented import described, field, object_type
from api.reading import engagement
from api.reading.act import Act, act_page
from api.reading.calendar import (
    SchoolCalendar,
    SchoolDays,
    SchoolTerm,
    calendar_of,
    days_of,
    term_of,
)
from api.reading.collaboration import Collaboration, collaboration_page
from api.reading.connection import (
    USUAL,
    After,
    Connection,
    First,
    check_first,
    connection,
    cursor_of,
    key_of,
)
from api.reading.engagement import Engagement
from api.reading.impact_in_school import ImpactInSchool, measured_in
from api.reading.isolation import Isolation, isolation_of
from api.reading.money import FromDay, ReleaseTime, Spending, ToDay, release_of, spending_of
from api.reading.partner import PartnerSchool, partners_of
from api.reading.reading import Reading, sees_own
from api.reading.similar import Similar, similar_to
from api.reading.whole_record import about_barriers, about_ideas, about_next_steps, about_quality
from ledger.domain.identifiers import AcademicYear, SchoolId, TrustId
from ledger.domain.school import Phase, Succession
from ledger.domain.terms import Terms
from ledger.figures import subject
from ledger.projections import listing, schools, search

PhaseCode = codes(Phase)
SuccessionCode = codes(Succession)


@object_type
class Kinship:
    """One school that came after another."""

    school: SchoolId = strawberry.field(description="the school that was")
    successor: SchoolId = strawberry.field(description="the school that came after it")
    succession: SuccessionCode = strawberry.field(description="how the one became the other")  # type: ignore[valid-type]
    happened_on: date = strawberry.field(description="the day it did")


def _detail(name: str, kind: Any, description: str) -> Any:
    """A field that the register's row has under the same name."""

    def read(self: School) -> Any:
        return getattr(self.row, name)

    read.__name__ = name
    read.__annotations__["return"] = kind
    return described(read, description)


@object_type
class School:
    """A school, as the register of schools was known to have it."""

    row: strawberry.Private[schools.School]
    reading: strawberry.Private[Reading]

    name = _detail("name", str, "its name")
    phase = _detail("phase", PhaseCode, "which ages it teaches")
    establishment_type = _detail("establishment_type", str | None, "what kind of school it is")
    la_code = _detail("la_code", str | None, "the local authority, by its number")
    la_name = _detail("la_name", str | None, "the local authority, by its name")
    opened_on = _detail("opened_on", date | None, "the day it opened, where the register says so")
    closed_on = _detail("closed_on", date | None, "the day it closed, if it did")
    low_age = _detail("low_age", int | None, "the youngest age it may teach")
    high_age = _detail("high_age", int | None, "the oldest age it may teach")
    gender = _detail("gender", str | None, "which pupils it admits")
    religious_character = _detail("religious_character", str | None, "its religious character")
    admissions = _detail("admissions", str | None, "whether it selects pupils")
    town = _detail("town", str | None, "the town")
    postcode = _detail("postcode", str | None, "the postcode")
    pupils = _detail("pupils", int | None, "how many pupils are on roll")
    capacity = _detail("capacity", int | None, "how many pupils it has room for")
    easting = _detail("easting", int | None, "metres east, British National Grid")
    northing = _detail("northing", int | None, "metres north, British National Grid")
    urban_rural = _detail("urban_rural", str | None, "how urban its surroundings are")

    @field
    def urn(self) -> SchoolId:
        """Its Unique Reference Number."""
        return SchoolId(self.row.school)

    @field
    def free_school_meals(self) -> Decimal | None:
        """The percentage of pupils with free school meals."""
        told = self.row.free_school_meals
        return None if told is None else Decimal(told)

    @field
    def trust(self) -> TrustId | None:
        """The trust that it was in on the day asked about."""
        found = self.reading.memberships.get(self.row.school)
        return None if found is None else TrustId(found.trust)

    @field
    def trust_name(self) -> str | None:
        """The name of that trust."""
        member = self.reading.memberships.get(self.row.school)
        found = self.reading.trusts.get(member.trust) if member else None
        return None if found is None else found.name

    @field
    def numbers(self) -> list[SchoolId]:
        """The numbers that it had through time, first to last."""
        return [SchoolId(urn) for urn in self._numbers]

    @field
    def lineage(self) -> list[Kinship]:
        """Which school came before it and which after, and how."""
        links = self.reading.now.once(
            ("links", self.row.school), lambda: schools.links(self.reading.now, self._numbers)
        )
        return [Kinship(**link._asdict()) for link in links]

    @field
    def collaborations(
        self, first: First = USUAL, after: After = None
    ) -> Connection[Collaboration]:
        """The collaborations that it takes part in, the latest first."""
        return collaboration_page(self.reading, self._numbers, first, after)

    @field
    def history(self, first: First = USUAL, after: After = None) -> Connection[Act]:
        """Everything it did with others, newest first."""
        return act_page(self.reading, listing.Wanted(schools=self._numbers), first, after)

    @field
    def engagement(self) -> Engagement | None:
        """How sustained its joint work is; null for whoever may not see all of it."""
        return engagement.told(self.reading, self.whole) if self._is_seen else None

    @field
    def pair(
        self,
        other: Annotated[
            SchoolId, strawberry.argument(name="with", description="the other school")
        ],
    ) -> Engagement | None:
        """How sustained its work with one other school is; null for whoever is of neither.

        A meeting counts once both have confirmed it. Host is this school, guest the other.
        """
        partner = school_at(self.reading, other)
        if partner is None or partner.row.lineage == self.row.lineage:
            return None
        if not (self._is_seen or partner._is_seen):
            return None
        return engagement.told(self.reading, subject.pair(self.row.school, other))

    @field
    def partners(self) -> list[PartnerSchool] | None:
        """The schools that it met, those met most often first; null as for `engagement`."""
        return partners_of(self.reading, self.whole) if self._is_seen else None

    @field
    def measures(self, first: First = USUAL, after: After = None) -> Connection[ImpactInSchool]:
        """What was measured in it, the oldest evaluation first."""
        return measured_in(self.reading, self._numbers, first, after)

    @field
    def term(
        self,
        on: Annotated[
            date | None, strawberry.argument(description="the day; if left out, `happenedBy`")
        ] = None,
    ) -> SchoolTerm:
        """The term in which a day lies, by the calendar that was known. Every day lies in one."""
        return term_of(self._terms, on or self.reading.now.happened_by)

    @field
    def calendar(
        self,
        academic_year: Annotated[
            AcademicYear, strawberry.argument(description="the academic year, such as `2025/26`")
        ],
    ) -> SchoolCalendar | None:
        """The term dates that hold for it in a year; null where none are known."""
        told = self._terms.years.get(academic_year.began)
        return None if told is None else calendar_of(told, self.reading.words)

    @field
    def school_days(
        self,
        first: Annotated[date, strawberry.argument(name="from", description="the first day")],
        last: Annotated[date, strawberry.argument(name="to", description="the last day")],
    ) -> SchoolDays:
        """How many days its staff are at work, from one day to another, both counted."""
        return days_of(self._terms, first, last)

    @field
    def isolation(self) -> Isolation | None:
        """How far it stands alone, and what it could do; null for all but itself and auditors."""
        return isolation_of(self.reading, self.row.school)

    @field
    def similar(
        self,
        first: Annotated[
            int, strawberry.argument(description="how many, from 1 to 100; there are 50 at most")
        ] = 10,
    ) -> Similar | None:
        """Schools with pupils like its own; null where the register says too little of it."""
        return similar_to(self.reading, self.row.school, first)

    @field
    def spending(self, first: FromDay = None, last: ToDay = None) -> Spending | None:
        """What it put into joint commissions; null for whoever may not see all of it."""
        if not sees_own(self.reading, [self.row.school]):
            return None
        return spending_of(self.reading, first, last, school=self.row.school)

    @field
    def release_time(self, first: FromDay = None, last: ToDay = None) -> ReleaseTime | None:
        """The time it freed its teachers for; null for whoever may not see it."""
        if not sees_own(self.reading, [self.row.school]):
            return None
        return release_of(self.reading, first, last, school=self.row.school)

    ideas = about_ideas()
    barriers = about_barriers()
    next_steps = about_next_steps()
    record_quality = about_quality()

    @property
    def whole(self) -> str:
        """How the methods name it."""
        return subject.school(self.row.school)

    @property
    def _is_seen(self) -> bool:
        """Whether the asker may see all that it did."""
        scope = self.reading.now.scope
        return scope.sees_all or bool(scope.schools & {*self._numbers})

    @property
    def _terms(self) -> Terms:
        return self.reading.terms_of(self.row.school)

    @property
    def _numbers(self) -> tuple[str, ...]:
        return tuple(self.reading.kin.get(self.row.lineage) or (self.row.school,))


def school_at(reading: Reading, urn: str) -> School | None:
    """The school with this number, if the register has it."""
    row = reading.schools.get(urn)
    return None if row is None else School(row=row, reading=reading)


def numbers_of(reading: Reading, urn: str | None) -> tuple[str, ...]:
    """All the numbers of a school through time; none, if none is asked for."""
    if urn is None:
        return ()
    row = reading.schools.get(urn)
    return (urn,) if row is None else tuple(reading.kin.get(row.lineage) or (urn,))


def school_page(
    reading: Reading, wanted: search.Filter, first: int, after: After
) -> Connection[School]:
    """A page of the register, by name."""
    place: Iterable[str] = ("", "") if after is None else key_of(after, str, str)
    name, urn = place
    rows = search.page(reading.now, wanted, check_first(first), (name, urn))
    reading.kin.expect(row.lineage for row in rows)
    reading.memberships.expect(row.school for row in rows)
    reading.terms.expect(row.school for row in rows)
    nodes = [(cursor_of(row.name, row.school), School(row=row, reading=reading)) for row in rows]
    return connection(nodes, first, after, lambda: search.count(reading.now, wanted))
