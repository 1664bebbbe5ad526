"""What a method once answered it answers for ever; one that answers otherwise has a new number.

`tests/golden/ledger-1.jsonl.gz` is a whole ledger, frozen, and `answers.txt` holds receipts that
were given for it, with a digest of the formula beside each. If a receipt does not open as the same
any more, do not take a new one: give the method a new number and keep the old function under the
old one (decision 0026). `python -m tests.figures.test_answers METHOD/VERSION ARGUMENTS` takes a
receipt of what was not asked yet, and never changes a line that is there.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import api.schema  # noqa: F401 (whatever can be asked is known once it is there)
from ledger.figures.figure import MOST_SECURE
from ledger.figures.method import METHODS, reopen
from tests.projections.frozen import frozen
from tests.projections.story import Ledger

ANSWERS = Path(__file__).parent / "answers.txt"
DAY = date(2026, 10, 31)
"""The day on which new receipts are taken; all that is told had happened by then."""


def given() -> dict[str, list[tuple[str, str]]]:
    """The digest of the formula and the receipt, line by line, of each method."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in ANSWERS.read_text(encoding="utf-8").splitlines():
        code, formula, receipt = line.split()
        found[code].append((formula, receipt))
    return found


def formula_of(code: str) -> str:
    return sha256(METHODS[code].formula.encode()).hexdigest()[:12]


@pytest.fixture(scope="module", name="ledger")
def of_the_frozen_ledger() -> Iterator[Ledger]:
    yield from frozen()


def test_every_method_has_an_answer_that_it_keeps():
    """A receipt that was given must find its method for ever, and a new method gives one."""
    assert given().keys() == METHODS.keys()


@pytest.mark.parametrize("code", given())
def test_what_was_answered_once_is_answered_for_ever(code: str, ledger: Ledger):
    with ledger.asked_by() as now:
        for formula, receipt in given()[code]:
            found = reopen(now, receipt)
            assert found.is_same, f"{code} answers otherwise: it needs a new number"
            assert formula_of(code) == formula, f"{code} is told otherwise: it needs a new number"


@pytest.mark.parametrize("code", given())
def test_doubt_has_its_reasons(code: str, ledger: Ledger):
    with ledger.asked_by() as now:
        for _, receipt in given()[code]:
            told = reopen(now, receipt).figure
            sure = MOST_SECURE if told.value is not None else 0
            assert told.security == sure or told.reasons


def take(code: str, arguments: dict[str, Any]) -> str:
    """A receipt of what was not asked yet, as a line of the file."""
    for ledger in frozen():
        with ledger.asked_by(happened_by=DAY) as now:
            receipt = METHODS[code].ask(now, **arguments).receipt
    asked = {one.partition(".")[0] for _, one in given().get(code, ())}
    assert receipt.partition(".")[0] not in asked, "that was asked already"
    return f"{code} {formula_of(code)} {receipt}\n"


if __name__ == "__main__":
    taken = take(sys.argv[1], json.loads(sys.argv[2]))
    lines = [*ANSWERS.read_text(encoding="utf-8").splitlines(keepends=True), taken]
    ANSWERS.write_text("".join(sorted(lines)), encoding="utf-8")
