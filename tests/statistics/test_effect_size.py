"""Effect sizes: the worked examples of `domain.md` 3.3; statsmodels, scipy and chance as judges."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import poch
from statsmodels.stats.meta_analysis import effectsize_smd

from ledger.statistics.effect_size import (
    ASSUMED_R,
    Group,
    between_groups,
    compared,
    divided,
    moved,
    same_people,
    together,
)
from ledger.statistics.no_answer import Impossible, NoSpread, TooFew

READERS = Group(30, 105.2, 9.8)
OTHERS = Group(28, 101.1, 10.4)
BEFORE = Group(26, 6.4, 1.3)
AFTER = Group(26, 7.0, 1.2)

groups = st.builds(Group, st.integers(10, 400), st.floats(-50, 50), st.floats(0.5, 30))
correlations = st.floats(-0.95, 0.95)


def test_two_groups():
    effect = between_groups(READERS, OTHERS)
    assert effect.value == pytest.approx(0.400724, abs=5e-7)
    assert effect.se == pytest.approx(0.261888, abs=5e-7)
    assert effect.interval.low == pytest.approx(-0.112567, abs=5e-7)
    assert effect.interval.high == pytest.approx(0.914015, abs=5e-7)


def test_the_same_people_twice():
    effect = same_people(BEFORE, AFTER, r=0.6)
    assert effect.value == pytest.approx(0.463948, abs=5e-7)
    assert effect.se == pytest.approx(0.179558, abs=5e-7)
    assert effect.interval.low == pytest.approx(0.112020, abs=5e-7)
    assert effect.interval.high == pytest.approx(0.815875, abs=5e-7)


def test_where_r_is_unknown_the_answer_depends_on_what_is_assumed():
    assumed = [same_people(BEFORE, AFTER, r).interval for r in ASSUMED_R]
    assert ASSUMED_R == (0.3, 0.5, 0.8)
    assert [(round(told.low, 4), round(told.high, 4)) for told in assumed] == [
        (-0.0009, 0.9304),
        (0.0708, 0.8578),
        (0.2134, 0.7109),
    ]


def hedges_factor(df: np.ndarray) -> np.ndarray:
    """Γ(df/2) / (√(df/2) Γ((df-1)/2)), by another road."""
    return poch((df - 1) / 2, 0.5) / np.sqrt(df / 2)


def test_two_groups_agree_with_statsmodels():
    """Its d is ours; it shortens d by 1 - 3/(4 df - 1), where ours takes the exact factor."""
    draw = np.random.default_rng(1)
    n1, n2 = draw.integers(10, 500, (2, 2000))
    m1, m2 = draw.normal(100, 10, (2, 2000))
    s1, s2 = draw.uniform(0.5, 20, (2, 2000))
    shortened, variance = effectsize_smd(m1, s1, n1, m2, s2, n2)
    n = n1 + n2
    d = shortened / (1 - 3 / (4 * n - 9))
    sampling = variance - shortened**2 / 2 / (n - 3.94)
    factor = hedges_factor(n - 2.0)
    ours = [
        between_groups(Group(a, b, c), Group(e, f, g))
        for a, b, c, e, f, g in zip(n1, m1, s1, n2, m2, s2, strict=True)
    ]
    se = factor * np.sqrt(sampling + d**2 / (2 * n))
    assert [effect.value for effect in ours] == pytest.approx(factor * d, abs=1e-9)
    assert [effect.se for effect in ours] == pytest.approx(se, abs=1e-9)
    assert np.abs(factor * d - shortened).max() < 2e-3


@settings(derandomize=True, deadline=None)
@given(a=groups, b=groups)
def test_turning_the_groups_round_turns_the_sign(a: Group, b: Group):
    there, back = between_groups(a, b), between_groups(b, a)
    assert there.value == pytest.approx(-back.value, abs=1e-12)
    assert there.se == pytest.approx(back.se)


@settings(derandomize=True, deadline=None)
@given(a=groups, b=groups, r=correlations, times=st.floats(0.1, 9), more=st.floats(-90, 90))
def test_the_scale_of_the_test_does_not_matter(
    a: Group, b: Group, r: float, times: float, more: float
):
    def stretched(group: Group) -> Group:
        return Group(group.n, times * group.mean + more, times * group.sd)

    effects = (
        between_groups,
        partial(same_people, r=r),
        lambda one, other: compared(one, other, stretched(b), stretched(a), r),
    )
    for effect in effects[:2]:
        assert effect(stretched(a), stretched(b)).value == pytest.approx(
            effect(a, b).value, abs=1e-9
        )
    plain = compared(a, b, b, a, r)
    assert effects[2](stretched(a), stretched(b)).value == pytest.approx(plain.value, abs=1e-9)


@settings(derandomize=True, deadline=None)
@given(a=groups, b=groups)
def test_a_comparison_that_started_alike_is_a_comparison_of_two_groups(a: Group, b: Group):
    start_a, start_b = Group(a.n, 0, a.sd), Group(b.n, 0, b.sd)
    effect = compared(start_a, a, start_b, b, r=0.5)
    assert effect.value == pytest.approx(between_groups(a, b).value, abs=1e-12)
    assert effect.se == pytest.approx(between_groups(a, b).se)


def test_the_range_of_a_comparison_holds_the_truth_95_times_in_100():
    """Given schools of which we know that the one gained 0.4 more, when 4,000 draws are made."""
    draw = np.random.default_rng(2)
    n, other, r, truth = 40, 60, 0.6, 0.4
    seen, errors, held = [], [], 0
    for _ in range(4000):
        taking = draw.multivariate_normal([0, 0.6], [[1, r], [r, 1]], n)
        compared_with = draw.multivariate_normal([0.1, 0.3], [[1, r], [r, 1]], other)
        told = [
            Group(len(people), float(day.mean()), float(day.std(ddof=1)))
            for people in (taking, compared_with)
            for day in people.T
        ]
        effect = compared(*told, r)
        seen.append(effect.value)
        errors.append(effect.se)
        held += effect.interval.low <= truth <= effect.interval.high
    assert np.mean(seen) == pytest.approx(truth, abs=0.01)
    assert np.mean(errors) == pytest.approx(np.std(seen), rel=0.03)
    assert held / 4000 == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize("group", [Group(9, 6.4, 1.3), Group(-3, 6.4, 1.3)])
def test_a_small_group_has_no_effect(group: Group):
    for effect in (between_groups, partial(same_people, r=0.5)):
        with pytest.raises((TooFew, Impossible)):
            effect(group, AFTER)
        with pytest.raises((TooFew, Impossible)):
            effect(AFTER, group)


def test_a_group_in_which_all_are_alike_has_no_effect():
    with pytest.raises(NoSpread):
        between_groups(BEFORE, Group(26, 7.0, 0))


@pytest.mark.parametrize("r", [-1, 1, 1.2, float("nan")])
def test_a_correlation_lies_between_minus_one_and_one(r: float):
    with pytest.raises(Impossible, match="between -1 and 1"):
        same_people(BEFORE, AFTER, r)


def test_the_range_of_a_change_is_that_of_a_difference_of_means():
    """Given two sets of people, when they are compared by scipy, it finds the same error."""
    draw = np.random.default_rng(3)
    before, after = draw.normal(100, 12, 40), draw.normal(104, 9, 25)
    told = [Group(len(p), float(p.mean()), float(p.std(ddof=1))) for p in (before, after)]
    found = moved(*told)
    welch = stats.ttest_ind(after, before, equal_var=False)
    assert found.value / found.se == pytest.approx(welch.statistic)


@settings(derandomize=True, deadline=None)
@given(r=st.floats(-0.9, 0.9))
def test_the_same_people_twice_have_the_error_of_their_differences(r: float):
    draw = np.random.default_rng(4)
    days = draw.multivariate_normal([100, 104], [[81, 81 * r], [81 * r, 81]], 30)
    told = [Group(30, float(day.mean()), float(day.std(ddof=1))) for day in days.T]
    found = moved(*told, r=float(np.corrcoef(days.T)[0, 1]))
    apart = days[:, 1] - days[:, 0]
    assert found.value == pytest.approx(apart.mean())
    assert found.se == pytest.approx(apart.std(ddof=1) / np.sqrt(30))


def test_several_groups_together_are_all_their_people():
    draw = np.random.default_rng(5)
    classes = [draw.normal(mean, 8, n) for mean, n in ((95, 12), (100, 30), (110, 21))]
    told = [Group(len(p), float(p.mean()), float(p.std(ddof=1))) for p in classes]
    everybody = np.concatenate(classes)
    found = together(told)
    assert found.n == 63
    assert found.mean == pytest.approx(everybody.mean())
    assert found.sd == pytest.approx(everybody.std(ddof=1))
    assert together(told[:1]) == Group(12, pytest.approx(told[0].mean), pytest.approx(told[0].sd))


def test_a_comparison_group_that_is_shared_counts_once_in_all():
    assert divided(Group(64, 100.0, 9.0), 3) == Group(21, 100.0, 9.0)
    with pytest.raises(TooFew):
        between_groups(BEFORE, divided(Group(20, 6.0, 1.0), 3))
