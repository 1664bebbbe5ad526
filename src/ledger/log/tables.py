"""The tables that cannot be rebuilt: the log, and what is kept beside it about people."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

Position = BigInteger().with_variant(Integer, "sqlite")
"""Counts events from 1. On SQLite it must be INTEGER to be the row's own number."""

Microseconds = BigInteger
"""Microseconds since 1970 in UTC: the same number on both databases."""

Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared byte by byte, so that no change of locale ever reorders an index."""

log_head = Table(
    "log_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("size", Position, nullable=False),
    Column("edge", LargeBinary, nullable=False),
    Column("recorded_at", Microseconds, nullable=False),
)
"""One row. Whoever holds its lock is the only one who appends. How PostgreSQL is to store it stands
in the migration: told here, it would load that dialect into every process."""

event = Table(
    "event",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("event_id", Words, nullable=False),
    Column("type", Words, nullable=False),
    Column("body", LargeBinary),
    Column("envelope", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    Column("recorded_at", Microseconds, nullable=False),
    UniqueConstraint("event_id", name="event_event_id"),
    Index("event_type_position", "type", "position"),
)
"""The log. The envelope's bytes are the evidence; tags and who recorded stand in there."""

event_tag = Table(
    "event_tag",
    metadata,
    Column("tag", Words, primary_key=True),
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("type", Words, nullable=False),
    sqlite_with_rowid=False,
)
"""The tags of each event, for questions; `type` is here so that a check needs no other table."""

sealed = Table(
    "sealed",
    metadata,
    Column("commitment", Words, primary_key=True),
    Column("subject", Words, nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    Index("sealed_subject", "subject"),
)
"""The vault: words by or about a person, under a version of that person's key, which is elsewhere.
The log holds only their commitment."""

person = Table(
    "person",
    metadata,
    Column("login", Words, primary_key=True),
    Column("person", Words, nullable=False),
    UniqueConstraint("person", name="person_person"),
)
"""Which pseudonym stands for which login. The login is hidden; a row is erased with its person."""

errand = Table(
    "errand",
    metadata,
    Column("name", Words, primary_key=True),
    Column("due_at", Microseconds, nullable=False),
    Index("errand_due_at", "due_at"),
)
"""Whom or what to look at, and when. What is to be done there stands in the log."""

tracking = Table(
    "tracking",
    metadata,
    Column("application_name", Words, primary_key=True),
    Column("notification_id", Position, nullable=False),
)
"""How far a follower written against the library's contract has come."""

refusal_count = Table(
    "refusal_count",
    metadata,
    Column("day", Date, primary_key=True),
    Column("code", Words, primary_key=True),
    Column("school", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("count", BigInteger, nullable=False),
)
"""How often the ledger said no. There is no column for what it said no to, nor for a person."""
