"""What several schools found, taken together.

Each school alone may have been lucky. Together they show whether most moved the same way (sign
test), by how much on average and how much they differ (DerSimonian and Laird 1986), and which of
many findings stand when all are looked at once (Holm 1979). Formulas: `domain.md` 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb, sqrt
from typing import NamedTuple

from ledger.statistics import given
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible

FEWEST_POOLED = 3
"""Fewer schools are told one by one."""


class Pooled(NamedTuple):
    """The average effect of several schools, which need not all have the same."""

    schools: int
    effect: Estimate
    """In standard deviations."""
    q: float
    """How much they differ, against what chance alone would do: about schools - 1."""
    tau2: float
    """The variance of the true effects between schools, in squared standard deviations."""
    i_squared: float
    """The share of their differences that is not chance, 0 to 1."""


class Direction(NamedTuple):
    """Whether schools moved the same way."""

    schools: int
    sign: int
    """Which way most went: 1 up, -1 down, 0 as many up as down."""
    agreeing: int
    """How many schools went that way."""
    share: float
    """Those that went that way, among all of them, 0 to 1."""
    p: float
    """How often chance alone would agree at least as much, if up and down were equally likely."""


def pooled(effects: Sequence[Estimate]) -> Pooled:
    """The effects of three schools or more, put together with random effects."""
    given.count(len(effects), FEWEST_POOLED, "schools")
    for effect in effects:
        given.number(effect.value)
        given.spread(effect.se)
    alone = [1 / effect.se**2 for effect in effects]
    mean, total, df = _mean(effects, alone), sum(alone), len(effects) - 1
    q = sum(w * (e.value - mean) ** 2 for w, e in zip(alone, effects, strict=True))
    excess = max(q - df, 0.0)
    # Σw - Σw²/Σw, so that no digits cancel where one school is far surer than all the others.
    tau2 = excess / (2 * sum(v * w for v, w in combinations(alone, 2)) / total)
    weights = [1 / (effect.se**2 + tau2) for effect in effects]
    return Pooled(
        schools=len(effects),
        effect=Estimate(_mean(effects, weights), 1 / sqrt(sum(weights))),
        q=q,
        tau2=tau2,
        i_squared=excess / q if excess else 0.0,
    )


def _mean(effects: Sequence[Estimate], weights: Sequence[float]) -> float:
    weighted = (w * effect.value for w, effect in zip(weights, effects, strict=True))
    return sum(weighted) / sum(weights)


def direction(changes: Sequence[float]) -> Direction:
    """Whether the schools with these changes moved the same way; 0 is neither way."""
    given.count(len(changes), 1, "schools")
    up = sum(given.number(change) > 0 for change in changes)
    down = sum(change < 0 for change in changes)
    agreeing = max(up, down)
    return Direction(
        schools=len(changes),
        sign=(up > down) - (up < down),
        agreeing=agreeing,
        share=agreeing / len(changes),
        p=sign_test(up, up + down),
    )


def sign_test(up: int, moved: int) -> float:
    """How often a fair coin would fall at least as unevenly as `up` of `moved`: exact, two-sided.

    Where nobody moved, it is 1: nothing speaks for a direction.
    """
    if given.count(up) > given.count(moved):
        raise Impossible(f"{up} of {moved} is more than all of them.")
    larger = max(up, moved - up)
    as_uneven = sum(comb(moved, k) for k in range(larger, moved + 1))
    return min(1.0, 2 * as_uneven / (1 << moved))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Each p-value, made larger for having looked at all of them; in the same order."""
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, n in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        p = given.number(p_values[n], 0, 1) * (len(p_values) - rank)
        highest = max(highest, min(p, 1.0))
        adjusted[n] = highest
    return tuple(adjusted)
