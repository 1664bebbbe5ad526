"""Which dates an academic year may have: in their order, within the year, and no term left out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from ledger.domain.identifiers import AcademicYear
from ledger.domain.prose import on
from ledger.domain.refusal import Missing, OutOfRange
from ledger.domain.terms import FIRST_HALVES, HalfTerm

NEAR = timedelta(days=14)
"""An INSET day may lie so far from any half term: some schools have theirs in a holiday."""


def check_spans(spans: tuple[HalfTerm, ...], year: AcademicYear) -> None:
    """Refuse half terms that are not in their order, or not in the year, or too few."""
    for n, span in enumerate(spans):
        here = ("spans", str(n))
        check_in_year(span.first_day, year, *here, "first_day")
        check_in_year(span.last_day, year, *here, "last_day")
        if span.last_day < span.first_day:
            raise OutOfRange("A half term ends after it begins.", *here, "last_day")
    for n, (earlier, later) in enumerate(pairwise(spans), start=1):
        if later.half <= earlier.half:
            raise OutOfRange("Half terms stand in their order, each once.", "spans", str(n), "half")
        if later.first_day <= earlier.last_day:
            raise OutOfRange(
                f"The one before it ends on {on(earlier.last_day)}.", "spans", str(n), "first_day"
            )
    if not {span.half for span in spans}.issuperset(FIRST_HALVES.values()):
        raise Missing("Half terms 1, 3 and 5 are needed: the terms begin with them.", "spans")


def is_in_year(day: date, year: AcademicYear) -> bool:
    """Whether a day is in an academic year: by law it begins after July (1996 Act, s. 579)."""
    return date(year.began, 8, 1) <= day <= date(year.began + 1, 7, 31)


def check_in_year(day: date, year: AcademicYear, *path: str) -> None:
    """Refuse a day of another year."""
    if not is_in_year(day, year):
        raise OutOfRange(f"{on(day)} is not in the academic year {year}.", *path)


def check_near(spans: tuple[HalfTerm, ...], day: date, *path: str) -> None:
    """Refuse an INSET day that is neither in a half term nor close to one."""
    if not any(span.first_day - NEAR <= day <= span.last_day + NEAR for span in spans):
        raise OutOfRange(f"{on(day)} is not within two weeks of any half term.", *path)
