"""Brings a database to the tables that this version of the ledger works with."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from ledger.log.address import Unusable
from ledger.log.engine import empty_wal, reading, writing
from ledger.log.keys import Keys

HEAD = "0003"
"""The newest migration, by its number. Compared first: loading Alembic would slow every start."""

LOCK = 0x1ED6E2
"""Names the PostgreSQL lock under which migrations run, so that two starts do not mix."""


def prepare(engine: sa.Engine, keys: Keys | None = None) -> None:
    """Create the tables, or bring them up to date. Does nothing where nothing is to be done.

    Everything happens in one transaction, so a crash leaves the database as it was. A database
    of an earlier release, which has people's keys in it, gives them to the key store.

    Raises `Unusable` for the database of a later release.
    """
    with reading(engine) as db:
        found = _revision(db)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise Unusable(
            f"A later release of the ledger has worked with this database: it is at {found}, this "
            f"release knows {HEAD}. Start that release, or one after it."
        )
    with writing(engine) as db:
        if db.dialect.name == "postgresql":
            db.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        if _revision(db) != HEAD:
            _upgrade(db, keys)
    empty_wal(engine)  # what the tables held before is gone from the file, and now from here too


def _revision(db: sa.Connection) -> str | None:
    if not sa.inspect(db).has_table("alembic_version"):
        return None
    revision: str | None = db.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def _upgrade(db: sa.Connection, keys: Keys | None) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = db
    config.attributes["keys"] = keys
    command.upgrade(config, "head")


def migrations() -> Path:
    """The folder of the migrations: inside an installed package, or beside the sources."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"
