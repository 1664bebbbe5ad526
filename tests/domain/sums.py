"""What always holds of money and of posts: sums balance to the penny (the eighth invariant)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ledger.domain.acts.commission_pool import (
    ContributionPaid,
    ContributionPledged,
    ContributionWithdrawn,
)
from ledger.domain.acts.shared_post import PostContributionAgreed
from ledger.domain.acts.shared_post_days import PostContributorJoined
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Recorded
from tests.domain.there import There

WEEKS_OF_SCHOOL = 39


def i8_a_plan_is_paid(there: There, entry: Recorded[Any]) -> bool:
    plan = entry.event
    assert sum(one.amount for one in plan.contributions) == plan.price - plan.subsidy
    return True


def i8_an_award_is_covered(there: There, entry: Recorded[Any]) -> bool:
    if entry.event.underwriter:
        return False
    pledged = pledged_in(there.before(entry))
    assert sum(pledged.values()) >= entry.event.price - entry.event.subsidy
    return True


def pledged_in(act: list[Recorded[Any]]) -> dict[SchoolId, int]:
    """What each school promises, unless it took that back."""
    pledged: dict[SchoolId, int] = {}
    for entry in act:
        match entry.event:
            case ContributionPledged(school=school, amount=amount):
                pledged[school] = amount
            case ContributionWithdrawn(school=school):
                pledged.pop(school, None)
    return pledged


def i8_an_account_balances(there: There, entry: Recorded[Any]) -> bool:
    account = entry.event
    came = {one.school: one.amount for one in account.contributions if one.amount}
    back = {one.school: one.amount for one in account.refunds}
    assert came == paid_in(there.before(entry))
    assert sum(came.values()) - sum(back.values()) == account.spent - account.subsidy
    assert all(amount <= came.get(school, 0) for school, amount in back.items())
    return True


def paid_in(act: list[Recorded[Any]]) -> dict[SchoolId, int]:
    """What each school has paid, by its payments."""
    came: Counter[SchoolId] = Counter()
    for entry in act:
        if isinstance(entry.event, ContributionPaid):
            came[entry.event.school] += entry.event.amount
    return dict(+came)


def i8_nobody_is_more_than_one_post(there: There, entry: Recorded[Any]) -> bool:
    assert entry.event.fte_own + entry.event.fte_shared <= 1
    return True


def i8_who_leaves_gets_back_what_is_due(there: There, entry: Recorded[Any]) -> bool:
    due = yearly(there.before(entry), entry.event.school) * entry.event.weeks_left
    assert abs(entry.event.refund * WEEKS_OF_SCHOOL - due) * 2 <= WEEKS_OF_SCHOOL
    return True


def yearly(act: list[Recorded[Any]], school: SchoolId) -> int:
    """What a school pays a year for a shared post, by its word since it came in."""
    said = [e.event for e in act if getattr(e.event, "school", None) == school]
    told = [e for e in said if isinstance(e, PostContributionAgreed | PostContributorJoined)]
    return next((getattr(e, "amount_per_year", 0) for e in told[-1:]), 0)
