"""What can be read, put together. It hangs from `ledger`, so that one question has one moment."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import strawberry
from strawberry.schema.config import StrawberryConfig

from api.answer import Schema
from api.context import Info
from api.documented import field, object_type
from api.line import resolve
from api.me import Me
from api.reading.figure import Reopened, reopened
from api.reading.ledger import Snapshot
from api.reading.refusals import RefusalCount, refusal_count
from api.reading.views import ViewStanding, standing
from api.refusal import AsRefusal
from api.scalars import SCALARS, LedgerPoint

KnownBy = Annotated[
    LedgerPoint | None,
    strawberry.argument(description="as known by then; as known now, if left out"),
]
HappenedBy = Annotated[
    date | None,
    strawberry.argument(description="about what had happened by then; today, if left out"),
]
ReceiptId = Annotated[strawberry.ID, strawberry.argument(description="the receipt of a figure")]


@object_type
class Query:
    """What can be read. Without a token it is the register of schools."""

    @field
    def ledger(
        self, info: Info, known_by: KnownBy = None, happened_by: HappenedBy = None
    ) -> Snapshot:
        """The ledger as known at a point, about a day."""
        return Snapshot(reading=info.context.reading(known_by, happened_by))

    @field
    def me(self, info: Info) -> Me:
        """Whoever asks."""
        return Me(context=info.context)

    @field
    def receipt(self, info: Info, id: ReceiptId) -> Reopened:
        """What a receipt was given for, asked again at its position, with your rights of today."""
        return reopened(info.context.reading(), id)

    @field
    def views(self, info: Info) -> list[ViewStanding]:
        """How the views stand; empty for whoever is not signed in."""
        return [standing(build) for build in info.context.views()]

    @field
    def refusals(self, info: Info) -> list[RefusalCount]:
        """How often each rule said no, by school, as far as you may see it; never to what."""
        return [refusal_count(told) for told in info.context.refusals()]


def schema_of(**beyond: Any) -> Schema:
    """The schema of what can be read, and of what is said `beyond` it."""
    config = StrawberryConfig(
        scalar_map=SCALARS, default_resolver=resolve, disable_field_suggestions=True
    )
    return Schema(query=Query, config=config, exception_handlers=[AsRefusal()], **beyond)
