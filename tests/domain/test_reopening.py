"""An end that was recorded in error is taken back; both stay readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.domain.acts.amendment import Amended
from ledger.domain.collaboration import ended_on
from ledger.domain.correction import corrected
from ledger.domain.ending import CollaborationReopened
from ledger.domain.identifiers import ActId, FieldName
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    CollaborationIsOver,
    NotFound,
    NotParticipant,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.school import SchoolSucceeded, Succession
from tests.acts.test_visit import HELD, PLANNED
from tests.domain.test_collaboration import ended, joined
from tests.domain.test_collaboration_amendment import SECOND, day
from tests.scenario import (
    AMY,
    ANN,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOW,
    TODAY,
    TOGETHER,
    YESTERDAY,
    Scenario,
    given,
    id_of,
)

REOPENED = CollaborationReopened(
    collaboration=TOGETHER, reason=Sealed("it was another one that ended")
)
OVER = given(BEGUN, (ANN, ended()))
BACK = OVER.and_then(REOPENED)
SAID = "Reopened: that it ended was recorded in error."


def told(story: Scenario) -> date | None:
    return ended_on(Past(corrected(story.entries), ANN, NOW))


def test_what_was_told_while_it_had_ended_is_amended_as_if_it_never_had():
    ended_then = given(BEGUN, joined(happened_on=LAST_WEEK), ended(YESTERDAY), REOPENED)
    assert ended_then.when(day(SECOND, LAST_WEEK, TODAY)).refused is None
    held = given(BEGUN, PLANNED, ended(YESTERDAY), HELD, REOPENED)
    later = Amended(
        act=ActId(int=id_of(5).int), entry=id_of(7), field=FieldName("happened_on"),
        old='"2026-03-02"', new='"2026-03-09"', reason=Sealed("read from the wrong line"),
    )  # fmt: skip
    assert held.when(later).refused is None


def test_an_act_is_not_amended_out_of_what_has_ended_since():
    over = given(BEGUN, PLANNED, HELD, ended(YESTERDAY))
    later = Amended(
        act=ActId(int=id_of(5).int), entry=id_of(6), field=FieldName("happened_on"),
        old='"2026-03-02"', new='"2026-03-09"', reason=Sealed("read from the wrong line"),
    )  # fmt: skip
    over.when(later).then_refused(
        CollaborationIsOver, "The collaboration ended on 8 March 2026.", "new"
    )
    assert over.and_then(REOPENED).when(later).refused is None


def test_it_goes_on_as_if_it_had_never_ended():
    OVER.when(REOPENED).then(SAID)
    assert (told(OVER), told(BACK)) == (YESTERDAY, None)
    OVER.when(joined()).then_refused(
        CollaborationIsOver, "It ended on 8 March 2026.", "collaboration"
    )
    BACK.when(joined()).then(f"{DEAL} joined on 2 March 2026.")


def test_an_act_lies_in_it_again():
    late = BACK.and_then(PLANNED, replace(HELD, act=id_of(7)))
    late.when(ended(date(2026, 3, 1))).then_refused(
        OutOfRange, "An act in it was held on 2 March 2026.", "happened_on"
    )


def test_it_can_be_ended_again_and_by_another_school():
    again = BACK.and_then((BEN, ended(LAST_WEEK)))
    assert told(again) == LAST_WEEK
    again.when(REOPENED).then_refused(
        NotParticipant,
        "Only the school that recorded the end takes it back; yours can ask it to.",
        "collaboration",
    )
    assert told(again.and_then((BEN, REOPENED))) is None


def test_a_school_takes_back_its_own_word_only():
    OVER.when(REOPENED, by=AMY).then(SAID)
    OVER.when(REOPENED, by=BEN).then_refused(
        NotParticipant,
        "Only the school that recorded the end takes it back; yours can ask it to.",
        "collaboration",
    )
    OVER.when(REOPENED, by=DOT).then_refused(
        NotFound, "There is no such collaboration.", "collaboration"
    )


def test_a_school_takes_it_back_under_its_new_number():
    became = SchoolSucceeded(
        school=DOVER, successor=DEAL, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
    )
    given(BEGUN, (BEN, ended()), became).when(REOPENED, by=DOT).then(SAID)


def test_only_an_end_is_taken_back():
    refused = (OutOfOrder, "It goes on: only an end can be taken back.", "collaboration")
    given(BEGUN).when(REOPENED).then_refused(*refused)
    BACK.when(REOPENED).then_refused(*refused)


def test_the_day_of_an_end_that_was_taken_back_does_not_matter_any_more():
    moved = BACK.and_then(day(5, YESTERDAY, LAST_WEEK))
    assert told(moved) is None
    assert told(moved.and_then(ended(TODAY))) == TODAY
