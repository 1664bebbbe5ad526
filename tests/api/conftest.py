"""A ledger that serves, on each database: one for a module, or a fresh one for a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from ledger.settings import read_settings
from tests.api.desk import Desk
from tests.conftest import SERIAL, address, create_database, drop_database


@contextmanager
def serving(folder: Path, database: str) -> Iterator[Desk]:
    settings = read_settings({}, data=folder, database=database)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield Desk(client, settings)


@pytest.fixture(scope="module")
def desk(new_desk: Desk) -> Desk:
    """A desk that the tests of a module share; each begins what it needs."""
    return new_desk.registered()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def new_desk(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """The same, before anything was recorded at it."""
    folder = tmp_path_factory.mktemp("desk")
    if request.param == "sqlite":
        with serving(folder, f"sqlite:///{folder}/ledger.db") as desk:
            yield desk
        return
    server = request.getfixturevalue("postgres")
    name = f"desk_{next(SERIAL)}"
    create_database(server, name, template=request.getfixturevalue("migrated"))
    with serving(folder, address(server, name)) as desk:
        yield desk
    drop_database(server, name)


@pytest.fixture
def fresh(tmp_path: Path, database_url: str) -> Iterator[Desk]:
    """A desk of this test alone, with the schools in the register."""
    with serving(tmp_path, database_url) as desk:
        yield desk.registered()
