"""The ledger as known at a position, about what had happened by a day, for one who asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from ledger.projections.build import HALTED, LIVE, builds
from ledger.projections.question import Question
from ledger.projections.scope import Scope
from ledger.projections.view import View

T = TypeVar("T")


UNBUILT = -1
"""What a view knows that was not built yet: less than the empty log."""


class NotYetKnown(Exception):
    """A view has not read as far as the question asks."""


@dataclass(frozen=True)
class Snapshot:
    """Binds both clocks and the asker's scope to every question.

    Rows at a position never change, so all that is asked of one snapshot agrees, also when it is
    read bit by bit while the log grows. `limits` says of a view that stopped, or is not yet
    built, up to where it knows the log.
    """

    connection: sa.Connection
    known_by: int
    happened_by: date
    scope: Scope
    limits: Mapping[str, int] = field(default_factory=dict)
    _answers: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def ask(self, question: Question, **arguments: Any) -> sa.CursorResult[Any]:
        """The rows that answer a question. Raises `NotYetKnown` if a view it reads is behind.

        The clocks and the scope are bound last, so no argument can take their place.
        """
        for view in question.views & self.limits.keys():
            if self.limits[view] < self.known_by:
                raise NotYetKnown(f"the view {view} is behind: it does not know {self.known_by}")
        clocks = {"known_by": self.known_by, "happened_by": self.happened_by}
        bound = arguments | clocks | self.scope.parameters
        rows: sa.CursorResult[Any] = self.connection.execute(question.select, bound)
        return rows

    def once(self, key: Any, read: Callable[[], T]) -> T:
        """Read something once: what is known at a position never changes."""
        if key not in self._answers:
            self._answers[key] = read()
        answer: T = self._answers[key]
        return answer


def at(
    connection: sa.Connection,
    views: Sequence[View],
    scope: Scope,
    *,
    known_by: int | None = None,
    happened_by: date | None = None,
) -> Snapshot:
    """A snapshot at a position that all live views have reached; the last such, if none is said.

    `happened_by` is today, if no day is said. Raises `NotYetKnown` for a later position. A view
    that is halted or not yet built holds up nobody: only questions that read it are refused.
    """
    limits = {view.name: UNBUILT for view in views}
    reached = []
    for build in builds(connection, views):
        if build.state == LIVE:
            reached.append(build.position)
            del limits[build.view.name]
        elif build.state == HALTED:
            limits[build.view.name] = build.position
    newest = min(reached, default=0)
    if known_by is not None and known_by > newest:
        raise NotYetKnown(f"the views know the log to {newest}, not to {known_by}")
    position = newest if known_by is None else known_by
    return Snapshot(connection, position, happened_by or scope.today, scope, limits)
