"""What the asker has recorded, by kind and by term. Nobody else is ever told.

A receipt names no person: whoever opens it is told of themselves.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.acts import BY_TOPIC
from ledger.domain.terms import NOMINAL
from ledger.figures.figure import FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.projections import calendars, own
from ledger.projections.own import Own
from ledger.projections.snapshot import Snapshot

LATEST = {topic: kind.TOPIC for topic, kind in BY_TOPIC.items()}
"""The name under which a kind is recorded now, by each name that it ever had."""


class Cell(NamedTuple):
    """Entries of one kind that were recorded in one term."""

    term: str
    """As programs say it: `2024/25-AUT`."""
    topic: str


def cells(now: Snapshot) -> dict[Cell, list[Own]] | None:
    """What the asker recorded, the first term first; None for whoever has never recorded."""
    return now.once("own", lambda: _cells(now))


def _cells(now: Snapshot) -> dict[Cell, list[Own]] | None:
    told = own.recorded(now)
    if told is None:
        return None
    terms = next(iter(calendars.terms_of(now, now.scope.schools).values()), NOMINAL)
    found: dict[Cell, list[Own]] = {}
    for one in told:
        cell = Cell(terms.of(one.recorded_on).code, LATEST[one.topic])
        found.setdefault(cell, []).append(one)
    return found


@method(
    "activity.recorded/1",
    formula="entries that the asker recorded, of a kind and in a term if these are named; the term "
    "is that of the day of recording, by the calendar of the asker's school",
    is_of_asker=True,
)
def recorded(now: Snapshot, term: str = "", kind: str = "") -> Measured:
    """How many entries the asker recorded."""
    found = cells(now)
    if found is None:
        return not_recorded(FigureUnit.ENTRIES)
    places = [
        one.entry
        for cell, each in found.items()
        if term in ("", cell.term) and LATEST.get(kind, kind) in ("", cell.topic)
        for one in each
    ]
    return Measured(value=float(len(places)), unit=FigureUnit.ENTRIES, sources=tuple(places))
