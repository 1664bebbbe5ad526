"""How many events a second the views take in, beside the library's runner with one small view.

There are two lines for each database. `three-views` is of schools, history and engagement, with the
two that are read wherever these are asked: who is in a collaboration, which says who may see an
act, and the calendars, which say in which term a day lies. `views` is of all there are.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from benchmarks import databases, result
from benchmarks.generate import fill
from benchmarks.runner import rate_beside
from ledger.log.engine import writing
from ledger.projections import VIEWS, calendars, collaborations, engagement, history, schools
from ledger.projections.build import builds, prepare, retire
from ledger.projections.entries import Entries
from ledger.projections.follow import follow
from ledger.projections.view import View

SCHOOLS, EVENTS = 2_400, 100_000

BATCH = 20_000
"""Events folded at a time: more than in daily use, where an append may not wait for so many."""

REACH = 20

THREE = (schools.view, history.view, engagement.view, collaborations.view, calendars.view)


def ours(engine: sa.Engine, views: Sequence[View]) -> float:
    """Events a second of these views, from nothing until they answer with their indexes."""
    with writing(engine) as connection:
        if sa.inspect(connection).has_table("projection"):
            for build in builds(connection, VIEWS):
                retire(connection, build)
    prepare(engine, views)
    began = time.perf_counter()
    known = follow(engine, views, Entries(), BATCH)
    return known / (time.perf_counter() - began)


def bytes_an_event(engine: sa.Engine) -> tuple[float, float]:
    """What the log, and what the views take of the disk, for each event."""
    tables = sa.inspect(engine).get_table_names()
    of_views = [name for name in tables if re.search(r"_v\d+_b\d+_", name)]
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


def compare(url: str, engine: sa.Engine) -> bool:
    """Ours and theirs on the same kind of database, one after the other."""
    theirs = rate_beside(engine, url, SCHOOLS)
    reached = []
    for name, views in (("three-views", THREE), ("views", VIEWS)):
        line = f"{name}-{engine.dialect.name}"
        reached.append(result(line, ours(engine, views), theirs, REACH, "events/s"))
    log, held = bytes_an_event(engine)
    print(f"  {engine.dialect.name}: {log:,.0f} bytes an event in the log, {held:,.0f} in views")
    return all(reached)


def main() -> int:
    reached = []
    with databases() as both:
        began = time.perf_counter()
        engines = fill([url for _, url in both], SCHOOLS, EVENTS)
        print(f"  {EVENTS:,} events written to both in {time.perf_counter() - began:.0f} s")
        for (_, url), engine in zip(both, engines, strict=True):
            reached.append(compare(url, engine))
            engine.dispose()
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
