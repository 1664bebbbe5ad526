"""Reads tables out of an Excel workbook, row by row, and never works anything out.

A formula is taken as the text that stands in its cell. What is asked for a day or a number then
says so, and what is asked for words keeps them; nothing is ever evaluated.
"""

from __future__ import annotations

import zipfile
from collections.abc import Generator
from contextlib import closing
from datetime import date, time, timedelta
from functools import partial
from itertools import chain
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import ParseError

from ledger.intake.table import NO_TEXT, IsHeader, Row, Table, Unreadable, headed, is_first

CODES = "Codes"
"""The hidden sheet of a template, where the lists of codes stand that cells are chosen from."""

LARGEST_PART = 50_000_000
"""Bytes of a part that is read as a whole, such as the texts that cells share."""

LARGEST_SHEET = 1_000_000_000
"""Bytes of a sheet, which is read row by row."""

MOST_TIMES_SMALLER = 100
"""How far a part may have been packed. Real sheets are packed to a tenth."""

TOO_SMALL_TO_HARM = 1_000_000

BROKEN = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, EOFError, OSError,
    AttributeError, NotImplementedError,
)  # fmt: skip
"""What is raised for a file that is not the workbook that its name promises."""


def workbook_tables(
    file: IO[bytes], name: str, is_header: IsHeader = is_first
) -> Generator[Table, None, None]:
    """The sheets that have something in them, and those that are hidden.

    Raises `Unreadable` where it is no workbook.
    """
    from openpyxl import load_workbook

    try:
        parts = _sheets_of(file, name)
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        sheets = book.worksheets
    except BROKEN as error:
        raise Unreadable(f"{name} is no workbook that can be read.") from error
    found, hidden = 0, []
    for number, sheet in enumerate(sheets):
        if sheet.sheet_state != "visible":
            if sheet.title != CODES:
                hidden.append(sheet.title)
                yield Table(sheet.title, [], 0, lambda: iter(()), lambda: 0.0, is_hidden=True)
            continue
        sheet.reset_dimensions()
        with closing(_rows(sheet)) as rows:
            first = next((row for row in rows if any(row.cells)), None)
            if first:
                found += 1
                done = partial(_done, file, parts, number, len(sheets))
                yield headed(chain([first], rows), is_header, done, sheet.title)
    if not found:
        beside = f" but hidden sheets, which are not read: {', '.join(hidden)}" if hidden else ""
        raise Unreadable(f"There is nothing in {name}{beside}.")


class _Part(NamedTuple):
    """A sheet as it is packed: where it begins in the file, and its bytes there."""

    start: int
    size: int


def _sheets_of(file: IO[bytes], name: str) -> list[_Part]:
    """Where the sheets are, in the order of the file. Raises `Unreadable` where one is a trap."""
    found = []
    with zipfile.ZipFile(file) as packed:
        for part in packed.infolist():
            is_sheet = part.filename.startswith("xl/worksheets/")
            most = LARGEST_SHEET if is_sheet else LARGEST_PART
            is_bomb = part.file_size > max(
                TOO_SMALL_TO_HARM, part.compress_size * MOST_TIMES_SMALLER
            )
            if part.file_size > most or is_bomb:
                raise Unreadable(f"{name} is far larger than it looks; save it as CSV.")
            if is_sheet:
                found.append(_Part(part.header_offset, part.compress_size))
    return sorted(found)


def _done(file: IO[bytes], parts: list[_Part], number: int, of: int) -> float:
    """How much is read, of so many sheets. Not every sheet says how many rows it has."""
    if file.closed:
        return 1.0
    at = file.tell()
    part = next((part for part in reversed(parts) if part.start < at), _Part(at, 1))
    return (number + min(1.0, (at - part.start) / max(1, part.size))) / of


def _rows(sheet: Any) -> Generator[Row, None, None]:
    """The rows. A sheet that is broken in the middle ends there, with a row that says so."""
    number = 0
    try:
        with closing(sheet.iter_rows(values_only=True)) as rows:
            for number, cells in enumerate(rows, 1):
                yield Row(number, [_text(cell) for cell in cells])
    except BROKEN:
        yield Row(number + 1, [], "The sheet is broken from here on.")


def _text(cell: Any) -> str:
    """A cell as text: a day as `2024-08-31`, yes or no, a number by its digits.

    What is none of these is refused where it is asked for, and nothing is made up in its place.
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date | time):  # and an instant
        return cell.isoformat().removesuffix("T00:00:00")
    if isinstance(cell, float):
        return format(cell, ".10f").rstrip("0").rstrip(".")
    if isinstance(cell, str | int | timedelta):
        return str(cell)
    return "" if cell is None else _formula(cell)


def _formula(cell: Any) -> str:
    """A formula for several cells, which is an object of its own; that of a data table is none."""
    from openpyxl.worksheet.formula import ArrayFormula

    is_text = isinstance(cell, ArrayFormula) and isinstance(cell.text, str)
    return cell.text if is_text else NO_TEXT
