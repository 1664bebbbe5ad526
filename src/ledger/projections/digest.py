"""One hash of everything a view held at a position: an auditor who replays compares it."""

from __future__ import annotations

import json
from hashlib import sha256

import sqlalchemy as sa

from ledger.projections.build import Build

ROWS_AT_ONCE = 5_000
"""Rows in memory while a digest is taken."""


def digest(connection: sa.Connection, build: Build, known_by: int) -> str:
    """SHA-256, in hex, over one JSON line a row, the tables by name and the rows by key.

    What became known after the position is left out and what ended after it is told as lasting,
    so any past digest can be taken later. It is the same for every database and batch size.
    """
    seal = sha256()
    for row, table in sorted(build.tables.items(), key=lambda pair: pair[0].__name__):
        then = sa.select(table).where(table.c.known_from <= known_by)
        held = connection.execute(
            then.order_by(*table.primary_key), execution_options={"yield_per": ROWS_AT_ONCE}
        )
        for *values, known_to in held:
            line = [row.__name__, *values, known_to if known_to <= known_by else None]
            seal.update(json.dumps(line, default=str, separators=(",", ":")).encode() + b"\n")
    return seal.hexdigest()
