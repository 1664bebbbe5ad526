"""The ledger, opened: its database, its door to write by, and the reading of its log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

import sqlalchemy as sa

from ledger.application import Ledger
from ledger.log.address import Unusable
from ledger.log.engine import is_in_memory, open_database
from ledger.log.epochs import Epochs
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from ledger.log.vault import Vault
from ledger.privacy.erasing import catch_up
from ledger.projections.entries import Entries
from ledger.settings import Settings


class Opened(NamedTuple):
    """What every door of the ledger works with."""

    settings: Settings
    engine: sa.Engine
    recorder: Recorder
    ledger: Ledger
    keys: Keys
    """People's keys, in a store of their own."""
    caught_up: list[str]
    """What was due before it was opened, and is done now."""
    entries: Entries
    """Reads the log for the views."""


@contextmanager
def opened(settings: Settings) -> Iterator[Opened]:
    """The ledger with its tables as this release needs them; closed again at the end.

    What was decided before and not yet done, such as to forget somebody, is done by then. Raises
    `Unusable` where a database cannot be opened as it is named, would not outlive its process, or
    a key is missing.
    """
    if any(url.startswith("sqlite") for url in (settings.database, settings.keys)):
        settings.data.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        engine, of_keys = open_database(settings.database), open_database(settings.keys)
        stack.callback(engine.dispose)
        stack.callback(of_keys.dispose)
        if is_in_memory(engine) or is_in_memory(of_keys):
            raise Unusable(
                "What is in memory is gone when the program ends: name a file, sqlite:///path."
            )
        keys = Keys(of_keys, Epochs(settings.kek))
        keys.prepare()
        prepare(engine, keys)
        recorder = Recorder(engine)
        stack.callback(recorder.close)
        ledger = Ledger(recorder, Vault(engine, keys), Errands(engine))
        yield Opened(settings, engine, recorder, ledger, keys, catch_up(ledger), Entries())
