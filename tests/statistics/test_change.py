"""By how much something changed, with more always better."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.change import Better, change
from ledger.statistics.estimate import Interval
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
