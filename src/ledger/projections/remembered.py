"""What is held to be true between one batch and the next, so that no database is asked again.

A runner moves a bookmark only from where it read it. So what it held when it moved it to a position
is what the tables hold there, for as long as the bookmark stands there, whoever wrote the rows.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from ledger.projections.build import Build
from ledger.projections.view import Row, View

KEPT = 20_000
"""Subjects remembered of each table: about the acts that are under way in a whole country."""

Key = tuple[Any, ...]
Held = tuple[Row, int]
"""A row, and since which position it is known."""


class Holding:
    """The rows of one table that are now true, as far as they are at hand."""

    __slots__ = ("held", "is_whole")

    def __init__(self, is_whole: bool = False) -> None:
        self.held: dict[Any, dict[Key, Held]] = {}
        """The rows of each subject that was looked at."""
        self.is_whole = is_whole
        """Whether the table holds nothing else."""

    def forget(self, kept: int) -> None:
        """Let go of those subjects that came first, if they have become more than are kept."""
        if len(self.held) > kept:
            self.is_whole = False
            for subject in list(islice(self.held, len(self.held) - kept // 2)):
                del self.held[subject]


class Remembered:
    """What one runner remembers of the builds that it has moved."""

    def __init__(self, kept: int | None = None) -> None:
        self._kept = KEPT if kept is None else kept
        self._builds: dict[tuple[View, int], tuple[int, dict[type, Holding]]] = {}

    def take(self, build: Build) -> dict[type, Holding]:
        """What is true where the bookmark of a build stands. A batch that fails leaves nothing."""
        position, holdings = self._builds.pop((build.view, build.number), (-1, {}))
        if position == build.position:
            return holdings
        return {row: Holding(is_whole=build.position == 0) for row in build.view.tables}

    def keep(self, build: Build, position: int, holdings: dict[type, Holding]) -> None:
        """Remember what was true of a build when its bookmark was moved to a position."""
        for holding in holdings.values():
            holding.forget(self._kept)
        retired = [one for one in self._builds if one[0] is build.view and one[1] < build.number]
        for one in retired:  # a newer build goes on in its place
            del self._builds[one]
        self._builds[build.view, build.number] = position, holdings
