"""Many equations at once, with numpy as judge."""

from __future__ import annotations

import numpy as np
import pytest

from ledger.statistics.cholesky import inverse_diagonal, root, solved
from ledger.statistics.no_answer import NoConnection


def test_2000_sets_of_equations_agree_with_numpy():
    draw = np.random.default_rng(15)
    for _ in range(2000):
        n = draw.integers(1, 9)
        factor = draw.normal(0, 1, (n, n))
        matrix, right = factor @ factor.T + np.eye(n), draw.normal(0, 1, n)
        triangle = root(matrix.tolist())
        theirs = np.linalg.solve(matrix, right).tolist()
        diagonal = np.linalg.inv(matrix).diagonal().tolist()
        assert solved(triangle, right.tolist()) == pytest.approx(theirs, abs=1e-9)
        assert inverse_diagonal(triangle) == pytest.approx(diagonal, abs=1e-9)


def test_equations_that_do_not_tell_the_unknowns_apart_are_refused():
    with pytest.raises(NoConnection):
        root([[1, 1], [1, 1]])
