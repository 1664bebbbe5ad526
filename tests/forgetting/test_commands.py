"""The commands `erase`, `hold`, `keys` and `export`, as a person types them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from api.cli import main
from api.opened import opened
from ledger.log.person import person_of
from ledger.privacy import erasing
from ledger.settings import read_settings
from tests.forgetting.cast import Clock, ask_and_wait, told
from tests.scenario import ANN, BEN, REGISTER

WHO = str(ANN.person)


@pytest.fixture
def run(tmp_path: Path):
    def run(*words: str) -> Result:
        return CliRunner().invoke(main, [*words], env={"LEDGER_DATA": str(tmp_path)})

    return run


@pytest.fixture
def wrote(tmp_path: Path) -> None:
    """Ann has written something."""
    from ledger.domain.past import SYSTEM

    with opened(read_settings({}, data=tmp_path)) as ledger:
        ledger.ledger.record_judged(REGISTER, SYSTEM)
        ledger.ledger.record(told("Ann wants to talk."), ANN)


def test_asked_for_and_taken_back(run, wrote):
    asked = run("erase", "person", WHO)
    assert re.fullmatch(
        r"Due \d{4}-\d\d-\d\d \d\d:\d\d UTC; until then `ledger erase cancel` stops it.\n",
        asked.stdout,
    )
    assert run("erase", "run").stdout == "0 done.\n"
    assert run("erase", "cancel", WHO).stdout == "Taken back.\n"
    again = run("erase", "cancel", WHO)
    assert (again.exit_code, again.stderr) == (2, "Nobody has asked for that.\n")


def test_a_hold_refuses_in_one_sentence(run, wrote):
    assert run("hold", "person", WHO, "--ground", "legal-claim").stdout == "Held.\n"
    refused = run("erase", "person", WHO, "--reason", "objected")
    assert (refused.exit_code, refused.stderr) == (2, "There is a legal hold: legal claim.\n")
    assert run("hold", "release", WHO).stdout == "Released.\n"
    assert run("erase", "person", WHO).exit_code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("erase", "person"),
        ("erase", "cancel"),
        ("hold", "person", "--ground", "legal-claim"),
        ("hold", "release"),
        ("export", "person", "--out", "nobody.jsonl"),
    ],
)
def test_a_reference_that_nobody_has_is_told_and_not_obeyed(run, wrote, tmp_path, words):
    before = run("status").stdout.splitlines()[0]
    out = tmp_path / "nobody.jsonl"

    told = run(*(str(out) if word == out.name else word for word in words), str(BEN.person))

    sentence = "Nobody in this ledger has that reference. Look for a slip in it.\n"
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", sentence)
    assert run("status").stdout.splitlines()[0] == before
    assert not out.exists()


def test_whoever_only_signed_in_can_be_forgotten(run, tmp_path):
    with opened(read_settings({}, data=tmp_path)) as ledger:
        who = person_of(ledger.engine, ledger.keys, "urn:login", "somebody")

    assert run("erase", "person", who).stdout.startswith("Due ")


def test_what_was_asked_for_is_not_asked_for_twice(run, wrote):
    run("erase", "person", WHO)
    again = run("erase", "person", WHO)
    assert (again.exit_code, again.stderr) == (2, "That has been asked for already.\n")


def test_whoever_was_forgotten_is_still_told_apart_from_nobody(run, wrote, tmp_path):
    clock = Clock()
    with opened(read_settings({}, data=tmp_path)) as ledger:
        later = replace(ledger.ledger, clock=clock)
        ask_and_wait(later, clock)
        assert erasing.run(later) == [f"person:{WHO}"]

    for words in (["erase", "person"], ["erase", "cancel"], ["hold", "release"]):
        told = run(*words, WHO)
        assert (told.exit_code, told.stderr) == (2, "This person has been forgotten already.\n")


def test_keys_move_to_a_new_epoch(run, wrote, tmp_path):
    (before,) = (tmp_path / "epochs").iterdir()
    assert run("keys", "rotate").stdout == f"Destroyed: {before.name}.\n"
    assert not before.exists()


def test_a_record_is_written_to_a_private_file_and_over_none(run, wrote, tmp_path):
    out = tmp_path / "ann.jsonl"
    assert run("export", "person", WHO, "--out", str(out)).stdout == "1 entry.\n"
    (line,) = out.read_text().splitlines()
    assert json.loads(line)["words"][0]["text"] == "Ann wants to talk."
    assert out.stat().st_mode & 0o777 == 0o600
    again = run("export", "person", WHO, "--out", str(out))
    assert (again.exit_code, again.stderr) == (2, f"{out} cannot be written: File exists.\n")


def test_a_person_is_named_by_a_pseudonym(run):
    wrong = run("erase", "person", "Ann")
    assert wrong.exit_code == 2
    assert "A person is named by the reference that the ledger gave them." in wrong.stderr


def test_keys_that_lie_open_are_told(run, wrote, tmp_path):
    (epoch,) = (tmp_path / "epochs").iterdir()
    epoch.chmod(0o644)
    told = run("status")
    assert (told.exit_code, told.stderr) == (
        2,
        f"Others can read {epoch}: make it private (chmod 600).\n",
    )
