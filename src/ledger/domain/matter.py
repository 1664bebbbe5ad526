"""Matters: what schools say that is no meeting, such as a need, an offer, an obstacle.

A matter is an act without a day of its own. It is raised, goes on while it is open, and is settled.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, Opening, life, opened
from ledger.domain.collaboration import ended_on
from ledger.domain.identifiers import CollaborationId
from ledger.domain.past import LONDON, Past
from ledger.domain.prose import on
from ledger.domain.refusal import CollaborationIsOver, NotYet, OutOfRange
from ledger.domain.words import HappenedOn


class Raised(Opening):
    """The first word of a matter. One school is enough to say it."""

    STEP = lifecycle.RAISE

    part_of: Annotated[
        CollaborationId | None, "the collaboration that it is part of, if it is part of one"
    ] = None
    happened_on: HappenedOn

    def check_place(self, past: Past) -> None:
        super().check_place(past)
        ended = ended_on(past) if self.part_of else None
        if ended and self.happened_on > ended:
            raise CollaborationIsOver(f"The collaboration ended on {on(ended)}.", "part_of")


class Continued(Later):
    """Something more was said of a matter that is open."""

    STEP = lifecycle.GO_ON

    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_since_raised(past, self)


class Settled(Continued):
    """A matter came to its end."""

    STEP = lifecycle.SETTLE

    def check(self, past: Past) -> None:
        super().check(past)
        check_nothing_later(past, self.happened_on)


def check_nothing_later(past: Past, day: date) -> None:
    """Refuse an end before something that is told of the matter."""
    told = (getattr(entry.event, "happened_on", None) or day for entry in life(past))
    if (last := max(told, default=day)) > day:
        raise OutOfRange(f"Something of it is told of {on(last)}.", "happened_on")


def check_since_raised(past: Past, event: Later) -> None:
    """Refuse a day before the matter was raised."""
    raised = opened(past)
    first = raised.event.day or raised.at.astimezone(LONDON).date()
    if event.day is not None and event.day < first:
        raise NotYet(f"It began on {on(first)} only.", "happened_on")
