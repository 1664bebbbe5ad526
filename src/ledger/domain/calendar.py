"""English academic years and terms, by the nominal calendar: no day is outside every term.

A school's own term dates can differ by days (`terms`); until they are recorded, these stand in.
The bounds are those of the nominal calendar in `domain.md` 4: autumn from 1 September, spring
from 1 January, summer from 10 April, a day that lies inside the Easter break of every calendar
that was compared.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from typing import NamedTuple


class Season(IntEnum):
    """The three terms of an academic year, in order."""

    AUTUMN = 0
    SPRING = 1
    SUMMER = 2


class Term(NamedTuple):
    """A term of an academic year. Terms are ordered, and holidays make no gaps between them."""

    year: int
    """The calendar year in which the academic year began: 2024 for 2024/25."""
    season: Season

    @property
    def number(self) -> int:
        """Terms counted on, three a year: 3 x year + season."""
        return 3 * self.year + self.season

    @property
    def label(self) -> str:
        """As staff rooms say it: `Autumn 2024/25`."""
        return f"{self.season.name.title()} {academic_year(self.year)}"

    @property
    def code(self) -> str:
        """As programs say it: `2024/25-AUT`."""
        return f"{academic_year(self.year)}-{self.season.name[:3]}"

    @property
    def first_day(self) -> date:
        """The day on which it nominally begins."""
        match self.season:
            case Season.AUTUMN:
                return date(self.year, 9, 1)
            case Season.SPRING:
                return date(self.year + 1, 1, 1)
            case Season.SUMMER:
                return date(self.year + 1, 4, 10)

    @property
    def last_day(self) -> date:
        """The day before the next term nominally begins."""
        return term_at(self.number + 1).first_day - timedelta(days=1)


def academic_year(first: int) -> str:
    """The label of the academic year that began in this calendar year: `2024/25`."""
    return f"{first}/{(first + 1) % 100:02d}"


def term_at(number: int) -> Term:
    """The term with this number."""
    year, season = divmod(number, 3)
    return Term(year, Season(season))


def term_of(day: date) -> Term:
    """The term in which a day lies."""
    if day.month >= 9:
        return Term(day.year, Season.AUTUMN)
    is_spring = (day.month, day.day) < (4, 10)
    return Term(day.year - 1, Season.SPRING if is_spring else Season.SUMMER)
