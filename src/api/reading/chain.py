"""The chain from what was done to what was read. A gap is a link like the others."""

from __future__ import annotations

from typing import Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.connection import USUAL, After, Connection, First
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.record import Code
from ledger.figures import chain as figures
from ledger.projections.chains import ChainStage

StageCode = codes(ChainStage)


class LinkState(Code):
    """Whether a link of a chain is there."""

    PRESENT = "present"
    MISSING = "missing"


LinkStateCode = codes(LinkState)


@object_type
class ChainLink:
    """One link of a chain: acts, follow-ups, evaluations or readings."""

    stage: StageCode = strawberry.field(description="which link it is")  # type: ignore[valid-type]
    figure: Figure = strawberry.field(description="how many there are, with what has to be said")

    @field
    def state(self) -> LinkStateCode:  # type: ignore[valid-type]
        """Whether it is there, or an open gap."""
        return LinkState.PRESENT if self.figure.found.value else LinkState.MISSING

    @field
    def sentence(self) -> str:
        """The link, or the gap, in one sentence."""
        return self.figure.sentence()

    @field_of(Connection[RecordedEntry])
    def sources(self, first: First = USUAL, after: After = None) -> Any:
        """The entries that it consists of, in the order of the log."""
        return self.figure.sources(first, after)


@object_type
class Chain:
    """From act to follow-up, to evaluation, to reading. Read `then` between them, never `so`."""

    links: list[ChainLink] = strawberry.field(description="its four links, also those missing")
    completeness: Figure = strawberry.field(description="how much of it is there, 0 to 1")


def chain_of(reading: Reading, **of: int) -> Chain:
    """The chain of a collaboration or of an act, by its position."""
    links = [
        ChainLink(
            stage=link,
            figure=told(figures.link.ask(reading.now, link=link.value, **of), reading),
        )
        for link in ChainStage
    ]
    whole = told(figures.completeness.ask(reading.now, **of), reading)
    return Chain(links=links, completeness=whole)
