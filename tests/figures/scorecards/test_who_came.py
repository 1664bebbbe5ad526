"""Who was there, as a scorecard counts it: whoever says so, and nobody who says otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.figures.scorecards.finding import Status
from ledger.figures.scorecards.reading import record_of
from tests.acts.test_any_act import confirmed
from tests.acts.test_joint_commission import PLANNED, SESSION
from tests.figures.scorecards.test_rules import found, planning, set_out
from tests.figures.scorecards.well_run import HEAD, Teller, act, came
from tests.projections.story import asked_of
from tests.scenario import (
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
    YESTERDAY,
    Scenario,
    given,
    id_of,
)

A_SESSION = given(BEGUN, PLANNED, SESSION, confirmed(ASTOR), (BEN, confirmed()))
"""An expert came once, and both schools say so without saying which time they mean."""
COLLABORATION = 4
NEXT_SESSION = replace(SESSION, happened_on=YESTERDAY)


def days_held(story: Scenario) -> list[date]:
    with asked_of(story) as now:
        record = record_of(now, COLLABORATION)
        assert record is not None
        return [meeting.day for meeting in record.held]


def test_a_word_that_names_no_time_means_the_one_that_there_was():
    assert days_held(A_SESSION) == [LAST_WEEK]
    again = A_SESSION.and_then(NEXT_SESSION)
    assert days_held(again) == [LAST_WEEK]
    new = id_of(len(again.entries))
    both = again.and_then(confirmed(ASTOR, occasion=new), (BEN, confirmed(occasion=new)))
    assert days_held(both) == [LAST_WEEK, YESTERDAY]


def test_the_time_that_is_meant_is_the_first_recorded_and_not_the_earliest():
    earlier = replace(SESSION, happened_on=date(2026, 2, 2))
    assert days_held(A_SESSION.and_then(earlier)) == [LAST_WEEK]


def observed(teller: Teller) -> int:
    """Heads of Astor and Dover came, and one of Deal did, as Astor says; Deal has said nothing."""
    heads = came(ASTOR, DOVER, DEAL, s900001=HEAD, s900002=HEAD, s900003=HEAD)
    plan = replace(planning(date(2025, 1, 10)), attendance=heads)
    position = teller.says(ASTOR, plan)
    teller.confirm(position, ASTOR, DOVER)
    return position


@pytest.mark.parametrize(
    "word",
    [
        AttendanceDenied(act=act(1), school=DEAL),
        AttendanceConfirmed(act=act(1), school=DEAL, attended=0),
    ],
    ids=["denied", "none came"],
)
def test_a_school_that_says_it_was_not_there_has_not_come(word: AttendanceDenied):
    teller = set_out()
    where = observed(teller)
    assert found(teller.story, "S5.3").status is Status.MET
    teller.says(DEAL, replace(word, act=act(where)))
    told = found(teller.story, "S5.3")
    assert told.status is Status.PARTLY
    assert told.missing == (
        "No head or deputy of these schools has come to an act: School 900003.",
    )
