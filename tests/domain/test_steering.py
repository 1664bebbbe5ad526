"""Schools review what they do together, and plan it anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import Missing, NotWellFormed, OutOfRange
from ledger.domain.steering import Aspect, CollaborationReplanned, planned_terms
from tests.scenario import (
    ANN,
    BEGUN,
    LAST_WEEK,
    NOW,
    TODAY,
    TOGETHER,
    YESTERDAY,
    Scenario,
    given,
)


def replanned(terms: int | None, happened_on: date = TODAY) -> CollaborationReplanned:
    return CollaborationReplanned(
        collaboration=TOGETHER, aspect=Aspect.PLANNED_TERMS, was=Sealed("one year of it"),
        becomes=Sealed("two years of it"), reason=Sealed("it helps them"), terms_now=terms,
        happened_on=happened_on,
    )  # fmt: skip


def told(story: Scenario) -> int:
    return planned_terms(Past(story.entries, ANN, NOW))


def test_a_collaboration_is_meant_to_last_for_other_terms():
    given(BEGUN).when(replanned(6)).then(
        "Planned anew on 9 March 2026: planned terms, 6 from now on."
    )
    given(BEGUN).when(replanned(31)).then_refused(OutOfRange, "From 1 to 30, please.", "terms_now")


def test_whoever_plans_other_terms_says_how_many():
    given(BEGUN).when(replanned(None)).then_refused(
        Missing, "Say for how many terms it is meant to last now.", "terms_now"
    )
    given(BEGUN).when(replace(replanned(6), aspect=Aspect.RHYTHM)).then_refused(
        NotWellFormed, "Terms are planned anew by an entry of their own.", "terms_now"
    )


def test_what_was_planned_last_holds_whenever_it_was_recorded():
    assert told(given(BEGUN)) == 3
    assert told(given(BEGUN, replanned(6, YESTERDAY))) == 6
    assert told(given(BEGUN, replanned(6, YESTERDAY), replanned(5, LAST_WEEK))) == 6
    assert told(given(BEGUN, replanned(6, YESTERDAY), replanned(2, YESTERDAY))) == 2
