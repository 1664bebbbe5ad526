"""Whether each school got what it was due, and from how many on it pays to buy together.

How money is split to the penny is a rule of the acts (`ledger.domain.money`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible, NoSpread


def gini(amounts: Sequence[float]) -> float:
    """How unevenly something is spread: 0 if all have alike, towards 1 if one has everything."""
    given.count(len(amounts), 1, "amounts")
    ordered = sorted(given.number(amount, 0) for amount in amounts)
    total, n = sum(ordered), len(ordered)
    if total < given.LEAST_SPREAD:
        raise NoSpread("There is nothing that could be spread.")
    ranked = sum(rank * amount for rank, amount in enumerate(ordered, 1))
    return max(2 * ranked / (n * total) - (n + 1) / n, 0.0)


def fairness(delivered: Mapping[str, float], entitled: Mapping[str, float]) -> dict[str, float]:
    """What each school got of what it was due: 1 is all of it, below 1 it was left short.

    In any one unit, such as minutes of an expert. Schools that were due nothing are left out.
    """
    for school, amount in delivered.items():
        if given.number(amount, 0) and school not in entitled:
            raise Impossible(f"School {school} got something and nobody said what it was due.")
    return {
        school: delivered.get(school, 0.0) / due
        for school, due in entitled.items()
        if given.number(due, 0)
    }


def break_even(group_price_pence: int, solo_price_pence: int) -> int:
    """From how many schools on it is no dearer to buy together than each alone."""
    given.count(group_price_pence)
    if not given.count(solo_price_pence):
        raise NoSpread("Alone it costs nothing, so no group is large enough to be cheaper.")
    return max(1, -(-group_price_pence // solo_price_pence))
