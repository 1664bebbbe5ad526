"""Reads a table out of a file of text, line by line: CSV as spreadsheets write it.

Spreadsheets in England write windows-1252, or UTF-8, and files that were put together from
several are mixed. So each line is read by itself: as UTF-8, or else as windows-1252.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, starmap
from typing import IO, cast

from ledger.intake.table import LONGEST_CELL, MOST_COLUMNS, Row, Table, Unreadable, table_of
from ledger.separated import Rows, Torn

GZIP = b"\x1f\x8b"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MARKS = ",;\t"
"""What may stand between cells; the one that stands in the header most often does."""

BLANK = MARKS + ' "\r\n'
"""What stands in a line that says nothing."""

MOST_ABOVE = 100
"""Empty lines above a table."""

LONGEST_LINE = MOST_COLUMNS * LONGEST_CELL
"""Bytes of a line that are read. What is longer has a cell that is refused in any case."""


def text_table(file: IO[bytes], size: int) -> Table:
    """The table in an open file of so many bytes. Raises `Unreadable` where there is none."""
    began = file.read(2)
    file.seek(0)
    if began in UTF16:
        raise Unreadable("Save the file as CSV UTF-8: this is another encoding of Unicode.")
    content = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if began == GZIP else file
    lines = _lines(content)
    above, first = _first(lines)
    mark = max(MARKS, key=first.count)
    rows = Rows(chain(above, [first], lines), mark)
    try:
        header = rows.header()
    except Torn as torn:
        raise Unreadable(f"The first line is no header of a table. {torn}") from torn
    return table_of(header, starmap(Row, rows.others(len(header))), _done(file, size))


def given_table(rows: Iterable[list[str]]) -> Table:
    """The table of rows that are given as they are; the first is the header."""
    given = iter(rows)
    header = next(given, [])
    numbered = (Row(number, cells) for number, cells in enumerate(given, 2))
    return table_of(header, numbered, lambda: 0.0)


def _first(lines: Iterator[str]) -> tuple[list[str], str]:
    """The first line that says something, and the empty ones above it, of which a few are usual."""
    above: list[str] = []
    line = next(lines, "").removeprefix("\ufeff")
    while line and not line.strip(BLANK) and len(above) < MOST_ABOVE:
        above.append(line)
        line = next(lines, "")
    return above, line


def _lines(file: IO[bytes]) -> Iterator[str]:
    while line := _line(file):
        yield _decoded(line)
        while not line.endswith(b"\n") and line:
            line = _line(file)  # the rest of a line that is too long


def _line(file: IO[bytes]) -> bytes:
    try:
        return file.readline(LONGEST_LINE)
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable(f"The compressed file is damaged: {error}.") from error


def _decoded(line: bytes) -> str:
    """A byte that neither encoding has becomes U+FFFD, and is refused where it stands."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("windows-1252", errors="replace")


def _done(file: IO[bytes], size: int) -> Callable[[], float]:
    return lambda: 1.0 if file.closed else min(1.0, file.tell() / max(1, size))


def in_memory(text: str) -> Table:
    """The table in a text."""
    content = text.encode()
    return text_table(io.BytesIO(content), len(content))
