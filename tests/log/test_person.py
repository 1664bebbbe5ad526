"""A login has one pseudonym, made by chance, and nothing leads back from it."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from ledger.log.engine import writing
from ledger.log.keys import Keys
from ledger.log.person import person_of
from ledger.log.tables import person
from tests.log.cast import together


def test_a_login_is_always_the_same_person(engine: sa.Engine, keys: Keys) -> None:
    ann = person_of(engine, keys, "https://login.example", "ann")

    assert person_of(engine, keys, "https://login.example", "ann") == ann
    assert person_of(engine, keys, "https://other.example", "ann") != ann
    assert person_of(engine, keys, "https://login.example", "ben") != ann
    assert UUID(ann).version == 4


def test_a_first_login_may_come_twice_at_once(engine: sa.Engine, keys: Keys) -> None:
    answers = together(*[lambda: person_of(engine, keys, "https://login.example", "ann")] * 8)

    assert len(set(answers)) == 1


def test_a_login_that_was_erased_is_somebody_new(engine: sa.Engine, keys: Keys) -> None:
    before = person_of(engine, keys, "https://login.example", "ann")
    with writing(engine) as db:
        db.execute(person.delete())

    assert person_of(engine, keys, "https://login.example", "ann") != before
