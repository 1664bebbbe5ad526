"""Puts the stories into an empty ledger, entry by entry, as if each had been told on its day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa

from ledger.application import Ledger
from ledger.domain.past import LONDON
from ledger.example.diary import Line
from ledger.example.stories import lines
from ledger.log.envelope import microseconds
from ledger.log.errands import Errands
from ledger.log.keys import Keys
from ledger.log.recorder import Recorder
from ledger.log.vault import Vault

AFTER_LESSONS = time(15, 30)
"""When schools begin to write, on every day of the stories."""


class NotEmpty(Exception):
    """The ledger holds something already; stories are never told among real entries."""


class Clock:
    """The time of the stories. It stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def microseconds(self) -> int:
        return microseconds(self.time)


def load(engine: sa.Engine, keys: Keys) -> int:
    """Record the example in a prepared database; gives how many entries it has.

    Every entry is judged by the rules, under the clock of its story, and has the same id each
    time. A crash leaves the beginning of the stories behind, in a ledger that is no longer empty.

    Raises `NotEmpty`, and records nothing then.
    """
    clock = Clock()
    with closing(Recorder(engine, clock=clock.microseconds)) as log:
        if log.size():
            raise NotEmpty("The example goes into an empty ledger only; this one is not empty.")
        ledger = Ledger(log, Vault(engine, keys), Errands(engine), clock.now)
        return _record(ledger, clock)


def _record(ledger: Ledger, clock: Clock) -> int:
    ids: dict[str, UUID] = {}
    for instant, line in _timed(lines()):
        clock.time = instant
        ids[line.key] = ledger.record(line.command(ids), line.by, line.key).id
    return len(ids)


def _timed(told: list[Line]) -> Iterator[tuple[datetime, Line]]:
    """The lines of all stories by day; those of one day a minute apart, as they were told."""
    for day, written in groupby(sorted(told, key=_day), key=_day):
        first = datetime.combine(day, AFTER_LESSONS, LONDON)
        for minutes, line in enumerate(written):
            yield first + timedelta(minutes=minutes), line


def _day(line: Line) -> date:
    return line.recorded_on
