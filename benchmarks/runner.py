"""The library's own runner with one small view, which counts events by their kind.

It gets the easier work: one row an event, and no fold that looks back. Its SQLite recorder has no
subscriptions, so there its events stand in memory, which costs it less than a file. All of them
are stored before it reads, as ours are, and its clock runs from the first that it has counted to
the last. It is asked more than once, each time on new databases, and its best is what we stand
beside: whatever else the machine does can only slow it down.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, DomainEvent
from eventsourcing.persistence import Tracking, TrackingRecorder
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from eventsourcing.sqlite import SQLiteTrackingRecorder
from eventsourcing.utils import EnvType
from psycopg.sql import SQL

from benchmarks import SERIAL, another_database, library_settings
from benchmarks.generate import made_up

SAMPLE = 3_000
"""Events that the library is given: it would take minutes for 100,000."""

AT_ONCE = 100
"""Events that it is given at once. With a thousand its PostgreSQL pipeline may wait for ever: the
server for the client, and the client for the server."""

PATIENCE_SECONDS = 10
"""How long it is waited for. What it has done by then tells its rate as well."""


class Said(Aggregate.Event):
    """One of our events, as the library stores events."""

    kind: str
    body: str


class Counts(TrackingRecorder):
    """How many events there are of each kind."""

    def count(self, kind: str, tracking: Tracking) -> None:
        raise NotImplementedError


class SQLiteCounts(SQLiteTrackingRecorder, Counts):
    def construct_create_table_statements(self) -> list[str]:
        mine = "CREATE TABLE IF NOT EXISTS counts (kind TEXT PRIMARY KEY, number INTEGER)"
        return [*super().construct_create_table_statements(), mine]

    def count(self, kind: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                "INSERT INTO counts VALUES (?, 1) "
                "ON CONFLICT (kind) DO UPDATE SET number = number + 1",
                (kind,),
            )


class PostgresCounts(PostgresTrackingRecorder, Counts):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS counts (kind TEXT PRIMARY KEY, number BIGINT)")
        )

    def count(self, kind: str, tracking: Tracking) -> None:
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                "INSERT INTO counts VALUES (%s, 1) "
                "ON CONFLICT (kind) DO UPDATE SET number = counts.number + 1",
                (kind,),
                prepare=True,
            )


class Counting(Projection[Counts]):
    name = "counting"

    def __init__(self, view: Counts) -> None:
        super().__init__(view)
        self.counted: list[float] = []
        """When each event was counted."""

    def process_event(self, domain_event: DomainEvent, tracking: Tracking) -> None:
        json.loads(domain_event.body)
        self.view.count(domain_event.kind, tracking)
        self.counted.append(time.perf_counter())


def rate_beside(engine: sa.Engine, schools: int) -> float:
    """Events a second of the library's runner, on the same kind of database as this."""
    events = [
        Said(
            originator_id=uuid4(), originator_version=1, timestamp=Said.create_timestamp(),
            kind=event.type, body=event.data.decode(),
        )
        for event in islice(made_up(schools), schools, schools + SAMPLE)
    ]  # fmt: skip
    if engine.dialect.name == "postgresql":
        address = sa.make_url(another_database(engine.url))
        rate = _rate(PostgresCounts, library_settings("eventsourcing.postgres", address), events)
    else:
        named = {
            "COUNTING_PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "COUNTING_SQLITE_DBNAME": f"{engine.url.database}.beside-{next(SERIAL)}",
        }
        rate = _rate(SQLiteCounts, named, events)
    print(f"  {engine.dialect.name}: the library's runner at {rate:,.0f} events/s", flush=True)
    return rate


def _rate(view: type[Counts], environment: dict[str, str], events: Sequence[Said]) -> float:
    class Full(Application[Any]):
        """A log that holds them all, before anybody subscribes to it."""

        def __init__(self, env: EnvType | None = None) -> None:
            super().__init__(env)
            for start in range(0, len(events), AT_ONCE):
                (*_, last) = self.events.put(events[start : start + AT_ONCE])
            self.last: int = last.notification.id

    with ProjectionRunner(
        application_class=Full, projection_class=Counting, view_class=view, env=environment
    ) as runner:
        with suppress(TimeoutError):
            runner.wait(runner.app.last, timeout=PATIENCE_SECONDS)
        counted = list(runner.projection.counted)
    return (len(counted) - 1) / (counted[-1] - counted[0])
