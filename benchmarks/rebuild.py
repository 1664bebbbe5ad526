"""Building views from 10^6 events, beside one plain scan that reads and decodes the same.

`first-build` is of all views, from empty tables until they answer. `rebuild` is of `history` alone,
which takes longest of all: made again beside the live one, found equal to it by its digest, and
switched, as an operator has it done. Less is better: a ratio may not be over its reach.

All of it is on SQLite, each in a process of its own; the memory is what the first build held at
most. The scan is made before, between and after, and the median is compared. Last comes the rate of
the first build beside the best of the library's runner with one small view; of it more is better.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from multiprocessing import get_context
from statistics import median

import sqlalchemy as sa

from benchmarks import most_held, result, sqlite_folder
from benchmarks.building import first_build, scan
from benchmarks.generate import fill, made_up
from benchmarks.runner import rate_beside
from ledger.log.engine import open_database
from ledger.projections import VIEWS, history
from ledger.projections.entries import Entries
from ledger.projections.rebuild import rebuild

SCHOOLS, EVENTS = 24_000, 1_000_000

MOST = 8
"""The most that all views may cost at first, and that one may cost again, in scans."""

MOST_MEGABYTES = 600

REACH = 20
"""The least that all our views reach, in rates of the library's one."""


def scanned(url: str) -> float:
    """Seconds to read and decode every event once."""
    engine = open_database(url)
    took = scan(engine)
    engine.dispose()
    return took


def all_at_first(url: str) -> tuple[float, float]:
    """Seconds until all views answer, and the megabytes that the process held at most."""
    engine = open_database(url)
    took = first_build(engine, VIEWS)
    engine.dispose()
    return took, most_held()


def one_again(url: str) -> float:
    """Seconds until a new build of `history` answers in place of the old one."""
    engine = open_database(url)
    began = time.perf_counter()
    rebuild(engine, history.view, Entries())
    took = time.perf_counter() - began
    engine.dispose()
    return took


def compare(url: str, engine: sa.Engine) -> bool:
    """Ours in turn with the scan and the library's runner; print a line for each comparison."""
    scans, theirs = [], []
    with get_context("spawn").Pool(1, maxtasksperchild=1) as alone:

        def stand_beside() -> None:
            scans.append(alone.apply(scanned, (url,)))
            theirs.append(rate_beside(engine, SCHOOLS))

        stand_beside()
        first, megabytes = alone.apply(all_at_first, (url,))
        stand_beside()
        again = alone.apply(one_again, (url,))
        stand_beside()
    reached = [
        result("first-build-memory", megabytes, MOST_MEGABYTES, 1, "MB", at_most=True),
        result("first-build", first, median(scans), MOST, "s", at_most=True),
        result("rebuild", again, median(scans), MOST, "s", at_most=True),
        result("first-build-rate", EVENTS / first, max(theirs), REACH, "events/s"),
    ]
    return all(reached)


def main() -> int:
    with sqlite_folder() as folder:
        url = f"sqlite:///{folder}/ledger.db"
        (engine,) = fill([url], islice(made_up(SCHOOLS), EVENTS))
        reached = compare(url, engine)
        engine.dispose()
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
