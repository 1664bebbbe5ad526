"""Sums of money that noise would never meet: as the ledger has them, or a penny off."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

from ledger.domain.act import Act
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import JointCommissionAwarded
from ledger.domain.acts.joint_commission import JointCommissionPlanned
from ledger.domain.acts.shared_post_days import PostContributorLeft
from ledger.domain.identifiers import SchoolId
from ledger.domain.money import Contribution
from ledger.domain.record import Pence
from tests.domain.sums import WEEKS_OF_SCHOOL, paid_in, pledged_in, yearly
from tests.domain.there import life
from tests.scenario import Scenario


def nearly_to_the_penny(random: Random, story: Scenario, command: Act) -> Act:
    """Sums as the ledger has them, or one of them a penny off: mere noise never balances."""
    penny = random.choice([0, 0, 0, 1])
    match command:
        case JointCommissionPlanned(price=price) if random.random() < 0.2:
            return replace(command, price=Pence(price + 1))
        case JointCommissionAwarded(act=act, subsidy=subsidy):
            pledged = sum(pledged_in(life(story, act)).values())
            return replace(command, price=Pence(pledged + subsidy + penny), underwriter=None)
        case CommissionReconciled(act=act):
            return account(random, paid_in(life(story, act)), command)
        case PostContributorLeft(act=act, school=school, weeks_left=weeks):
            due = round(Fraction(yearly(life(story, act), school) * weeks, WEEKS_OF_SCHOOL))
            return replace(command, refund=Pence(due + penny))
    return command


def account(
    random: Random, paid: dict[SchoolId, int], command: CommissionReconciled
) -> CommissionReconciled:
    told = dict(paid)
    back = {school: random.choice([0, sum_, sum_ // 2]) for school, sum_ in told.items()}
    if off := random.choice([None, told, back]):
        off[random.choice(sorted(off))] += 1
    rest = sum(paid.values()) + command.subsidy - sum(back.values())
    return replace(
        command,
        contributions=contributions(told),
        refunds=contributions(back),
        spent=Pence(max(0, rest + random.choice([0, 0, 0, 1]))),
    )


def contributions(of: dict[SchoolId, int]) -> tuple[Contribution, ...]:
    return tuple(Contribution(school=school, amount=Pence(sum_)) for school, sum_ in of.items())
