"""A writer waits until the views know what it wrote, and everybody can see what holds them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa

from ledger.log.engine import reading
from ledger.log.recorder import Recorder
from ledger.projections.build import HALTED, LIVE, prepare
from ledger.projections.follow import Runner, follow, keep_up
from ledger.projections.follower import Follower
from ledger.projections.snapshot import at
from ledger.projections.status import status
from ledger.projections.view import Entry, View
from tests.projections.bell import HandBell
from tests.projections.histories import history
from tests.projections.test_follow import expected, held, the_build
from tests.projections.toys import AUDITOR, TALLIES, Tally, clubs, everyone, read, record

PATIENCE = 20.0
"""Seconds after which a test gives up; none of them takes nearly as long."""

Start = Callable[..., Follower]


@pytest.fixture
def bell() -> HandBell:
    return HandBell()


@pytest.fixture
def start(engine: sa.Engine, bell: HandBell) -> Iterator[Start]:
    """Starts followers that end with the test."""
    started: list[Follower] = []

    def start(views: list[View], read: object = read) -> Follower:
        prepare(engine, views)
        follower = Follower(engine, views, read, bell, batch=50)  # type: ignore[arg-type]
        follower.start()
        started.append(follower)
        return follower

    yield start
    for follower in started:
        follower.stop()


def test_a_writer_reads_what_it_wrote(
    recorder: Recorder, engine: sa.Engine, bell: HandBell, start: Start
) -> None:
    view = clubs()
    follower = start([view])
    for first in range(0, 300, 100):
        position = record(recorder, history(1, 300)[first : first + 100])
        bell.ring(position)
        assert follower.wait_for(position, PATIENCE)
        with reading(engine) as connection:
            assert at(connection, [view], AUDITOR).known_by == position
    assert held(engine, view) == expected()


def test_an_append_rings_the_bell_of_the_follower(recorder: Recorder, engine: sa.Engine) -> None:
    view = clubs()
    prepare(engine, [view])
    follower = Follower(engine, [view], read, recorder.bell)
    follower.start()
    assert follower.wait_for(record(recorder, history(1, 100)), PATIENCE)
    assert follower.wait_for(record(recorder, history(2, 100)), PATIENCE)
    follower.stop()


def test_waiting_ends_when_its_time_is_over(start: Start) -> None:
    assert not start([clubs()]).wait_for(1, timeout=0.01)


def test_waiting_ends_when_nobody_follows_any_more(start: Start) -> None:
    follower = start([clubs()])
    follower.stop()
    assert not follower.wait_for(1, PATIENCE)
    assert not follower.is_running


def test_a_writer_notices_what_another_process_folded(
    recorder: Recorder, engine: sa.Engine, bell: HandBell, start: Start
) -> None:
    view = clubs()
    follower = start([view])
    position = record(recorder, history(1, 300))
    follow(engine, [view], read)
    bell.ring(position)
    assert follower.wait_for(position, PATIENCE)
    assert held(engine, view) == expected()


def test_two_followers_fold_each_event_once(
    recorder: Recorder, engine: sa.Engine, bell: HandBell, start: Start
) -> None:
    view, told = clubs(), history(1, 300)
    followers = [start([view]), start([view])]
    for first in range(0, 300, 20):
        bell.ring(record(recorder, told[first : first + 20]))
    assert all(follower.wait_for(300, PATIENCE) for follower in followers)
    assert held(engine, view) == expected()


def test_a_view_begun_later_is_built_while_the_others_go_on(
    recorder: Recorder, engine: sa.Engine, bell: HandBell, start: Start
) -> None:
    record(recorder, history(1, 300))
    old = clubs()
    prepare(engine, [old])
    follow(engine, [old], read)
    new = View("tallies", 1)
    new.table(Tally, key="school", seen_by=everyone)
    new.folds()(lambda entry, known: iter(()))
    follower = start([old, new])
    bell.ring(record(recorder, history(2, 100)))
    assert follower.wait_for(400, PATIENCE)
    follow(engine, [old, new], read)
    assert the_build(engine, new).state == LIVE


def test_a_database_that_is_away_for_a_while_holds_up_but_ends_nothing(
    recorder: Recorder, bell: HandBell, start: Start
) -> None:
    failures = iter([True, True])

    def unsteady(connection: sa.Connection, after: int, limit: int) -> list[Entry]:
        if next(failures, False):
            raise sa.exc.OperationalError("SELECT", {}, OSError("the database is away"))
        return read(connection, after, limit)

    follower = start([clubs()], unsteady)
    bell.ring(record(recorder, history(1, 100)))
    assert follower.wait_for(100, PATIENCE)
    assert follower.is_running
    assert follower.fault is None


def test_a_defect_ends_the_follower_and_can_be_seen(
    recorder: Recorder, bell: HandBell, start: Start
) -> None:
    def broken(connection: sa.Connection, after: int, limit: int) -> list[Entry]:
        raise LookupError("no such kind of event")

    follower = start([clubs()], broken)
    assert not follower.wait_for(1, PATIENCE)
    assert follower.fault == "LookupError('no such kind of event')"


def test_a_halted_view_is_not_waited_for(
    recorder: Recorder, engine: sa.Engine, bell: HandBell, start: Start
) -> None:
    sound, spoilt = clubs(), View("spoilt", 1)

    def refuse(entry: Entry, known: object) -> Iterator[object]:
        raise LookupError

    spoilt.folds(*sound.hears)(refuse)
    prepare(engine, [sound, spoilt])
    follow(engine, [sound, spoilt], read)
    follower = start([sound, spoilt])
    bell.ring(record(recorder, history(1, 100)))
    assert follower.wait_for(100, PATIENCE)
    assert the_build(engine, spoilt).state == HALTED
    with reading(engine) as connection:
        assert len(at(connection, [sound, spoilt], AUDITOR).ask(TALLIES).all()) > 0


def test_the_status_tells_how_far_a_view_is_behind(recorder: Recorder, engine: sa.Engine) -> None:
    view = clubs()
    record(recorder, history(1, 100))
    prepare(engine, [view])
    follow(engine, [view], read)
    record(recorder, history(1, 300)[100:])
    with reading(engine) as connection:
        (unread,) = read(connection, 100, 1)
    (behind,) = status(engine, [view], now=unread.at + 2_500_000)
    assert (behind.view, behind.version, behind.build) == ("clubs", 1, 1)
    assert (behind.state, behind.position) == (LIVE, 100)
    assert (behind.behind_events, behind.behind_seconds) == (200, 2.5)
    while keep_up(Runner(engine, read), [view]):
        pass
    (level,) = status(engine, [view], now=unread.at + 2_500_000)
    assert (level.behind_events, level.behind_seconds, level.fault) == (0, 0.0, None)
