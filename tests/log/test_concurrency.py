"""Many write at once: one order, one winner, and nobody fails for a neighbour."""

from __future__ import annotations

import os
import random
import signal
import string
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from functools import partial

import psycopg
import pytest
import sqlalchemy as sa

from ledger.log.commit import commit
from ledger.log.contract import (
    Condition,
    DCBEvent,
    IntegrityError,
    OperationalError,
    PersistenceError,
)
from ledger.log.draft import Append
from ledger.log.engine import open_database, writing
from ledger.log.recorder import Recorder, now
from ledger.log.turns import Turns
from tests.log.cast import ACT, ASTOR, DOVER, assert_whole, together, unless, written


@pytest.fixture
def another(database_url: str, recorder: Recorder) -> Iterator[Recorder]:
    """The log as another process would open it."""
    engine = open_database(database_url)
    another = Recorder(engine)
    yield another
    another.close()
    engine.dispose()


def test_of_eight_racing_appends_one_wins(
    recorder: Recorder, another: Recorder, engine: sa.Engine
) -> None:
    def race(log: Recorder, number: int) -> int:
        return log.append([written(f"e{number}")], unless(ACT))

    answers = together(
        *(partial(race, recorder, n) for n in range(4)),
        *(partial(race, another, n) for n in range(4, 8)),
    )

    assert Counter(map(type, answers)) == {int: 1, IntegrityError: 7}
    assert assert_whole(engine) == 1


def append_and_give_up(log: Recorder, event_id: str) -> None:
    with log.alone() as alone:
        alone.append([written(event_id)])
        raise LookupError


def test_positions_have_no_gap_after_refusals_and_rollbacks(
    recorder: Recorder, another: Recorder, engine: sa.Engine
) -> None:
    def write(log: Recorder, name: str) -> None:
        for n in range(10):
            log.append([written(f"{name}{n}a"), written(f"{name}{n}b", ASTOR)])
            with pytest.raises(IntegrityError):
                log.append([written(f"{name}{n}c")], unless(ACT))
            with pytest.raises(LookupError):
                append_and_give_up(log, f"{name}{n}d")

    answers = together(
        lambda: write(recorder, "a"),
        lambda: write(recorder, "b"),
        lambda: write(another, "c"),
        lambda: write(another, "d"),
    )

    assert answers == [None] * 4
    assert assert_whole(engine) == 80


def test_a_slow_writer_is_never_overtaken(
    recorder: Recorder, another: Recorder, engine: sa.Engine
) -> None:
    with ThreadPoolExecutor() as threads:
        with recorder.alone() as slow:
            assert slow.append([written("slow")]) == 1
            quick = threads.submit(another.append, [written("quick")])
            with pytest.raises(NotYet):
                quick.result(timeout=0.2)
            assert another.size() == 0

        assert quick.result() == 2

    assert [found.event.id for found in another.read()] == ["slow", "quick"]


def test_readers_see_a_beginning_of_the_log_and_never_less_than_before(
    recorder: Recorder, another: Recorder
) -> None:
    def read() -> int:
        seen = 0
        while seen < 120:
            positions = [row.position for row in another.scan(0, 1_000)]
            assert positions == list(range(1, len(positions) + 1))
            assert len(positions) >= seen
            seen = len(positions)
        return seen

    def write(name: str) -> None:
        for n in range(30):
            recorder.append([written(f"{name}{n}")])

    answers = together(read, *(partial(write, name) for name in "abcd"))

    assert answers == [120, None, None, None, None]


POISON = DCBEvent(
    "poison/1", b"", ["".join(random.Random(7).choices(string.ascii_letters, k=9_000))]
)
"""An event that fails in the database: PostgreSQL cannot index a tag of this length."""


@pytest.fixture
def poisoned(engine: sa.Engine) -> None:
    """SQLite takes tags of any length, so there it needs a trigger that does not."""
    if engine.dialect.name == "sqlite":
        with writing(engine) as db:
            db.exec_driver_sql(
                "CREATE TRIGGER poison BEFORE INSERT ON event_tag WHEN length(NEW.tag) > 8000 "
                "BEGIN SELECT RAISE(ABORT, 'poison'); END"
            )


def answers_of(
    engine: sa.Engine, *appends: tuple[Sequence[DCBEvent], Condition | None]
) -> list[object]:
    """What one shared transaction answers to each of these appends."""
    batch = [Append(events, condition, os.urandom) for events, condition in appends]
    commit(engine, now, batch)
    answers: list[object] = []
    for append in batch:
        try:
            answers.append(append.answer())
        except PersistenceError as error:
            answers.append(type(error))
    return answers


def test_a_refused_append_never_fails_its_neighbours(engine: sa.Engine) -> None:
    assert answers_of(engine, ([written("e1")], None)) == [1]

    answers = answers_of(
        engine,
        ([written("e2", ASTOR)], None),
        ([written("e3")], unless(ACT)),
        ([written("e1")], None),
        ([written("e4", DOVER), written("e5", DOVER)], unless(DOVER)),
    )

    assert answers == [2, IntegrityError, IntegrityError, 4]
    assert assert_whole(engine) == 4


def test_what_spoils_a_statement_never_fails_its_neighbours(
    poisoned: None, engine: sa.Engine
) -> None:
    one, spoiled, two = answers_of(
        engine, ([written("e1")], None), ([POISON], None), ([written("e2")], unless(ASTOR))
    )

    assert (one, two) == (1, 2)
    assert isinstance(spoiled, type)
    assert issubclass(spoiled, PersistenceError)
    assert assert_whole(engine) == 2


def test_an_append_is_checked_against_its_own_batch(engine: sa.Engine) -> None:
    answers = answers_of(
        engine,
        ([written("e1", ACT, ASTOR)], unless(ACT)),
        ([written("e2")], unless(ACT)),
        ([written("e3")], unless(ACT, ASTOR, types=("visit-held/1",))),
        ([written("e4")], unless(types=("visit-held/1",))),
        ([written("e5")], Condition()),
        ([written("e1")], None),
        ([written("e6")], unless(ACT, DOVER)),
        ([written("e7")], unless(ACT, types=("visit-cancelled/1",))),
        ([written("e8")], unless(ACT, after=3)),
        ([written("e9")], unless(ACT, after=3)),
    )

    assert answers == [1, *[IntegrityError] * 5, 2, 3, 4, IntegrityError]
    assert assert_whole(engine) == 4


def test_those_who_wait_share_a_commit_and_all_are_answered() -> None:
    batches: list[int] = []

    def write(batch: list[Append]) -> None:
        batches.append(len(batch))
        for append in batch:
            append.refuse(IntegrityError())

    turns = Turns(write)

    def share() -> bool:
        append = Append([written()], None, os.urandom)
        turns.share(append)
        return append.is_answered

    with ThreadPoolExecutor(8) as threads:
        with turns.alone():
            waiting = [threads.submit(share) for _ in range(8)]
            with pytest.raises(NotYet):
                waiting[0].result(timeout=0.2)
            assert batches == []
        assert all(answered.result() for answered in waiting)

    assert batches == [8]


def test_a_writer_that_dies_leaves_nobody_waiting() -> None:
    def write(_batch: list[Append]) -> None:
        raise SystemExit

    turns = Turns(write)

    def share() -> None:
        append = Append([written()], None, os.urandom)
        try:
            turns.share(append)
        except SystemExit:
            return
        append.answer()

    with ThreadPoolExecutor(6) as threads:
        with turns.alone():
            waiting = [threads.submit(share) for _ in range(6)]
            with pytest.raises(NotYet):
                waiting[0].result(timeout=0.2)
        errors = [answered.exception(timeout=20) for answered in waiting]

    assert Counter(map(type, errors)) == {type(None): 1, OperationalError: 5}


def test_a_database_that_went_away_is_named_and_used_again(postgresql_url: str) -> None:
    engine = open_database(postgresql_url)
    recorder = Recorder(engine)
    recorder.append([written("e1")])
    with psycopg.connect(postgresql_url, autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    with pytest.raises(OperationalError):
        recorder.append([written("e2")])

    assert recorder.append([written("e2")]) == 2
    engine.dispose()


def test_a_thread_interrupted_in_the_line_holds_up_nobody() -> None:
    def write(batch: list[Append]) -> None:
        for append in batch:
            append.refuse(IntegrityError())

    def interrupt(_signal: int, _frame: object) -> None:
        raise LookupError

    turns = Turns(write)
    may_leave = threading.Event()

    def hold() -> None:
        with turns.alone():
            is_held.set()
            may_leave.wait()

    is_held = threading.Event()
    with ThreadPoolExecutor() as threads:
        holding = threads.submit(hold)
        is_held.wait()
        before = signal.signal(signal.SIGALRM, interrupt)
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(LookupError):
            turns.share(Append([written("e1")], None, os.urandom))
        signal.signal(signal.SIGALRM, before)
        behind = threads.submit(turns.share, Append([written("e2")], None, os.urandom))
        may_leave.set()

        assert holding.result() is behind.result(timeout=20) is None
