"""Reads the log: by what events are about, by id, by position, by time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import select

from ledger.log import envelope, merkle
from ledger.log.commit import statements_of
from ledger.log.contract import (
    DCBReadResponse,
    DCBSequencedEvent,
    Item,
    Query,
    SimpleDCBReadResponse,
    Written,
)
from ledger.log.engine import reading
from ledger.log.tables import event, event_tag, log_head
from ledger.log.tree import Stretches, Tree

WHOLE = (
    event.c.position,
    event.c.event_id,
    event.c.type,
    event.c.body,
    event.c.envelope,
    event.c.leaf,
)


POSITION_AT = sa.text("""
WITH RECURSIVE search(low, high) AS (
    SELECT CAST(0 AS BIGINT), size FROM log_head
    UNION ALL
    SELECT CASE WHEN middle.recorded_at <= :instant THEN middle.position ELSE low END,
           CASE WHEN middle.recorded_at <= :instant THEN high ELSE middle.position - 1 END
    FROM search JOIN event AS middle ON middle.position = (low + high + 1) / 2
    WHERE low < high
)
SELECT max(low) FROM search
""")
"""Halves the log until the instant is found. The time never falls, so no index is needed."""

LAST = 2**62
"""Beyond every position."""


class Head(NamedTuple):
    """The log as it stands: how many events, their Merkle root, and when the last one came."""

    size: int
    root: bytes
    recorded_at: datetime | None


class Row(NamedTuple):
    """An event as the views read it, without its envelope."""

    position: int
    event_id: str
    type: str
    body: bytes
    recorded_at: int


class Proof(NamedTuple):
    """An event with what proves it: the leaf is of the envelope, which has the body's hash."""

    position: int
    type: str
    body: bytes
    envelope: bytes
    leaf: bytes


class Reader:
    """Asks the log. Every answer is of one moment; positions have no gaps up to the size."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._stretches = Stretches()

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with reading(self.engine) as db:
            yield db

    def head(self) -> Head:
        with self._reading() as db:
            size, edge, recorded_at = db.execute(
                select(log_head.c.size, log_head.c.edge, log_head.c.recorded_at)
            ).one()
        at = envelope.instant(recorded_at) if size else None
        return Head(size, merkle.root(merkle.unpack(edge)), at)

    def size(self) -> int:
        with self._reading() as db:
            return _size(db)

    def read(
        self, query: Query | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """The events that match one item of the query: its types, if any, and all of its tags.

        The head of the answer is the size of the log, or the last position where a limit is set.
        """
        with self._reading() as db:
            size = None if limit is not None else _size(db)
            found = select(*WHOLE).where(event.c.position.in_(_matching(query, after or 0)))
            if size is not None:
                found = found.where(event.c.position <= size)
            rows = db.execute(found.order_by(event.c.position).limit(limit)).all()
        events = [_sequenced(row) for row in rows]
        last = events[-1].position if events else None
        return SimpleDCBReadResponse(iter(events), last if size is None else size or None)

    def proofs(self, query: Query, *, after: int, limit: int) -> list[Proof]:
        """The next events that match, with what proves them."""
        columns = [event.c[name] for name in Proof._fields]
        found = select(*columns).where(event.c.position.in_(_matching(query, after)))
        with self._reading() as db:
            rows = db.execute(found.order_by(event.c.position).limit(limit)).all()
        return [
            Proof(row.position, row.type, bytes(row.body), bytes(row.envelope), bytes(row.leaf))
            for row in rows
        ]

    def tree(self, size: int) -> Tree:
        """The tree of the first events, from which it can be proved that one is among them."""
        return Tree(size, self._leaves, self._stretches)

    def _leaves(self, start: int, end: int) -> list[bytes]:
        wanted = (event.c.position > start, event.c.position <= end)
        found = select(event.c.leaf).where(*wanted).order_by(event.c.position)
        with self._reading() as db:
            return [bytes(leaf) for leaf in db.execute(found).scalars()]

    def count(self, kind: str) -> int:
        """How many events of a kind there are."""
        with self._reading() as db:
            counted = select(sa.func.count()).where(event.c.type == kind)
            number: int = db.execute(counted).scalar_one()
        return number

    def find(self, event_id: str) -> DCBSequencedEvent | None:
        """The one event with this id: what makes a repeated command harmless."""
        with self._reading() as db:
            row = db.execute(select(*WHOLE).where(event.c.event_id == event_id)).one_or_none()
        return None if row is None else _sequenced(row)

    def positions_of(self, ids: Iterable[str]) -> dict[str, int]:
        """Where the events with these ids stand; ids that are not in the log are left out."""
        with self._reading() as db:
            found: dict[str, int] = statements_of(db).positions_of(db, list(ids))
        return found

    def at(self, positions: Sequence[int]) -> list[DCBSequencedEvent]:
        """The events at these positions, in the order asked. Raises `KeyError` beyond the end."""
        with self._reading() as db:
            return at(db, positions)

    def scan(self, after: int, limit: int, upto: int | None = None) -> list[Row]:
        """The next events in order, as plain rows: what views follow the log by."""
        with self._reading() as db:
            rows: list[tuple[Any, ...]] = statements_of(db).scan(
                db, after, limit, LAST if upto is None else upto
            )
        return [Row._make(row) for row in rows]

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before this instant; 0 where there is none."""
        with self._reading() as db:
            position: int = db.execute(
                POSITION_AT, {"instant": envelope.microseconds(instant)}
            ).scalar_one()
        return position


def at(db: sa.Connection, positions: Sequence[int]) -> list[DCBSequencedEvent]:
    """The events at these positions, in the order asked. Raises `KeyError` beyond the end."""
    rows = db.execute(select(*WHOLE).where(event.c.position.in_(set(positions)))).all()
    found = {row.position: _sequenced(row) for row in rows}
    return [found[position] for position in positions]


def _size(db: sa.Connection) -> int:
    size: int = db.execute(select(log_head.c.size)).scalar_one()
    return size


def _sequenced(row: Any) -> DCBSequencedEvent:
    told = envelope.read(bytes(row.envelope))
    body = b"" if row.body is None else bytes(row.body)
    written = Written(row.type, body, told.tags, row.event_id, told.by, told.at, bytes(row.leaf))
    return DCBSequencedEvent(written, row.position)


def _matching(query: Query | None, after: int) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    if query is None or not query.items:
        return select(event.c.position).where(event.c.position > after)
    found = [_positions(item, after) for item in query.items if len(item.tags) != 1]
    # Those of one tag each are asked for together: a database takes few questions in one.
    tags: dict[tuple[str, ...], list[str]] = {}
    for item in query.items:
        if len(item.tags) == 1:
            tags.setdefault(tuple(item.types), []).append(item.tags[0])
    found += [_positions_of_any(types, some, after) for types, some in tags.items()]
    return sa.union(*found) if len(found) > 1 else found[0]


def _positions_of_any(types: Sequence[str], tags: list[str], after: int) -> sa.Select[Any]:
    found = select(event_tag.c.position).where(event_tag.c.tag.in_(tags))
    found = found.where(event_tag.c.position > after).distinct()
    return found.where(event_tag.c.type.in_(types)) if types else found


def _positions(item: Item, after: int) -> sa.Select[Any]:
    if not item.tags:
        every = select(event.c.position).where(event.c.position > after)
        return every.where(event.c.type.in_(item.types)) if item.types else every
    first, *others = sorted(set(item.tags))
    tagged = event_tag.alias()
    found = select(tagged.c.position).where(tagged.c.tag == first, tagged.c.position > after)
    if item.types:
        found = found.where(tagged.c.type.in_(item.types))
    for tag in others:
        also = event_tag.alias()
        found = found.join(also, also.c.position == tagged.c.position).where(also.c.tag == tag)
    return found
