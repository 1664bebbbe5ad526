"""A shared post: whether each school gets the days of the expert that it is due, for its money.

The days of a week pattern are shared out evenly among the schools that contribute, other than the
expert's own; where one leaves, the weeks to come are shared among those that stay.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.shared_post import PostContributionAgreed
from ledger.domain.acts.shared_post_days import PostContributorLeft, PostDayDelivered
from ledger.domain.shared_post import agreements
from ledger.figures.figure import MOST_SECURE, FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.figures.told_post import NONE_THERE, PATTERN, post
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoSpread
from ledger.statistics.shares import fairness, gini
from ledger.statistics.value_for_money import each


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
