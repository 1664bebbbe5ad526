"""Which schools stand alone: told to the school itself, and to a trust in counts."""

from __future__ import annotations

from typing import Any

import strawberry

from api.documented import field, object_type
from api.reading.act import Act, acts_of
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.identifiers import TrustId
from ledger.domain.past import Role
from ledger.figures import isolation
from ledger.figures.words.en import ALONE
from ledger.projections import history
from ledger.statistics.isolation import Reason, Watch

WatchCode: Any = strawberry.enum(Watch, name="Watch", description="How far a school stands alone.")
ReasonCode: Any = strawberry.enum(
    Reason, name="AloneReason", description="What a point was given for."
)


@object_type
class WhyAlone:
    """What a point was given for."""

    code: ReasonCode = strawberry.field(description="for programs")
    words: str = strawberry.field(description="for people")


@object_type
class Isolation:
    """How far a school stands alone, told to itself, with something that it could do."""

    urn: strawberry.Private[str]
    reading: strawberry.Private[Reading]

    watch: WatchCode = strawberry.field(description="how far")
    reasons: list[WhyAlone] = strawberry.field(description="why, point by point")

    @field
    def structural(self) -> Figure:
        """How prone it is to stand alone, by what it is: 0 to 4 points."""
        return told(isolation.structural.ask(self.reading.now, school=self.urn), self.reading)

    @field
    def contact(self) -> Figure:
        """How far it meets nobody: 0 to 4 points; only terms that are over count."""
        return told(isolation.contact.ask(self.reading.now, school=self.urn), self.reading)

    @field
    def suggestion(self) -> Act | None:
        """The nearest open door or circle of a school that teaches the same ages, if any."""
        now = self.reading.now
        position = isolation.suggestion(now, self.urn)
        row = None if position is None else history.act_at(now, position)
        return None if row is None else acts_of(self.reading, [row])[0]


@object_type
class WatchCount:
    """How many schools of a trust stand alone so far. Which ones is not told."""

    watch: WatchCode = strawberry.field(description="how far")
    schools: Figure = strawberry.field(description="how many; nothing for fewer than five schools")


def isolation_of(reading: Reading, urn: str) -> Isolation | None:
    """How far a school stands alone; told to the school itself, and to auditors."""
    scope = reading.now.scope
    is_own = scope.role is Role.EDITOR and urn in scope.schools
    alone = isolation.of_school(reading.now, urn) if is_own or scope.sees_all else None
    if alone is None:
        return None
    found = alone.found
    reasons = [WhyAlone(code=reason, words=ALONE[reason.value]) for reason in found.reasons]
    return Isolation(urn=urn, reading=reading, watch=found.watch, reasons=reasons)


def watch_counts(reading: Reading, trust: TrustId) -> list[WatchCount]:
    """How many schools of a trust stand alone, and how far."""
    return [
        WatchCount(
            watch=watch,
            schools=told(isolation.count.ask(reading.now, trust=trust, watch=watch.value), reading),
        )
        for watch in Watch
    ]
