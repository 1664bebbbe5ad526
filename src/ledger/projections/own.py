"""What one person has recorded, for that person alone: the log is asked by their pseudonym."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ledger.domain.past import LONDON
from ledger.log.tables import event, event_tag
from ledger.projections.question import question
from ledger.projections.snapshot import Snapshot

KNOWN: Any = bindparam("known_by")
OWN = question(
    select(event_tag.c.position, event_tag.c.type, event.c.recorded_at)
    .where(event_tag.c.tag == bindparam("tag"), event_tag.c.position <= KNOWN)
    .where(event.c.position == event_tag.c.position)
    .order_by(event_tag.c.position)
)


class Own(NamedTuple):
    """An entry that a person recorded."""

    entry: int
    topic: str
    recorded_on: date


def recorded(now: Snapshot) -> list[Own] | None:
    """What the asker recorded by then, oldest first; None for whoever has never recorded."""
    person = now.scope.person
    if person is None:
        return None
    rows = now.ask(OWN, tag=f"by:{person}")
    return [Own(row.position, row.type, _day(row.recorded_at)) for row in rows]


def _day(recorded_at: int) -> date:
    return datetime.fromtimestamp(recorded_at / 1_000_000, UTC).astimezone(LONDON).date()
