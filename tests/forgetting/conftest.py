"""A ledger on each database, with a clock that can be put forward and keys of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.domain.past import SYSTEM
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.settings import Settings, read_settings
from tests.forgetting.cast import Clock, door
from tests.forgetting.stores import Stores
from tests.scenario import REGISTER


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(engine: sa.Engine, keys: Keys, recorder: Recorder, clock: Clock):
    """A ledger that knows the schools of the cast."""
    ledger = door(engine, keys, recorder, clock)
    ledger.record_judged(REGISTER, SYSTEM)
    return ledger


@pytest.fixture
def settings(tmp_path: Path, database_url: str, keys_url: str) -> Settings:
    return read_settings({}, data=tmp_path / "data", database=database_url, keys=keys_url)


@pytest.fixture
def stores(database_url: str, keys_url: str, tmp_path: Path) -> Stores:
    """A ledger of its own on each database, closed."""
    return Stores(database_url, keys_url, tmp_path / "epochs")
