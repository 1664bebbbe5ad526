"""How good schools say that a provider is, told fairly: little evidence counts for little.

A rating is drawn towards the mean of all providers, and nothing is told before three schools have
said what they think (`domain.md` 3.6).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import fsum

from ledger.domain.calendar import academic_year, term_of
from ledger.figures.figure import Caution, FigureUnit, Measured, not_recorded, too_few
from ledger.figures.method import method
from ledger.projections import market, schools
from ledger.projections.money import ALWAYS, Period
from ledger.projections.snapshot import Snapshot
from ledger.statistics import provider as statistics
from ledger.statistics.no_answer import TooFew
from ledger.statistics.provider import Rating
from ledger.statistics.trend import FEWEST_YEARS, slope

FORMULA = "(n x mean + 4 x mean of all providers) / (n + 4); each of n schools counts once"


@method("provider.rating/1", formula=FORMULA)
def rating(now: Snapshot, *, provider: str, year: str = "") -> Measured:
    """What schools think of it, from 1 to 5, in one academic year or in all."""
    period = _year(year) if year else ALWAYS
    found = _rating(now, provider, period)
    if found is None:
        return _unrated(now, provider, period)
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
        return _unrated(now, provider)
    higher = after.drawn_mean - before.drawn_mean
    return Measured(
        value=higher,
        unit=FigureUnit.POINTS,
        message=f"rating.{_way(higher)}",
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
        return _unrated(now, provider)
    a_year = slope(list(told), list(told.values()))
    return Measured(
        value=a_year,
        unit=FigureUnit.POINTS,
        message=f"trend.{_way(a_year)}",
        n=len(told),
        cautions=(Caution.NO_COMPARISON,),
        security=1,
        reasons=("no_comparison_group", "self_report"),
        sources=tuple(
            position
            for year in told
            for position in _said(now, provider, _year(academic_year(year)))
        ),
    )


def _way(change: float) -> str:
    return "up" if change > 0 else "down" if change < 0 else "same"


def _unrated(now: Snapshot, provider: str, period: Period = ALWAYS) -> Measured:
    """Too few schools have said anything, or too seldom; or nobody ever has."""
    if _said(now, provider, period):
        return too_few(FigureUnit.POINTS, "rating")
    return not_recorded(FigureUnit.POINTS, "rating")


def _rating(now: Snapshot, provider: str, period: Period) -> Rating | None:
    """The rating in a period; None below three schools."""

    def read() -> Rating | None:
        told = market.rated(now, provider, period)
        one = lineages(now, {row.school for row in told})
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


def lineages(now: Snapshot, urns: Iterable[str]) -> dict[str, str]:
    """One number for each institution; each school is asked about once."""
    known = now.once("lineages of buyers", dict[str, str])
    if new := set(urns) - known.keys():
        known |= {urn: urn for urn in new} | schools.lineages(now, new)
    return known
