"""The tree above the log's leaves: what somebody has to see to believe that an entry stands in it.

The log keeps only the right edge. The rest is hashed again when a proof is asked for. What can
never change is kept: the roots of full stretches of leaves, which are few beside the leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from ledger.log import merkle

STRETCH = 256
"""Leaves of which only the root is kept. A power of two, so that a stretch is a subtree."""

READ = 64 * STRETCH
"""Leaves read at a time."""

Leaves = Callable[[int, int], Sequence[bytes]]
"""Gives the leaves from one place up to another; places count from 0."""


class Stretches:
    """The roots of all full stretches so far: a process learns each of them once."""

    def __init__(self) -> None:
        self._roots: list[bytes] = []
        self._lock = Lock()

    def upto(self, size: int, leaves: Leaves) -> Sequence[bytes]:
        """Those of a tree of so many leaves, and maybe more."""
        with self._lock:
            roots, end = self._roots, size - size % STRETCH
            for start in range(len(roots) * STRETCH, end, READ):
                some = leaves(start, min(start + READ, end))
                roots += [
                    merkle.root_of(some[n : n + STRETCH]) for n in range(0, len(some), STRETCH)
                ]
        return roots


class Tree:
    """The tree of the log's first leaves."""

    def __init__(self, size: int, leaves: Leaves, stretches: Stretches) -> None:
        self.size = size
        self._leaves = leaves
        self._full = stretches.upto(size, leaves)
        self._known: dict[tuple[int, int], bytes] = {}
        self._near: tuple[int, Sequence[bytes]] = (-1, ())
        """The stretch that was read last: the lower half of a path lies in it."""

    def audit_path(self, position: int) -> list[bytes]:
        """The hashes beside the way from the event at a position to the root; leaf first."""
        if not 0 < position <= self.size:
            raise ValueError(f"position {position} is not among the first {self.size}")
        return merkle.audit_path(position - 1, self.size, self._between)

    def _between(self, start: int, end: int) -> bytes:
        """The root of the leaves from one place up to another, where these are a subtree."""
        if (found := self._known.get((start, end))) is None:
            found = self._known[start, end] = self._hashed(start, end)
        return found

    def _hashed(self, start: int, end: int) -> bytes:
        if end - start == STRETCH:
            return self._full[start // STRETCH]
        if end - start < STRETCH:
            return merkle.root_of(self._within(start, end))
        middle = merkle.halfway(start, end)
        return merkle.node_hash(self._between(start, middle), self._between(middle, end))

    def _within(self, start: int, end: int) -> Sequence[bytes]:
        """Leaves of one stretch, which is read as a whole."""
        first = start - start % STRETCH
        if self._near[0] != first:
            self._near = first, self._leaves(first, min(first + STRETCH, self.size))
        return self._near[1][start - first : end - first]
