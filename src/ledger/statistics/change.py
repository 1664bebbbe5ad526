"""By how much something changed, in its own unit, with more always meaning better.

It is always there, also where an effect size is not. Changes in different tests are never
averaged: five marks in one are not five marks in another.
"""

from __future__ import annotations

from enum import StrEnum

from ledger.statistics import given
from ledger.statistics.estimate import Interval, Ranged, apart
from ledger.statistics.no_answer import Impossible


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    TARGET = "target"
    """Inside a range, such as a healthy weight: what counts is how far outside it one is."""


def change(before: float, after: float, better: Better, target: Interval | None = None) -> float:
    """By how much it got better, in the unit of the measure; below nought, it got worse.

    `target` is the range to be in, and goes with `TARGET` alone.
    """
    given.number(before)
    given.number(after)
    if (better is Better.TARGET) != (target is not None):
        raise Impossible("A range to be in goes with a target, and a target with such a range.")
    if target is not None:
        return _outside(before, target) - _outside(after, target)
    return after - before if better is Better.HIGHER else before - after


def nearer(before: Ranged, after: Ranged, target: Interval, r: float = 0.0) -> Ranged:
    """How much nearer to the range that is aimed at, with what the ranges of both leave open.

    `r` says how far both readings go together: 0 for other people. On two sides of the range, what
    goes together goes apart: whoever is above the others is farther from it once, nearer once.
    """
    r *= _side(before.value, target) * _side(after.value, target)
    return apart(_distance(before, target), _distance(after, target), r)


def _side(value: float, target: Interval) -> int:
    """1 above the range, -1 below it, 0 in it."""
    return (value > target.high) - (value < target.low)


def _distance(reading: Ranged, target: Interval) -> Ranged:
    """How far outside: nought at the least, where a part of its range lies inside."""
    ends = [_outside(end, target) for end in (reading.interval.low, reading.interval.high)]
    is_in = reading.interval.low <= target.high and target.low <= reading.interval.high
    least = 0.0 if is_in else min(ends)
    return Ranged(_outside(reading.value, target), Interval(least, max(ends)))


def _outside(value: float, target: Interval) -> float:
    """How far a value lies outside the range; 0 inside it."""
    if not given.number(target.low) <= given.number(target.high):
        raise Impossible("The range to be in ends before it begins.")
    return max(target.low - value, value - target.high, 0.0)
