"""What a runner remembers between batches saves questions, and never changes an answer."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from ledger.log.recorder import Recorder
from ledger.projections import remembered, rows
from ledger.projections.build import prepare
from ledger.projections.follow import Runner, follow, keep_up
from tests.projections.histories import history
from tests.projections.test_follow import SIZE, expected, held
from tests.projections.toys import clubs, read, record


def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The subjects that the database is asked for from now on."""
    subjects: list[Any] = []
    fetch = rows.fetch

    def noted(connection: Any, table: Any, shape: Any, some: list[Any]) -> Any:
        subjects.extend(some)
        return fetch(connection, table, shape, some)

    monkeypatch.setattr(rows, "fetch", noted)
    return subjects


def test_a_view_that_grows_from_nothing_asks_for_no_row(
    recorder: Recorder, engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(recorder, history(1, SIZE))
    view, subjects = clubs(), asked_for(monkeypatch)
    prepare(engine, [view])
    follow(engine, [view], read, 7)
    assert held(engine, view) == expected()
    assert subjects == []


@pytest.mark.parametrize("kept", [0, 1, 4])
def test_what_was_forgotten_is_asked_for_again(
    recorder: Recorder, engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    record(recorder, history(1, SIZE))
    view, subjects = clubs(), asked_for(monkeypatch)
    prepare(engine, [view])
    monkeypatch.setattr(remembered, "KEPT", kept)
    follow(engine, [view], read, 7)
    assert subjects != []
    monkeypatch.undo()
    assert held(engine, view) == expected()


def test_nothing_is_remembered_of_a_bookmark_that_somebody_else_moved(
    recorder: Recorder, engine: sa.Engine
) -> None:
    told, view = history(1, SIZE), clubs()
    prepare(engine, [view])
    follow(engine, [view], read)
    mine, theirs = Runner(engine, read, 20), Runner(engine, read, 20)
    for start in range(0, SIZE, 20):
        record(recorder, told[start : start + 20])
        keep_up(theirs if start % 60 == 20 else mine, [view])
    assert held(engine, view) == expected()
