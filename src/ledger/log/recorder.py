"""The log as the rest of the ledger knows it: one door to append by, and to read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from ledger.log.commit import Clock, Outcome, commit, statements_of, write
from ledger.log.contract import (
    Condition,
    DCBEvent,
    DCBListenNotifySubscription,
    DCBRecorder,
    DCBSubscription,
    Query,
    translated,
)
from ledger.log.draft import Append, Nonces
from ledger.log.engine import writing
from ledger.log.reader import Reader
from ledger.log.turns import Turns
from ledger.log.wake import Bell


def now() -> int:
    """Microseconds since 1970, by the clock of this machine."""
    return time.time_ns() // 1000


class Recorder(Reader, DCBRecorder):
    """Appends events and reads them. One head row is locked first in every append.

    That one lock gives an order without gaps, the check of what an append asked not to find, the
    leaf and the right edge in the same transaction, a record time that never runs backwards, and
    the promise that every position up to the size can be read.
    """

    def __init__(
        self, engine: sa.Engine, *, clock: Clock = now, nonces: Nonces = os.urandom
    ) -> None:
        super().__init__(engine)
        self._clock = clock
        self._nonces = nonces
        self._turns = Turns(self._commit)
        self.bell = Bell(engine, self.size)

    def append(self, events: Sequence[DCBEvent], condition: Condition | None = None) -> int:
        """Record all of these events or none; gives the position of the last, once committed.

        Raises `IntegrityError` where the condition finds something or an id is in the log
        already, `ProgrammingError` where there are no events or they cannot be stored, and
        `OperationalError` where the database is away: then a second try under the same ids is
        safe, and the only way to know.
        """
        append = Append(events, condition, self._nonces)
        self._turns.share(append)
        return append.answer()

    def _commit(self, appends: list[Append]) -> None:
        self.bell.ring(commit(self.engine, self._clock, appends))

    @contextmanager
    def alone(self) -> Iterator[Recorder]:
        """A recorder that holds the log, so that nothing moves between its reads and its append.

        What it appends is recorded when the block ends, and not at all if the block raises.
        """
        with self._turns.alone(), writing(self.engine) as db:
            statements_of(db).lock_head(db)
            alone = _Alone(self, db)
            yield alone
        self.bell.ring(alone.confirm())

    def subscribe(
        self, query: Query | None = None, *, after: int | None = None
    ) -> DCBSubscription[Recorder]:
        """The matching events after a position, then each new one as soon as it is committed.

        Iterating blocks; `stop()` from another thread, or leaving the block, ends it.
        """
        return Subscription(self, query, after)

    def close(self) -> None:
        """Stop listening. The engine stays open; it belongs to whoever made it."""
        self.bell.close()


class _Alone(Recorder):
    """Works within one transaction that holds the head of the log."""

    def __init__(self, recorder: Recorder, db: sa.Connection) -> None:
        super().__init__(recorder.engine, clock=recorder._clock, nonces=recorder._nonces)
        self._db = db
        self._outcomes: list[Outcome] = []

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        yield self._db

    def append(self, events: Sequence[DCBEvent], condition: Condition | None = None) -> int:
        append = Append(events, condition, self._nonces)
        try:
            outcome = write(self._db, self._clock, [append])
        except sa.exc.DBAPIError as error:
            raise translated(error) from error
        for _, refusal in outcome.refused:
            raise refusal
        self._outcomes.append(outcome)
        return outcome.size

    def confirm(self) -> int:
        """Tell the callers, after the commit; gives the size of the log, 0 if unmoved."""
        for outcome in self._outcomes:
            outcome.tell()
        return self._outcomes[-1].size if self._outcomes else 0


class Subscription(DCBListenNotifySubscription[Recorder]):
    """Follows the log in a thread that sleeps until the bell rings."""

    def _loop_on_pull(self) -> None:
        with self._recorder.bell.waking(self._has_been_notified):
            super()._loop_on_pull()
