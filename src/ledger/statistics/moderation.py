"""What a moderation meeting shows of schools: who grades high or low, and whether schools differ.

Colleagues of one school may agree with each other and still not with the next school; that is what
moderation is for. No person is named: a judgement belongs to a school (`domain.md` 3.6).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from statistics import fmean
from typing import NamedTuple

from ledger.statistics import given


class Judgement(NamedTuple):
    """The grade that a colleague of a school gave to a piece of work."""

    sample: str
    school: str
    grade: int
    """The place of the grade on the scale, lowest first."""


class Bias(NamedTuple):
    """How far a school grades above the agreed standard."""

    judgements: int
    grades: float
    """The mean difference in grades: above 0 it is generous, below 0 it is strict."""


class Agreement(NamedTuple):
    """How often two colleagues gave the same piece the same grade."""

    pairs: int
    share: float | None
    """0 to 1; None where no piece was judged by such a pair."""


def bias(judgements: Iterable[Judgement], agreed: Mapping[str, int]) -> dict[str, Bias]:
    """The bias of each school. `agreed` is the grade that a piece got in the end."""
    apart: dict[str, list[float]] = defaultdict(list)
    for judgement in judgements:
        if judgement.sample in agreed:
            by = given.number(judgement.grade) - given.number(agreed[judgement.sample])
            apart[judgement.school].append(by)
    return {school: Bias(len(by), fmean(by)) for school, by in sorted(apart.items())}


def within_and_between(judgements: Iterable[Judgement]) -> tuple[Agreement, Agreement]:
    """The agreement of colleagues of one school, and of colleagues of two schools."""
    pieces: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        pieces[judgement.sample].append(judgement)
    within: list[bool] = []
    between: list[bool] = []
    for piece in pieces.values():
        for one, other in combinations(piece, 2):
            same = within if one.school == other.school else between
            same.append(one.grade == other.grade)
    return _agreement(within), _agreement(between)


def _agreement(alike: list[bool]) -> Agreement:
    return Agreement(len(alike), fmean(alike) if alike else None)
