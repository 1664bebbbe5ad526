"""Whom a school could pair up with: another that faces similar challenges, or tellingly other ones.

Likeness of intake comes first, then needs that both have declared, then how far it is to go. How
well a school does is no part of it. One more is suggested for contrast: a school with much the same
pupils and very different results or ways, from whom there may be most to learn (`domain.md` 3.9).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import hypot
from statistics import pstdev
from typing import NamedTuple

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible

MOST_RANK = 50
"""A school beyond this rank is not alike."""

RANKS_ALIKE = 10
"""Schools within so many ranks are about as alike. Ranks are never equal, so without this neither
needs nor the way would ever decide."""

BANDS_KM = (5, 10, 25, 50)
"""Down the road, across the town, an afternoon, a day out; beyond that, another part of England."""

VERY_DIFFERENT = 1.0
"""Standard deviations of the result among similar schools."""


class Candidate(NamedTuple):
    """A school that one could pair up with."""

    school: str
    rank: int
    """How alike it is; 1 is the most alike."""
    needs: AbstractSet[str]
    """The needs that it has declared."""
    km: float | None
    """The straight line to it; None where it is not known."""


def jaccard(ours: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """The share of all needs of both that both have, 0 to 1; 0 where nobody declared any."""
    both = ours | theirs
    return len(ours & theirs) / len(both) if both else 0.0


def kilometres(ours: tuple[float, float], theirs: tuple[float, float]) -> float:
    """The straight line between two points (easting, northing) of the National Grid, in metres."""
    apart = [given.number(a) - given.number(b) for a, b in zip(ours, theirs, strict=True)]
    return hypot(*apart) / 1000


def by_promise(needs: AbstractSet[str], candidates: Collection[Candidate]) -> tuple[Candidate, ...]:
    """The candidates among the 50 most alike, the most promising first."""

    def promise(candidate: Candidate) -> tuple[int, float, int, int, str]:
        alike = (candidate.rank - 1) // RANKS_ALIKE
        overlap = jaccard(needs, candidate.needs)
        return alike, -overlap, _band(candidate.km), candidate.rank, candidate.school

    if any(given.number(candidate.rank) < 1 for candidate in candidates):
        raise Impossible("The school that is most alike has rank 1.")
    return tuple(sorted((c for c in candidates if c.rank <= MOST_RANK), key=promise))


def contrast(ours: float, similar: Sequence[str], results: Mapping[str, float]) -> str | None:
    """The similar school whose result is farthest from ours, either way; the nearer if two are.

    `similar` are schools in the order of likeness. None if no result lies a standard deviation
    or more away, for then none is very different.
    """
    known = [(school, given.number(results[school])) for school in similar if school in results]
    if len(known) < 2:
        return None
    spread = pstdev(result for _, result in known)
    school, result = max(known, key=lambda at: abs(at[1] - given.number(ours)))
    is_different = spread > given.LEAST_SPREAD and abs(result - ours) >= VERY_DIFFERENT * spread
    return school if is_different else None


def _band(km: float | None) -> int:
    """The number of the distance band; a way that is not known is taken for the longest."""
    if km is None:
        return len(BANDS_KM)
    return sum(given.number(km, 0) > band for band in BANDS_KM)
