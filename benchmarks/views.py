"""How many events a second the views take in, beside the library's runner with one small view.

There are two lines for each database. `three-views` is of schools, history and engagement, with the
two that are read wherever these are asked: who is in a collaboration, which says who may see an
act, and the calendars, which say in which term a day lies. `views` is of all there are. How fast
the log is read and decoded with no view at all is printed before them: none can be faster.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from benchmarks import databases, result
from benchmarks.building import first_build, scan
from benchmarks.generate import fill, made_up
from benchmarks.runner import rate_beside
from ledger.log.engine import writing
from ledger.projections import VIEWS, calendars, collaborations, engagement, history, schools
from ledger.projections.build import builds, retire
from ledger.projections.view import View

SCHOOLS, EVENTS = 2_400, 100_000

REACH = 20

THREE = (schools.view, history.view, engagement.view, collaborations.view, calendars.view)


def ours(engine: sa.Engine, views: Sequence[View]) -> float:
    """Events a second of these views, from nothing until they answer."""
    with writing(engine) as connection:
        if sa.inspect(connection).has_table("projection"):
            for build in builds(connection, VIEWS):
                retire(connection, build)
    return EVENTS / first_build(engine, views)


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


def compare(engine: sa.Engine) -> bool:
    """Ours and theirs on the same kind of database, in turn; the best of theirs is compared."""
    theirs, own = [rate_beside(engine, SCHOOLS)], []
    for views in (THREE, VIEWS):
        own.append(ours(engine, views))
        theirs.append(rate_beside(engine, SCHOOLS))
    name = engine.dialect.name
    least = EVENTS / min(scan(engine) for _ in own)
    print(
        f"  {name}: read and decoded at {least:,.0f} events/s, {least / max(theirs):.1f} of theirs"
    )
    log, held = bytes_an_event(engine)
    print(f"  {name}: {log:,.0f} bytes an event in the log, {held:,.0f} in views")
    reached = [
        result(f"{line}-{name}", rate, max(theirs), REACH, "events/s")
        for line, rate in zip(("three-views", "views"), own, strict=True)
    ]
    return all(reached)


def main() -> int:
    with databases() as kinds:
        urls = [new() for new in kinds.values()]
        reached = []
        for engine in fill(urls, islice(made_up(SCHOOLS), EVENTS)):
            reached.append(compare(engine))
            engine.dispose()
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
