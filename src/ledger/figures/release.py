"""Release time: what a school was asked for, gave and used, and what cover for it cost.

What was paid comes first; what nobody paid for is reckoned at the rate that was agreed, or at what
a supply teacher costs on average (`domain.md` 3.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ledger.domain.acts.release_time import CostMethod, Cover
from ledger.domain.school import Phase as Taught
from ledger.figures.figure import (
    MOST_SECURE,
    Caution,
    FigureState,
    FigureUnit,
    Measured,
    not_recorded,
)
from ledger.figures.method import method
from ledger.projections import schools, trusts
from ledger.projections.money import Period, Release, Said, released_by
from ledger.projections.snapshot import Snapshot
from ledger.statistics.value_for_money import DAY_RATE_PENCE, Phase, release_cost

PHASES = {
    Taught.NURSERY: Phase.PRIMARY,
    Taught.PRIMARY: Phase.PRIMARY,
    Taught.MIDDLE_DEEMED_PRIMARY: Phase.PRIMARY,
    Taught.SECONDARY: Phase.SECONDARY,
    Taught.MIDDLE_DEEMED_SECONDARY: Phase.SECONDARY,
    Taught.SIXTEEN_PLUS: Phase.SECONDARY,
}
"""Which cover costs as much; an all-through school has teachers of both kinds, so none is said."""


class Cost(NamedTuple):
    """What cover cost."""

    pence: int
    is_reckoned: bool
    """Whether some of it was reckoned, and not paid."""
    sources: tuple[int, ...]


def cost_of(told: Sequence[Release], rates: Mapping[str, int]) -> Cost | None:
    """What the release time cost; None where none was used, or where no rate is known for it.

    `rates` says what a day of cover usually costs each school, in pence.
    """
    apart: dict[int, list[Release]] = {}
    for row in told:
        apart.setdefault(row.act, []).append(row)
    used = [rows for rows in apart.values() if any(row.said is Said.USED for row in rows)]
    found = [_cost(rows, rates.get(rows[0].school)) for rows in used]
    costs = [one for one in found if one is not None]
    if not costs or len(costs) < len(found):
        return None
    return Cost(
        sum(one.pence for one in costs),
        any(one.is_reckoned for one in costs),
        tuple(source for one in costs for source in one.sources),
    )


def _cost(rows: list[Release], usual: int | None) -> Cost | None:
    """What was paid; else what was worked out; else the time by the rate."""
    used = [row for row in rows if row.said is Said.USED]
    for how in (CostMethod.ACTUAL, CostMethod.STANDARD_RATE):
        if told := [row for row in rows if row.said is Said.COST and row.how == how]:
            pence, is_reckoned = sum(row.pence or 0 for row in told), how is not CostMethod.ACTUAL
            return Cost(pence, is_reckoned, tuple(row.entry for row in (*used, *told)))
    agreed = [row for row in rows if row.said is Said.GRANTED and row.pence is not None]
    rate = agreed[-1].pence if agreed else usual
    if rate is None:
        return None
    pence = release_cost(sum(row.minutes for row in used), rate)
    return Cost(pence, True, tuple(row.entry for row in (*agreed, *used)))


def rates_of(now: Snapshot, urns: Iterable[str]) -> dict[str, int]:
    """What a day of cover usually costs each of these schools, in pence, where that is known."""
    found = {urn: _phase(row) for urn, row in schools.some(now, urns).items()}
    return {urn: DAY_RATE_PENCE[phase] for urn, phase in found.items() if phase}


def _phase(school: schools.School) -> Phase | None:
    if "special" in (school.establishment_type or "").lower():
        return Phase.SPECIAL
    return PHASES.get(Taught(school.phase))


def whose(now: Snapshot, school: str, trust: str) -> frozenset[str]:
    """The numbers of a school, or of the schools of a trust, through time."""
    of = trusts.of_trust(now, trust) if trust else frozenset({school})
    return now.once(("whose", school, trust), lambda: schools.numbers(now, of))


def period_of(earliest: str, latest: str) -> Period:
    """From one day to another; an empty one leaves it open."""
    first = date.fromisoformat(earliest) if earliest else date.min
    return Period(first, date.fromisoformat(latest) if latest else date.max)


def _told(now: Snapshot, school: str, trust: str, earliest: str, latest: str) -> list[Release]:
    asked = (school, trust, earliest, latest)
    period = period_of(earliest, latest)
    return now.once(
        ("release", *asked), lambda: released_by(now, whose(now, school, trust), period)
    )


def _minutes(rows: Iterable[Release]) -> Measured:
    told = list(rows)
    if not told:
        return not_recorded(FigureUnit.MINUTES)
    minutes = sum(row.minutes for row in told)
    sources = tuple(row.entry for row in told)
    return Measured(value=minutes, unit=FigureUnit.MINUTES, security=5, sources=sources)


def _said(what: Said) -> str:
    return f"the minutes of all colleagues together that were {what}, added up"


@method("release.requested/1", formula=_said(Said.REQUESTED))
def requested(
    now: Snapshot, *, school: str = "", trust: str = "", earliest: str = "", latest: str = ""
) -> Measured:
    """How much time was asked for."""
    told = _told(now, school, trust, earliest, latest)
    return _minutes(row for row in told if row.said is Said.REQUESTED)


@method("release.granted/1", formula=_said(Said.GRANTED))
def granted(
    now: Snapshot, *, school: str = "", trust: str = "", earliest: str = "", latest: str = ""
) -> Measured:
    """How much time was given."""
    told = _told(now, school, trust, earliest, latest)
    return _minutes(row for row in told if row.said is Said.GRANTED)


@method("release.used/1", formula=_said(Said.USED))
def used(
    now: Snapshot, *, school: str = "", trust: str = "", earliest: str = "", latest: str = ""
) -> Measured:
    """How much time was used."""
    told = _told(now, school, trust, earliest, latest)
    return _minutes(row for row in told if row.said is Said.USED)


@method(
    "release.covered/1", formula="the minutes used where it was granted that somebody stands in"
)
def covered(
    now: Snapshot, *, school: str = "", trust: str = "", earliest: str = "", latest: str = ""
) -> Measured:
    """For how much of the time used somebody stood in."""
    told = _told(now, school, trust, earliest, latest)
    grants = [row for row in told if row.said is Said.GRANTED and row.how != Cover.NONE]
    stood_in = {row.act for row in grants}
    rows = [row for row in told if row.said is Said.USED and row.act in stood_in]
    return _minutes([*rows, *(row._replace(minutes=0) for row in grants if rows)])


@method(
    "release.cost/1",
    formula="for each release: what cover cost; if nobody paid, what was worked out; else the "
    "minutes used / 390 x the rate agreed, or the usual rate of such schools; added up",
)
def cost(
    now: Snapshot, *, school: str = "", trust: str = "", earliest: str = "", latest: str = ""
) -> Measured:
    """What it cost to free colleagues."""
    told = _told(now, school, trust, earliest, latest)
    found = cost_of(told, rates_of(now, {row.school for row in told}))
    if found is None:
        return not_recorded(FigureUnit.PENCE, "money")
    return Measured(
        value=found.pence,
        unit=FigureUnit.PENCE,
        message="money",
        state=FigureState.PROVISIONAL if found.is_reckoned else FigureState.MEASURED,
        cautions=(Caution.STANDARD_RATE,) if found.is_reckoned else (),
        security=MOST_SECURE - found.is_reckoned,
        reasons=("reckoned",) if found.is_reckoned else (),
        sources=found.sources,
    )
