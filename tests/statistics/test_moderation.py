"""What moderation shows of schools."""

from __future__ import annotations

import pytest

from ledger.statistics.moderation import Agreement, Judgement, bias, within_and_between

ASTOR, DEAL = "138167", "118931"
AGREED = {"essay": 1, "story": 2}


def given(*told: tuple[str, str, int]) -> list[Judgement]:
    return [Judgement(*each) for each in told]


def test_a_generous_school_lies_above_the_agreed_standard():
    judgements = given(("essay", ASTOR, 2), ("story", ASTOR, 2), ("essay", DEAL, 0))
    found = bias(judgements, AGREED)
    assert (found[ASTOR].grades, found[ASTOR].judgements) == (0.5, 2)
    assert (found[DEAL].grades, found[DEAL].judgements) == (-1.0, 1)


def test_a_piece_without_an_agreed_grade_is_left_out():
    assert bias(given(("poem", ASTOR, 2)), AGREED) == {}


def test_colleagues_of_a_school_may_agree_and_still_not_with_the_next_school():
    within, between = within_and_between(
        given(("essay", ASTOR, 1), ("essay", ASTOR, 1), ("essay", DEAL, 0), ("essay", DEAL, 0))
    )
    assert within == Agreement(2, 1.0)
    assert between == Agreement(4, 0.0)


def test_where_no_two_judged_the_same_piece_nothing_is_said():
    within, between = within_and_between(given(("essay", ASTOR, 1), ("story", DEAL, 1)))
    assert within == between == Agreement(0, None)


def test_a_grade_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="is not a number"):
        bias(given(("essay", ASTOR, float("nan"))), AGREED)
