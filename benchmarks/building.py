"""How long it takes until views answer that were not there before, and to read the log at all."""

from __future__ import annotations

import time
from collections.abc import Sequence

import sqlalchemy as sa

from ledger.log.collector import resting_collector
from ledger.log.engine import reading
from ledger.projections.build import LIVE, builds, prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.view import View

AT_ONCE = 20_000
"""Events that the scan reads at a time. With fewer it takes longer."""


@resting_collector()
def scan(engine: sa.Engine) -> float:
    """Seconds to read and decode every event once, with Python's collector at rest as in ours.

    No view can be built in less: it is what all of them have to do first.
    """
    read, after = Entries(), 0
    began = time.perf_counter()
    with reading(engine) as connection:
        while entries := read(connection, after, AT_ONCE):
            after = entries[-1].position
    return time.perf_counter() - began


def first_build(engine: sa.Engine, views: Sequence[View]) -> float:
    """Seconds from empty tables until all of these views answer, with their indexes.

    As many events are folded at a time as whoever runs the ledger has folded.
    """
    prepare(engine, views)
    began = time.perf_counter()
    follow(engine, views, Entries())
    took = time.perf_counter() - began
    with reading(engine) as connection:
        states = [build.state for build in builds(connection, views)]
    assert states == [LIVE] * len(views), "whoever has stopped on the way is no faster for that"
    return took
