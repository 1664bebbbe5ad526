"""The terms of a school, as its published calendars tell them; the nominal ones where none does.

The rules are those of `domain.md` 4. A term begins on the first day of its first half term and
lasts until the next one begins, so a day in a holiday belongs to the term before it and no day is
outside every term. Six-term counties count halves 1 and 2 as autumn, 3 and 4 as spring, 5 and 6 as
summer. Nothing here is stored: a calendar that is revised moves terms, and rewrites nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, NamedTuple

from ledger.domain.calendar import Season, Term, term_at, term_of
from ledger.domain.limits import Between
from ledger.domain.record import Code, Record

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FIRST_HALVES = {Season.AUTUMN: 1, Season.SPRING: 3, Season.SUMMER: 5}
"""The half terms with which the terms begin."""


class CalendarScope(Code):
    """For whom a calendar holds. The nearest counts: a school's own first, the nation's last."""

    SCHOOL = "school"
    TRUST = "trust"
    LA = "la"
    NATIONAL = "national"


class HalfTerm(Record):
    """Half a term, from its first day to its last; what lies between two of them is holiday."""

    half: Annotated[int, "which half term it is: 1 and 2 are autumn", Between(1, 6)]
    first_day: Annotated[date, "its first day"]
    last_day: Annotated[date, "its last day"]


@dataclass(frozen=True)
class YearCalendar:
    """What one publisher says of one academic year. Its half terms stand in their order."""

    year: int
    """The calendar year in which it begins."""
    scope: CalendarScope
    edition: str
    source_url: str | None
    spans: tuple[HalfTerm, ...]
    inset: tuple[date, ...] = ()
    bank_holidays: tuple[date, ...] = ()

    def first_day(self, season: Season) -> date:
        """The day on which a term begins. Whoever published it was asked to tell."""
        return next(span.first_day for span in self.spans if span.half == FIRST_HALVES[season])

    def half_of(self, day: date) -> int:
        """The half term of a day, or of the holiday after it."""
        begun = [span.half for span in self.spans if span.first_day <= day]
        return begun[-1] if begun else self.spans[0].half

    @cached_property
    def school_days(self) -> frozenset[date]:
        """The days on which its staff are at work: those with pupils, and the INSET days."""
        taught = {day for span in self.spans for day in _weekdays(span.first_day, span.last_day)}
        return frozenset(taught - set(self.bank_holidays) | set(self.inset))


class Days(NamedTuple):
    """How many school days there are from one day to another, both counted."""

    days: int
    is_approximate: bool
    """Whether some year has no calendar, so that five days in seven stand for the whole."""


@dataclass(frozen=True)
class Terms:
    """The terms of one school, by the calendar that holds for it in each academic year."""

    years: Mapping[int, YearCalendar] = field(default_factory=dict)
    closed: frozenset[date] = frozenset()
    """Days on which snow, a strike or the like kept it shut."""

    def of(self, day: date) -> Term:
        """The term in which a day lies: the last one that had begun."""
        if not self.years:
            return term_of(day)
        # A year begins after July and is told whole, so three years back one has surely begun.
        latest = Term(day.year, Season.SUMMER).number
        return next(
            term
            for term in map(term_at, range(latest, latest - 9, -1))
            if self.first_day(term) <= day
        )

    def first_day(self, term: Term) -> date:
        """The day on which a term begins."""
        told = self.years.get(term.year)
        return told.first_day(term.season) if told else term.first_day

    def last_day(self, term: Term) -> date:
        """The day before the next term begins, at the end of the holiday."""
        return self.first_day(term_at(term.number + 1)) - ONE_DAY

    def calendar_of(self, day: date) -> YearCalendar | None:
        """The calendar that tells the term of a day; None where the nominal one does."""
        return self.years.get(self.of(day).year)

    def half_of(self, day: date) -> int | None:
        """The half term of a day, 1 to 6. The nominal calendar knows no half terms."""
        told = self.calendar_of(day)
        return told.half_of(day) if told else None

    def is_inset(self, day: date) -> bool:
        """Whether its staff are at work that day without pupils, as far as a calendar tells."""
        return any(day in year.inset for year in self.years.values())

    def school_days(self, first: date, last: date) -> Days:
        """The school days from one day to another, both counted; none if they are the wrong way."""
        years = range(self.of(first).year, self.of(last).year + 1)
        if not all(year in self.years for year in years):
            return Days(round(max((last - first).days + 1, 0) * 5 / 7), True)
        taught = {day for year in years for day in self.years[year].school_days}
        return Days(sum(first <= day <= last for day in taught - self.closed), False)


NOMINAL = Terms()
"""The terms of a school of which no calendar is known."""


def terms_by(calendars: Iterable[YearCalendar], closed: Iterable[date] = ()) -> Terms:
    """The terms that these calendars make, all of them of one school.

    In each year the nearest counts: school, then trust, then local authority, then nation; of two
    that are equally near the later one.
    """
    near = list(CalendarScope)
    furthest_first = sorted(calendars, key=lambda one: -near.index(one.scope))
    return Terms({one.year: one for one in furthest_first}, frozenset(closed))


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _weekdays(first: date, last: date) -> Iterator[date]:
    return (day for day in days_between(first, last) if day.weekday() < SATURDAY)
