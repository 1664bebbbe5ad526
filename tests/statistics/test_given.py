"""What may be asked: whatever comes in, an answer is a number or a refusal, never NaN."""

from __future__ import annotations

from math import inf, isfinite, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics import given as limits
from ledger.statistics.effect_size import Group, between_groups, compared, same_people
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible, NoAnswer, NoSpread, TooFew
from ledger.statistics.synthesis import pooled

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
