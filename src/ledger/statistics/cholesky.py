"""Solves many equations at once, where what is to be solved is symmetric and positive.

A matrix A is written as L·Lᵀ with a lower triangle L, row by row; each row ends at the diagonal.
It is meant for some hundreds of equations, as a scale of pieces of work has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from operator import mul

from ledger.statistics.no_answer import NoConnection

Rows = list[list[float]]


def root(matrix: Sequence[Sequence[float]]) -> Rows:
    """The triangle L. `NoConnection` where the equations do not tell all unknowns apart."""
    rows: Rows = []
    for i, cells in enumerate(matrix):
        row: list[float] = []
        for above, cell in zip(rows, cells, strict=False):
            row.append((cell - sum(map(mul, row, above))) / above[-1])
        rest = cells[i] - sum(map(mul, row, row))
        if rest <= 0:
            raise NoConnection("These comparisons do not hold together.")
        rows.append([*row, sqrt(rest)])
    return rows


def solved(triangle: Rows, right: Sequence[float]) -> list[float]:
    """The x of A·x = right."""
    left = _forward(triangle, right)
    for i in range(len(left) - 1, -1, -1):
        left[i] /= triangle[i][i]
        for k in range(i):
            left[k] -= triangle[i][k] * left[i]
    return left


def inverse_diagonal(triangle: Rows) -> list[float]:
    """The diagonal of the inverse of A."""
    n = len(triangle)
    diagonal = []
    for i in range(n):
        below = [row[i:] for row in triangle[i:]]
        column = _forward(below, [1.0] + [0.0] * (n - i - 1))
        diagonal.append(sum(map(mul, column, column)))
    return diagonal


def _forward(triangle: Rows, right: Sequence[float]) -> list[float]:
    """The x of L·x = right."""
    x: list[float] = []
    for row, value in zip(triangle, right, strict=True):
        x.append((value - sum(map(mul, row, x))) / row[-1])
    return x
