"""The report: what became of each row, in a file that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from pathlib import Path
from uuid import UUID

import pytest

from ledger.intake.directory import Candidate
from ledger.intake.report import HEADER, SHOWN, Note, Result, Status, Summary, report_to
from tests.scenario import ASTOR


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_every_row_is_told(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with report_to(path) as tell:
        tell(Result("Visits", 2, Status.RECORDED, UUID(int=7), 12))
        among = (Candidate(ASTOR, "Astor College", 0.9),)
        tell(Result("", 3, Status.DOUBTFUL, reason="Who?", column="host", candidates=among))

    assert read(path) == [
        list(HEADER),
        ["Visits", "2", "recorded", str(UUID(int=7)), "12", "", "", ""],
        ["", "3", "doubtful", "", "", "Who?", "host", "900001 Astor College (0.90)"],
    ]


def test_what_was_not_read_stands_beside_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with report_to(path) as tell:
        tell(Note("Old", "The sheet is hidden."))

    assert read(path)[1] == ["Old", "", "note", "", "", "The sheet is hidden.", "", ""]


def test_after_a_dry_run_nothing_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with report_to(path) as tell:
        tell(Result("", 2, Status.RECORDED, UUID(int=7)))

    assert read(path)[1][2] == "would be recorded"


def test_one_row_is_no_rows() -> None:
    summary = Summary()
    summary.add(Result("", 2, Status.ALREADY_THERE))
    assert str(summary).startswith("1 row: 0 recorded, 1 already there")


@pytest.mark.parametrize("mark", ["=", "+", "-", "@"])
def test_no_cell_is_taken_for_a_formula(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with report_to(path) as tell:
        tell(Result(f"{mark}1+1", 2, Status.REFUSED, reason=f"{mark}cmd"))

    assert read(path)[1][0] == f"'{mark}1+1"
    assert read(path)[1][5] == f"'{mark}cmd"


def test_what_is_told_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    with report_to(path) as tell:
        tell(Result("", 2, Status.RECORDED))
        assert len(read(path)) == 2


def test_a_summary_is_not_longer_than_a_screen() -> None:
    summary = Summary()
    for row in range(100_000):
        summary.add(Result("", row, Status.REFUSED, reason="No."))

    assert len(summary.left_out) == SHOWN
    assert str(summary).count("\n") == SHOWN + 1
    assert str(summary).endswith(f"and {100_000 - SHOWN:,} more")
