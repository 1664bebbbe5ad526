"""How fast the register of England is taken in, beside a bare insert of the same event bytes.

Ours is all of it: reading the file, judging each school, appending under the lock with leaf, edge
and tags, and folding until the view `schools` has caught up. Beside it stands one executemany of
the finished rows into one table with the same columns, committed once, by the same driver on the
same server and settings. The two take turns; the best of each is compared, since whatever else
the machine does can only slow them down.

A line tells how long the databases alone take over what ours leaves behind: the rows of the log, of
its tags and of the view, ready made, with their indexes. No work saved in Python shortens that.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks import NewDatabase, databases, door, result, sqlite_folder
from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from ledger.projections import build, schools
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.register import import_register

ENGLAND = Path(__file__).resolve().parents[1] / "../shared/data/schools/england_2018.csv.gz"

ROUNDS = 3

REACH = 0.25

BARE = """
CREATE TABLE bare (
    position {number} PRIMARY KEY, event_id text NOT NULL UNIQUE, type text NOT NULL,
    body {bytes} NOT NULL, envelope {bytes} NOT NULL, leaf {bytes} NOT NULL,
    recorded_at bigint NOT NULL
)
"""

Rows = list[tuple[Any, ...]]

Tables = dict[str, Rows]
"""What stands in each table, by its name."""


@contextmanager
def fresh(url: str) -> Iterator[sa.Engine]:
    """An empty ledger, or an empty place for the bare table."""
    engine = open_database(url)
    prepare(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def ours(url: str) -> tuple[float, float, Tables]:
    """Seconds until all is in the log, seconds until the view has it too, and what is left."""
    with fresh(url) as engine, sqlite_folder() as folder:
        build.prepare(engine, [schools.view])
        log = Recorder(engine)
        ledger = door(engine, log, folder)
        began = time.perf_counter()
        import_register(ledger, ENGLAND)
        recorded = time.perf_counter()
        position = follow(engine, [schools.view], Entries())
        caught_up = time.perf_counter()
        assert position == log.size(), "the view has read all"
        log.close()
        return recorded - began, caught_up - began, left(engine)


def left(engine: sa.Engine) -> Tables:
    """What stands in the log, under its tags, and in the view."""
    views = [name for name in sa.inspect(engine).get_table_names() if name.startswith("schools_")]
    with engine.connect() as db:
        return {
            name: [tuple(row) for row in db.exec_driver_sql(f'SELECT * FROM "{name}"')]
            for name in ("event", "event_tag", *views)
        }


def databases_alone(url: str, tables: Tables) -> float:
    """Seconds of one executemany into each of the ledger's own tables, committed once."""
    with fresh(url) as engine:
        build.prepare(engine, [schools.view])
        with engine.connect() as db:
            mark = "?" if db.dialect.name == "sqlite" else "%s"
            began = time.perf_counter()
            for name, rows in tables.items():
                if rows:
                    values = ", ".join([mark] * len(rows[0]))
                    db.exec_driver_sql(f'INSERT INTO "{name}" VALUES ({values})', rows)
            db.commit()
            return time.perf_counter() - began


def beside(url: str, rows: Rows) -> float:
    """Seconds of one executemany of these rows, with its commit."""
    with fresh(url) as engine, engine.connect() as db:
        is_sqlite = db.dialect.name == "sqlite"
        types = ("integer", "blob") if is_sqlite else ("bigint", "bytea")
        db.exec_driver_sql(BARE.format(number=types[0], bytes=types[1]))
        db.commit()
        mark = "?" if is_sqlite else "%s"
        statement = f"INSERT INTO bare VALUES ({', '.join([mark] * 7)})"
        began = time.perf_counter()
        db.exec_driver_sql(statement, rows)
        db.commit()
        return time.perf_counter() - began


def side_by_side(name: str, new_database: NewDatabase) -> bool:
    bare, whole, alone, events = [], [], [], 0
    for _ in range(ROUNDS):
        recorded, caught_up, tables = ours(new_database())
        bare.append(beside(new_database(), tables["event"]))
        alone.append(databases_alone(new_database(), tables))
        whole.append(caught_up)
        events = len(tables["event"])
        print(
            f"  {name}: log {recorded:.2f} s, view {caught_up - recorded:.2f} s, "
            f"bare {bare[-1]:.2f} s"
        )
    most = min(bare) / min(alone)
    print(f"  {name}: the same rows into our tables alone {min(alone):.2f} s, {most:.2f} of bare")
    return result(name, events / min(whole), events / min(bare), REACH, "events/s")


def main() -> int:
    with databases() as kinds:
        reached = [side_by_side(f"register-{name}", new) for name, new in kinds.items()]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
