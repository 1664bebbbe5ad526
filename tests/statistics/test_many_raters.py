"""Many colleagues: Fleiss' own table, and statsmodels and krippendorff as judges."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import fleiss_kappa

from ledger.statistics.many_raters import fleiss, nominal_alpha, ordinal_alpha
from ledger.statistics.no_answer import Impossible, NoSpread, TooFew

FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def test_the_classic_table():
    assert fleiss(FOURTEEN_RATERS) == pytest.approx(0.209931, abs=5e-7)


def test_fleiss_agrees_with_statsmodels():
    draw = np.random.default_rng(8)
    for _ in range(2000):
        items, raters, k = draw.integers(2, 15), draw.integers(2, 9), draw.integers(2, 6)
        counts = draw.multinomial(raters, draw.dirichlet(np.ones(k)), items)
        if np.count_nonzero(counts.sum(0)) > 1:
            assert fleiss(counts.tolist()) == pytest.approx(fleiss_kappa(counts), abs=1e-9)


@pytest.mark.parametrize(
    ("ours", "level"), [(nominal_alpha, "nominal"), (ordinal_alpha, "ordinal")]
)
def test_alpha_agrees_with_krippendorff(ours, level: str):
    draw = np.random.default_rng(9)
    compared = 0
    for _ in range(2000):
        items, k = draw.integers(2, 15), draw.integers(2, 6)
        counts = draw.integers(0, 4, (items, k))
        twice = counts[counts.sum(1) > 1]
        if np.count_nonzero(twice.sum(0)) > 1:
            theirs = krippendorff.alpha(value_counts=counts, level_of_measurement=level)
            assert ours(counts.tolist()) == pytest.approx(theirs, abs=1e-9)
            compared += 1
    assert compared > 1800


counts = st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=9)


@settings(derandomize=True, deadline=None)
@given(counts=counts)
def test_alpha_is_the_same_from_either_end_of_the_scale(counts: list[list[int]]):
    for ours in (nominal_alpha, ordinal_alpha):
        try:
            found = ours(counts)
        except (NoSpread, TooFew):
            continue
        assert found <= 1
        assert ours([row[::-1] for row in counts]) == pytest.approx(found, abs=1e-12)


def test_full_agreement_is_one():
    for ours in (fleiss, nominal_alpha, ordinal_alpha):
        assert ours([[3, 0], [0, 3], [3, 0]]) == 1.0


def test_pieces_judged_once_say_nothing():
    judged = [[2, 1, 0], [0, 2, 1], [1, 0, 2]]
    assert ordinal_alpha([*judged, [0, 0, 1], [0, 0, 0]]) == ordinal_alpha(judged)


def test_where_all_work_got_one_grade_there_is_no_answer():
    for ours in (fleiss, nominal_alpha, ordinal_alpha):
        with pytest.raises(NoSpread):
            ours([[0, 3], [0, 3]])


@pytest.mark.parametrize("counts", [[], [[1, 0], [0, 1]]])
def test_nothing_judged_twice_has_no_alpha(counts: list[list[int]]):
    with pytest.raises(TooFew):
        nominal_alpha(counts)


@pytest.mark.parametrize("counts", [[[2, 0], [0, 3]], [[1, 0], [0, 1]], [[2, 0], [1, 1, 0]]])
def test_fleiss_needs_the_same_raters_and_grades_for_each_piece(counts: list[list[int]]):
    with pytest.raises(Impossible):
        fleiss(counts)
