"""Given work that is made ahead, then it comes in its order, and its faults where it would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from threading import Event

import pytest

from ledger.log.ahead import ahead


def test_everything_comes_in_its_order() -> None:
    assert list(ahead(iter(range(100)))) == list(range(100))
    assert list(ahead(iter([None, None]))) == [None, None]
    assert list(ahead(iter(()))) == []


def test_the_next_is_made_while_the_last_is_worked_on() -> None:
    made = [Event(), Event(), Event()]

    def work() -> Iterator[int]:
        for number, event in enumerate(made):
            event.set()
            yield number

    with closing(ahead(work())) as ready:
        assert next(ready) == 0
        assert made[1].wait(5)
        assert not made[2].is_set()


def test_a_fault_is_raised_after_all_that_came_before_it() -> None:
    def work() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("damaged")

    ready = ahead(work())

    assert [next(ready), next(ready)] == [1, 2]
    with pytest.raises(ValueError, match="damaged"):
        next(ready)
