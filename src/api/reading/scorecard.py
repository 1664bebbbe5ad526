"""Scorecards, as GraphQL tells them: each criterion with its proof and with what is missing."""

from __future__ import annotations

from typing import Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.connection import USUAL, After, Connection, First
from api.reading.figure import Figure, entries_at, told
from api.reading.reading import Reading
from ledger.figures import scorecard as figures
from ledger.figures.scorecards import STANDARDS
from ledger.figures.scorecards.finding import Framework, Status

FrameworkCode, StatusCode = codes(Framework), codes(Status)


@object_type
class Criterion:
    """One thing that a standard asks for, and whether the record shows it.

    It says that a feature of the design is evidenced, never that the work helped anybody.
    """

    judged: strawberry.Private[figures.Judged]
    reading: strawberry.Private[Reading]

    @field
    def code(self) -> str:
        """Its code in the standard, such as `S1.2`."""
        return self.judged.criterion.code

    @field
    def title(self) -> str:
        """What it asks for, in our words."""
        return self.judged.criterion.title

    @field
    def is_whole(self) -> bool:
        """Whether it sums up others, such as a part of the standard its points."""
        return self.judged.criterion.is_whole

    @field
    def rule(self) -> str:
        """When it is met, and when partly."""
        return self.judged.criterion.words

    @field
    def rule_version(self) -> int:
        """A rule that changes gets a new number."""
        return self.judged.criterion.version

    @field
    def status(self) -> StatusCode:  # type: ignore[valid-type]
        """How far the record shows it. It can fall back, when what showed it is withdrawn."""
        return self.judged.finding.status

    @field
    def missing(self) -> list[str]:
        """What it would take, in plain sentences; empty where it is met or does not apply."""
        return list(self.judged.finding.missing)

    @field_of(Connection[RecordedEntry])
    def proof(self, first: First = USUAL, after: After = None) -> Any:
        """The entries that show it. What is withdrawn, orphaned or in dispute proves nothing."""
        return entries_at(self.reading, self.judged.finding.proof, first, after)


@object_type
class Scorecard:
    """How the record of a collaboration stands against one standard, in one edition.

    Features of good design may all be there, and pupils may still gain nothing: so read it beside
    what changed. No mark is made of it.
    """

    collaboration: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    framework: FrameworkCode = strawberry.field(description="whose standard it is")  # type: ignore[valid-type]
    name: str = strawberry.field(description="the name of the standard")
    edition: str = strawberry.field(description="the edition, as printed on it")

    @field
    def criteria(self) -> list[Criterion]:
        """Every criterion, in the order of the standard."""
        found = figures.scorecard(self.reading.now, self.collaboration, self.framework)
        return [Criterion(judged=one, reading=self.reading) for one in found]

    @field
    def met(self) -> Figure:
        """How many criteria the record meets; `n` is how many apply."""
        found = figures.met.ask(
            self.reading.now, collaboration=self.collaboration, framework=str(self.framework)
        )
        return told(found, self.reading)


def scorecards(reading: Reading, collaboration: int) -> list[Scorecard]:
    """How a collaboration stands against each standard."""
    return [
        Scorecard(
            collaboration=collaboration,
            reading=reading,
            framework=one.framework,
            name=one.name,
            edition=one.edition,
        )
        for one in STANDARDS
    ]
