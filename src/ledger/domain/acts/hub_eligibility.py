"""Hub eligibility: a school asks whether it could lead a hub, and is told where it stands.

Row 70 of the article's list.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import ProviderId, SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing


class HubCriterion(Code):
    """What is asked of a school that would lead a hub."""

    LEADERSHIP = "leadership"
    LEARNING_CULTURE = "learning_culture"
    USE_OF_EVIDENCE = "use_of_evidence"
    LOCAL_REACH = "local_reach"
    CAPACITY = "capacity"
    VENUE = "venue"


class HubEligibilityEnquired(Raised):
    """A school asked whether it meets what is asked of a hub."""

    TOPIC = "hub-eligibility-enquired/1"
    COMMAND = "enquire_hub_eligibility"

    school: Annotated[SchoolId, "the school that asks"]
    asked_of: Annotated[ProviderId, "who is asked"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} asked whether it could lead a hub."


class HubEligibilityAssessed(Settled):
    """The school was told what it meets, and what it does not yet."""

    TOPIC = "hub-eligibility-assessed/1"
    COMMAND = "assess_hub_eligibility"

    criteria_met: Annotated[tuple[HubCriterion, ...], "what it meets", Between(0, 6)] = ()
    criteria_unmet: Annotated[
        tuple[HubCriterion, ...], "what it does not meet yet", Between(0, 6)
    ] = ()

    def check(self, past: Past) -> None:
        super().check(past)
        if not self.criteria_met and not self.criteria_unmet:
            raise Missing("Say what it meets, or what it does not yet.", "criteria_met")
        for n, criterion in enumerate(self.criteria_unmet):
            if criterion in self.criteria_met:
                raise AlreadySaid("That is among what it meets.", "criteria_unmet", str(n))

    def sentence(self, name_of: NameOf = str) -> str:
        met, asked = len(self.criteria_met), len(self.criteria_met) + len(self.criteria_unmet)
        return f"Assessed on {on(self.happened_on)}: {met} of {asked} criteria are met."


KINDS = (HubEligibilityEnquired, HubEligibilityAssessed)
