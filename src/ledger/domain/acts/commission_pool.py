"""The pool of a joint commission: by what rule schools pay for it, who promised, and who has paid.

Row 23 of the article's list. These are entries of a joint commission; its sessions stand in
`joint_commission`.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import check_own_word, opening, participants
from ledger.domain.commission import (
    OfCommission,
    Payment,
    Pledge,
    PledgeTakenBack,
    payments,
    pledges,
    rests_on_pledges,
)
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.lifecycle import AFTER, CANCELLED, CLOSED
from ledger.domain.limits import Between
from ledger.domain.matter import check_since_raised
from ledger.domain.money import Part, Share, check_each_once, pounds, split
from ledger.domain.past import Past
from ledger.domain.record import Pence
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    OutOfBalance,
    OutOfRange,
)
from ledger.domain.words import Money, Reason


class PoolOpened(OfCommission):
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


class ContributionPledged(Pledge):
    """A school promised what it will put into the pool."""

    TOPIC = "contribution-pledged/1"
    COMMAND = "pledge_contribution"
    STEP = lifecycle.CONSIDER

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)
        if not past.has(PoolOpened):
            raise Missing("Open the pool first.", "act")
        if self.school in pledges(past):
            raise AlreadySaid("This school has pledged; amend or withdraw that.", "school")
        if not self.amount:
            raise OutOfRange("A school that pledges nothing need not pledge.", "amount")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} pledged {pounds(self.amount)}."


class ContributionWithdrawn(PledgeTakenBack):
    """A school took back its promise. What it has paid comes back when the money is reconciled."""

    TOPIC = "contribution-withdrawn/1"
    COMMAND = "withdraw_contribution"
    STEP = lifecycle.PREPARE

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
        to_pay = rests_on_pledges(past)
        left = sum(amount for school, amount in pledges(past).items() if school != self.school)
        if to_pay > left:
            is_planned = hasattr(opening(past), "contributions")
            way_out = "call it off and plan it anew" if is_planned else "another pledge is raised"
            raise OutOfBalance(
                f"Without it {pounds(left)} is pledged, but {pounds(to_pay)} is to be paid, and "
                f"nobody underwrites it: {way_out} first.",
                "school",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} withdrew its pledge."


class ContributionPaid(Payment):
    """A school's money came in."""

    TOPIC = "contribution-paid/1"
    COMMAND = "pay_contribution"
    STEP = lifecycle.PREPARE.also_from(*AFTER, CLOSED, CANCELLED)

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


KINDS = (PoolOpened, ContributionPledged, ContributionWithdrawn, ContributionPaid)
