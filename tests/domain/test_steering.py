"""Schools review what they do together, and plan it anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ledger.domain.outcome import Area, Outcome
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import Missing, NotWellFormed, OutOfRange
from ledger.domain.steering import (
    Aspect,
    CollaborationReplanned,
    planned_focus,
    planned_outcomes,
    planned_terms,
)
from ledger.domain.words import Focus, Subject, Theme
from tests.acts import test_visit as visit
from tests.scenario import (
    ANN,
    BEGUN,
    LAST_WEEK,
    NOW,
    TALK,
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
        NotWellFormed, "That is planned anew by an entry of its own.", "terms_now"
    )


def anew(aspect: Aspect, happened_on: date = TODAY, **told: Any) -> CollaborationReplanned:
    return replace(replanned(None, happened_on), aspect=aspect, **told)


MATHS = Focus(theme=Theme.TEACHING, subject=Subject.MATHEMATICS)
MORE = Outcome(area=Area.SUBJECT, statement=Sealed("they ask why"))


def test_whoever_wants_to_get_better_at_something_else_says_at_what():
    given(BEGUN).when(anew(Aspect.FOCUS, focus_now=MATHS)).then(
        "Planned anew on 9 March 2026: focus, mathematics from now on."
    )
    given(BEGUN).when(anew(Aspect.FOCUS)).then_refused(
        Missing, "Say what they want to get better at now.", "focus_now"
    )
    told = given(
        BEGUN, anew(Aspect.FOCUS, YESTERDAY, focus_now=MATHS),
        anew(Aspect.FOCUS, LAST_WEEK, focus_now=TALK),
    )  # fmt: skip
    assert planned_focus(Past(told.entries, ANN, NOW)) == MATHS
    assert planned_focus(Past(given(BEGUN).entries, ANN, NOW)) == BEGUN.focus


def test_an_outcome_that_comes_in_later_is_served_by_its_place():
    second = replace(visit.PLANNED, serves=(2,))
    given(BEGUN).when(second).then_refused(
        OutOfRange, "The collaboration has fewer intended outcomes.", "serves"
    )
    more = anew(Aspect.OUTCOMES, outcome_added=MORE)
    given(BEGUN).when(more).then("Planned anew on 9 March 2026: outcomes, one more of them.")
    told = given(BEGUN, more)
    assert told.when(second).refused is None
    assert len(planned_outcomes(Past(told.entries, ANN, NOW))) == len(BEGUN.outcomes) + 1
    less = given(BEGUN).when(anew(Aspect.OUTCOMES))
    assert less.refused is None, "what is dropped is told in words"


def test_what_was_planned_last_holds_whenever_it_was_recorded():
    assert told(given(BEGUN)) == 3
    assert told(given(BEGUN, replanned(6, YESTERDAY))) == 6
    assert told(given(BEGUN, replanned(6, YESTERDAY), replanned(5, LAST_WEEK))) == 6
    assert told(given(BEGUN, replanned(6, YESTERDAY), replanned(2, YESTERDAY))) == 2
