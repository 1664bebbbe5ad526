"""Reads rows in a process of its own, beside the one that judges and records them.

What a row says does not hang on what is recorded, and to find that out is no small part of an
import. One Python process works on one thing at a time; two can work on both.
"""

from __future__ import annotations

import pickle
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from subprocess import PIPE, Popen
from typing import IO, NamedTuple

from ledger.domain.facts import once
from ledger.domain.past import By
from ledger.intake.directory import Directory
from ledger.intake.mapping import Mapping
from ledger.intake.sheet import Sheet
from ledger.intake.table import Row, Table
from ledger.intake.told import Fault, Told
from ledger.log.engine import open_database
from ledger.log.reader import Reader

ENDED = (
    "The process that reads the rows has ended before its time; perhaps there was too little "
    "memory. Bring the file again: what is recorded already is found there."
)

BEGIN = [sys.executable, "-P", "-c", "from ledger.intake.apart import serve; serve()"]
"""A new interpreter, not a copy of this one: here are threads and connections of databases."""


class Ended(Exception):
    """The process that reads rows is gone. What was told so far stands."""


class Task(NamedTuple):
    """What the rows of one table are read by."""

    name: str
    header: list[str]
    header_at: int
    mapping: Mapping
    by: By
    register: str
    """The address of the database where schools are looked up by their names."""

    def sheet(self) -> Sheet:
        """The table without its rows: those are sent."""
        table = Table(self.name, self.header, self.header_at, lambda: iter(()), lambda: 0.0)
        log = Reader(open_database(self.register))
        return Sheet(table, self.mapping, Directory(log, self.mapping.schools), self.by)


class Apart:
    """The process, as the other knows it: rows are sent, and what they say comes back."""

    def __init__(self, process: Popen[bytes]) -> None:
        self._process = process

    def read(self, rows: Sequence[Row], at: datetime) -> tuple[list[Told | Fault], list[str]]:
        """What the rows say, and what was understood of the table so far. Raises `Ended`."""
        self.send((rows, at))
        assert self._process.stdout is not None, "it was begun with one"
        try:
            answer = pickle.load(self._process.stdout)  # noqa: S301
        except (EOFError, pickle.UnpicklingError) as gone:
            raise Ended(ENDED) from gone
        if isinstance(answer, Exception):
            raise answer
        told: tuple[list[Told | Fault], list[str]] = answer
        return told

    def send(self, told: object) -> None:
        """Say something to it. Raises `Ended`."""
        assert self._process.stdin is not None, "it was begun with one"
        try:
            _send(self._process.stdin, told)
        except BrokenPipeError as gone:
            raise Ended(ENDED) from gone


@contextmanager
def apart(task: Task) -> Iterator[Apart]:
    """Begin the process; it ends with the block, and by itself should this one be killed.

    In a session of its own, it is not told of a Ctrl-C that is meant for this one.
    """
    process = Popen(BEGIN, stdin=PIPE, stdout=PIPE, start_new_session=True)  # noqa: S603
    try:
        other = Apart(process)
        other.send(task)
        yield other
    finally:
        process.kill()  # it holds nothing that could be lost
        with suppress(BrokenPipeError), process:  # lets go of the pipes, whatever is in them
            pass


def serve() -> None:
    """Answer at standard input and output until nobody asks any more."""
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError, BrokenPipeError):
        begin = once(pickle.load(asked).sheet)  # noqa: S301
        while True:
            _send(answers, _answer(begin, *pickle.load(asked)))  # noqa: S301


def _answer(begin: Callable[[], Sheet], rows: Sequence[Row], at: datetime) -> object:
    try:
        sheet = begin()
        return sheet.read_all(rows, at), sheet.headings
    except Exception as error:
        error.add_note(traceback.format_exc())  # where it was, which is not sent with it
        return error


def _send(to: IO[bytes], told: object) -> None:
    pickle.dump(told, to, pickle.HIGHEST_PROTOCOL)
    to.flush()
