"""The commands `ledger import acts` and `ledger template acts`, as a person types them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from api.cli import main
from api.opened import opened
from ledger.settings import read_settings
from tests.intake.files import A_VISIT, HEADER, SCHOOLS, saved, visits
from tests.scenario import ADA, ANN, ASTOR, begun, school


@pytest.fixture
def run(tmp_path: Path):
    def run(*words: object) -> Result:
        told = [str(word) for word in words]
        return CliRunner().invoke(main, told, env={"LEDGER_DATA": str(tmp_path / "var")})

    return run


@pytest.fixture
def collaboration(tmp_path: Path) -> str:
    with opened(read_settings({"LEDGER_DATA": str(tmp_path / "var")})) as ledger:
        for urn, told in SCHOOLS.items():
            ledger.ledger.record(school(urn, **told), ADA)
        return str(ledger.ledger.record(begun(*SCHOOLS), ANN).id)


def test_a_file_is_imported_and_its_report_is_written(run, collaboration: str, tmp_path: Path):
    path = saved(tmp_path, visits(A_VISIT, A_VISIT.replace("60", "x")))
    words = ["import", "acts", path, "--always", f"collaboration={collaboration}"]

    dry = run(*words, "--school", ASTOR, "--dry-run")
    ended = run(*words, "--school", ASTOR)
    again = run(*words, "--school", ASTOR)

    assert dry.exit_code == ended.exit_code == again.exit_code == 0, ended.output
    assert "1 recorded, 0 already there, 1 refused, 0 doubtful (nothing was written)." in dry.stdout
    assert "1 recorded, 0 already there, 1 refused, 0 doubtful." in ended.stdout
    assert "row 3: minutes: 'x' is no whole number." in ended.stdout
    assert "0 recorded, 1 already there, 1 refused" in again.stdout
    with (tmp_path / "visits.csv.report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["status"] for row in rows] == ["already there", "refused"]
    status = run("status").stdout
    assert status.startswith("size         6")
    assert "refused" not in status, "a cell that cannot be read breaks no rule"


def test_rows_that_a_rule_refuses_are_counted(run, collaboration: str, tmp_path: Path):
    path = saved(tmp_path, visits(A_VISIT.replace("60", "1"), A_VISIT.replace("60", "2")))
    words = ["import", "acts", path, "--always", f"collaboration={collaboration}"]

    run(*words, "--school", ASTOR)

    assert f"2 OutOfRange, school {ASTOR}" in run("status").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Say for which school"),
        (["--school", "12"], "A school is named by its URN: six digits."),
        (["--school", ASTOR, "--kind", "party"], "There is no kind 'party'."),
        (["--school", ASTOR, "--always", "minutes"], "--always is written as COLUMN=VALUE."),
        (["--school", ASTOR], "Missing: collaboration."),
        (
            ["--school", ASTOR, "--login", "ann\udcff"],
            "--login has a character that cannot be written.",
        ),
    ],
)
def test_a_fault_is_told_and_nothing_is_recorded(
    words, sentence: str, run, collaboration: str, tmp_path: Path
):
    ended = run("import", "acts", saved(tmp_path, visits(A_VISIT)), *words)

    assert ended.exit_code == 1
    assert sentence in ended.stderr
    assert ended.stdout == ""
    assert run("status").stdout.startswith("size         4")


def test_a_file_of_which_nothing_can_be_taken_is_a_failure(run, collaboration: str, tmp_path: Path):
    mapping = saved(tmp_path, f'[always]\ncollaboration = "{collaboration}"\n', "mapping.toml")
    path = saved(tmp_path, visits(A_VISIT.replace("60", "x"), header=HEADER))

    ended = run("import", "acts", path, "--school", ASTOR, "--mapping", mapping)

    assert ended.exit_code == 1
    assert "1 refused" in ended.stdout


def test_a_sheet_that_could_not_be_used_is_a_failure(run, collaboration: str, tmp_path: Path):
    book = Workbook()
    for row in (HEADER.split(","), A_VISIT.split(",")):
        book.active.append(row)
    book.create_sheet("List").append(["Shopping"])
    book.save(tmp_path / "a.xlsx")
    words = ["import", "acts", tmp_path / "a.xlsx", "--always", f"collaboration={collaboration}"]

    ended = run(*words, "--school", ASTOR)

    assert "2 rows: 1 recorded, 0 already there, 1 refused" in ended.stdout
    assert ended.exit_code == 1


def test_a_template_is_written(run, tmp_path: Path):
    ended = run("template", "acts", "--out", tmp_path / "acts.xlsx")

    assert ended.exit_code == 0
    assert "Visit" in load_workbook(tmp_path / "acts.xlsx").sheetnames
    assert run("template", "acts", "--out", tmp_path / "nowhere/a.xlsx").exit_code == 1


def test_a_template_has_the_kinds_that_are_asked_for(run, tmp_path: Path):
    ended = run("template", "acts", "--out", tmp_path / "a.xlsx", "--kind", "peer observations")

    assert ended.exit_code == 0
    assert load_workbook(tmp_path / "a.xlsx").sheetnames[1:] == ["Peer observation"]
    wrong = run("template", "acts", "--out", tmp_path / "b.xlsx", "--kind", "party")
    assert wrong.exit_code == 1
    assert "There is no kind 'party'" in wrong.stderr
    assert not (tmp_path / "b.xlsx").exists()
