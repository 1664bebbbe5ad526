"""The life of an act: one table for all kinds. Each event names its row; nothing else decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ledger.domain.words import Code


class Stage(Code):
    """How far an act has come."""

    NONE = "not_there_yet"
    PLANNED = "planned"
    HELD = "held"
    FOLLOWED_UP = "followed_up"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"


NONE, PLANNED, HELD, FOLLOWED_UP, EVALUATED, CANCELLED = Stage
BEFORE = frozenset({PLANNED})
AFTER = frozenset({HELD, FOLLOWED_UP, EVALUATED})


@dataclass(frozen=True)
class Step:
    """A row of the table: at which stages it may happen, and to which stage it leads."""

    start: frozenset[Stage]
    end: Stage | None = None
    """None: the act stays where it is."""

    def also_from(self, *stages: Stage) -> Step:
        """The same row, which may happen at these stages too."""
        return replace(self, start=self.start | {*stages})


# The table.          from                            to
PLAN = Step(frozenset({NONE}), PLANNED)
RESCHEDULE = Step(BEFORE, PLANNED)
CANCEL = Step(BEFORE, CANCELLED)
HOLD = Step(BEFORE, HELD)
FOLLOW_UP = Step(AFTER, FOLLOWED_UP)
EVALUATE = Step(frozenset({HELD, FOLLOWED_UP}), EVALUATED)
LOOK_BACK = Step(AFTER)
"""Something said about an act that was held; it moves nothing."""
CORRECT = Step(BEFORE | AFTER)
"""Something was wrong with what was said; the act stays where it is."""


def stage_after(steps: Iterable[Step]) -> Stage:
    """Where these steps lead. No check: what happened, happened."""
    stage = NONE
    for step in steps:
        stage = step.end or stage
    return stage
