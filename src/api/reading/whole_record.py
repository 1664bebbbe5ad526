"""What is told of somebody's whole record: to those who may see all of it, and to nobody else."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol, TypeVar

from api.documented import described
from api.reading.figure import Figures
from api.reading.matters import BarrierRegister, IdeaFunnel, NextStepFunnel
from api.reading.quality import RecordQuality
from api.reading.reading import Reading
from ledger.figures.whose import whose

F = TypeVar("F", bound=Figures)


class Whole(Protocol):
    """A school, a trust or a collaboration."""

    @property
    def whole(self) -> str:
        """How the methods name it."""

    @property
    def reading(self) -> Reading: ...


def of_whole(kind: type[F], reading: Reading, whole: str) -> F | None:
    """Figures of somebody's whole record; null for whoever may not see all of it."""
    if whose(reading.now, whole) is None:
        return None
    return kind(reading=reading, about={"about": whole})


def _told(kind: type[Figures], what: str) -> Any:
    """A field that tells such figures of a `Whole`."""

    def read(self: Whole) -> Any:
        return of_whole(kind, self.reading, self.whole)

    read.__annotations__["return"] = kind | None
    return described(read, f"{what}; null for whoever may not see all of it.")


about_ideas = partial(_told, IdeaFunnel, "What became of ideas from elsewhere")
about_barriers = partial(_told, BarrierRegister, "What stands in the way, and what gave way")
about_next_steps = partial(_told, NextStepFunnel, "How much advice became action")
about_quality = partial(_told, RecordQuality, "How good the record itself is")
