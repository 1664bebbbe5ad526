"""A ledger on each database, with the schools of the cast and their collaboration in it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.vault import Vault
from tests.intake.desk import Desk
from tests.intake.files import SCHOOLS
from tests.scenario import ADA, ANN, NOW, begun, school


@pytest.fixture
def ledger(engine: sa.Engine, recorder: Recorder, keys: Keys) -> Ledger:
    return Ledger(recorder, Vault(engine, keys), Errands(engine), clock=lambda: NOW)


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    for urn, told in SCHOOLS.items():
        ledger.record(school(urn, **told), ADA)
    together = ledger.record(begun(*SCHOOLS), ANN)
    return Desk(ledger, str(together.id))
