"""The two databases of a ledger, of which copies are kept and put back, as after a loss."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import psycopg
import sqlalchemy as sa

from ledger.application import Ledger
from ledger.domain.past import SYSTEM
from ledger.log.engine import open_database
from ledger.log.epochs import Epochs
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare
from tests.forgetting.cast import Clock, door
from tests.scenario import REGISTER


class Stores(NamedTuple):
    """Where a ledger and its keys lie, on either kind of database."""

    ledger: str
    keys: str
    epochs: Path

    def opened(self, clock: Clock) -> tuple[Ledger, Callable[[], None]]:
        """The ledger as it lies there, and how to close it."""
        engine, of_keys = open_database(self.ledger), open_database(self.keys)
        keys = Keys(of_keys, Epochs(self.epochs))
        keys.prepare()
        prepare(engine, keys)
        recorder = Recorder(engine)
        ledger = door(engine, keys, recorder, clock)
        if not recorder.size():
            ledger.record_judged(REGISTER, SYSTEM)

        def close() -> None:
            recorder.close()
            engine.dispose()
            of_keys.dispose()

        return ledger, close

    def keep(self, url: str) -> None:
        """Copy a database that nobody has open."""
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            shutil.copy(str(address.database), f"{address.database}.copy")
            return
        _said(address, f'CREATE DATABASE "{address.database}_copy" TEMPLATE "{address.database}"')

    def put_back(self, url: str) -> None:
        """Put the copy in the place of the database."""
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            shutil.copy(f"{address.database}.copy", str(address.database))
            return
        _said(
            address,
            f'DROP DATABASE "{address.database}"',
            f'ALTER DATABASE "{address.database}_copy" RENAME TO "{address.database}"',
        )


def _said(address: sa.URL, *statements: str) -> None:
    """Say this to the server, from a database that is none of these."""
    there = address.set(drivername="postgresql", database="postgres")
    with psycopg.connect(there.render_as_string(hide_password=False), autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())
