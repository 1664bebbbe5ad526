"""What a story writes in the ledger: who says what on which day, under names instead of ids.

An entry that builds on an earlier one names it by the key of that one. The ids come from the
ledger when the stories are recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ledger.domain.entry import Entry
from ledger.domain.facts import facts_of
from ledger.domain.past import By


class Key(str):
    """Names an entry in the stories, and makes its id the same each time they are told."""


@dataclass(frozen=True)
class Line:
    """Something that somebody writes on a day."""

    recorded_on: date
    by: By
    key: Key
    kind: type[Entry]
    facts: Mapping[str, Any]
    """What is said. A key stands for the id of the entry that has it."""

    def command(self, ids: Mapping[str, UUID]) -> Entry:
        """What is to be recorded, once the ids of the earlier entries are known."""
        words = {fact.name: fact.word for fact in facts_of(self.kind)}
        return self.kind(
            **{
                name: words[name](int=ids[value].int) if isinstance(value, Key) else value
                for name, value in self.facts.items()
            }
        )


class Diary:
    """The lines of one story, in the order in which it tells them."""

    def __init__(self, story: str) -> None:
        self.story = story
        self.lines: list[Line] = []

    def write(
        self, recorded_on: date, by: By, name: str, kind: type[Entry], facts: Mapping[str, Any]
    ) -> Key:
        """Add a line, and give the key by which others name it."""
        key = Key(f"{self.story}/{name}")
        self.lines.append(Line(recorded_on, by, key, kind, facts))
        return key
