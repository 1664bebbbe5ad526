"""How often the ledger said no, by day, code, school and kind; never to what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "refusal_count",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("code", Words, primary_key=True),
        sa.Column("school", Words, primary_key=True),
        sa.Column("kind", Words, primary_key=True),
        sa.Column("count", sa.BigInteger, nullable=False),
    )
