"""Reads a table in batches: a short one here, the rest of a long one in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import NamedTuple

from ledger.intake.apart import Task, apart
from ledger.intake.sheet import Sheet
from ledger.intake.table import Row
from ledger.intake.told import Fault, Told

BATCH = 1_000
"""Rows recorded together, all or none. Others wait that long, some 100 ms, for the log."""

HERE = 3
"""Batches that are read in this process: for a short table it is not worth beginning another."""


class Batch(NamedTuple):
    """Some rows, what they say, and how much of the table is read with them, from 0 to 1."""

    rows: list[Row]
    told: list[Told | Fault]
    done: float


def batches(
    sheet: Sheet, task: Task | None, clock: Callable[[], datetime]
) -> Generator[Batch, None, None]:
    """The rows of a table in their order. What they say does not hang on those before.

    With a task, those of a long table are read in another process. Raises `Ended` if that is gone.
    """
    there = _in_batches(sheet)
    for rows in islice(there, None if task is None else HERE):
        yield Batch(rows, sheet.read_all(rows, clock()), sheet.table.done())
    if task is None or (following := next(there, None)) is None:
        return
    with apart(task) as other:
        for rows in chain([following], there):
            told, headings = other.read(rows, clock())
            sheet.headings += [heading for heading in headings if heading not in sheet.headings]
            yield Batch(rows, told, sheet.table.done())


def _in_batches(sheet: Sheet) -> Iterator[list[Row]]:
    rows = (row for row in sheet.table.rows() if not sheet.is_example(row))
    while batch := list(islice(rows, BATCH)):
        yield batch
