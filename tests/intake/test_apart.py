"""A long table is read in another process: what becomes of its rows is the same."""

from __future__ import annotations

import pickle
import subprocess
from typing import Any

import pytest

from ledger.domain.acts import KINDS
from ledger.intake import apart, batches
from ledger.intake.apart import BEGIN, Ended, Task
from ledger.intake.form import forms
from ledger.intake.mapping import Mapping
from ledger.intake.table import Row
from ledger.log.address import Unusable
from tests.domain.cast_of_facts import examples
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, AN_EXPERT, ANOTHER, COMMISSION, HEADER, visits
from tests.scenario import ANN, DOVER, NOW

FAULTS = [
    A_VISIT.replace("02/03/2026", "soon"),
    A_VISIT.replace("02/03/2026", "02/03/2031"),
    A_VISIT.replace(f"{DOVER},refine", "St Marys C of E Primry,refine"),
    A_VISIT.replace(f"{DOVER},refine", "Nowhere School,refine"),
    A_VISIT[:-1] + "Ring Sarah Pettigrew on 01632 960123",
]
GOOD = [A_VISIT.replace(",60,", f",{n + 5},") for n in range(4)]
TEXT = visits(*GOOD, ANOTHER, *FAULTS, A_VISIT, GOOD[0])


@pytest.fixture
def by_twos(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows are a batch; the first is read here, all others in another process."""
    monkeypatch.setattr(batches, "BATCH", 2)
    monkeypatch.setattr(batches, "HERE", 1)


def test_every_row_comes_to_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    here = desk.bring(TEXT, dry_run=True), list(desk.results)
    read = count_reading(monkeypatch)

    monkeypatch.setattr(batches, "BATCH", 2)
    monkeypatch.setattr(batches, "HERE", 1)
    there = desk.bring(TEXT, dry_run=True), list(desk.results)

    assert there == here
    assert read == [2, 2, 2, 2, 2]  # all but the first two of twelve


def test_words_are_recorded_that_were_read_there(desk: Desk, by_twos: None) -> None:
    rows = [AN_EXPERT.replace("Plan a unit", f"Plan unit {n}").replace(",90,", f",{n + 30},")
            for n in range(5)]  # fmt: skip
    desk.bring(visits(*rows, header=COMMISSION))

    assert {status for _, status, _, _ in desk.told} == {"recorded"}
    sealed = [act.event.brief.commitment for act in desk.acts if hasattr(act.event, "brief")]
    words = desk.ledger.vault.open_many(sealed)
    assert [words[one] for one in sealed] == [f"Plan unit {n}" for n in range(5)]


def test_what_is_understood_of_a_table_is_told_once(desk: Desk, by_twos: None) -> None:
    table = visits(
        *[f"visit,{row}" for row in (*GOOD, ANOTHER)],
        f"visit held informally,{A_VISIT}",
        header=f"Kind,{HEADER}",
    )
    told = desk.bring(table, dry_run=True).headings
    assert len(told) == len(set(told)) == 2


@pytest.mark.usefixtures("by_twos")
def test_if_the_other_process_is_killed_the_file_can_come_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = apart.Apart.read

    def kill_before(other: apart.Apart, rows: list[Row], at: Any) -> Any:
        if rows[0].number > 4:
            other._process.kill()
            other._process.wait()
        return ask(other, rows, at)

    with monkeypatch.context() as killing:
        killing.setattr(apart.Apart, "read", kill_before)
        with pytest.raises(Ended, match="Bring the file again"):
            desk.bring(visits(*GOOD, A_VISIT))
    assert [row for row, *_ in desk.told] == [2, 3, 4, 5]

    desk.bring(visits(*GOOD, A_VISIT))
    assert len({entry.id for entry in desk.acts}) == len(desk.acts) == 2 * 5


def test_it_ends_once_nobody_asks(desk: Desk) -> None:
    """As it does when whoever began it was killed."""
    task = pickle.dumps(the_task(desk))
    done = subprocess.run(BEGIN, input=task, capture_output=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_a_defect_in_it_is_told_with_where_it_was(desk: Desk) -> None:
    with apart.apart(the_task(desk)) as other, pytest.raises(AttributeError) as wrong:
        other.read([None], NOW)  # type: ignore[list-item]
    assert "sheet.py" in wrong.value.__notes__[0]


def test_a_register_that_cannot_be_opened_is_told_as_it_is(desk: Desk) -> None:
    task = the_task(desk)._replace(register="sqlite:////nowhere/ledger.db")
    with apart.apart(task) as other, pytest.raises(Unusable, match="does not exist"):
        other.read([], NOW)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TOPIC)
def test_every_kind_of_entry_is_sent_as_it_is(kind: type[Any]) -> None:
    for entry in examples(kind):
        sent = pickle.loads(pickle.dumps(entry))
        assert sent == entry
        assert vars(sent) == vars(entry)


def test_a_form_is_sent_by_its_name() -> None:
    for form in forms().values():
        assert pickle.loads(pickle.dumps(form)) is form


def the_task(desk: Desk) -> Task:
    register = desk.ledger.log.engine.url.render_as_string(hide_password=False)
    said = Mapping.told({"always": {"collaboration": desk.collaboration}})
    return Task("", HEADER.split(","), 1, said, ANN, register)


def count_reading(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows the other process is asked about, each time that it is."""
    ask, asked = apart.Apart.read, []

    def counting(other: apart.Apart, rows: list[Row], at: Any) -> Any:
        asked.append(len(rows))
        return ask(other, rows, at)

    monkeypatch.setattr(apart.Apart, "read", counting)
    return asked
