"""Reads a table out of a file of text, line by line: CSV as spreadsheets write it.

Spreadsheets in England write windows-1252, or UTF-8, and files that were put together from
several are mixed. So each line is read by itself: as UTF-8, or else as windows-1252.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain, starmap
from typing import IO, cast

from ledger.intake.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_TRIED,
    IsHeader,
    Row,
    Table,
    Unreadable,
    headed,
    is_first,
    table_of,
)
from ledger.separated import Rows, Torn

GZIP = b"\x1f\x8b"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MARKS = ",;\t"
"""What may stand between cells; the one that stands in the header most often does."""

BLANK = MARKS + ' "\r\n'
"""What stands in a line that says nothing."""

MOST_ABOVE = 100
"""Lines above a table, most of them empty."""

LONGEST_LINE = MOST_COLUMNS * LONGEST_CELL
"""Bytes of a line that are read. What is longer has a cell that is refused in any case."""


def text_table(file: IO[bytes], size: int, is_header: IsHeader = is_first) -> Table:
    """The table in an open file of so many bytes. Raises `Unreadable` where there is none."""
    began = file.read(2)
    file.seek(0)
    if began in UTF16:
        raise Unreadable("Save the file as CSV UTF-8: this is another encoding of Unicode.")
    content = cast(IO[bytes], gzip.GzipFile(fileobj=file)) if began == GZIP else file
    lines = _lines(content)
    first = _first(lines)
    mark, titles = _header(first, is_header)
    rows = Rows(chain(first, lines), mark)
    try:
        for _ in range(titles):
            rows.header()
        header = Row(0, rows.header())._replace(number=rows.number)
    except Torn as torn:
        raise Unreadable(f"The first line is no header of a table. {torn}") from torn
    others = starmap(Row, rows.others(len(header.cells)))
    return table_of(header, others, _done(file, size))


def given_table(rows: Iterable[list[str]], is_header: IsHeader = is_first) -> Table:
    """The table of rows that are given as they are."""
    numbered = (Row(number, cells) for number, cells in enumerate(rows, 1))
    return headed(numbered, is_header, lambda: 0.0)


def _first(lines: Iterator[str]) -> list[str]:
    """The first lines, among which the header is."""
    first = [next(lines, "").removeprefix("\ufeff")]
    while (
        len(first) < MOST_ABOVE
        and sum(map(_says, first)) < MOST_TRIED
        and (line := next(lines, ""))
    ):
        first.append(line)
    return first


def _says(line: str) -> bool:
    return bool(line.strip(BLANK))


def _header(first: list[str], is_header: IsHeader) -> tuple[str, int]:
    """What stands between cells, and how many rows above the header say something.

    Where nobody can tell, it is the first that does, with the mark that stands there most often.
    """
    top = next(filter(_says, first), "")
    marks = sorted(MARKS, key=top.count, reverse=True)
    for mark in marks:
        rows = Rows(first, mark)
        with suppress(Torn):
            for titles in range(MOST_TRIED):
                if is_header(rows.header()):
                    return mark, titles
    return marks[0], 0


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


def in_memory(text: str, is_header: IsHeader = is_first) -> Table:
    """The table in a text."""
    content = text.encode()
    return text_table(io.BytesIO(content), len(content), is_header)
