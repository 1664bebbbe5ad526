"""The views: what the events add up to. Each can be thrown away and built again from the log."""

from ledger.projections import (
    calendars,
    collaborations,
    engagement,
    findings,
    history,
    intakes,
    market,
    money,
    readings,
    schools,
    trusts,
    turns,
)
from ledger.projections.view import View

VIEWS: tuple[View, ...] = (
    schools.view,
    trusts.view,
    intakes.view,
    calendars.view,
    collaborations.view,
    history.view,
    engagement.view,
    readings.view,
    findings.view,
    money.view,
    market.view,
    turns.view,
)
"""The second table of contents."""
