"""The log as the views read it: events in order, each with the positions of what it names.

Events name acts and collaborations by their ids; views know them by the position of the event
that began them, which is a fifth of the bytes. Here the one becomes the other.
"""

from __future__ import annotations

import sqlalchemy as sa

from ledger.application import event_of
from ledger.domain.entry import Entry as Said
from ledger.domain.plain import facts_of, once
from ledger.domain.words import ActId, CitedAct, CollaborationId, EntryId
from ledger.log.commit import statements_of
from ledger.log.reader import LAST
from ledger.projections.numbers import Numbers, Told
from ledger.projections.view import Entry

REMEMBERED = 100_000
"""Ids whose positions are kept at hand. Most events name what began not long before them."""


class Entries:
    """Reads the log for the runner, and remembers where what is named began."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}
        self._numbers = Numbers()

    def __call__(self, connection: sa.Connection, after: int, limit: int) -> list[Entry]:
        """At most so many entries after a position, in their order."""
        rows = statements_of(connection).scan(connection, after, limit, LAST)
        told = [
            Told(position, id, recorded_at, event_of(topic, body))
            for position, id, topic, body, recorded_at in rows
        ]
        self._learn(connection, told)
        return [self._entry(*one) for one in self._numbers.as_called(connection, told)]

    def _learn(self, connection: sa.Connection, told: list[Told]) -> None:
        """Find the positions of all that these events name, in one question at most."""
        if len(self._positions) > REMEMBERED:
            self._positions.clear()
        self._positions |= {id: position for position, id, _, _ in told}
        named = {id for *_, event in told for _, id in _names(event)}
        if missing := [id for id in named if id not in self._positions]:
            found = statements_of(connection).positions_of(connection, missing)
            self._positions |= found

    def _entry(self, position: int, id: str, recorded_at: int, event: Said) -> Entry:
        places = {role: self._positions[named] for role, named in _names(event)}
        if event.ROOT:
            places[event.ROOT] = position
        return Entry(
            position,
            id,
            recorded_at,
            event,
            places.get("act", 0),
            places.get("collaboration", 0),
            places.get("entry", 0),
            places.get("cited", 0),
        )


ROLES = {ActId: "act", CollaborationId: "collaboration", EntryId: "entry", CitedAct: "cited"}


@once
def _places(kind: type[Said]) -> tuple[tuple[str, str], ...]:
    """Which facts of a kind name an act, a collaboration, an earlier entry."""
    return tuple((ROLES[fact.word], fact.name) for fact in facts_of(kind) if fact.word in ROLES)


def _names(event: Said) -> list[tuple[str, str]]:
    """What an event names, and as what."""
    return [
        (role, str(id))
        for role, name in _places(type(event))
        if (id := getattr(event, name)) is not None
    ]
