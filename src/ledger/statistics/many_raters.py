"""Whether many colleagues judge the same work alike, beyond what chance alone would bring.

Each piece of work is a row: how many colleagues gave it each grade. Fleiss' kappa is for pieces
that all were judged equally often, Krippendorff's alpha for any number (`domain.md` 3.6). 1 is full
agreement, 0 is chance, and below 0 they disagree on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible, NoSpread, TooFew

Counts = Sequence[Sequence[int]]
"""For each piece of work, how many colleagues gave it each grade, grades in order."""


def fleiss(counts: Counts) -> float:
    """Fleiss' kappa. Every piece was judged by the same number of colleagues, two or more."""
    totals = _totals(counts)
    raters = sum(counts[0])
    if raters < 2 or any(sum(row) != raters for row in counts):
        raise Impossible("Every piece is judged by the same number of colleagues, two or more.")
    alike = sum(many * (many - 1) for row in counts for many in row)
    agreed = alike / (len(counts) * raters * (raters - 1))
    by_chance = sum((total / sum(totals)) ** 2 for total in totals)
    return (agreed - by_chance) / (1 - by_chance)


def nominal_alpha(counts: Counts) -> float:
    """Krippendorff's alpha for grades without an order. Pieces judged once are left out."""
    judged = [row for row in counts if sum(row) > 1]
    totals = _totals(judged)
    grades = range(len(totals))
    return _alpha(judged, totals, [[float(c != k) for k in grades] for c in grades])


def ordinal_alpha(counts: Counts) -> float:
    """Krippendorff's alpha for grades in order. Pieces judged once are left out.

    Two grades are as far apart as there are judgements from the middle of the one to the middle
    of the other.
    """
    judged = [row for row in counts if sum(row) > 1]
    totals = _totals(judged)
    middles = [sum(totals[:grade]) + total / 2 for grade, total in enumerate(totals)]
    return _alpha(judged, totals, [[(a - b) ** 2 for a in middles] for b in middles])


def _alpha(judged: Counts, totals: Sequence[int], apart: Sequence[Sequence[float]]) -> float:
    """1 - observed / expected disagreement; both sum over pairs of judgements."""
    grades = range(len(totals))
    seen = 0.0
    for row in judged:
        among = sum(row[c] * row[k] * apart[c][k] for c in grades for k in grades)
        seen += among / (sum(row) - 1)
    by_chance = sum(totals[c] * totals[k] * apart[c][k] for c in grades for k in grades)
    return 1 - (sum(totals) - 1) * seen / by_chance


def _totals(counts: Counts) -> list[int]:
    """How often each grade was given in all."""
    if not counts:
        raise TooFew("No piece of work was judged by two colleagues.")
    if any(len(row) != len(counts[0]) for row in counts):
        raise Impossible("Everybody chooses from the same grades.")
    totals = [sum(given.count(many) for many in grade) for grade in zip(*counts, strict=True)]
    if sum(total > 0 for total in totals) < 2:
        raise NoSpread("All work got the same grade, so chance alone would bring full agreement.")
    return totals
