"""English terms."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ledger.domain.calendar import Season, Term, term_at, term_of

FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)
TERMS = [term_at(number) for number in range(3 * 2014, 3 * 2036)]


def test_every_day_lies_in_exactly_one_term():
    for days in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days)
        assert [t for t in TERMS if t.first_day <= day <= t.last_day] == [term_of(day)], day


def test_terms_come_one_after_the_other():
    for earlier, later in pairwise(TERMS):
        assert earlier < later
        assert earlier.number + 1 == later.number
        assert earlier.last_day + timedelta(days=1) == later.first_day


def test_a_term_is_found_by_its_number():
    for term in TERMS:
        assert term_at(term.number) == term


@pytest.mark.parametrize(
    ("day", "label", "code"),
    [
        (date(2024, 8, 31), "Summer 2023/24", "2023/24-SUM"),
        (date(2024, 9, 1), "Autumn 2024/25", "2024/25-AUT"),
        (date(2024, 12, 31), "Autumn 2024/25", "2024/25-AUT"),
        (date(2025, 1, 1), "Spring 2024/25", "2024/25-SPR"),
        (date(2025, 4, 9), "Spring 2024/25", "2024/25-SPR"),
        (date(2025, 4, 10), "Summer 2024/25", "2024/25-SUM"),
        (date(2000, 2, 29), "Spring 1999/00", "1999/00-SPR"),
    ],
)
def test_a_day_is_named_by_its_term(day, label, code):
    assert (term_of(day).label, term_of(day).code) == (label, code)


def test_an_academic_year_begins_with_autumn():
    assert term_of(date(2024, 9, 1)) == Term(2024, Season.AUTUMN)
    assert [Term(2024, season).first_day for season in Season] == [
        date(2024, 9, 1),
        date(2025, 1, 1),
        date(2025, 4, 10),
    ]
