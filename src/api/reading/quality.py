"""How good the record itself is, as GraphQL tells it."""

from __future__ import annotations

from typing import Any

import strawberry

from api.documented import object_type
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.figures import record_quality
from ledger.figures.method import Method


def _number(method: Method, description: str) -> Any:
    def read(self: Any) -> Figure:
        return told(method.ask(self.reading.now, about=self.about), self.reading)

    return strawberry.field(read, description=description)


@object_type
class RecordQuality:
    """How far one can rely on what was recorded. What nobody recorded leaves no trace."""

    reading: strawberry.Private[Reading]
    about: strawberry.Private[str]

    lag = _number(record_quality.lag, "the median of days until something is recorded")
    late = _number(record_quality.late, "the share recorded more than 30 days late")
    amendments = _number(record_quality.amendments, "facts that were corrected")
    retractions = _number(record_quality.retractions, "acts that were withdrawn")
    disputes = _number(record_quality.disputes, "disputes that are not settled")
    unconfirmed = _number(
        record_quality.unconfirmed, "schools that have not confirmed for more than 30 days"
    )
    orphans = _number(record_quality.orphans, "acts that build on one that was withdrawn")
