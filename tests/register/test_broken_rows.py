"""Given a file with one row that is wrong, when it is imported, then all others are taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.application import Ledger
from ledger.envelope import decode
from ledger.register import import_register
from ledger.separated import UNCLOSED
from tests.register.files import ASTOR, ASTOR_ROW, DEAL, DEAL_ROW, DOVER_ROW, extract


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is refused here never comes to a database, so one kind of them is enough."""
    return sqlite_url


@pytest.mark.parametrize(
    ("row", "because"),
    [
        (f"13816,{'x'}" + "," * 7, "URN: A school is named by its URN: six digits."),
        ("١٣٨١٦٧,Astor" + "," * 7, "URN: A school is named by its URN: six digits."),
        (f"{ASTOR},Twice" + "," * 7, f"URN: School {ASTOR} stands on line 2 already."),
        (f"{DEAL}" + "," * 8, "EstablishmentName: A school has a name."),
        (DEAL_ROW.replace("190", "abc"), "NumberOfPupils: 'abc' is no number."),
        (DEAL_ROW.replace("190", "999999"), "pupils: From 0 to 100,000, please."),
        (DEAL_ROW.replace("886,", "886,31-02-2018"), "OpenDate: There is no day '31-02-2018'."),
        (DEAL_ROW.replace("Parochial", "x" * 200), "name: From 1 to 200 characters, please."),
        (
            DEAL_ROW.replace("Parochial", "\0"),
            "name: There is a character here that cannot be written. Take it out.",
        ),
        (
            DEAL_ROW.replace("Parochial", "A123456789012"),
            "name: No pupil is named here: leave the number out.",
        ),
        (
            DOVER_ROW.replace("886,", "886,01-09-2018"),
            "CloseDate: The school cannot have closed before it opened.",
        ),
        (DEAL_ROW.replace("Deal P", '"Deal P'), UNCLOSED),
        (
            DEAL_ROW + ",x",
            "The row has 10 cells, the header 9; perhaps a quotation mark is not closed.",
        ),
    ],
)
def test_a_broken_row_is_told_and_does_not_stop_the_rest(
    row: str, because: str, ledger: Ledger, tmp_path: Path
) -> None:
    path = tmp_path / "extract.csv"
    last = "100000,Last" + "," * 7
    header = extract(tmp_path).read_text().strip()
    path.write_text("\n".join([header, ASTOR_ROW, row, last, ""]), encoding="utf-8")

    summary = import_register(ledger, path)

    assert [(refusal.line, refusal.reason) for refusal in summary.refused] == [(3, because)]
    assert (summary.rows, summary.new) == (3, 2)
    recorded = [decode(stored).event.school for stored in ledger.log.read()]
    assert recorded == [ASTOR, "100000"]
