"""What may be asked: whatever comes in, an answer is a number or a refusal, never NaN."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics import given as limits
from ledger.statistics.change import Better, change
from ledger.statistics.comparative_judgement import scale
from ledger.statistics.effect_size import Group, between_groups, compared, same_people
from ledger.statistics.estimate import Estimate, Interval
from ledger.statistics.isolation import Standing, isolation
from ledger.statistics.no_answer import Impossible, NoAnswer, NoSpread, TooFew
from ledger.statistics.pairing import Candidate, by_promise, contrast, kilometres
from ledger.statistics.provider import drawn_mean, rating
from ledger.statistics.shares import fairness, gini
from ledger.statistics.similarity import Registered, primary_distance, spreads_of
from ledger.statistics.synthesis import direction, holm, pooled
from ledger.statistics.trend import slope
from ledger.statistics.value_for_money import each

anything = st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from([0.0, 1e-12, 1e9, 5.0])
groups = st.builds(Group, n=st.integers(-2, 40), mean=anything, sd=anything)


def test_ten_people_are_shown_and_nine_are_not():
    assert limits.is_shown(10)
    assert not limits.is_shown(9)


def test_a_group_that_is_too_small_does_not_say_how_small_it_is():
    with pytest.raises(TooFew) as refused:
        limits.people(26, 7)
    assert "7" not in str(refused.value)


@pytest.mark.parametrize("value", [nan, inf, -inf, 2e9])
def test_what_is_no_number_is_refused(value: float):
    with pytest.raises(Impossible, match="is not a number from"):
        limits.number(value)


def test_a_rounding_error_is_no_spread():
    with pytest.raises(NoSpread):
        limits.spread(1.0, 1e-12)


PRIMARY = {"PPPerc": 20.0, "PercentEAL": 5.0, "PStability": 80.0}
TAKES_A_NUMBER: dict[str, Callable[[float], object]] = {
    "change": lambda x: change(x, 1, Better.HIGHER),
    "target": lambda x: change(1, 2, Better.TARGET, Interval(0, x)),
    "direction": lambda x: direction([1, x]),
    "holm": lambda x: holm([0.1, x]),
    "trend": lambda x: slope([2022, 2023, 2024], [1, 2, x]),
    "ridge": lambda x: scale({("A", "B"): 1}, ridge=x),
    "gini": lambda x: gini([1, x]),
    "delivered": lambda x: fairness({"A": x}, {"A": 1}),
    "entitled": lambda x: fairness({"A": 1}, {"A": x}),
    "each": lambda x: each(100, x),
    "mean": lambda x: drawn_mean(3, x, 3),
    "mean of all": lambda x: drawn_mean(3, 3, x),
    "rating": lambda x: rating({"A": [1], "B": [2], "C": [x]}, 3),
    "year group": lambda x: isolation(Standing(x, False, True, 1), None),
    "nearest partner": lambda x: isolation(Standing(90, False, True, x), None),
    "similar school": lambda x: primary_distance(PRIMARY, PRIMARY | {"PPPerc": x}),
    "spread": lambda x: spreads_of([Registered("primary", 9, x, 1, None, None)] * 2),
    "way": lambda x: kilometres((0, 0), (0, x)),
    "band": lambda x: by_promise(set(), [Candidate("A", 1, set(), x)]),
    "result": lambda x: contrast(1, ["A", "B"], {"A": 2, "B": x}),
    "own result": lambda x: contrast(x, ["A", "B"], {"A": 2, "B": 3}),
}


@pytest.mark.parametrize("value", [nan, inf, -inf])
@pytest.mark.parametrize("where", TAKES_A_NUMBER)
def test_nothing_is_worked_out_from_what_is_no_number(where: str, value: float):
    with pytest.raises(Impossible, match="is not a number from"):
        TAKES_A_NUMBER[where](value)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(a=groups, b=groups, c=groups, d=groups, r=anything)
def test_an_effect_is_a_number_or_has_none(a: Group, b: Group, c: Group, d: Group, r: float):
    for effect in (
        lambda: between_groups(a, b),
        lambda: same_people(a, b, r),
        lambda: compared(a, b, c, d, r),
    ):
        try:
            found = effect()
        except NoAnswer:
            continue
        assert isfinite(found.value)
        assert isfinite(found.se)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(effects=st.lists(st.builds(Estimate, anything, anything), max_size=6))
def test_a_pooled_effect_is_a_number_or_has_none(effects: list[Estimate]):
    try:
        found = pooled(effects)
    except NoAnswer:
        return
    assert all(map(isfinite, (found.effect.value, found.effect.se, found.q, found.tau2)))
    assert 0 <= found.i_squared <= 1
