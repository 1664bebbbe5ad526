"""The terms and the calendar of a school, as GraphQL tells them."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from api.derive import codes, output
from api.documented import object_type
from api.line import Told, Words
from ledger.domain.calendar import academic_year
from ledger.domain.identifiers import AcademicYear
from ledger.domain.terms import CalendarScope, HalfTerm, Terms, YearCalendar

ScopeCode = codes(CalendarScope)
HALF_TERMS: Any = list[output(HalfTerm)]  # type: ignore[misc]


@object_type
class SchoolTerm:
    """A term of a school. It lasts until the next one begins, so holidays are in it too."""

    code: str = strawberry.field(description="the term, for programs: `2025/26-AUT`")
    label: str = strawberry.field(description="the term, as people say it: `Autumn 2025/26`")
    first_day: date = strawberry.field(description="the day on which it begins")
    last_day: date = strawberry.field(description="the day before the next term begins")
    half: int | None = strawberry.field(
        description="the half term of the day asked about, 1 to 6; null in a nominal term"
    )
    is_nominal: bool = strawberry.field(
        description="whether no calendar is known, so that the nominal one stands in for it"
    )
    source: ScopeCode | None = strawberry.field(  # type: ignore[valid-type]
        description="whose calendar says so; null in a nominal term"
    )


@object_type
class SchoolCalendar:
    """The term dates that hold for a school in one academic year."""

    academic_year: AcademicYear = strawberry.field(description="the academic year")
    source: ScopeCode = strawberry.field(description="whose calendar it is")  # type: ignore[valid-type]
    edition: str = strawberry.field(description="what its publisher calls this edition")
    source_url: str | None = strawberry.field(description="where it was published")
    spans: HALF_TERMS = strawberry.field(description="its half terms, in their order")
    inset: list[date] = strawberry.field(
        description="the days on which staff learn and no pupils come"
    )
    bank_holidays: list[date] = strawberry.field(description="the public holidays among its days")
    school_days: int = strawberry.field(
        description="how many days staff are at work, before any closure"
    )


@object_type
class SchoolDays:
    """A number of school days."""

    days: int = strawberry.field(description="how many")
    is_approximate: bool = strawberry.field(
        description="whether a calendar is missing, so that five days in seven were counted"
    )


def term_of(terms: Terms, day: date) -> SchoolTerm:
    """The term in which a day lies."""
    term, calendar = terms.of(day), terms.calendar_of(day)
    return SchoolTerm(
        code=term.code,
        label=term.label,
        first_day=terms.first_day(term),
        last_day=terms.last_day(term),
        half=terms.half_of(day),
        is_nominal=calendar is None,
        source=None if calendar is None else calendar.scope,
    )


def calendar_of(told: YearCalendar, words: Words) -> SchoolCalendar:
    """The calendar of an academic year."""
    return SchoolCalendar(
        academic_year=AcademicYear(academic_year(told.year)),
        source=told.scope,
        edition=told.edition,
        source_url=told.source_url,
        spans=[Told(span, words) for span in told.spans],
        inset=list(told.inset),
        bank_holidays=list(told.bank_holidays),
        school_days=len(told.school_days),
    )


def days_of(terms: Terms, first: date, last: date) -> SchoolDays:
    """The school days from one day to another."""
    return SchoolDays(**terms.school_days(first, last)._asdict())
