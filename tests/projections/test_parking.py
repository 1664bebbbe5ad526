"""An event that a view cannot apply is set aside, and taken back once the view is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.log.engine import reading
from ledger.log.recorder import Recorder
from ledger.projections.build import BUILDING, FAILED, HALTED, LIVE
from ledger.projections.follow import follow
from ledger.projections.parked import parked_of
from ledger.projections.parking import CannotPark, park, unpark
from ledger.projections.rebuild import rebuild
from ledger.projections.status import status
from ledger.projections.view import Entry, View
from tests.projections.histories import history
from tests.projections.test_follow import SIZE, built, expected, held, the_build
from tests.projections.toys import clubs, read, record

POISON = 200
NOW = 1_800_000_000_000_000


def spoilt(view: View) -> Callable[[], None]:
    """Make a view stumble over one event; gives what mends it."""
    whole = view.fold

    def fold(entry: Entry, known: Any) -> Iterator[Any]:
        if entry.position == POISON:
            raise LookupError("cannot")
        return whole(entry, known)

    view.fold = fold

    def mend() -> None:
        view.fold = whole

    return mend


@pytest.mark.parametrize("was_live", [True, False])
def test_a_parked_event_is_left_out_and_taken_back_in_order(
    recorder: Recorder, engine: sa.Engine, was_live: bool
) -> None:
    view = clubs()
    mend = spoilt(view)
    told = history(1, SIZE)
    record(recorder, told[: 100 if was_live else SIZE])
    built(engine, view)
    if was_live:
        record(recorder, told[100:])
        built(engine, view)
    assert the_build(engine, view).state == (HALTED if was_live else FAILED)

    going_on = park(engine, view, POISON, "a game without a club", NOW)
    assert going_on.state == (LIVE if was_live else BUILDING)
    follow(engine, [view], read, 60)
    (build,) = status(engine, [view], NOW)
    assert (build.state, build.position, build.fault) == (LIVE, SIZE, None)
    assert [(one.position, one.reason) for one in build.parked] == [
        (POISON, "a game without a club")
    ]
    assert held(engine, view) != expected()

    mend()
    assert unpark(engine, view, POISON, read, 60).position == SIZE
    assert held(engine, view) == expected()
    (build,) = status(engine, [view], NOW)
    assert build.parked == ()


def test_what_still_cannot_be_applied_stays_parked(recorder: Recorder, engine: sa.Engine) -> None:
    view = clubs()
    spoilt(view)
    record(recorder, history(1, SIZE))
    built(engine, view)
    park(engine, view, POISON, "a game without a club", NOW)
    follow(engine, [view], read)
    before = held(engine, view)
    with pytest.raises(CannotPark, match=r"still cannot be applied: .* at 200"):
        unpark(engine, view, POISON, read)
    assert the_build(engine, view).state == LIVE
    assert held(engine, view) == before
    with reading(engine) as connection:
        assert [one.position for one in parked_of(connection, view)] == [POISON]


def test_nothing_is_parked_that_does_not_hold_a_view_up(
    recorder: Recorder, engine: sa.Engine
) -> None:
    view = clubs()
    mend = spoilt(view)
    record(recorder, history(1, SIZE))
    built(engine, view)
    with pytest.raises(CannotPark, match="is stopped at 200, not at 7"):
        park(engine, view, 7, "no reason at all", NOW)
    with pytest.raises(CannotPark, match="has not parked 7"):
        unpark(engine, view, 7, read)
    mend()
    rebuild(engine, view, read)
    with pytest.raises(CannotPark, match="is not stopped"):
        park(engine, view, POISON, "no reason at all", NOW)


def test_a_rebuild_leaves_out_what_is_parked(recorder: Recorder, engine: sa.Engine) -> None:
    view = clubs()
    spoilt(view)
    record(recorder, history(1, SIZE))
    built(engine, view)
    park(engine, view, POISON, "a game without a club", NOW)
    follow(engine, [view], read)
    before = held(engine, view)
    assert rebuild(engine, view, read, 7).position == SIZE
    assert held(engine, view) == before
