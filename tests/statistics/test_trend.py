"""Which way something went over the years, with scipy as judge."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import theilslopes

from ledger.statistics.no_answer import Impossible, TooFew
from ledger.statistics.trend import slope


def test_one_odd_year_does_not_decide():
    assert slope([2020, 2021, 2022, 2023, 2024], [1, 2, 30, 4, 5]) == 1.0


def test_2000_slopes_agree_with_scipy():
    draw = np.random.default_rng(13)
    for _ in range(2000):
        years = np.concatenate([[2019, 2020, 2021], draw.integers(2015, 2030, draw.integers(0, 9))])
        values = draw.normal(3, 1, len(years))
        theirs = theilslopes(values, years).slope
        assert slope(years.tolist(), values.tolist()) == pytest.approx(theirs, abs=1e-9)


def test_two_years_are_no_trend():
    with pytest.raises(TooFew, match="There are 2 years"):
        slope([2023, 2023, 2024], [1, 2, 3])


def test_every_year_has_a_value():
    with pytest.raises(Impossible, match="do not go in pairs"):
        slope([2022, 2023, 2024], [1, 2])
