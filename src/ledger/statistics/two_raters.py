"""Whether two colleagues judge the same work alike, beyond what chance alone would bring.

What they judged stands in a table: rows are the grades of the one, columns those of the other,
each cell is how many pieces of work got both. Agreement and kappa belong side by side: where nearly
all work is of one grade, kappa falls although they agree (`domain.md` 3.6).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from ledger.statistics import given
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import Impossible, NoSpread, TooFew

FEWEST_SAMPLES, FEWEST_SCHOOLS = 20, 2
"""From so many pieces of work and schools on, an agreement is shown."""

Table = Sequence[Sequence[int]]
"""Counts of pieces of work, as many rows as columns, grades in order."""

Weight = Callable[[int, int], float]
"""How far two grades agree: 1 if they are the same, and less the farther they are apart."""


def is_shown(samples: int, schools: int) -> bool:
    """Whether there is enough to show an agreement."""
    return samples >= FEWEST_SAMPLES and schools >= FEWEST_SCHOOLS


def observed(table: Table) -> float:
    """The share of pieces that both gave the same grade, 0 to 1."""
    return _share(table, 0)


def adjacent(table: Table) -> float:
    """The share of pieces on which they were one grade apart or less, 0 to 1."""
    return _share(table, 1)


def expected(table: Table) -> float:
    """The share on which they would agree by chance, 0 to 1: each grades as often as they do."""
    n = _checked(table)
    rows, columns = _margins(table)
    return sum(row * column for row, column in zip(rows, columns, strict=True)) / n**2


def kappa(table: Table) -> Estimate:
    """Cohen's kappa: 1 is full agreement, 0 is chance. For grades without an order."""
    return _kappa(table, lambda i, j: float(i == j))


def linear_kappa(table: Table) -> Estimate:
    """Kappa where two grades apart is twice as bad as one."""
    most = len(table) - 1
    return _kappa(table, lambda i, j: 1 - abs(i - j) / most)


def quadratic_kappa(table: Table) -> Estimate:
    """Kappa where two grades apart is four times as bad as one."""
    most = len(table) - 1
    return _kappa(table, lambda i, j: 1 - (i - j) ** 2 / most**2)


def _kappa(table: Table, weight: Weight) -> Estimate:
    """Weighted kappa with the large-sample standard error of Fleiss, Cohen and Everitt (1969)."""
    n = _checked(table)
    grades = range(len(table))
    if any(table[i][i] == n for i in grades):
        raise NoSpread("All work got the same grade, so chance alone would bring full agreement.")
    rows, columns = ([many / n for many in margin] for margin in _margins(table))
    cells = [(i, j, table[i][j] / n, weight(i, j)) for i in grades for j in grades]
    agreed = sum(p * w for _, _, p, w in cells)
    by_chance = sum(rows[i] * columns[j] * w for i, j, _, w in cells)
    value = (agreed - by_chance) / (1 - by_chance)
    of_row = [sum(weight(i, j) * columns[j] for j in grades) for i in grades]
    of_column = [sum(weight(i, j) * rows[i] for i in grades) for j in grades]
    spread = sum(p * (w - (of_row[i] + of_column[j]) * (1 - value)) ** 2 for i, j, p, w in cells)
    variance = (spread - (value - by_chance * (1 - value)) ** 2) / (n * (1 - by_chance) ** 2)
    return Estimate(value, sqrt(max(variance, 0.0)))


def _share(table: Table, apart: int) -> float:
    n = _checked(table)
    near = sum(
        many for i, row in enumerate(table) for j, many in enumerate(row) if abs(i - j) <= apart
    )
    return near / n


def _margins(table: Table) -> tuple[list[int], list[int]]:
    """How often each grade was given, by the one and by the other."""
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def _checked(table: Table) -> int:
    """How many pieces of work are in the table."""
    if len(table) < 2 or any(len(row) != len(table) for row in table):
        raise Impossible("Both choose from the same grades, two or more of them.")
    n = sum(given.count(many) for row in table for many in row)
    if not n:
        raise TooFew("No work was judged by both.")
    return n
