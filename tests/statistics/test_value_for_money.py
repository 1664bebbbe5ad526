"""What it cost one school: the worked example of `domain.md` 3.5."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.money import split
from ledger.statistics.no_answer import Impossible, TooFew
from ledger.statistics.value_for_money import (
    DAY_MINUTES,
    DAY_RATE_PENCE,
    Compared,
    Phase,
    Spent,
    each,
    release_cost,
    value,
)


def test_an_expert_for_six_schools_is_cheaper_than_alone_and_release_costs_most():
    (contribution, *others) = split(4800_00, [1] * 6)
    release = release_cost(2 * 3 * DAY_MINUTES, DAY_RATE_PENCE[Phase.PRIMARY])
    assert others == [contribution] * 5
    found = value(Spent(contribution, release_pence=release), solo_quote_pence=1900_00)
    assert release == 1308_00
    assert found.cost_without_release_pence == 800_00
    assert found.cost_pence == 2108_00
    assert (found.compared, found.saving_pence) == (Compared.COMPARABLE, 1100_00)


def test_without_a_quote_of_its_own_nothing_was_saved_that_could_be_told():
    found = value(Spent(800_00))
    assert (found.compared, found.saving_pence) == (Compared.NOT_COMPARABLE, None)


def test_alone_may_have_been_cheaper():
    assert value(Spent(800_00), solo_quote_pence=700_00).saving_pence == -100_00


def test_expenses_are_added_and_refunds_taken_off():
    assert value(Spent(800_00, 45_50, 0, 100_00)).cost_pence == 745_50


@pytest.mark.parametrize(
    ("phase", "pounds"), [(Phase.PRIMARY, 218), (Phase.SECONDARY, 291), (Phase.SPECIAL, 270)]
)
def test_a_day_of_release_costs_what_cover_costs(phase: Phase, pounds: int):
    assert release_cost(390, DAY_RATE_PENCE[phase]) == pounds * 100


@settings(derandomize=True, deadline=None, max_examples=2000)
@given(minutes=st.integers(0, 10**6), rate=st.integers(0, 10**6))
def test_release_is_rounded_to_the_penny_half_up(minutes: int, rate: int):
    exact = Decimal(minutes * rate) / DAY_MINUTES
    assert release_cost(minutes, rate) == exact.quantize(Decimal(1), ROUND_HALF_UP)


def test_no_more_comes_back_than_was_paid():
    with pytest.raises(Impossible, match="More came back"):
        value(Spent(100, refund_pence=101))


@pytest.mark.parametrize("spent", [Spent(-1), Spent(1, -1), Spent(1, 0, -1), Spent(1, 0, 0, -1)])
def test_no_sum_is_below_nought(spent: Spent):
    with pytest.raises(Impossible):
        value(spent)


def test_the_cost_of_a_follow_up_punishes_one_offs():
    assert each(2108_00, 4) == 527_00
    with pytest.raises(TooFew):
        each(2108_00, 0)
