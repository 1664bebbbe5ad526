"""The vault: words by or about a person, kept apart from the log so that they can be forgotten."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from ledger.log.engine import reading, writing
from ledger.log.envelope import canonical
from ledger.log.tables import sealed, subject_key

SALT = 32
"""Bytes of chance before the words: too many to guess, so a commitment tells nothing."""

NONCE = 12
"""Bytes, as AES-GCM wants. A key seals a few thousand words; chance does not repeat so soon."""

AT_ONCE = 500
"""Commitments in one statement, within what both databases take."""


class KeyDestroyed(Exception):
    """Somebody who asked to be forgotten cannot have new words sealed under the old key."""


class Vault:
    """Keeps the words whose commitments stand in the log. Without the key they are noise."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def seal(self, words: Sequence[tuple[str, str]], subject: str) -> list[str]:
        """Put away texts, each with the path of its field; gives a commitment for each.

        This is a transaction of its own, before the append: a crash between the two leaves
        words that nothing refers to, and nothing else. Raises `KeyDestroyed`.
        """
        if not words:
            return []
        with writing(self._engine) as db:
            key = AESGCM(_key(db, subject))
            rows = [_locked(key, subject, path, text) for path, text in words]
            db.execute(sealed.insert(), rows)
        return [row["commitment"] for row in rows]

    def open_many(self, commitments: Iterable[str]) -> dict[str, str]:
        """The words behind commitments; forgotten ones are left out."""
        return {commitment: text for commitment, _, text in self._opened(commitments)}

    def same(self, commitment: str, path: str, text: str) -> bool | None:
        """Whether this text was sealed for this field; None where it has been forgotten."""
        for _, salt, _ in self._opened([commitment]):
            return hmac.compare_digest(commit(salt, path, text), commitment)
        return None

    def _opened(self, commitments: Iterable[str]) -> Iterator[tuple[str, bytes, str]]:
        wanted = sorted(set(commitments))
        with reading(self._engine) as db:
            rows = [
                row
                for start in range(0, len(wanted), AT_ONCE)
                for row in db.execute(_kept(wanted[start : start + AT_ONCE]))
            ]
        for row in rows:
            opened = AESGCM(row.key).decrypt(
                row.nonce, row.words, _bound_to(row.subject, row.commitment)
            )
            yield row.commitment, opened[:SALT], opened[SALT:].decode()


def commit(salt: bytes, path: str, text: str) -> str:
    """What the log holds in place of words: a hash that nobody can guess without the salt."""
    return hmac.digest(salt, canonical([path, text]), sha256).hex()


def _locked(key: AESGCM, subject: str, path: str, text: str) -> dict[str, Any]:
    salt, nonce = token_bytes(SALT), token_bytes(NONCE)
    commitment = commit(salt, path, text)
    hidden = key.encrypt(nonce, salt + text.encode(), _bound_to(subject, commitment))
    return {"commitment": commitment, "subject": subject, "nonce": nonce, "words": hidden}


def _bound_to(subject: str, commitment: str) -> bytes:
    """Binds a row's words to their place, so that rows cannot be exchanged unseen."""
    return canonical([subject, commitment])


def _kept(commitments: Sequence[str]) -> sa.Select[Any]:
    return (
        select(sealed, subject_key.c.key)
        .join(subject_key, subject_key.c.subject == sealed.c.subject)
        .where(sealed.c.commitment.in_(commitments), subject_key.c.destroyed_at.is_(None))
    )


def _key(db: sa.Connection, subject: str) -> bytes:
    """The person's key, made with their first words; two processes may make it at once."""
    known = select(subject_key.c.key, subject_key.c.destroyed_at).where(
        subject_key.c.subject == subject
    )
    if db.execute(known).one_or_none() is None:
        insert = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
        new = {"subject": subject, "key": AESGCM.generate_key(256)}
        db.execute(insert(subject_key).values(new).on_conflict_do_nothing())
    key, destroyed_at = db.execute(known).one()
    if destroyed_at is not None:
        raise KeyDestroyed(f"The words of {subject} have been forgotten.")
    made: bytes = key
    return made
