"""The asker's own record: what they recorded themselves. Nobody else can ask for it."""

from __future__ import annotations

import strawberry

from api.documented import field, object_type
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.acts import BY_TOPIC
from ledger.figures import activity
from ledger.figures.activity import Cell


@object_type
class ActivityCell:
    """What you recorded of one kind in one term."""

    reading: strawberry.Private[Reading]
    cell: strawberry.Private[Cell]

    @field
    def term(self) -> str:
        """The term in which you recorded it, for programs: `2025/26-AUT`."""
        return self.cell.term

    @field
    def kind(self) -> str:
        """The type of the entries, such as `VisitHeld`."""
        return BY_TOPIC[self.cell.topic].__name__

    @field
    def recorded(self) -> Figure:
        """How many you recorded."""
        asked = {"term": self.cell.term, "kind": self.cell.topic}
        return told(activity.recorded.ask(self.reading.now, **asked), self.reading)


@object_type
class OwnActivity:
    """What you recorded yourself. Nobody else can ask for it; `me` gives the entries."""

    reading: strawberry.Private[Reading]

    @field
    def recorded(self) -> Figure:
        """How many entries you recorded in all; its sources are these entries."""
        return told(activity.recorded.ask(self.reading.now), self.reading)

    @field
    def cells(self) -> list[ActivityCell]:
        """The same by term and kind, oldest first."""
        return [
            ActivityCell(reading=self.reading, cell=cell)
            for cell in activity.cells(self.reading.now) or {}
        ]


def own_activity(reading: Reading) -> OwnActivity | None:
    """The asker's own; None for whoever has never recorded anything."""
    return OwnActivity(reading=reading) if reading.now.scope.person else None
