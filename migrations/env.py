"""Runs the migrations, for the ledger as it starts or for Alembic's command line."""

from __future__ import annotations

import os

from alembic import context
from sqlalchemy import Connection

from ledger.log.engine import open_database, writing
from ledger.log.tables import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_server_default=True,
        include_name=_is_ours,
    )
    with context.begin_transaction():
        context.run_migrations()


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Views create their own tables and drop them; migrations know nothing of those."""
    return kind != "table" or name in metadata.tables


def main() -> None:
    if given := context.config.attributes.get("connection"):
        run(given)
        return
    engine = open_database(os.environ.get("LEDGER_DATABASE", "sqlite:///var/ledger.db"))
    with writing(engine) as connection:
        run(connection)
    engine.dispose()


main()
