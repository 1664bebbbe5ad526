"""One teacher shared by schools: how many days each is due, and what it gets back if it leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from ledger.domain.identifiers import SchoolId
from ledger.domain.money import split

WEEKS_A_YEAR = 39
"""Weeks of school in a year, in England."""


Days = Mapping[SchoolId, Decimal]
"""How many days for each school."""


class Stretch(NamedTuple):
    """Weeks in which the same schools shared the same days."""

    shared_days: Decimal
    weeks: int
    schools: frozenset[SchoolId]


def entitled(stretches: Iterable[Stretch]) -> dict[SchoolId, Decimal]:
    """How many days each school should get. The shares add up to the hundredth of a day."""
    hundredths: Counter[SchoolId] = Counter()
    for days, weeks, schools in stretches:
        if schools:
            shares = split(int(days * weeks * 100), [1] * len(schools))
            hundredths.update(dict(zip(sorted(schools), shares, strict=True)))
    return {school: Decimal(share) / 100 for school, share in hundredths.items()}


def added(one: Days, other: Days) -> dict[SchoolId, Decimal]:
    """The days of both, school by school."""
    none = Decimal(0)
    return {school: one.get(school, none) + other.get(school, none) for school in {**one, **other}}


def cost_of(amount_per_year: int, weeks: int) -> int:
    """What so many weeks of school cost, in pence, rounded; half a penny is a whole one."""
    return (2 * amount_per_year * weeks + WEEKS_A_YEAR) // (2 * WEEKS_A_YEAR)


def refund_due(amount_per_year: int, weeks_left: int) -> int:
    """What is paid back for weeks to come, in pence; half a penny goes to whoever leaves."""
    return cost_of(amount_per_year, weeks_left)
