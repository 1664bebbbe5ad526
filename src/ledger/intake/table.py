"""A table as a school keeps it: a header, and rows that are read one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import NamedTuple

MOST_COLUMNS = 200
"""Columns of a table. The widest form has some forty."""

LONGEST_CELL = 100_000
"""Characters of a cell. The longest list that the rules allow has some 20,000."""

MOST_TRIED = 10
"""Rows that say something and may be the header: what stands above it is a title or so."""

NO_TEXT = "\ufffd"
"""Stands in place of a cell that holds something else than text, a number, a day, yes or no."""

NO_HEADER = "There is no header: a row above the others names the columns."

IsHeader = Callable[[Sequence[str]], bool]
"""Whether a row is the header, by its cells."""


def is_first(cells: Sequence[str]) -> bool:
    """Takes whatever row says something first for the header."""
    return any(cells)


class Unreadable(Exception):
    """Nothing can be taken from this: the file is no table, or nobody can say what it means."""


class Row(NamedTuple):
    """One row: where it stands, and its cells or why they cannot be read."""

    number: int
    """The line on which it begins, or its number in a sheet."""
    cells: list[str]
    fault: str | None = None


@dataclass
class Beside:
    """The rows of a sheet that have cells to the right of the table, as far as they are read."""

    rows: int = 0
    first: int = 0

    def add(self, row: int) -> None:
        """One more has some."""
        self.rows += 1
        self.first = self.first or row

    def __str__(self) -> str:
        return (
            "Cells beside the table have no header and were left out, in rows: "
            f"{self.rows:,}, first in row {self.first}."
        )


class Table(NamedTuple):
    """One table of a file."""

    name: str
    """The name of its sheet; a file of text has none."""
    header: list[str]
    header_at: int
    """Its number among the rows."""
    rows: Callable[[], Iterator[Row]]
    """The rows, once. One that cannot be read does not stop those after it."""
    done: Callable[[], float]
    """How much of it is read, from 0 to 1."""
    beside: Beside | None = None
    """What stands beside it, where that is told from a cell that slipped: in a sheet."""
    unused: str = ""
    """Why it cannot be used, whatever its header means."""
    is_hidden: bool = False
    """Whether nobody sees it who opens the file; then it is not read."""


def headed(
    rows: Iterator[Row], is_header: IsHeader, done: Callable[[], float], name: str = ""
) -> Table:
    """The table that is among these rows: under its header, or else under the first of them."""
    seen: list[Row] = []
    for row in rows:
        if is_header(row.cells):
            return table_of(row, rows, done, name)
        if row.fault or any(row.cells):
            seen.append(row)
        if len(seen) == MOST_TRIED:
            break
    first = seen[0] if seen else Row(1, [])
    return table_of(first, chain(seen[1:], rows), done, name)


def table_of(header: Row, rows: Iterator[Row], done: Callable[[], float], name: str = "") -> Table:
    """A table with this header; one that cannot be used, where it says nothing or too much."""
    names = [cell.strip() for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    if not names or len(names) > MOST_COLUMNS:
        why = f"A table has at most {MOST_COLUMNS} columns." if names else NO_HEADER
        return Table(name, [], header.number, lambda: chain([header], rows), done, unused=why)
    beside = Beside() if name else None
    fitting = partial(_fitting, rows, len(names), beside)
    return Table(name, names, header.number, fitting, done, beside)


def _fitting(rows: Iterator[Row], width: int, beside: Beside | None) -> Iterator[Row]:
    """The rows that say something, each as wide as the header."""
    for row in rows:
        cells = row.cells
        if beside and any(cells[width:]):
            beside.add(row.number)
            cells = cells[:width]
        if row.fault:
            yield row
        elif not any(cells):
            continue
        elif any(cells[width:]):
            yield Row(row.number, cells, _misfit(len(cells), width))
        elif any(len(cell) > LONGEST_CELL for cell in cells):
            yield Row(row.number, [], f"A cell has at most {LONGEST_CELL:,} characters.")
        else:
            yield Row(row.number, [*cells[:width], *[""] * (width - len(cells))])


def _misfit(found: int, width: int) -> str:
    return f"The row has {found} cells, the header {width}; perhaps a quotation mark is not closed."
