"""A record says all of its facts, says no others, and stays as it was said."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from ledger.domain.record import Record


class Cake(Record):
    kind: str
    slices: int = 8


class Layered(Cake):
    layers: int


CAKE = Cake(kind="lemon")


def test_what_is_not_said_is_as_declared():
    assert (CAKE.kind, CAKE.slices) == ("lemon", 8)
    assert Layered(kind="lemon", layers=3).slices == 8


def test_a_fact_that_has_to_be_said_is_missed():
    with pytest.raises(TypeError, match="Layered has to have kind, layers"):
        Layered()  # type: ignore[call-arg]


def test_a_fact_that_was_never_declared_is_refused():
    with pytest.raises(TypeError, match="Cake has no icing"):
        Cake(kind="lemon", icing="white")  # type: ignore[call-arg]


def test_a_fact_stays_as_it_is():
    with pytest.raises(FrozenInstanceError, match=r"Cake\.slices"):
        CAKE.slices = 7  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match=r"Cake\.slices"):
        del CAKE.slices
    assert replace(CAKE, slices=7) == Cake(slices=7, kind="lemon")


def test_records_are_equal_by_kind_and_facts():
    same, other = Cake(slices=8, kind="lemon"), Layered(kind="lemon", layers=1)
    assert same == CAKE
    assert hash(CAKE) == hash(same)
    assert replace(CAKE, slices=7) != CAKE
    assert CAKE not in (other, ("lemon", 8), None)


def test_a_record_shows_its_facts():
    assert repr(CAKE) == "Cake(kind='lemon', slices=8)"
