"""How good a provider is: little evidence counts for little."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.no_answer import Impossible, TooFew
from ledger.statistics.provider import delivery, drawn_mean, fidelity, rating, return_rate

marks = st.floats(1, 5)


def test_one_glowing_review_moves_a_provider_by_a_fifth():
    assert drawn_mean(1, 5.0, 3.0) == pytest.approx(3.4)
    assert drawn_mean(0, 5.0, 3.0) == 3.0


@settings(derandomize=True, deadline=None, max_examples=500)
@given(reviews=st.integers(0, 500), mean=marks, of_all=marks)
def test_the_drawn_mean_lies_between_both_and_nears_its_own(
    reviews: int, mean: float, of_all: float
):
    found = drawn_mean(reviews, mean, of_all)
    assert min(mean, of_all) - 1e-12 <= found <= max(mean, of_all) + 1e-12
    more = drawn_mean(reviews + 1, mean, of_all)
    assert abs(more - mean) <= abs(found - mean) + 1e-12


def test_a_school_that_writes_often_counts_once():
    found = rating({"A": [5, 5, 5, 5], "B": [3], "C": [1], "D": []}, of_all=4.0)
    assert (found.schools, found.mean) == (3, 3.0)
    assert found.drawn_mean == pytest.approx((3 * 3 + 4 * 4) / 7)


def test_nothing_is_published_that_two_schools_have_said():
    with pytest.raises(TooFew, match="There are 2 schools; it takes 3 or more"):
        rating({"A": [5], "B": [5]}, of_all=4.0)


def test_delivery_is_what_was_held_of_what_was_promised():
    assert delivery(3, 4) == 0.75
    with pytest.raises(TooFew):
        delivery(1, 0)


def test_fidelity_is_what_was_seen_of_what_was_declared():
    assert fidelity(5, 8) == 0.625
    with pytest.raises(Impossible):
        fidelity(9, 8)


def test_a_school_has_come_back_if_it_did_so_within_three_terms():
    found = return_rate({"A": [10, 13], "B": [10, 14], "C": [10], "D": [12], "E": []}, term=13)
    assert (found.schools, found.returned) == (3, 1)
    assert found.share == pytest.approx(1 / 3)


def test_a_school_that_may_still_come_back_is_not_counted():
    with pytest.raises(TooFew):
        return_rate({"A": [11]}, term=13)
