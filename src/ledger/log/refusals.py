"""How often the ledger said no: by day, code, school and kind. Never what it said no to.

The counts show where a form or a sentence misleads people. They are no part of the log, and
nothing is proved by them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import select

from ledger.log.engine import reading, writing
from ledger.log.tables import refusal_count
from ledger.log.upsert import insert

NO_SCHOOL = ""
"""Stands for the school of somebody who comes from none."""


class Said(NamedTuple):
    """By which rule the ledger said no, to whose school, and to what kind of entry."""

    code: str
    school: str | None
    kind: str


@dataclass(frozen=True)
class Counted:
    """How often one rule said no to one school."""

    code: str
    school: str
    count: int


def count_refusals(engine: sa.Engine, day: date, refused: Mapping[Said, int]) -> None:
    """Count refusals, in a transaction of its own. A crash before it leaves them uncounted."""
    new = insert(engine, refusal_count)
    so_many_more = new.on_conflict_do_update(
        index_elements=list(refusal_count.primary_key),
        set_={"count": refusal_count.c.count + new.excluded.count},
    )
    # In one order, so that no two who count the same rows wait for each other.
    rows = sorted(
        (said.code, said.school or NO_SCHOOL, said.kind, n) for said, n in refused.items()
    )
    with writing(engine) as db:
        db.execute(
            so_many_more,
            [
                {"day": day, "code": code, "school": school, "kind": kind, "count": count}
                for code, school, kind, count in rows
            ],
        )


def counted(engine: sa.Engine, schools: Collection[str] | None = None) -> list[Counted]:
    """How often each rule said no, school by school; of these schools, or of all."""
    by = (refusal_count.c.code, refusal_count.c.school)
    found = select(*by, sa.func.sum(refusal_count.c.count)).group_by(*by).order_by(*by)
    if schools is not None:
        found = found.where(refusal_count.c.school.in_(schools))
    with reading(engine) as db:
        return [Counted(code, school, int(count)) for code, school, count in db.execute(found)]
