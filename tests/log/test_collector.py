"""Python's search for garbage rests only while it is asked to."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ledger.log.collector import resting_collector


@pytest.fixture(autouse=True)
def _at_work() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_it_rests_within_and_works_afterwards():
    with resting_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error():
    with pytest.raises(KeyError), resting_collector():
        raise KeyError
    assert gc.isenabled()


def test_whoever_had_it_at_rest_before_keeps_it_so():
    gc.disable()
    with resting_collector():
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_it_is_at_rest_for_each_call_of_what_is_marked():
    @resting_collector()
    def found() -> bool:
        return gc.isenabled()

    assert [found(), found(), gc.isenabled()] == [False, False, True]
