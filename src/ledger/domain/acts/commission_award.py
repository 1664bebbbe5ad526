"""The award of a joint commission: whom the schools chose, why, and who is related to them.

An auditor asks who decided, between which quotes. It is an entry of a joint commission; its
sessions stand in `joint_commission`.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import check_own_word, life_of
from ledger.domain.commission import (
    Conflict,
    GroupQuote,
    OfCommission,
    Related,
    check_declared,
    check_partners,
    declared,
    pledges,
)
from ledger.domain.credential import Credential
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import ProviderId, SchoolId
from ledger.domain.lifecycle import AGREED, PROPOSED, Step
from ledger.domain.matter import check_since_raised
from ledger.domain.money import Vat, pounds
from ledger.domain.past import Past
from ledger.domain.record import Code, Pence
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.words import Money

AWARD = Step(frozenset({PROPOSED}), AGREED)
"""Whoever planned it at once has named the provider and the payers in the plan."""


class AwardBasis(Code):
    """Why this provider, and no other."""

    LOWEST_PRICE = "lowest_price"
    BEST_VALUE = "best_value"
    ONLY_QUOTE = "only_quote"
    KNOWN_EXPERT = "known_expert"


class JointCommissionAwarded(OfCommission):
    """The schools chose a provider."""

    TOPIC = "joint-commission-awarded/1"
    COMMAND = "award_joint_commission"
    STEP = AWARD

    provider: Annotated[ProviderId, "who is paid"]
    price: Annotated[Money, "what the provider is paid in all"]
    vat: Annotated[Vat, "whether the price has value added tax in it"]
    subsidy: Annotated[Money, "what somebody else than the schools pays"] = Pence(0)
    award_basis: Annotated[AwardBasis, "why this provider"]
    underwriter: Annotated[
        SchoolId | None, "the school that pays what nobody pledged, if one does"
    ] = None
    conflicts_declared: Related = ()
    credential: Credential = None

    def check(self, past: Past) -> None:
        check_since_raised(past, self)
        pledged = pledges(past)
        if len(pledged) < 2:
            raise Missing("At least two schools pledge before anything is awarded.", "act")
        if self.subsidy > self.price:
            raise OutOfRange("The subsidy is more than the price.", "subsidy")
        if self.underwriter:
            check_partners(past, (self.underwriter,), "underwriter")
        elif self.price - self.subsidy > sum(pledged.values()):
            raise OutOfBalance(
                f"The schools pledged {pounds(sum(pledged.values()))}, but "
                f"{pounds(self.price - self.subsidy)} is to be paid: name who pays the rest.",
                "underwriter",
            )
        self.check_conflicts(past)
        if self.award_basis is AwardBasis.ONLY_QUOTE:
            self.check_only_quote(past)

    def check_only_quote(self, past: Past) -> None:
        """Only this provider told the schools a price, and the last that it told is the one."""
        last = {told.event.provider: told.event for told in life_of(past, GroupQuote)}
        if last.keys() != {self.provider}:
            raise OutOfOrder("It is not the only one that gave a quote.", "award_basis")
        quote = last[self.provider]
        if quote.vat is self.vat and quote.amount != self.price:
            raise OutOfBalance(f"The only quote is {pounds(quote.amount)}.", "price")

    def check_conflicts(self, past: Past) -> None:
        """Whoever a quote called related to the provider says so when the award is made."""
        check_partners(past, self.conflicts_declared, "conflicts_declared")
        known = declared(past, self.provider).union(self.conflicts_declared)
        for quote in past.all(GroupQuote, provider=self.provider):
            check_declared(quote.related_partners, known, "conflicts_declared")

    def sentence(self, name_of: NameOf = str) -> str:
        why = self.award_basis.words
        return f"Awarded to {self.provider} for {pounds(self.price)} ({why})."


class ConflictDeclared(Conflict):
    """A school says that it is related to a provider, whenever that becomes known."""

    TOPIC = "conflict-declared/1"
    COMMAND = "declare_conflict"
    STEP = lifecycle.ANY_TIME

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        if past.has(ConflictDeclared, provider=self.provider, school=self.school):
            raise AlreadySaid("This school has declared that.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} declared that it is related to {self.provider}."


KINDS = (JointCommissionAwarded, ConflictDeclared)
