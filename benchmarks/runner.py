"""The library's own runner with one small view, which counts events by their kind.

It gets the easier work: one row an event, and no fold that looks back. Its SQLite recorder has no
subscriptions, so there its events stand in memory, which costs it less than a file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
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
from psycopg.sql import SQL

from benchmarks.generate import made_up
from ledger.log.contract import Written

SAMPLE = 1_000
"""Events that the library is given: it would take minutes for 100,000."""

AT_ONCE = 100
"""Events that it is given at once. With a thousand its PostgreSQL pipeline may wait for ever: the
server for the client, and the client for the server."""

PATIENCE_SECONDS = 30
"""How long it is waited for. What it has done by then tells its rate as well."""


class Said(Aggregate.Event):
    """One of our events, as the library stores events."""

    kind: str
    body: str


class Told(Application[Any]):
    """The log, as the library keeps it."""


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

    def process_event(self, domain_event: DomainEvent, tracking: Tracking) -> None:
        json.loads(domain_event.body)
        self.view.count(domain_event.kind, tracking)


def rate_beside(engine: sa.Engine, url: str, schools: int) -> float:
    """Events a second of the library's runner on the same database, from when they are stored."""
    if engine.dialect.name == "postgresql":
        return _rate(PostgresCounts, _on_postgresql(sa.make_url(url)), _sample(schools))
    named = {
        "COUNTING_PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "COUNTING_SQLITE_DBNAME": f"{engine.url.database}.beside",
    }
    return _rate(SQLiteCounts, named, _sample(schools))


def _sample(schools: int) -> Sequence[Written]:
    return list(islice(made_up(schools), schools, schools + SAMPLE))


def _rate(view: type[Counts], environment: dict[str, str], events: Sequence[Written]) -> float:
    greeting, *told = (
        Said(
            originator_id=uuid4(), originator_version=1, timestamp=Said.create_timestamp(),
            kind=event.type, body=event.data.decode(),
        )
        for event in events
    )  # fmt: skip
    with ProjectionRunner(
        application_class=Told, projection_class=Counting, view_class=view, env=environment
    ) as runner:
        before = _heard(runner, greeting)
        began = time.perf_counter()
        for start in range(0, len(told), AT_ONCE):
            (*_, last) = runner.app.events.put(told[start : start + AT_ONCE])
        with suppress(TimeoutError):
            runner.wait(last.notification.id, timeout=PATIENCE_SECONDS)
        took = time.perf_counter() - began
        done = runner.projection.view.max_tracking_id(runner.app.name) or 0
    return (done - before) / took


def _heard(runner: ProjectionRunner[Any, Any], greeting: Said) -> int:
    """Where the log stands once the runner listens.

    On PostgreSQL it never hears of what is stored after it first read and before it listens.
    """
    while True:
        said = replace(greeting, originator_id=uuid4())
        (stored,) = runner.app.events.put([said])
        with suppress(TimeoutError):
            runner.wait(stored.notification.id, timeout=1)
            return stored.notification.id


def _on_postgresql(address: sa.URL) -> dict[str, str]:
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": address.database or "",
        "POSTGRES_HOST": str(address.query["host"]),
        "POSTGRES_PORT": str(address.port or 5432),
        "POSTGRES_USER": address.username or "",
        "POSTGRES_PASSWORD": address.password or "",
    }
