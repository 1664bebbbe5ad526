"""A ledger on each database, with a clock that can be put forward and keys of its own."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ledger.domain.past import SYSTEM
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from tests.forgetting.cast import Clock, door
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
