"""How many weeks of school have gone by for certain, whoever sets the terms.

A school year has 39 weeks of school in it, and schools differ in where the other 13 lie. Where only
two days are known, every break is taken to be as long as breaks get, and to lie between them if it
can: what is left then are weeks of school wherever the schools are in England.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Break(NamedTuple):
    """Days on which a break may lie, and how many of them it takes at most."""

    month: int
    day: int
    """When it begins at the earliest."""
    within: int
    most: int

    def days_in(self, year: int, first: date, end: date) -> int:
        """How many of its days may lie between two days, the latter not among them."""
        begins = date(year, self.month, self.day)
        ends = begins + timedelta(days=self.within)
        return max(0, min(self.most, (min(ends, end) - max(begins, first)).days))


BREAKS = (
    Break(2, 7, within=24, most=7),
    Break(3, 14, within=46, most=21),
    Break(5, 18, within=28, most=14),
    Break(7, 8, within=64, most=49),
    Break(10, 8, within=35, most=14),
    Break(12, 15, within=28, most=21),
)
"""Half terms, Easter, summer and Christmas. Some schools have two weeks in autumn or in May."""


def weeks_gone(first: date, end: date) -> int:
    """At least so many whole weeks of school lie between two days."""
    years = range(first.year - 1, end.year + 1)
    off = sum(one.days_in(year, first, end) for one in BREAKS for year in years)
    return max(0, (end - first).days - off) // 7
