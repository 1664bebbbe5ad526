"""How the views stand, as GraphQL tells it: how far each has read, and what it leaves out."""

from __future__ import annotations

import strawberry

from api.documented import object_type
from ledger.projections.status import Status


@object_type
class LeftOut:
    """An event that a view could not apply, and that somebody set aside."""

    position: int = strawberry.field(description="the position of the event")
    reason: str = strawberry.field(description="why it was set aside")


@object_type
class ViewStanding:
    """How one build of a view stands."""

    name: str = strawberry.field(description="the view")
    version: int = strawberry.field(description="the version of its tables and its fold")
    state: str = strawberry.field(
        description="building or ready, live (it answers), halted (it answers up to there), failed"
    )
    position: int = strawberry.field(description="how far it has read the log")
    behind_events: int = strawberry.field(description="how many events it has not read yet")
    behind_seconds: float = strawberry.field(
        description="how long ago the next event that it has not read was recorded"
    )
    is_stopped: bool = strawberry.field(
        description="whether it met an event that it cannot apply; the log of the server says which"
    )
    left_out: list[LeftOut] = strawberry.field(description="the events that it goes on without")


def standing(build: Status) -> ViewStanding:
    """How a build stands, for everybody: the text of a fault may hold what is not."""
    return ViewStanding(
        name=build.view,
        version=build.version,
        state=build.state,
        position=build.position,
        behind_events=build.behind_events,
        behind_seconds=build.behind_seconds,
        is_stopped=build.fault is not None,
        left_out=[LeftOut(position=one.position, reason=one.reason) for one in build.parked],
    )
