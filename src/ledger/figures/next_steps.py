"""From advice to action: next steps that were suggested, and taken, declined or left to lapse."""

from __future__ import annotations

from ledger.domain.acts.next_step import (
    NextStepDeclined,
    NextStepLapsed,
    NextStepSuggested,
    NextStepTaken,
)
from ledger.figures.figure import FigureUnit, Measured, not_recorded
from ledger.figures.ideas import said
from ledger.figures.method import Method, method
from ledger.projections.snapshot import Snapshot

FAMILY = "next_step"


def _ended(code: str, formula: str, topic: str) -> Method:
    """A step has one end at most, so its words are its number.

    Which steps lapsed the ledger knows by itself; that one was taken or declined it has to be told.
    """

    def answer(now: Snapshot, about: str) -> Measured:
        told = said(now, about, FAMILY)
        if told is None:
            return not_recorded(FigureUnit.STEPS)
        found = [turn.entry for turn in told if turn.topic == topic]
        is_known = topic == NextStepLapsed.TOPIC and told
        return _steps(found, "found" if is_known else "count")

    return method(code, formula)(answer)


suggested = _ended(
    "next_steps.suggested/1",
    "next steps a school was advised to take",
    NextStepSuggested.TOPIC,
)
taken = _ended("next_steps.taken/1", "of these, those that it took", NextStepTaken.TOPIC)
declined = _ended("next_steps.declined/1", "of these, those it declined", NextStepDeclined.TOPIC)
lapsed = _ended(
    "next_steps.lapsed/1", "of these, those that nobody answered in time", NextStepLapsed.TOPIC
)


@method("next_steps.waiting/1", formula="next steps suggested that have no end on record yet")
def waiting(now: Snapshot, about: str) -> Measured:
    """Next steps that are still open."""
    told = said(now, about, FAMILY)
    if told is None:
        return not_recorded(FigureUnit.STEPS)
    ended = {turn.act for turn in told if turn.topic != NextStepSuggested.TOPIC}
    found = [turn.entry for turn in told if turn.act not in ended]
    return _steps(found, "found" if told else "count")


def _steps(found: list[int], message: str) -> Measured:
    return Measured(
        value=float(len(found)), unit=FigureUnit.STEPS, message=message, sources=tuple(found)
    )
