"""Whatever an act says, the row that says it is read as that act again: for every kind there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.acts import KINDS
from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import ActId, Identifier, SchoolId
from ledger.domain.occasion import HeldInformally, Planned
from ledger.domain.past import Past
from ledger.domain.plain import made_of
from ledger.domain.record import Code, Pence, Record, Sealed
from ledger.intake.cells import UNSAID
from ledger.intake.content import cells_of, content_id, identified
from ledger.intake.directory import Directory
from ledger.intake.example import IDENTIFIERS, example_of
from ledger.intake.form import Form, form_named, forms
from ledger.intake.heading import heading_of
from ledger.intake.mapping import Mapping
from ledger.intake.order import ordered
from ledger.intake.rows import Reading
from ledger.intake.table import Row
from ledger.intake.words import decimal
from tests.scenario import ANN, NOW

NO_REGISTER: Any = None
"""All schools here are told by their numbers, so nobody looks them up."""

FORMS = list(forms().values())


def read_again(form: Form, cells: dict[str, str]) -> tuple[Any, ...]:
    header = [column.label for column in form.columns if column.key in cells]
    row = [cells[column.key] for column in form.columns if column.key in cells]
    heading = heading_of(header, form, Mapping()).check()
    assert [guess.key for guess in heading.guesses] == list(cells)
    told = Reading(heading, Mapping(), Directory(NO_REGISTER, {})).read(Row(2, row), ANN, NOW)
    assert told.ids == tuple(content_id(command) for command in told.commands)
    return told.commands


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffd"), min_size=1
).filter(lambda text: text == text.strip() and text.casefold() not in UNSAID)


def one(fact: Fact) -> st.SearchStrategy[Any]:
    return next(draw(fact.word) for kind, draw in DRAWN if issubclass(fact.word, kind))


DRAWN: tuple[tuple[Any, Any], ...] = (
    (Record, lambda word: facts(word).map(lambda told: made_of(word, told))),
    (Code, lambda word: st.sampled_from(list(word))),
    (SchoolId, lambda word: st.from_regex(r"\A[0-9]{6}\Z").map(word)),
    (Identifier, lambda word: st.sampled_from([t for t in IDENTIFIERS if word.FORM.fullmatch(t)])),
    (UUID, lambda word: st.uuids().map(lambda drawn: word(int=drawn.int))),
    (bool, lambda word: st.booleans()),
    (Pence, lambda word: st.integers(0, 10**9).map(Pence)),
    (int, lambda word: st.integers(-(10**8), 10**8)),
    (Decimal, lambda word: st.decimals(-1000, 1000, places=4).map(lambda d: decimal(f"{d:f}"))),
    (date, lambda word: st.dates(date(1000, 1, 1), date(9999, 12, 31))),
    (Sealed, lambda word: TEXT.map(Sealed)),
    (str, lambda word: TEXT),
)


def value(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.many:
        return st.lists(one(fact), min_size=1, max_size=3).map(tuple)
    return st.none() | one(fact) if fact.optional else one(fact)


def facts(kind: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({f.name: value(f) for f in facts_of(kind) if f.word is not ActId})


@st.composite
def acts(draw: st.DrawFn, form: Form) -> tuple[Any, ...]:
    opening = made_of(form.kinds[0], draw(facts(form.kinds[0])))
    act = {"act": ActId(int=content_id(opening).int)}
    parts = draw(st.integers(0, len(form.kinds) - 1))
    later = [made_of(kind, draw(facts(kind)) | act) for kind in form.kinds[1 : parts + 1]]
    return (opening, *later)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_a_row_says_is_read_again(form: Form) -> None:
    @settings(derandomize=True, deadline=None, max_examples=40)
    @given(acts(form))
    def check(commands: tuple[Any, ...]) -> None:
        assert read_again(form, cells_of(form, commands)) == commands

    check()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_example_of_every_kind_is_within_its_limits(form: Form) -> None:
    example = example_of(form)

    assert read_again(form, cells_of(form, example)) == example
    for command in example:
        command.check_facts(Past((), ANN, NOW))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_the_order_of_distinct_things_is_no_part_of_what_is_said(form: Form) -> None:
    for command in example_of(form):
        lists = {f.name: getattr(command, f.name) for f in facts_of(type(command)) if f.many}
        turned = replace(command, **{name: one[::-1] for name, one in lists.items()})
        in_order = identified(ordered(turned))

        assert content_id(turned) == content_id(command) == in_order.id
        assert in_order.as_said == in_order.id, "what is in order keeps the id that it had"


def test_every_kind_of_act_that_takes_place_on_a_day_has_a_form() -> None:
    """A proposal has no day and a matter is little but words, so neither is a row."""
    beginnings = {kind for kind in KINDS if issubclass(kind, Planned | HeldInformally)}

    assert {form.kinds[0] for form in FORMS} == beginnings
    assert len(FORMS) == len(beginnings)


def test_a_form_has_the_plain_name_of_its_family_and_the_plan_comes_first() -> None:
    assert {name: form.kinds[0].__name__ for name, form in forms().items() if "visit" in name} == {
        "visit": "VisitPlanned",
        "visit held informally": "VisitHeldInformally",
    }
    assert form_named("Peer observations") is forms()["peer observation"]


def test_a_plan_can_be_held_in_its_row_and_what_was_held_informally_was() -> None:
    for form in FORMS:
        prefixes = [form.prefix(part) for part in range(1, len(form.kinds))]
        assert (("held",) in prefixes) is issubclass(form.kinds[0], Planned), form.name
        in_order = [("held",), ("followed_up",), ("evaluated",)]
        assert prefixes == [prefix for prefix in in_order if prefix in prefixes]
