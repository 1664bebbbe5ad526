"""Whoever asks: what the ledger calls them, and what it keeps of them."""

from __future__ import annotations

from typing import Annotated

import strawberry

from api.context import Context
from api.documented import field, object_type
from api.reading.connection import USUAL, First, check_first
from ledger.domain.identifiers import PersonId
from ledger.privacy.export import export

After = Annotated[
    int, strawberry.argument(description="none up to this position: where the last page ended")
]


@object_type
class Me:
    """You, as the ledger knows you. Nobody else can ask this of you."""

    context: strawberry.Private[Context]

    @field
    def person(self) -> PersonId | None:
        """Your pseudonym, the only name that the ledger has of you; null until you record."""
        return self.context.person()

    @field
    def export(self, first: First = USUAL, after: After = 0) -> list[str]:
        """What you recorded, and what was recorded about you, oldest first: one entry a line of
        JSON, with your words and with what proves them."""
        check_first(first)
        person = self.context.person()
        if person is None:
            return []
        return list(export(self.context.opened.ledger, person, after, first))
