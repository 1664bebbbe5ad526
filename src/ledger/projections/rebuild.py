"""Builds a view again beside the one that answers, and switches when both hold the same."""

from __future__ import annotations

import sqlalchemy as sa

from ledger.log.engine import reading, writing
from ledger.projections.build import (
    BUILDING,
    FAILED,
    HALTED,
    LIVE,
    READY,
    Build,
    again,
    begin,
    builds,
    clear,
    hold,
    projection,
    retire,
)
from ledger.projections.digest import digest
from ledger.projections.follow import MANY, Read, Runner, build_alone, switch
from ledger.projections.view import View


class CannotRebuild(Exception):
    """The new build was dropped, and what answered goes on answering."""


class Differs(CannotRebuild):
    """The new build does not hold what the live one held at the same position."""


def rebuild(engine: sa.Engine, view: View, read: Read, batch: int = MANY) -> Build:
    """Read the whole log again for one view, while writes and reads go on; give the new build.

    Raises `Differs` when the result is not what the live build of this version held, and
    `CannotRebuild` when an event cannot be applied. A crash leaves a build that nobody reads,
    which the next rebuild drops.
    """
    with writing(engine) as connection:
        hold(connection, view)
        for left in builds(connection, [view]):
            if left.state in (BUILDING, READY, FAILED):
                retire(connection, left)
        build = begin(connection, view)
    clear(engine, view)
    runner = Runner(engine, read, batch)
    build_alone(runner, build)
    try:
        _compare(engine, build)
    except CannotRebuild:
        with writing(engine) as connection:
            retire(connection, build)
        clear(engine, view)
        raise
    while not switch(runner, build):
        pass
    with reading(engine) as connection:
        return again(connection, build)


def _compare(engine: sa.Engine, build: Build) -> None:
    """Keep the digest of a build that holds what the live one of its version held."""
    with reading(engine) as connection:
        build = again(connection, build)
        if build.state == FAILED:
            raise CannotRebuild(f"{build} failed before {build.fault}")
        position, old = build.position, _answering(connection, build.view)
        if old is not None:
            position = min(position, old.position)
        found = digest(connection, build, position)
        if old is not None and (expected := digest(connection, old, position)) != found:
            raise Differs(f"at {position}, {build} holds {found} and {old} {expected}")
    with writing(engine) as connection:
        connection.execute(sa.update(projection).where(*build.of_this).values(digest=found))


def _answering(connection: sa.Connection, view: View) -> Build | None:
    standing = builds(connection, [view])
    return next((one for one in standing if one.state in (LIVE, HALTED)), None)
