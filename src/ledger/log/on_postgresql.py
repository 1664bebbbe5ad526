"""The statements of an append in the words of PostgreSQL: each takes a whole batch at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ledger.log.conflict import Asked
from ledger.log.draft import Entry

LOCK_HEAD = "SELECT size, edge, recorded_at FROM log_head WHERE id = 1 FOR UPDATE"

MOVE_HEAD = "UPDATE log_head SET size = %s, edge = %s, recorded_at = %s WHERE id = 1"

RING = "NOTIFY ledger"
"""Wakes those who listen, at the commit. It carries nothing: they read from where they were."""

FAILING_BY_TAG = """
SELECT DISTINCT asked.append
FROM jsonb_to_recordset(%s::jsonb) AS asked(append int, after bigint, types text[], tags text[])
CROSS JOIN LATERAL (
    SELECT 1 FROM event_tag AS first
    WHERE first.tag = asked.tags[1] AND first.position > asked.after
    AND (asked.types = '{}' OR first.type = ANY(asked.types))
    AND NOT EXISTS (
        SELECT 1 FROM unnest(asked.tags[2:]) AS other(tag)
        WHERE NOT EXISTS (
            SELECT 1 FROM event_tag AS also
            WHERE also.tag = other.tag AND also.position = first.position
        )
    )
    LIMIT 1
) AS found
"""

FAILING_BY_TYPE = """
SELECT DISTINCT asked.append
FROM jsonb_to_recordset(%s::jsonb) AS asked(append int, after bigint, types text[])
CROSS JOIN LATERAL (
    SELECT 1 FROM event WHERE type = ANY(asked.types) AND position > asked.after LIMIT 1
) AS found
"""

POSITIONS_OF = "SELECT event_id, position FROM event WHERE event_id = ANY(%s)"

INSERT_EVENTS = """
INSERT INTO event (position, event_id, type, body, envelope, leaf, recorded_at)
SELECT * FROM unnest(%b::bigint[], %b::text[], %b::text[], %b::bytea[], %b::bytea[], %b::bytea[],
                     %b::bigint[])
"""

INSERT_TAGS = """
INSERT INTO event_tag (tag, position, type)
SELECT * FROM unnest(%b::text[], %b::bigint[], %b::text[])
"""


SCAN = """
SELECT position, event_id, type, body, recorded_at FROM event
WHERE position > %s AND position <= %s ORDER BY position LIMIT %s
"""


def lock_head(db: sa.Connection) -> tuple[int, bytes, int]:
    """The size, the edge and the last record time; nobody else appends until the commit."""
    size, edge, recorded_at = db.exec_driver_sql(LOCK_HEAD).one()
    return size, edge, recorded_at


def move_head(db: sa.Connection, size: int, edge: bytes, recorded_at: int) -> None:
    db.exec_driver_sql(MOVE_HEAD, (size, edge, recorded_at))
    db.exec_driver_sql(RING)


def failing(db: sa.Connection, tagged: list[Asked], typed: list[Asked]) -> set[int]:
    """The numbers of the appends that asked not to find what is there."""
    found: set[int] = set()
    for statement, asked in ((FAILING_BY_TAG, tagged), (FAILING_BY_TYPE, typed)):
        if asked:
            told = json.dumps([item._asdict() for item in asked])
            found.update(db.exec_driver_sql(statement, (told,)).scalars())
    return found


def positions_of(db: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    rows: Any = db.exec_driver_sql(POSITIONS_OF, (list(ids),))
    return dict(rows.all())


def insert(db: sa.Connection, entries: list[Entry], tags: list[tuple[str, int, str]]) -> None:
    db.exec_driver_sql(INSERT_EVENTS, tuple(map(list, zip(*entries, strict=True))))
    if tags:
        db.exec_driver_sql(INSERT_TAGS, tuple(map(list, zip(*tags, strict=True))))


def scan(
    db: sa.Connection, after: int, limit: int, upto: int | None
) -> list[tuple[int, str, str, bytes, int]]:
    """Rows as the driver gives them, bodies in binary: views read millions of these."""
    driver: Any = db.connection.driver_connection
    last = 2**62 if upto is None else upto
    rows: list[tuple[int, str, str, bytes, int]] = driver.execute(
        SCAN, (after, last, limit), binary=True
    ).fetchall()
    return rows
