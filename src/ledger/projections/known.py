"""What a view holds to be true while a batch is folded, and what the batch changes of it.

A fold yields what is true from a position on; this compares it with what was true before. Equal:
nothing is written. Else the old row is closed and a new one opened. Only what is held at the end
of the batch, and what was true for a while in between, is ever written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, TypeVar

from ledger.projections.columns import FOREVER
from ledger.projections.remembered import Held, Holding, Key
from ledger.projections.view import Ended, Entry, Row, Shape, View

R = TypeVar("R")
Fetch = Callable[[Shape, list[Any]], Iterable[Held]]
"""Gives the rows now true of some subjects, each with the position since when."""


class Changes:
    """What is true of one kind of row, and what a batch changes of it."""

    __slots__ = ("added", "closed", "held", "holding", "is_written_once", "key_of", "opened",
                 "shape")  # fmt: skip

    def __init__(self, shape: Shape, holding: Holding) -> None:
        self.shape, self.is_written_once, self.key_of = shape, shape.is_written_once, shape.key_of
        self.holding, self.held = holding, holding.held
        self.opened: dict[Key, Held] = {}
        """What became true in this batch and still is."""
        self.added: list[tuple[Row, int, int]] = []
        """Other rows to insert, each with since when it is known and up to when."""
        self.closed: list[Key] = []
        """Rows to close: `known_to`, the key, `known_from`."""

    def say(self, about: dict[Key, Held], key: Key, row: Row | None, position: int) -> None:
        """From this position on the row of this key is `row`; None: there is none."""
        before = about.get(key)
        if before is not None:
            old, since = before
            if old == row:
                return
            if key not in self.opened:
                self.closed.append((position, *key, since))
            elif since < position:
                self.added.append((old, since, position))
        if row is not None:
            about[key] = self.opened[key] = row, position
        elif before is not None:
            del about[key]
            self.opened.pop(key, None)

    def openings(self) -> Iterator[tuple[Any, ...]]:
        """Every row to insert, with since when it is known and up to when."""
        for row, since, until in self.added:
            yield *row, since, until
        for row, since in self.opened.values():
            yield *row, since, FOREVER


class Known:
    """Folds a batch for one view, and answers what the fold asks while it does.

    Rows are fetched when first needed, for all events of that kind in the batch together; what
    begins in the batch, or is remembered from an earlier one, is never fetched.
    """

    def __init__(
        self,
        view: View,
        entries: Sequence[Entry],
        fetch: Fetch,
        holdings: dict[type, Holding] | None = None,
    ) -> None:
        self.holdings = holdings or {row: Holding() for row in view.tables}
        self.changes = {
            row: Changes(table.info["shape"], self.holdings[row])
            for row, table in view.tables.items()
        }
        self._fold = view.fold
        self._fetch = fetch
        self._entries = entries
        self._first = entries[0].position if entries else 0
        self._hearing: Entry | None = None

    def __call__(self, kind: type[R], subject: Any) -> list[R]:
        """The rows of one kind that are now true of a subject, in the order of their keys.

        Raises `TypeError` for a kind that is written once: such rows are not kept at hand.
        """
        changes = self.changes[kind]
        if changes.is_written_once:
            raise TypeError(f"{kind.__name__} is written once, so a fold may not ask for it")
        about = changes.held.get(subject)
        if about is None:
            about = self._about(changes, subject)
        if len(about) == 1:
            ((row, _),) = about.values()
            return [row]
        return [about[key][0] for key in sorted(about)]

    def fold(self, entry: Entry) -> None:
        """Take in all that an event says, or, when the fold raises, nothing of it."""
        self._hearing, position = entry, entry.position
        for said in list(self._fold(entry, self)):
            changes = self.changes.get(type(said))
            if changes is None:
                self._end(said, position)
            elif changes.is_written_once:
                changes.added.append((said, position, FOREVER))
            else:
                key = changes.key_of(said)
                about = changes.held.get(key[0])
                if about is None:
                    about = self._about(changes, key[0])
                if about:
                    changes.say(about, key, said, position)
                else:  # the first row of its subject, as most rows are
                    about[key] = changes.opened[key] = said, position

    def _end(self, said: Ended, position: int) -> None:
        changes = self.changes[type(said.row)]
        key = changes.key_of(said.row)
        about = changes.held.get(key[0])
        changes.say(self._about(changes, key[0]) if about is None else about, key, None, position)

    def _about(self, changes: Changes, subject: Any) -> dict[Key, Held]:
        """What is true of a subject that is not at hand."""
        held = changes.held
        if changes.holding.is_whole or (type(subject) is int and subject >= self._first):
            held[subject] = {}
        else:
            self._reach(changes, subject)
        return held[subject]

    def _reach(self, changes: Changes, subject: Any) -> None:
        """Fetch what is true of a subject, and of those that later events will ask about."""
        wanted = {subject, *self._alike(subject)} - changes.held.keys()
        changes.held.update((one, {}) for one in wanted)
        for row, since in self._fetch(changes.shape, sorted(wanted)):
            key = changes.key_of(row)
            changes.held[key[0]][key] = row, since

    def _alike(self, subject: Any) -> Iterator[Any]:
        """What stands, in each event of the kind being heard, where the subject stands in it."""
        assert self._hearing is not None
        kind = type(self._hearing.event)
        read = _where(self._hearing, subject)
        if read is not None:
            alike = (read(entry) for entry in self._of_kind[kind])
            yield from (one for one in alike if one is not None)

    @cached_property
    def _of_kind(self) -> dict[type, list[Entry]]:
        found: dict[type, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            found[type(entry.event)].append(entry)
        return found


def _where(entry: Entry, subject: Any) -> Callable[[Entry], Any] | None:
    """How to read from an entry what the subject is to this one; None if it is no fact of it."""
    for place in ("act", "collaboration"):
        if getattr(entry, place) == subject:
            return lambda other: getattr(other, place)
    for fact in fields(entry.event):
        if getattr(entry.event, fact.name) == subject:
            return lambda other: getattr(other.event, fact.name)
    return None
