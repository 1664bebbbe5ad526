"""A batch of events and one build of a view: what the events change, and how that is written.

The batch is folded before any lock is taken. Then rows and bookmark are written together; or
neither is, if somebody moved the bookmark meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import sqlalchemy as sa

from ledger.projections import rows
from ledger.projections.build import FAILED, HALTED, LIVE, Build, Overtaken, again, projection
from ledger.projections.known import Known
from ledger.projections.parked import left_out
from ledger.projections.remembered import Holding
from ledger.projections.view import Entry, Shape


class Poison(NamedTuple):
    """An event that a view cannot apply, and why."""

    entry: Entry
    error: Exception

    def __str__(self) -> str:
        return f"{type(self.entry.event).__name__} at {self.entry.position}: {self.error!r}"


class Folded(NamedTuple):
    """What a batch changes, up to the first event that cannot be folded."""

    known: Known
    poison: Poison | None = None


def heard_by(chosen: Sequence[Build], entries: Sequence[Entry]) -> list[list[Entry]]:
    """What each of these builds hears of a batch. Most kinds are heard by few views."""
    heard: list[list[Entry]] = [[] for _ in chosen]
    ears = {
        kind: [(into, build.position) for build, into in zip(chosen, heard, strict=True)
               if kind in build.view.hears]
        for kind in {type(entry.event) for entry in entries}
    }  # fmt: skip
    for entry in entries:
        for into, position in ears[type(entry.event)]:
            if entry.position > position:
                into.append(entry)
    return heard


def fold(
    connection: sa.Connection,
    build: Build,
    heard: Sequence[Entry],
    holdings: dict[type, Holding] | None = None,
) -> Folded:
    """Fold what the view hears of a batch. Errors of the database are raised, never blamed."""
    if out := left_out(connection, build.view):
        heard = [entry for entry in heard if entry.position not in out]
    known = Known(build.view, heard, partial(_fetch, connection, build), holdings)
    for entry in heard:
        try:
            known.fold(entry)
        except Exception as error:
            if not rows.blames_the_row(connection, error):
                raise
            return Folded(known, Poison(entry, error))
    return Folded(known)


def _fetch(
    connection: sa.Connection, build: Build, shape: Shape, subjects: list[Any]
) -> Iterable[tuple[Any, int]]:
    return rows.fetch(connection, build.tables[shape.row], shape, subjects)


def write(
    connection: sa.Connection, build: Build, entries: Sequence[Entry], folded: Folded
) -> bool:
    """Write rows and bookmark; where the database refuses a row, look for its event by halves.

    True if all of the batch was written as it was folded.
    """
    try:
        with connection.begin_nested():
            _move(connection, build, entries[-1].position, folded.poison)
            _change(connection, build, folded.known)
        return folded.poison is None
    except Overtaken:
        raise
    except Exception as error:
        if not rows.blames_the_row(connection, error):
            raise
        if len(entries) == 1:
            _move(connection, build, entries[0].position, Poison(entries[0], error))
        else:
            _write_by_halves(connection, build, entries)
        return False


def _write_by_halves(connection: sa.Connection, build: Build, entries: Sequence[Entry]) -> None:
    middle = len(entries) // 2
    for half in (entries[:middle], entries[middle:]):
        build = again(connection, build)
        if build.state not in (HALTED, FAILED):
            (heard,) = heard_by([build], half)
            write(connection, build, half, fold(connection, build, heard))


def _change(connection: sa.Connection, build: Build, known: Known) -> None:
    for row, changes in known.changes.items():
        rows.close(connection, build.tables[row], changes.shape, changes.closed)
        rows.insert(connection, build.tables[row], changes.openings())


def _move(connection: sa.Connection, build: Build, position: int, poison: Poison | None) -> None:
    """Move the bookmark, or halt before an event that could not be applied.

    Raises `Overtaken` when the bookmark is not where the batch was read from.
    """
    values: dict[str, Any] = {"position": position}
    if poison:
        before = poison.entry.position - 1
        state = HALTED if build.state == LIVE else FAILED
        values = {"position": before, "state": state, "fault": str(poison)}
    fenced = sa.update(projection).where(
        *build.of_this,
        projection.c.position == build.position,
        projection.c.state == build.state,
    )
    if connection.execute(fenced.values(**values)).rowcount != 1:
        raise Overtaken(str(build))
