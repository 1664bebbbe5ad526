"""How evenly it was shared out, and whether each school got what it was due."""

from __future__ import annotations

import numpy as np
import pytest

from ledger.statistics.no_answer import Impossible, NoSpread
from ledger.statistics.shares import break_even, fairness, gini


def test_gini_is_half_the_mean_difference_over_the_mean():
    draw = np.random.default_rng(12)
    for _ in range(2000):
        amounts = draw.gamma(0.7, 100, draw.integers(1, 40))
        apart = np.abs(amounts[:, None] - amounts).mean() / (2 * amounts.mean())
        assert gini(amounts.tolist()) == pytest.approx(apart, abs=1e-9)


def test_gini_goes_from_alike_to_one_school_with_everything():
    assert gini([5, 5, 5]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)


def test_where_there_is_nothing_it_is_not_spread_unevenly():
    with pytest.raises(NoSpread):
        gini([0, 0])


def test_a_school_that_got_half_of_what_it_was_due_was_left_short():
    due = {"Astor": 120, "Deal": 120, "Dover": 60, "Elms": 0}
    assert fairness({"Astor": 60, "Deal": 120}, due) == {"Astor": 0.5, "Deal": 1.0, "Dover": 0.0}


def test_nobody_gets_what_nobody_was_due():
    with pytest.raises(Impossible, match="School Firs"):
        fairness({"Firs": 10}, {"Astor": 60})


@pytest.mark.parametrize(
    ("group", "solo", "schools"), [(4800_00, 1900_00, 3), (3800_00, 1900_00, 2), (0, 1900_00, 1)]
)
def test_from_so_many_schools_on_it_pays_to_pool(group: int, solo: int, schools: int):
    assert break_even(group, solo) == schools


def test_nothing_is_cheaper_than_free():
    with pytest.raises(NoSpread):
        break_even(4800_00, 0)
