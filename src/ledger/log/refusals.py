"""How often the ledger said no: by day, code, school and kind. Never what it said no to.

The counts show where a form or a sentence misleads people. They are no part of the log, and
nothing is proved by them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import select

from ledger.log.engine import reading, writing
from ledger.log.tables import refusal_count
from ledger.log.upsert import insert

NO_SCHOOL = ""
"""Stands for the school of somebody who comes from none."""


@dataclass(frozen=True)
class Counted:
    """How often one rule said no to one school."""

    code: str
    school: str
    count: int


def count_refusal(engine: sa.Engine, day: date, code: str, school: str | None, kind: str) -> None:
    """Count one refusal, in a transaction of its own. A crash before it leaves one uncounted."""
    new = {"day": day, "code": code, "school": school or NO_SCHOOL, "kind": kind, "count": 1}
    one_more = insert(engine, refusal_count).on_conflict_do_update(
        index_elements=list(refusal_count.primary_key),
        set_={"count": refusal_count.c.count + 1},
    )
    with writing(engine) as db:
        db.execute(one_more, new)


def counted(engine: sa.Engine, schools: Collection[str] | None = None) -> list[Counted]:
    """How often each rule said no, school by school; of these schools, or of all."""
    by = (refusal_count.c.code, refusal_count.c.school)
    found = select(*by, sa.func.sum(refusal_count.c.count)).group_by(*by).order_by(*by)
    if schools is not None:
        found = found.where(refusal_count.c.school.in_(schools))
    with reading(engine) as db:
        return [Counted(code, school, int(count)) for code, school, count in db.execute(found)]
