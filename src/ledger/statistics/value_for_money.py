"""What a piece of joint work cost one school, and what it saved against going alone.

The cost includes the time of colleagues who were released, which pooling money does not save; so
both sums are told, with it and without. What going alone would have cost is only ever the school's
own quote and never a guess. Cost is shown beside the evidence and never divided by it: there is no
price of one point of effect (`domain.md` 3.5).
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible, TooFew

DAY_MINUTES = 390
"""A school day of six and a half hours."""


class Phase(StrEnum):
    """The kind of school, as far as cover for a colleague costs more or less."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SPECIAL = "special"


DAY_RATE_PENCE = {Phase.PRIMARY: 218_00, Phase.SECONDARY: 291_00, Phase.SPECIAL: 270_00}
"""What a supply teacher costs a day on average, for schools that do not say what they paid.

From a survey of cover that CFE Research made for the Department for Education.
"""


class Compared(StrEnum):
    """Whether a saving can be told."""

    COMPARABLE = "comparable"
    NOT_COMPARABLE = "not_comparable"


class Spent(NamedTuple):
    """What one school put in, in pence."""

    contribution_pence: int
    expenses_pence: int = 0
    release_pence: int = 0
    refund_pence: int = 0


class Value(NamedTuple):
    """What it cost one school and what it saved, in pence."""

    cost_pence: int
    """With release."""
    cost_without_release_pence: int
    compared: Compared
    saving_pence: int | None
    """Against its own quote for going alone; below nought, alone would have been cheaper.

    None where it has no such quote.
    """


def release_cost(minutes: int, day_rate_pence: int) -> int:
    """What it costs, in pence, to release colleagues for so many minutes in all; half up."""
    pence = given.count(minutes) * given.count(day_rate_pence)
    return (2 * pence + DAY_MINUTES) // (2 * DAY_MINUTES)


def value(spent: Spent, solo_quote_pence: int | None = None) -> Value:
    """What it cost and saved. The quote is for the same work, to this school alone."""
    for part in spent:
        given.count(part)
    without = spent.contribution_pence + spent.expenses_pence - spent.refund_pence
    if without < 0:
        raise Impossible("More came back than was paid.")
    saving = None
    if solo_quote_pence is not None:
        saving = given.count(solo_quote_pence) - spent.contribution_pence
    return Value(
        cost_pence=without + spent.release_pence,
        cost_without_release_pence=without,
        compared=Compared.NOT_COMPARABLE if saving is None else Compared.COMPARABLE,
        saving_pence=saving,
    )


def each(cost_pence: int, many: float) -> float:
    """The cost in pence of one teacher, teacher-hour or follow-up. `TooFew` where there is none."""
    if not given.number(many, 0):
        raise TooFew("There was none of them, so one of them has no cost.")
    return cost_pence / many
