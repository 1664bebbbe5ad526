"""A ledger on each database, with the clock at a fixed day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.recorder import Recorder
from ledger.log.vault import Vault


@pytest.fixture
def ledger(engine: sa.Engine, recorder: Recorder) -> Ledger:
    return Ledger(recorder, Vault(engine), clock=lambda: datetime(2026, 3, 9, 16, tzinfo=UTC))
