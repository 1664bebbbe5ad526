"""What has moved since the last board, as GraphQL tells it: then, now, and the entries between."""

from __future__ import annotations

from typing import Any

import strawberry

from api.documented import field_of, object_type
from api.line import RecordedEntry
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.figures.moved import moved
from ledger.figures.saying import sentence
from ledger.figures.words.en import MOVED


@object_type
class Moved:
    """A figure that says something else than it did."""

    reading: strawberry.Private[Reading]
    positions: strawberry.Private[tuple[int, ...]]

    then: Figure = strawberry.field(description="as it would have been told then")
    now: Figure = strawberry.field(description="as it is told at the position of this answer")
    sentence: str = strawberry.field(description="both in one sentence")

    @field_of(list[RecordedEntry])
    def entries(self) -> Any:
        """What was recorded in between that moved it; empty if a register or a calendar did."""
        return self.reading.lines(self.positions)


def moved_since(then: Reading, now: Reading, trust: str) -> list[Moved]:
    """The figures of a trust that differ."""
    return [
        Moved(
            reading=now,
            positions=one.entries,
            then=told(one.then, then),
            now=told(one.now, now),
            sentence=MOVED.format(then=sentence(one.then), now=sentence(one.now)),
        )
        for one in moved(then.now, now.now, trust)
    ]
