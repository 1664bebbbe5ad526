"""Whom a school could pair up with (`domain.md` 3.9)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.no_answer import Impossible
from ledger.statistics.pairing import Candidate, by_promise, contrast, jaccard, kilometres

NEEDS = {"reading", "attendance"}

words = st.sets(st.sampled_from(["reading", "attendance", "maths", "send"]))
candidates = st.lists(
    st.builds(
        Candidate,
        school=st.text("0123456789", min_size=6, max_size=6),
        rank=st.integers(1, 60),
        needs=words,
        km=st.none() | st.floats(0, 200),
    ),
    max_size=12,
)


def order(*found: Candidate) -> list[str]:
    return [candidate.school for candidate in by_promise(NEEDS, found)]


def test_likeness_comes_first():
    assert order(Candidate("far down", 41, NEEDS, 1), Candidate("alike", 3, set(), 90)) == [
        "alike",
        "far down",
    ]


def test_among_schools_about_as_alike_shared_needs_decide():
    assert order(
        Candidate("first", 1, {"maths"}, 1), Candidate("shares a need", 9, {"reading"}, 90)
    ) == ["shares a need", "first"]


def test_among_those_with_the_same_needs_the_way_decides():
    assert order(
        Candidate("nowhere", 1, NEEDS, None),
        Candidate("afar", 2, NEEDS, 51),
        Candidate("in town", 9, NEEDS, 4),
        Candidate("down the road", 8, NEEDS, 3),
    ) == ["down the road", "in town", "nowhere", "afar"]


def test_a_school_beyond_the_fiftieth_is_not_alike():
    fiftieth, after = Candidate("fiftieth", 50, NEEDS, 1), Candidate("after", 51, NEEDS, 1)
    assert order(fiftieth, after) == ["fiftieth"]


@settings(derandomize=True, deadline=None)
@given(found=candidates, needs=words)
def test_the_order_does_not_depend_on_how_they_were_found(found: list[Candidate], needs: set[str]):
    there, back = by_promise(needs, found), by_promise(needs, found[::-1])
    assert [(c.school, c.rank) for c in there] == [(c.school, c.rank) for c in back]


def test_the_most_alike_has_rank_one():
    with pytest.raises(Impossible):
        by_promise(NEEDS, [Candidate("none", 0, NEEDS, 1)])


@settings(derandomize=True, deadline=None)
@given(ours=words, theirs=words)
def test_shared_needs_are_a_share_and_the_same_both_ways(ours: set[str], theirs: set[str]):
    assert 0 <= jaccard(ours, theirs) == jaccard(theirs, ours) <= 1
    assert jaccard(ours, ours) == (1 if ours else 0)


def test_one_need_of_three_is_shared():
    assert jaccard({"reading", "maths"}, {"reading", "send"}) == pytest.approx(1 / 3)


def test_the_way_is_a_straight_line():
    assert kilometres((631000, 141000), (634000, 145000)) == 5


RESULTS = {"alike": 103.0, "near": 104.0, "better": 110.0, "worse": 96.0}


def test_the_school_with_the_most_different_results_is_a_contrast():
    assert contrast(102.0, ["alike", "near", "better", "worse"], RESULTS) == "better"
    assert contrast(104.0, ["alike", "near", "better", "worse"], RESULTS) == "worse"


def test_the_more_alike_of_two_equally_different_schools_is_the_contrast():
    assert contrast(103.0, ["alike", "worse", "near", "better"], RESULTS) == "worse"
    assert contrast(103.0, ["alike", "better", "near", "worse"], RESULTS) == "better"


@pytest.mark.parametrize("similar", [[], ["better"], ["unknown", "better"], ["alike", "alike"]])
def test_without_very_different_results_there_is_no_contrast(similar: list[str]):
    assert contrast(102.0, similar, RESULTS) is None
