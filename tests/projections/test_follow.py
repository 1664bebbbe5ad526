"""What every view promises: one answer for one position, however and wherever it was built."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest
import sqlalchemy as sa

from ledger.log.engine import open_database, reading, writing
from ledger.log.on_sqlite import AT_ONCE
from ledger.log.recorder import Recorder
from ledger.projections import batch as batches
from ledger.projections.build import (
    FAILED,
    HALTED,
    LIVE,
    Build,
    Overtaken,
    builds,
    prepare,
    projection,
)
from ledger.projections.digest import digest
from ledger.projections.follow import Runner, build_on, follow, keep_up
from ledger.projections.view import Entry, View
from tests.projections import toys
from tests.projections.histories import history
from tests.projections.toys import Game, Joined, Played, Tally, clubs, read, reading_only, record

SIZE = 300


def built(engine: sa.Engine, view: View, batch: int = 1_000) -> str:
    """Bring a view up to the log, and give the digest of what it holds."""
    prepare(engine, [view])
    follow(engine, [view], read, batch)
    return held(engine, view)


def held(engine: sa.Engine, view: View) -> str:
    build = the_build(engine, view)
    with reading(engine) as connection:
        return digest(connection, build, build.position)


def the_build(engine: sa.Engine, view: View) -> Build:
    with reading(engine) as connection:
        (build,) = builds(connection, [view])
    return build


def expected(size: int = SIZE) -> str:
    """The digest of a view built on a database of its own, all at once."""
    engine = open_database("sqlite://")
    view = clubs()
    prepare(engine, [view])
    follow(engine, [view], reading_only(history(1, size)))
    found = held(engine, view)
    engine.dispose()
    return found


@pytest.mark.parametrize("batch", [1, 7, 1_000])
def test_one_digest_for_every_batch_and_database(
    recorder: Recorder, engine: sa.Engine, batch: int
) -> None:
    record(recorder, history(1, SIZE))
    assert built(engine, clubs(), batch) == expected()


def test_a_view_that_is_up_to_date_folds_what_comes_later(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view, told = clubs(), history(1, SIZE)
    for start in range(0, SIZE, 60):
        record(recorder, told[start : start + 60])
        built(engine, view, batch=25)
    assert held(engine, view) == expected()


def test_a_poison_event_is_named_and_stops_only_its_view(
    recorder: Recorder, engine: sa.Engine
) -> None:
    spoilt, sound = View("spoilt", 1), clubs()
    spoilt.table(Tally, key="school", seen_by=toys.everyone)

    @spoilt.folds(Played)
    def _(entry: Entry, known: object) -> Iterator[Tally]:
        if entry.position > 150:
            raise ZeroDivisionError("cannot")
        yield from (Tally(school, entry.position) for school in entry.event.schools)

    told = history(1, SIZE)
    record(recorder, told)
    prepare(engine, [sound, spoilt])
    follow(engine, [sound, spoilt], read, 100)
    poison = next(n for n, toy in enumerate(told, 1) if n > 150 and isinstance(toy, Played))
    halted = the_build(engine, spoilt)
    assert (halted.state, halted.position) == (FAILED, poison - 1)
    assert halted.fault == f"Played at {poison}: ZeroDivisionError('cannot')"
    assert the_build(engine, sound).position == SIZE


def test_a_row_the_database_refuses_is_found(recorder: Recorder, engine: sa.Engine) -> None:
    told = history(1, SIZE)
    poison = [n for n, toy in enumerate(told, 1) if isinstance(toy, Joined)][20]
    spoilt, sound = View("spoilt", 1), clubs()
    spoilt.table(Tally, key="school", seen_by=toys.everyone)

    @spoilt.folds(Joined)
    def _(entry: Entry, known: object) -> Iterator[Tally]:
        games = None if entry.position == poison else 1
        for number in range(AT_ONCE // 10):  # so that it is refused with many rows at once
            yield Tally(f"{entry.position} {number}", games)  # type: ignore[arg-type]

    prepare(engine, [sound, spoilt])
    follow(engine, [sound, spoilt], read)
    record(recorder, told)
    follow(engine, [sound, spoilt], read, 1_000)
    halted = the_build(engine, spoilt)
    assert (halted.state, halted.position) == (HALTED, poison - 1)
    assert halted.fault is not None
    assert halted.fault.startswith(f"Joined at {poison}: ")
    with reading(engine) as connection:
        rows = connection.scalar(sa.select(sa.func.count()).select_from(halted.tables[Tally]))
    assert rows == 20 * (AT_ONCE // 10)
    assert the_build(engine, sound).position == SIZE


def test_an_error_of_the_database_is_raised_and_blames_no_event(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view = clubs()
    record(recorder, history(1, SIZE))
    prepare(engine, [view])
    follow(engine, [view], read)
    record(recorder, history(2, SIZE))

    def away(entry: Entry, known: object) -> Iterator[object]:
        raise engine.dialect.loaded_dbapi.OperationalError("the database is away")

    view.fold = away
    with pytest.raises(engine.dialect.loaded_dbapi.OperationalError):
        follow(engine, [view], read)
    left = the_build(engine, view)
    assert (left.state, left.position) == (LIVE, SIZE)


def test_a_runner_that_was_overtaken_writes_nothing(recorder: Recorder, engine: sa.Engine) -> None:
    view = clubs()
    record(recorder, history(1, SIZE))
    prepare(engine, [view])
    stale = the_build(engine, view)
    with reading(engine) as connection:
        entries = read(connection, 0, 100)
        folded = batches.fold(connection, stale, entries)
    follow(engine, [view], read)
    before = held(engine, view)
    for state in (stale.state, LIVE):
        with pytest.raises(Overtaken), writing(engine) as connection:
            batches.write(connection, stale._replace(state=state), entries, folded)
    assert held(engine, view) == before


def test_three_runners_at_once_fold_each_event_once(recorder: Recorder, engine: sa.Engine) -> None:
    view = clubs()
    told = history(1, SIZE)
    record(recorder, told[:150])
    prepare(engine, [view])
    finished = []

    def run() -> None:
        runner = Runner(engine, read, 10)
        while the_build(engine, view).position < SIZE:
            build_on(runner, view)
            keep_up(runner, [view])
        finished.append(True)

    runners = [Thread(target=run) for _ in range(3)]
    for one in runners:
        one.start()
    record(recorder, told[150:])
    for one in runners:
        one.join()
    assert finished == [True] * 3
    assert held(engine, view) == expected()


def test_two_processes_may_prepare_at_once(engine: sa.Engine) -> None:
    view, failures = clubs(), []

    def run() -> None:
        try:
            prepare(engine, [view])
        except Exception as error:
            failures.append(error)

    starters = [Thread(target=run) for _ in range(4)]
    for one in starters:
        one.start()
    for one in starters:
        one.join()
    assert failures == []
    assert the_build(engine, view).number == 1


def test_a_new_version_is_built_beside_and_takes_over(
    recorder: Recorder, engine: sa.Engine
) -> None:
    record(recorder, history(1, SIZE))
    first, second = clubs(1), clubs(2)
    built(engine, first)
    old = the_build(engine, first)
    prepare(engine, [second])
    build_on(Runner(engine, read, 100), second)
    assert the_build(engine, first).state == LIVE
    follow(engine, [second], read, 100)
    with reading(engine) as connection:
        assert builds(connection, [first]) == []
        assert sa.inspect(connection).get_table_names().count(old.tables[Game].name) == 0
        states = connection.execute(sa.select(projection.c.version, projection.c.state)).all()
    assert sorted(states) == [(1, "retired"), (2, "live")]
