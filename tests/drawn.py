"""Facts at random, far beyond what the rules allow: whatever a store may ever have to give back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import Identifier
from ledger.domain.record import Code, Record, Sealed

SAFE = 2**53 - 1
"""The largest whole number that every reader of JSON gets right."""


def any_of(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Any record of a kind, with any codes, known and unknown."""
    return st.builds(kind, **{fact.name: any_value(fact) for fact in facts_of(kind)})


def any_value(fact: Fact) -> st.SearchStrategy[Any]:
    one = any_of(fact.word) if fact.is_record else any_word(fact.word)
    value = st.lists(one, max_size=3).map(tuple) if fact.many else one
    return st.none() | value if fact.optional else value


WORDS = (
    (UUID, lambda word: st.uuids().map(lambda drawn: word(str(drawn)))),
    (Code, lambda word: st.sampled_from(word) | st.text().map(word)),
    (Identifier, lambda word: st.text().map(word)),
    (Sealed, lambda word: st.builds(word, st.none(), st.text())),
    (Decimal, lambda word: st.decimals(allow_nan=False, allow_infinity=False)),
    (bool | str | date, st.from_type),
    (int, lambda word: st.integers(-SAFE, SAFE).map(word)),
)
"""How a word of each type is drawn. The first that fits is taken: a code is a text as well."""


def any_word(word: type) -> st.SearchStrategy[Any]:
    return next(drawn(word) for type_, drawn in WORDS if issubclass(word, type_))
