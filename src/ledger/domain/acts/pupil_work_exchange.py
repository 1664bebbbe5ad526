"""An exchange of pupils' work: colleagues of several schools judge the same kind of work together.

Row 29 of the article's list. The work itself stays in the schools. What comes here is how much
was looked at, on what scale, and how often the judges agreed; never whose work it was.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.limits import Between, Each
from ledger.domain.occasion import (
    Cancelled,
    Evaluated,
    FollowedUp,
    Held,
    Planned,
    Rescheduled,
)
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.refusal import OutOfRange, UnattestedSample
from ledger.domain.words import Count, Focus, Schools, Statement


class WorkExchangePlanned(Planned):
    """Schools agreed to look at pupils' work together."""

    TOPIC = "work-exchange-planned/1"
    COMMAND = "plan_work_exchange"

    partners: Schools
    focus: Annotated[Focus, "what the work is about"]
    task: Annotated[Statement, "what the pupils were asked to do"]
    standard: Annotated[
        tuple[str, ...],
        "the categories of judgement, from lowest to highest, such as WTS, EXS, GDS",
        Between(2, 10), Each(Between(1, 20)),
    ]  # fmt: skip
    samples_per_school: Annotated[int, "how many pieces each school brings", Between(1, 200)]

    def sentence(self, name_of: NameOf = str) -> str:
        day = on(self.planned_for)
        return (
            f"{len(self.partners)} schools planned to look at pupils' work in {self.focus.words} "
            f"together on {day}."
        )


class WorkExchangeRescheduled(Rescheduled):
    """Another day was found for looking at the work."""

    TOPIC = "work-exchange-rescheduled/1"
    COMMAND = "reschedule_work_exchange"


class WorkExchangeCancelled(Cancelled):
    """The work will not be looked at together."""

    TOPIC = "work-exchange-cancelled/1"
    COMMAND = "cancel_work_exchange"


class WorkExchangeHeld(Held):
    """Colleagues looked at pupils' work together."""

    TOPIC = "work-exchange-held/1"
    COMMAND = "hold_work_exchange"

    samples: Annotated[int, "how many pieces of work they looked at", Between(1, 5_000)]
    is_blind: Annotated[bool, "whether nobody judged the work of their own school"]
    is_anonymous: Annotated[bool, "whether the schools attest that no piece names a pupil"]

    def check(self, past: Past) -> None:
        if not self.is_anonymous:
            raise UnattestedSample(
                "Take names, initials and dates of birth off the work first, then say so.",
                "is_anonymous",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]} and looked at {self.samples} pieces of work."


class WorkExchangeFollowedUp(FollowedUp):
    """What the work showed was taken into the classroom."""

    TOPIC = "work-exchange-followed-up/1"
    COMMAND = "follow_up_work_exchange"


class WorkExchangeEvaluated(Evaluated):
    """The schools compared their judgements."""

    TOPIC = "work-exchange-evaluated/1"
    COMMAND = "evaluate_work_exchange"

    samples_judged: Annotated[Count, "how many pieces two schools judged apart from each other"]
    samples_agreed: Annotated[Count, "on how many of these they agreed"]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.samples_agreed > self.samples_judged:
            raise OutOfRange("They cannot agree on more than they judged.", "samples_agreed")

    def sentence(self, name_of: NameOf = str) -> str:
        return (
            f"Evaluated on {on(self.happened_on)}: two schools agreed on {self.samples_agreed} "
            f"of {self.samples_judged} pieces."
        )


KINDS = (
    WorkExchangePlanned, WorkExchangeRescheduled, WorkExchangeCancelled, WorkExchangeHeld,
    WorkExchangeFollowedUp, WorkExchangeEvaluated,
)  # fmt: skip
