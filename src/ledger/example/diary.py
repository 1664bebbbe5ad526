"""What a story writes in the ledger: who says what on which day, under names instead of ids.

An entry that carries on an earlier one names it by the key of that one. The ids come from the
ledger when the stories are recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from ledger.domain.entry import Entry
from ledger.domain.past import By
from ledger.domain.words import ActId, CollaborationId, EntryId

REFERENCES: dict[str, type[UUID]] = {
    "collaboration": CollaborationId, "act": ActId, "entry": EntryId, "occasion": EntryId,
}  # fmt: skip
"""The facts that name an earlier entry, and what its id is called there."""


@dataclass(frozen=True)
class Line:
    """Something that somebody writes on a day."""

    recorded_on: date
    by: By
    key: str
    """Names the entry in the stories, and makes its id the same each time they are told."""
    kind: type[Entry]
    facts: Mapping[str, Any]
    names: Mapping[str, str] = field(default_factory=dict)
    """Facts that are earlier entries, by the keys of these."""

    def command(self, ids: Mapping[str, UUID]) -> Entry:
        """What is to be recorded, once the ids of the earlier entries are known."""
        named = {fact: REFERENCES[fact](str(ids[key])) for fact, key in self.names.items()}
        return self.kind(**self.facts, **named)


class Diary:
    """The lines of one story, in the order in which it tells them."""

    def __init__(self, story: str) -> None:
        self.story = story
        self.lines: list[Line] = []

    def write(
        self, recorded_on: date, by: By, name: str, kind: type[Entry], facts: Mapping[str, Any],
        **names: str,
    ) -> str:  # fmt: skip
        """Add a line, and give the key by which others name it."""
        key = f"{self.story}/{name}"
        self.lines.append(Line(recorded_on, by, key, kind, facts, names))
        return key
