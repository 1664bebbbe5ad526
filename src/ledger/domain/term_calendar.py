"""The term dates that a school, a trust, a local authority or the nation publishes.

A school says its own; the others come from an administrator, or from the ledger's own import.
There is one calendar for each of them and each academic year. It is revised as often as its
publisher changes it, and what was known before a revision can still be asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated

from ledger.domain.entry import Entry, NameOf, topics_of, trust_named
from ledger.domain.identifiers import AcademicYear, SchoolId, TrustId
from ledger.domain.limits import Between, NotInFuture
from ledger.domain.past import Look, Past, Role
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotParticipant,
    NotWellFormed,
    OutOfRange,
    RoleCannotRecord,
)
from ledger.domain.school import REGISTRARS, of_school, registered
from ledger.domain.term_dates import check_in_year, check_near, check_spans
from ledger.domain.terms import CalendarScope, HalfTerm, YearCalendar

LA_CODE = re.compile(r"[0-9]{3}")
FORMS = {
    CalendarScope.SCHOOL: (SchoolId.FORM, SchoolId.HINT),
    CalendarScope.TRUST: (TrustId.FORM, TrustId.HINT),
    CalendarScope.LA: (LA_CODE, "A local authority is named by its number: three digits."),
}
"""How those for whom a calendar can hold are named."""

LONGEST_CLOSURE = timedelta(days=200)
"""The pandemic shut schools for about half a year, and nothing else for as long."""

LINK = re.compile(r"https?://\S+")


class WhyRevised(Code):
    """Why a calendar was revised."""

    MISTAKE = "mistake"
    NEW_DECISION = "new_decision"
    BANK_HOLIDAY = "bank_holiday"
    NEW_EDITION = "new_edition"
    OTHER = "other"


class ClosureCause(Code):
    """What kept schools shut on days on which they should have been open."""

    SNOW = "snow"
    HEAT = "heat"
    PANDEMIC = "pandemic"
    STRIKE = "strike"
    OTHER = "other"


class CalendarEntry(Entry):
    """Something said of the calendar of a school, a trust, a local authority or the nation."""

    ROLES = REGISTRARS | {Role.EDITOR}

    scope: Annotated[CalendarScope, "for whom it holds"]
    scope_id: Annotated[
        str | None, "the school, trust or local authority, by its number", Between(1, 10)
    ] = None

    @property
    def whose(self) -> str:
        """For whom it holds, as views and tags name them: `la:373`."""
        return whose(self.scope, self.scope_id)

    def tags(self) -> frozenset[str]:
        return super().tags() | {
            f"calendar:{self.whose}",
            *(f"school:{school}" for school in self.schools()),
        }

    def schools(self) -> frozenset[SchoolId]:
        is_school = self.scope is CalendarScope.SCHOOL and self.scope_id
        return frozenset({SchoolId(self.scope_id)} if is_school else ())

    def trusts(self) -> frozenset[TrustId]:
        is_trust = self.scope is CalendarScope.TRUST and self.scope_id
        return frozenset({TrustId(self.scope_id)} if is_trust else ())

    def boundary(self) -> tuple[Look, ...]:
        register = (of_school(school) for school in self.schools())
        return (Look((f"calendar:{self.whose}",), TOPICS), *register)

    def check_place(self, past: Past) -> None:
        check_named(self.scope, self.scope_id)
        if self.scope is not CalendarScope.SCHOOL:
            if past.by.role not in REGISTRARS:
                raise RoleCannotRecord("A school records its own calendar and no other.", "scope")
            return
        school = SchoolId(self.scope_id)
        registered(past, school, "scope_id")
        if past.by.school != school:
            raise NotParticipant("Only the school itself records its calendar.", "scope_id")

    def publisher(self, name_of: NameOf) -> str:
        """Whose calendar it is, as a sentence has it."""
        if self.scope is CalendarScope.NATIONAL:
            return "the whole country"
        for school in self.schools():
            return name_of(school)
        for trust in self.trusts():
            return trust_named(trust, name_of)
        return f"local authority {self.scope_id}"


class TermDates(CalendarEntry):
    """The dates of one academic year, whole."""

    academic_year: Annotated[AcademicYear, "the academic year"]
    spans: Annotated[tuple[HalfTerm, ...], "its half terms, in their order", Between(3, 6)]
    inset: Annotated[
        tuple[date, ...],
        "the days on which staff learn and no pupils come",
        Between(0, 20),
    ] = ()  # fmt: skip
    bank_holidays: Annotated[
        tuple[date, ...], "the public holidays among its days", Between(0, 20)
    ] = ()
    edition: Annotated[str, "what its publisher calls this edition", Between(1, 60)]
    source_url: Annotated[str | None, "where it was published", Between(10, 300)] = None

    @property
    def calendar(self) -> YearCalendar:
        """What it says, without who says it and when."""
        return YearCalendar(
            self.academic_year.began, self.scope, self.edition, self.source_url, self.spans,
            tuple(sorted(self.inset)), tuple(sorted(self.bank_holidays)),
        )  # fmt: skip

    def check_dates(self) -> None:
        """Refuse dates that no academic year can have."""
        check_spans(self.spans, self.academic_year)
        for n, day in enumerate(self.inset):
            check_near(self.spans, day, "inset", str(n))
        for n, day in enumerate(self.bank_holidays):
            check_in_year(day, self.academic_year, "bank_holidays", str(n))
        if self.source_url and not LINK.fullmatch(self.source_url):
            raise NotWellFormed("A link begins with https:// and has no spaces.", "source_url")


class TermCalendarPublished(TermDates):
    """The term dates of an academic year were published."""

    TOPIC = "term-calendar-published/1"
    COMMAND = "publish_term_calendar"

    def check(self, past: Past) -> None:
        if calendar_in(past, self.academic_year):
            raise AlreadySaid(
                f"The calendar for {self.academic_year} is here already: revise it.",
                "academic_year",
            )
        self.check_dates()

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Term dates of {self.publisher(name_of)} for {self.academic_year} were published."


class TermCalendarRevised(TermDates):
    """Published term dates were replaced by others."""

    TOPIC = "term-calendar-revised/1"
    COMMAND = "revise_term_calendar"

    why_revised: Annotated[WhyRevised, "why they were revised"]

    def check(self, past: Past) -> None:
        if calendar_to_change(past, self.academic_year) == self.calendar:
            raise AlreadySaid("That is what the calendar says already.", "spans")
        self.check_dates()

    def sentence(self, name_of: NameOf = str) -> str:
        why = self.why_revised.words
        return (
            f"Term dates of {self.publisher(name_of)} for {self.academic_year} were revised "
            f"({why})."
        )


class InsetDayMoved(CalendarEntry):
    """An INSET day was moved to another day."""

    TOPIC = "inset-day-moved/1"
    COMMAND = "move_inset_day"

    academic_year: Annotated[AcademicYear, "the academic year"]
    from_day: Annotated[date, "the INSET day that was"]
    to_day: Annotated[date, "the INSET day that it is now"]

    def check(self, past: Past) -> None:
        found = calendar_to_change(past, self.academic_year)
        if self.from_day not in found.inset:
            raise NotFound(f"{on(self.from_day)} is no INSET day of that year.", "from_day")
        if self.to_day in found.inset:
            raise AlreadySaid(f"{on(self.to_day)} is an INSET day already.", "to_day")
        check_near(found.spans, self.to_day, "to_day")

    def sentence(self, name_of: NameOf = str) -> str:
        days = f"from {on(self.from_day)} to {on(self.to_day)}"
        return f"An INSET day of {self.publisher(name_of)} was moved {days}."


class ClosureRecorded(CalendarEntry):
    """Schools stayed shut on days on which they should have been open."""

    TOPIC = "closure-recorded/1"
    COMMAND = "record_closure"

    cause: Annotated[ClosureCause, "what kept them shut"]
    first_day: Annotated[date, "the first day on which they were shut", NotInFuture()]
    last_day: Annotated[date, "the last day on which they were shut", NotInFuture()]

    def check(self, past: Past) -> None:
        if not timedelta() <= self.last_day - self.first_day <= LONGEST_CLOSURE:
            raise OutOfRange("The last day comes 0 to 200 days after the first.", "last_day")
        for other in past.all(ClosureRecorded):
            if other.first_day <= self.last_day and self.first_day <= other.last_day:
                raise AlreadySaid("A closure on one of these days is recorded.", "first_day")

    def sentence(self, name_of: NameOf = str) -> str:
        days = f"from {on(self.first_day)} to {on(self.last_day)}"
        if self.first_day == self.last_day:
            days = f"on {on(self.first_day)}"
        return f"Closed {days} because of {self.cause.words}: {self.publisher(name_of)}."


KINDS = (TermCalendarPublished, TermCalendarRevised, InsetDayMoved, ClosureRecorded)
TOPICS = topics_of(*KINDS)


def whose(scope: str, scope_id: str | None) -> str:
    """For whom a calendar holds, in one word: `la:373`, or `national`."""
    return f"{scope}:{scope_id}" if scope_id else str(scope)


def calendar_in(past: Past, year: AcademicYear) -> YearCalendar | None:
    """The calendar of an academic year as the past has it, if it has it."""
    found: YearCalendar | None = None
    for entry in past.entries:
        match entry.event:
            case TermDates(academic_year=of) as told if of == year:
                found = told.calendar
            case InsetDayMoved(academic_year=of, from_day=was, to_day=now) if of == year and found:
                found = replace(found, inset=moved(found.inset, was, now))
    return found


def calendar_to_change(past: Past, year: AcademicYear) -> YearCalendar:
    """The calendar of an academic year, or the refusal that there is none to change."""
    if found := calendar_in(past, year):
        return found
    raise NotFound(f"There is no calendar for {year} yet: publish it.", "academic_year")


def moved(days: Iterable[date], was: date, now: date) -> tuple[date, ...]:
    """These days, one of them moved."""
    return tuple(sorted({*days} - {was} | {now}))


def check_named(scope: CalendarScope, scope_id: str | None) -> None:
    """Refuse a calendar that does not say whose it is, in the form that they are named by."""
    if scope is CalendarScope.NATIONAL:
        if scope_id is not None:
            raise NotWellFormed("A national calendar is nobody's own.", "scope_id")
        return
    form, hint = FORMS[scope]
    if scope_id is None:
        raise Missing(hint, "scope_id")
    if not form.fullmatch(scope_id):
        raise NotWellFormed(hint, "scope_id")
