"""The statements of the log in the words of PostgreSQL: each takes a whole batch at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ledger.log.draft import Asked, Entry, LockedHead

MANY = 100
"""Events from which COPY is faster: it costs four round trips, and half as much a row."""

LOCK_HEAD = "SELECT size, edge, recorded_at FROM log_head WHERE id = 1 FOR UPDATE"

MOVED_BY_TAG = """
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

MOVED_BY_TYPE = """
SELECT DISTINCT asked.append
FROM jsonb_to_recordset(%s::jsonb) AS asked(append int, after bigint, types text[])
CROSS JOIN LATERAL (
    SELECT 1 FROM event WHERE type = ANY(asked.types) AND position > asked.after LIMIT 1
) AS found
"""

POSITIONS_OF = "SELECT event_id, position FROM event WHERE event_id = ANY(%s)"

MOVE_HEAD = """
UPDATE log_head SET size = %s, edge = %s, recorded_at = %s
FROM pg_notify('ledger', '') WHERE id = 1
"""
"""Also wakes those who listen, at the commit. It tells them nothing: they read on by themselves."""

INSERT_FEW = f"""
WITH new AS MATERIALIZED (
    SELECT * FROM json_to_recordset(%s) AS new(
        position bigint, event_id text, type text, body text, envelope text, leaf text,
        recorded_at bigint, tags text[]
    )
), events AS (
    INSERT INTO event (position, event_id, type, body, envelope, leaf, recorded_at)
    SELECT position, event_id, type, decode(body, 'hex'), convert_to(envelope, 'UTF8'),
           decode(leaf, 'hex'), recorded_at
    FROM new
), tags AS (
    INSERT INTO event_tag (tag, position, type)
    SELECT tag, position, type FROM new, unnest(tags) AS tag
) {MOVE_HEAD}
"""
"""One round trip for a few events: the batch travels as one JSON document."""

COPY_EVENTS = """
COPY event (position, event_id, type, body, envelope, leaf, recorded_at)
FROM STDIN (FORMAT BINARY)
"""

COPY_TAGS = "COPY event_tag (tag, position, type) FROM STDIN (FORMAT BINARY)"

SCAN = """
SELECT position, event_id, type, body, recorded_at FROM event
WHERE position > %s AND position <= %s ORDER BY position LIMIT %s
"""


def lock_head(db: sa.Connection) -> LockedHead:
    """The head of the log; nobody else appends before this transaction ends."""
    return LockedHead._make(_driver(db).execute(LOCK_HEAD).fetchone())


def moved(db: sa.Connection, tagged: list[Asked], typed: list[Asked]) -> set[int]:
    """The numbers of the appends that asked not to find what is there."""
    found: set[int] = set()
    for statement, asked in ((MOVED_BY_TAG, tagged), (MOVED_BY_TYPE, typed)):
        if asked:
            told = json.dumps([item._asdict() for item in asked])
            found.update(number for (number,) in _driver(db).execute(statement, (told,)))
    return found


def record(db: sa.Connection, entries: list[Entry], head: LockedHead) -> None:
    """Insert the events with their tags, and move the head to where they end."""
    if len(entries) < MANY:
        told = json.dumps([_told(entry) for entry in entries])
        _driver(db).execute(INSERT_FEW, (told, *head))
        return
    with _driver(db).cursor() as cursor:
        with cursor.copy(COPY_EVENTS) as events:
            events.set_types(["int8", "text", "text", "bytea", "bytea", "bytea", "int8"])
            for entry in entries:
                events.write_row(entry[:-1])
        with cursor.copy(COPY_TAGS) as tags:
            tags.set_types(["text", "int8", "text"])
            for tag in sorted(tag for entry in entries for tag in entry.tag_rows()):
                tags.write_row(tag)
        cursor.execute(MOVE_HEAD, head)


def positions_of(db: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    return dict(_driver(db).execute(POSITIONS_OF, (list(ids),)).fetchall())


def scan(
    db: sa.Connection, after: int, limit: int, upto: int
) -> list[tuple[int, str, str, bytes, int]]:
    """Rows as the driver gives them, bodies in binary: views read millions of these."""
    rows: list[tuple[int, str, str, bytes, int]] = (
        _driver(db).execute(SCAN, (after, upto, limit), binary=True).fetchall()
    )
    return rows


def _told(entry: Entry) -> dict[str, Any]:
    return entry._asdict() | {
        "body": entry.body.hex(),
        "envelope": entry.envelope.decode(),
        "leaf": entry.leaf.hex(),
        "tags": list(entry.tags),
    }


def _driver(db: sa.Connection) -> Any:
    """The driver's own connection: what SQLAlchemy adds to a statement is half of its cost."""
    return db.connection.driver_connection
