"""The account of one joint commission: who promised, who paid, who still owes, and who came.

What stands in an entry is read here; what may be said of it is decided in `commission` and `value`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ledger.domain.act import participants
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import JointCommissionAwarded
from ledger.domain.acts.commission_pool import PoolOpened
from ledger.domain.acts.commission_quotes import (
    GroupQuoteObtained,
    SoloQuoteObtained,
    is_comparable,
)
from ledger.domain.acts.joint_commission import (
    BriefWritten,
    CommissionNeedAgreed,
    JointCommissionPlanned,
)
from ledger.domain.commission import payments, pledges
from ledger.domain.occasion import Occasion, occasions
from ledger.domain.past import Recorded
from ledger.domain.presence import OwnWords, own_words
from ledger.figures.told_act import ToldAct, told_act
from ledger.projections.snapshot import Snapshot


class Came(NamedTuple):
    """Colleagues of one school at one session."""

    school: str
    attended: int
    minutes: int
    is_confirmed: bool
    """Whether the school itself has said so."""
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Account(ToldAct):
    """Everything that was said of the money of a commission."""

    @cached_property
    def award(self) -> JointCommissionAwarded | JointCommissionPlanned | None:
        """Who is paid, and how much: the award, or the plan that said it at once."""
        found: list[JointCommissionAwarded | JointCommissionPlanned] = [
            *self.past.all(JointCommissionPlanned),
            *self.past.all(JointCommissionAwarded),
        ]
        return found[-1] if found else None

    @cached_property
    def brief(self) -> BriefWritten | None:
        """The brief that holds: the last one."""
        found = self.past.all(BriefWritten)
        return found[-1] if found else None

    @cached_property
    def terms(self) -> BriefWritten | JointCommissionPlanned | None:
        """Where it stands how often the expert comes, and what is done afterwards."""
        planned = self.past.all(JointCommissionPlanned)
        return self.brief or (planned[-1] if planned else None)

    @cached_property
    def reconciled(self) -> CommissionReconciled | None:
        """The last account of every penny."""
        found = self.past.all(CommissionReconciled)
        return found[-1] if found else None

    @cached_property
    def schools(self) -> tuple[str, ...]:
        """The schools that take part, in the order of their numbers."""
        return tuple(sorted(participants(self.past)))

    @cached_property
    def shares(self) -> dict[str, int]:
        """What each school should pay by the rule of the pool, or of the plan."""
        if pools := self.past.all(PoolOpened):
            return dict[str, int](pools[-1].owed().items())
        plans = self.past.all(JointCommissionPlanned)
        return {one.school: one.amount for plan in plans for one in plan.contributions}

    @cached_property
    def pledged(self) -> dict[str, int]:
        """What each school promised and did not take back."""
        return dict[str, int](pledges(self.past).items())

    @cached_property
    def due(self) -> dict[str, int]:
        """What each school has to pay: its pledge, and what it bears for those that left."""
        due = dict(self.pledged)
        award = self.award
        if isinstance(award, JointCommissionAwarded) and award.underwriter:
            rest = award.price - award.subsidy - sum(due.values())
            due[award.underwriter] = due.get(award.underwriter, 0) + max(0, rest)
        return due

    @cached_property
    def paid(self) -> Counter[str]:
        """What each school has paid."""
        return Counter[str](dict(payments(self.past).items()))

    @cached_property
    def refunded(self) -> dict[str, int]:
        """What each school got back."""
        told = self.reconciled
        return {back.school: back.amount for back in told.refunds} if told else {}

    @property
    def balance(self) -> int | None:
        """What came in and is not accounted for, in pence; None before it was reconciled."""
        if (told := self.reconciled) is None:
            return None
        came = sum(self.paid.values()) + told.subsidy
        return came - told.spent - sum(self.refunded.values())

    def contribution(self, school: str) -> int:
        """What a school puts in: what it paid, and before all is settled what it will have to."""
        paid = self.paid[school]
        return paid if self.reconciled else max(paid, self.due.get(school, 0))

    def solo_quote(self, school: str) -> Recorded[SoloQuoteObtained] | None:
        """What the same would have cost a school alone: the least that may be compared."""
        award = self.award
        group = [
            quote
            for quote in self.past.all(GroupQuoteObtained)
            if award is None or quote.provider == award.provider
        ]
        comparable = [
            solo
            for solo in self.past.entries_of(SoloQuoteObtained, school=school)
            if any(is_comparable(solo.event, quote) for quote in group)
        ]
        return min(comparable, key=lambda solo: (solo.event.amount, solo.position), default=None)

    @cached_property
    def came(self) -> list[Came]:
        """Who came to which session: as the school itself says, or else as it was recorded."""
        own = own_words(self.past.entries)
        return [one for held in occasions(self.past) for one in _came(held, own)]


def _came(held: Recorded[Occasion], own: OwnWords) -> list[Came]:
    found = []
    for there in held.event.attendance:
        word = own.get((held.id, there.school))
        attended = there.attended if word is None else word.event.came
        sources = (held.position, *([word.position] if word else []))
        is_own = word is not None
        found.append(Came(there.school, attended, held.event.minutes, is_own, sources))
    return found


def account(now: Snapshot, act: int) -> Account | None:
    """The account of a commission; None for any other act, a withdrawn one, one that is unseen."""
    return told_act(now, act, Account, JointCommissionPlanned, CommissionNeedAgreed)
