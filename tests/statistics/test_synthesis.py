"""Several schools together: the worked examples of `domain.md` 3.3, and statsmodels as judge."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.multitest import multipletests

from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible, NoSpread, TooFew
from ledger.statistics.synthesis import direction, holm, pooled, sign_test

FOUR_SCHOOLS = [Estimate(0.10, 0.12), Estimate(0.35, 0.15), Estimate(-0.05, 0.20)]
FOUR_SCHOOLS += [Estimate(0.42, 0.18)]

effects = st.lists(
    st.builds(Estimate, st.floats(-2, 2), st.floats(0.02, 2)), min_size=3, max_size=12
)


def test_four_schools_pooled():
    four = pooled(FOUR_SCHOOLS)
    assert four.schools == 4
    assert four.q == pytest.approx(4.750366, abs=5e-7)
    assert four.tau2 == pytest.approx(0.014536, abs=5e-7)
    assert four.effect.value == pytest.approx(0.206890, abs=5e-7)
    assert four.effect.se == pytest.approx(0.099405, abs=5e-7)
    assert four.effect.interval.low == pytest.approx(0.012061, abs=5e-7)
    assert four.effect.interval.high == pytest.approx(0.401720, abs=5e-7)
    assert four.i_squared == pytest.approx(0.36847, abs=5e-6)


def test_the_worked_range_took_a_shorter_z():
    """`domain.md` has [.012057, .401724]: 1.96 errors, where its other ranges take 1.959964."""
    effect = pooled(FOUR_SCHOOLS).effect
    assert effect.value - 1.96 * effect.se == pytest.approx(0.012057, abs=5e-7)
    assert effect.value + 1.96 * effect.se == pytest.approx(0.401724, abs=5e-7)


def test_pooling_agrees_with_statsmodels():
    """Where schools differ less than by chance, tau² is nought here, and below nought there."""
    draw = np.random.default_rng(4)
    less_than_chance = 0
    for _ in range(2000):
        k = draw.integers(3, 15)
        effect, se = draw.normal(0.2, 0.3, k), draw.uniform(0.05, 0.5, k)
        ours = pooled([Estimate(e, s) for e, s in zip(effect, se, strict=True)])
        with np.errstate(invalid="ignore"):
            theirs = combine_effects(effect, se**2, method_re="dl")
        assert ours.q == pytest.approx(theirs.q, abs=1e-9)
        assert ours.tau2 == pytest.approx(max(theirs.tau2, 0), abs=1e-9)
        mean, error = theirs.mean_effect_re, theirs.sd_eff_w_re
        if theirs.tau2 < 0:
            less_than_chance += 1
            mean, error = theirs.mean_effect_fe, theirs.sd_eff_w_fe
        assert ours.effect.value == pytest.approx(mean, abs=1e-9)
        assert ours.effect.se == pytest.approx(error, abs=1e-9)
        assert ours.i_squared == pytest.approx(max(theirs.i2, 0), abs=1e-9)
    assert 0 < less_than_chance < 2000


@settings(derandomize=True, deadline=None)
@given(effects=effects, more=st.floats(-3, 3))
def test_pooling_moves_with_the_schools_and_not_with_their_order(
    effects: list[Estimate], more: float
):
    moved = pooled([Estimate(e.value + more, e.se) for e in reversed(effects)])
    assert moved.effect.value == pytest.approx(pooled(effects).effect.value + more, abs=1e-9)
    assert moved.effect.se == pytest.approx(pooled(effects).effect.se, rel=1e-9)


@settings(derandomize=True, deadline=None)
@given(effects=effects)
def test_the_average_lies_among_the_schools(effects: list[Estimate]):
    found = pooled(effects)
    values = [effect.value for effect in effects]
    assert min(values) - 1e-12 <= found.effect.value <= max(values) + 1e-12
    assert found.effect.se >= (1 / sum(e.se**-2 for e in effects)) ** 0.5 - 1e-12


@pytest.mark.parametrize("se", [1e-3, 1e-7, 1e-8, 1e-9])
def test_a_school_that_is_far_surer_than_the_others_does_not_undo_the_sum(se: float):
    found = pooled([Estimate(0, se), Estimate(1, 1), Estimate(2, 1)])
    assert found.tau2 == pytest.approx(0.75, abs=1e-5)


def test_two_schools_are_told_one_by_one():
    with pytest.raises(TooFew, match="There are 2 schools"):
        pooled(FOUR_SCHOOLS[:2])


def test_an_effect_without_doubt_is_not_believed():
    with pytest.raises(NoSpread):
        pooled([*FOUR_SCHOOLS, Estimate(0.1, 0)])


@pytest.mark.parametrize(("up", "of", "p"), [(3, 4, 0.625), (7, 8, 0.070), (8, 8, 0.008)])
def test_the_sign_test(up: int, of: int, p: float):
    assert round(sign_test(up, of), 3) == p
    assert sign_test(of - up, of) == sign_test(up, of)


def test_the_sign_test_agrees_with_scipy():
    draw = np.random.default_rng(5)
    for moved in draw.integers(1, 120, 2000).tolist():
        up = int(draw.integers(0, moved + 1))
        assert sign_test(up, moved) == pytest.approx(binomtest(up, moved).pvalue, abs=1e-9)


def test_a_large_sign_test_has_an_answer():
    assert sign_test(1600, 3000) == pytest.approx(binomtest(1600, 3000).pvalue, abs=1e-9)


def test_most_schools_went_up():
    found = direction([0.2, 0.1, 0.4, -0.1, 0.0])
    assert (found.schools, found.sign, found.agreeing, found.share) == (5, 1, 3, 0.6)
    assert found.p == 0.625


def test_as_many_up_as_down_is_no_direction():
    assert direction([0.2, -0.2]).sign == 0


def test_where_nobody_moved_nothing_speaks_for_a_direction():
    assert (direction([0, 0]).share, direction([0, 0]).p) == (0, 1)


@pytest.fixture
def little_garbage() -> Iterator[None]:
    """Statsmodels collects all garbage at each call; it need not look at what was there before."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("little_garbage")
def test_holm_agrees_with_statsmodels():
    draw = np.random.default_rng(6)
    for _ in range(2000):
        p_values = np.round(draw.random(draw.integers(1, 20)) ** 2, 2)
        theirs = multipletests(p_values, method="holm")[1].tolist()
        assert list(holm(p_values.tolist())) == pytest.approx(theirs, abs=1e-9)


def test_holm_of_none_is_none():
    assert holm([]) == ()


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_a_chance_lies_between_nought_and_one(p: float):
    with pytest.raises(Impossible):
        holm([0.5, p])


def test_more_than_moved_cannot_have_gone_up():
    with pytest.raises(Impossible):
        sign_test(3, 2)
