"""An act as it is read, in the story that it is part of: what the invariants look at."""

from __future__ import annotations

from typing import Any, NamedTuple

from ledger.domain.correction import corrected
from ledger.domain.past import Look, Past, Recorded
from tests.scenario import ANN, NOW, Scenario


class There(NamedTuple):
    """An act as it is read now, in the story that it is part of."""

    story: Scenario
    act: list[Recorded[Any]]

    @property
    def register(self) -> Past:
        return Past(self.story.entries, ANN, NOW)

    def before(self, entry: Recorded[Any]) -> list[Recorded[Any]]:
        """What is read of the act before this entry."""
        return [earlier for earlier in self.act if earlier.position < entry.position]

    def back_then(self, entry: Recorded[Any]) -> list[Recorded[Any]]:
        """The same as it was read when this entry was recorded."""
        told = life_as_recorded(self.story, self.act[0].id)
        return list(corrected(tuple(e for e in told if e.position < entry.position)))


def life_as_recorded(story: Scenario, id: Any) -> list[Recorded[Any]]:
    return story.within((Look((f"act:{id}",)),))


def life(story: Scenario, id: Any) -> list[Recorded[Any]]:
    return list(corrected(tuple(life_as_recorded(story, id))))
