"""Writes a batch of appends in one transaction, under the lock on the head of the log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType

import sqlalchemy as sa

from ledger.log import merkle, on_postgresql, on_sqlite
from ledger.log.conflict import Asked, Fresh, asked
from ledger.log.contract import IntegrityError, PersistenceError, translated
from ledger.log.draft import Append, Entry
from ledger.log.engine import writing

Clock = Callable[[], int]
"""Tells the time in microseconds since 1970."""


LockedHead = tuple[int, bytes, int]
"""The size, the edge and the last record time of a log that nobody else can append to now."""


class Spoiled(Exception):
    """A statement of a shared transaction failed, for what one of its appends has brought."""


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


def commit(engine: sa.Engine, clock: Clock, appends: Sequence[Append]) -> None:
    """Record what may be recorded, and answer every append.

    If one of them makes a statement fail, each is tried alone: no append fails for what another
    has brought. A commit that fails, fails for all: whether the database kept it is not known,
    so nothing is tried again here. A caller may, under the same event id.
    """
    try:
        with writing(engine) as db:
            head = statements_of(db).lock_head(db)
            outcome = _attempt(db, head, clock, appends)
    except Spoiled as spoiled:
        _commit_each(engine, clock, appends, spoiled)
    except sa.exc.DBAPIError as error:
        for append in appends:
            append.refuse(translated(error))
    else:
        outcome.tell()


def write(db: sa.Connection, head: LockedHead, clock: Clock, appends: Sequence[Append]) -> Outcome:
    """Check what each append asks for and insert those that may stand, on a head held locked."""
    statements = statements_of(db)
    size, edge, recorded_before = head
    recorded_at = max(recorded_before, clock())
    refused = _refused(statements, db, appends, size)
    fresh = Fresh()
    outcome = Outcome(size)
    for number, append in enumerate(appends):
        error = refused.get(number) or _refused_by(fresh, append)
        if error is not None:
            outcome.refused.append((append, error))
            continue
        outcome.accepted.append((append, append.entries(outcome.size, recorded_at)))
        if len(appends) > 1:
            fresh.add(append.drafts, outcome.size)
        outcome.size += len(append.drafts)
    if outcome.accepted:
        _insert(statements, db, outcome.accepted)
        tree = _grown(merkle.unpack(edge), size, outcome.accepted)
        statements.move_head(db, outcome.size, merkle.pack(tree), recorded_at)
    return outcome


def statements_of(db: sa.Connection) -> ModuleType:
    """The statements in the words of the database behind this connection."""
    return on_postgresql if db.dialect.name == "postgresql" else on_sqlite


def _attempt(
    db: sa.Connection, head: LockedHead, clock: Clock, appends: Sequence[Append]
) -> Outcome:
    try:
        return write(db, head, clock, appends)
    except sa.exc.DBAPIError as error:
        if error.connection_invalidated:
            raise
        raise Spoiled from error
    except Exception as error:
        raise Spoiled from error


def _commit_each(
    engine: sa.Engine, clock: Clock, appends: Sequence[Append], spoiled: Spoiled
) -> None:
    if len(appends) > 1:
        for append in appends:
            commit(engine, clock, [append])
        return
    appends[0].refuse(translated(spoiled.__cause__))


def _refused(
    statements: ModuleType, db: sa.Connection, appends: Sequence[Append], size: int
) -> dict[int, PersistenceError]:
    """Why appends cannot stand, by their number, for what was recorded before this batch."""
    items = asked(appends)
    moved = {item.append for item in items if _asks_all(item) and size > item.after}
    moved |= statements.failing(
        db,
        [item for item in items if item.tags],
        [item for item in items if item.types and not item.tags],
    )
    refused: dict[int, PersistenceError] = {n: _moved(appends[n]) for n in moved}
    given = [event_id for append in appends for event_id in append.given_ids]
    known = statements.positions_of(db, given) if given else {}
    for number, append in enumerate(appends):
        if not known.keys().isdisjoint(append.given_ids):
            refused[number] = _repeated()
    return refused


def _refused_by(fresh: Fresh, append: Append) -> PersistenceError | None:
    if append.has_repeats or fresh.repeats(append):
        return _repeated()
    return _moved(append) if fresh.refuses(append.condition) else None


def _asks_all(item: Asked) -> bool:
    return not item.types and not item.tags


def _moved(append: Append) -> IntegrityError:
    return IntegrityError(f"Something was recorded meanwhile: {append.condition}")


def _repeated() -> IntegrityError:
    return IntegrityError("An event with this id is in the log already.")


def _insert(
    statements: ModuleType, db: sa.Connection, accepted: list[tuple[Append, list[Entry]]]
) -> None:
    entries = [entry for _, rows in accepted for entry in rows]
    tags = [
        (tag, entry.position, entry.type)
        for append, rows in accepted
        for new, entry in zip(append.drafts, rows, strict=True)
        for tag in new.tags
    ]
    statements.insert(db, entries, tags)


def _grown(edge: list[bytes], size: int, accepted: list[tuple[Append, list[Entry]]]) -> list[bytes]:
    for _, entries in accepted:
        for entry in entries:
            merkle.push(edge, size, entry.leaf)
            size += 1
    return edge
