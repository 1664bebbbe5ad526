"""How many digits a number deserves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.rounding import MINUS, percentage, places_of, printed


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (3.64, "3.6"), (0.25, "0.25"), (0.0312, "0.03"), (-0.8, f"{MINUS}0.8"), (0, "0"),
        (12, "12"), (7.04, "7"), (23.45, "23.5"), (1234.5, "1,234.5"), (0.004, "less than 0.01"),
        (-0.004, f"more than {MINUS}0.01"),
    ],
)  # fmt: skip
def test_a_number_alone_has_two_digits_and_a_true_minus(value: float, told: str):
    assert printed(value) == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (4.479, 51.85, "4 to 52"),
        (-5.2, -1.3, f"{MINUS}5 to {MINUS}1"),
        (2.512, 4.333, "2.5 to 4.3"),
        (-0.8, 1.2, f"{MINUS}0.8 to 1.2"),
        (-0.8, 2.1, f"{MINUS}0.8 to 2.1"),
        (0.21, 3.58, "0.2 to 3.6"),
        (5.22, 5.98, "5.2 to 6.0"),
        (0.11, 0.29, "0.11 to 0.29"),
        (0.0099, 0.25, "0.01 to 0.25"),
        (0.004, 3.0, "less than 0.01 to 3.0"),
        (0, 3.0, "0 to 3.0"),
    ],
)
def test_both_ends_of_a_range_have_the_digits_that_its_width_allows(
    low: float, high: float, told: str
):
    places = places_of(low, high)
    assert f"{printed(low, places)} to {printed(high, places)}" == told


def test_where_hundredths_mean_something_they_are_told():
    assert places_of(0.06, 0.48) == 1
    assert places_of(0.06, 0.48, is_fine=True) == 2
    assert places_of(-14.0, 3.0, is_fine=True) == 0


@settings(derandomize=True, deadline=None)
@given(low=st.floats(-1e6, 1e6), width=st.floats(0, 1e3))
def test_a_range_is_told_as_nearly_as_its_width_asks(low: float, width: float):
    places = places_of(low, low + width)
    assert 10**-places <= max(width, 0.02)
    assert "-" not in printed(low, places)


@settings(derandomize=True, deadline=None)
@given(value=st.floats(-1e6, 1e6))
def test_only_nought_is_told_as_nought(value: float):
    assert (printed(value) == "0") == (value == 0)


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (41 / 60, "68%"), (0.625, "63%"), (1 / 300, "less than 1%"), (299 / 300, "more than 99%"),
        (0, "0%"), (1, "100%"), (-0.1, f"{MINUS}10%"),
    ],
)  # fmt: skip
def test_a_percentage_is_whole_and_never_none_or_all_where_some_are_left(share: float, told: str):
    assert percentage(share) == told
