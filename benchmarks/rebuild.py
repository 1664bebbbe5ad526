"""Building all views anew from 10^6 events, beside one plain scan that reads and decodes the same.

On SQLite, in a process of its own, whose memory is looked at too. Here less is better: the ratio
must not be over its reach. Last comes the rate beside that of the library's runner with one small
view, of which more is better.
"""

from __future__ import annotations

import resource
import sys
import time
from multiprocessing import get_context
from pathlib import Path

from benchmarks import result, sqlite_folder
from benchmarks.generate import fill
from benchmarks.runner import rate_beside
from ledger.log.engine import open_database, reading
from ledger.projections import VIEWS
from ledger.projections.build import prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow

SCHOOLS, EVENTS = 24_000, 1_000_000
BATCH = 20_000
"""Events folded at a time, as a new view is built."""

MOST = 8
"""The most that all views may cost, in scans."""

MOST_MEGABYTES = 600

REACH = 20
"""The least that all our views reach, in rates of the library's one."""


def scan(file: Path) -> float:
    """Seconds to read and decode every event once."""
    engine = open_database(f"sqlite:///{file}")
    read, after = Entries(), 0
    began = time.perf_counter()
    with reading(engine) as connection:
        while entries := read(connection, after, BATCH):
            after = entries[-1].position
    took = time.perf_counter() - began
    engine.dispose()
    return took


def rebuild(file: Path) -> tuple[float, float]:
    """Seconds until all views answer, and the megabytes that the process held at most."""
    engine = open_database(f"sqlite:///{file}")
    prepare(engine, VIEWS)
    began = time.perf_counter()
    follow(engine, VIEWS, Entries(), BATCH)
    took = time.perf_counter() - began
    engine.dispose()
    return took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    with sqlite_folder() as folder, get_context("spawn").Pool(1, maxtasksperchild=1) as alone:
        file = Path(folder) / "ledger.db"
        for engine in fill([f"sqlite:///{file}"], SCHOOLS, EVENTS):
            engine.dispose()
        beside = alone.apply(scan, (file,))
        took, megabytes = alone.apply(rebuild, (file,))
        engine = open_database(f"sqlite:///{file}")
        theirs = rate_beside(engine, str(engine.url), SCHOOLS)
        engine.dispose()
    is_small = not result("rebuild-memory (less is better)", megabytes, MOST_MEGABYTES, 1, "MB")
    is_fast = not result("rebuild (less is better)", took, beside, MOST, "s")
    is_ahead = result("rebuild-rate", EVENTS / took, theirs, REACH, "events/s")
    return 0 if is_small and is_fast and is_ahead else 1


if __name__ == "__main__":
    sys.exit(main())
