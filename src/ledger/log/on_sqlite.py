"""The statements of an append in the words of SQLite: each takes a whole batch at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ledger.log.conflict import Asked
from ledger.log.draft import Entry

READ_HEAD = "SELECT size, edge, recorded_at FROM log_head WHERE id = 1"

MOVE_HEAD = "UPDATE log_head SET size = ?, edge = ?, recorded_at = ? WHERE id = 1"

FAILING_BY_TAG = """
SELECT DISTINCT asked.value ->> 'append'
FROM json_each(?) AS asked
WHERE EXISTS (
    SELECT 1 FROM event_tag AS first
    WHERE first.tag = asked.value ->> '$.tags[0]' AND first.position > asked.value ->> 'after'
    AND (asked.value ->> '$.types[0]' IS NULL
         OR first.type IN (SELECT value FROM json_each(asked.value, '$.types')))
    AND NOT EXISTS (
        SELECT 1 FROM json_each(asked.value, '$.tags') AS other
        WHERE NOT EXISTS (
            SELECT 1 FROM event_tag AS also
            WHERE also.tag = other.value AND also.position = first.position
        )
    )
)
"""

FAILING_BY_TYPE = """
SELECT DISTINCT asked.value ->> 'append'
FROM json_each(?) AS asked, json_each(asked.value, '$.types') AS wanted
WHERE EXISTS (
    SELECT 1 FROM event WHERE type = wanted.value AND position > asked.value ->> 'after'
)
"""

POSITIONS_OF = """
SELECT event_id, position FROM event WHERE event_id IN (SELECT value FROM json_each(?))
"""

INSERT_EVENT = """
INSERT INTO event (position, event_id, type, body, envelope, leaf, recorded_at)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

INSERT_TAG = "INSERT INTO event_tag (tag, position, type) VALUES (?, ?, ?)"


SCAN = """
SELECT position, event_id, type, body, recorded_at FROM event
WHERE position > ? AND position <= ? ORDER BY position LIMIT ?
"""


def lock_head(db: sa.Connection) -> tuple[int, bytes, int]:
    """The size, the edge and the last record time. BEGIN IMMEDIATE has taken the lock."""
    size, edge, recorded_at = db.exec_driver_sql(READ_HEAD).one()
    return size, edge, recorded_at


def move_head(db: sa.Connection, size: int, edge: bytes, recorded_at: int) -> None:
    db.exec_driver_sql(MOVE_HEAD, (size, edge, recorded_at))


def failing(db: sa.Connection, tagged: list[Asked], typed: list[Asked]) -> set[int]:
    """The numbers of the appends that asked not to find what is there."""
    found: set[int] = set()
    for statement, asked in ((FAILING_BY_TAG, tagged), (FAILING_BY_TYPE, typed)):
        if asked:
            told = json.dumps([item._asdict() for item in asked])
            found.update(db.exec_driver_sql(statement, (told,)).scalars())
    return found


def positions_of(db: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    rows: Any = db.exec_driver_sql(POSITIONS_OF, (json.dumps(list(ids)),))
    return dict(rows.all())


def insert(db: sa.Connection, entries: list[Entry], tags: list[tuple[str, int, str]]) -> None:
    db.exec_driver_sql(INSERT_EVENT, entries)
    if tags:
        db.exec_driver_sql(INSERT_TAG, tags)


def scan(
    db: sa.Connection, after: int, limit: int, upto: int | None
) -> list[tuple[int, str, str, bytes, int]]:
    """Rows as the driver gives them: views read millions of these."""
    driver: Any = db.connection.driver_connection
    last = 2**62 if upto is None else upto
    rows: list[tuple[int, str, str, bytes, int]] = driver.execute(
        SCAN, (after, last, limit)
    ).fetchall()
    return rows
