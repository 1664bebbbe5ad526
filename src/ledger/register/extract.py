"""Opens an extract of the register: a table of schools, as the Department publishes it."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ledger.separated import Rows, Torn

GZIP = b"\x1f\x8b"
"""How a compressed file begins, whatever it is called."""


class Unreadable(Exception):
    """The file is no extract of the register. Nothing of it was read; the message says why."""


class MissingColumn(Unreadable):
    """The file lacks a column without which no school can be told."""

    def __init__(self, column: str) -> None:
        super().__init__(f"The file has no column {column!r}.")
        self.column = column


class Row(NamedTuple):
    """One row of the table: where it begins, and its cells or why they cannot be read."""

    line: int
    cells: list[str]
    fault: str | None = None


class Extract:
    """A table of schools. It is held in memory whole; the largest real one has 60 megabytes."""

    def __init__(self, path: Path) -> None:
        """Raises `Unreadable` where the file is damaged or empty, `OSError` where it is away."""
        text = text_of(path)
        self.lines = text.count("\n") + (not text.endswith("\n"))
        """How many lines the file has, by which to tell how far a reading has come."""
        self._rows = Rows(io.StringIO(text, newline=""))
        try:
            self.header = [name.strip() for name in self._rows.header()]
        except Torn as torn:
            raise Unreadable(f"The first line is no header of a table. {torn}") from torn
        if not any(self.header):
            raise Unreadable("The file is empty.")

    def rows(self) -> Iterator[Row]:
        """The rows, once. A row that cannot be read does not stop those after it."""
        width = len(self.header)
        for line, cells, fault in self._rows.others(width):
            if fault or len(cells) == width:
                yield Row(line, cells, fault)
            elif cells:
                yield Row(line, cells, _misfit(len(cells), width))


def text_of(path: Path) -> str:
    """The text of a file, compressed or not. Raises `Unreadable` where it is damaged."""
    return _decoded(_unpacked(path))


def _unpacked(path: Path) -> bytes:
    packed = path.read_bytes()
    if not packed.startswith(GZIP):
        return packed
    try:
        return gzip.decompress(packed)
    except (EOFError, OSError, zlib.error) as error:
        raise Unreadable(f"The compressed file is damaged: {error}.") from error


def _decoded(content: bytes) -> str:
    """The text. The register itself is windows-1252; what was saved again is often UTF-8.

    A text with letters beyond ASCII is almost never UTF-8 by accident, so UTF-8 is tried first.
    A byte that neither has becomes U+FFFD, and is refused where it stands.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace")


def _misfit(found: int, width: int) -> str:
    cells = "1 cell" if found == 1 else f"{found} cells"
    return f"The row has {cells}, the header {width}; perhaps a quotation mark is not closed."
