"""Keys live apart, are locked up by the month, and what is destroyed opens nothing again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.log.engine import Unsafe, open_database, reading
from ledger.log.epochs import EpochLost, Epochs
from ledger.log.keys import KeyDestroyed, Keys, data_key
from ledger.log.vault import Vault
from tests.log.cast import together

ANN, BEN = "person:ann", "person:ben"
NOVEMBER, DECEMBER = datetime(2026, 11, 3, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "epochs"


def locked(keys: Keys) -> dict[tuple[str, int], bytes]:
    """The keys as they lie in the store."""
    with reading(keys.engine) as db:
        rows = db.execute(sa.select(data_key)).all()
    return {(row.subject, row.version): bytes(row.locked) for row in rows}


def test_a_key_is_made_once_and_lies_locked_up(keys: Keys) -> None:
    ann = keys.current(ANN)

    assert keys.current(ANN) == ann != keys.current(BEN)
    assert len(ann.secret) == 32
    assert not any(ann.secret in bytes(found) for found in locked(keys).values())


def test_many_make_a_first_key_at_once_and_it_is_one(keys: Keys) -> None:
    answers = together(*[partial(keys.current, ANN)] * 6)

    assert set(answers) == {keys.current(ANN)}


def test_a_destroyed_key_never_comes_back(keys: Keys) -> None:
    keys.current(ANN)
    keys.destroy([ANN])
    keys.destroy([ANN])

    assert keys.open([ANN]) == {}
    with pytest.raises(KeyDestroyed):
        keys.current(ANN)
    assert keys.renew(ANN) is None
    assert keys.forgotten() == {ANN}


def test_the_file_of_an_epoch_is_private(keys: Keys, folder: Path) -> None:
    keys.current(ANN)
    (epoch,) = folder.iterdir()
    assert (epoch.stat().st_mode & 0o777, folder.stat().st_mode & 0o077) == (0o600, 0)

    epoch.chmod(0o640)
    with pytest.raises(Unsafe, match=r"Others can read .*: make it private"):
        keys.open([ANN])


def test_a_new_epoch_keeps_every_key_and_destroys_the_old_file(keys: Keys, folder: Path) -> None:
    ann, ben = keys.current(ANN), keys.current(BEN)
    (before,) = folder.iterdir()
    was = locked(keys)

    assert keys.rotate() == [before.name]

    assert [path.name for path in folder.iterdir()] == [f"000002-{datetime.now(UTC):%Y-%m}"]
    assert (keys.current(ANN), keys.current(BEN)) == (ann, ben)
    assert not set(was.values()) & set(locked(keys).values())


def test_an_epoch_ends_with_its_month(keys: Keys, folder: Path) -> None:
    store = Keys(keys.engine, Epochs(folder), lambda: NOVEMBER)
    store.current(ANN)
    assert store.rotate_monthly() == []
    later = Keys(keys.engine, Epochs(folder), lambda: DECEMBER)
    assert later.rotate_monthly() == ["000001-2026-11"]
    assert later.rotate_monthly() == []
    assert [path.name for path in folder.iterdir()] == ["000002-2026-12"]


def test_what_was_cut_off_is_ended_by_the_next_start(keys: Keys, folder: Path) -> None:
    ann = keys.current(ANN)
    Epochs(folder).begin(NOVEMBER)  # and the process is killed before it moves a key
    assert len(list(folder.iterdir())) == 2

    again = Keys(keys.engine, Epochs(folder))
    again.prepare()

    assert len(list(folder.iterdir())) == 1
    assert again.current(ANN) == ann


def test_keys_may_be_made_and_read_while_epochs_change(keys: Keys) -> None:
    def make(number: int) -> list[bytes]:
        return [keys.current(f"person:{number}-{n}").secret for n in range(8)]

    def change() -> None:
        for _ in range(6):
            keys.rotate()

    made = together(*(partial(make, number) for number in range(4)), change, change)

    assert made[4:] == [None, None]
    for number, secrets in enumerate(made[:4]):
        found = keys.open(f"person:{number}-{n}" for n in range(8))
        assert [found[f"person:{number}-{n}", 1] for n in range(8)] == secrets


def test_no_store_is_opened_whose_keys_cannot_be(keys: Keys, folder: Path) -> None:
    keys.current(ANN)
    shutil.rmtree(folder)

    with pytest.raises(EpochLost, match="is not in "):
        Keys(keys.engine, Epochs(folder)).prepare()


def test_last_months_copy_of_the_store_opens_nobody(tmp_path: Path) -> None:
    """E3, the other way round: the copy, with the folder of epochs as it is today."""
    engine = open_database(f"sqlite:///{tmp_path}/keys.db")
    keys = Keys(engine, Epochs(tmp_path / "epochs"))
    keys.prepare()
    keys.current(ANN)
    engine.dispose()
    shutil.copy(tmp_path / "keys.db", tmp_path / "copy.db")
    keys.destroy([ANN])
    of_copy = Keys(open_database(f"sqlite:///{tmp_path}/copy.db"), Epochs(tmp_path / "epochs"))
    assert of_copy.open([ANN]), "within the month a copy still tells"

    keys.rotate()

    with pytest.raises(EpochLost):
        of_copy.open([ANN])
    of_copy.engine.dispose()
    engine.dispose()


def test_no_key_is_taken_for_another(keys: Keys) -> None:
    from cryptography.exceptions import InvalidTag

    keys.current(ANN)
    keys.current(BEN)
    with keys.engine.connect().execution_options(write=True) as db, db.begin():
        anns = sa.select(data_key.c.locked).where(data_key.c.subject == ANN).scalar_subquery()
        db.execute(data_key.update().where(data_key.c.subject == BEN).values(locked=anns))

    with pytest.raises(InvalidTag):
        keys.open([BEN])


def test_one_text_is_gone_and_the_others_move_to_a_new_key(engine: sa.Engine, keys: Keys) -> None:
    vault = Vault(engine, keys)
    gone, stays = vault.seal([("note", "He was ill."), ("note", "We met.")], ANN)
    old = keys.open([ANN])

    vault.shred(gone)
    vault.shred(gone)

    assert vault.open_many([gone, stays]) == {stays: "We met."}
    assert vault.sealed_for_ever([gone, stays]) == {gone}
    assert not set(old.values()) & set(keys.open([ANN]).values())
    (later,) = vault.seal([("note", "We met again.")], ANN)
    assert vault.open_many([stays, later]) == {stays: "We met.", later: "We met again."}


def test_an_old_copy_of_the_vault_does_not_open_a_shredded_text(tmp_path: Path) -> None:
    from ledger.log.schema import prepare

    engine = open_database(f"sqlite:///{tmp_path}/ledger.db")
    keys = Keys(open_database(f"sqlite:///{tmp_path}/keys.db"), Epochs(tmp_path / "epochs"))
    keys.prepare()
    prepare(engine, keys)
    vault = Vault(engine, keys)
    (gone,) = vault.seal([("note", "He was ill.")], ANN)
    engine.dispose()
    shutil.copy(tmp_path / "ledger.db", tmp_path / "copy.db")
    copy = Vault(open_database(f"sqlite:///{tmp_path}/copy.db"), keys)
    assert copy.open_many([gone]) == {gone: "He was ill."}, "the copy has it"

    vault.shred(gone)

    assert copy.open_many([gone]) == {}
    for opened in (engine, keys.engine, copy._engine):
        opened.dispose()


class Overtaken(Keys):
    """A key store that gives its keys only after somebody else was quicker."""

    meanwhile: Callable[[], None] | None = None

    def open(self, subjects: Iterable[str]) -> dict[tuple[str, int], bytes]:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            meanwhile()
        return super().open(subjects)


def test_words_that_move_while_they_are_read_are_read_all_the_same(
    engine: sa.Engine, keys: Keys
) -> None:
    vault = Vault(engine, keys)
    gone, stays = vault.seal([("note", "He was ill."), ("note", "We met.")], ANN)
    slow = Overtaken(keys.engine, keys._epochs)
    slow.meanwhile = partial(vault.shred, gone)

    assert Vault(engine, slow).open_many([gone, stays]) == {stays: "We met."}


def test_words_are_read_and_sealed_while_others_are_shredded(engine: sa.Engine, keys: Keys) -> None:
    vault = Vault(engine, keys)
    kept = vault.seal([("note", str(n)) for n in range(20)], ANN)
    going = vault.seal([("note", "gone")] * 12, ANN)

    def read() -> int:
        return min(len(vault.open_many(kept)) for _ in range(40))

    def write() -> list[str]:
        return [c for n in range(20) for c in vault.seal([("note", f"new {n}")], ANN)]

    def shred() -> None:
        for commitment in going:
            vault.shred(commitment)

    read_a, read_b, new, shredded = together(read, read, write, shred)

    assert (read_a, read_b, shredded) == (20, 20, None)
    assert len(vault.open_many([*kept, *new, *going])) == 40
    assert os.listdir(keys._epochs._folder)
