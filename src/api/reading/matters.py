"""What became of ideas, barriers and advice, as GraphQL tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.connection import (
    USUAL,
    After,
    Connection,
    First,
    check_first,
    connection,
    cursor_of,
    key_of,
)
from api.reading.figure import Figure, Figures, figure, told
from api.reading.reading import Reading
from ledger.domain.acts.barrier import Mitigation
from ledger.domain.identifiers import SchoolId
from ledger.domain.words import Barrier as BarrierCode
from ledger.figures import barriers, ideas, next_steps
from ledger.figures.barriers import Standing

StandingCode, BarrierKind, MitigationCode = codes(Standing), codes(BarrierCode), codes(Mitigation)


@object_type
class IdeaFunnel(Figures):
    """What became of ideas from elsewhere. One that was dropped is worth as much as one kept."""

    captured = figure(ideas.captured, "ideas that colleagues met, or took up from another school")
    reviewed = figure(ideas.reviewed, "of these, those looked at with scepticism")
    tried = figure(ideas.tried, "of these, those that a school tried")
    kept = figure(ideas.kept, "of these, those that a school kept, by its last word")
    dropped = figure(ideas.dropped, "of these, those that a school dropped, by its last word")
    contrast = figure(ideas.contrast, "the share of visits that were for contrast")


@object_type
class NextStepFunnel(Figures):
    """How much advice became action."""

    suggested = figure(next_steps.suggested, "next steps that were suggested")
    taken = figure(next_steps.taken, "of these, those taken")
    declined = figure(next_steps.declined, "of these, those declined")
    lapsed = figure(next_steps.lapsed, "of these, those that nobody answered in time")
    waiting = figure(next_steps.waiting, "of these, those with no end on record yet")


@object_type
class Remedy:
    """Something that was tried against such a barrier, here or elsewhere."""

    reading: strawberry.Private[Reading]
    school: strawberry.Private[str]
    barrier: strawberry.Private[str]

    mitigation: MitigationCode = strawberry.field(description="what was tried")  # type: ignore[valid-type]

    @field
    def gave_way(self) -> Figure:
        """How often such a barrier was gone after it, in schools of the same phase and size.

        Told from three schools on. It names none of them and says nothing of why.
        """
        found = barriers.gave_way.ask(
            self.reading.now,
            school=self.school,
            barrier=self.barrier,
            mitigation=str(self.mitigation),
        )
        return told(found, self.reading)


@object_type
class BarrierOnRegister:
    """A barrier that a school named, and what became of it."""

    reading: strawberry.Private[Reading]
    told_of: strawberry.Private[barriers.Told]

    @field
    def barrier(self) -> BarrierKind:  # type: ignore[valid-type]
        """What stands in the way."""
        return BarrierCode(self.told_of.first.code)

    @field
    def school(self) -> SchoolId:
        """The school that named it."""
        return SchoolId(self.told_of.first.school)

    @field
    def named_on(self) -> date:
        """The day it was named."""
        return self.told_of.first.happened_on

    @field
    def standing(self) -> StandingCode:  # type: ignore[valid-type]
        """How it stands, by the last word."""
        return self.told_of.standing

    @field_of(list[RecordedEntry])
    def life(self) -> Any:
        """All that was said of it, oldest first."""
        return self.reading.lines(turn.entry for turn in self.told_of.turns)

    @field
    def tried(self) -> list[Remedy]:
        """What the school tried against it."""
        return [self._remedy(code) for code in dict.fromkeys(t.code for t in self.told_of.tried)]

    @field
    def worked_elsewhere(self) -> list[Remedy]:
        """What schools like this one have tried against such a barrier, in the order of codes."""
        first = self.told_of.first
        return [
            self._remedy(c) for c in barriers.learnt(self.reading.now, first.school, first.code)
        ]

    def _remedy(self, code: str) -> Remedy:
        first = self.told_of.first
        return Remedy(
            reading=self.reading,
            school=first.school,
            barrier=first.code,
            mitigation=Mitigation(code),
        )


@object_type
class BarrierRegister(Figures):
    """What stands in the way of working together, and what gave way."""

    open = figure(barriers.standing, "barriers that are open", standing="open")
    mitigated = figure(barriers.standing, "barriers that became smaller", standing="mitigated")
    overcome = figure(barriers.standing, "barriers that gave way", standing="overcome")
    reopened = figure(barriers.standing, "barriers that came back", standing="reopened")

    @field
    def barriers(self, first: First = USUAL, after: After = None) -> Connection[BarrierOnRegister]:
        """The barriers, those named last first."""
        found = barriers.register(self.reading.now, self.about["about"]) or []
        place = (date.max, 2**46) if after is None else tuple(key_of(after, date, int))
        later = [one for one in found if (one.first.happened_on, one.first.act) < place]
        nodes = [
            (
                cursor_of(one.first.happened_on, one.first.act),
                BarrierOnRegister(reading=self.reading, told_of=one),
            )
            for one in later[: check_first(first)]
        ]
        return connection(nodes, first, after, lambda: len(found))
