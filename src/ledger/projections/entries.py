"""The log as the views read it: events in order, each with the positions of what it names.

Events name acts and collaborations by their ids; views know them by the position of the event
that began them, which is a fifth of the bytes. Here the one becomes the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa

from ledger.domain.acts import BY_TOPIC
from ledger.domain.facts import facts_of, once
from ledger.domain.identifiers import ActId, CitedAct, CollaborationId, EntryId
from ledger.domain.plain import reviver_of
from ledger.envelope import facts_together
from ledger.log.commit import statements_of
from ledger.log.reader import LAST
from ledger.projections.numbers import Numbers
from ledger.projections.view import Entry

REMEMBERED = 100_000
"""Acts and collaborations whose positions are kept at hand. Most events name what began not long
before them."""

_make = partial(tuple.__new__, Entry)
"""An entry of its facts in their order; `Entry(...)` takes twice as long."""

Row = tuple[int, str, str, bytes, int]
"""An event as it is stored: position, id, topic, body, and when it was recorded."""

Facts = dict[str, Any]
"""What an event says, in its plain form."""


class Entries:
    """Reads the log for the runner, and remembers where what is named began.

    Only the thread that folds may use it: what it remembers is under no lock.
    """

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}
        self._numbers = Numbers()

    def __call__(self, connection: sa.Connection, after: int, limit: int) -> list[Entry]:
        """At most so many entries after a position, in their order."""
        rows = statements_of(connection).scan(connection, after, limit, LAST)
        told = facts_together([body for _, _, _, body, _ in rows])
        positions = self._learn(connection, rows, told)
        entries = [_entry(row, facts, positions) for row, facts in zip(rows, told, strict=True)]
        return self._numbers.as_called(connection, entries)

    def _learn(
        self, connection: sa.Connection, rows: Sequence[Row], told: Sequence[Facts]
    ) -> dict[str, int]:
        """Find the positions of all that these events name, in one question at most."""
        positions = self._positions
        named: set[Any] = set()
        for (position, id, topic, *_), facts in zip(rows, told, strict=True):
            form = _form(topic)
            for _, name in form.places:
                named.add(facts.get(name))
            if form.root is not None:
                positions[id] = position
        if missing := named - positions.keys() - {None}:
            found = statements_of(connection).positions_of(connection, sorted(missing))
            positions.update(found)
        if len(positions) > REMEMBERED:
            # The older half is let go; this batch goes on with all that it needs.
            young = islice(positions.items(), len(positions) - REMEMBERED // 2, None)
            self._positions = dict(young)
        return positions


def _entry(row: Row, facts: Facts, positions: dict[str, int]) -> Entry:
    position, id, topic, _, recorded_at = row
    revive, root, named = _form(topic)
    places = [0, 0, 0, 0]
    for place, name in named:
        if (one := facts.get(name)) is not None:
            places[place] = positions[one]
    if root is not None:
        places[root] = position
    return _make((position, id, recorded_at, topic, revive(facts), *places))


PLACES: dict[Any, int] = {ActId: 0, CollaborationId: 1, EntryId: 2, CitedAct: 3}
"""What an event may name, and where its position stands in an entry, after the event."""
ROOTS = {None: None, "act": 0, "collaboration": 1}


class Form(NamedTuple):
    """How entries of one kind are read."""

    revive: Callable[[Facts], Any]
    root: int | None
    """Where the entry has its own position, if it opens an act or begins a collaboration."""
    places: tuple[tuple[int, str], ...]
    """Where it has the positions of what it names, and in which facts."""


@once
def _form(topic: str) -> Form:
    kind = BY_TOPIC[topic]
    named = [(PLACES[fact.word], fact.name) for fact in facts_of(kind) if fact.word in PLACES]
    return Form(reviver_of(kind), ROOTS[kind.ROOT], tuple(named))
