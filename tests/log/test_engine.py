"""A database that could forget what it confirmed is refused, with the setting by name."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest

from ledger.log import engine as opening
from ledger.log.address import Unusable
from ledger.log.engine import Unsafe, open_database, reading, writing

EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 15000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
}


@pytest.mark.parametrize("pragma", EXPECTED)
def test_every_connection_is_safe(pragma: str, sqlite_url: str) -> None:
    engine = open_database(sqlite_url)

    with reading(engine) as one, reading(engine) as other:
        for db in (one, other):
            assert db.exec_driver_sql(f"PRAGMA {pragma}").scalar() == EXPECTED[pragma]

    engine.dispose()


class Forgetful(sqlite3.Connection):
    """A connection that keeps one setting as it was, as a SQLite built otherwise would."""

    def execute(self, sql: str, *parameters: object) -> sqlite3.Cursor:
        return super().execute("SELECT 1" if sql == "PRAGMA synchronous = FULL" else sql)


def test_a_setting_that_does_not_hold_is_named() -> None:
    connection = sqlite3.connect(":memory:", factory=Forgetful)
    connection.execute("PRAGMA synchronous = OFF")

    with pytest.raises(Unsafe, match="synchronous = 0"):
        opening._harden(connection, skipped=opening.ONLY_IN_A_FILE)

    connection.close()


@pytest.mark.parametrize(("role_sets", "is_safe"), [("off", False), ("local", True)])
def test_a_server_that_answers_before_it_wrote_is_named(
    role_sets: str, is_safe: bool, postgresql_url: str
) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        name = server.info.dbname
        server.execute(f"ALTER DATABASE {name} SET synchronous_commit = {role_sets}")
    engine = open_database(postgresql_url)

    if is_safe:
        with reading(engine) as db:
            assert db.exec_driver_sql("SELECT 1").scalar() == 1
    else:
        with pytest.raises(Unsafe, match="synchronous_commit = off"), reading(engine):
            pass
    engine.dispose()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_one_for_all_threads(url: str) -> None:
    engine = open_database(url)
    with writing(engine) as db:
        db.exec_driver_sql("CREATE TABLE kept (n INTEGER)")

    with reading(engine) as db:
        assert db.exec_driver_sql("SELECT count(*) FROM kept").scalar() == 0
    assert opening.is_in_memory(engine)
    engine.dispose()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="nowhere"):
        open_database(f"sqlite:///{tmp_path}/nowhere/ledger.db")


def test_a_transaction_that_raises_leaves_nothing(engine: object) -> None:
    def give_up() -> None:
        with writing(engine) as db:  # type: ignore[arg-type]
            db.exec_driver_sql("INSERT INTO tracking VALUES ('view', 1)")
            raise LookupError

    with pytest.raises(LookupError):
        give_up()

    with reading(engine) as db:  # type: ignore[arg-type]
        assert db.exec_driver_sql("SELECT count(*) FROM tracking").scalar() == 0
