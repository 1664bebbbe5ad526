"""What has moved since the last board: figures that say something else now, and what moved them.

Both answers are about the same day. What differs is only what was known: the one is given as it
would have been then, the other as it is now.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.domain.act import Reinstatement, Withdrawal
from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.entry import topics_of
from ledger.figures.figure import Figure
from ledger.figures.overview import headlines
from ledger.projections import history
from ledger.projections.snapshot import Snapshot

CHANGES = Withdrawal | Reinstatement | Amended | AttendanceConfirmed | AttendanceDenied
TURNS = frozenset(topics_of(*(kind for kind in KINDS if issubclass(kind, CHANGES))))
"""What changes how an earlier entry counts, and may count for nothing itself."""


class Moved(NamedTuple):
    """A figure that says something else than it did."""

    then: Figure
    now: Figure
    entries: tuple[int, ...]
    """The positions of the entries in between that moved it; none, where the register or a
    calendar did."""


def moved(then: Snapshot, now: Snapshot, trust: str) -> list[Moved]:
    """The figures of a trust that differ between two states of what is known."""
    pairs = [
        (method.ask(then, **arguments), method.ask(now, **arguments))
        for method, arguments in headlines(trust)
    ]
    return [
        Moved(before, after, _between(then, now, before, after))
        for before, after in pairs
        if (before.value, before.state, before.n) != (after.value, after.state, after.n)
    ]


def _between(then: Snapshot, now: Snapshot, before: Figure, after: Figure) -> tuple[int, ...]:
    """The later entries of the acts that came in or fell out, as far as they tell of that."""
    changed = {*before.sources} ^ {*after.sources}
    lives = now.once(
        ("lives", *sorted(changed)), lambda: history.lives(now, history.acts_of(now, changed))
    )
    return tuple(
        sorted(
            step.step
            for life in lives.values()
            for step in life
            if step.step > then.known_by and (step.step in changed or step.topic in TURNS)
        )
    )
