"""How many conditional appends a second sixteen writers get, beside the library's recorders."""

from __future__ import annotations

import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import sqlalchemy as sa
from eventsourcing.dcb.postgres_tt import PostgresTTDCBFactory
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteFactory
from eventsourcing.utils import Environment

from benchmarks import databases, library_settings, result
from ledger.log.contract import Condition, DCBEvent, Item, Query
from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare

WRITERS = 16
EACH = 60
"""Appends of one writer in one round."""

ROUNDS = 5
"""The two take turns; the median of the rounds is compared."""

BODY = b'{"happened_on":"2026-03-09","host":"100001","minutes":90,"visitors":["100002"]}' * 3

Write = Callable[[str, int], object]
"""Appends the n-th event of one act, on condition that nobody else has."""


def event(act: str, number: int) -> DCBEvent:
    tags = [act, "collaboration:7", f"school:{number}", f"school:{number + 1}", "person:ann"]
    return DCBEvent(type="visit-held/1", data=BODY, tags=tags)


def rate(write: Write) -> float:
    """Appends a second of all writers together, each on an act of its own."""
    start = threading.Barrier(WRITERS + 1)

    def one_writer() -> None:
        act = f"act:{uuid4()}"
        start.wait()
        for number in range(EACH):
            write(act, number)

    with ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(one_writer) for _ in range(WRITERS)]
        # Before they are let go: sixteen that are busy do not let us look at the clock soon.
        began = time.perf_counter()
        start.wait()
        for writer in writers:
            writer.result()
        return WRITERS * EACH / (time.perf_counter() - began)


def dcb(recorder: object) -> Write:
    """Each event on condition that its act has not moved since the writer's last one."""
    positions: dict[str, int] = {}

    def write(act: str, number: int) -> None:
        unmoved = Condition(Query([Item(tags=[act])]), after=positions.get(act))
        positions[act] = recorder.append([event(act, number)], unmoved)  # type: ignore[attr-defined]

    return write


def side_by_side(name: str, ours: Write, beside: Write, reach: float) -> bool:
    rates = [(rate(beside), rate(ours)) for _ in range(ROUNDS)]
    for theirs, own in rates:
        print(f"  ours {own:8,.0f}   beside {theirs:8,.0f} appends/s")
    return result(
        name,
        statistics.median(own for _, own in rates),
        statistics.median(theirs for theirs, _ in rates),
        reach,
        "appends/s",
    )


def on_postgresql(address: sa.URL, recorder: Recorder) -> bool:
    """Beside the library's own PostgreSQL recorder for dynamic consistency boundaries."""
    environment = library_settings("eventsourcing.dcb.postgres_tt", address) | {
        "POSTGRES_POOL_SIZE": str(WRITERS)
    }
    with PostgresTTDCBFactory(Environment(env=environment)) as factory:
        return side_by_side(
            "appends-postgresql", dcb(recorder), dcb(factory.dcb_recorder()), reach=5
        )


def on_sqlite(address: sa.URL, recorder: Recorder) -> bool:
    """Beside the library's SQLite recorder, which knows versions of aggregates but no tags."""
    environment = {"SQLITE_DBNAME": f"{address.database}.beside"}
    with SQLiteFactory(Environment(env=environment)) as factory:
        theirs = factory.application_recorder()

        def write(act: str, number: int) -> None:
            act_id = UUID(act.removeprefix("act:"))
            theirs.insert_events([StoredEvent(act_id, number, "visit-held/1", BODY)])

        return side_by_side("appends-sqlite", dcb(recorder), write, reach=2)


def main() -> int:
    reached = []
    with databases() as kinds:
        for new, measure in zip(kinds.values(), (on_sqlite, on_postgresql), strict=True):
            engine = open_database(new())
            prepare(engine)
            recorder = Recorder(engine)
            reached.append(measure(engine.url, recorder))
            recorder.close()
            engine.dispose()
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
