"""An insert that knows what to do where the row is there already: each dialect has its own."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def insert(at: sa.Connection | sa.Engine, table: sa.Table) -> Any:
    """The insert of this database. The dialect of the other one is not even loaded."""
    if at.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)
