"""The keys that lock up people's keys: one file for a month, in a folder of their own.

A copy of the key store opens nobody without the file of its month. Once that file is destroyed,
so is whatever an old copy could have told of somebody who was forgotten since.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from secrets import token_bytes
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.log.address import Unusable
from ledger.log.engine import Unsafe

FORM = re.compile(r"\d{6}-\d{4}-\d{2}")
"""Six digits that count the epochs, then the month in which one began: `000007-2026-11`."""

LENGTH = 32
"""Bytes of a key, for AES-256."""


class EpochLost(Unusable):
    """A key is locked up under an epoch whose file is not there; the message names both."""


class Epochs:
    """The folder of the epochs. Whoever can read it can open the key store, so nobody else may."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def newest(self, now: datetime) -> str:
        """The epoch under which keys are locked up now; the first one is made when needed."""
        names = self.names()
        return names[-1] if names else self._make(1, now)

    def begin(self, now: datetime) -> str:
        """A new epoch, beside the ones before it."""
        names = self.names()
        return self._make(int(names[-1][:6]) + 1 if names else 1, now)

    def key(self, name: str) -> AESGCM:
        """What locks and unlocks. Raises `EpochLost`, and `Unsafe` where others could read it."""
        path = self._folder / name
        try:
            if path.stat().st_mode & 0o077:
                raise Unsafe(f"Others can read {path}: make it private (chmod 600).")
            return AESGCM(path.read_bytes())
        except FileNotFoundError as lost:
            raise EpochLost(f"The key of the epoch {name} is not in {self._folder}.") from lost

    def destroy_before(self, name: str) -> list[str]:
        """Destroy the epochs before this one; gives their names.

        The bytes are overwritten first, for whoever reads the disk. A file system that keeps
        copies, or a backup of this folder, is beyond our reach.
        """
        gone = [earlier for earlier in self.names() if earlier < name]
        for earlier in gone:
            with suppress(FileNotFoundError):  # another process was faster
                _overwrite(self._folder / earlier)
                (self._folder / earlier).unlink()
        if gone:
            _sync(self._folder)
        return gone

    def names(self) -> list[str]:
        """The epochs that are kept, oldest first. More than one says that a change is under way."""
        if not self._folder.is_dir():
            return []
        return sorted(path.name for path in self._folder.iterdir() if FORM.fullmatch(path.name))

    def _make(self, number: int, now: datetime) -> str:
        """Write a new key, whole or not at all. Whoever came first with this number stays."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{number:06}-{now:%Y-%m}"
        with NamedTemporaryFile(dir=self._folder, prefix=".") as draft:  # its mode is 0600
            draft.write(token_bytes(LENGTH))
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):
                os.link(draft.name, self._folder / name)
        _sync(self._folder)
        return name


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder last, as `fsync` of a file does for its bytes."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
