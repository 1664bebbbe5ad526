"""How far two groups lie apart, or one group moved, in units that can be compared across tests.

The unit is the usual spread of people's results (a standard deviation): 0.5 means half of it. All
are Hedges' g, which takes off the little by which small groups exaggerate (`domain.md` 3.3). Only
groups of ten people or more have an effect; for smaller ones nothing is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma, sqrt
from typing import NamedTuple

from ledger.statistics import given
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible

ASSUMED_R = (0.3, 0.5, 0.8)
"""How alike people's two results may be, where nobody worked it out: little, fairly, very."""


class Group(NamedTuple):
    """What is known of one group of people on one day."""

    n: int
    """How many people."""
    mean: float
    """In the unit of the measure."""
    sd: float
    """The sample standard deviation, in the unit of the measure."""


def between_groups(first: Group, second: Group) -> Estimate:
    """How much higher the first group lies than the second, in standard deviations."""
    _check(first, second)
    n = first.n + second.n
    d = (first.mean - second.mean) / _pooled_sd(first, second)
    return _hedges(d, n / (first.n * second.n) + d**2 / (2 * n), n - 2)


def same_people(before: Group, after: Group, r: float) -> Estimate:
    """How much higher the same people lie afterwards, in standard deviations.

    `r` is the correlation of their two results. No more people than the smaller of both counts
    can have been measured twice, so that is the n.
    """
    _check(before, after)
    apart = _apart(r)
    n = min(before.n, after.n)
    within = sqrt((before.sd - after.sd) ** 2 / apart + before.sd * after.sd)
    d = (after.mean - before.mean) / within
    return _hedges(d, (1 / n + d**2 / (2 * n)) * apart, n - 1)


def compared(
    before: Group, after: Group, other_before: Group, other_after: Group, r: float
) -> Estimate:
    """How much more a group changed than a comparison group, in standard deviations.

    The difference of the two differences, in units of the spread that both groups had at the
    start. Its variance is that of two changes in the mean, 2(1 - r)(1/n + 1/n'), and of the spread
    that they are divided by, d²/2(n + n'); with r = 0.5 it is that of `between_groups`.
    """
    _check(before, after, other_before, other_after)
    apart = _apart(r)
    n, other = min(before.n, after.n), min(other_before.n, other_after.n)
    changed = (after.mean - before.mean) - (other_after.mean - other_before.mean)
    d = changed / _pooled_sd(before, other_before)
    variance = apart * (n + other) / (n * other) + d**2 / (2 * (n + other))
    return _hedges(d, variance, n + other - 2)


def moved(before: Group, after: Group, r: float = 0.0) -> Estimate:
    """By how much a mean went up, in the unit of the measure; r is 0 for different people.

    Of the same people only those can go together who were there twice: the smaller of both counts.
    """
    _check(before, after)
    alike = 2 * r * before.sd * after.sd / max(before.n, after.n)
    variance = before.sd**2 / before.n + after.sd**2 / after.n - alike
    return Estimate(after.mean - before.mean, sqrt(max(variance, 0.0)))


def together(groups: Sequence[Group]) -> Group:
    """Several groups as if they were one; its spread is that inside them and that between them."""
    given.count(len(groups), 1, "groups")
    n = sum(group.n for group in groups)
    mean = sum(group.n * group.mean for group in groups) / n
    inside = sum((group.n - 1) * group.sd**2 for group in groups)
    between = sum(group.n * (group.mean - mean) ** 2 for group in groups)
    return Group(n, mean, sqrt((inside + between) / (n - 1)))


def divided(group: Group, among: int) -> Group:
    """The part of a comparison group that each of so many may be compared with.

    Whoever adds up the comparisons would otherwise count it as often as it was compared with.
    """
    return Group(group.n // given.count(among, 1, "that share it"), group.mean, group.sd)


def _check(*groups: Group) -> None:
    given.people(*(group.n for group in groups))
    given.spread(*(group.sd for group in groups))
    for group in groups:
        given.number(group.mean)


def _apart(r: float) -> float:
    """2(1 - r): how far people's two results are from being the same."""
    if not -1 < r < 1:
        raise Impossible("A correlation of two results lies between -1 and 1.")
    return 2 * (1 - r)


def _pooled_sd(first: Group, second: Group) -> float:
    squares = (first.n - 1) * first.sd**2 + (second.n - 1) * second.sd**2
    return sqrt(squares / (first.n + second.n - 2))


def _hedges(d: float, variance: float, df: int) -> Estimate:
    """d and its variance, made smaller by what small groups exaggerate: about 1 - 3/(4 df - 1)."""
    j = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
    return Estimate(j * d, j * sqrt(variance))
