"""Values in their stored form, as a sentence quotes them."""

from __future__ import annotations

import pytest

from ledger.domain.stored import in_words


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("90", "90"),
        ('"12.5"', "12.5"),
        ('"2026-03-02"', "2 March 2026"),
        ('"2026-02-30"', "2026-02-30"),
        ("true", "yes"),
        ("null", "nothing"),
        ('[{"attended":2}]', '[{"attended":2}]'),
        ("no JSON", "no JSON"),
    ],
)
def test_a_stored_value_reads_as_people_write_it(stored: str, words: str):
    assert in_words(stored) == words
