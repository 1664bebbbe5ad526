"""How alike two schools are in the pupils they take in: whose challenges are like one's own.

Schools are matched on what they are given and never on their results. For primary schools the
distance is the one by which the Department for Education matches similar schools; its weights were
recovered from 1,445 of its published distances, which they give back to twelve digits. For
secondary schools no distances were published, so every variable counts alike, in units of its
spread. Where neither is known, the register of schools gives a rough distance (`domain.md` 3.9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import exp, log, sqrt
from statistics import stdev
from typing import NamedTuple, TypeVar

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible, NoAnswer, NoSpread, TooFew

T = TypeVar("T")

Values = Mapping[str, float | None]
"""What is known of a school, by the department's own names; None where it is not known."""

FEWEST_SHARED = 3
"""Fewer variables that both schools have say nothing of how alike they are."""

PRIMARY_WEIGHTS = {
    "Ks1PriorRwmAverage": 7.64863660366,
    "PPPerc": 0.000526760083263,
    "PercentEAL": 0.0000994770029321,
    "IdaciPupils": 7.86750878633,
    "Polar4QuintilePupils": 0.129763479964,
    "PStability": 0.000839102284537,
    "PercentSchSupport": 0.00218607622546,
    "PercentageStatementOrEhp": 0.0046372659288,
    "NumberOfPupils": 6.0309892216e-7,
}
"""By least squares from the files of DFE-Digital/sap-sector, SimilarSchoolsPrimary{Values,Groups}.

The result at key stage 2, which those files hold as well, has no weight.
"""

SECONDARY_SPREADS = {
    "KS2MRP": 2.54724,
    "PPPerc": 14.20985,
    "PercentEAL": 18.06654,
    "Polar4QuintilePupils": 1.00183,
    "PStability": 6.82636,
    "IdaciPupils": 0.07773,
    "PercentSchSupport": 5.70462,
    "NumberOfPupils": 392.46604,
    "PercentageStatementOrEHP": 1.96881,
}
"""Standard deviations over 3,262 schools, from the same department's secondary file."""

REGISTER_WORDS = ("log_pupils", "percent_fsm", "sen_per_pupil")

WORDS = {
    "Ks1PriorRwmAverage": "what pupils could do at seven",
    "KS2MRP": "what pupils could do at eleven",
    "PPPerc": "the share of pupils with pupil premium",
    "PercentEAL": "the share of pupils who speak another language at home",
    "IdaciPupils": "how poor the streets are that pupils come from",
    "Polar4QuintilePupils": "how many of the neighbours go on to university",
    "PStability": "the share of pupils who stay at the school",
    "PercentSchSupport": "the share of pupils with support for special needs",
    "PercentageStatementOrEhp": "the share of pupils with an education, health and care plan",
    "PercentageStatementOrEHP": "the share of pupils with an education, health and care plan",
    "NumberOfPupils": "the number of pupils",
    "log_pupils": "the number of pupils",
    "percent_fsm": "the share of pupils with free school meals",
    "sen_per_pupil": "the share of pupils with special needs",
}
"""The variables in plain words."""

ELSEWHERE = 0.5
"""So much farther apart are schools of which one is in the country, or takes boys alone."""


class Difference(NamedTuple):
    """One variable in which two schools differ."""

    variable: str
    words: str
    ours: float
    theirs: float
    share: float
    """How much of their distance comes from it, 0 to 1."""


class Distance(NamedTuple):
    """How far two schools are apart; no unit, and 0 if they are alike in everything."""

    value: float
    parts: Mapping[str, tuple[float, float, float]]
    """For each variable that both have: ours, theirs, and what it adds to the distance squared."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The variables that both have, the one that differs most first."""
        squares = sum(square for _, _, square in self.parts.values()) or 1.0
        by_square = sorted(self.parts.items(), key=lambda part: part[1][2], reverse=True)
        return tuple(
            Difference(name, WORDS[name], _as_told(name, x), _as_told(name, y), square / squares)
            for name, (x, y, square) in by_square
        )

    @property
    def most(self) -> tuple[Difference, ...]:
        """The three variables that differ most."""
        return self.differences[:3]


class Neighbour(NamedTuple):
    """A school that is alike, and how far."""

    school: str
    rank: int
    """1 is the nearest."""
    distance: Distance


@dataclass(frozen=True)
class Registered:
    """What the register of schools says of a school's intake; None where it says nothing."""

    phase: str
    pupils: int | None
    percent_fsm: float | None
    """Pupils with free school meals, 0 to 100."""
    pupils_with_sen: int | None
    urban_rural: str | None
    gender: str | None

    @cached_property
    def values(self) -> Values:
        """Its numbers, as they are compared."""
        pupils, sen = self.pupils or None, self.pupils_with_sen
        return {
            "log_pupils": log(pupils) if pupils else None,
            "percent_fsm": self.percent_fsm,
            "sen_per_pupil": sen / pupils if pupils and sen is not None else None,
        }


def _as_told(variable: str, value: float) -> float:
    """A value as people say it: sizes are compared by their logarithms."""
    return float(round(exp(value))) if variable == "log_pupils" else value


def primary_distance(ours: Values, theirs: Values) -> Distance:
    """The department's distance of two primary schools, √Σ w(x - y)².

    A variable that one of them lacks is left out, and the sum made up to nine variables.
    """
    return _distance(ours, theirs, PRIMARY_WEIGHTS)


def secondary_distance(ours: Values, theirs: Values) -> Distance:
    """The distance of two secondary schools: the root mean square of their z-scores' differences.

    Variables that one of them lacks are left out of the mean.
    """
    share = 1 / len(SECONDARY_SPREADS)
    return _distance(ours, theirs, {v: share / sd**2 for v, sd in SECONDARY_SPREADS.items()})


def register_distance(
    ours: Registered, theirs: Registered, spreads: Mapping[str, float]
) -> Distance:
    """The rough distance of two schools of one phase, by the register alone.

    The root mean square of the z-scores' differences in size, free meals and special needs, and
    0.5 more each if one is rural and one urban, and if they take other genders. `Impossible` for
    two phases. `spreads` are those of `spreads_of`, over all schools of that phase; a variable
    without a spread is not compared.
    """
    if ours.phase != theirs.phase:
        raise Impossible("Schools of two phases do not take in the same pupils.")
    kinds = ((ours.urban_rural, theirs.urban_rural), (ours.gender, theirs.gender))
    known = [(a, b) for a, b in kinds if a is not None and b is not None]
    given.spread(*spreads.values())
    weights = {v: 1 / (len(spreads) * spread**2) for v, spread in spreads.items()}
    numbers = _distance(ours.values, theirs.values, weights, FEWEST_SHARED - len(known))
    elsewhere = ELSEWHERE * sum(a != b for a, b in known)
    return Distance(numbers.value + elsewhere, numbers.parts)


def spreads_of(schools: Iterable[Registered]) -> dict[str, float]:
    """The standard deviation of each of the register's variables over these schools.

    A variable of which no school says anything is left out.
    """
    values = [school.values for school in schools]
    spreads = {}
    for variable in REGISTER_WORDS:
        known = [given.number(x) for each in values if (x := each[variable]) is not None]
        if not known:
            continue
        given.count(len(known), 2, "schools")
        spreads[variable] = stdev(known)
    if not all(spreads.values()):
        raise NoSpread("All schools are alike in something, so it cannot tell them apart.")
    return spreads


def nearest(
    ours: T, others: Mapping[str, T], distance: Callable[[T, T], Distance], k: int = 50
) -> tuple[Neighbour, ...]:
    """The k schools that are most alike, nearest first; those equally near by their number.

    Schools with which there is no distance are passed over.
    """
    found = []
    for school, theirs in others.items():
        try:
            found.append((distance(ours, theirs), school))
        except NoAnswer:
            continue
    found.sort(key=lambda at: (at[0].value, at[1]))
    return tuple(Neighbour(school, n, away) for n, (away, school) in enumerate(found[:k], 1))


def _distance(
    ours: Values, theirs: Values, weights: Mapping[str, float], fewest: int = FEWEST_SHARED
) -> Distance:
    parts = {}
    for variable, weight in weights.items():
        x, y = ours.get(variable), theirs.get(variable)
        if x is not None and y is not None:
            parts[variable] = x, y, weight * (given.number(x) - given.number(y)) ** 2
    if len(parts) < max(fewest, 1):
        raise TooFew(f"The two schools share {len(parts)} variables; it takes {fewest} or more.")
    squares = sum(square for _, _, square in parts.values())
    return Distance(sqrt(squares * len(weights) / len(parts)), parts)
