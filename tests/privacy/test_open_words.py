"""Words that lie open in the log are a choice: each stands in the record of that decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.acts import KINDS
from ledger.domain.acts.proof import EvidencePointedTo
from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import Identifier
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import NotWellFormed
from ledger.domain.screening import PUBLIC
from tests.scenario import ANN, NOW
from tests.test_every_kind import golden

RECORD = Path(__file__).parents[2] / "docs/decisions/0032-which-words-lie-open.md"
ROW = re.compile(r"\| `(\w+)` \| (`[^|]*`) \| [^|]+ \| ([^|]+) \|")
A_PERSON = "Sarah Pettigrew"


def open_words(kind: Any) -> Iterator[tuple[str, Fact]]:
    """The facts of a class, however deep, in which anybody's name could be written unsealed."""
    for fact in facts_of(kind):
        if fact.is_record:
            yield from open_words(fact.word)
        elif fact.word is str or (
            issubclass(fact.word, Identifier) and fact.word.FORM.fullmatch(A_PERSON)
        ):
            yield kind.__name__, fact


OPEN = {
    (name, fact.name): fact
    for kind in KINDS
    if kind.SCREENED_AS is not PUBLIC
    for name, fact in open_words(kind)
}
CHOSEN = {
    (name, fact): may_name
    for fact, names, may_name in ROW.findall(RECORD.read_text(encoding="utf-8"))
    for name in re.findall(r"`(\w+)`", names)
}


def test_what_lies_open_was_decided():
    assert OPEN.keys() == CHOSEN.keys()


def test_whom_it_may_name_was_decided():
    naming = {at for at, fact in OPEN.items() if fact.may_name}
    assert naming == {at for at, may_name in CHOSEN.items() if may_name != "nobody"}


@pytest.mark.parametrize(
    "locator", ["folder 7", "HR/2026/03, cabinet 2, drawer 4, register of the autumn term, page 3"]
)
def test_a_locator_says_where_something_lies(locator: str):
    lying(locator).check_facts(Past((), ANN, NOW))


def test_a_locator_tells_no_story():
    told = "folder 7 but we did not keep the notes of that day since nobody came"
    with pytest.raises(NotWellFormed) as refused:
        lying(told).check_facts(Past((), ANN, NOW))
    assert str(refused.value) == "At most 12 words, please: say where it lies, such as folder 7."
    assert refused.value.path == ("evidence", "0", "locator")


def lying(locator: str) -> EvidencePointedTo:
    entry = golden(EvidencePointedTo)
    return replace(entry, evidence=(replace(entry.evidence[0], locator=Sealed(locator)),))
