"""How many events a second all views take in, beside the library's runner with one small view.

The library gets the easier work: one view that counts events by their kind. Its SQLite recorder
has no subscriptions, so there its events stand in memory, which costs it less than a file.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
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

from benchmarks import databases, result
from benchmarks.generate import fill, made_up
from ledger.log.contract import Written
from ledger.projections import VIEWS
from ledger.projections.build import prepare
from ledger.projections.entries import Entries
from ledger.projections.follow import follow

SCHOOLS, EVENTS = 2_400, 100_000
SAMPLE = 2_000
"""Events that the library is given: it would take minutes for all of them."""

BATCH = 5_000
"""Events folded at a time: more than in daily use, where an append may not wait for so many."""

REACH = 20


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


def beside(view: type[Counts], environment: dict[str, str], events: Sequence[Written]) -> float:
    """Events a second of the library's runner, from when they are stored until it has them all."""
    told = [
        Said(
            originator_id=uuid4(), originator_version=1, timestamp=Said.create_timestamp(),
            kind=event.type, body=event.data.decode(),
        )
        for event in events
    ]  # fmt: skip
    with ProjectionRunner(
        application_class=Told, projection_class=Counting, view_class=view, env=environment
    ) as runner:
        stored = runner.app.events.put(told)
        began = time.perf_counter()
        runner.wait(stored[-1].notification.id, timeout=600)
        return len(told) / (time.perf_counter() - began)


def ours(engine: sa.Engine) -> float:
    """Events a second of all views, from nothing until they answer with their indexes."""
    prepare(engine, VIEWS)
    began = time.perf_counter()
    known = follow(engine, VIEWS, Entries(), BATCH)
    return known / (time.perf_counter() - began)


def bytes_an_event(engine: sa.Engine) -> tuple[float, float]:
    """What the log, and what the views take of the disk, for each event."""
    tables = sa.inspect(engine).get_table_names()
    of_views = [name for name in tables if "_b1_" in name]
    of_log = [name for name in tables if name in ("event", "event_tag")]
    return _size(engine, of_log) / EVENTS, _size(engine, of_views) / EVENTS


def _size(engine: sa.Engine, tables: list[str]) -> int:
    if engine.dialect.name == "postgresql":
        asked = (
            "SELECT sum(pg_total_relation_size(name::regclass)) "
            "FROM unnest(CAST(:tables AS text[])) AS name"
        )
        bound: dict[str, Any] = {"tables": tables}
    else:
        asked = (
            "SELECT sum(pgsize) FROM dbstat WHERE name IN "
            "(SELECT name FROM sqlite_master WHERE tbl_name IN "
            "(SELECT value FROM json_each(:tables)))"
        )
        bound = {"tables": json.dumps(tables)}
    with engine.connect() as connection:
        return int(connection.execute(sa.text(asked), bound).scalar_one() or 0)


def compare(url: str, engine: sa.Engine, sample: Sequence[Written]) -> bool:
    """Ours and theirs on the same kind of database, one after the other."""
    if engine.dialect.name == "sqlite":
        environment = {"COUNTING_PERSISTENCE_MODULE": "eventsourcing.sqlite",
                       "COUNTING_SQLITE_DBNAME": f"{engine.url.database}.beside"}  # fmt: skip
        theirs = beside(SQLiteCounts, environment, sample)
    else:
        theirs = beside(PostgresCounts, on_postgresql(sa.make_url(url)), sample)
    own = ours(engine)
    log, views = bytes_an_event(engine)
    print(f"  {engine.dialect.name}: {log:,.0f} bytes an event in the log, {views:,.0f} in views")
    return result(f"views-{engine.dialect.name}", own, theirs, REACH, "events/s")


def on_postgresql(address: sa.URL) -> dict[str, str]:
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": address.database or "",
        "POSTGRES_HOST": str(address.query["host"]),
        "POSTGRES_PORT": str(address.port or 5432),
        "POSTGRES_USER": address.username or "",
        "POSTGRES_PASSWORD": address.password or "",
    }


def main() -> int:
    sample = list(islice(made_up(SCHOOLS), SCHOOLS, SCHOOLS + SAMPLE))
    reached = []
    with databases() as both:
        began = time.perf_counter()
        engines = fill([url for _, url in both], SCHOOLS, EVENTS)
        print(f"  {EVENTS:,} events written to both in {time.perf_counter() - began:.0f} s")
        for (_, url), engine in zip(both, engines, strict=True):
            reached.append(compare(url, engine, sample))
            engine.dispose()
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
