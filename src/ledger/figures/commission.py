"""The money of a joint commission, to the penny: promised, paid, owed, spent and given back.

Beside it stands what was bought for it: how often the expert was to come and came, and what was
done afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import JointCommissionAwarded
from ledger.domain.acts.commission_pool import (
    ContributionPaid,
    ContributionPledged,
    ContributionWithdrawn,
    PoolOpened,
)
from ledger.domain.acts.joint_commission import (
    BriefWritten,
    ExpertSessionHeld,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
)
from ledger.figures.account import Account, account
from ledger.figures.figure import FigureState, FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.projections.snapshot import Snapshot

PROMISES = (JointCommissionPlanned, ContributionPledged, ContributionWithdrawn)
BINDING = (*PROMISES, JointCommissionAwarded)

NONE_THERE = Measured(unit=FigureUnit.PENCE, state=FigureState.NOT_APPLICABLE, message="money")
"""There is no such commission, or the school has no part in it."""


def money(pence: int, sources: tuple[int, ...], message: str = "money") -> Measured:
    """An amount that stands in the entries; where there are none, nobody wrote it down."""
    if not sources:
        return not_recorded(FigureUnit.PENCE, "money")
    return Measured(
        value=pence, unit=FigureUnit.PENCE, message=message, security=5, sources=sources
    )


def number(
    many: int | None, unit: FigureUnit, sources: tuple[int, ...], message: str = "count"
) -> Measured:
    """How many of them there are; None where nobody said."""
    if many is None:
        return not_recorded(unit, message)
    return Measured(value=many, unit=unit, message=message, security=5, sources=sources)


def _sum(told: Account | None, sums: Mapping[str, int], school: str, *kinds: type) -> Measured:
    """What a school has there, or all of them together."""
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    pence = sums.get(school, 0) if school else sum(sums.values())
    return money(pence, told.positions(*kinds, school=school))


@method("commission.share/1", formula="what is to be raised, split by the rule of the pool")
def share(now: Snapshot, *, act: int, school: str) -> Measured:
    """What a school should pay by the rule that all agreed on."""
    told = account(now, act)
    if told is None or school not in told.schools:
        return NONE_THERE
    if school not in told.shares:
        return not_recorded(FigureUnit.PENCE, "money")
    return money(told.shares[school], told.positions(PoolOpened, JointCommissionPlanned))


@method("commission.pledged/1", formula="pledges that were not taken back, added up")
def pledged(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """What was promised."""
    told = account(now, act)
    return _sum(told, told.pledged if told else {}, school, *PROMISES)


@method("commission.paid/1", formula="what came in, added up")
def paid(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """What was paid."""
    told = account(now, act)
    return _sum(told, told.paid if told else {}, school, ContributionPaid)


@method("commission.refunded/1", formula="what went back when every penny was accounted for")
def refunded(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """What was given back."""
    told = account(now, act)
    return _sum(told, told.refunded if told else {}, school, CommissionReconciled)


@method(
    "commission.owed/1",
    formula="for each school: its pledge, and what it bears for those that left, less what it "
    "paid; never below nought, and nothing once every penny is accounted for",
)
def owed(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """What has still to be paid."""
    told = account(now, act)
    left: dict[str, int] = {}
    if told and told.reconciled is None:
        left = {urn: max(0, due - told.paid[urn]) for urn, due in told.due.items()}
    return _sum(told, left, school, *BINDING, ContributionPaid, CommissionReconciled)


@method("commission.price/1", formula="what the provider is paid in all")
def price(now: Snapshot, *, act: int) -> Measured:
    """What the provider is paid."""
    told = account(now, act)
    if told is None:
        return NONE_THERE
    pence = told.award.price if told.award else 0
    return money(pence, told.positions(JointCommissionPlanned, JointCommissionAwarded))


@method("commission.spent/1", formula="what was spent in all, as the last account says")
def spent(now: Snapshot, *, act: int) -> Measured:
    """What was spent."""
    told = account(now, act)
    if told is None:
        return NONE_THERE
    pence = told.reconciled.spent if told.reconciled else 0
    return money(pence, told.positions(CommissionReconciled))


@method(
    "commission.balance/1",
    formula="what the schools and others paid, less what was spent and what went back",
)
def balance(now: Snapshot, *, act: int) -> Measured:
    """What came in and is not accounted for: nought is reconciled to the penny."""
    told = account(now, act)
    if told is None:
        return NONE_THERE
    if told.balance is None:
        return not_recorded(FigureUnit.PENCE, "money")
    side = "over" if told.balance > 0 else "short" if told.balance < 0 else "even"
    sources = told.positions(CommissionReconciled, ContributionPaid)
    return money(told.balance, sources, f"balance.{side}")


@method("commission.sessions_planned/1", formula="as the brief says, or the plan")
def sessions_planned(now: Snapshot, *, act: int) -> Measured:
    """How many times the expert was to come."""
    told = account(now, act)
    many = told.terms.sessions if told and told.terms else None
    return number(many, FigureUnit.SESSIONS, _terms(told), "found")


@method("commission.follow_ups_promised/1", formula="as the brief says, or the plan")
def follow_ups_promised(now: Snapshot, *, act: int) -> Measured:
    """How many follow-ups were planned. None makes it a one-off."""
    told = account(now, act)
    many = told.terms.follow_up_sessions if told and told.terms else None
    return number(many, FigureUnit.FOLLOW_UPS, _terms(told), "found")


@method("commission.sessions_held/1", formula="sessions that were held, counted")
def sessions_held(now: Snapshot, *, act: int) -> Measured:
    """How many times the expert came."""
    return _held(now, act, ExpertSessionHeld, FigureUnit.SESSIONS)


@method("commission.follow_ups_held/1", formula="follow-ups that were held, counted")
def follow_ups_held(now: Snapshot, *, act: int) -> Measured:
    """How many follow-ups there were."""
    return _held(now, act, JointCommissionFollowedUp, FigureUnit.FOLLOW_UPS)


@method(
    "commission.brief_quality/1",
    formula="one point each for: outcomes, a plan for the baseline, two follow-ups or more, a plan "
    "for the evaluation, evidence cited, an exit clause",
)
def brief_quality(now: Snapshot, *, act: int) -> Measured:
    """How many of six things that a good brief has are there."""
    told = account(now, act)
    if told is None or told.brief is None:
        return not_recorded(FigureUnit.POINTS)
    last = told.positions(BriefWritten)[-1:]
    return number(told.brief.quality, FigureUnit.POINTS, last, "brief")


def _terms(told: Account | None) -> tuple[int, ...]:
    if told is None:
        return ()
    return told.positions(BriefWritten)[-1:] or told.positions(JointCommissionPlanned)


def _held(now: Snapshot, act: int, kind: type, unit: FigureUnit) -> Measured:
    told = account(now, act)
    sources = told.positions(kind) if told else ()
    return number(len(sources), unit, sources)
