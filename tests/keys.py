"""A key store of the tests, beside whichever database they use."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from ledger.log.engine import open_database
from ledger.log.epochs import Epochs
from ledger.log.keys import Keys


def keys_in(folder: Path, url: str = "") -> Keys:
    """A key store that is ready; in a file of this folder, unless it has another address."""
    engine: sa.Engine = open_database(url or f"sqlite:///{folder}/keys.db")
    keys = Keys(engine, Epochs(folder / "epochs"))
    keys.prepare()
    return keys
