"""Shared expertise: what a school does well, and tells other schools nearby.

Row 37 of the article's list. A school may offer it first, so that all can see it; or it simply
shares it, and one entry says so.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Raised, Settled
from ledger.domain.occasion import Evaluated, FollowedUp, HeldInformally
from ledger.domain.past import Past
from ledger.domain.refusal import NotMember
from ledger.domain.words import Focus, Statement


class ExpertiseOffered(Raised):
    """A school offers others what it knows how to do."""

    TOPIC = "expertise-offered/1"
    COMMAND = "offer_expertise"
    IS_OPEN_TO_ALL = True

    school: Annotated[SchoolId, "the school that offers it"]
    focus: Annotated[Focus, "what it knows about"]
    statement: Annotated[Statement, "what it can share"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} offered to share what it knows about {self.focus.words}."


class ExpertiseOfferWithdrawn(Settled):
    """The school offers it no longer."""

    TOPIC = "expertise-offer-withdrawn/1"
    COMMAND = "withdraw_expertise_offer"

    def sentence(self, name_of: NameOf = str) -> str:
        return "It is offered no longer."


class ExpertiseShared(HeldInformally):
    """A school shared what it knows with colleagues of others."""

    TOPIC = "expertise-shared/1"
    COMMAND = "share_expertise"

    shared_by: Annotated[SchoolId, "the school that shared it"]
    from_act: Annotated[CitedAct | None, "the offer that it came from, if from one"] = None
    focus: Annotated[Focus, "what it shared"]

    def check(self, past: Past) -> None:
        if self.shared_by not in {came.school for came in self.attendance if came.attended}:
            raise NotMember("The school that shares what it knows is there.", "shared_by")

    def sentence(self, name_of: NameOf = str) -> str:
        school = name_of(self.shared_by)
        return f"{super().sentence(name_of)[:-1]}; {school} shared what it knows."


class ExpertiseFollowedUp(FollowedUp):
    """What was shared was tried in another school."""

    TOPIC = "expertise-followed-up/1"
    COMMAND = "follow_up_expertise"


class ExpertiseEvaluated(Evaluated):
    """Those who came said what it was worth."""

    TOPIC = "expertise-evaluated/1"
    COMMAND = "evaluate_expertise"


KINDS = (
    ExpertiseOffered, ExpertiseOfferWithdrawn, ExpertiseShared, ExpertiseFollowedUp,
    ExpertiseEvaluated,
)  # fmt: skip
