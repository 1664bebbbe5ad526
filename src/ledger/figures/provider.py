"""How good a provider is, told fairly: by what schools say, and by what came of what they bought.

Nothing is told before three schools stand behind it. Offers are compared with what they said
before; whether a provider has got better is a difference to be read, not an opinion
(`domain.md` 3.6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import fsum
from typing import Any

from ledger.domain.acts.cpd_market import OfferPublished, OfferRevised
from ledger.domain.acts.joint_commission import ExpertSessionHeld, JointCommissionFollowedUp
from ledger.domain.acts.proof import MechanismConfirmed, MechanismDeclared
from ledger.domain.calendar import academic_year, term_of
from ledger.domain.past import Past
from ledger.figures.figure import Caution, FigureUnit, Measured, not_recorded, too_few
from ledger.figures.method import method
from ledger.projections import history, market, schools
from ledger.projections.lives import lives
from ledger.projections.market import Bought
from ledger.projections.money import ALWAYS, Period
from ledger.projections.snapshot import Snapshot
from ledger.statistics import provider as statistics
from ledger.statistics.no_answer import TooFew
from ledger.statistics.provider import FEWEST_SCHOOLS, Rating
from ledger.statistics.trend import FEWEST_YEARS, slope

UNRATED = too_few(FigureUnit.POINTS, "rating")
FORMULA = "(n x mean + 4 x mean of all providers) / (n + 4); each of n schools counts once"


@method("provider.rating/1", formula=FORMULA)
def rating(now: Snapshot, *, provider: str, year: str = "") -> Measured:
    """What schools think of it, from 1 to 5, in one academic year or in all."""
    period = _year(year) if year else ALWAYS
    found = _rating(now, provider, period)
    if found is None:
        return UNRATED if _said(now, provider, period) else not_recorded(FigureUnit.POINTS)
    return Measured(
        value=found.drawn_mean,
        unit=FigureUnit.POINTS,
        message="rating",
        n=found.schools,
        security=2,
        reasons=("self_report",),
        sources=_said(now, provider, period),
    )


@method(
    "provider.rating_change/1", formula=f"the rating from a day on, less that before it: {FORMULA}"
)
def rating_change(now: Snapshot, *, provider: str, since: str) -> Measured:
    """By how much the rating is higher since a day, such as that on which a hub began."""
    day = date.fromisoformat(since)
    sides = (Period(date.min, day - timedelta(days=1)), Period(day, date.max))
    before, after = (_rating(now, provider, side) for side in sides)
    if before is None or after is None:
        return UNRATED
    return Measured(
        value=after.drawn_mean - before.drawn_mean,
        unit=FigureUnit.POINTS,
        message="change",
        n=after.schools,
        cautions=(Caution.NO_COMPARISON,),
        security=1,
        reasons=("no_comparison_group", "self_report"),
        sources=tuple(position for side in sides for position in _said(now, provider, side)),
    )


@method(
    "provider.trend/1",
    formula="the median of the yearly changes between every two years with a rating",
)
def trend(now: Snapshot, *, provider: str) -> Measured:
    """How the rating moved over the years, from three years on."""
    years = sorted({term_of(row.day).year for row in market.rated(now, provider)})
    rated = {year: _rating(now, provider, _year(academic_year(year))) for year in years}
    told = {year: found.drawn_mean for year, found in rated.items() if found}
    if len(told) < FEWEST_YEARS:
        return too_few(FigureUnit.POINTS, "trend")
    return Measured(
        value=slope(list(told), list(told.values())),
        unit=FigureUnit.POINTS,
        message="trend",
        n=len(told),
        cautions=(Caution.NO_COMPARISON,),
        security=1,
        sources=tuple(
            position
            for year in told
            for position in _said(now, provider, _year(academic_year(year)))
        ),
    )


def _rating(now: Snapshot, provider: str, period: Period) -> Rating | None:
    """The rating in a period; None below three schools."""

    def read() -> Rating | None:
        told = market.rated(now, provider, period)
        one = _lineages(now, {row.school for row in told})
        apart: dict[str, list[float]] = {}
        for row in told:
            apart.setdefault(one.get(row.school, row.school), []).append(row.rating)
        try:
            return statistics.rating(apart, _of_all(now, period))
        except TooFew:
            return None

    return now.once(("rating", provider, period), read)


def _of_all(now: Snapshot, period: Period) -> float:
    """The mean of what schools say of all providers; 0 where nobody says anything."""
    groups = now.once(("all_rated", period), lambda: market.all_rated(now, period))
    many = sum(schools for _, _, schools in groups)
    return fsum(total / n * schools for total, n, schools in groups) / many if many else 0.0


def _said(now: Snapshot, provider: str, period: Period) -> tuple[int, ...]:
    return tuple(row.act for row in market.rated(now, provider, period))


def _year(year: str) -> Period:
    """From September to August."""
    first = int(year[:4])
    return Period(date(first, 9, 1), date(first + 1, 8, 31))


@method(
    "provider.delivery/1",
    formula="follow-ups held / follow-ups promised, over the commissions in which it has come",
)
def delivery(now: Snapshot, *, provider: str) -> Measured:
    """What share of the promised follow-ups was held."""

    def share(deals: Sequence[Bought]) -> float:
        held = _many(deals, JointCommissionFollowedUp)
        return statistics.delivery(held, sum(deal.promised for deal in deals))

    return _of_deals(now, provider, "delivered", share, JointCommissionFollowedUp)


@method(
    "provider.fidelity/1",
    formula="mechanisms that a colleague of another school has seen / mechanisms declared",
)
def fidelity(now: Snapshot, *, provider: str) -> Measured:
    """What share of the ways in which it was meant to work was seen."""

    def share(deals: Sequence[Bought]) -> float:
        seen, declared = _many(deals, MechanismConfirmed), _many(deals, MechanismDeclared)
        return statistics.fidelity(seen, declared)

    return _of_deals(now, provider, "faithful", share, MechanismDeclared, MechanismConfirmed)


@method(
    "provider.return_rate/1",
    formula="schools that commissioned it again within three terms / schools that did, or have had "
    "three terms to",
)
def return_rate(now: Snapshot, *, provider: str) -> Measured:
    """What share of schools came back."""

    def share(deals: Sequence[Bought]) -> float:
        last = term_of(now.happened_by).number - 1
        return statistics.return_rate(_terms(now, deals), last).share

    return _of_deals(now, provider, "came_back", share)


def _of_deals(
    now: Snapshot,
    provider: str,
    message: str,
    share: Callable[[Sequence[Bought]], float],
    *kinds: type,
) -> Measured:
    """A share over the commissions in which the provider has come, from three schools on."""
    deals = market.bought(now, provider)
    came = [deal for deal in deals if ExpertSessionHeld in deal.came]
    if len(_terms(now, came)) < FEWEST_SCHOOLS:
        return too_few(FigureUnit.SHARE, message)
    try:
        value = share(came)
    except TooFew:
        return not_recorded(FigureUnit.SHARE, message)
    return Measured(
        value=value,
        unit=FigureUnit.SHARE,
        message=message,
        n=len(_terms(now, came)),
        cautions=() if now.scope.sees_all else (Caution.SEEN_ONLY,),
        security=4 if now.scope.sees_all else 3,
        sources=tuple(
            position
            for deal in came
            for kind in (ExpertSessionHeld, *kinds)
            for position in (deal.act, *deal.came.get(kind, ()))
        ),
    )


def _many(deals: Sequence[Bought], kind: type) -> int:
    return sum(len(deal.came.get(kind, ())) for deal in deals)


def _terms(now: Snapshot, deals: Sequence[Bought]) -> Mapping[str, list[int]]:
    """The numbers of the terms in which each school bought from it."""
    taking_part = _parts(now, [deal.act for deal in deals])
    one = _lineages(now, {urn for urns in taking_part.values() for urn in urns})
    terms: dict[str, list[int]] = {}
    for deal in deals:
        for school in {one.get(urn, urn) for urn in taking_part.get(deal.act, ())}:
            terms.setdefault(school, []).append(term_of(deal.day).number)
    return terms


def _parts(now: Snapshot, acts: Sequence[int]) -> dict[int, list[str]]:
    """The schools that take part in each of these acts; each act is asked about once."""
    known = now.once("parts of commissions", dict[int, list[str]])
    if new := set(acts) - known.keys():
        known |= {act: [] for act in new} | history.parts(now, new)
    return {act: known[act] for act in acts}


def _lineages(now: Snapshot, urns: Iterable[str]) -> dict[str, str]:
    """One number for each institution; each school is asked about once."""
    known = now.once("lineages of buyers", dict[str, str])
    if new := set(urns) - known.keys():
        known |= {urn: urn for urn in new} | schools.lineages(now, new)
    return known


FEATURES = {
    "sessions": FigureUnit.SESSIONS,
    "follow_up_sessions": FigureUnit.FOLLOW_UPS,
    "evidence_cited": FigureUnit.DOCUMENTS,
    "price": FigureUnit.PENCE,
}
"""What of an offer can be compared with what it was, and in what it counts."""


@method(
    "provider.revised/1",
    formula="over all revisions of all its offers since a day: what it says now, less what it "
    "said before",
)
def revised(now: Snapshot, *, provider: str, feature: str, since: str) -> Measured:
    """By how much an offer has more of something than it had."""
    offers = lives(now, market.offers(now, provider))
    unit = FEATURES.get(feature, FigureUnit.NONE)
    if not any(past.has(OfferPublished) for past in offers.values()):
        return not_recorded(unit)
    day = date.fromisoformat(since)
    told = [
        (size, position)
        for past in offers.values()
        for size, position in _differences(past, feature, day)
    ]
    more = sum(size for size, _ in told)
    up, down = ("dearer", "cheaper") if unit is FigureUnit.PENCE else ("more", "less")
    return Measured(
        value=more,
        unit=unit,
        message=f"revised.{up if more > 0 else down if more < 0 else 'same'}",
        security=4,
        sources=(*offers, *(position for _, position in told)),
    )


def _differences(past: Past, feature: str, since: date) -> list[tuple[int, int]]:
    """By how much each revision changed it, with the position of the revision."""
    offer, found = past.all(OfferPublished)[0], []
    for entry in past.entries_of(OfferRevised):
        before, offer = offer, entry.event.revise(offer)
        if entry.event.field == feature and entry.event.happened_on >= since:
            after, was = getattr(offer, feature), getattr(before, feature)
            found.append((_size(after) - _size(was), entry.position))
    return found


def _size(value: Any) -> int:
    return len(value) if isinstance(value, tuple) else int(value)
