"""A ledger on each database, with the clock at a fixed day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.vault import Vault


@pytest.fixture
def ledger(engine: sa.Engine, keys: Keys, recorder: Recorder) -> Ledger:
    clock = lambda: datetime(2026, 3, 9, 16, tzinfo=UTC)  # noqa: E731
    return Ledger(recorder, Vault(engine, keys), Errands(engine), clock)
