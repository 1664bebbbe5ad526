"""What an import of links has found, for the person who started it."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from ledger.domain.school import Succession
from ledger.register.links.deciding import Why
from ledger.register.summary import SHOWN, Refusal
from ledger.separated import harmless

HEADER = ("status", "reason", "what")
"""The columns of the report."""

NAMED = (Why.CIRCULAR, Why.FLIPPED, Why.CONTRADICTORY, Why.SAME, Why.STILL_OPEN)
"""Reasons that say that something is wrong in the register: somebody may want to mend it."""


@dataclass
class LinkSummary:
    """How many rows tell of how many links, and what became of each."""

    rows: int
    no_succession: Counter[str]
    """Rows by which nobody can tell which school came first, by the type of link."""
    refused: list[Refusal]
    """Rows that cannot be read, in the order of the file."""
    recorded: Counter[Succession] = field(default_factory=Counter)
    recorded_before: int = 0
    left_out: dict[Why, list[str]] = field(default_factory=dict)
    """The links that were left out, by why: both schools of each, with their names."""
    is_dry_run: bool = False
    """Whether nothing was written."""

    def __str__(self) -> str:
        kinds = ", ".join(f"{self.recorded[kind]:,} {kind}" for kind in Succession)
        left_out = sum(map(len, self.left_out.values()))
        others = ", ".join(f"{kind} {n:,}" for kind, n in sorted(self.no_succession.items()))
        return "\n".join(
            [
                f"{self.rows:,} rows: {kinds}, {self.recorded_before:,} recorded before, "
                f"{left_out:,} left out, {len(self.refused):,} refused"
                + (" (nothing was written)." if self.is_dry_run else "."),
                *(line for why in Why for line in self._lines(why)),
                *(
                    [f"  {self.no_succession.total():,} rows of other kinds: {others}"]
                    * bool(others)
                ),
                *_first([str(refusal) for refusal in self.refused]),
            ]
        )

    def _lines(self, why: Why) -> list[str]:
        found = self.left_out.get(why, [])
        told = [f"  {len(found):,} left out: {why}"] if found else []
        return told + (_first([f"  {one}" for one in found]) if why in NAMED else [])

    def write(self, path: Path) -> None:
        """Every link and every row that was left out, each with why, as CSV."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            report = csv.writer(file)
            report.writerow(HEADER)
            for why in Why:
                for pair in self.left_out.get(why, ()):
                    report.writerow(map(harmless, ("left out", why, pair)))
            for row in self.refused:
                report.writerow(map(harmless, ("refused", row.reason, f"line {row.line}")))


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN
    return [f"  {line}" for line in lines[:SHOWN]] + ([f"  and {more:,} more"] if more > 0 else [])
