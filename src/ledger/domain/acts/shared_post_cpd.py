"""Training that a shared expert leads for colleagues of several schools (row 49 of the list)."""

from __future__ import annotations

from typing import Annotated

from ledger.domain.cited import cited
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct
from ledger.domain.occasion import Evaluated, FollowedUp, HeldInformally
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.refusal import NotFound


class SharedPostCpdLed(HeldInformally):
    """A shared expert trained colleagues of several schools."""

    TOPIC = "shared-post-cpd-led/1"
    COMMAND = "lead_shared_post_cpd"

    post: Annotated[CitedAct, "the shared post of the expert"]

    def check(self, past: Past) -> None:
        if not cited(past, self.post, "post").is_of("shared_post"):
            raise NotFound("That is no shared post.", "post")

    def sentence(self, name_of: NameOf = str) -> str:
        came = sum(attendance.attended for attendance in self.attendance)
        return f"The shared expert trained {came} colleagues on {on(self.happened_on)}."


class SharedPostCpdFollowedUp(FollowedUp):
    """What the expert had shown was tried at home."""

    TOPIC = "shared-post-cpd-followed-up/1"
    COMMAND = "follow_up_shared_post_cpd"


class SharedPostCpdEvaluated(Evaluated):
    """Those who came said what it was worth."""

    TOPIC = "shared-post-cpd-evaluated/1"
    COMMAND = "evaluate_shared_post_cpd"


KINDS = (SharedPostCpdLed, SharedPostCpdFollowedUp, SharedPostCpdEvaluated)
