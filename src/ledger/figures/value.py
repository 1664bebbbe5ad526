"""What a joint commission cost each school, and what it saved against going alone.

Cost stands beside what is known of the outcome and is never divided by it: there is no price of a
point of effect. What going alone would have cost is only ever the school's own quote for the same
brief at about the same time; where there is none, no saving is claimed (`domain.md` 3.5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.commission_quotes import GroupQuoteObtained, SoloQuoteObtained
from ledger.domain.acts.joint_commission import JointCommissionFollowedUp
from ledger.figures.account import Account, Came, account
from ledger.figures.commission import BINDING, NONE_THERE
from ledger.figures.figure import (
    CLAIMED,
    FEWEST_PEOPLE,
    MOST_SECURE,
    Caution,
    FigureState,
    FigureUnit,
    Measured,
    not_recorded,
    too_few,
)
from ledger.figures.method import method
from ledger.figures.release import Cost, cost_of, rates_of, whose
from ledger.projections.money import released_for
from ledger.projections.snapshot import Snapshot
from ledger.statistics import value_for_money
from ledger.statistics.shares import break_even as schools_needed
from ledger.statistics.value_for_money import Spent, each

NOT_COMPARABLE = Measured(
    unit=FigureUnit.PENCE, state=FigureState.NOT_COMPARABLE, message="money.not_comparable"
)
UNSAID = not_recorded(FigureUnit.PENCE, "money")

WITHOUT_RELEASE = (
    "for each school: what it paid, or, while the money is not reconciled, what it has to pay if "
    "that is more; less what it got back"
)


@method("commission.cost/1", formula=f"{WITHOUT_RELEASE}; with release: and what cover cost")
def cost(now: Snapshot, *, act: int, school: str = "", with_release: bool = False) -> Measured:
    """What it cost a school, or all of them. Pooling money does not save release time."""
    told = account(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    sources = told.positions(*BINDING, ContributionPaid, CommissionReconciled, school=school)
    payers = [school] if school else _payers(told)
    released = [_released(now, act, payer) for payer in payers] if with_release else []
    if not payers or not sources or None in released:
        return UNSAID
    extra = [one for one in released if one is not None]
    pence = sum(_pence(told, payer) for payer in payers) + sum(one.pence for one in extra)
    is_reckoned = any(one.is_reckoned for one in extra)
    return Measured(
        value=pence,
        unit=FigureUnit.PENCE,
        message="money",
        state=FigureState.MEASURED if told.reconciled else FigureState.PROVISIONAL,
        cautions=(Caution.STANDARD_RATE,) if is_reckoned else (),
        security=MOST_SECURE - (not told.reconciled) - is_reckoned,
        reasons=_why_unsure(told, is_reckoned=is_reckoned),
        sources=(*sources, *(position for one in extra for position in one.sources)),
    )


def _why_unsure(told: Account, *, is_reckoned: bool = False) -> tuple[str, ...]:
    """What the amount still waits for, and what in it was never paid."""
    wrong = {"not_settled": not told.reconciled, "reckoned": is_reckoned}
    return tuple(reason for reason, is_so in wrong.items() if is_so)


def _pence(told: Account, school: str) -> int:
    spent = Spent(told.contribution(school), refund_pence=told.refunded.get(school, 0))
    return value_for_money.value(spent).cost_pence


def _payers(told: Account) -> list[str]:
    """The schools that put something in, or have to."""
    return [urn for urn in told.schools if told.due.get(urn) or told.paid[urn]]


def _released(now: Snapshot, act: int, school: str) -> Cost | None:
    """What cover cost a school; None where none is known, or it is not for the asker to see."""
    rows = now.once(("released_for", act), lambda: released_for(now, [act]))
    numbers = whose(now, school, "")
    mine = [row for row in rows if row.school in numbers]
    return cost_of(mine, rates_of(now, [school])) if mine else None


@method(
    "commission.saving/1",
    formula="the school's own quote for the same brief, tax and time, less what it paid and did "
    "not get back; release time is the same either way",
)
def saving(now: Snapshot, *, act: int, school: str) -> Measured:
    """What a school saved against going alone."""
    told = account(now, act)
    if told is None or school not in _payers(told):
        return NONE_THERE
    quote = told.solo_quote(school)
    if quote is None:
        return NOT_COMPARABLE
    net = _pence(told, school)
    saved = value_for_money.value(Spent(net), quote.event.amount).saving_pence
    assert saved is not None, "there is a quote to compare with"
    binding = told.positions(*BINDING, ContributionPaid, CommissionReconciled, school=school)
    return Measured(
        value=saved,
        unit=FigureUnit.PENCE,
        message="money.saved" if saved >= 0 else "money.not_saved",
        state=FigureState.MEASURED if told.reconciled else FigureState.PROVISIONAL,
        security=MOST_SECURE - (not told.reconciled),
        reasons=_why_unsure(told),
        sources=(quote.position, *told.positions(GroupQuoteObtained), *binding),
    )


@method(
    "commission.break_even/1",
    formula="price / the lowest quote that a school got for the same alone, rounded up",
)
def break_even(now: Snapshot, *, act: int) -> Measured:
    """From how many schools on it was no dearer to buy together."""
    told = account(now, act)
    if told is None or told.award is None:
        return replace(UNSAID, unit=FigureUnit.SCHOOLS)
    quotes = [quote for urn in told.schools if (quote := told.solo_quote(urn))]
    quotes = [quote for quote in quotes if quote.event.amount]
    if not quotes:
        return replace(NOT_COMPARABLE, unit=FigureUnit.SCHOOLS)
    lowest = min(quote.event.amount for quote in quotes)
    return Measured(
        value=schools_needed(told.award.price, lowest),
        unit=FigureUnit.SCHOOLS,
        message="break_even",
        security=5,
        sources=told.positions(*BINDING, GroupQuoteObtained, SoloQuoteObtained),
    )


@method(
    "commission.per_teacher/1",
    formula="cost / teachers; of each school as many teachers as came to its fullest session",
)
def per_teacher(
    now: Snapshot, *, act: int, school: str = "", with_release: bool = False
) -> Measured:
    """What it cost for each teacher that came."""
    return _each(now, act, school, with_release, "money.per_teacher", teachers)


@method(
    "commission.per_teacher_hour/1",
    formula="cost / the hours that teachers were there, each teacher's counted",
)
def per_teacher_hour(
    now: Snapshot, *, act: int, school: str = "", with_release: bool = False
) -> Measured:
    """What it cost for each hour that a teacher was there."""
    return _each(now, act, school, with_release, "money.per_teacher_hour", hours)


@method("commission.per_follow_up/1", formula="cost / follow-ups that were held")
def per_follow_up(
    now: Snapshot, *, act: int, school: str = "", with_release: bool = False
) -> Measured:
    """What it cost for each follow-up held: a one-off has no such figure."""
    spent = cost.answer(now, act=act, school=school, with_release=with_release)
    told = account(now, act)
    held = told.positions(JointCommissionFollowedUp) if told else ()
    if spent.value is None:
        return spent
    if not held:
        return UNSAID
    by_each = each(int(spent.value), len(held))
    sources = (*spent.sources, *held)
    return replace(spent, value=by_each, message="money.per_follow_up", sources=sources)


def teachers(came: list[Came]) -> int:
    """How many teachers there were at least: of each school those at its fullest session."""
    most: Counter[str] = Counter()
    for one in came:
        most[one.school] = max(most[one.school], one.attended)
    return most.total()


def hours(came: list[Came]) -> float:
    """The hours that teachers were there, each teacher's counted."""
    return sum(one.attended * one.minutes for one in came) / 60


def _each(  # noqa: PLR0913, PLR0917
    now: Snapshot,
    act: int,
    school: str,
    with_release: bool,
    message: str,
    many: Callable[[list[Came]], float],
) -> Measured:
    """The cost by so many; of fewer than ten teachers nothing is told."""
    spent = cost.answer(now, act=act, school=school, with_release=with_release)
    if spent.value is None:
        return spent
    told = account(now, act)
    came = [one for one in told.came if school in ("", one.school)] if told else []
    if teachers(came) < FEWEST_PEOPLE:
        return too_few(FigureUnit.PENCE, "money")
    claimed = any(one.attended and not one.is_confirmed for one in came)
    return replace(
        spent,
        value=each(int(spent.value), many(came)),
        message=message,
        n=teachers(came),
        cautions=(*spent.cautions, *([Caution.CLAIM_ONLY] if claimed else [])),
        security=min(spent.security, CLAIMED) if claimed else spent.security,
        reasons=(*spent.reasons, *(["not_confirmed"] if claimed else [])),
        sources=(*spent.sources, *(position for one in came for position in one.sources)),
    )
