"""The school days of the stories: terms counted in weeks of teaching, as staff rooms count them.

The dates are those that most English schools keep, without the days that each sets for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)

A_WEEK = timedelta(weeks=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Weeks:
    """The weeks of a term in which there is teaching, by their Mondays."""

    first: date
    half_term: date
    """The Monday of the week in the middle that is a holiday."""
    last: date

    def mondays(self) -> list[date]:
        """The Mondays of all its weeks of teaching."""
        weeks = (self.last - self.first) // A_WEEK + 1
        mondays = [self.first + n * A_WEEK for n in range(weeks)]
        return [monday for monday in mondays if monday != self.half_term]

    def week(self, number: int, weekday: int = WEDNESDAY) -> date:
        """A day in a week of teaching, counted from 1; the holiday in the middle is not counted."""
        mondays = self.mondays()
        assert number <= len(mondays), f"the term has no week {number}"
        return mondays[number - 1] + weekday * A_DAY

    def has(self, day: date) -> bool:
        """Whether there is teaching on that day."""
        monday = day - day.weekday() * A_DAY
        return self.first <= monday <= self.last and monday != self.half_term


AUTUMNS = {
    2023: Weeks(date(2023, 9, 4), date(2023, 10, 23), date(2023, 12, 18)),
    2024: Weeks(date(2024, 9, 2), date(2024, 10, 28), date(2024, 12, 16)),
    2025: Weeks(date(2025, 9, 1), date(2025, 10, 27), date(2025, 12, 15)),
    2026: Weeks(date(2026, 9, 7), date(2026, 10, 26), date(2026, 12, 14)),
}
SPRINGS = {
    2024: Weeks(date(2024, 1, 8), date(2024, 2, 12), date(2024, 3, 25)),
    2025: Weeks(date(2025, 1, 6), date(2025, 2, 17), date(2025, 3, 31)),
    2026: Weeks(date(2026, 1, 5), date(2026, 2, 16), date(2026, 3, 23)),
}
SUMMERS = {
    2024: Weeks(date(2024, 4, 15), date(2024, 5, 27), date(2024, 7, 15)),
    2025: Weeks(date(2025, 4, 28), date(2025, 5, 26), date(2025, 7, 14)),
    2026: Weeks(date(2026, 4, 13), date(2026, 5, 25), date(2026, 7, 13)),
}
TERMS = (*AUTUMNS.values(), *SPRINGS.values(), *SUMMERS.values())


def autumn(year: int) -> Weeks:
    """The autumn term of a calendar year."""
    return AUTUMNS[year]


def spring(year: int) -> Weeks:
    """The spring term of a calendar year."""
    return SPRINGS[year]


def summer(year: int) -> Weeks:
    """The summer term of a calendar year."""
    return SUMMERS[year]


def is_taught(day: date) -> bool:
    """Whether schools are open on that day."""
    return day.weekday() <= FRIDAY and any(term.has(day) for term in TERMS)


def school_days_after(day: date, many: int) -> date:
    """So many days of teaching later, or earlier if they are fewer than none."""
    step = A_DAY if many > 0 else -A_DAY
    left = abs(many)
    while left:
        day += step
        left -= is_taught(day)
    return day


def weeks_before(day: date, many: int) -> date:
    """So many weeks earlier, or the last day of teaching before that."""
    day -= many * A_WEEK
    while not is_taught(day):
        day -= A_DAY
    return day
