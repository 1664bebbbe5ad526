"""A peer visit: colleagues of one school watch practice in another.

Schools visit each other to refine what they do, or to see something very different (rows 30 to 33
of the article's list): so a visit for contrast says in what the schools differ.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.occasion import Cancelled, Evaluated, FollowedUp, Held, Planned, Rescheduled
from ledger.domain.past import Past
from ledger.domain.refusal import Missing, SameSchool
from ledger.domain.words import (
    Between,
    Code,
    Distinct,
    Few,
    Focus,
    Places,
    SchoolId,
    listing,
    on,
)


class Purpose(Code):
    """Why colleagues go."""

    REFINE = "refine"
    CONTRAST = "contrast"


class Contrast(Code):
    """In what two schools differ."""

    INTAKE = "intake"
    SIZE = "size"
    PHASE = "phase"
    APPROACH = "approach"


class VisitPlanned(Planned):
    """Colleagues will go to see another school at work."""

    TOPIC = "visit-planned/1"
    COMMAND = "plan_visit"

    host: Annotated[SchoolId, "the school that opens its doors"]
    visitors: Annotated[
        tuple[SchoolId, ...], "the schools whose colleagues come", Between(1, 20), Distinct()
    ]
    purpose: Annotated[Purpose, "why they want to come"]
    contrast: Annotated[Contrast | None, "in what the schools differ, if that is why"] = None
    focus: Annotated[Focus, "what they want to see"]
    places: Annotated[int | None, "how many colleagues may come", Between(1, 200)] = None
    travel_km: Annotated[
        Decimal | None, "kilometres, one way, by the longest journey", Between(0, 1_000), Places(1)
    ] = None

    def check_schools(self, past: Past) -> None:
        if self.host in self.visitors:
            raise SameSchool("A school cannot visit itself.", "visitors")
        super().check_schools(past)

    def check(self, past: Past) -> None:
        if self.purpose is Purpose.CONTRAST and self.contrast is None:
            raise Missing("A visit for contrast says in what the schools differ.", "contrast")

    def sentence(self, name_of: NameOf = str) -> str:
        who = listing([name_of(school) for school in self.visitors])
        why = "see something different" if self.purpose is Purpose.CONTRAST else "refine practice"
        return f"{who} planned to visit {name_of(self.host)} on {on(self.planned_for)} to {why}."


class VisitRescheduled(Rescheduled):
    """Another day was found for the visit."""

    TOPIC = "visit-rescheduled/1"
    COMMAND = "reschedule_visit"


class VisitCancelled(Cancelled):
    """The visit will not take place."""

    TOPIC = "visit-cancelled/1"
    COMMAND = "cancel_visit"


class VisitHeld(Held):
    """Colleagues watched practice in another school."""

    TOPIC = "visit-held/1"
    COMMAND = "hold_visit"

    lessons_seen: Annotated[Few, "how many lessons they watched; none is not an observation"]

    def sentence(self, name_of: NameOf = str) -> str:
        lessons = {0: "no lessons", 1: "one lesson"}.get(
            self.lessons_seen, f"{self.lessons_seen} lessons"
        )
        return f"{super().sentence(name_of)[:-1]} and saw {lessons}."


class VisitFollowedUp(FollowedUp):
    """Something seen on the visit was tried at home."""

    TOPIC = "visit-followed-up/1"
    COMMAND = "follow_up_visit"


class VisitEvaluated(Evaluated):
    """Host and visitors said what the visit was worth."""

    TOPIC = "visit-evaluated/1"
    COMMAND = "evaluate_visit"


KINDS = (
    VisitPlanned, VisitRescheduled, VisitCancelled, VisitHeld, VisitFollowedUp, VisitEvaluated,
)  # fmt: skip
