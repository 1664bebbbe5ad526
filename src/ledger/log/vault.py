"""The vault: words by or about a person, kept apart from the log so that they can be forgotten."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from secrets import token_bytes
from typing import Any, NamedTuple

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from ledger.log.engine import empty_wal, reading, writing
from ledger.log.envelope import canonical
from ledger.log.keys import Key, Keys
from ledger.log.tables import person, sealed

SALT = 32
"""Bytes of chance before the words: too many to guess, so a commitment tells nothing."""

NONCE = 12
"""Bytes, as AES-GCM wants. A key seals a few thousand words; chance does not repeat so soon."""

AT_ONCE = 500
"""Commitments in one statement, within what both databases take."""

NOTHING = b""
"""What stands in place of words that two people sealed for ever: the row is the visible seal."""

LOCK = 0x1ED6E4
"""Names the PostgreSQL locks of people: shared to seal their words, alone to move or end them."""


class Opened(NamedTuple):
    """Words with what proves them: the salt that, with them, gives the commitment."""

    commitment: str
    salt: bytes
    text: str


class Vault:
    """Keeps the words whose commitments stand in the log. Without the key they are noise."""

    def __init__(self, engine: sa.Engine, keys: Keys) -> None:
        self._engine = engine
        self._keys = keys

    def seal(self, words: Sequence[tuple[str, str]], subject: str) -> list[str]:
        """Put away texts, each with the path of its field; gives a commitment for each.

        This is a transaction of its own, before the append: a crash between the two leaves
        words that nothing refers to, and nothing else. Raises `KeyDestroyed`.
        """
        if not words:
            return []
        with writing(self._engine) as db:
            _hold(db, subject, alone=False)
            key = self._keys.current(subject)
            rows = [_locked(key, subject, path, text) for path, text in words]
            db.execute(sealed.insert(), rows)
        return [row["commitment"] for row in rows]

    def open_many(self, commitments: Iterable[str]) -> dict[str, str]:
        """The words behind commitments; forgotten ones are left out."""
        return {opened.commitment: opened.text for opened in self.disclose(commitments)}

    def same(self, commitment: str, path: str, text: str) -> bool | None:
        """Whether this text was sealed for this field; None where it has been forgotten."""
        for opened in self.disclose([commitment]):
            return hmac.compare_digest(commit(opened.salt, path, text), commitment)
        return None

    def disclose(self, commitments: Iterable[str]) -> Iterator[Opened]:
        """The words behind commitments, with their salts: for the person, who may prove them."""
        rows, keys = self._kept(sorted(set(commitments)))
        for row in rows:
            if (secret := keys.get((row.subject, row.version))) and row.words != NOTHING:
                yield _unlocked(secret, row)

    def sealed_for_ever(self, commitments: Iterable[str]) -> frozenset[str]:
        """Those of which two people said that they should never have been written."""
        rows = self._rows(sorted(set(commitments)))
        return frozenset(row.commitment for row in rows if row.words == NOTHING)

    def shred(self, commitment: str) -> None:
        """Destroy one text and its salt. The other words of its writer move to a new key.

        So an older copy of the database has this text under a key that is no more. Each step
        may be done again: after a crash the same call ends what was begun.
        """
        with writing(self._engine) as db:
            row = db.execute(select(sealed).where(sealed.c.commitment == commitment)).one_or_none()
            if row is None:
                return  # whoever wrote it has been forgotten since
            _hold(db, row.subject, alone=True)
            here = sealed.c.commitment == commitment
            db.execute(sealed.update().where(here).values(nonce=NOTHING, words=NOTHING))
            new = self._keys.renew(row.subject)
            if new is not None:
                self._move(db, row.subject, new)
        if new is not None:
            self._keys.retire(row.subject, before=new.version)
        self._sweep()

    def forget(self, *subjects: str) -> None:
        """Destroy people's keys, then their words and what leads from their logins to them.

        The keys go first: from then on nothing can be opened, all at once. Each step may be done
        again.
        """
        for start in range(0, len(subjects), AT_ONCE):
            self._forget(sorted(subjects)[start : start + AT_ONCE])
        self._sweep()

    def _forget(self, subjects: list[str]) -> None:
        self._keys.destroy(subjects)
        with writing(self._engine) as db:
            for subject in subjects:  # in one order, so that two who forget do not wait in a ring
                _hold(db, subject, alone=True)
            db.execute(sealed.delete().where(sealed.c.subject.in_(subjects)))
            db.execute(person.delete().where(person.c.person.in_(subjects)))

    def forgotten(self) -> frozenset[str]:
        """Everybody whose key was destroyed."""
        return self._keys.forgotten()

    def _move(self, db: sa.Connection, subject: str, key: Key) -> None:
        """Encrypt all that a person wrote under their newest key."""
        rows = db.execute(select(sealed).where(sealed.c.subject == subject)).all()
        keys = self._keys.open([subject])
        for row in rows:
            secret = keys.get((subject, row.version))
            if secret is None or row.words == NOTHING or row.version == key.version:
                continue
            nonce = token_bytes(NONCE)
            opened = AESGCM(secret).decrypt(row.nonce, row.words, _bound_to(row))
            moved = {
                "version": key.version,
                "nonce": nonce,
                "words": AESGCM(key.secret).encrypt(nonce, opened, _bound_to(row)),
            }
            db.execute(sealed.update().where(sealed.c.commitment == row.commitment).values(moved))

    def _kept(
        self, commitments: list[str]
    ) -> tuple[list[sa.Row[Any]], dict[tuple[str, int], bytes]]:
        """The rows, and then the keys. Words that moved between the two looks are read again."""
        rows = self._rows(commitments)
        keys = self._keys.open({row.subject for row in rows})
        alive = {subject for subject, _ in keys}
        if any(row.subject in alive and (row.subject, row.version) not in keys for row in rows):
            rows = self._rows(commitments)
        return rows, keys

    def _rows(self, commitments: list[str]) -> list[sa.Row[Any]]:
        with reading(self._engine) as db:
            return [
                row
                for start in range(0, len(commitments), AT_ONCE)
                for row in db.execute(
                    select(sealed).where(
                        sealed.c.commitment.in_(commitments[start : start + AT_ONCE])
                    )
                )
            ]

    def _sweep(self) -> None:
        """Empty SQLite's write-ahead files, as far as nobody reads in them just now.

        What stays there until the next time is noise without the key that was destroyed.
        """
        for engine in (self._engine, self._keys.engine):
            empty_wal(engine)


def commit(salt: bytes, path: str, text: str) -> str:
    """What the log holds in place of words: a hash that nobody can guess without the salt."""
    return hmac.digest(salt, canonical([path, text]), sha256).hex()


def _locked(key: Key, subject: str, path: str, text: str) -> dict[str, Any]:
    salt, nonce = token_bytes(SALT), token_bytes(NONCE)
    row = {"commitment": commit(salt, path, text), "subject": subject, "version": key.version}
    bound = canonical([subject, row["commitment"]])
    hidden = AESGCM(key.secret).encrypt(nonce, salt + text.encode(), bound)
    return row | {"nonce": nonce, "words": hidden}


def _unlocked(secret: bytes, row: Any) -> Opened:
    opened = AESGCM(secret).decrypt(row.nonce, row.words, _bound_to(row))
    return Opened(row.commitment, opened[:SALT], opened[SALT:].decode())


def _bound_to(row: Any) -> bytes:
    """Binds a row's words to their place, so that rows cannot be exchanged unseen."""
    return canonical([row.subject, row.commitment])


def _hold(db: sa.Connection, subject: str, *, alone: bool) -> None:
    """Wait until nobody moves or ends this person's words, or, alone, until nobody seals any.

    On SQLite whoever writes is alone already.
    """
    if db.dialect.name == "postgresql":
        lock = sa.func.pg_advisory_xact_lock if alone else sa.func.pg_advisory_xact_lock_shared
        whom = int.from_bytes(sha256(subject.encode()).digest()[:4], signed=True)
        db.execute(select(lock(LOCK, whom)))
