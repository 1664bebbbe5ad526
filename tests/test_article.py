"""Every row of the founding article can be recorded: it has kinds, commands and examples."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.act import Act, Later
from ledger.domain.acts import KINDS
from ledger.domain.acts.partnership import CareerStage, Formality, Reach
from ledger.domain.facts import words_in
from ledger.domain.words import StaffRole
from tests.api.examples import EXAMPLES

ROWS: list[dict[str, Any]] = [
    row
    for file in sorted((Path(__file__).parents[1] / "docs/article").glob("*.toml"))
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["row"]
]
BY_NAME = {kind.__name__: kind for kind in KINDS}


def test_every_row_is_there_once():
    assert sorted(row["number"] for row in ROWS) == list(range(1, 73))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['number']:02d}")
def test_it_has_an_event_a_command_and_an_example(row: dict[str, Any]):
    assert row["says"].endswith(".")
    assert row["kinds"], "nothing records this row"
    for name in row["kinds"]:
        assert BY_NAME[name].COMMAND
        assert name in EXAMPLES


def test_every_kind_of_act_serves_some_row_or_any_act():
    """What else there is belongs to the register, the ledger itself, or a whole collaboration."""
    named = {name for row in ROWS for name in row["kinds"]}
    of_acts = {kind for kind in KINDS if issubclass(kind, Act)}
    of_any = {kind for kind in of_acts if issubclass(kind, Later) and kind.ANY_FAMILY}
    assert {kind.__name__ for kind in of_acts - of_any} <= named


def test_every_role_of_row_2_can_be_told():
    told = {"HEAD", "CPD_LEAD", "TRUST_CEO", "TRUST_STAFF", "TRUSTEE", "GOVERNOR", "OTHER"}
    assert told <= {role.name for role in StaffRole}


@pytest.mark.parametrize(("number", "word"), [(6, Reach), (12, Formality), (12, CareerStage)])
def test_a_row_names_what_records_its_facts(number: int, word: Any):
    (row,) = (row for row in ROWS if row["number"] == number)
    assert any(word in words_in(BY_NAME[name]) for name in row["kinds"])
