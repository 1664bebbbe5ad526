"""What is due later: a list of whom to look at, and when.

The list decides nothing. A line is written before the entry that it is about, so a crash leaves a
line too many, which is found out when it is looked at, and never one too few.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import select

from ledger.log.engine import reading, writing
from ledger.log.envelope import microseconds
from ledger.log.tables import errand
from ledger.log.upsert import insert


class Errands:
    """The list of one ledger."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def note(self, name: str, due: datetime) -> None:
        """Look at this then. What is on the list already stays there at its own time."""
        with writing(self._engine) as db:
            new = {"name": name, "due_at": microseconds(due)}
            db.execute(insert(db, errand).values(new).on_conflict_do_nothing())

    def put_off(self, name: str, due: datetime) -> None:
        """Look at it then instead, if it is on the list."""
        with writing(self._engine) as db:
            later = errand.update().where(errand.c.name == name)
            db.execute(later.values(due_at=microseconds(due)))

    def due(self, now: datetime) -> list[str]:
        """What is to be looked at by now, the oldest first."""
        waiting = select(errand.c.name).where(errand.c.due_at <= microseconds(now))
        with reading(self._engine) as db:
            return list(db.scalars(waiting.order_by(errand.c.due_at, errand.c.name)))

    def done(self, *names: str) -> None:
        """Take these off the list."""
        if names:
            with writing(self._engine) as db:
                db.execute(errand.delete().where(errand.c.name.in_(names)))
