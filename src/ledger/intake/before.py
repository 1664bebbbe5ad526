"""The acts that were on record before an import began, by their kind, their day and their schools.

A row that was corrected in a spreadsheet and is brought again has another id than before. What
gives it away is that the act which it corrects is told by no row any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from ledger.domain.act import Act
from ledger.domain.identifiers import SchoolId
from ledger.envelope import event_of
from ledger.intake.told import Told
from ledger.log.contract import Item, Query, Written
from ledger.log.recorder import Recorder

Likeness = tuple[str, date | None, frozenset[SchoolId]]
"""The kind of an act's opening entry, its day, and its schools."""


class Before:
    """What was on record, read once for each school that records and each kind."""

    def __init__(self) -> None:
        self._end: int | None = None
        """The end of the log when the import began."""
        self._read: set[tuple[str, SchoolId]] = set()
        self._acts: defaultdict[Likeness, dict[UUID, None]] = defaultdict(dict)
        self._ids: set[UUID] = set()
        self._told: set[UUID] = set()
        """Those of them that rows of this import tell."""

    def look(self, rows: Iterable[Told], log: Recorder) -> None:
        """Read what the rows of a batch may be like, as far as that is not read yet."""
        if self._end is None:
            self._end = log.size()
        wanted = {
            (row.commands[0].TOPIC, row.by.school) for row in rows if row.by.school
        } - self._read
        if wanted and self._end:
            self._look_for(wanted, log)
        self._read |= wanted

    def has(self, act: UUID) -> bool:
        """Whether an act was on record, of those that were looked for."""
        return act in self._ids

    def tell(self, rows: Iterable[Told]) -> None:
        """This import has these rows, so what they tell is not what another one corrects."""
        if self._ids:
            self._told |= self._ids.intersection(row.ids[0] for row in rows)

    def like(self, row: Told) -> Iterator[UUID]:
        """The acts that a row may correct, none of which another row has told so far."""
        if self._acts and row.by.school in row.commands[0].schools():
            for act in self._acts.get(_likeness(row.commands[0]), ()):
                if act not in self._told:
                    yield act

    def _look_for(self, wanted: Iterable[tuple[str, SchoolId]], log: Recorder) -> None:
        items = [Item(types=[kind], tags=[f"school:{school}"]) for kind, school in wanted]
        for stored in log.read(Query(items)):
            written = stored.event
            assert isinstance(written, Written), "our recorder gives nothing else"
            assert self._end is not None, "it is set before anything is looked for"
            if stored.position > self._end:
                break  # this import brought it
            opening = event_of(written.type, written.data)
            assert isinstance(opening, Act), "an act is what was asked for"
            act = UUID(written.id)
            self._ids.add(act)
            self._acts[_likeness(opening)][act] = None


def _likeness(opening: Act) -> Likeness:
    return opening.TOPIC, opening.day, opening.schools()
