"""Release time."""

from __future__ import annotations

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.release_time import (
    CostMethod,
    Cover,
    CoverCostRecorded,
    ReleaseTimeGranted,
    ReleaseTimeRefused,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
    hours,
)
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.record import Pence, Sealed
from ledger.domain.refusal import AlreadySaid, Missing, NotFound, NotParticipant, OutOfRange
from ledger.domain.words import Barrier
from tests.acts import test_visit as visit
from tests.projections.story import amended
from tests.scenario import (
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    THE_ACT,
    THE_NEXT,
    TODAY,
    YESTERDAY,
    given,
)

THE_REQUEST = ActId(THE_NEXT.hex)


def requested(**other):
    facts = {
        "school": ASTOR, "meant_for": CitedAct(THE_ACT.hex), "minutes": 780,
        "happened_on": LAST_WEEK,
    }  # fmt: skip
    return ReleaseTimeRequested(**facts | other)


def granted(**other):
    facts = {
        "minutes": 390, "cover": Cover.SUPPLY, "rate": Pence(218_00), "happened_on": LAST_WEEK,
    }  # fmt: skip
    return ReleaseTimeGranted(act=THE_REQUEST, **facts | other)


def used(minutes: int = 390, **other):
    return ReleaseTimeUsed(act=THE_REQUEST, minutes=minutes, happened_on=YESTERDAY, **other)


def test_it_is_amended_whatever_came_of_the_act_that_it_is_for():
    """What it builds on stands in the past too, and is judged only as what it is."""
    story = given(
        BEGUN, visit.planned(), requested(), visit.held(),
        visit.VisitFollowedUp(act=THE_ACT, happened_on=YESTERDAY, tried=Sealed("we tried it")),
    )  # fmt: skip
    story.when(amended(THE_NEXT, "minutes", 780, 390, THE_REQUEST)).then(
        "Corrected: minutes, from 780 to 390."
    )


REFUSED = ReleaseTimeRefused(
    act=THE_REQUEST, barrier=Barrier.COVER_SHORTAGE, reason=Sealed("two colleagues are ill"),
    happened_on=LAST_WEEK,
)  # fmt: skip
COST = CoverCostRecorded(
    act=THE_REQUEST, amount=Pence(218_00), cost_method=CostMethod.ACTUAL, happened_on=TODAY
)
ASKED = (BEGUN, visit.PLANNED, requested())


def test_time_is_asked_for_an_act_in_which_the_school_has_a_part():
    given(BEGUN, visit.PLANNED).when(requested()).then("Asked for 13 h of release time.")
    given(BEGUN, visit.PLANNED).when(requested(school=DEAL), by=DOT).then_refused(
        NotFound, "There is no such act.", "meant_for"
    )
    given(BEGUN, visit.PLANNED).when(requested(school=DOVER)).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_no_other_school_sees_it():
    given(*ASKED).when(granted(), by=BEN).then_refused(NotFound, "There is no such act.", "act")


def test_time_is_granted_once_and_no_more_than_was_asked_for():
    given(*ASKED).when(granted()).then("Granted 6 h 30 min; cover: supply.")
    given(*ASKED).when(granted(minutes=781)).then_refused(
        OutOfRange, "Only 13 h were asked for.", "minutes"
    )
    given(*ASKED).when(granted(rate=None)).then_refused(
        Missing, "Say what a supply teacher costs a day.", "rate"
    )
    given(*ASKED).when(granted(rate=None, cover=Cover.INTERNAL)).then(
        "Granted 6 h 30 min; cover: internal."
    )
    given(*ASKED, granted()).when(granted()).then_refused(
        AlreadySaid, "It was granted; amend that.", "act"
    )


def test_time_is_refused_and_what_stands_in_the_way_is_named():
    given(*ASKED).when(REFUSED).then("Refused because of a shortage of cover.")
    given(*ASKED, granted()).when(REFUSED).then_refused(
        AlreadySaid, "It was granted; retract that first.", "act"
    )


def test_no_more_is_used_than_was_granted_unless_somebody_says_so():
    given(*ASKED, granted()).when(used()).then("Used 6 h 30 min on 8 March 2026.")
    given(*ASKED, granted(), used(200)).when(used(191)).then_refused(
        OutOfRange,
        "That makes 6 h 31 min, but 6 h 30 min were granted: say so if it is meant.",
        "minutes",
    )
    given(*ASKED, granted()).when(used(391, is_over_granted=True)).then(
        "Used 6 h 31 min on 8 March 2026, more than was granted."
    )
    given(*ASKED).when(used()).then_refused(Missing, "Nothing has been granted.", "act")


@settings(max_examples=40, deadline=None, derandomize=True)
@for_any(st.lists(st.integers(5, 200), max_size=6))
def test_what_was_used_never_exceeds_what_was_granted(pieces):
    there, total = given(*ASKED, granted()), 0
    for piece in pieces:
        answer = there.when(used(piece))
        assert (answer.refused is None) == (total + piece <= 390)
        total += piece if answer.refused is None else 0
        there = answer.after


def test_what_cover_cost_is_told_once_time_was_used():
    given(*ASKED, granted(), used()).when(COST).then("Cover cost £218 (actual).")
    given(*ASKED, granted()).when(COST).then_refused(
        Missing, "No release time has been used.", "act"
    )


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (5, "5 min"), (60, "1 h"), (150, "2 h 30 min")]
)
def test_a_length_of_time_is_written_as_people_write_it(minutes, words):
    assert hours(minutes) == words
