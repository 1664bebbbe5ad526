"""The log as the views read it: events in order, each with the positions of what it names.

Events name acts and collaborations by their ids; views know them by the position of the event
that began them, which is a fifth of the bytes. Here the one becomes the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from uuid import UUID

import sqlalchemy as sa

from ledger.application import event_of
from ledger.domain.entry import Entry as Said
from ledger.domain.plain import facts_of, once
from ledger.domain.words import ActId, CollaborationId, EntryId
from ledger.log.commit import statements_of
from ledger.log.reader import LAST, Row
from ledger.projections.view import Entry

REMEMBERED = 100_000
"""Ids whose positions are kept at hand. Most events name what began not long before them."""


class Entries:
    """Reads the log for the runner, and remembers where what is named began."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}

    def __call__(self, connection: sa.Connection, after: int, limit: int) -> list[Entry]:
        """At most so many entries after a position, in their order."""
        found = statements_of(connection).scan(connection, after, limit, LAST)
        rows = map(Row._make, found)
        told = [(row, event_of(row.type, row.body)) for row in rows]
        self._learn(connection, told)
        return [self._entry(row, event) for row, event in told]

    def _learn(self, connection: sa.Connection, told: list[tuple[Row, Said]]) -> None:
        """Find the positions of all that these events name, in one question at most."""
        if len(self._positions) > REMEMBERED:
            self._positions.clear()
        self._positions |= {row.event_id: row.position for row, _ in told}
        named = {str(id) for _, event in told for id in _named(event)}
        if missing := named - self._positions.keys():
            self._positions |= statements_of(connection).positions_of(connection, list(missing))

    def _entry(self, row: Row, event: Said) -> Entry:
        names = _names(type(event))
        return Entry(
            row.position,
            UUID(row.event_id),
            row.recorded_at,
            event,
            self._place(row, event, "act", names),
            self._place(row, event, "collaboration", names),
            self._place(row, event, "entry", names),
        )

    def _place(self, row: Row, event: Said, role: str, names: dict[str, str]) -> int:
        if role == event.ROOT:
            return row.position
        name = names.get(role)
        id = getattr(event, name) if name else None
        return 0 if id is None else self._positions[str(id)]


ROLES = {ActId: "act", CollaborationId: "collaboration", EntryId: "entry"}


@once
def _names(kind: type[Said]) -> dict[str, str]:
    """Which fact of a kind names an act, a collaboration, an earlier entry."""
    return {ROLES[fact.word]: fact.name for fact in facts_of(kind) if fact.word in ROLES}


def _named(event: Said) -> Iterable[UUID]:
    names = _names(type(event)).values()
    return [id for id in (attrgetter(name)(event) for name in names) if id is not None]
