"""How long it takes until views answer that were not there before."""

from __future__ import annotations

import time
from collections.abc import Sequence

import sqlalchemy as sa

from ledger.log.engine import reading
from ledger.projections.build import LIVE, builds, prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.view import View


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
