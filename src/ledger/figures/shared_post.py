"""A shared post: whether each school gets the days of the expert that it is due, for its money.

The days of a week pattern are shared out evenly among the schools that contribute, other than the
expert's own; where one leaves, the weeks to come are shared among those that stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ledger.domain.act import participants
from ledger.domain.acts.shared_post import (
    PostContributionAgreed,
    SharedPostAppointed,
    SharedPostEnded,
    SharedPostProposed,
)
from ledger.domain.acts.shared_post_days import (
    PostContributorJoined,
    PostContributorLeft,
    PostDayDelivered,
    WeekPatternSet,
    delivered,
)
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Recorded
from ledger.domain.post_days import Sharing
from ledger.domain.shared_post import agreed_in_each_stay, agreements, sharing
from ledger.domain.sharing import added, cost_of, entitled
from ledger.figures.figure import MOST_SECURE, FigureState, FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.figures.told_act import ToldAct, told_act
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoSpread
from ledger.statistics.shares import fairness, gini
from ledger.statistics.value_for_money import each

PATTERN = (WeekPatternSet, SharedPostAppointed, PostContributorJoined, PostContributorLeft)
"""By what entries it is told who is due how many days."""

NONE_THERE = Measured(state=FigureState.NOT_APPLICABLE)
"""There is no such post, or the school has no part in it."""


@dataclass(frozen=True)
class Post(ToldAct):
    """Everything that was said of a shared post."""

    @cached_property
    def schools(self) -> tuple[str, ...]:
        """Every school that ever had a part in it."""
        return tuple(sorted(participants(self.past)))

    @cached_property
    def sharing(self) -> Sharing:
        """Who shares the expert, and from when to when."""
        return sharing(self.past)

    @cached_property
    def shared(self) -> dict[str, Decimal]:
        """How many of the shared days each school should get, over the patterns that were set."""
        return dict[str, Decimal](entitled(self.sharing.stretches()).items())

    @cached_property
    def due(self) -> dict[str, Decimal]:
        """How many days each school should get, the expert's own school among them."""
        due = added(entitled(self.sharing.stretches()), self.sharing.at_home())
        return dict[str, Decimal](due.items())

    @cached_property
    def had(self) -> dict[str, Decimal]:
        """How many days each school has had."""
        return dict[str, Decimal](delivered(self.past).items())

    @cached_property
    def elsewhere(self) -> list[Recorded[PostDayDelivered]]:
        """The days in other schools than the one that was the expert's own at the time."""
        home = self.sharing.home_on
        return [
            day
            for day in self.past.entries_of(PostDayDelivered)
            if day.event.school != home(day.event.happened_on)
        ]

    @property
    def had_elsewhere(self) -> dict[str, Decimal]:
        """How many of them each school has had."""
        had: dict[str, Decimal] = {}
        for day in (entry.event for entry in self.elsewhere):
            had[day.school] = had.get(day.school, Decimal(0)) + day.fraction
        return had

    def paid(self, school: str) -> int | None:
        """What a school had to pay for all its stays, in pence; None where it did not agree."""
        its = SchoolId(school)
        paid = 0
        for weeks, agreed in zip(
            self.sharing.paid_weeks(its), agreed_in_each_stay(self.past, its), strict=False
        ):
            if weeks and agreed is None:
                return None
            paid += cost_of(agreed.amount_per_year, weeks) if agreed else 0
        return paid

    def back(self, school: str) -> int:
        """What went back to a school that left, or to all that did."""
        left = self.past.all(PostContributorLeft)
        return sum(one.refund for one in left if school in ("", one.school))

    @property
    def state(self) -> FigureState:
        """Until the post ends there are days to come."""
        over = self.past.has(SharedPostEnded)
        return FigureState.MEASURED if over else FigureState.PROVISIONAL

    @property
    def how_sure(self) -> int:
        """What is worked out of a post that goes on may still change."""
        return MOST_SECURE - len(self.why_unsure)

    @property
    def why_unsure(self) -> tuple[str, ...]:
        return () if self.past.has(SharedPostEnded) else ("not_over",)


def post(now: Snapshot, act: int) -> Post | None:
    """A shared post; None for any other act, a withdrawn one, one that is unseen."""
    return told_act(now, act, Post, SharedPostProposed)


@method(
    "shared_post.entitled/1",
    formula="for each stretch of weeks with the same schools: shared days a week x weeks / "
    "schools, to the hundredth of a day; added up. The expert's own school: own days a week x "
    "weeks",
)
def entitled_to(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """How many days a school should get, or how many there are to share."""
    told = post(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    if not told.due:
        return not_recorded(FigureUnit.DAYS)
    days = told.due.get(school, Decimal(0)) if school else sum(told.shared.values())
    return Measured(
        value=float(days),
        unit=FigureUnit.DAYS,
        message="count" if school else "days.to_share",
        sources=told.positions(*PATTERN),
    )


@method(
    "shared_post.delivered/2",
    formula="the days, or parts of days, that were spent there; in all, those that were spent in "
    "other schools than the expert's own",
)
def delivered_to(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """How many days a school has had, or all together that share in them."""
    told = post(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    there = told.past.entries_of(PostDayDelivered, school=school)
    days = list(there) if school else told.elsewhere
    if not days:
        return not_recorded(FigureUnit.DAYS)
    return Measured(
        value=float(sum(day.event.fraction for day in days)),
        unit=FigureUnit.DAYS,
        message="count" if school else "days.shared",
        security=MOST_SECURE,
        sources=tuple(day.position for day in days),
    )


@method("shared_post.delivered/1", formula="the days, or parts of days, that were spent there")
def delivered_anywhere(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """The same, but that the days at the expert's own school were among all of them."""
    told = post(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    sources = told.positions(PostDayDelivered, school=school)
    if not sources:
        return not_recorded(FigureUnit.DAYS)
    days = told.had.get(school, Decimal(0)) if school else sum(told.had.values())
    return Measured(value=float(days), unit=FigureUnit.DAYS, security=5, sources=sources)


@method(
    "shared_post.gap/1",
    formula="days due less days had; below nought it had more than its due. Not told of the "
    "expert's own school where nobody keeps count of the days there",
)
def gap(now: Snapshot, *, act: int, school: str) -> Measured:
    """How many days a school is still due."""
    told = post(now, act)
    if told is None or school not in told.schools:
        return NONE_THERE
    is_counted = school in told.shared or school in told.had
    if school not in told.due or not is_counted:
        return not_recorded(FigureUnit.DAYS)
    left = told.due[school] - told.had.get(school, Decimal(0))
    return Measured(
        value=float(left),
        unit=FigureUnit.DAYS,
        state=told.state,
        message="days.due" if left > 0 else "days.over" if left < 0 else "days.even",
        security=5,
        sources=(*told.positions(*PATTERN), *told.positions(PostDayDelivered, school=school)),
    )


@method(
    "shared_post.unevenness/1",
    formula="the Gini coefficient of days had / days due, over the schools that share in them",
)
def unevenness(now: Snapshot, *, act: int) -> Measured:
    """How unevenly the days were shared out: 0 is even."""
    told = post(now, act)
    if told is None:
        return NONE_THERE
    due = {school: float(days) for school, days in told.shared.items()}
    had = {school: float(days) for school, days in told.had_elsewhere.items() if school in due}
    try:
        value = gini(list(fairness(had, due).values()) or [0.0])
    except NoSpread:
        return not_recorded(message="uneven")
    return Measured(
        value=value,
        state=told.state,
        n=len(due),
        message="uneven",
        security=told.how_sure,
        reasons=told.why_unsure,
        sources=told.positions(*PATTERN, PostDayDelivered),
    )


@method(
    "shared_post.pays/2",
    formula="what was agreed, each year; of a school that left and came back, what it agreed since",
)
def pays(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """What a school pays each year, or all of them together."""
    told = post(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    found = [one for who, one in agreements(told.past).items() if school in ("", who)]
    pence = sum(one.event.amount_per_year for one in found)
    return _money(pence, tuple(one.position for one in found), "money.yearly")


@method("shared_post.pays/1", formula="what was agreed, each year")
def agreed(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """The same, but that a school which came back stands there with all that it ever agreed."""
    told = post(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    yearly = [
        one.amount_per_year
        for one in told.past.all(PostContributionAgreed)
        if school in ("", one.school)
    ]
    sources = told.positions(PostContributionAgreed, school=school)
    return _money(sum(yearly), sources, "money.yearly")


@method(
    "shared_post.refunded/1", formula="the year's contribution x weeks that were left / 39, rounded"
)
def refunded(now: Snapshot, *, act: int, school: str = "") -> Measured:
    """What went back to a school that left, or to all that did."""
    told = post(now, act)
    if told is None or (school and school not in told.schools):
        return NONE_THERE
    return _money(told.back(school), told.positions(PostContributorLeft, school=school))


@method(
    "shared_post.per_day/2",
    formula="for each stay: a year's contribution x (weeks of the patterns in which it shared + "
    "weeks left when it left) / 39, to the penny; added up, less what went back; / days due to it",
)
def per_day(now: Snapshot, *, act: int, school: str) -> Measured:
    """What a school pays for each day that it is due, over all the years of its patterns."""
    told = post(now, act)
    paid = told.paid(school) if told else None
    if told is None or paid is None or not told.due.get(school):
        return not_recorded(FigureUnit.PENCE, "money")
    return Measured(
        value=each(paid - told.back(school), float(told.due[school])),
        unit=FigureUnit.PENCE,
        state=told.state,
        message="money.per_day",
        security=told.how_sure,
        reasons=told.why_unsure,
        sources=(
            *told.positions(PostContributionAgreed, school=school),
            *told.positions(*PATTERN),
        ),
    )


@method(
    "shared_post.per_day/1", formula="(a year's contribution - what went back) / days due to it"
)
def per_day_of_a_year(now: Snapshot, *, act: int, school: str) -> Measured:
    """The same, but that one year's money stands against the days of all years."""
    paid = agreed.answer(now, act=act, school=school)  # of one that came back, for each stay
    told = post(now, act)
    if told is None or paid.value is None or not told.due.get(school):
        return not_recorded(FigureUnit.PENCE, "money")
    back = refunded.answer(now, act=act, school=school)
    net = int(paid.value - (back.value or 0))
    return Measured(
        value=each(net, float(told.due[school])),
        unit=FigureUnit.PENCE,
        state=told.state,
        message="money.per_day",
        security=told.how_sure,
        reasons=told.why_unsure,
        sources=(*paid.sources, *back.sources, *told.positions(*PATTERN)),
    )


def _money(pence: int, sources: tuple[int, ...], message: str = "money") -> Measured:
    if not sources:
        return not_recorded(FigureUnit.PENCE, "money")
    return Measured(
        value=pence, unit=FigureUnit.PENCE, message=message, security=5, sources=sources
    )
