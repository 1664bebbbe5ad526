"""What schools think of a provider, and what the provider answers.

A school speaks of what it has bought: feedback names the joint commission that it is about. Every
school may read it, and the provider's answer beside it.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import is_withdrawn, of_act
from ledger.domain.cited import cited
from ledger.domain.entry import NameOf, topics_of
from ledger.domain.identifiers import CitedAct, ProviderId, SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Continued, Raised
from ledger.domain.occasion import Occasion
from ledger.domain.past import Look, Past, Recorded, Role
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, NotFound, OutOfOrder
from ledger.domain.words import Statement


class ProviderDimension(Code):
    """In what a provider can be good."""

    EXPERTISE = "expertise"
    RELEVANCE = "relevance"
    DELIVERY = "delivery"
    FOLLOW_UP = "follow_up"
    EVIDENCE = "evidence"
    VALUE_FOR_MONEY = "value_for_money"


class ProviderFeedbackGiven(Raised):
    """A school says how good a provider was at one thing."""

    TOPIC = "provider-feedback-given/1"
    COMMAND = "give_provider_feedback"
    IS_OPEN_TO_ALL = True

    school: Annotated[SchoolId, "the school that says so"]
    provider: Annotated[ProviderId, "the provider"]
    commission: Annotated[CitedAct, "the joint commission that it is about"]
    dimension: Annotated[ProviderDimension, "at what"]
    rating: Annotated[int, "how good, from 1 to 5", Between(1, 5)]

    def boundary(self) -> tuple[Look, ...]:
        earlier = Look((f"cites:{self.commission}",), topics_of(type(self)))
        return (*super().boundary(), earlier)

    def further(self, past: Past) -> tuple[Look, ...]:
        return (*super().further(past), *(of_act(told.id) for told in self.same(past)))

    def same(self, past: Past) -> list[Recorded[ProviderFeedbackGiven]]:
        """What this school has said of it before, withdrawn or not."""
        facts = {"school": self.school, "commission": self.commission, "dimension": self.dimension}
        return list(past.entries_of(ProviderFeedbackGiven, **facts))

    def check(self, past: Past) -> None:
        bought = cited(past, self.commission, "commission")
        if not bought.is_of("joint_commission"):
            raise NotFound("That is no joint commission.", "commission")
        if not bought.speaks_of(f"provider:{self.provider}"):
            raise NotFound("That provider was not part of it.", "provider")
        if not any(isinstance(entry.event, Occasion) for entry in bought.life):
            raise OutOfOrder("The provider has not come yet.", "commission")
        if self.standing(past):
            raise AlreadySaid("This school has said so; amend that.", "dimension")

    def standing(self, past: Past) -> bool:
        """Whether something that this school said of it before stands."""
        return not all(is_withdrawn(past._replace(act=told.id)) for told in self.same(past))

    def check_brought_back(self, past: Past) -> None:
        if self.standing(past):
            raise OutOfOrder("This school has said it anew since: withdraw that first.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        what = f"{self.dimension.words} {self.rating} of 5"
        return f"{name_of(self.school)} gave {self.provider} for {what}."


class ProviderResponseRecorded(Continued):
    """What the provider answered, recorded by the school that was told, or by an admin."""

    TOPIC = "provider-response-recorded/1"
    COMMAND = "record_provider_response"
    ROLES = frozenset({Role.EDITOR, Role.ADMIN})
    """Providers do not sign in."""

    response: Annotated[Statement, "what the provider answers"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The provider answered on {on(self.happened_on)}."


KINDS = (ProviderFeedbackGiven, ProviderResponseRecorded)
