"""The ledger, opened: its database, its door to write by, and the reading of its log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.engine import open_database
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from ledger.log.vault import Vault
from ledger.projections.entries import Entries
from ledger.settings import Settings


@dataclass(frozen=True)
class Opened:
    """What every door of the ledger works with."""

    settings: Settings
    engine: sa.Engine
    recorder: Recorder
    ledger: Ledger
    entries: Entries
    """Reads the log for the views."""


@contextmanager
def opened(settings: Settings) -> Iterator[Opened]:
    """The ledger with its tables as this release needs them; closed again at the end.

    Raises `Unusable` where the database cannot be opened as it is named.
    """
    if settings.database.startswith("sqlite"):
        settings.data.mkdir(parents=True, exist_ok=True)
    engine = open_database(settings.database)
    try:
        prepare(engine)
        recorder = Recorder(engine)
        try:
            ledger = Ledger(recorder, Vault(engine))
            yield Opened(settings, engine, recorder, ledger, Entries())
        finally:
            recorder.close()
    finally:
        engine.dispose()
