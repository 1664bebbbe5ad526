"""How many digits a number deserves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.estimate import Interval
from ledger.statistics.no_answer import Impossible, TooFew
from ledger.statistics.rounding import percentage, rounded, rounded_range

MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "printed"),
    [(3.64, "3.6"), (0.25, "0.3"), (-0.8, f"{MINUS}0.8"), (-0.04, "0.0"), (0, "0.0"), (12, "12.0")],
)
def test_one_decimal_and_a_true_minus(value: float, printed: str):
    assert rounded(value) == printed


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [(2.5, 4.3, "2.5 to 4.3"), (-0.8, 1.2, f"{MINUS}0.8 to 1.2"), (-0.8, 2.1, f"{MINUS}1 to 2")],
)
def test_no_decimal_where_the_range_is_wider_than_two(low: float, high: float, printed: str):
    assert rounded_range(Interval(low, high)) == printed


@settings(derandomize=True, deadline=None)
@given(value=st.floats(-1e6, 1e6))
def test_what_is_printed_is_as_near_as_its_digits_allow(value: float):
    printed = rounded(value)
    assert abs(float(printed.replace(MINUS, "-")) - value) <= 0.05 + 1e-9
    assert "-" not in printed
    assert printed.lstrip(MINUS)[0].isdigit()


@pytest.mark.parametrize(
    ("of_them", "n", "printed"),
    [
        (41, 60, "68%"),
        (1, 300, "under 1%"),
        (299, 300, "over 99%"),
        (0, 300, "0%"),
        (30, 30, "100%"),
    ],
)
def test_a_percentage_is_whole_and_never_none_or_all_where_some_are_left(
    of_them: int, n: int, printed: str
):
    assert percentage(of_them, n) == printed


def test_a_share_of_nineteen_is_no_percentage():
    with pytest.raises(TooFew):
        percentage(10, 19)


def test_more_than_all_is_refused():
    with pytest.raises(Impossible):
        percentage(21, 20)
