"""Gives each login a random pseudonym, the only name of a person that ever enters the log."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import select

from ledger.log.engine import reading, writing
from ledger.log.envelope import canonical
from ledger.log.keys import LOGINS, Keys
from ledger.log.tables import person
from ledger.log.upsert import insert


def person_of(engine: sa.Engine, keys: Keys, issuer: str, subject: str) -> str:
    """The pseudonym of whom this issuer calls *subject*; made at first use, then always the same.

    It is chance, not a hash: once its row is erased nothing leads from the log to the login.
    """
    if found := known_person(engine, keys, issuer, subject):
        return found
    login = hidden(keys.current(LOGINS).secret, issuer, subject)
    with writing(engine) as db:
        new = {"login": login, "person": str(uuid4())}
        db.execute(insert(db, person).values(new).on_conflict_do_nothing())
        made: str = db.execute(_named(login)).scalar_one()
    return made


def known_person(engine: sa.Engine, keys: Keys, issuer: str, subject: str) -> str | None:
    """The pseudonym, if this login has one."""
    with reading(engine) as db:
        return known_as(db, keys, issuer, subject)


def known_as(db: sa.Connection, keys: Keys, issuer: str, subject: str) -> str | None:
    """The same, for whoever reads already."""
    login = hidden(keys.current(LOGINS).secret, issuer, subject)
    found: str | None = db.scalar(_named(login))
    return found


def has_login(engine: sa.Engine, pseudonym: str) -> bool:
    """Whether some login stands behind this pseudonym. It ends with its person."""
    of_anybody = select(person.c.person).where(person.c.person == pseudonym)
    with reading(engine) as db:
        return db.scalar(of_anybody) is not None


def hidden(secret: bytes, issuer: str, subject: str) -> str:
    """What is stored of a login. Nobody can guess it without the secret from the key store."""
    return hmac.digest(secret, canonical([issuer, subject]), sha256).hex()


def _named(login: str) -> sa.Select[Any]:
    return select(person.c.person).where(person.c.login == login)
