"""Values in their stored form, as a sentence quotes them."""

from __future__ import annotations

import pytest

from ledger.domain.act import Act
from ledger.domain.acts import KINDS
from ledger.domain.correction import IN_PENCE
from ledger.domain.facts import facts_of
from ledger.domain.record import Pence
from ledger.domain.refusal import NotWellFormed
from ledger.domain.stored import in_words, said


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("90", "90"),
        ('"12.5"', "12.5"),
        ('"2026-03-02"', "2 March 2026"),
        ('"2026-02-30"', "2026-02-30"),
        ('"release_time"', "release time"),
        ("true", "yes"),
        ("null", "nothing"),
        ('[{"attended":2}]', '[{"attended":2}]'),
        ("[7,8,9]", "7, 8 and 9"),
        ("[]", "nothing"),
        ('{"theme":"teaching","year_groups":[7,8]}', "theme teaching, year groups 7 and 8"),
        ('{"subject":null,"theme":"release_time"}', "theme release time"),
        ('{"year_groups":[]}', "nothing"),
        ('{"held":{"theme":"teaching"}}', '{"held":{"theme":"teaching"}}'),
        ('""', '""'),
        ("no JSON", "no JSON"),
    ],
)
def test_a_stored_value_reads_as_people_write_it(stored: str, words: str):
    assert in_words(stored) == words


@pytest.mark.parametrize(
    ("stored", "words"),
    [("45000", "£450"), ("45050", "£450.50"), ("45000.0", "£450"), ("null", "nothing")],
)
def test_pence_read_as_pounds(stored: str, words: str):
    assert in_words(stored, is_pence=True) == words


def test_a_correction_knows_which_facts_are_money():
    kinds = [kind for kind in KINDS if issubclass(kind, Act)]
    facts = {(fact.name, fact.word is Pence) for kind in kinds for fact in facts_of(kind)}
    assert {name for name, is_pence in facts if is_pence} == IN_PENCE
    assert not IN_PENCE & {name for name, is_pence in facts if not is_pence}


@pytest.mark.parametrize("text", ["90.0", "9e1", "1e9999999", '{"n":1,"n":2}', "[" * 2_000, "x"])
def test_what_is_not_in_the_stored_form_is_refused_at_once(text: str):
    with pytest.raises(NotWellFormed):
        said(text, "new")
