"""The keys move into a store of their own, and logins are hidden."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = "0001"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

NEEDS_KEYS = (
    "This database holds people's keys or logins, which move to the key store: open it with "
    "`ledger status`, which knows where that is."
)


def upgrade() -> None:
    db = op.get_bind()
    keys = context.config.attributes.get("keys")
    people = db.execute(sa.text("SELECT issuer, subject, person FROM person")).all()
    living = db.execute(sa.text("SELECT subject, key, destroyed_at FROM subject_key")).all()
    if (people or living) and keys is None:
        raise RuntimeError(NEEDS_KEYS)
    for row in living:
        # The key store commits each: a crash leaves keys in both places, and this starts again.
        keys.adopt(row.subject, None if row.destroyed_at is not None else bytes(row.key))
    op.drop_table("subject_key")
    hide_logins(people, keys)
    with op.batch_alter_table("sealed") as sealed:
        sealed.add_column(sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.create_index("sealed_subject", "sealed", ["subject"])
    op.create_table(
        "errand",
        sa.Column("name", Words, primary_key=True),
        sa.Column("due_at", sa.BigInteger, nullable=False),
    )
    op.create_index("errand_due_at", "errand", ["due_at"])


def hide_logins(people: list[Any], keys: Any) -> None:
    op.drop_table("person")
    person = op.create_table(
        "person",
        sa.Column("login", Words, primary_key=True),
        sa.Column("person", Words, nullable=False),
        sa.UniqueConstraint("person", name="person_person"),
    )
    if people:
        secret = keys.current("logins").secret
        op.bulk_insert(
            person,
            [
                {"login": hidden(secret, row.issuer, row.subject), "person": row.person}
                for row in people
            ],
        )


def hidden(secret: bytes, issuer: str, subject: str) -> str:
    told = json.dumps([issuer, subject], separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(secret, told.encode(), sha256).hex()
