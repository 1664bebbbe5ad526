"""The statements of the log in the words of SQLite: each takes a whole batch at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import sqlalchemy as sa

from ledger.log.draft import Asked, Entry, LockedHead

READ_HEAD = "SELECT size, edge, recorded_at FROM log_head WHERE id = 1"

MOVED_BY_TAG = """
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

MOVED_BY_TYPE = """
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
VALUES (?, ?, ?, ?, ?, ?, ?)"""

INSERT_TAG = "INSERT INTO event_tag (tag, position, type) VALUES (?, ?, ?)"

AT_ONCE = 500
"""Rows in one statement. While it runs, other threads of Python do; one row is too short for that.
It has 3,500 parameters then; SQLite takes 32,766."""

MOVE_HEAD = "UPDATE log_head SET size = ?, edge = ?, recorded_at = ? WHERE id = 1"

SCAN = """
SELECT position, event_id, type, body, recorded_at FROM event
WHERE position > ? AND position <= ? ORDER BY position LIMIT ?
"""


def lock_head(db: sa.Connection) -> LockedHead:
    """The head of the log. BEGIN IMMEDIATE has locked it already."""
    return LockedHead._make(_driver(db).execute(READ_HEAD).fetchone())


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
    driver = _driver(db)
    _insert(driver, INSERT_EVENT, [entry[:-1] for entry in entries])
    _insert(driver, INSERT_TAG, sorted(tag for entry in entries for tag in entry.tag_rows()))
    driver.execute(MOVE_HEAD, head)


def _insert(driver: Any, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        inserted, told = together(statement, rows[start : start + AT_ONCE])
        take = driver.execute if isinstance(told, tuple) else driver.executemany
        take(inserted, told)


def together(
    statement: str, rows: Sequence[tuple[Any, ...]]
) -> tuple[str, tuple[Any, ...] | list[tuple[Any, ...]]]:
    """How to insert these rows, `AT_ONCE` at most: in one statement with all values, or one by one.

    What is prepared for so many rows takes no fewer.
    """
    if len(rows) == AT_ONCE:
        return _of_many(statement), tuple(chain.from_iterable(rows))
    return statement, list(rows)


@lru_cache(maxsize=256)
def _of_many(statement: str) -> str:
    """The same statement for as many rows as are inserted at once."""
    insert, row = statement.split("VALUES ")
    return f"{insert}VALUES {', '.join([row] * AT_ONCE)}"


def positions_of(db: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    return dict(_driver(db).execute(POSITIONS_OF, (json.dumps(list(ids)),)).fetchall())


def scan(
    db: sa.Connection, after: int, limit: int, upto: int
) -> list[tuple[int, str, str, bytes, int]]:
    """Rows as the driver gives them: views read millions of these."""
    rows: list[tuple[int, str, str, bytes, int]] = (
        _driver(db).execute(SCAN, (after, upto, limit)).fetchall()
    )
    return rows


def _driver(db: sa.Connection) -> Any:
    """The driver's own connection: what SQLAlchemy adds to a statement is half of its cost."""
    return db.connection.driver_connection
