"""The key store: one key for each person, apart from the ledger, so that it can be destroyed.

It is a database of its own, with backups of its own. Each key is locked up under the key of an
epoch, which is in neither database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Any, NamedTuple

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, select

from ledger.log.engine import reading, writing
from ledger.log.envelope import canonical, microseconds
from ledger.log.epochs import EpochLost, Epochs
from ledger.log.tables import Microseconds, Words
from ledger.log.upsert import insert

NONCE = 12
"""Bytes, as AES-GCM wants. The key of an epoch locks some hundred thousand keys at most."""

AT_ONCE = 500
"""Subjects in one statement, within what both databases take."""

LOGINS = "logins"
"""The name of the one key that is nobody's: it hides which login a pseudonym stands for."""

LOCK = 0x1ED6E3
"""Names the PostgreSQL lock under which the tables are made, so that two starts do not mix."""

metadata = MetaData()

data_key = Table(
    "data_key",
    metadata,
    Column("subject", Words, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("epoch", Words, nullable=False),
    Column("locked", LargeBinary, nullable=False),
)
"""The living keys. A person has one, and two while their words move from one to the next."""

forgotten = Table(
    "forgotten",
    metadata,
    Column("subject", Words, primary_key=True),
    Column("forgotten_at", Microseconds, nullable=False),
)
"""Who never gets a key again. Nothing is kept of them but their pseudonym."""


class KeyDestroyed(Exception):
    """Somebody who asked to be forgotten cannot have new words sealed."""


class Key(NamedTuple):
    """Somebody's key, and which of their keys it is."""

    version: int
    secret: bytes


def now() -> datetime:
    """The instant, by the clock of this machine."""
    return datetime.now(UTC)


class Keys:
    """Gives keys, renews them, and destroys them. Whoever changes any waits for the others."""

    def __init__(
        self, engine: sa.Engine, epochs: Epochs, clock: Callable[[], datetime] = now
    ) -> None:
        self.engine = engine
        self._epochs = epochs
        self._clock = clock

    def prepare(self) -> None:
        """Make the tables where there are none, and end a change of epochs that was cut off.

        Where both is done nobody who writes is waited for.
        Raises `EpochLost` where a key could not be opened any more: better no start than words
        that look forgotten.
        """
        with reading(self.engine) as db:
            is_made = all(map(sa.inspect(db).has_table, metadata.tables))
        if not is_made:
            self._make()
        if len(self._epochs.names()) > 1:
            self._move_on()
        with reading(self.engine) as db:
            for epoch in db.scalars(select(data_key.c.epoch).distinct()):
                self._epochs.key(epoch)

    def _make(self) -> None:
        with writing(self.engine) as db:
            if db.dialect.name == "postgresql":
                db.execute(select(sa.func.pg_advisory_xact_lock(LOCK)))
            metadata.create_all(db)

    def current(self, subject: str) -> Key:
        """The key that seals now, made when first needed. Raises `KeyDestroyed`."""
        with suppress(EpochLost), reading(self.engine) as db:
            if known := self._newest(db, subject):
                return known
        # There is none, or it was locked up anew between our look at it and at the file.
        with self._changing() as db:
            return self._newest(db, subject) or self._add(db, subject, 1)

    def open(self, subjects: Iterable[str]) -> dict[tuple[str, int], bytes]:
        """The living keys of these people, by person and version."""
        wanted = sorted(set(subjects))
        try:
            return self._open(wanted)
        except EpochLost:  # they were locked up anew between our look at them and at the file
            return self._open(wanted)

    def renew(self, subject: str) -> Key | None:
        """One more key for a person, to move their words to; None if they are forgotten."""
        with self._changing() as db:
            try:
                before = self._newest(db, subject)
            except KeyDestroyed:
                return None
            return self._add(db, subject, 1 + (before.version if before else 0))

    def retire(self, subject: str, before: int) -> None:
        """Destroy the keys of a person before this version."""
        with self._changing() as db:
            of_old = (data_key.c.subject == subject) & (data_key.c.version < before)
            db.execute(data_key.delete().where(of_old))

    def destroy(self, subjects: Sequence[str]) -> None:
        """Destroy all keys of these people, for ever. From here on their words are noise."""
        at = microseconds(self._clock())
        with self._changing() as db:
            db.execute(data_key.delete().where(data_key.c.subject.in_(subjects)))
            gone = [{"subject": subject, "forgotten_at": at} for subject in subjects]
            db.execute(insert(db, forgotten).on_conflict_do_nothing(), gone)

    def forgotten(self) -> frozenset[str]:
        """Everybody whose keys were destroyed."""
        with reading(self.engine) as db:
            return frozenset(db.scalars(select(forgotten.c.subject)))

    def adopt(self, subject: str, secret: bytes | None) -> None:
        """Take over a key from where keys were kept before; None is one that was destroyed.

        It may come again after a crash: what is here already stays as it is.
        """
        if secret is None:
            self.destroy([subject])
            return
        with self._changing() as db:
            if self._newest(db, subject) is None:
                self._add(db, subject, 1, secret)

    def rotate(self) -> list[str]:
        """Lock up all keys under a new epoch and destroy those before; gives their names.

        After a crash the next start ends it: a key names its epoch, so none is ever lost.
        """
        self._epochs.begin(self._clock())
        return self._move_on()

    def rotate_monthly(self) -> list[str]:
        """The same, if the epoch in use began in an earlier month."""
        current = self._clock()
        return [] if self._epochs.newest(current)[7:] == f"{current:%Y-%m}" else self.rotate()

    def _move_on(self) -> list[str]:
        """Lock up every key under the newest epoch, then destroy the others."""
        with self._changing() as db:
            newest = self._epochs.newest(self._clock())
            rows = db.execute(select(data_key).where(data_key.c.epoch != newest)).all()
            moved = [
                self._locked(row.subject, row.version, self._unlocked(row), newest) for row in rows
            ]
            db.execute(data_key.delete().where(data_key.c.epoch != newest))
            if moved:
                db.execute(data_key.insert(), moved)
        return self._epochs.destroy_before(newest)

    def _newest(self, db: sa.Connection, subject: str) -> Key | None:
        if db.scalar(select(forgotten.c.subject).where(forgotten.c.subject == subject)):
            raise KeyDestroyed(f"The words of {subject} have been forgotten.")
        of_subject = select(data_key).where(data_key.c.subject == subject)
        row = db.execute(of_subject.order_by(data_key.c.version.desc()).limit(1)).one_or_none()
        return None if row is None else Key(row.version, self._unlocked(row))

    def _open(self, wanted: list[str]) -> dict[tuple[str, int], bytes]:
        with reading(self.engine) as db:
            rows = [
                row
                for start in range(0, len(wanted), AT_ONCE)
                for row in db.execute(
                    select(data_key).where(data_key.c.subject.in_(wanted[start : start + AT_ONCE]))
                )
            ]
        return {(row.subject, row.version): self._unlocked(row) for row in rows}

    def _add(
        self, db: sa.Connection, subject: str, version: int, secret: bytes | None = None
    ) -> Key:
        key = Key(version, secret or AESGCM.generate_key(256))
        epoch = self._epochs.newest(self._clock())
        db.execute(data_key.insert().values(self._locked(subject, version, key.secret, epoch)))
        return key

    def _locked(self, subject: str, version: int, secret: bytes, epoch: str) -> dict[str, Any]:
        nonce = token_bytes(NONCE)
        hidden = self._epochs.key(epoch).encrypt(nonce, secret, _place(subject, version, epoch))
        return {"subject": subject, "version": version, "epoch": epoch, "locked": nonce + hidden}

    def _unlocked(self, row: Any) -> bytes:
        locked, place = bytes(row.locked), _place(row.subject, row.version, row.epoch)
        return self._epochs.key(row.epoch).decrypt(locked[:NONCE], locked[NONCE:], place)

    @contextmanager
    def _changing(self) -> Iterator[sa.Connection]:
        """A transaction that no other change of keys meets, in this process or another.

        The newest epoch is asked for in here, so no key is locked up under one being destroyed.
        """
        with writing(self.engine) as db:
            if db.dialect.name == "postgresql":
                db.exec_driver_sql("LOCK TABLE data_key IN SHARE ROW EXCLUSIVE MODE")
            yield db


def _place(subject: str, version: int, epoch: str) -> bytes:
    """Binds a key to its place, so that two people's keys cannot be exchanged unseen."""
    return canonical([subject, version, epoch])
