"""Opens the database, and refuses one that would forget what it has confirmed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any

import sqlalchemy as sa

from ledger.log.address import Unusable, address_of

PRAGMAS: dict[str, tuple[str, object]] = {
    "busy_timeout": ("15000", 15000),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
    "cache_size": ("-8192", -8192),
    "secure_delete": ("ON", 1),
}
"""What every SQLite connection sets, and what it must read back. A signed log may not lose
its tail (`synchronous`), and forgotten words may not stay in the file (`secure_delete`). The pages
through which all reading goes are to stay at hand (`cache_size`, 8 MB)."""

ONLY_IN_A_FILE = {"journal_mode", "mmap_size"}
"""Settings that a database in memory does not have."""

FIRST_OPENING_TRIES, FIRST_OPENING_SECONDS = 1_000, 0.01
"""How often, and after which pause, a new file is tried again while another start prepares it."""


class Unsafe(Unusable):
    """The database is set up so that it could lose what it confirmed; the setting is named."""


def open_database(url: str) -> sa.Engine:
    """An engine for `sqlite:///path`, `sqlite://` (memory) or `postgresql://...`.

    Its errors and its log never say what a statement was given: that may be somebody's words.

    Raises `Unusable` where the address cannot be right. `Unsafe` comes with the first
    connection, and again with any later one that reads back other settings.
    """
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address)
    return _open_postgresql(address)


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in a transaction that only reads."""
    with engine.connect() as db, db.begin():
        yield db


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A connection in a transaction that may write; committed at the end, or nothing is."""
    with turn(engine), engine.connect().execution_options(write=True) as db, db.begin():
        yield db


def turn(engine: sa.Engine) -> AbstractContextManager[object]:
    """What writers of one process wait for. SQLite's own waiting polls, so it may starve one."""
    waiting: AbstractContextManager[object] = engine.get_execution_options().get(
        "turn", nullcontext()
    )
    return waiting


def empty_wal(engine: sa.Engine) -> bool:
    """Bring what SQLite wrote ahead into its file, and leave nothing behind; False if it could not.

    Waits for nobody: while somebody reads an earlier moment, that moment has to stay.
    """
    if engine.dialect.name != "sqlite" or is_in_memory(engine):
        return True
    with closing(engine.raw_connection()) as pooled:
        connection: Any = pooled.driver_connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.execute(f"PRAGMA busy_timeout = {PRAGMAS['busy_timeout'][0]}")
    return not busy


def is_in_memory(engine: sa.Engine) -> bool:
    """Whether this database ends with its process."""
    return engine.dialect.name == "sqlite" and _is_memory(engine.url)


def _is_memory(address: sa.URL) -> bool:
    return address.database in (None, "", ":memory:")


def _open_sqlite(address: sa.URL) -> sa.Engine:
    pool: dict[str, Any] = {"pool_size": 10, "max_overflow": 20}
    if _is_memory(address):
        pool = {"pool_size": 1, "max_overflow": 0}  # the one connection is the database
    elif not Path(address.database or "").parent.is_dir():
        raise Unusable(f"The folder of {address.database} does not exist.")
    engine = sa.create_engine(
        address,
        connect_args={"check_same_thread": False},
        poolclass=sa.QueuePool,
        hide_parameters=True,
        execution_options={"turn": RLock()},
        **pool,
    )

    @sa.event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        _harden(connection, skipped=ONLY_IN_A_FILE if _is_memory(address) else set())

    @sa.event.listens_for(engine, "begin")
    def _(connection: sa.Connection) -> None:
        will_write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if will_write else "BEGIN")

    return engine


def _harden(connection: sqlite3.Connection, skipped: set[str]) -> None:
    for pragma, (wanted, expected) in PRAGMAS.items():
        if pragma in skipped:
            continue
        _set(connection, f"PRAGMA {pragma} = {wanted}")
        found = connection.execute(f"PRAGMA {pragma}").fetchone()[0]
        if found != expected:
            raise Unsafe(f"SQLite says {pragma} = {found} where the ledger needs {wanted}.")


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    """Set a pragma, waiting for others: the first to open a file changes its journal alone.

    SQLite's own waiting does not cover that change.
    """
    for _ in range(FIRST_OPENING_TRIES):
        try:
            connection.execute(pragma)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(FIRST_OPENING_SECONDS)
    raise Unusable("The database file is locked by another program.")


def _open_postgresql(address: sa.URL) -> sa.Engine:
    engine = sa.create_engine(
        address,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
    )

    @sa.event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:
        _check_durability(connection)

    return engine


def _check_durability(connection: Any) -> None:
    for setting, losing in (("fsync", "off"), ("synchronous_commit", "off")):
        found = connection.execute(f"SHOW {setting}").fetchone()[0]
        if found == losing:
            raise Unsafe(f"PostgreSQL says {setting} = {found}: it may lose what it confirmed.")
    connection.commit()
