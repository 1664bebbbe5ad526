"""How the views stand: how far each has read, how far it is behind, and what stopped it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa

from ledger.log.engine import reading
from ledger.log.tables import event, log_head
from ledger.projections.build import Build, builds
from ledger.projections.parked import Parked, parked_of
from ledger.projections.view import View

MICROSECONDS = 1_000_000


class Status(NamedTuple):
    """How one build of a view stands."""

    view: str
    version: int
    build: int
    state: str
    position: int
    behind_events: int
    behind_seconds: float
    """How long ago the next event it has not read was recorded; 0 when it has read them all."""
    fault: str | None
    parked: tuple[Parked, ...] = ()
    """The events that the view leaves out."""


def status(engine: sa.Engine, views: Sequence[View], now: int) -> list[Status]:
    """How every build that is not retired stands at `now`, in microseconds since 1970."""
    with reading(engine) as connection:
        size = connection.execute(sa.select(log_head.c.size)).scalar_one()
        return [_status(connection, b, size, now) for b in builds(connection, views)]


def _status(connection: sa.Connection, build: Build, size: int, now: int) -> Status:
    unread = sa.select(event.c.recorded_at).where(event.c.position == build.position + 1)
    at = connection.execute(unread).scalar()
    return Status(
        view=build.view.name,
        version=build.view.version,
        build=build.number,
        state=build.state,
        position=build.position,
        behind_events=max(0, size - build.position),
        behind_seconds=0.0 if at is None else max(0, now - at) / MICROSECONDS,
        fault=build.fault,
        parked=tuple(parked_of(connection, build.view)),
    )
