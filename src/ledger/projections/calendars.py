"""Calendars: the term dates that are known for a school, from its own to the nation's.

They are public: everybody may see them. Which term a day lies in is worked out when it is asked,
so a revised calendar moves terms, and what was known before it still gives the old ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ledger.domain.term_calendar import (
    ClosureRecorded,
    InsetDayMoved,
    TermCalendarPublished,
    TermCalendarRevised,
    TermDates,
    moved,
    whose,
)
from ledger.domain.terms import (
    CalendarScope,
    HalfTerm,
    Terms,
    YearCalendar,
    days_between,
    terms_by,
)
from ledger.projections import schools, trusts
from ledger.projections.question import question, seen
from ledger.projections.scope import everyone
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View

view = View("calendars", version=1)


# Its tables.


class Calendar(NamedTuple):
    """The term dates of one academic year, for a school, a trust, an authority or the nation."""

    whose: str
    """For whom they hold: `school:900001`, `trust:9101`, `la:373` or `national`."""
    year: int
    """The calendar year in which the academic year begins."""
    entry: int
    """The entry that published them, or revised them last."""
    edition: str
    source_url: str | None
    halves: tuple[str, ...]
    """The numbers of the half terms; their first and last days stand in the same order."""
    first_days: tuple[str, ...]
    last_days: tuple[str, ...]
    inset: tuple[str, ...]
    bank_holidays: tuple[str, ...]


class Closure(NamedTuple):
    """Days on which schools stayed shut."""

    whose: str
    entry: int
    first_day: date
    last_day: date


calendar = view.table(Calendar, key="whose year", seen_by=everyone)
closure = view.table(Closure, key="whose entry", seen_by=everyone)


# What each event does to them.


@view.folds(TermCalendarPublished, TermCalendarRevised, InsetDayMoved, ClosureRecorded)
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of calendars from this entry on."""
    match entry.event:
        case TermDates() as told:
            yield _calendar(entry.position, told)
        case InsetDayMoved(from_day=was, to_day=now) as told:
            for row in known(Calendar, told.whose):
                if row.year == told.academic_year.began:
                    days = moved(_days(row.inset), was, now)
                    yield row._replace(entry=entry.position, inset=_texts(days))
        case ClosureRecorded() as told:
            yield Closure(told.whose, entry.position, told.first_day, told.last_day)


def _calendar(position: int, told: TermDates) -> Calendar:
    its = told.calendar
    return Calendar(
        whose=told.whose,
        year=its.year,
        entry=position,
        edition=its.edition,
        source_url=its.source_url,
        halves=tuple(str(span.half) for span in its.spans),
        first_days=_texts(span.first_day for span in its.spans),
        last_days=_texts(span.last_day for span in its.spans),
        inset=_texts(its.inset),
        bank_holidays=_texts(its.bank_holidays),
    )


def _texts(days: Iterable[date]) -> tuple[str, ...]:
    return tuple(day.isoformat() for day in days)


def _days(texts: Iterable[str]) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


# What it can be asked.

WHOSE: Any = bindparam("whose", expanding=True)
CALENDARS = question(
    select(*(calendar.c[name] for name in Calendar._fields))
    .where(calendar.c.whose.in_(WHOSE), *seen(calendar))
    .order_by(calendar.c.whose, calendar.c.year)
)
CLOSURES = question(
    select(*(closure.c[name] for name in Closure._fields))
    .where(closure.c.whose.in_(WHOSE), *seen(closure))
    .order_by(closure.c.whose, closure.c.entry)
)


def terms_of(now: Snapshot, urns: Iterable[str]) -> dict[str, Terms]:
    """The terms of each of these schools; those that nobody knows are left out.

    A school has the calendars of all the numbers of its lineage, that of the day asked about
    counting most, those of its trust on that day and of its local authority, as all of this was
    known. So it has the same terms by whichever number it is asked.
    """
    found = schools.in_force(now, urns)
    numbers = schools.numbers_by_lineage(now, (row.lineage for row in found.values()))
    inside = trusts.of_schools(now, (row.school for row in found.values()))
    holding = {
        urn: _whose(row, numbers[row.lineage], inside.get(row.school)) for urn, row in found.items()
    }
    everybody = sorted({one for each in holding.values() for one in each})
    calendars: defaultdict[str, list[YearCalendar]] = defaultdict(list)
    for row in now.ask(CALENDARS, whose=everybody):
        calendars[row.whose].append(_year(row))
    closed: defaultdict[str, list[date]] = defaultdict(list)
    for row in now.ask(CLOSURES, whose=everybody):
        closed[row.whose] += days_between(row.first_day, row.last_day)
    return {
        urn: terms_by(
            [one for holder in each for one in calendars[holder]],
            [day for holder in each for day in closed[holder]],
        )
        for urn, each in holding.items()
    }


def _whose(
    school: schools.School, numbers: Iterable[str], inside: trusts.Member | None
) -> list[str]:
    """Whose calendars hold for a school, in the order in which a later one counts for more."""
    own = (number for number in numbers if number != school.school)
    named = [
        *((CalendarScope.SCHOOL, number) for number in (*own, school.school)),
        (CalendarScope.TRUST, inside and inside.trust),
        (CalendarScope.LA, school.la_code),
    ]
    return [whose(CalendarScope.NATIONAL, None), *(whose(*one) for one in named if one[1])]


def _year(row: Any) -> YearCalendar:
    days = zip(_days(row.first_days), _days(row.last_days), strict=True)
    return YearCalendar(
        year=row.year,
        scope=CalendarScope(row.whose.partition(":")[0]),
        edition=row.edition,
        source_url=row.source_url,
        spans=tuple(
            HalfTerm(half=int(half), first_day=first, last_day=last)
            for half, (first, last) in zip(row.halves, days, strict=True)
        ),
        inset=_days(row.inset),
        bank_holidays=_days(row.bank_holidays),
    )
