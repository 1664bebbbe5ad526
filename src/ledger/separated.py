"""Rows of a text whose cells a mark keeps apart, as spreadsheets write them: CSV.

A quotation mark that is never closed would make one cell of all that comes after it. Here it spoils
its own line, and the lines after it are rows like any other.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator

UNCLOSED = "A quotation mark is not closed here, or a row over several lines is no whole row."
OTHER_ENDS = "The lines end as on an old Macintosh: save the file as CSV UTF-8."
TOO_LONG = "A cell has more characters than any cell may have."

WOULD_BE_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet takes for a formula."""


class Torn(Exception):
    """No row can be made of this; the message says why."""


class Rows:
    """The rows of a text, read as they are asked for."""

    def __init__(self, lines: Iterable[str], mark: str = ",") -> None:
        self._lines = _Lines(iter(lines))
        self._reader = csv.reader(self._lines, delimiter=mark)

    def header(self) -> list[str]:
        """The next row that says something; nothing where there is none. Raises `Torn`."""
        cells: list[str] = []
        while not any(cells) and not self._lines.are_over:
            self._lines.begin()
            try:
                cells = next(self._reader, [])
            except csv.Error as error:
                raise Torn(self._lines.complaint()) from error
        if self._lines.are_over and len(self._lines.taken) > 1:
            raise Torn(UNCLOSED)
        return cells

    @property
    def number(self) -> int:
        """The line on which the row begins that was read last."""
        return self._lines.number

    def others(self, width: int) -> Iterator[tuple[int, list[str], str | None]]:
        """The rows after those: on which line each begins, its cells, or why it is torn.

        One over several lines that does not have *width* cells is several that were mixed up.
        """
        lines = self._lines
        while True:
            number = lines.begin()
            fault: str | None = None
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                fault = lines.complaint()
            else:
                is_whole = len(cells) >= width and not any(cells[width:]) and not lines.are_over
                fault = None if is_whole or len(lines.taken) == 1 else UNCLOSED
            if fault:
                lines.give_back()
            yield number, [] if fault else cells, fault


class _Lines(Iterator[str]):
    """The lines, one after the other. Those of a row that is none can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._given_back: deque[str] = deque()
        self.number = 1
        """The line on which the row of now begins."""
        self.taken: list[str] = []
        """Those that were read for the row of now. A cell that grows too long ends them."""
        self.are_over = False
        """Whether the row of now asked for more than there are."""

    def __next__(self) -> str:
        line = self._given_back.popleft() if self._given_back else next(self._lines, None)
        if line is None:
            self.are_over = True
            raise StopIteration
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """Begin a row. Gives the number of its first line."""
        self.number += len(self.taken)
        self.taken.clear()
        self.are_over = False
        return self.number

    def give_back(self) -> None:
        """Let all but the first of these lines be read again, as rows of their own."""
        self._given_back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]

    def complaint(self) -> str:
        """Why no row can be made of these lines."""
        if len(self.taken) > 1:
            return UNCLOSED
        return OTHER_ENDS if "\r" in self.taken[0].rstrip("\r\n") else TOO_LONG


def harmless(cell: str) -> str:
    """A cell to be written as text, whatever the spreadsheet that opens it would make of it."""
    return f"'{cell}" if cell.startswith(WOULD_BE_WORKED_OUT) else cell
