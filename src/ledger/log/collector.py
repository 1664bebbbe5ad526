"""Lets Python's search for garbage rest while very much is made and let go again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting_collector() -> Iterator[None]:
    """Work during which Python does not look for objects that only hold each other.

    Events and rows hold nothing that holds them, so they go as soon as nobody holds them, and the
    search would take a fifth of the time to find nothing. It is one for the whole process: what
    other threads leave behind meanwhile is found afterwards, and it never stays at rest for good.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
