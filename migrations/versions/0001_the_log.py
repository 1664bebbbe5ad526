"""The log, the vault beside it, and the triggers that refuse to change what was recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Position = sa.BigInteger().with_variant(sa.Integer, "sqlite")
Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    create_log()
    create_vault()
    on_sqlite = op.get_context().dialect.name == "sqlite"
    for statement in REFUSALS_ON_SQLITE if on_sqlite else REFUSALS_ON_POSTGRESQL:
        op.execute(statement)


def create_log() -> None:
    log_head = op.create_table(
        "log_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("size", Position, nullable=False),
        sa.Column("edge", sa.LargeBinary, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        postgresql_with={"fillfactor": 10},
    )
    op.bulk_insert(log_head, [{"id": 1, "size": 0, "edge": b"", "recorded_at": 0}])
    op.create_table(
        "event",
        sa.Column("position", Position, primary_key=True, autoincrement=False),
        sa.Column("event_id", Words, nullable=False),
        sa.Column("type", Words, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("envelope", sa.LargeBinary, nullable=False),
        sa.Column("leaf", sa.LargeBinary, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("event_id", name="event_event_id"),
    )
    op.create_index("event_type_position", "event", ["type", "position"])
    op.create_table(
        "event_tag",
        sa.Column("tag", Words, primary_key=True),
        sa.Column("position", Position, primary_key=True, autoincrement=False),
        sa.Column("type", Words, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tracking",
        sa.Column("application_name", Words, primary_key=True),
        sa.Column("notification_id", Position, nullable=False),
    )


def create_vault() -> None:
    op.create_table(
        "subject_key",
        sa.Column("subject", Words, primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=False),
        sa.Column("destroyed_at", sa.BigInteger),
    )
    op.create_table(
        "sealed",
        sa.Column("commitment", Words, primary_key=True),
        sa.Column("subject", Words, nullable=False),
        sa.Column("nonce", sa.LargeBinary, nullable=False),
        sa.Column("words", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "person",
        sa.Column("issuer", Words, primary_key=True),
        sa.Column("subject", Words, primary_key=True),
        sa.Column("person", Words, nullable=False),
        sa.UniqueConstraint("person", name="person_person"),
    )


REFUSALS_ON_SQLITE = [
    *(
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        for table in ("event", "event_tag")
        for verb in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE deletes without asking the trigger above.
    "CREATE TRIGGER event_refuses_replacement BEFORE INSERT ON event "
    "WHEN EXISTS (SELECT 1 FROM event WHERE position = NEW.position OR event_id = NEW.event_id) "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
]

REFUSALS_ON_POSTGRESQL = [
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
    *(
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in ("event", "event_tag")
    ),
]
