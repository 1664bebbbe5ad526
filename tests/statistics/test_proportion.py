"""Shares and their difference: the worked example of `domain.md` 3.3, and statsmodels as judge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import effectsize_2proportions
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from ledger.statistics.no_answer import Impossible, TooFew
from ledger.statistics.proportion import newcombe, risk_difference, wilson

shares = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_difference_of_two_shares():
    apart = newcombe((41, 60), (30, 58))
    assert apart.value == pytest.approx(0.166092, abs=5e-7)
    assert apart.interval.low == pytest.approx(-0.010089, abs=5e-7)
    assert apart.interval.high == pytest.approx(0.328925, abs=5e-7)


def test_both_agree_with_statsmodels():
    draw = np.random.default_rng(3)
    n1, n2 = draw.integers(1, 1000, (2, 2000))
    x1, x2 = draw.integers(0, n1 + 1), draw.integers(0, n2 + 1)
    low, high = proportion_confint(x1, n1, method="wilson")
    one = [wilson(x, n).interval for x, n in zip(x1.tolist(), n1.tolist(), strict=True)]
    assert [share.low for share in one] == pytest.approx(low, abs=1e-9)
    assert [share.high for share in one] == pytest.approx(high, abs=1e-9)
    low, high = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    apart = [
        newcombe((a, n), (b, m)).interval
        for a, n, b, m in zip(x1.tolist(), n1.tolist(), x2.tolist(), n2.tolist(), strict=True)
    ]
    assert [difference.low for difference in apart] == pytest.approx(low, abs=1e-9)
    assert [difference.high for difference in apart] == pytest.approx(high, abs=1e-9)


@settings(derandomize=True, deadline=None)
@given(share=shares)
def test_the_share_lies_in_its_range_and_the_range_between_none_and_all(share: tuple[int, int]):
    found = wilson(*share)
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1


@settings(derandomize=True, deadline=None)
@given(share=shares)
def test_those_who_did_not_are_the_rest(share: tuple[int, int]):
    did, n = share
    those, rest = wilson(did, n), wilson(n - did, n)
    assert those.interval.low == pytest.approx(1 - rest.interval.high, abs=1e-12)


@settings(derandomize=True, deadline=None)
@given(one=shares, other=shares)
def test_turning_the_shares_round_turns_the_difference(
    one: tuple[int, int], other: tuple[int, int]
):
    there, back = newcombe(one, other), newcombe(other, one)
    assert there.value == -back.value
    assert there.interval.low == pytest.approx(-back.interval.high, abs=1e-12)
    assert -1 <= there.interval.low <= there.value <= there.interval.high <= 1


def test_nobody_has_no_share():
    with pytest.raises(TooFew):
        wilson(0, 0)


@pytest.mark.parametrize("share", [(3, 2), (-1, 2)])
def test_more_than_all_is_refused(share: tuple[int, int]):
    with pytest.raises(Impossible):
        wilson(*share)


def test_the_risk_difference_agrees_with_statsmodels():
    draw = np.random.default_rng(5)
    n1, n2 = draw.integers(1, 60, (2, 2000))
    x1, x2 = draw.integers(0, n1 + 1), draw.integers(0, n2 + 1)
    is_empty = (x1 == 0) | (x1 == n1) | (x2 == 0) | (x2 == n2)
    # It adds to the counts of every sample that it is handed, so it is handed those alone.
    for which, more in ((is_empty, 0.5), (~is_empty, None)):
        some = [column[which] for column in (x1, n1, x2, n2)]
        value, variance = effectsize_2proportions(*some, zero_correction=more)
        told = zip(*(column.tolist() for column in some), strict=True)
        ours = [risk_difference((a, n), (b, m)) for a, n, b, m in told]
        assert [found.value for found in ours] == pytest.approx(value, abs=1e-12)
        assert [found.se**2 for found in ours] == pytest.approx(variance, abs=1e-12)


def test_where_all_did_there_is_doubt_left():
    assert risk_difference((20, 20), (20, 20)).se > 0.04


def test_no_more_than_all_of_them_moved():
    with pytest.raises(Impossible):
        risk_difference((21, 20), (1, 20))
