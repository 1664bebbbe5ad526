"""What a request may reach, and nothing more: who asks, what they read, how they record."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import sqlalchemy as sa
from strawberry.types import Info as StrawberryInfo

from api.access import may_open_words, refusals_seen, scope_of
from api.identity import Asker
from api.line import Line
from api.opened import Opened
from api.reading.reading import Reading
from api.refusal import BadInput
from api.scalars import LedgerPoint
from api.words import Words
from ledger.application import Ledger
from ledger.domain.entry import Entry
from ledger.domain.identifiers import PersonId
from ledger.domain.past import LONDON, By, Role
from ledger.domain.refusal import OutOfRange
from ledger.log.engine import reading
from ledger.log.keys import Keys
from ledger.log.person import known_as, known_person, person_of
from ledger.log.refusals import Counted, counted
from ledger.privacy.erasing import settle
from ledger.privacy.known import check_meant
from ledger.projections import VIEWS
from ledger.projections.follower import Follower
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot, at
from ledger.projections.status import Status, status

T = TypeVar("T")

PATIENCE_SECONDS = 2.0
"""How long a mutation waits for the views. Then it answers that they are behind."""

LONGEST_KEY = 200
"""Characters of an idempotency key: room for anything that a program would make."""

UNNAMED = PersonId("00000000-0000-0000-0000-000000000000")
"""Stands for those whom the rules refuse whoever they are. It never reaches the log."""

RECORDING = frozenset({Role.EDITOR, Role.ADMIN})
"""The roles that may record something. Only they are given a pseudonym."""


@dataclass
class Context:
    """One request: one asker, one connection that reads, and one position it is answered at."""

    opened: Opened
    follower: Follower
    asker: Asker
    words: Words = field(init=False)
    _stack: ExitStack = field(default_factory=ExitStack)
    _newest: Snapshot | None = None

    def __post_init__(self) -> None:
        self.words = Words(self.opened.ledger.vault, may_open=may_open_words(self.asker))

    def close(self) -> None:
        """Let go of the connection; whoever reads afterwards reads anew."""
        self._stack.close()
        self._newest = None

    def record(self, command: Entry, idempotency_key: str | None) -> Line:
        """Record it, and wait until the views know it; raises `Refused` where a rule says no."""
        if idempotency_key is not None and not 0 < len(idempotency_key) <= LONGEST_KEY:
            raise OutOfRange("An idempotency key has 1 to 200 characters.", "idempotencyKey")
        # What was read before is of an earlier position, and holds a connection.
        self.close()
        ledger, by = self.opened.ledger, self._by()
        check_meant(ledger, command, by)
        recorded = ledger.record(command, by, idempotency_key)
        settle(ledger, command)
        is_known = self.follower.wait_for(recorded.position, PATIENCE_SECONDS)
        return self.reading().line(recorded)._replace(are_views_behind=not is_known)

    def refusals(self) -> list[Counted]:
        """How often each rule said no, as far as the asker may see it."""
        return counted(self.opened.engine, refusals_seen(self._newest_known().scope))

    def record_many(self, work: Callable[[Ledger, By], T]) -> tuple[T, bool]:
        """Let some work record much on behalf of the asker, and wait until the views know it.

        Gives what the work gave, and whether they do.
        """
        self.close()
        done = work(self.opened.ledger, self._by())
        size = self.opened.recorder.size()
        return done, self.follower.wait_for(size, PATIENCE_SECONDS)

    def reading(
        self, known_by: LedgerPoint | None = None, happened_by: date | None = None
    ) -> Reading:
        """The ledger as known by a point and about a day; what is known now, if nothing is said.

        Raises `BadInput` for a point that is not in what the views know.
        """
        newest = self._newest_known()
        position = newest.known_by if known_by is None else self._position(known_by, newest)
        day = happened_by or newest.happened_by
        now = Snapshot(newest.connection, position, day, newest.scope, newest.limits)
        return Reading(now, self.opened.ledger, self.words)

    def reading_then(self, since: LedgerPoint, now: Snapshot) -> Reading:
        """What was known by an earlier point, about the same day as a snapshot.

        Raises `BadInput` for a point that is later than the snapshot.
        """
        position = self._position(since, now)
        then = Snapshot(now.connection, position, now.happened_by, now.scope, now.limits)
        return Reading(then, self.opened.ledger, self.words)

    def views(self) -> list[Status]:
        """How the views stand; nothing for whoever is not signed in."""
        if self.asker.role is Role.NOBODY:
            return []
        now = int(self.opened.ledger.clock().timestamp() * 1_000_000)
        return status(self.opened.engine, VIEWS, now)

    def _newest_known(self) -> Snapshot:
        """The end of what the views know, read once: no field is answered at another."""
        if self._newest is None:
            db = self._stack.enter_context(reading(self.opened.engine))
            self._newest = at(db, VIEWS, self._scope(db))
        return self._newest

    def _scope(self, db: sa.Connection) -> Scope:
        today = self.opened.ledger.clock().astimezone(LONDON).date()
        scope = scope_of(self.asker, db, today)
        if self.asker.role not in RECORDING:
            return scope
        login = (self.opened.keys, self.asker.issuer, self.asker.subject)
        return scope._replace(person=known_as(db, *login))

    def _position(self, point: LedgerPoint, newest: Snapshot) -> int:
        if point.instant is not None:
            if point.instant > self.opened.ledger.clock():
                raise BadInput("That instant has not come yet.")
            return min(self.opened.recorder.position_at(point.instant), newest.known_by)
        assert point.position is not None, "a point is a position or an instant"
        if point.position > newest.known_by:
            raise BadInput(
                f"The ledger is known to position {newest.known_by:,} so far, "
                f"not to {point.position:,}."
            )
        return point.position

    def _by(self) -> By:
        person = UNNAMED
        if self.asker.role in RECORDING:
            person = PersonId(person_of(*self._login()))
        return By(person, self.asker.role, self.asker.school)

    def person(self) -> PersonId | None:
        """The pseudonym of whoever asks, if they have one: only who records is given one."""
        if self.asker.role is Role.NOBODY:
            return None
        known = known_person(*self._login())
        return None if known is None else PersonId(known)

    def _login(self) -> tuple[sa.Engine, Keys, str, str]:
        return self.opened.engine, self.opened.keys, self.asker.issuer, self.asker.subject


Info = StrawberryInfo[Context, None]
