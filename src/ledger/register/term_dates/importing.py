"""Brings the calendars of a local authority up to what a file of term dates says, and only that."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger.application import Ledger
from ledger.domain.calendar import academic_year
from ledger.domain.identifiers import AcademicYear
from ledger.domain.past import SYSTEM
from ledger.domain.refusal import Refused
from ledger.domain.term_calendar import (
    TermCalendarPublished,
    TermCalendarRevised,
    TermDates,
    WhyRevised,
    calendar_in,
    check_named,
)
from ledger.domain.terms import CalendarScope, YearCalendar
from ledger.register.cells import Fault
from ledger.register.term_dates.reading import read_file, year_of

DATES = ("spans", "inset", "bank_holidays")
"""What makes one calendar differ from another, whatever they are called."""


@dataclass
class TermDatesSummary:
    """What each academic year of a file has brought, for the person who started the import."""

    told: list[str] = field(default_factory=list)
    """A sentence for each year that was read."""
    refused: list[str] = field(default_factory=list)
    """A sentence for each year that was left out, and why."""
    is_dry_run: bool = False

    @property
    def rows(self) -> int:
        """How many years the file has."""
        return len(self.told) + len(self.refused)

    def __str__(self) -> str:
        nothing = ["Nothing was written."] if self.is_dry_run else []
        return "\n".join([*self.told, *self.refused, *nothing])


def import_term_dates(
    ledger: Ledger, path: Path, *, la: str, dry_run: bool = False
) -> TermDatesSummary:
    """Record the term dates of a local authority that the ledger does not know; nothing twice.

    Each year is an entry of its own: a crash leaves whole years behind, and the next import of the
    same file records the rest. Where the dates are those that are known, nothing is recorded,
    however the edition is called. INSET days that the file does not tell stay as they are.

    Raises `Unreadable` where the file is none of term dates, and `Refused` where the local
    authority is not named by its three digits; nothing is recorded then.
    """
    check_named(CalendarScope.LA, la)
    file = read_file(path)
    summary = TermDatesSummary(is_dry_run=dry_run)
    for n, told in enumerate(file.years, start=1):
        try:
            found = year_of(told, file)
            became = _bring(ledger, found, la, dry_run)
            days = len(found.school_days)
            summary.told.append(f"{academic_year(found.year)}: {became}, {days} school days.")
        except (Fault, Refused) as wrong:
            name = told.get("name") if isinstance(told, dict) else None
            summary.refused.append(f"{name or f'year {n}'}: refused. {wrong}")
    return summary


def _bring(ledger: Ledger, found: YearCalendar, la: str, dry_run: bool) -> str:
    """Publish or revise one year, unless it is known as it is; gives which."""
    facts: dict[str, Any] = {
        "scope": found.scope,
        "scope_id": la,
        "academic_year": AcademicYear(academic_year(found.year)),
        **{name: getattr(found, name) for name in DATES},
        "edition": found.edition,
        "source_url": found.source_url,
    }
    entry: TermDates = TermCalendarPublished(**facts)
    past = ledger.look(SYSTEM, *entry.boundary())
    if known := calendar_in(past, entry.academic_year):
        facts["inset"] = found.inset or known.inset
        if all(facts[name] == getattr(known, name) for name in DATES):
            return "unchanged"
        entry = TermCalendarRevised(**facts, why_revised=WhyRevised.NEW_EDITION)
    entry.judge(past)
    if not dry_run:
        ledger.record(entry, SYSTEM)
    return "revised" if known else "published"
