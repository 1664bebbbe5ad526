"""The real register of 2018, whole: every school of England, read once and then compared."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from ledger.application import Ledger
from ledger.domain.school import SchoolClosed, SchoolDetailsChanged, SchoolRegistered
from ledger.register import import_register
from tests.register.files import SCHOOLS

ENGLAND = SCHOOLS / "england_2018.csv.gz"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough for the whole register: small files are imported into both."""
    return sqlite_url


def test_england_is_imported_whole_then_not_again_and_then_what_changed(
    ledger: Ledger, tmp_path: Path
) -> None:
    with gzip.open(ENGLAND, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    header, schools = rows[0], rows[1:]
    closes, pupils = header.index("CloseDate"), header.index("NumberOfPupils_PP2019")
    closed = [row for row in schools if row[closes]]
    log = ledger.log

    first = import_register(ledger, ENGLAND)
    assert (first.rows, first.new, first.closed) == (26_078, len(schools), len(closed))
    assert (first.changed, first.unchanged, first.refused) == (0, 0, [])
    assert Counter(row.type for row in log.scan(0, 100_000)) == {
        SchoolRegistered.TOPIC: 26_078,
        SchoolClosed.TOPIC: 2_146,
    }

    again = import_register(ledger, ENGLAND)
    assert (again.new, again.changed, again.closed, again.unchanged) == (0, 0, 0, 26_078)
    assert log.size() == 26_078 + 2_146

    for row in schools[::100]:
        row[pupils] = "1"
    schools[0][closes] = "31-08-2026"
    changed = tmp_path / "changed.csv"
    with changed.open("w", encoding="windows-1252", newline="") as file:
        csv.writer(file).writerows([header, *schools[:-10], ["999999", "broken"]])
    later = import_register(ledger, changed)
    assert (later.new, later.changed, later.closed) == (0, 261, 1)
    assert later.unchanged == 26_078 - 10 - 261
    assert [refusal.line for refusal in later.refused] == [26_078 - 10 + 2]
    kinds = Counter(row.type for row in log.scan(0, 100_000))
    assert kinds[SchoolDetailsChanged.TOPIC] == 261
