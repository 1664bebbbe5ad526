"""Writes a batch of appends in one transaction, under the lock on the head of the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType

import sqlalchemy as sa

from ledger.log import envelope, merkle, on_postgresql, on_sqlite
from ledger.log.conflict import Fresh, asked
from ledger.log.contract import IntegrityError, PersistenceError, translated
from ledger.log.draft import Append, Entry, LockedHead
from ledger.log.engine import writing

Clock = Callable[[], int]
"""Tells the time in microseconds since 1970."""


class Spoiled(Exception):
    """A statement of a shared transaction failed, for what one of its appends has brought."""


class Away(Exception):
    """The connection was lost, and with it the knowledge of what the database has kept."""


@dataclass
class Outcome:
    """What a transaction has done with each append, told to the callers after the commit."""

    size: int
    accepted: list[tuple[Append, list[Entry]]] = field(default_factory=list)
    refused: list[tuple[Append, PersistenceError]] = field(default_factory=list)

    def tell(self) -> None:
        for append, entries in self.accepted:
            append.confirm(entries)
        for append, error in self.refused:
            append.refuse(error)


def commit(engine: sa.Engine, clock: Clock, appends: Sequence[Append]) -> int:
    """Record what may be recorded, answer every append, and give the size of the log.

    If one of them makes a statement fail, each is tried alone: no append fails for what another
    has brought. A commit that fails, fails for all: whether the database kept it is not known,
    so nothing is tried again here. A caller may, under the same event id.
    """
    size = 0
    try:
        with writing(engine) as db:
            outcome = _attempt(db, clock, appends)
    except Spoiled as spoiled:
        if len(appends) > 1:
            return max(commit(engine, clock, [append]) for append in appends)
        appends[0].refuse(translated(spoiled.__cause__))
    except (Away, sa.exc.DBAPIError) as error:
        for append in appends:
            append.refuse(translated(error.__cause__ or error))
    else:
        outcome.tell()
        size = outcome.size
    return size


def write(db: sa.Connection, clock: Clock, appends: Sequence[Append]) -> Outcome:
    """Lock the head, check what each append asked not to find, insert those that may stand."""
    statements = statements_of(db)
    head: LockedHead = statements.lock_head(db)
    given_ids = [event_id for append in appends for event_id in append.given_ids]
    known = set(statements.positions_of(db, given_ids)) if given_ids else set()
    recorded_at = max(head.recorded_at, clock())
    outcome = _judged(appends, head.size, _moved(db, head, appends), known, recorded_at)
    if outcome.accepted:
        entries = [entry for _, rows in outcome.accepted for entry in rows]
        edge = _grown(head, entries)
        statements.record(db, entries, LockedHead(outcome.size, edge, recorded_at))
    return outcome


def statements_of(db: sa.Connection) -> ModuleType:
    """The statements in the words of the database behind this connection."""
    return on_postgresql if db.dialect.name == "postgresql" else on_sqlite


def _attempt(db: sa.Connection, clock: Clock, appends: Sequence[Append]) -> Outcome:
    try:
        return write(db, clock, appends)
    except Exception as error:
        raise (Away if _is_away(db) else Spoiled) from error


def _moved(db: sa.Connection, head: LockedHead, appends: Sequence[Append]) -> set[int]:
    """The numbers of the appends whose conditions find something recorded before this batch."""
    items = asked(appends)
    tagged = [item for item in items if item.tags]
    typed = [item for item in items if item.types and not item.tags]
    found: set[int] = statements_of(db).moved(db, tagged, typed)
    everything = (item for item in items if not item.types and not item.tags)
    return found | {item.append for item in everything if item.after < head.size}


def _judged(
    appends: Sequence[Append], size: int, moved: set[int], known: set[str], recorded_at: int
) -> Outcome:
    at = envelope.timestamp(recorded_at)
    outcome = Outcome(size)
    fresh = Fresh()
    for number, append in enumerate(appends):
        if append.has_repeats or append.repeats(known) or append.repeats(fresh.ids):
            repeated = IntegrityError("An event with this id is in the log already.")
            outcome.refused.append((append, repeated))
        elif number in moved or fresh.refuses(append.condition):
            meanwhile = IntegrityError(f"Something was recorded meanwhile: {append.condition}")
            outcome.refused.append((append, meanwhile))
        else:
            entries = append.entries(outcome.size, recorded_at, at)
            outcome.accepted.append((append, entries))
            outcome.size += len(entries)
            if number + 1 < len(appends):
                fresh.add(entries)
    return outcome


def _grown(head: LockedHead, entries: list[Entry]) -> bytes:
    edge = merkle.unpack(head.edge)
    for size, entry in enumerate(entries, head.size):
        merkle.push(edge, size, entry.leaf)
    return merkle.pack(edge)


def _is_away(db: sa.Connection) -> bool:
    """Whether the connection is lost. SQLite, which is no server, has none to lose."""
    return bool(getattr(db.connection.driver_connection, "closed", False))
