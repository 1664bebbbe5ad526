"""Who was there: as whoever recorded it says, and as each school says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, TypeVar
from uuid import UUID

from ledger.domain.act import Later, life
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.occasion import Occasion, occasions
from ledger.domain.past import Past, Recorded
from ledger.domain.words import Attendance

H = TypeVar("H", bound=Occasion)
Which = Annotated[
    EntryId | None, "the entry that said it took place; needed when it did more than once"
]


class OwnWord(Later):
    """What a school says of its own attendance."""

    school: Annotated[SchoolId, "the school that says so"]
    occasion: Which = None

    @property
    def came(self) -> int:
        """How many of its colleagues were there: none, unless it says how many."""
        return 0


OwnWords = Mapping[tuple[UUID, SchoolId], Recorded[OwnWord]]
"""What schools said of their own attendance, by the time that they meant."""


def own_words(life: Iterable[Recorded[Any]]) -> OwnWords:
    """What schools said of themselves in the life of an act, oldest entry first.

    A word that names no time means the only one that there was when it was said. When others came
    later, it does not speak of them.
    """
    found: dict[tuple[UUID, SchoolId], Recorded[OwnWord]] = {}
    only: UUID | None = None
    for entry in life:
        if isinstance(entry.event, Occasion):
            only = only or entry.id
        elif isinstance(entry.event, OwnWord) and (meant := entry.event.occasion or only):
            found[meant, entry.event.school] = entry
    return found


def who_came(held: Recorded[H], own: OwnWords) -> list[Attendance]:
    """Those who were there: who was said to have come, and does not say otherwise of itself."""
    return [
        there
        for there in held.event.attendance
        if there.attended
        and ((word := own.get((held.id, there.school))) is None or word.event.came)
    ]


def came_to(past: Past, school: SchoolId) -> list[date]:
    """The days on which the act took place with colleagues of this school."""
    own = own_words(life(past))
    return [
        held.event.happened_on
        for held in occasions(past)
        if school in {there.school for there in who_came(held, own)}
    ]
