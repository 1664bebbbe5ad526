"""What the ledger knows of each school from the register, read once and kept up with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from ledger.domain.detail import text_of
from ledger.domain.identifiers import Digest, SchoolId
from ledger.domain.plain import plain
from ledger.domain.school import SchoolClosed, SchoolDetailsChanged, SchoolRegistered
from ledger.envelope import event_of
from ledger.log.contract import Condition, Item, Query
from ledger.log.recorder import Recorder

Said = SchoolRegistered | SchoolDetailsChanged | SchoolClosed
"""An entry that the register can bring."""

SAID = Query([Item(types=[SchoolRegistered.TOPIC, SchoolDetailsChanged.TOPIC, SchoolClosed.TOPIC])])
"""Whatever the rules of these entries look back on, of all schools at once."""

PAGE = 50_000
"""Entries read at a time: the whole of a first import, while memory stays bounded later."""


class Known:
    """The entries about each school, up to a position."""

    def __init__(self, log: Recorder) -> None:
        self._log = log
        self._entries: defaultdict[SchoolId, list[Said]] = defaultdict(list)
        self.position = 0
        self.reading = 0
        """How often it was read on: what was compared before that has to be compared again."""
        self.catch_up()

    def catch_up(self) -> bool:
        """Read on from where it stands; gives whether there was anything."""
        began = self.position
        for position, entry in read_on(self._log, SAID, began):
            self._entries[entry.school].append(entry)
            self.position = position
        self.reading += 1
        return self.position > began

    @property
    def unmoved(self) -> Condition:
        """That nobody has said anything of any school since."""
        return Condition(SAID, after=self.position)

    def of(self, school: SchoolId) -> Sequence[Said]:
        """What was said of a school, oldest first."""
        return self._entries.get(school, ())


def read_on(log: Recorder, wanted: Query, after: int) -> Iterator[tuple[int, Any]]:
    """Positions and entries of some kinds, from a position to the end of the log."""
    while True:
        page = list(log.read(wanted, after=after, limit=PAGE))
        for stored in page:
            after = stored.position
            yield after, event_of(stored.event.type, stored.event.data)
        if len(page) < PAGE:
            return


def digest_of(entries: Sequence[Said]) -> Digest | None:
    """The row that said it last; none if somebody else has said something since."""
    return entries[-1].row_digest if entries else None


def details_of(entries: Sequence[Said]) -> dict[str, str]:
    """The details of a school as text, as far as anything is said of them."""
    details: dict[str, str] = {}
    for entry in entries:
        match entry:
            case SchoolRegistered():
                details = texts(plain(entry))
            case SchoolClosed(closed_on=day):
                details["closed_on"] = day.isoformat()
            case SchoolDetailsChanged(changes=changes):
                details |= {change.field: change.new for change in changes if change.new}
                for change in changes:
                    if not change.new:
                        details.pop(change.field, None)
    return details


def texts(facts: dict[str, Any]) -> dict[str, str]:
    """Values as text, as a change has them."""
    return {name: text_of(value) for name, value in facts.items()}
