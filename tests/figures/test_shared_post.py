"""Twelve primaries share a geographer; one leaves at Easter, and all adds up to the penny."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ledger.domain.acts.shared_post import (
    PostContributionAgreed,
    SharedPostAppointed,
    SharedPostEnded,
    SharedPostProposed,
)
from ledger.domain.acts.shared_post_days import (
    PostActivity,
    PostContributorJoined,
    PostContributorLeft,
    PostDayDelivered,
    WeekPatternSet,
)
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.identifiers import EntryId, SchoolId
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Focus, Subject, Theme
from ledger.figures import shared_post
from ledger.figures.figure import FigureState
from ledger.figures.saying import sentence
from tests.figures.told import act_at, as_it_was, asked, said, says
from tests.projections.story import REASON, amended, editor
from tests.scenario import Scenario, given_only, school

TWELVE = tuple(SchoolId(str(920_001 + number)) for number in range(12))
HOME, LEAVES, STAYS, *OTHERS = TWELVE
ACT, ABOUT = act_at(13), {"act": 13}
SEPTEMBER, EASTER, JUNE = date(2025, 9, 1), date(2026, 2, 2), date(2026, 3, 2)
"""All of it lies before the day on which the tests ask; weeks are counted and not looked up."""
YEARLY = 400_001


@cache
def shared() -> Scenario:
    """Two days at home and three elsewhere, for 39 weeks: 117 days for eleven schools."""
    story = given_only(*map(school, TWELVE))
    return story.and_then(
        says(HOME, SharedPostProposed(
            focus=Focus(theme=Theme.TEACHING, subject=Subject.GEOGRAPHY), contributors=TWELVE,
            fte_own=Decimal("0.4"), fte_shared=Decimal("0.6"), term_years=Decimal(3),
            happened_on=SEPTEMBER,
        )),
        *(says(urn, PostContributionAgreed(
            act=ACT, school=urn, amount_per_year=Pence(YEARLY), days_entitled=Decimal("10.64"),
            happened_on=SEPTEMBER,
        )) for urn in TWELVE),
        says(HOME, SharedPostAppointed(act=ACT, home_school=HOME, happened_on=SEPTEMBER)),
        says(HOME, WeekPatternSet(
            act=ACT, own_days=Decimal(2), shared_days=Decimal(3), weeks=39, valid_from=SEPTEMBER,
            happened_on=SEPTEMBER,
        )),
    )  # fmt: skip


def left(*before: Any) -> Scenario:
    """One school leaves with 13 weeks to come, and gets a third of its money back."""
    return shared().and_then(*before, says(LEAVES, PostContributorLeft(
        act=ACT, school=LEAVES, weeks_left=13, refund=Pence(133_334), reason=REASON,
        happened_on=EASTER,
    )))  # fmt: skip


def day(urn: SchoolId, on: date = JUNE, fraction: str = "1") -> Any:
    return says(HOME, PostDayDelivered(
        act=ACT, school=urn, fraction=Decimal(fraction), post_activity=PostActivity.COACHING,
        happened_on=on,
    ))  # fmt: skip


def of(story: Scenario, method: Any, **more: Any) -> Any:
    return asked(story, method, **ABOUT, **more)


def test_a_hundred_and_seventeen_days_are_shared_by_eleven():
    assert of(shared(), shared_post.entitled_to).value == 117
    assert sentence(of(shared(), shared_post.entitled_to)) == (
        "117 days to share, beside those at the expert's own school"
    )
    assert of(shared(), shared_post.entitled_to, school=STAYS).value == pytest.approx(10.64)


def test_the_school_that_the_expert_is_at_home_in_has_its_own_days():
    """Two days a week for 39 weeks. Nobody writes them down one by one, so none is missing."""
    assert of(shared(), shared_post.entitled_to, school=HOME).value == 78
    assert of(shared(), shared_post.per_day, school=HOME).value == pytest.approx(YEARLY / 78)
    assert of(shared(), shared_post.gap, school=HOME).state is FigureState.NOT_RECORDED
    counted = shared().and_then(day(HOME))
    assert of(counted, shared_post.gap, school=HOME).value == 77


def test_where_one_leaves_the_weeks_to_come_are_shared_by_those_that_stay():
    """26 weeks among eleven, 13 weeks among ten: 78 / 11 = 7.09, and 39 / 10 = 3.9 more."""
    due = {urn: of(left(), shared_post.entitled_to, school=urn).value for urn in TWELVE[1:]}
    assert due[LEAVES] == pytest.approx(7.09, abs=0.011)
    assert due[STAYS] == pytest.approx(10.99, abs=0.011)
    assert sum(due.values()) == pytest.approx(117)
    before = of(left(), shared_post.entitled_to, school=LEAVES, known_by=len(shared().entries))
    assert before.value == pytest.approx(10.64, abs=0.011)


def test_what_it_paid_for_weeks_to_come_goes_back_to_the_penny():
    assert of(left(), shared_post.refunded, school=LEAVES).value == 133_334
    assert of(left(), shared_post.refunded).value == 133_334
    assert of(left(), shared_post.refunded, school=STAYS).state is FigureState.NOT_RECORDED
    assert of(left(), shared_post.pays).value == 12 * YEARLY
    per_day = of(left(), shared_post.per_day, school=LEAVES)
    due = of(left(), shared_post.entitled_to, school=LEAVES).value
    assert per_day.value == pytest.approx((YEARLY - 133_334) / due)


def test_a_school_that_came_back_pays_what_it_agreed_since():
    """A receipt that counted both times opens as it did; both were paid for the days of both."""
    back = left().and_then(
        says(HOME, WeekPatternSet(
            act=ACT, own_days=Decimal(2), shared_days=Decimal(3), weeks=10, valid_from=JUNE,
            happened_on=JUNE,
        )),
        says(HOME, PostContributorJoined(act=ACT, school=LEAVES, happened_on=JUNE)),
    )  # fmt: skip
    assert of(back, shared_post.pays, school=LEAVES).state is FigureState.NOT_RECORDED
    assert of(back, shared_post.pays).value == 11 * YEARLY
    again = back.and_then(says(LEAVES, PostContributionAgreed(
        act=ACT, school=LEAVES, amount_per_year=Pence(100_000), days_entitled=Decimal(2),
        happened_on=JUNE,
    )))  # fmt: skip
    pays = of(again, shared_post.pays, school=LEAVES)
    assert (pays.value, pays.sources) == (100_000, (len(again.entries),))
    assert of(again, shared_post.pays).value == 11 * YEARLY + 100_000
    assert of(again, shared_post.agreed, school=LEAVES).value == YEARLY + 100_000
    due = of(again, shared_post.entitled_to, school=LEAVES).value
    per_day = of(again, shared_post.per_day_of_a_year, school=LEAVES).value
    assert per_day == pytest.approx((YEARLY - 133_334 + 100_000) / due)
    weeks = 22, 10
    paid = YEARLY * weeks[0] / 39 + 100_000 * weeks[1] / 39
    per_day = of(again, shared_post.per_day, school=LEAVES).value
    assert per_day == pytest.approx(paid / due, abs=0.1)
    assert of(back, shared_post.per_day, school=LEAVES).state is FigureState.NOT_RECORDED


def test_a_day_costs_as_much_over_two_years_as_over_one():
    """Each year is paid for. A receipt that set one year's money against both opens as it did."""
    second = shared().and_then(says(HOME, WeekPatternSet(
        act=ACT, own_days=Decimal(2), shared_days=Decimal(3), weeks=39,
        valid_from=date(2026, 9, 1), happened_on=JUNE,
    )))  # fmt: skip
    for urn in HOME, STAYS:
        one_year = of(shared(), shared_post.per_day, school=urn).value
        assert of(second, shared_post.per_day, school=urn).value == pytest.approx(one_year)
        before = of(second, shared_post.per_day_of_a_year, school=urn).value
        assert before == pytest.approx(one_year / 2)
    half = shared().and_then(says(HOME, amended(
        EntryId(int=len(shared().entries)), "weeks", 39, 13, ACT
    )))  # fmt: skip
    paid = of(half, shared_post.per_day, school=STAYS).value
    assert paid == pytest.approx(of(shared(), shared_post.per_day, school=STAYS).value, rel=0.01)


def test_what_a_school_is_still_due_is_told_and_also_what_it_had_too_much():
    story = left().and_then(day(STAYS), day(STAYS, date(2026, 3, 3), "0.5"))
    assert of(story, shared_post.delivered_to, school=STAYS).value == 1.5
    assert of(story, shared_post.delivered_to, school=LEAVES).state is FigureState.NOT_RECORDED
    due = of(story, shared_post.entitled_to, school=STAYS).value
    gap = of(story, shared_post.gap, school=STAYS)
    assert gap.value == pytest.approx(due - 1.5)
    assert gap.state is FigureState.PROVISIONAL
    over = left(*(day(LEAVES, date(2026, 1, n)) for n in range(5, 13)))
    assert said(over, shared_post.gap, **ABOUT, school=LEAVES) == "0.9 of a day more than was due"
    ended = over.and_then(says(HOME, SharedPostEnded(
        act=ACT, reason=Sealed("the money ran out"), happened_on=JUNE,
    )))  # fmt: skip
    assert of(ended, shared_post.gap, school=LEAVES).state is FigureState.MEASURED


def test_days_at_home_are_none_of_those_that_are_shared():
    """As they are none of the 117 days to share. A receipt that counted them opens as it did."""
    at_home = shared().and_then(day(HOME))
    assert of(at_home, shared_post.delivered_to).state is FigureState.NOT_RECORDED
    assert of(at_home, shared_post.delivered_to, school=HOME).value == 1
    story = at_home.and_then(day(STAYS, date(2026, 3, 3)), day(OTHERS[0], date(2026, 3, 4), "0.5"))
    together = of(story, shared_post.delivered_to)
    assert sentence(together) == "1.5 days, beside those at the expert's own school"
    assert together.sources == tuple(range(len(shared().entries) + 2, len(story.entries) + 1))
    assert of(story, shared_post.delivered_anywhere).value == 2.5


def test_days_are_at_home_where_the_expert_was_at_home_on_that_day():
    """Another expert came in March: what was delivered before is counted as it was."""
    story = shared().and_then(
        day(STAYS, EASTER),
        says(HOME, WeekPatternSet(
            act=ACT, own_days=Decimal(2), shared_days=Decimal(3), weeks=11, valid_from=JUNE,
            happened_on=JUNE,
        )),
        says(HOME, SharedPostAppointed(act=ACT, home_school=STAYS, happened_on=JUNE)),
    )  # fmt: skip
    assert of(story, shared_post.delivered_to).value == 1
    assert of(story, shared_post.entitled_to, school=HOME).value == 26 * 2 + 3
    assert of(story, shared_post.entitled_to, school=STAYS).value == pytest.approx(7.09 + 22)
    moved = story.and_then(day(STAYS), day(HOME, date(2026, 3, 3)))
    assert of(moved, shared_post.delivered_to).value == 2
    assert of(moved, shared_post.delivered_to, school=STAYS).value == 2
    at_home = story.and_then(day(STAYS))
    assert of(at_home, shared_post.unevenness).value == of(story, shared_post.unevenness).value


def test_days_that_all_have_alike_are_even_and_days_for_one_are_not():
    """Where one of eleven has all of them, the Gini coefficient is 10 / 11."""
    assert of(shared(), shared_post.unevenness).state is FigureState.NOT_RECORDED
    one = shared().and_then(day(STAYS))
    assert of(one, shared_post.unevenness).value == pytest.approx(10 / 11)
    days = (date(2026, 2, 1 + n) for n in range(11))
    alike = shared().and_then(*(day(urn, on) for urn, on in zip(TWELVE[1:], days, strict=True)))
    assert of(alike, shared_post.unevenness).value == pytest.approx(0, abs=0.001)


def test_an_amended_day_is_told_as_it_is_now():
    story = shared().and_then(day(STAYS))
    last = EntryId(int=len(story.entries))
    half = story.and_then(says(HOME, amended(last, "fraction", Decimal(1), Decimal("0.5"), ACT)))
    assert of(half, shared_post.delivered_to, school=STAYS).value == 0.5


def test_nothing_is_told_of_a_post_that_was_withdrawn_or_is_foreign():
    gone = shared().and_then(
        says(STAYS, RetractionRequested(act=ACT, reason=REASON)),
        says(HOME, Retracted(act=ACT, reason=REASON)),
    )
    assert of(gone, shared_post.entitled_to).state is FigureState.NOT_APPLICABLE
    foreign = of(shared(), shared_post.entitled_to, scope=editor("900077"))
    assert foreign.state is FigureState.NOT_APPLICABLE


def test_the_past_is_told_as_it_was_then():
    questions = [
        (shared_post.entitled_to, ABOUT | {"school": LEAVES}),
        (shared_post.gap, ABOUT | {"school": STAYS}),
        (shared_post.pays, ABOUT),
        (shared_post.unevenness, ABOUT),
    ]
    as_it_was(left(day(STAYS), day(LEAVES, date(2026, 1, 5))), questions, every=6)
