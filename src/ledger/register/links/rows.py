"""Reads the rows of a file of links: of two schools, which came first, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ledger.domain.identifiers import SchoolId
from ledger.domain.school import Succession
from ledger.register import cells
from ledger.register.cells import Column, Fault
from ledger.register.extract import MissingColumn, Row
from ledger.register.summary import Refusal

URN, LINKED, KIND, DAY = "URN", "LinkURN", "LinkType", "LinkEstablishedDate"

KINDS = {
    "": Succession.SUCCESSION,
    "merged": Succession.MERGER,
    "amalgamated": Succession.AMALGAMATION,
    "Split School": Succession.SPLIT,
}
"""What a link calls it, after the word that says which school came first."""


class Pair(NamedTuple):
    """Two schools, the earlier one first."""

    school: SchoolId
    successor: SchoolId


@dataclass
class Link:
    """What all rows about one pair say, taken together."""

    kinds: set[Succession] = field(default_factory=set)
    day: date | None = None
    """The latest that a row gives: of its two rows, one often has the last day of the old school
    and the other the first day of the new."""

    def add(self, kind: Succession, day: date | None) -> None:
        """One more row says this."""
        self.kinds.add(kind)
        self.day = max(filter(None, (self.day, day)), default=None)


@dataclass
class Links:
    """What a file says: every pair once, and the rows that tell of no succession."""

    of: dict[Pair, Link] = field(default_factory=dict)
    rows: int = 0
    no_succession: Counter[str] = field(default_factory=Counter)
    """How many rows there are of each type by which nobody can tell which school came first."""
    refused: list[Refusal] = field(default_factory=list)


class _Form:
    """The columns of one file, found by their names."""

    def __init__(self, header: Sequence[str]) -> None:
        for name in (URN, LINKED, KIND):
            if name not in header:
                raise MissingColumn(name)
        self._school, self._linked, self._kind = map(header.index, (URN, LINKED, KIND))
        self._day = header.index(DAY) if DAY in header else None
        self._days = Column(DAY, cells.day)

    def read(self, row: Row, into: Links) -> None:
        """Take in one row. Raises `Fault` where it cannot be read."""
        if row.fault:
            raise Fault(row.fault)
        one, other = (
            _school(name, row.cells[place])
            for name, place in ((URN, self._school), (LINKED, self._linked))
        )
        day = None if self._day is None else self._days[row.cells[self._day]]
        said = row.cells[self._kind].strip()
        way, _, what = said.partition(" - ")
        if way not in {"Successor", "Predecessor"} or what not in KINDS:
            into.no_succession[said] += 1
            return
        if one == other:
            raise Fault(f"{LINKED}: School {one} is linked to itself.")
        pair = Pair(one, other) if way == "Successor" else Pair(other, one)
        into.of.setdefault(pair, Link()).add(KINDS[what], day)


def read_links(header: Sequence[str], rows: Iterable[Row]) -> Links:
    """All that the rows say. Most pairs stand there twice, once from each side.

    Raises `MissingColumn` where there are no two schools, or no type of link.
    """
    form, links = _Form(header), Links()
    for row in rows:
        links.rows += 1
        try:
            form.read(row, links)
        except Fault as fault:
            links.refused.append(Refusal(row.line, str(fault)))
    return links


def _school(column: str, text: str) -> SchoolId:
    try:
        return SchoolId.parse(text.strip())
    except ValueError as error:
        raise Fault(f"{column}: {error}") from error
