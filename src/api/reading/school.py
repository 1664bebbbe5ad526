"""A school: what it took part in, how far it got with others, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import strawberry

from api.documented import field, object_type
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
from api.reading.registered import Registered
from api.reading.similar import Similar, similar_to
from api.reading.whole_record import about_barriers, about_ideas, about_next_steps, about_quality
from ledger.domain.identifiers import AcademicYear, SchoolId
from ledger.domain.terms import Terms
from ledger.figures import subject
from ledger.projections import listing, search


@object_type
class School(Registered):
    """A school, as the register of schools was known to have it."""

    @field
    def collaborations(
        self, first: First = USUAL, after: After = None
    ) -> Connection[Collaboration]:
        """The collaborations that it takes part in, the latest first."""
        return collaboration_page(self.reading, self.all_numbers, first, after)

    @field
    def history(self, first: First = USUAL, after: After = None) -> Connection[Act]:
        """Everything it did with others, newest first."""
        return act_page(self.reading, listing.Wanted(schools=self.all_numbers), first, after)

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
        return measured_in(self.reading, self.all_numbers, first, after)

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
        """Schools with pupils like its own; null where too little is known of it."""
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
        return scope.sees_all or bool(scope.schools & {*self.all_numbers})

    @property
    def _terms(self) -> Terms:
        return self.reading.terms_of(self.row.school)


def school_at(reading: Reading, urn: str) -> School | None:
    """The school with this number, if the register has it."""
    row = reading.schools.get(urn)
    return None if row is None else School(row=row, reading=reading)


def numbers_of(reading: Reading, urn: str | None) -> tuple[str, ...]:
    """All the numbers of a school through time; none, if none is asked for."""
    if urn is None:
        return ()
    found = school_at(reading, urn)
    return (urn,) if found is None else found.all_numbers


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
