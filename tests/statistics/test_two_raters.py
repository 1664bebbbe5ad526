"""Two colleagues: the worked example of `domain.md` 3.6, and statsmodels as judge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from ledger.statistics import two_raters
from ledger.statistics.no_answer import Impossible, NoSpread, TooFew
from ledger.statistics.two_raters import kappa, linear_kappa, quadratic_kappa

WRITING = [[11, 3, 0], [2, 14, 4], [0, 3, 8]]
"""Rows and columns: working towards, at, and at greater depth within the standard."""

tables = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 30), min_size=k, max_size=k), min_size=k, max_size=k)
)


def test_the_worked_example():
    assert two_raters.observed(WRITING) == pytest.approx(0.733333, abs=5e-7)
    assert two_raters.expected(WRITING) == pytest.approx(0.352593, abs=5e-7)
    assert two_raters.adjacent(WRITING) == 1.0
    assert kappa(WRITING).value == pytest.approx(0.588101, abs=5e-7)
    assert kappa(WRITING).se == pytest.approx(0.103357, abs=5e-7)
    assert linear_kappa(WRITING).value == pytest.approx(0.667078, abs=5e-7)
    assert quadratic_kappa(WRITING).value == pytest.approx(0.759358, abs=5e-7)


@pytest.mark.parametrize(
    ("ours", "weighting"), [(kappa, None), (linear_kappa, "linear"), (quadratic_kappa, "quadratic")]
)
def test_each_kappa_and_its_error_agree_with_statsmodels(ours, weighting: str | None):
    draw = np.random.default_rng(7)
    for _ in range(2000):
        k = draw.integers(2, 7)
        table = draw.integers(0, 20, (k, k)) + np.eye(k, dtype=int)
        theirs = cohens_kappa(table, wt=weighting)
        found = ours(table.tolist())
        assert found.value == pytest.approx(theirs.kappa, abs=1e-9)
        assert found.se == pytest.approx(np.sqrt(max(theirs.var_kappa, 0)), abs=1e-9)


@settings(derandomize=True, deadline=None)
@given(table=tables)
def test_it_does_not_matter_who_is_named_first(table: list[list[int]]):
    turned = [list(column) for column in zip(*table, strict=True)]
    for ours in (kappa, linear_kappa, quadratic_kappa):
        try:
            found = ours(table)
        except (NoSpread, TooFew):
            continue
        assert ours(turned).value == pytest.approx(found.value, abs=1e-12)
        assert ours(turned).se == pytest.approx(found.se, abs=1e-9)
        assert -1 - 1e-12 <= found.value <= 1 + 1e-12


def test_full_agreement_is_one_and_without_error():
    for ours in (kappa, linear_kappa, quadratic_kappa):
        assert ours([[7, 0], [0, 5]]).value == pytest.approx(1.0)
        assert ours([[7, 0], [0, 5]]).se == pytest.approx(0.0, abs=1e-7)


def test_kappa_falls_where_nearly_all_work_is_alike():
    mostly_at = [[0, 1, 0], [1, 40, 1], [0, 1, 0]]
    assert two_raters.observed(mostly_at) > 0.9
    assert kappa(mostly_at).value < 0


def test_where_all_work_got_one_grade_there_is_no_kappa():
    for ours in (kappa, linear_kappa, quadratic_kappa):
        with pytest.raises(NoSpread):
            ours([[0, 0], [0, 12]])


def test_no_work_has_no_agreement():
    with pytest.raises(TooFew):
        two_raters.observed([[0, 0], [0, 0]])


@pytest.mark.parametrize("table", [[[3]], [[1, 2], [3]], [[1, -2], [0, 3]], []])
def test_a_table_is_square_and_counts(table: list[list[int]]):
    with pytest.raises(Impossible):
        kappa(table)


def test_an_agreement_is_shown_from_twenty_pieces_and_two_schools():
    assert two_raters.is_shown(20, 2)
    assert not two_raters.is_shown(19, 2)
    assert not two_raters.is_shown(20, 1)
