"""Words are kept under a person's key, and are gone when the key is."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from ledger.log.engine import reading, writing
from ledger.log.keys import KeyDestroyed, Keys, data_key
from ledger.log.tables import sealed
from ledger.log.vault import Vault, commit
from tests.log.cast import together

ANN, BEN = "person:ann", "person:ben"
WORDS = [("reflection", "We watched phonics."), ("name", "Zoë")]


@pytest.fixture
def vault(engine: sa.Engine, keys: Keys) -> Vault:
    return Vault(engine, keys)


def test_words_come_back_by_their_commitments(vault: Vault) -> None:
    reflection, name = vault.seal(WORDS, ANN)

    assert vault.open_many([name, reflection, "0" * 64]) == {
        reflection: "We watched phonics.",
        name: "Zoë",
    }
    assert vault.open_many([]) == {}
    assert vault.seal([], ANN) == []


def test_the_same_words_never_have_the_same_commitment(vault: Vault) -> None:
    assert len(set(vault.seal([WORDS[0]] * 2, ANN) + vault.seal([WORDS[0]], ANN))) == 3


def test_a_commitment_is_to_a_field_and_its_words(vault: Vault) -> None:
    (commitment,) = vault.seal(WORDS[:1], ANN)

    assert vault.same(commitment, "reflection", "We watched phonics.") is True
    assert vault.same(commitment, "reflection", "We watched maths.") is False
    assert vault.same(commitment, "name", "We watched phonics.") is False


def test_a_commitment_is_a_known_function() -> None:
    """If this fails, do not mend it here: words that are kept could no longer be proved."""
    assert commit(b"\0" * 32, "name", "Zoë") == (
        "5c98bf1d9e70c7fb143cb9445741d8e72176e03930dd782a1d9838c4cb994184"
    )


def test_forgotten_words_are_gone_and_disagree_with_nothing(vault: Vault) -> None:
    (anns,), (bens,) = vault.seal(WORDS[:1], ANN), vault.seal(WORDS[:1], BEN)

    vault.forget(ANN)

    assert vault.open_many([anns, bens]) == {bens: "We watched phonics."}
    assert vault.same(anns, "reflection", "anything") is None
    with pytest.raises(KeyDestroyed):
        vault.seal(WORDS, ANN)


def test_no_words_lie_open_in_the_database(vault: Vault, engine: sa.Engine) -> None:
    vault.seal(WORDS, ANN)

    with reading(engine) as db:
        rows = db.execute(sa.select(sealed)).all()
    assert len(rows) == 2
    assert not any(b"phonics" in bytes(row.words) for row in rows)


def test_rows_cannot_be_exchanged(vault: Vault, engine: sa.Engine) -> None:
    from cryptography.exceptions import InvalidTag

    first, second = vault.seal([("note", "yes"), ("note", "no")], ANN)
    with writing(engine) as db:
        db.execute(sealed.delete().where(sealed.c.commitment == second))
        db.execute(sealed.update().values(commitment=second))

    with pytest.raises(InvalidTag):
        vault.open_many([second])
    assert vault.open_many([first]) == {}


def test_a_person_has_one_key_though_two_make_it_at_once(vault: Vault, keys: Keys) -> None:
    answers = together(*[lambda: vault.seal(WORDS, ANN)] * 6)

    commitments = [commitment for sealed in answers for commitment in sealed]  # type: ignore[attr-defined]
    assert len(vault.open_many(commitments)) == 12
    with reading(keys.engine) as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(data_key)) == 1


def test_many_words_are_opened_at_once(vault: Vault) -> None:
    commitments = vault.seal([("note", str(n)) for n in range(1_200)], ANN)

    opened = vault.open_many(commitments)
    assert [opened[commitment] for commitment in commitments] == [str(n) for n in range(1_200)]
