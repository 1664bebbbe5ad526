"""The runner: reads the log once for all views, folds, and writes what the events change.

It folds before it takes any lock, then writes rows and bookmark in one transaction that only
goes through if nobody moved the bookmark meanwhile. So each event is folded into each view once,
however many processes run this. After a crash a view stands where its bookmark says, with nothing
half done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from ledger.log.collector import resting_collector
from ledger.log.engine import reading, writing
from ledger.projections.batch import Folded, fold, heard_by, write
from ledger.projections.build import (
    BUILDING,
    HALTED,
    LIVE,
    READY,
    Build,
    Overtaken,
    again,
    builds,
    clear,
    furnish,
    go_live,
    hold,
    is_lock_refused,
)
from ledger.projections.remembered import Remembered
from ledger.projections.view import Entry, View

Read = Callable[[sa.Connection, int, int], list[Entry]]
"""Reads at most so many entries after a position, in their order."""
Choice = Callable[[list[Build]], list[Build]]

BATCH = 1_000
"""Events folded at a time as they come. Bounds how long an append waits for the rows."""

MANY = 5_000
"""Events folded at a time by whoever has a whole log before them, as after an import or in a
rebuild: less work for each, but an append that comes meanwhile waits longer. Bounds the memory
too."""


@dataclass(frozen=True)
class Runner:
    """Where a batch comes from and goes to, and what is remembered from one to the next."""

    engine: sa.Engine
    read: Read
    batch: int = BATCH
    remembered: Remembered = field(default_factory=Remembered)


@resting_collector()
def follow(engine: sa.Engine, views: Sequence[View], read: Read, batch: int = MANY) -> int:
    """Bring the views to the end of the log, new ones first of all; give the position reached.

    A view that is halted stays where it is, and does not count.
    """
    runner = Runner(engine, read, batch)
    while _advance(runner, views, first):
        pass
    with reading(engine) as connection:
        caught_up = first(builds(connection, views))
    for build in caught_up:
        while build_on(runner, build.view):
            pass
    while _advance(runner, views, live):
        pass
    with reading(engine) as connection:
        return reached(live(builds(connection, views)))


def keep_up(runner: Runner, views: Sequence[View]) -> bool:
    """Fold one batch into all live views that are behind; say whether there may be more."""
    return _advance(runner, views, live)


def build_on(runner: Runner, view: View) -> bool:
    """Fold one batch into the first build of a view; say whether there is more to do.

    A build that has caught up gets its indexes and goes live. One that is made again beside a
    live one is left to whoever began that.
    """
    if _advance(runner, [view], first):
        return True
    with reading(runner.engine) as connection:
        caught_up = first(builds(connection, [view]))
    try:
        return any(not switch(runner, build) for build in caught_up)
    except Overtaken:
        return True


def build_alone(runner: Runner, build: Build) -> None:
    """Bring one build to the end of the log, whatever the other builds of its view do."""

    def chosen(standing: list[Build]) -> list[Build]:
        return [one for one in standing if one.number == build.number and one.state == BUILDING]

    while _advance(runner, [build.view], chosen):
        pass


def switch(runner: Runner, build: Build) -> bool:
    """Let a build that has caught up answer in place of the one that does; drop the old tables.

    False if readers held on to the old tables for too long: then it is to be tried again.
    """
    with writing(runner.engine) as connection:
        furnish(connection, build)
    try:
        with writing(runner.engine) as connection:
            _switch(connection, build, runner)
    except sa.exc.OperationalError as error:
        if is_lock_refused(error):
            return False
        raise
    clear(runner.engine, build.view)
    return True


def _switch(connection: sa.Connection, build: Build, runner: Runner) -> None:
    needed = hold(connection, build.view)
    build = again(connection, build)
    # The last events are folded under the lock, so that no reader is taken back in time.
    while build.state == READY and build.position < needed:
        few = min(runner.batch, needed - build.position)
        entries = runner.read(connection, build.position, few)
        (heard,) = heard_by([build], entries)
        write(connection, build, entries, fold(connection, build, heard))
        build = again(connection, build)
    if build.state == READY:
        go_live(connection, build)


def live(standing: Iterable[Build]) -> list[Build]:
    """The builds that answer and go on reading."""
    return [build for build in standing if build.state == LIVE]


def first(standing: list[Build]) -> list[Build]:
    """The builds of views that have none in their version that answers or answered."""
    begun = {build.view for build in standing if build.state in (LIVE, HALTED)}
    growing = (build for build in standing if build.state in (BUILDING, READY))
    return [build for build in growing if build.view not in begun]


def reached(standing: Iterable[Build]) -> int:
    """The position that all of these builds have reached; 0 if there are none."""
    return min((build.position for build in standing), default=0)


@resting_collector()
def _advance(runner: Runner, views: Sequence[View], choose: Choice) -> bool:
    with reading(runner.engine) as connection:
        chosen = choose(builds(connection, views))
        since = reached(chosen)
        entries = runner.read(connection, since, runner.batch) if chosen else []
        folded = []
        for build, heard in zip(chosen, heard_by(chosen, entries), strict=True):
            if ahead := entries[build.position - since :]:
                holdings = runner.remembered.take(build)
                folded.append((build, ahead, fold(connection, build, heard, holdings)))
    try:
        _write_all(runner, folded)
    except Overtaken:
        return True  # to be read again, from where the other runner came to
    return len(entries) == runner.batch


def _write_all(runner: Runner, folded: list[tuple[Build, list[Entry], Folded]]) -> None:
    if not folded:
        return
    with writing(runner.engine) as connection:
        whole = [write(connection, *one) for one in folded]
    for (build, ahead, changes), is_whole in zip(folded, whole, strict=True):
        if is_whole:
            runner.remembered.keep(build, ahead[-1].position, changes.known.holdings)
