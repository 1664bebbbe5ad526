"""A school leaves a collaboration: not before what it can only have done as a member."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ledger.domain.act import is_withdrawn
from ledger.domain.acts.attendance import AttendanceDenied
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.collaboration import CollaborationAgreedBySchool
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import CollaborationIsOver, NotMember, OutOfRange
from ledger.domain.words import StaffRole
from tests.acts.test_visit import HELD, PLANNED, informal
from tests.domain.test_collaboration import ended, left
from tests.domain.test_collaboration_amendment import amended, day
from tests.scenario import (
    ANN,
    BEGUN,
    BEN,
    DOVER,
    LAST_WEEK,
    NOW,
    THE_ACT,
    TOGETHER,
    YESTERDAY,
    Scenario,
    given,
)

WALKED_IN = informal(part_of=TOGETHER)
THE_DAY_BEFORE = date(2026, 3, 1)
THERE = (OutOfRange, f"School {DOVER} took part in an act on 2 March 2026.", "happened_on")
GONE = {"act": THE_ACT, "reason": Sealed("it never took place")}


def recorded_at(when: datetime, story: Scenario) -> Scenario:
    """The same, and the latest of it was recorded at another time."""
    *earlier, last = story.entries
    return Scenario((*earlier, last._replace(at=when)))


def test_a_school_leaves_no_earlier_than_a_visit_that_was_opened_as_held():
    there = given(BEGUN, WALKED_IN)
    there.when(left(happened_on=THE_DAY_BEFORE), by=BEN).then_refused(*THERE)
    there.when(left(happened_on=LAST_WEEK), by=BEN).then(
        f"{DOVER} left on 2 March 2026 (priorities)."
    )


def test_a_visit_that_was_withdrawn_does_not_keep_it():
    nothing = given(BEGUN, WALKED_IN, Retracted(**GONE))
    assert nothing.when(left(happened_on=THE_DAY_BEFORE), by=BEN).refused is None
    back = nothing.and_then((BEN, Reinstated(**GONE)))
    back.when(left(happened_on=THE_DAY_BEFORE), by=BEN).then_refused(*THERE)


def test_a_visit_on_its_own_does_not_keep_it():
    alone = given(BEGUN, replace(WALKED_IN, part_of=None))
    assert alone.when(left(happened_on=THE_DAY_BEFORE), by=BEN).refused is None


def test_a_school_may_finish_what_it_had_begun_before():
    planned = recorded_at(datetime(2026, 2, 27, 9, 0, tzinfo=UTC), given(BEGUN, PLANNED))
    assert planned.and_then(HELD).when(left(happened_on=THE_DAY_BEFORE), by=BEN).refused is None


def test_a_visit_that_was_planned_only_since_keeps_it_once_somebody_was_there():
    planned = given(BEGUN, PLANNED)
    assert planned.when(left(happened_on=THE_DAY_BEFORE), by=BEN).refused is None
    planned.and_then(HELD).when(left(happened_on=THE_DAY_BEFORE), by=BEN).then_refused(*THERE)


def test_a_school_that_was_not_there_whatever_others_said_leaves_before():
    denied = AttendanceDenied(act=THE_ACT, school=DOVER)
    there = given(BEGUN, PLANNED, HELD)
    there.when(left(happened_on=THE_DAY_BEFORE), by=BEN).then_refused(*THERE)
    not_there = there.and_then((BEN, denied))
    assert not_there.when(left(happened_on=THE_DAY_BEFORE), by=BEN).refused is None


def test_a_school_leaves_no_earlier_than_it_agreed():
    agreed = CollaborationAgreedBySchool(
        collaboration=TOGETHER, school=DOVER, agreed_by=StaffRole.HEAD, happened_on=LAST_WEEK
    )
    given(BEGUN, (BEN, agreed)).when(left(happened_on=THE_DAY_BEFORE), by=BEN).then_refused(
        OutOfRange, "It agreed to it on 2 March 2026.", "happened_on"
    )


def test_the_day_on_which_it_left_is_corrected_by_the_same_rule():
    there = given(BEGUN, WALKED_IN, (BEN, left()))
    there.when(day(6, YESTERDAY, THE_DAY_BEFORE), by=BEN).then_refused(OutOfRange, THERE[1], "new")
    assert there.when(day(6, YESTERDAY, LAST_WEEK), by=BEN).refused is None
    late = given(BEGUN, (BEN, left()), WALKED_IN)
    late.when(day(5, YESTERDAY, THE_DAY_BEFORE), by=BEN).then_refused(NotMember, THERE[1], "new")


def test_what_was_wrong_before_the_rule_keeps_nobody_from_correcting_something_else():
    early = given(BEGUN, WALKED_IN, (BEN, left()))
    *earlier, last = early.entries
    early = Scenario(
        (*earlier, last._replace(event=replace(last.event, happened_on=THE_DAY_BEFORE)))
    )
    assert early.when(amended(4, "planned_terms", "3", "6"), by=ANN).refused is None
    assert early.when(day(6, THE_DAY_BEFORE, LAST_WEEK), by=BEN).refused is None


@pytest.mark.parametrize(
    ("since", "refused"),
    [
        ((BEN, left(happened_on=THE_DAY_BEFORE)), (NotMember, THERE[1], "act")),
        (
            ended(THE_DAY_BEFORE),
            (CollaborationIsOver, "The collaboration ended on 1 March 2026.", "act"),
        ),
    ],
)
def test_what_lies_outside_of_it_by_now_is_not_brought_back(since, refused):
    given(BEGUN, WALKED_IN, Retracted(**GONE), since).when(Reinstated(**GONE), by=BEN).then_refused(
        *refused
    )
    back = given(BEGUN, WALKED_IN, Retracted(**GONE), (BEN, Reinstated(**GONE)))
    assert not is_withdrawn(Past(back.entries, ANN, NOW, THE_ACT))
