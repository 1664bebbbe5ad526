"""The schools and links that the ledger knows: read once, and kept up with while links come in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ledger.domain.entry import Entry, topics_of
from ledger.domain.identifiers import SchoolId
from ledger.domain.school import (
    DAYS,
    KINDS,
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolRegistered,
    SchoolSucceeded,
    Succession,
)
from ledger.log.contract import Condition, Item, Query
from ledger.log.recorder import Recorder
from ledger.register.known import read_on
from ledger.register.links.deciding import Known
from ledger.register.links.rows import Pair

SAID = Query([Item(types=list(topics_of(*KINDS)))])
"""Whatever the rules of a succession look back on, of all schools at once."""


class Standing:
    """All schools, and all successions between them, up to a position."""

    def __init__(self, log: Recorder) -> None:
        self._log = log
        self.schools: dict[SchoolId, Known] = {}
        self.links: dict[Pair, Succession] = {}
        self.position = 0
        self.catch_up()

    def catch_up(self) -> bool:
        """Read on from where it stands; gives whether there was anything."""
        began = self.position
        for position, entry in read_on(self._log, SAID, began):
            self._take(entry)
            self.position = position
        return self.position > began

    def recorded(self, position: int, entries: Iterable[SchoolSucceeded]) -> None:
        """These were just recorded, the last at this position."""
        self.position = position
        for entry in entries:
            self._take(entry)

    @property
    def unmoved(self) -> Condition:
        """That nobody has said anything of any school since."""
        return Condition(SAID, after=self.position)

    def _take(self, entry: Entry) -> None:
        match entry:
            case SchoolRegistered(school=school, name=name, opened_on=day):
                self.schools[school] = Known(name, day)
            case SchoolDetailsChanged(school=school, changes=changes):
                self.schools[school] = _changed(self.schools[school], changes)
            case SchoolClosed(school=school, closed_on=day):
                self.schools[school] = self.schools[school]._replace(closed_on=day)
            case SchoolSucceeded(school=school, successor=successor, succession=kind):
                self.links[Pair(school, successor)] = kind


def _changed(school: Known, changes: Iterable[Change]) -> Known:
    for change in changes:
        day = date.fromisoformat(change.new) if change.new and change.field in DAYS else None
        match change.field:
            case "name":
                school = school._replace(name=change.new or school.name)
            case "opened_on":
                school = school._replace(opened_on=day)
            case "closed_on":
                school = school._replace(closed_on=day)
    return school
