"""Tells the phase of a school from the ages that it teaches, where the register does not."""

from __future__ import annotations

from ledger.domain.facts import once
from ledger.domain.school import Phase

NURSERY_ENDS = 5
"""The highest age of a school that has no class beyond the nursery."""

MIDDLE_BEGINS, MIDDLE_ENDS = 8, 14
"""A school that begins and ends within these ages stands between first and upper schools."""

SECONDARY_BEGINS = 11
"""A middle school counts as what most of its years are: those before this age, or after."""


@once
def phase_of_ages(
    is_primary: bool, is_secondary: bool, is_post_16: bool, low: int | None, high: int | None
) -> Phase:
    """The phase of a school that teaches these stages, from one age to another."""
    if is_primary and (is_secondary or is_post_16):
        return _across(low, high)
    if is_primary:
        return Phase.NURSERY if high is not None and high <= NURSERY_ENDS else Phase.PRIMARY
    if is_secondary:
        return Phase.SECONDARY
    return Phase.SIXTEEN_PLUS if is_post_16 else Phase.NOT_APPLICABLE


def _across(low: int | None, high: int | None) -> Phase:
    if low is None or high is None or low < MIDDLE_BEGINS or high > MIDDLE_ENDS:
        return Phase.ALL_THROUGH
    is_mostly_primary = SECONDARY_BEGINS - low > high - SECONDARY_BEGINS
    return Phase.MIDDLE_DEEMED_PRIMARY if is_mostly_primary else Phase.MIDDLE_DEEMED_SECONDARY
