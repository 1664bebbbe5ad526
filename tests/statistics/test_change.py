"""By how much something changed, with more always better."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.change import Better, change, nearer
from ledger.statistics.estimate import Estimate, Interval, Ranged
from ledger.statistics.no_answer import Impossible

values = st.floats(-1000, 1000)


def test_more_marks_are_better_and_more_absence_is_worse():
    assert change(6.5, 7.0, Better.HIGHER) == 0.5
    assert change(6.5, 7.0, Better.LOWER) == -0.5


@pytest.mark.parametrize(
    ("before", "after", "better_by"),
    [(50, 58, 8), (58, 50, -8), (75, 65, 5), (62, 68, 0), (55, 72, 3)],
)
def test_a_target_counts_how_far_outside_one_is(before: float, after: float, better_by: float):
    assert change(before, after, Better.TARGET, Interval(60, 70)) == better_by


@settings(derandomize=True, deadline=None)
@given(before=values, after=values, better=st.sampled_from(list(Better)))
def test_the_way_back_undoes_the_change(before: float, after: float, better: Better):
    target = Interval(-10, 10) if better is Better.TARGET else None
    there, back = change(before, after, better, target), change(after, before, better, target)
    assert there == -back


@pytest.mark.parametrize(
    ("better", "target"),
    [(Better.TARGET, None), (Better.HIGHER, Interval(0, 1)), (Better.TARGET, Interval(2, 1))],
)
def test_a_target_has_a_range_and_nothing_else_has(better: Better, target: Interval | None):
    with pytest.raises(Impossible):
        change(1, 2, better, target)


AIM = Interval(95, 105)


def ranged(value: float, half: float = 4) -> Ranged:
    return Ranged(value, Interval(value - half, value + half))


@pytest.mark.parametrize(
    ("before", "after", "value", "low", "high"),
    [
        (120, 110, 10, 10 - 32**0.5, 10 + 32**0.5),  # both outside: as two means
        (120, 100, 15, 11, 19),  # all of the later range is inside: no doubt about that one
        (120, 104, 15, 15 - (4**2 + 3**2) ** 0.5, 19),  # up to 108, which is 3 outside
        (100, 100, 0, 0, 0),  # inside both times
    ],
)
def test_how_sure_it_is_that_it_came_nearer(before, after, value, low, high):
    found = nearer(ranged(before), ranged(after), AIM)
    assert found.value == pytest.approx(value)
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high))


def test_far_outside_the_range_is_that_of_a_difference_of_means():
    one, other = Estimate(140, 2), Estimate(120, 3)
    found = nearer(*(Ranged(each.value, each.interval) for each in (one, other)), AIM, r=0.6)
    error = (2**2 + 3**2 - 2 * 0.6 * 2 * 3) ** 0.5
    assert found.interval.high == pytest.approx(Estimate(20, error).interval.high)


@pytest.mark.parametrize("r", [0.0, 0.3, 0.8])
@pytest.mark.parametrize(("before", "after"), [(80, 120), (120, 80), (85, 100), (125, 112)])
def test_the_range_holds_the_truth_wherever_the_aim_lies(before: float, after: float, r: float):
    # given the same people twice, whose readings go together
    draw, spread = np.random.default_rng(7), [[4, 4 * r], [4 * r, 4]]
    truth = change(before, after, Better.TARGET, AIM)
    # when they are read many times
    read = draw.multivariate_normal([before, after], spread, 4000).tolist()
    found = [nearer(*(ranged(one, 2 * 1.96) for one in pair), AIM, r).interval for pair in read]
    # then the range is seldom wrong, also where people went from one side of the aim to the other
    held = sum(one.low <= truth <= one.high for one in found) / len(found)
    assert held > 0.935
