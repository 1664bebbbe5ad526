"""What became of every row, for the person who brought the file: a CSV, and lines to print."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from ledger.intake.directory import Candidate
from ledger.separated import harmless

SHOWN = 20
"""Rows that were left out and are printed; all of them stand in the report."""

NEAR = "Schools with nearly the same name were taken in {rows:,} of the rows: look them over."

HEADER = ("sheet", "row", "status", "act", "position", "reason", "column", "candidates")


class Status(StrEnum):
    """What became of a row."""

    RECORDED = "recorded"
    ALREADY_THERE = "already there"
    REFUSED = "refused"
    DOUBTFUL = "doubtful"
    """Nobody can tell which school or act is meant. It is left out, like a refused row."""

    @property
    def is_left_out(self) -> bool:
        """Whether nothing of the row is in the ledger."""
        return self in {Status.REFUSED, Status.DOUBTFUL}


class Result(NamedTuple):
    """What became of one row."""

    sheet: str
    row: int
    status: Status
    act: UUID | None = None
    """The entry that opened the act."""
    position: int | None = None
    """Where the last entry of the row stands in the log; nowhere after a dry run."""
    reason: str = ""
    column: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def outcome(self) -> str:
        """The status in words; after a dry run nothing is recorded."""
        is_dry = self.status is Status.RECORDED and self.position is None
        return "would be recorded" if is_dry else self.status.value

    def __str__(self) -> str:
        where = f"{self.sheet}, row {self.row}" if self.sheet else f"row {self.row}"
        why = ": ".join(part for part in (self.column, self.reason) if part)
        among = f" Perhaps {', '.join(map(str, self.candidates))}." if self.candidates else ""
        return f"{where}: {why}{among}"


class Note(NamedTuple):
    """What else became of a sheet, so that nothing of a file is passed over in silence."""

    sheet: str
    sentence: str
    row: int | None = None
    """The first row that it is about, if it is about some."""

    def __str__(self) -> str:
        return f"Sheet {self.sheet!r}: {self.sentence}"


@dataclass
class Summary:
    """How many rows became what."""

    counts: Counter[Status] = field(default_factory=Counter)
    left_out: list[Result] = field(default_factory=list)
    """The first rows that were left out, in the order of the file."""
    headings: list[str] = field(default_factory=list)
    """What was understood of each table, in a sentence."""
    near: int = 0
    """Rows of which a school was taken whose name is not quite the same."""
    unused: int = 0
    """Tables that could not be used: each of their rows was refused."""
    is_dry_run: bool = False

    @property
    def rows(self) -> int:
        """How many rows there were."""
        return self.counts.total()

    def add(self, result: Result) -> None:
        """Count what became of one more row."""
        self.counts[result.status] += 1
        self.near += bool(result.candidates) and not result.status.is_left_out
        if result.status.is_left_out and len(self.left_out) < SHOWN:
            self.left_out.append(result)

    def __str__(self) -> str:
        counts = ", ".join(f"{self.counts[status]:,} {status}" for status in Status)
        more = sum(self.counts[s] for s in Status if s.is_left_out) - len(self.left_out)
        return "\n".join(
            [
                *self.headings,
                f"{self.rows:,} {'row' if self.rows == 1 else 'rows'}: {counts}"
                + (" (nothing was written)." if self.is_dry_run else "."),
                *(f"  {result}" for result in self.left_out),
                *([f"  and {more:,} more"] if more else []),
                *([NEAR.format(rows=self.near)] if self.near else []),
            ]
        )


@contextmanager
def report_to(path: Path) -> Iterator[Callable[[Result | Note], object]]:
    """A file to which each result is written as it comes. A crash leaves those that were told."""
    with path.open("w", encoding="utf-8-sig", newline="", buffering=1) as file:
        report = csv.writer(file)
        report.writerow(HEADER)
        yield lambda result: report.writerow(map(harmless, _cells(result)))


def _cells(result: Result | Note) -> tuple[str, ...]:
    if isinstance(result, Note):
        return (result.sheet, str(result.row or ""), "note", "", "", result.sentence, "", "")
    return (
        result.sheet,
        str(result.row),
        result.outcome,
        str(result.act or ""),
        str(result.position or ""),
        result.reason,
        result.column,
        "; ".join(map(str, result.candidates)),
    )
