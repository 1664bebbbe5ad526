"""What a school said of the findings of an evaluation."""

from __future__ import annotations

from typing import Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.reading import Reading
from ledger.domain.acts.shared_evaluation import Finding
from ledger.domain.identifiers import SchoolId
from ledger.projections.findings import Voice

FindingCode = codes(Finding)


@object_type
class SchoolVoice:
    """What a school said of the findings. Not to agree is told as plainly as to agree."""

    voice: strawberry.Private[Voice]
    reading: strawberry.Private[Reading]

    @field
    def urn(self) -> SchoolId:
        """The school."""
        return SchoolId(self.voice.school or "")

    @field
    def agrees(self) -> bool:
        """Whether it agrees with the findings."""
        return self.voice.finding is not None

    @field
    def finding(self) -> FindingCode | None:  # type: ignore[valid-type]
        """What it takes from the readings; null where it does not agree."""
        return self.voice.finding

    @field_of(RecordedEntry)
    def entry(self) -> Any:
        """What it said, as it was recorded."""
        return self.reading.lines([self.voice.entry])[0]
