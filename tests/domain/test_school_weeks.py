"""How many weeks of school have gone by for certain, against a real calendar."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from ledger.domain.school_weeks import weeks_gone
from ledger.domain.sharing import WEEKS_A_YEAR
from tests.register.files import SCHOOLS

SHEFFIELD = SCHOOLS / "../calendar/sheffield_term_dates_2025-28.json"
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "end", "weeks"),
    [
        (date(2025, 9, 1), date(2025, 9, 1), 0),
        (date(2025, 9, 1), date(2025, 12, 1), 9),
        (date(2025, 9, 1), date(2026, 3, 2), 18),
        (date(2026, 1, 5), date(2026, 3, 2), 6),
        (date(2026, 7, 20), date(2026, 9, 1), 0),
        (date(2026, 3, 2), date(2025, 9, 1), 0),
    ],
)
def test_the_weeks_between_two_days_are_counted_less_all_breaks(first, end, weeks):
    assert weeks_gone(first, end) == weeks


def test_a_year_has_no_more_of_them_than_weeks_of_school():
    assert 30 <= weeks_gone(date(2025, 9, 1), date(2026, 9, 1)) <= WEEKS_A_YEAR


def test_no_more_are_counted_than_a_real_calendar_has():
    """From any day to any other of three years in Sheffield, by what its council publishes."""
    years = json.loads(SHEFFIELD.read_bytes())["academic_years"]
    off = {
        date.fromisoformat(holiday["start"]) + n * A_DAY
        for year in years
        for holiday in year["school_holidays"]
        for n in range(
            (date.fromisoformat(holiday["end"]) - date.fromisoformat(holiday["start"])).days + 1
        )
    }
    days = [date(2025, 9, 1) + n * A_DAY for n in range(2 * 365)]
    school_days = [day not in off and day.weekday() < 5 for day in days]
    gone = [sum(school_days[:n]) for n in range(len(days) + 1)]
    for first in range(0, len(days), 5):
        for end in range(first, len(days), 3):
            assert 5 * weeks_gone(days[first], days[end]) <= gone[end] - gone[first]
