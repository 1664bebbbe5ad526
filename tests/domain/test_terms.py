"""The terms of a school by its calendars: each day lies in one, and the nearest calendar counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.calendar import Season, Term
from ledger.domain.calendar import term_of as nominal
from ledger.domain.past import SYSTEM, Past
from ledger.domain.terms import (
    NOMINAL,
    CalendarScope,
    Days,
    HalfTerm,
    YearCalendar,
    days_between,
    terms_by,
)

SCHOOL, TRUST, LA, NATIONAL = CalendarScope
AUT, SPR, SUM = (Term(2024, season) for season in Season)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(day, texts))


def half_terms(*bounds: tuple[str, str]) -> tuple[HalfTerm, ...]:
    return tuple(
        HalfTerm(half=half, first_day=day(first), last_day=day(last))
        for half, (first, last) in enumerate(bounds, start=1)
    )


def calendar(scope: CalendarScope, spans: tuple[HalfTerm, ...], **more) -> YearCalendar:
    return YearCalendar(spans[0].first_day.year, scope, "an edition", None, spans, **more)


SIX = (
    ("2024-09-02", "2024-10-25"), ("2024-11-04", "2024-12-20"),
    ("2025-01-06", "2025-02-14"), ("2025-02-24", "2025-04-04"),
    ("2025-04-22", "2025-05-23"), ("2025-06-02", "2025-07-23"),
)  # fmt: skip
KENT = calendar(LA, half_terms(*SIX), bank_holidays=days("2025-05-05"))
"""A county of six terms, in 2024/25. Staplehurst keeps its dates."""
WOULDHAM = calendar(
    SCHOOL,
    half_terms(("2024-09-02", "2024-10-18"), *SIX[1:]),
    inset=days("2024-10-28", "2024-10-29", "2024-10-30", "2024-10-31", "2024-11-01"),
)
"""A school of that county that shuts for two weeks in October; staff learn in the second."""
AT_STAPLEHURST, AT_WOULDHAM = terms_by([KENT]), terms_by([KENT, WOULDHAM])


@pytest.mark.parametrize(
    ("told", "term", "half"),
    [
        ("2024-09-01", Term(2023, Season.SUMMER), None),
        ("2024-09-02", AUT, 1),
        ("2024-10-30", AUT, 1),
        ("2024-11-04", AUT, 2),
        ("2025-01-05", AUT, 2),
        ("2025-01-06", SPR, 3),
        ("2025-02-20", SPR, 3),
        ("2025-04-10", SPR, 4),
        ("2025-04-21", SPR, 4),
        ("2025-04-22", SUM, 5),
        ("2025-07-23", SUM, 6),
        ("2025-08-31", SUM, 6),
        ("2025-09-01", Term(2025, Season.AUTUMN), None),
    ],
)
def test_six_terms_of_a_county_are_three_and_a_holiday_belongs_to_the_one_before(told, term, half):
    assert (AT_STAPLEHURST.of(day(told)), AT_STAPLEHURST.half_of(day(told))) == (term, half)


def test_two_schools_of_one_county_are_not_in_school_on_the_same_days():
    first_week, second_week = days("2024-10-21", "2024-10-25"), days("2024-10-28", "2024-11-01")
    assert AT_STAPLEHURST.school_days(*first_week) == Days(5, False)
    assert AT_WOULDHAM.school_days(*first_week) == Days(0, False)
    assert AT_STAPLEHURST.school_days(*second_week) == Days(0, False)
    assert AT_WOULDHAM.school_days(*second_week) == Days(5, False)
    for one in days_between(*days("2024-10-18", "2024-11-04")):
        assert AT_WOULDHAM.of(one) == AT_STAPLEHURST.of(one), "they are compared by their terms"


@pytest.mark.parametrize(
    ("known", "counts"),
    [
        ([NATIONAL], NATIONAL),
        ([NATIONAL, LA], LA),
        ([TRUST, NATIONAL, LA], TRUST),
        ([SCHOOL, TRUST, LA, NATIONAL], SCHOOL),
        ([LA, SCHOOL], SCHOOL),
    ],
)
def test_the_nearest_calendar_counts(known, counts):
    terms = terms_by(calendar(scope, half_terms(*SIX)) for scope in known)
    told = terms.calendar_of(day("2025-01-20"))
    assert told is not None
    assert told.scope is counts


def test_a_nearer_calendar_of_another_year_leaves_this_one_as_it_is():
    last_year = calendar(SCHOOL, half_terms(*((back(a), back(b)) for a, b in SIX)))
    terms = terms_by([last_year, KENT])
    assert [terms.years[year].scope for year in (2023, 2024)] == [SCHOOL, LA]
    assert terms.last_day(Term(2023, Season.SUMMER)) == day("2024-09-01")


def back(text: str) -> str:
    return f"{int(text[:4]) - 1}{text[4:]}"


def test_a_late_start_in_august_belongs_to_the_new_year():
    august = calendar(SCHOOL, half_terms(("2024-08-27", "2024-10-11"), *SIX[1:]))
    assert terms_by([august]).of(day("2024-08-27")) == AUT
    assert terms_by([august]).of(day("2024-08-26")) == Term(2023, Season.SUMMER)
    assert NOMINAL.of(day("2024-08-27")) == Term(2023, Season.SUMMER)


def test_half_past_eleven_on_a_summer_night_is_the_next_day_in_london():
    at_night = Past((), SYSTEM, datetime(2024, 9, 1, 23, 30, tzinfo=UTC))
    assert AT_STAPLEHURST.of(at_night.today) == AUT


def test_a_closure_takes_days_out_and_nothing_else():
    snow = terms_by([KENT], days("2025-01-08", "2025-01-09", "2025-01-11"))
    week = days("2025-01-06", "2025-01-12")
    assert AT_STAPLEHURST.school_days(*week) == Days(5, False)
    assert snow.school_days(*week) == Days(3, False)


def test_a_bank_holiday_is_no_school_day():
    assert AT_STAPLEHURST.school_days(*days("2025-05-05", "2025-05-09")) == Days(4, False)


def test_days_without_a_calendar_are_five_in_seven_and_marked():
    assert NOMINAL.school_days(*days("2025-03-03", "2025-03-30")) == Days(20, True)
    half_known = AT_STAPLEHURST.school_days(*days("2025-07-21", "2025-09-07"))
    assert half_known == Days(35, True)
    assert NOMINAL.school_days(*days("2025-03-30", "2025-03-03")) == Days(0, True)
    assert AT_STAPLEHURST.school_days(*days("2025-03-30", "2025-03-03")) == Days(0, False)


@st.composite
def calendars(draw: st.DrawFn) -> list[YearCalendar]:
    """Any legal dates for some of a few years, by some of their publishers."""
    made = []
    for year in draw(st.sets(st.integers(2020, 2025))):
        offsets = sorted(draw(st.sets(st.integers(0, 363), min_size=12, max_size=12)))
        bounds = [date(year, 8, 1) + timedelta(days=n) for n in offsets]
        spans = tuple(
            HalfTerm(half=n, first_day=first, last_day=last)
            for n, (first, last) in enumerate(zip(bounds[::2], bounds[1::2], strict=True), 1)
        )
        scope = draw(st.sampled_from(list(CalendarScope)))
        made.append(YearCalendar(year, scope, "drawn", None, spans))
    return made


@settings(max_examples=150, deadline=None, derandomize=True)
@given(calendars(), st.lists(st.dates(date(2018, 1, 1), date(2028, 1, 1)), min_size=2))
def test_every_day_lies_in_one_term_and_later_days_in_no_earlier_one(known, drawn):
    terms = terms_by(known)
    for one in drawn:
        term = terms.of(one)
        assert terms.first_day(term) <= one <= terms.last_day(term)
    in_order = [terms.of(one) for one in sorted(drawn)]
    assert in_order == sorted(in_order)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(calendars())
def test_the_terms_follow_on_one_another_without_a_gap(known):
    terms = terms_by(known)
    seen = [terms.of(one) for one in days_between(date(2019, 9, 1), date(2027, 8, 31))]
    steps = {later.number - earlier.number for earlier, later in pairwise(seen)}
    assert steps == {0, 1}


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_where_nothing_is_published_the_terms_are_the_nominal_ones(one):
    assert NOMINAL.of(one) == nominal(one)
    assert (NOMINAL.calendar_of(one), NOMINAL.half_of(one)) == (None, None)
    assert NOMINAL.first_day(nominal(one)) == nominal(one).first_day
    assert NOMINAL.last_day(nominal(one)) == nominal(one).last_day


@settings(max_examples=100, deadline=None, derandomize=True)
@given(calendars(), st.dates(date(2018, 1, 1), date(2028, 1, 1)))
def test_a_day_is_nominal_in_the_years_of_which_nobody_has_told(known, one):
    terms = terms_by(known)
    years = {calendar.year for calendar in known}
    told = terms.calendar_of(one)
    assert (told is None) == (terms.of(one).year not in years)
    assert (terms.half_of(one) is None) == (told is None)
    if not years & {one.year - 2, one.year - 1, one.year}:
        assert terms.of(one) == nominal(one)
