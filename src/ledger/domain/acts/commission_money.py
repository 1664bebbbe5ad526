"""The money of a joint commission: what is asked for it, who pays, and where every penny went.

Schools ask for quotes, open a pool, pledge, award, pay, and reconcile (rows 22, 23 and 25 of the
article's list). These are entries of a joint commission; its sessions stand in `joint_commission`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Annotated, Any

from ledger.domain import lifecycle
from ledger.domain.act import Later, Opening, check_own_word, life, life_of, opening, participants
from ledger.domain.credential import Credential
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import Digest, ProviderId, SchoolId
from ledger.domain.lifecycle import AFTER, AGREED, CANCELLED, CLOSED, PROPOSED, Step
from ledger.domain.limits import Between
from ledger.domain.matter import check_since_raised
from ledger.domain.money import Contribution, Part, Share, Vat, check_each_once, pounds, split
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code, Pence
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotMember,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.words import HappenedOn, Money, Reason

AWARD = Step(frozenset({PROPOSED}), AGREED)
"""Whoever planned it at once has named the provider and the payers in the plan."""

COMPARABLE_FOR = timedelta(days=90)
"""Quotes that lie further apart than this are of two markets."""

Related = Annotated[
    tuple[SchoolId, ...], "partners that are related to the provider", Between(0, 60)
]


class AwardBasis(Code):
    """Why this provider, and no other."""

    LOWEST_PRICE = "lowest_price"
    BEST_VALUE = "best_value"
    ONLY_QUOTE = "only_quote"
    KNOWN_EXPERT = "known_expert"


class _OfCommission(Later):
    """Something said of the money of a joint commission."""

    happened_on: HappenedOn

    @classmethod
    def belongs_to(cls, first: Opening) -> bool:
        """Its family stands in another file."""
        return type(first).__module__.endswith(".joint_commission")


class _Quote(_OfCommission):
    """What a provider asks for what a brief says."""

    STEP = lifecycle.PREPARE

    provider: Annotated[ProviderId, "who would be paid"]
    amount: Annotated[Money, "what the provider asks"]
    vat: Annotated[Vat, "whether the price has value added tax in it"]
    spec_hash: Annotated[Digest, "the SHA-256 of the brief that it answers"]
    valid_until: Annotated[date, "the last day on which it holds"]

    def check(self, past: Past) -> None:
        if self.valid_until < self.happened_on:
            raise OutOfRange("It held no longer when it was made.", "valid_until")


class SoloQuoteObtained(_Quote):
    """A school asked what the same would cost it alone."""

    TOPIC = "solo-quote-obtained/1"
    COMMAND = "obtain_solo_quote"

    school: Annotated[SchoolId, "the school that asked"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Alone, {name_of(self.school)} would pay {pounds(self.amount)}."


class GroupQuoteObtained(_Quote):
    """The schools asked what it would cost them together."""

    TOPIC = "group-quote-obtained/1"
    COMMAND = "obtain_group_quote"

    related_partners: Related = ()

    def check(self, past: Past) -> None:
        super().check(past)
        check_partners(past, self.related_partners, "related_partners")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Together, the schools would pay {pounds(self.amount)}."


class PoolOpened(_OfCommission):
    """The schools opened a pool, and said by what rule each of them pays."""

    TOPIC = "pool-opened/1"
    COMMAND = "open_pool"
    STEP = lifecycle.CONSIDER

    to_raise: Annotated[Money, "what the schools need in all"]
    share: Annotated[Share, "how the cost is split"]
    parts: Annotated[tuple[Part, ...], "the parts that each school bears", Between(2, 60)]

    def check(self, past: Past) -> None:
        check_since_raised(past, self)
        check_each_once(self.parts, participants(past), "parts")
        borne = {part.parts for part in self.parts}
        if borne == {0}:
            raise OutOfRange("Somebody has to bear a part.", "parts")
        if self.share is Share.EQUAL and len(borne) > 1:
            raise OutOfBalance("Where the split is equal, all bear as many parts.", "parts")
        if past.has(PoolOpened):
            raise AlreadySaid("The pool is open; amend that.", "act")

    def owed(self) -> dict[SchoolId, Pence]:
        """What each school should pay by the rule. It adds up to the penny."""
        shares = split(self.to_raise, [part.parts for part in self.parts])
        return {part.school: Pence(share) for part, share in zip(self.parts, shares, strict=True)}

    def sentence(self, name_of: NameOf = str) -> str:
        return f"A pool was opened for {pounds(self.to_raise)}, split {self.share.words}."


class ContributionPledged(_OfCommission):
    """A school promised what it will put into the pool."""

    TOPIC = "contribution-pledged/1"
    COMMAND = "pledge_contribution"
    STEP = lifecycle.CONSIDER

    school: Annotated[SchoolId, "the school that promises"]
    amount: Annotated[Money, "what it promises"]

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        if not past.has(PoolOpened):
            raise Missing("Open the pool first.", "act")
        if self.school in pledges(past):
            raise AlreadySaid("This school has pledged; amend or withdraw that.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} pledged {pounds(self.amount)}."


class ContributionWithdrawn(_OfCommission):
    """A school took back its promise. What it has paid comes back when the money is reconciled."""

    TOPIC = "contribution-withdrawn/1"
    COMMAND = "withdraw_contribution"
    STEP = lifecycle.PREPARE

    school: Annotated[SchoolId, "the school that pledged"]
    reason: Reason

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        if self.school not in pledges(past):
            raise Missing("This school has pledged nothing.", "school")
        self.check_covered(past)

    def check_again(self, past: Past) -> None:
        """Nothing: what was withdrawn was withdrawn, whatever it leaves uncovered."""

    def check_covered(self, past: Past) -> None:
        """Refuse to take back what an award rests on, if nobody pays the rest."""
        to_pay = _rests_on_pledges(past)
        left = sum(amount for school, amount in pledges(past).items() if school != self.school)
        if to_pay > left:
            raise OutOfBalance(
                f"Without it {pounds(left)} is pledged, but {pounds(to_pay)} is to be paid, and "
                "nobody underwrites it: another pledge is raised first.",
                "school",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} withdrew its pledge."


class JointCommissionAwarded(_OfCommission):
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
        last = {told.event.provider: told.event for told in life_of(past, GroupQuoteObtained)}
        if last.keys() != {self.provider}:
            raise OutOfOrder("It is not the only one that gave a quote.", "award_basis")
        quote = last[self.provider]
        if quote.vat is self.vat and quote.amount != self.price:
            raise OutOfBalance(f"The only quote is {pounds(quote.amount)}.", "price")

    def check_conflicts(self, past: Past) -> None:
        """Whoever a quote called related to the provider says so when the award is made."""
        check_partners(past, self.conflicts_declared, "conflicts_declared")
        for quote in past.all(GroupQuoteObtained, provider=self.provider):
            for school in quote.related_partners:
                if school not in self.conflicts_declared:
                    raise Missing(
                        f"School {school} is related to the provider: declare it.",
                        "conflicts_declared",
                    )

    def sentence(self, name_of: NameOf = str) -> str:
        why = self.award_basis.words
        return f"Awarded to {self.provider} for {pounds(self.price)} ({why})."


class ContributionPaid(_OfCommission):
    """A school's money came in."""

    TOPIC = "contribution-paid/1"
    COMMAND = "pay_contribution"
    STEP = lifecycle.PREPARE.also_from(*AFTER, CLOSED)

    school: Annotated[SchoolId, "the school that paid"]
    amount: Annotated[Money, "what it paid"]
    is_over_pledge: Annotated[bool, "whether it knowingly paid more than it pledged"] = False

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        self.check_again(past)

    def check_again(self, past: Past) -> None:
        """Whoever recorded it: others could note down a payment before it was a school's word."""
        pledged = pledges(past).get(self.school, 0)
        paid = payments(past)[self.school] + self.amount
        if paid > pledged and not self.is_over_pledge:
            raise OutOfBalance(
                f"That makes {pounds(paid)}, but {pounds(pledged)} was pledged: say so if it "
                "is meant.",
                "amount",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        over = ", more than it pledged" if self.is_over_pledge else ""
        return f"{name_of(self.school)} paid {pounds(self.amount)}{over}."


class CommissionReconciled(_OfCommission):
    """The schools accounted for every penny that came in."""

    TOPIC = "commission-reconciled/1"
    COMMAND = "reconcile_commission"
    STEP = lifecycle.LOOK_BACK.also_from(CANCELLED)

    contributions: Annotated[tuple[Contribution, ...], "what each school has paid", Between(0, 60)]
    spent: Annotated[Money, "what was spent in all"]
    subsidy: Annotated[Money, "what somebody else than the schools paid"] = Pence(0)
    refunds: Annotated[tuple[Contribution, ...], "what each school got back", Between(0, 60)] = ()

    def check(self, past: Past) -> None:
        self.check_back(past)
        self.check_balance(past)

    def check_again(self, past: Past) -> None:
        """But for who gets back what: no correction could name one more school."""
        self.check_balance(past)

    def check_balance(self, past: Past) -> None:
        """Every penny that came in is accounted for, and nobody gets back what it never paid."""
        there = participants(past)
        check_each_once(self.contributions, there, "contributions")
        check_each_once(self.refunds, there, "refunds")
        paid = payments(past)
        self.check_paid(paid)
        for n, refund in enumerate(self.refunds):
            if refund.amount > paid[refund.school]:
                raise OutOfBalance(
                    f"School {refund.school} paid {pounds(paid[refund.school])} only.",
                    "refunds", str(n), "amount",
                )  # fmt: skip
        came = sum(paid.values()) + self.subsidy
        went = self.spent + sum(refund.amount for refund in self.refunds)
        if came != went:
            raise OutOfBalance(
                f"{pounds(came)} came in, but {pounds(went)} is accounted for.", "spent"
            )

    def check_back(self, past: Past) -> None:
        """Whoever withdrew gets back all that it had paid until then."""
        back = {one.school: one.amount for one in self.refunds}
        for school, due in sorted(_due_back(past).items()):
            if back.get(school, 0) < due:
                raise OutOfBalance(
                    f"School {school} withdrew: it gets back {pounds(due)}.", "refunds"
                )

    def check_paid(self, paid: Counter[SchoolId]) -> None:
        """The account says of each school what the ledger says."""
        told = {one.school: one.amount for one in self.contributions}
        for school in sorted(told.keys() | paid.keys()):
            if told.get(school, 0) != paid[school]:
                raise OutOfBalance(
                    f"School {school} paid {pounds(paid[school])}, says the ledger.",
                    "contributions",
                )

    def sentence(self, name_of: NameOf = str) -> str:
        back = sum(refund.amount for refund in self.refunds)
        rest = f" and {pounds(back)} went back" if back else ""
        return f"Reconciled on {on(self.happened_on)}: {pounds(self.spent)} was spent{rest}."


def is_comparable(solo: SoloQuoteObtained, group: GroupQuoteObtained) -> bool:
    """Whether one may say that a school saved the difference: the same brief, at about one time."""
    apart = abs(solo.happened_on - group.happened_on)
    is_same = (solo.spec_hash, solo.vat) == (group.spec_hash, group.vat)
    return is_same and apart <= COMPARABLE_FOR


def pledges(past: Past) -> dict[SchoolId, Pence]:
    """What each school has pledged and not withdrawn. A plan that opens the act says it at once."""
    planned: tuple[Contribution, ...] = getattr(opening(past), "contributions", ())
    standing = {one.school: one.amount for one in planned}
    for entry in life(past):
        match entry.event:
            case ContributionPledged(school=school, amount=amount):
                standing[school] = amount
            case ContributionWithdrawn(school=school):
                standing.pop(school, None)
    return standing


def payments(past: Past) -> Counter[SchoolId]:
    """What each school has paid so far, in pence."""
    paid: Counter[SchoolId] = Counter()
    for entry in life_of(past, ContributionPaid):
        paid[entry.event.school] += entry.event.amount
    return paid


def _due_back(past: Past) -> dict[SchoolId, int]:
    """What each school had paid when it withdrew its pledge, if it has given no other since."""
    paid: Counter[SchoolId] = Counter()
    due: dict[SchoolId, int] = {}
    for entry in life(past):
        match entry.event:
            case ContributionPaid(school=school, amount=amount):
                paid[school] += amount
            case ContributionWithdrawn(school=school):
                due[school] = paid[school]
            case ContributionPledged(school=school):
                due.pop(school, None)
    return due


def _rests_on_pledges(past: Past) -> int:
    """What the pledges have to cover: nothing before an award, or where somebody underwrites it."""
    awards = [entry.event for entry in life_of(past, JointCommissionAwarded)]
    award: Any = awards[-1] if awards else opening(past)
    if not hasattr(award, "price") or getattr(award, "underwriter", None):
        return 0
    return int(award.price - award.subsidy)


def check_partners(past: Past, schools: tuple[SchoolId, ...], path: str) -> None:
    """Refuse a school that takes no part."""
    for school in schools:
        if school not in participants(past):
            raise NotMember(f"School {school} is not a partner.", path)


KINDS = (
    SoloQuoteObtained, GroupQuoteObtained, PoolOpened, ContributionPledged, ContributionWithdrawn,
    JointCommissionAwarded, ContributionPaid, CommissionReconciled,
)  # fmt: skip
