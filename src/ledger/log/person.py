"""Gives each login a random pseudonym, the only name of a person that ever enters the log."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from ledger.log.engine import reading, writing
from ledger.log.tables import person


def person_of(engine: sa.Engine, issuer: str, subject: str) -> str:
    """The pseudonym of whom this issuer calls *subject*; made at first use, then always the same.

    It is chance, not a hash: once its row is erased nothing leads from the log to the login.
    """
    known = select(person.c.person).where(person.c.issuer == issuer, person.c.subject == subject)
    with reading(engine) as db:
        found: str | None = db.scalar(known)
    if found is not None:
        return found
    with writing(engine) as db:
        insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
        new = {"issuer": issuer, "subject": subject, "person": str(uuid4())}
        db.execute(insert(person).values(new).on_conflict_do_nothing())
        made: str = db.execute(known).scalar_one()
    return made
