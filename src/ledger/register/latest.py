"""Records what a list says of each thing, where something else was said of it last, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from ledger.application import Ledger
from ledger.domain.entry import Entry, topics_of
from ledger.domain.past import SYSTEM
from ledger.log.contract import Condition, IntegrityError, Item, Query
from ledger.log.recorder import Recorder
from ledger.register.importing import BATCH, Progress
from ledger.register.known import read_on
from ledger.register.summary import Summary

E = TypeVar("E", bound=Entry)
About = Callable[[E], Hashable]
"""Of what an entry speaks. What was said of it last is what counts."""


class Latest(Generic[E]):
    """What was said last of each thing by entries of one kind, up to a position."""

    def __init__(self, log: Recorder, kind: type[E], about: About[E]) -> None:
        self._log = log
        self._about = about
        self._said = Query([Item(types=list(topics_of(kind)))])
        self._entries: dict[Hashable, E] = {}
        self._position = 0
        self._catch_up()

    def record(
        self, ledger: Ledger, read: Sequence[E], summary: Summary, progress: Progress | None = None
    ) -> None:
        """Record those of these entries that say something else; count them in the summary.

        Each has been judged. A crash leaves whole batches behind; the same again records the rest.
        """
        for start in range(0, len(read), BATCH):
            self._record(ledger, read[start : start + BATCH], summary)
            if progress:
                progress(min(start + BATCH, len(read)), len(read))

    def _record(self, ledger: Ledger, batch: Sequence[E], summary: Summary) -> None:
        while (new := self._unsaid(batch)) and not summary.is_dry_run:
            try:
                unmoved = Condition(self._said, after=self._position)
                self._position = ledger.record_judged(new, SYSTEM, unmoved)
                break
            except IntegrityError:
                if not self._catch_up():
                    raise  # nobody else has said anything: to try again would be for ever
        known = sum(self._about(one) in self._entries for one in new)
        summary.new += len(new) - known
        summary.changed += known
        summary.unchanged += len(batch) - len(new)
        self._entries.update((self._about(one), one) for one in new)

    def _unsaid(self, entries: Sequence[E]) -> list[E]:
        return [one for one in entries if self._entries.get(self._about(one)) != one]

    def _catch_up(self) -> bool:
        """Read on from where it stands; gives whether there was anything."""
        began = self._position
        for position, entry in read_on(self._log, self._said, began):
            self._entries[self._about(entry)] = entry
            self._position = position
        return self._position > began
