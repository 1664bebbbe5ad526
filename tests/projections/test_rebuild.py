"""A view is built again beside the one that answers, and takes over only if it holds the same."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.log.engine import reading
from ledger.log.recorder import Recorder
from ledger.projections.build import FAILED, HALTED, LIVE, READY, begin, builds, prepare
from ledger.projections.follow import Runner, build_on, follow, keep_up
from ledger.projections.rebuild import CannotRebuild, Differs, rebuild
from ledger.projections.scope import everyone
from ledger.projections.snapshot import at
from ledger.projections.view import Entry, View
from tests.projections.histories import history
from tests.projections.test_follow import built, expected, held, the_build
from tests.projections.toys import AUDITOR, GAMES, TALLIES, Played, Tally, clubs, read, record


@pytest.mark.parametrize("batch", [1, 7, 1_000])
def test_a_rebuilt_view_holds_the_same(recorder: Recorder, engine: sa.Engine, batch: int) -> None:
    view = clubs()
    record(recorder, history(1, 300))
    built(engine, view)
    new = rebuild(engine, view, read, batch)
    assert (new.number, new.state, new.position) == (2, LIVE, 300)
    assert held(engine, view) == expected()
    with reading(engine) as connection:
        names = sa.inspect(connection).get_table_names()
    assert not [name for name in names if name.startswith("clubs_v1_b1_")]


class Asked:
    """What a reader saw who asked all the time: at which position how many games were told."""

    def __init__(self, engine: sa.Engine, view: View) -> None:
        self.engine, self.view = engine, view
        self.seen: list[tuple[int, int]] = []
        self.failures: list[Exception] = []
        self.is_enough = Event()

    def go_on(self) -> None:
        try:
            while not self.is_enough.is_set():
                self.ask()
        except Exception as error:
            self.failures.append(error)

    def ask(self) -> None:
        with reading(self.engine) as connection:
            now = at(connection, [self.view], AUDITOR)
            self.seen.append((now.known_by, sum(row.games for row in now.ask(TALLIES))))


def test_writes_and_reads_go_on_while_a_view_is_rebuilt(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view, told = clubs(), history(1, 300)
    record(recorder, told[:100])
    built(engine, view)
    asked, runner = Asked(engine, view), Runner(engine, read)

    def write() -> None:
        for start in range(100, 300, 10):
            record(recorder, told[start : start + 10])
            while keep_up(runner, [view]):
                pass

    others = [Thread(target=write), Thread(target=asked.go_on)]
    for other in others:
        other.start()
    for _ in range(4):
        rebuild(engine, view, read, batch=20)
    others[0].join()
    asked.is_enough.set()
    others[1].join()
    follow(engine, [view], read)
    parts = [len(toy.schools) if isinstance(toy, Played) else 0 for toy in told]
    assert asked.failures == []
    assert asked.seen == sorted(asked.seen)
    assert all(games == sum(parts[:known_by]) for known_by, games in asked.seen)
    assert held(engine, view) == expected()


def test_a_view_that_comes_out_different_does_not_take_over(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view = clubs()
    record(recorder, history(1, 300))
    before = built(engine, view)
    told = view.fold

    def changed(entry: Entry, known: Any) -> Iterator[Any]:
        return (row for row in told(entry, known) if entry.position != 200)

    view.fold = changed
    with pytest.raises(Differs, match=r"at 300, clubs v1 build 2 holds \w+ and clubs v1 build 1"):
        rebuild(engine, view, read)
    left = the_build(engine, view)
    assert (left.number, left.state) == (1, LIVE)
    assert held(engine, view) == before
    with reading(engine) as connection:
        assert len(at(connection, [view], AUDITOR).ask(GAMES).all()) > 0
    view.fold = told
    assert rebuild(engine, view, read).number == 3


def test_a_view_that_cannot_be_rebuilt_goes_on_answering(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view = clubs()
    record(recorder, history(1, 300))
    built(engine, view)

    def refuse(entry: Entry, known: Any) -> Iterator[Any]:
        raise LookupError

    view.fold = refuse
    with pytest.raises(CannotRebuild, match="LookupError"):
        rebuild(engine, view, read)
    assert the_build(engine, view).number == 1


@pytest.mark.parametrize("was_live", [True, False])
def test_a_mended_view_is_rebuilt_past_the_event_that_stopped_it(
    recorder: Recorder, engine: sa.Engine, was_live: bool
) -> None:
    view = clubs()
    told = view.fold

    def spoilt(entry: Entry, known: Any) -> Iterator[Any]:
        if entry.position == 200:
            raise LookupError
        return told(entry, known)

    view.fold = spoilt
    record(recorder, history(1, 300)[: 100 if was_live else 300])
    built(engine, view)
    if was_live:
        record(recorder, history(1, 300)[100:])
        built(engine, view)
    assert the_build(engine, view).state == (HALTED if was_live else FAILED)
    view.fold = told
    assert rebuild(engine, view, read).position == 300
    assert held(engine, view) == expected()


def test_what_a_crashed_rebuild_left_is_dropped_by_the_next(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view = clubs()
    record(recorder, history(1, 300))
    built(engine, view)
    with engine.execution_options(write=True).begin() as connection:
        begin(connection, view)
    follow(engine, [view], read)
    with reading(engine) as connection:
        assert [one.position for one in builds(connection, [view])] == [300, 0]
    assert rebuild(engine, view, read).number == 3
    with reading(engine) as connection:
        names = sa.inspect(connection).get_table_names()
    assert not [name for name in names if name.startswith(("clubs_v1_b1_", "clubs_v1_b2_"))]


def test_a_reader_is_neither_disturbed_by_a_switch_nor_does_it_stop_one(
    recorder: Recorder, engine: sa.Engine
) -> None:
    old, new = clubs(1), clubs(2)
    record(recorder, history(1, 100))
    built(engine, old)
    prepare(engine, [new])
    with reading(engine) as connection:
        now = at(connection, [old], AUDITOR)
        before = now.ask(TALLIES).all()
        while build_on(Runner(engine, read), new) and the_build(engine, new).state != READY:
            pass
        # PostgreSQL gives the reader 0.3 s and tries again later; in SQLite it reads the old file.
        assert the_build(engine, new).state in (READY, LIVE)
        assert now.ask(TALLIES).all() == before
    follow(engine, [new], read)
    assert the_build(engine, new).state == LIVE


def test_a_view_may_have_a_table_that_its_next_version_has_not(
    recorder: Recorder, engine: sa.Engine
) -> None:
    record(recorder, history(1, 100))
    built(engine, clubs(1))
    next_one = View("clubs", 2)
    next_one.table(Tally, key="school", seen_by=everyone)
    next_one.folds()(lambda entry, known: iter(()))
    built(engine, next_one)
    with reading(engine) as connection:
        assert at(connection, [next_one], AUDITOR).ask(TALLIES).all() == []
        names = sa.inspect(connection).get_table_names()
    assert not [name for name in names if name.startswith("clubs_v1_")]
