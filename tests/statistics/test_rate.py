"""How often something happens: statsmodels as judge, and draws from a chance that is known."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep

from ledger.statistics.no_answer import Impossible
from ledger.statistics.rate import rate, rate_difference, rates_apart

DRAW = np.random.default_rng(6)
X, Y = DRAW.integers(0, 200, (2, 1000)).tolist()
N, M = DRAW.integers(10, 300, (2, 1000)).tolist()


def test_a_rate_agrees_with_statsmodels():
    low, high = confint_poisson(np.array(X), np.array(N), method="score")
    found = [rate(x, n).interval for x, n in zip(X, N, strict=True)]
    assert [one.low for one in found] == pytest.approx(low, abs=1e-9)
    assert [one.high for one in found] == pytest.approx(high, abs=1e-9)


def test_two_rates_agree_with_statsmodels():
    told = zip(X, N, Y, M, strict=True)
    low, high = confint_poisson_2indep(
        *map(np.array, (X, N, Y, M)), method="mover", compare="diff", method_mover="score"
    )
    found = [rates_apart((x, n), (y, m)).interval for x, n, y, m in told]
    assert [one.low for one in found] == pytest.approx(low, abs=1e-9)
    assert [one.high for one in found] == pytest.approx(high, abs=1e-9)


def test_the_standard_error_is_that_of_the_plain_range():
    """The range of Wald, where both happened at all."""
    some = [(x, n, y, m) for x, n, y, m in zip(X, N, Y, M, strict=True) if x and y]
    low, high = confint_poisson_2indep(
        *(np.array(column) for column in zip(*some, strict=True)), method="wald", compare="diff"
    )
    found = [rate_difference((x, n), (y, m)).interval for x, n, y, m in some]
    assert [one.low for one in found] == pytest.approx(low, abs=1e-9)
    assert [one.high for one in found] == pytest.approx(high, abs=1e-9)


@pytest.mark.parametrize(("often", "seldom"), [(2.0, 1.5), (0.3, 0.1), (0.05, 0.05)])
def test_the_range_holds_the_truth_as_often_as_it_says(often: float, seldom: float):
    draw = np.random.default_rng(7)
    x, y = draw.poisson(40 * often, 4000).tolist(), draw.poisson(60 * seldom, 4000).tolist()
    found = [rates_apart((a, 40), (b, 60)).interval for a, b in zip(x, y, strict=True)]
    held = sum(one.low <= often - seldom <= one.high for one in found)
    assert 0.935 < held / 4000 < 0.99  # of what is rare it can only be counted in large steps


def test_what_never_happened_leaves_doubt():
    assert rate(0, 30).interval.low == 0
    assert rate(0, 30).interval.high > 0.1
    assert rate_difference((0, 30), (0, 30)).se > 0


def test_nothing_happens_less_than_never():
    with pytest.raises(Impossible):
        rate_difference((-1, 30), (1, 30))
