"""The life of an act: one table for all kinds. Each event names its row; nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ledger.domain.record import Code


class Stage(Code):
    """How far an act has come."""

    NONE = "not_there_yet"
    PROPOSED = "proposed"
    PLANNED = "planned"
    AGREED = "agreed"
    HELD = "held"
    FOLLOWED_UP = "followed_up"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    OPEN = "open"
    SETTLED = "settled"


NONE, PROPOSED, PLANNED, AGREED, HELD, FOLLOWED_UP, EVALUATED, CLOSED, CANCELLED, OPEN, SETTLED = (
    Stage
)
BEFORE = frozenset({PLANNED, AGREED})
AFTER = frozenset({HELD, FOLLOWED_UP, EVALUATED})


class Step(NamedTuple):
    """A row of the table: at which stages it may happen, and to which stage it leads."""

    start: frozenset[Stage]
    end: Stage | None = None
    """None: the act stays where it is."""

    def also_from(self, *stages: Stage) -> Step:
        """The same row, which may happen at these stages too."""
        return self._replace(start=self.start | {*stages})


# The table.          from                            to
PROPOSE = Step(frozenset({NONE}), PROPOSED)
PLAN = Step(frozenset({NONE}), PLANNED)
SET_DAY = Step(frozenset({PROPOSED}), PLANNED)
CONSIDER = Step(frozenset({PROPOSED}))
"""Something said while schools make up their minds; it moves nothing."""
PREPARE = Step(BEFORE | {PROPOSED})
"""Something said before an act is held, such as that a school agrees; it moves nothing."""
AWARD = Step(frozenset({PROPOSED, PLANNED}), AGREED)
RESCHEDULE = Step(BEFORE, PLANNED)
CANCEL = Step(BEFORE | {PROPOSED}, CANCELLED)
HOLD = Step(BEFORE, HELD)
HOLD_INFORMALLY = Step(frozenset({NONE}), HELD)
FOLLOW_UP = Step(AFTER | {CLOSED}, FOLLOWED_UP)
EVALUATE = Step(frozenset({HELD, FOLLOWED_UP}), EVALUATED)
CLOSE = Step(frozenset({EVALUATED}), CLOSED)
LOOK_BACK = Step(AFTER | {CLOSED})
"""Something said about an act that was held; it moves nothing."""

# The rows of what is no meeting and has no day: a need, an offer, an obstacle, a membership.
RAISE = Step(frozenset({NONE}), OPEN)
GO_ON = Step(frozenset({OPEN}))
SETTLE = Step(frozenset({OPEN}), SETTLED)
REOPEN = Step(frozenset({SETTLED}), OPEN)

CORRECT = Step(BEFORE | AFTER | {PROPOSED, CLOSED, OPEN, SETTLED})
"""Something was wrong with what was said; the act stays where it is."""
ANY_TIME = Step(CORRECT.start | {CANCELLED})


def stage_after(steps: Iterable[Step]) -> Stage:
    """Where these steps lead. No check: what happened, happened."""
    stage = NONE
    for step in steps:
        stage = step.end or stage
    return stage
