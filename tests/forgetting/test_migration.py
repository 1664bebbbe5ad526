"""A database of an earlier release gives its keys away, and has them nowhere any more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.log import schema
from ledger.log.engine import open_database, reading, writing
from ledger.log.envelope import canonical
from ledger.log.keys import KeyDestroyed, Keys
from ledger.log.person import known_person
from ledger.log.schema import prepare
from ledger.log.vault import Vault, commit
from tests.conftest import SERIAL, address, create_database, drop_database
from tests.log.cast import together

ANN, BEN = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"
ANNS_KEY, BENS_KEY = b"a-key-of-ann-that-is-32-bytes-lo", b"b-key-of-ben-that-is-32-bytes-lo"
SALT, NONCE = b"s" * 32, b"n" * 12
COMMITMENT = commit(SALT, "note", "We met.")
LOGIN = "ann.teacher@school.example"


@pytest.fixture
def old(request: pytest.FixtureRequest, database_url: str) -> Iterator[sa.Engine]:
    """A database as the first migration left it, in which two people have keys."""
    url, name = database_url, ""
    if url.startswith("postgresql"):
        server, name = request.getfixturevalue("postgres"), f"old_{next(SERIAL)}"
        create_database(server, name, template="template1")
        url = address(server, name)
    engine = open_database(url)
    config = Config()
    config.set_main_option("script_location", str(schema.migrations()))
    with writing(engine) as db:
        config.attributes["connection"] = db
        command.upgrade(config, "0001")
        fill(db)
    yield engine
    engine.dispose()
    if name:
        drop_database(request.getfixturevalue("postgres"), name)


def fill(db: sa.Connection) -> None:
    words = AESGCM(ANNS_KEY).encrypt(NONCE, SALT + b"We met.", canonical([ANN, COMMITMENT]))
    add_key = sa.text("INSERT INTO subject_key VALUES (:subject, :key, :at)")
    db.execute(add_key, {"subject": ANN, "key": ANNS_KEY, "at": None})
    db.execute(add_key, {"subject": BEN, "key": BENS_KEY, "at": 1})
    db.execute(
        sa.text("INSERT INTO sealed VALUES (:commitment, :subject, :nonce, :words)"),
        {"commitment": COMMITMENT, "subject": ANN, "nonce": NONCE, "words": words},
    )
    db.execute(
        sa.text("INSERT INTO person VALUES ('issuer', :login, :person)"),
        {"login": LOGIN, "person": ANN},
    )


def assert_moved(engine: sa.Engine, keys: Keys) -> None:
    assert Vault(engine, keys).open_many([COMMITMENT]) == {COMMITMENT: "We met."}
    assert known_person(engine, keys, "issuer", LOGIN) == ANN
    assert keys.forgotten() == {BEN}
    with pytest.raises(KeyDestroyed):
        keys.current(BEN)
    with reading(engine) as db:
        assert not sa.inspect(db).has_table("subject_key")


def test_keys_and_logins_move(old: sa.Engine, keys: Keys) -> None:
    prepare(old, keys)
    assert_moved(old, keys)


def test_two_starts_at_once_move_them_once(old: sa.Engine, keys: Keys) -> None:
    assert together(*[partial(prepare, old, keys)] * 3) == [None] * 3
    assert_moved(old, keys)


def test_a_crash_after_some_keys_have_moved_loses_none(old: sa.Engine, keys: Keys) -> None:
    keys.adopt(ANN, ANNS_KEY)  # what a start had done when it was killed
    prepare(old, keys)
    assert_moved(old, keys)


def test_no_key_moves_without_a_place_to_go(old: sa.Engine, keys: Keys) -> None:
    with pytest.raises(RuntimeError, match="which move to the key store"):
        prepare(old)
    prepare(old, keys)
    assert_moved(old, keys)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_is_left_in_the_file(old: sa.Engine, keys: Keys, tmp_path: Path) -> None:
    """On PostgreSQL the bytes stay in its own log until that is recycled; decision 0012 says so."""

    def found() -> set[bytes]:
        held = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
        return {secret for secret in (ANNS_KEY, BENS_KEY, LOGIN.encode()) if secret in held}

    assert len(found()) == 3, "they were there"
    prepare(old, keys)
    assert found() == set()
