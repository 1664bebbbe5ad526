"""Reads a file of term dates: JSON that lists every school day and every holiday of some years.

The half terms are not in it as such. They are the stretches of school days that the holidays leave
between them; that they give back exactly the days of the list is checked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ledger.domain.identifiers import AcademicYear
from ledger.domain.prose import listing, on
from ledger.domain.term_dates import check_spans, is_in_year
from ledger.domain.terms import CalendarScope, HalfTerm, YearCalendar
from ledger.register.cells import Fault
from ledger.register.extract import Unreadable

HALF_TERMS = 6


class TermDatesFile(NamedTuple):
    """What a file says, year by year."""

    edition: str
    source_url: str | None
    inset: tuple[date, ...]
    """The INSET days of all years; most authorities leave them to their schools."""
    years: Sequence[Any]
    """The years as the file has them."""


def read_file(path: Path) -> TermDatesFile:
    """What stands in a file. Raises `Unreadable` where it is no file of term dates."""
    try:
        told = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("The file is not JSON.") from wrong
    years = told.get("academic_years") if isinstance(told, dict) else None
    if not isinstance(years, list) or not years:
        raise Unreadable("The file has no list academic_years.")
    try:
        made_on = date.fromisoformat(str(told["generated_at"])[:10])
        source = told.get("source")
        inset = _days(told.get("pd_days", []))
    except (KeyError, ValueError, TypeError) as wrong:
        raise Unreadable("The file has no day generated_at, or its pd_days are no days.") from wrong
    return TermDatesFile(on(made_on), source if isinstance(source, str) else None, inset, years)


def year_of(told: Any, file: TermDatesFile) -> YearCalendar:
    """One academic year. Raises `Fault` where it cannot be read, or contradicts itself."""
    try:
        year = AcademicYear.parse(str(told["name"]).replace("-", "/"))
        days = sorted(_days(day["date"] for day in told["dates"]))
        ends = sorted(_days(holiday["end"] for holiday in told["school_holidays"]))
        bank_holidays = sorted(_days(told["bank_holidays"]))
        is_provisional = told.get("provisional") is True
    except KeyError as missing:
        raise Fault(f"It has no {missing.args[0]}.") from missing
    except ValueError as wrong:
        raise Fault(f"It cannot be read: {wrong}") from wrong
    except (TypeError, AttributeError) as wrong:
        raise Fault("It is not laid out as days, holidays and bank holidays.") from wrong
    calendar = YearCalendar(
        year=year.began,
        scope=CalendarScope.LA,
        edition=f"{file.edition}, provisional" if is_provisional else file.edition,
        source_url=file.source_url,
        spans=_half_terms(days, ends),
        inset=tuple(day for day in file.inset if is_in_year(day, year)),
        bank_holidays=tuple(bank_holidays),
    )
    check_spans(calendar.spans, year)
    _check_same_days(calendar, days)
    return calendar


def _half_terms(days: Sequence[date], ends: Sequence[date]) -> tuple[HalfTerm, ...]:
    """The stretches of school days between one holiday and the next."""
    stretches = [
        list(stretch)
        for _, stretch in groupby(days, key=lambda day: sum(end < day for end in ends))
    ]
    if len(stretches) != HALF_TERMS:
        raise Fault(f"Its holidays leave {len(stretches)} half terms, not {HALF_TERMS}.")
    return tuple(
        HalfTerm(half=half, first_day=stretch[0], last_day=stretch[-1])
        for half, stretch in enumerate(stretches, start=1)
    )


def _check_same_days(calendar: YearCalendar, days: Iterable[date]) -> None:
    """Refuse a year whose list of days is not what its half terms and bank holidays make."""
    # Some lists have the INSET days among the others, and some have them apart.
    if differing := sorted((calendar.school_days ^ set(days)) - set(calendar.inset)):
        shown = listing([on(day) for day in differing[:3]])
        raise Fault(f"Its days, holidays and bank holidays do not agree about {shown}.")


def _days(texts: Iterable[Any]) -> tuple[date, ...]:
    return tuple(map(_day, texts))


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ValueError(f"{text!r} is no day.") from wrong
