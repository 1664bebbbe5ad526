"""One act as its entries tell it, put in order for the figures that are asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from ledger.domain.act import Act, is_withdrawn
from ledger.domain.past import Past
from ledger.projections.lives import life
from ledger.projections.snapshot import Snapshot


@dataclass(frozen=True)
class ToldAct:
    """Everything that was said in an act, as amended."""

    past: Past

    def positions(self, *kinds: type[Any], school: str = "") -> tuple[int, ...]:
        """Where its entries of these kinds stand in the log, of all schools or of one."""
        return tuple(
            entry.position
            for kind in kinds
            for entry in self.past.entries_of(kind)
            if not school or getattr(entry.event, "school", school) == school
        )


T = TypeVar("T", bound=ToldAct)


def told_act(now: Snapshot, act: int, kind: type[T], *opened_by: type[Act]) -> T | None:
    """The act; None for one that was opened by another entry, is withdrawn, or is unseen."""

    def read() -> T | None:
        past = life(now, act)
        is_one = any(map(past.has, opened_by))
        return kind(past) if is_one and not is_withdrawn(past) else None

    return now.once((kind.__name__, act), read)
