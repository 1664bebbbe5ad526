"""Makes the next thing ready while the database still takes the one before."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(work: Iterator[T]) -> Generator[T, None, None]:
    """The same things in the same order, each made in a thread while the last is worked on.

    Never more than one is ready. What goes wrong in making one is raised where it would be taken.
    Whoever stops before the end closes this, and waits for the one that is being made.
    """
    end = object()
    with ThreadPoolExecutor(1, "ahead") as thread:
        coming = thread.submit(next, work, end)
        while (ready := coming.result()) is not end:
            coming = thread.submit(next, work, end)
            yield ready  # type: ignore[misc]  # it is not the end
