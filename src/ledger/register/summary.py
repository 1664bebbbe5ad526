"""What an import of the register has found, for the person who started it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

SHOWN = 20
"""Refused rows that are printed. A file of another kind would fill the screen with thousands."""


class Refusal(NamedTuple):
    """A row that was left out, and why."""

    line: int
    """The line of the file on which the row begins; the header is line 1."""
    reason: str
    counted: str = "line"
    """What is counted in a file that has no lines, such as the groups of a list."""

    def __str__(self) -> str:
        return f"{self.counted} {self.line}: {self.reason}"


@dataclass
class Summary:
    """How many rows brought what. A row can bring two things, such as a new school that closed."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    closed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    """Every row that was left out, in the order of the file."""
    is_dry_run: bool = False
    """Whether nothing was written."""

    def add(self, found: Summary, rows: int, refused: list[Refusal]) -> None:
        """Count what some more rows have brought, and those that were not even compared."""
        self.rows += rows
        self.new += found.new
        self.changed += found.changed
        self.closed += found.closed
        self.unchanged += found.unchanged
        self.refused += sorted([*found.refused, *refused])

    def __str__(self) -> str:
        counts = (
            f"{self.rows:,} rows: {self.new:,} new, {self.changed:,} changed, "
            f"{self.closed:,} closed, {self.unchanged:,} unchanged, {len(self.refused):,} refused"
        )
        more = len(self.refused) - SHOWN
        return "\n".join(
            [
                counts + (" (nothing was written)." if self.is_dry_run else "."),
                *(f"  {refusal}" for refusal in self.refused[:SHOWN]),
                *([f"  and {more:,} more"] if more > 0 else []),
            ]
        )
