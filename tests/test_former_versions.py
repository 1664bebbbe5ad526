"""What must hold of every kind of entry that had another version before (decision 0034)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from ledger.domain.acts import KINDS
from ledger.domain.facts import leaves_of
from ledger.domain.plain import revive
from ledger.domain.record import SEALED, Sealed
from ledger.intake.form import forms
from tests.test_every_kind import GOLDEN, ROOT

every_former = pytest.mark.parametrize(
    ("kind", "topic"), [(kind, topic) for kind in KINDS for topic in kind.FORMER], ids=str
)
SOURCES = {
    file.relative_to(ROOT / "src").as_posix(): file.read_text(encoding="utf-8")
    for file in (ROOT / "src").rglob("*.py")
}


def words_of(kind: Any, topic: str) -> Iterator[tuple[str, Sealed]]:
    """The words in the examples of a version, by the names of their facts."""
    for line in GOLDEN[topic]:
        for _, value, path in leaves_of(revive(kind, json.loads(line)["body"]), SEALED):
            yield path[-1], value


@every_former
def test_it_left_open_what_is_sealed_now_and_tells_it(kind: Any, topic: str):
    left_open = {place: value for place, value in words_of(kind, topic) if value.is_open}
    assert left_open, "it is another version of nothing"
    assert all(value.words and value.commitment is None for value in left_open.values())
    sealed = {place for place, value in words_of(kind, kind.TOPIC) if not value.is_open}
    assert left_open.keys() <= sealed


@every_former
def test_it_says_nothing_else_otherwise(kind: Any, topic: str):
    then, now = (json.loads(GOLDEN[name][0])["body"] for name in (topic, kind.TOPIC))
    assert then.keys() == now.keys()


@every_former
def test_it_is_no_row_of_a_spreadsheet_whose_id_is_made_of_its_name(kind: Any, topic: str):
    assert kind not in {one for form in forms().values() for one in form.kinds}


@every_former
def test_nobody_asks_for_one_of_its_versions_only(kind: Any, topic: str):
    asked = re.compile(rf"\b{kind.__name__}\.TOPIC\b")
    assert [name for name, source in SOURCES.items() if asked.search(source)] == []


def test_nobody_asks_for_one_version_only_of_whatever_kind():
    asked = re.compile(r"\b(kind|self|cls)\.TOPIC\b(?!\.partition)")
    found = {name for name, source in SOURCES.items() if asked.search(source)}
    # where `topics_of` is made, and where all names of a kind are told as one
    assert found == {"ledger/domain/entry.py", "ledger/figures/activity.py"}
