"""How money, or time, is shared out so that none of it is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.money import split

whole_numbers = st.integers(0, 10**9)
many_parts = st.lists(st.integers(0, 10**5), min_size=1, max_size=60).filter(any)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(whole=whole_numbers, parts=many_parts)
def test_nothing_is_lost_by_splitting_and_nobody_is_a_penny_off(whole: int, parts: list[int]):
    shares = split(whole, parts)
    assert sum(shares) == whole
    for part, share in zip(parts, shares, strict=True):
        assert abs(share * sum(parts) - whole * part) < sum(parts)
        assert part or share == 0


@settings(max_examples=200, deadline=None, derandomize=True)
@given(whole=whole_numbers, parts=many_parts)
def test_a_larger_part_never_pays_less(whole: int, parts: list[int]):
    shares = split(whole, parts)
    ordered = sorted(zip(parts, shares, strict=True))
    assert [share for _, share in ordered] == sorted(shares)


def test_what_is_left_over_goes_to_whoever_lost_most_and_then_to_the_first():
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(100, [100, 201]) == [33, 67]
    assert split(100, [101, 199]) == [34, 66]
    assert split(10, [3, 3, 1]) == [4, 4, 2]
    assert split(7, [0, 2, 5]) == [0, 2, 5]


def test_six_schools_pay_alike():
    assert split(4800_00, [1] * 6) == [800_00] * 6
