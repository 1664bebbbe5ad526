"""Parking: an event that a view cannot apply is set aside, by name and with a reason.

A view that meets such an event stops there and says so. Whoever operates the ledger may park the
event: the view goes on without it, and everybody can see that it does. Once the view is mended the
event is taken back, and the view is built anew with it in its place, so that nothing that came
later was folded in another order.
"""

from __future__ import annotations

import sqlalchemy as sa

from ledger.log.engine import writing
from ledger.projections.build import (
    BUILDING,
    FAILED,
    HALTED,
    LIVE,
    Build,
    again,
    begin,
    builds,
    clear,
    projection,
    retire,
)
from ledger.projections.follow import MANY, Read, Runner, build_alone, switch
from ledger.projections.parked import parked
from ledger.projections.view import View


class CannotPark(Exception):
    """The event cannot be parked, or taken back; the message says why."""


def park(engine: sa.Engine, view: View, position: int, reason: str, now: int) -> Build:
    """Leave out the event that a view stopped at, and let the view go on.

    Only the very event that holds the view up can be parked: nobody leaves out what folds. Raises
    `CannotPark`. A crash leaves the view either stopped or going on, never in between.
    """
    with writing(engine) as connection:
        stopped = _stopped_at(connection, view, position)
        told = {"name": view.name, "position": position, "reason": reason, "parked_at": now}
        connection.execute(parked.insert().values(**told, is_taken_back=False))
        state = LIVE if stopped.state == HALTED else BUILDING
        going_on = sa.update(projection).where(*stopped.of_this)
        connection.execute(going_on.values(state=state, fault=None))
        return again(connection, stopped)


def unpark(engine: sa.Engine, view: View, position: int, read: Read, batch: int = MANY) -> Build:
    """Take a parked event back, by building the view anew with it in its place.

    What answers goes on answering until the new build takes over: it is past the event by then.
    Raises `CannotPark` where the event is not parked, or still cannot be applied: then it stays
    parked. A crash leaves it parked, and the same call again completes it.
    """
    with writing(engine) as connection:
        if not _mark(connection, view, position, is_taken_back=True):
            raise CannotPark(f"The view {view.name} has not parked {position}.")
        build = begin(connection, view)
    runner = Runner(engine, read, batch)
    build_alone(runner, build)
    with writing(engine) as connection:
        build = again(connection, build)
        if build.state == FAILED:
            _mark(connection, view, position, is_taken_back=False)
            retire(connection, build)
        else:
            connection.execute(parked.delete().where(*_here(view, position)))
    if build.state == FAILED:
        clear(engine, view)
        raise CannotPark(f"It still cannot be applied: {build.fault}. It stays parked.")
    while not switch(runner, build):
        pass
    with writing(engine) as connection:
        return again(connection, build)


def _here(view: View, position: int) -> tuple[sa.ColumnElement[bool], ...]:
    return parked.c.name == view.name, parked.c.position == position


def _mark(connection: sa.Connection, view: View, position: int, *, is_taken_back: bool) -> bool:
    """Say whether the event is being taken back; False if it is not parked."""
    marked = sa.update(parked).where(*_here(view, position))
    return connection.execute(marked.values(is_taken_back=is_taken_back)).rowcount == 1


def _stopped_at(connection: sa.Connection, view: View, position: int) -> Build:
    stopped = [one for one in builds(connection, [view]) if one.state in (HALTED, FAILED)]
    for build in stopped:
        if build.position == position - 1:
            return build
    where = ", ".join(str(build.position + 1) for build in stopped)
    raise CannotPark(
        f"The view {view.name} is stopped at {where}, not at {position}."
        if stopped
        else f"The view {view.name} is not stopped, so nothing is to be parked."
    )
