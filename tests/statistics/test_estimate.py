"""A number with its doubt."""

from __future__ import annotations

import pytest

from ledger.statistics.estimate import Estimate, Interval, Z


def test_a_range_is_so_many_standard_errors_on_each_side():
    assert round(Z, 6) == 1.959964
    found = Estimate(0.5, 0.1).interval
    assert (found.low, found.high) == (0.5 - Z * 0.1, 0.5 + Z * 0.1)


@pytest.mark.parametrize(
    ("interval", "side"), [(Interval(0.1, 2), 1), (Interval(-2, -0.1), -1), (Interval(-1, 0), 0)]
)
def test_a_range_lies_on_one_side_only_if_nought_does_not_fit(interval: Interval, side: int):
    assert interval.side == side


@pytest.mark.parametrize(
    ("estimate", "p"),
    [(Estimate(Z, 1), 0.05), (Estimate(-Z, 1), 0.05), (Estimate(0, 1), 1), (Estimate(0, 0), 1),
     (Estimate(1, 0), 0)],
)  # fmt: skip
def test_how_often_chance_would_go_as_far(estimate: Estimate, p: float):
    assert estimate.p == pytest.approx(p)


def test_fewer_absences_are_better_once_turned():
    less = Estimate(-0.4, 0.1)
    assert less.turned(-1) == Estimate(0.4, 0.1)
    assert less.turned(-1).interval.side == -less.interval.side == 1
