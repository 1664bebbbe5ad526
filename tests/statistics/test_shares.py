"""Who pays how much: every penny is paid once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.no_answer import Impossible, NoSpread
from ledger.statistics.shares import break_even, equal_shares, fairness, gini, shares_by

SIX = ["Astor", "Deal", "Dover", "Elms", "Firs", "Grange"]

pence = st.integers(0, 10**9)
parts = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 2000), min_size=1, max_size=60
).filter(lambda parts: any(parts.values()))


def test_six_schools_pay_alike():
    assert equal_shares(4800_00, SIX) == dict.fromkeys(SIX, 800_00)


def test_the_odd_pennies_fall_to_those_named_first():
    assert equal_shares(100, ["Astor", "Deal", "Dover"]) == {"Astor": 34, "Deal": 33, "Dover": 33}


def test_the_odd_penny_falls_to_the_school_that_was_cut_most():
    assert shares_by(100, {"Astor": 100, "Deal": 201}) == {"Astor": 33, "Deal": 67}
    assert shares_by(100, {"Astor": 101, "Deal": 199}) == {"Astor": 34, "Deal": 66}


@settings(derandomize=True, deadline=None, max_examples=2000)
@given(total=pence, parts=parts)
def test_shares_sum_to_the_penny_and_none_is_a_penny_off(total: int, parts: dict[str, int]):
    found = shares_by(total, parts)
    whole = sum(parts.values())
    assert sum(found.values()) == total
    assert list(found) == list(parts)
    for school, share in found.items():
        assert abs(share * whole - total * parts[school]) < whole
        assert parts[school] or share == 0


@settings(derandomize=True, deadline=None)
@given(total=pence, parts=parts)
def test_a_larger_part_never_pays_less(total: int, parts: dict[str, int]):
    found = shares_by(total, parts)
    ordered = sorted(parts, key=lambda school: (parts[school], found[school]))
    assert [found[school] for school in ordered] == sorted(found.values())


@pytest.mark.parametrize("parts", [{}, {"Astor": 0}])
def test_where_nobody_has_a_part_nobody_pays(parts: dict[str, int]):
    with pytest.raises(NoSpread):
        shares_by(100, parts)


@pytest.mark.parametrize(("total", "part"), [(-1, 1), (1, -1)])
def test_nothing_below_nought_is_shared(total: int, part: int):
    with pytest.raises(Impossible):
        shares_by(total, {"Astor": part, "Deal": 9})


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
