"""The command `ledger`, as a person types it: what it says, and how it ends."""

from __future__ import annotations

import csv
import json
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from api.cli import main
from api.commands.faults import sentence_of
from api.identity import KEY
from ledger.log.engine import PRAGMAS
from ledger.register.links.deciding import Why

DATA = Path(__file__).resolve().parents[2] / "../shared/data/schools"
COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words], env={"LEDGER_DATA": str(tmp_path)})

    return run


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["status", "--database", "mysql://x"], "not in 'mysql'"),
        (["status", "--database", "ledger.db"], "LEDGER_DATABASE is an address"),
        (["status", "--database", "sqlite:///l.db?mode=ro"], "An address of SQLite has no options"),
        (["status", "--database", "postgresql://h/l?sslmod=require"], 'option "sslmod"'),
        (["serve", "--database", "sqlite://"], "What is in memory is gone when the program ends"),
        (["status", "--keys", "sqlite:///"], "What is in memory is gone when the program ends"),
        (["serve", "--port", "0"], "LEDGER_PORT is a number from 1 to 65535."),
        (["serve", "--host", "nowhere.invalid"], "Nothing can listen at nowhere.invalid:8000"),
        (["token", "--role", "editor"], "An editor, and nobody else, comes from a school."),
        (["token", "--role", "editor", "--school", "x"], "A school is named by its URN"),
        (["rebuild", "impact"], "There is no view impact."),
    ],
)
def test_a_fault_is_one_sentence(run, words, sentence):
    ended = run(*words)
    assert ended.exit_code == 2
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_a_database_that_is_away_is_one_sentence(run):
    ended = run("status", "--database", "postgresql://ann:secret@127.0.0.1:9/none")
    assert_one_sentence(ended, "The database cannot be used: ", "See whether it runs")
    assert "secret" not in ended.stderr


def test_an_address_that_is_none_is_not_said_again(run):
    ended = run("status", "--database", "postgresql://ann:secret@host:port/none")
    assert_one_sentence(ended, "This is no address of a database: ", "postgresql://host/name")
    assert "secret" not in ended.stderr


@pytest.mark.parametrize("words", [["status"], ["token", "--role", "auditor"]])
def test_a_folder_that_cannot_be_made_is_one_sentence(run, tmp_path: Path, words: list[str]):
    (tmp_path / "file").touch()
    ended = run(*words, "--data", str(tmp_path / "file" / "below"))
    assert_one_sentence(ended, str(tmp_path / "file"), "Not a directory.")


def test_a_file_that_is_no_database_is_one_sentence(run, tmp_path: Path):
    (tmp_path / "ledger.db").write_bytes(b"Not a database, but long enough to look like one." * 20)
    assert_one_sentence(run("status"), "The file is no database of the ledger", "Name another.")


def test_a_damaged_database_is_one_sentence(run, tmp_path: Path):
    run("status")
    with (tmp_path / "ledger.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 20)
    assert_one_sentence(run("status"), "The database file is damaged", "Bring back a copy of it.")


def test_a_locked_database_is_one_sentence(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run("status")
    monkeypatch.setitem(PRAGMAS, "busy_timeout", ("10", 10))
    with locked(tmp_path / "ledger.db"):
        ended = run("import", "register", str(DATA / "gias_60_rows_made_up.csv"))
    assert_one_sentence(ended, "Another program keeps the database locked.", "Try again")


@pytest.mark.parametrize("words", [["status"], ["view", "status"]])
def test_whoever_only_looks_waits_for_no_writer(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    run("status")
    monkeypatch.setitem(PRAGMAS, "busy_timeout", ("10", 10))
    with locked(tmp_path / "ledger.db"), locked(tmp_path / "keys.db"):
        ended = run(*words)
    assert (ended.exit_code, ended.stderr) == (0, "")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program is writing in this file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_database_of_a_later_release_is_one_sentence(run, tmp_path: Path):
    run("status")
    with closing(sqlite3.connect(tmp_path / "ledger.db")) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    assert_one_sentence(run("status"), "A later release of the ledger has worked", "it is at 9999")


def test_a_signing_key_that_lies_open_is_one_sentence(run, tmp_path: Path):
    (tmp_path / KEY).touch(mode=0o644)
    assert_one_sentence(run("serve"), "Others can read", "make it private (chmod 600).")


def test_a_report_that_cannot_be_written_is_one_sentence(run, tmp_path: Path):
    (tmp_path / "acts.csv").write_text("Date,Host\n")
    ended = run(
        "import", "acts", str(tmp_path / "acts.csv"), "--report", str(tmp_path / "none" / "r.csv")
    )
    assert_one_sentence(ended, str(tmp_path / "none" / "r.csv"), "No such file or directory.")


def test_a_defect_is_no_sentence():
    assert sentence_of(ValueError("ours")) is None
    assert sentence_of(BrokenPipeError(32, "Broken pipe")) is None
    assert sentence_of(sa.exc.IntegrityError("INSERT", {}, Exception("twice"))) is None


def assert_one_sentence(ended: Result, *parts: str) -> None:
    assert ended.exit_code == 2
    assert all(part in ended.stderr for part in parts), ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


def test_intakes_are_read_upon_the_register(run, tmp_path: Path):
    schools, intakes = tmp_path / "schools.csv", tmp_path / "intakes.json"
    schools.write_text("urn,name\n900021,Elm\n")
    told = [{"URN": urn, "KS2MRP": "103.7", "PPPerc": "NA"} for urn in ("900021", "900022")]
    intakes.write_text(json.dumps(told))
    run("import", "register", str(schools))
    words = ["import", "intakes", str(intakes)]
    assert "Missing option '--edition'" in run(*words).stderr
    assert "(nothing was written)" in run(*words, "--edition", "2024", "--dry-run").stdout
    first = run(*words, "--edition", "2024")
    assert first.stdout.startswith("2 rows: 1 new,")
    assert "school 2: URN: The register has no school 900022." in first.stdout
    assert "1 unchanged, 1 refused" in run(*words, "--edition", "2024").stdout


def test_a_register_is_read_and_looked_at(run):
    file = str(DATA / "gias_60_rows_made_up.csv")
    dry = run("import", "register", file, "--dry-run")
    assert "60 new" in dry.stdout
    assert "size         0" in run("status").stdout
    assert "60 new" in run("import", "register", file).stdout
    again = run("import", "register", file)
    assert (again.exit_code, "60 unchanged" in again.stdout) == (0, True)
    status = run("status")
    assert status.exit_code == 0
    assert "size         60" in status.stdout
    assert re.search(r"schools +v3 build 1 +live +at 60, 0 events", status.stdout)
    rebuilt = run("rebuild", "schools")
    assert rebuilt.stdout == "schools v3 build 2 answers, at position 60.\n"


def test_links_are_read_upon_the_register(run, tmp_path: Path):
    schools = tmp_path / "schools.csv"
    schools.write_text("urn,name,close_date\n900021,Elm,31-08-2024\n900022,Oak,\n")
    links = tmp_path / "links.csv"
    links.write_text("URN,LinkURN,LinkType\n900021,900022,Successor\n900022,900021,Predecessor\n")
    run("import", "register", str(schools))
    dry = run("import", "links", str(links), "--dry-run")
    assert dry.stdout.startswith("2 rows: 1 succession,")
    assert "(nothing was written)" in dry.stdout
    assert run("import", "links", str(links)).exit_code == 0
    again = run("import", "links", str(links))
    assert "1 recorded before, 0 left out, 0 refused." in again.stdout
    wrong = run("import", "links", str(schools))
    assert (wrong.exit_code, wrong.stderr) == (1, "The file has no column 'URN'.\n")


def test_every_link_that_was_left_out_stands_in_a_report(run, tmp_path: Path):
    schools, links, report = (tmp_path / f"{name}.csv" for name in ("schools", "links", "report"))
    numbers = range(900100, 900130)
    open_ones = [f"{n},Elm {n},01-09-{n - 898_100}" for n in numbers]
    schools.write_text("\n".join(["urn,name,open_date", *open_ones]))
    pairs = [f"{n},{n + 1},Successor" for n in list(numbers)[:-1]]
    links.write_text("\n".join(["URN,LinkURN,LinkType", *pairs, "9,900100,Successor"]))
    run("import", "register", str(schools))

    told = run("import", "links", str(links), "--report", str(report), "--dry-run")

    assert "and 9 more" in told.stdout
    assert f"What was left out stands in {report}." in told.stdout
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    left_out = [row for row in rows if row["status"] == "left out"]
    assert len(left_out) == len(pairs)
    assert left_out[0]["what"] == "900100 Elm 900100 → 900101 Elm 900101"
    assert {row["reason"] for row in left_out} == {str(Why.STILL_OPEN)}
    assert [row["what"] for row in rows if row["status"] == "refused"] == ["line 31"]
    same = run("import", "links", str(links), "--report", str(links))
    assert "The report cannot take the place of the file." in same.stderr


def test_trusts_are_read(run, tmp_path: Path):
    groups = tmp_path / "groups.json"
    one = {"group_uid": "9103", "group_name": "Elm", "group_type": "Multi-academy trust"}
    groups.write_text(json.dumps([one, {"group_uid": "x"}]))
    first = run("import", "groups", str(groups))
    assert first.stdout == (
        "2 rows: 1 new, 0 changed, 0 closed, 0 unchanged, 1 refused.\n"
        "  group 2: group_uid: A trust is named by its UID: up to eight digits.\n"
    )
    assert "1 unchanged" in run("import", "groups", str(groups)).stdout


def test_a_file_that_is_no_register_ends_with_one(run):
    ended = run("import", "register", str(DATA / "../README.md"))
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1


def test_term_dates_are_read_and_looked_at(run):
    file = str(DATA / "../calendar/sheffield_term_dates_2025-28.json")
    dry = run("import", "calendar", file, "--la", "373", "--dry-run")
    assert dry.stdout.splitlines()[0] == "2025/26: published, 195 school days."
    assert "size         0" in run("status").stdout
    assert run("import", "calendar", file, "--la", "373").exit_code == 0
    again = run("import", "calendar", file, "--la", "373")
    assert (again.exit_code, again.stdout.count("unchanged")) == (0, 3)
    assert "size         3" in run("status").stdout


@pytest.mark.parametrize(
    ("file", "la", "sentence"),
    [
        ("../README.md", "373", "The file is not JSON."),
        ("../calendar/sheffield_term_dates_2025-28.json", "37", "three digits."),
    ],
)
def test_term_dates_that_cannot_be_read_end_with_one_sentence(run, file, la, sentence):
    ended = run("import", "calendar", str(DATA / file), "--la", la)
    assert (ended.exit_code, ended.stdout) == (1, "")
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def test_it_serves_the_example_until_it_is_told_to_stop(tmp_path: Path):
    port = free_port()
    words = ["serve", "--example", "--data", str(tmp_path), "--port", str(port)]
    with subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout.readline().startswith("The example is put into the empty ledger")
            assert server.stdout.readline() == f"The ledger listens at http://127.0.0.1:{port}\n"
            assert "ledger token --role editor" in server.stdout.readline()
            body = json.dumps({"query": "{ ledger { schools { totalCount } } }"}).encode()
            ask = Request(
                f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
            )
            with urlopen(ask, timeout=10) as answer:
                assert json.load(answer)["data"]["ledger"]["schools"]["totalCount"] > 50
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_told(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run("serve", "--port", str(taken.getsockname()[1]))
    assert (ended.exit_code, "Address already in use" in ended.stderr) == (2, True)
