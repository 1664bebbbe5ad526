"""The account of a joint commission: where every penny went that came in.

It is an entry of a joint commission; its sessions stand in `joint_commission`.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import participants
from ledger.domain.commission import OfCommission, due_back, payments
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.lifecycle import CANCELLED
from ledger.domain.limits import Between
from ledger.domain.money import Contribution, check_each_once, pounds
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Pence
from ledger.domain.refusal import AlreadySaid, NotFound, OutOfBalance
from ledger.domain.words import Money


class CommissionReconciled(OfCommission):
    """The schools accounted for every penny that came in."""

    TOPIC = "commission-reconciled/1"
    COMMAND = "reconcile_commission"
    STEP = lifecycle.LOOK_BACK.also_from(CANCELLED)

    contributions: Annotated[tuple[Contribution, ...], "what each school has paid", Between(0, 60)]
    spent: Annotated[Money, "what was spent in all"]
    subsidy: Annotated[Money, "what somebody else than the schools paid"] = Pence(0)
    refunds: Annotated[tuple[Contribution, ...], "what each school got back", Between(0, 60)] = ()
    instead_of: Annotated[
        EntryId | None, "the account in whose place this one stands, if there was one"
    ] = None

    def check(self, past: Past) -> None:
        self.check_is_the_account(past)
        self.check_schools(past)
        self.check_back(past)
        self.check_paid(payments(past))
        self.check_balance()

    def check_again(self, past: Past) -> None:
        """Only its own sums: a payment may have been wrong, and then there is a new account."""
        self.check_schools(past)
        self.check_balance()

    def check_schools(self, past: Past) -> None:
        """It tells of partners, and of each once."""
        there = participants(past)
        check_each_once(self.contributions, there, "contributions")
        check_each_once(self.refunds, there, "refunds")

    def check_is_the_account(self, past: Past) -> None:
        """There is one account at a time; another one says in whose place it stands."""
        there = past.entries_of(CommissionReconciled)
        last = next((entry.id for entry in reversed(list(there))), None)
        if self.instead_of == last:
            return
        if last is None:
            raise NotFound("This act has no such account.", "instead_of")
        raise AlreadySaid(
            f"It was accounted for already: say that this stands in place of {last} (insteadOf).",
            "instead_of",
        )

    def check_balance(self) -> None:
        """Every penny that came in is accounted for, and nobody gets back what it never paid."""
        paid = Counter({one.school: one.amount for one in self.contributions})
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
        for school, due in sorted(due_back(past).items()):
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


KINDS = (CommissionReconciled,)
