"""Which events a view leaves out, because it could not apply them and somebody set them aside."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from ledger.log.tables import Position
from ledger.projections.build import projection
from ledger.projections.view import View

parked = sa.Table(
    "projection_parked",
    projection.metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("position", Position, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("parked_at", Position, nullable=False),
    sa.Column("is_taken_back", sa.Boolean, nullable=False),
)
"""Beside the bookmarks, and made with them. Every build of a view leaves these events out, except
one that is made to take an event back."""


class Parked(NamedTuple):
    """An event that a view leaves out."""

    view: str
    position: int
    reason: str
    parked_at: int
    """In microseconds since 1970."""


def parked_of(connection: sa.Connection, view: View) -> list[Parked]:
    """The events that a view leaves out, in the order of the log."""
    columns = (parked.c.name, parked.c.position, parked.c.reason, parked.c.parked_at)
    found = sa.select(*columns).where(parked.c.name == view.name).order_by(parked.c.position)
    return [Parked(*row) for row in connection.execute(found)]


def left_out(connection: sa.Connection, view: View) -> frozenset[int]:
    """The positions that a build of this view does not fold now."""
    here = (parked.c.name == view.name, ~parked.c.is_taken_back)
    return frozenset(connection.execute(sa.select(parked.c.position).where(*here)).scalars())
