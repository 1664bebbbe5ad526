"""A collaboration, from the first day to the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.collaboration import (
    HowEnded,
    SchoolJoined,
    WhyLeft,
)
from ledger.domain.ending import CollaborationEnded
from ledger.domain.identifiers import CollaborationId, SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    CollaborationIsOver,
    Missing,
    NotFound,
    NotMember,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfRange,
    SchoolNotOpen,
    UnknownSchool,
)
from ledger.domain.school import SchoolClosed, SchoolSucceeded, Succession
from ledger.domain.words import Barrier
from tests.acts.test_visit import HELD, PLANNED
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NEXT_WEEK,
    NOBODYS,
    THE_ACT,
    THE_NEXT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    begun,
    given,
    id_of,
    school,
)

BEFORE_IT_BEGAN = date(2025, 8, 31)


def joined(school=DEAL, happened_on=LAST_WEEK):
    return SchoolJoined(collaboration=TOGETHER, school=school, happened_on=happened_on)


def left(school=DOVER, happened_on=YESTERDAY):
    return SchoolLeft(
        collaboration=TOGETHER,
        school=school,
        why_left=WhyLeft.PRIORITIES,
        happened_on=happened_on,
    )


def ended(happened_on=YESTERDAY, **other):
    facts = {"how_ended": HowEnded.COMPLETED} | other
    return CollaborationEnded(collaboration=TOGETHER, happened_on=happened_on, **facts)


def test_schools_begin_to_work_together():
    given().when(BEGUN).then("2 schools began to work together on science.")


def test_nobody_begins_for_others():
    given().when(BEGUN, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part can begin this.", "partners"
    )


@pytest.mark.parametrize(
    ("partners", "kind", "sentence", "path"),
    [
        ((ASTOR,), OutOfRange, "From 2 to 60 of them, please.", ()),
        ((ASTOR, ASTOR), NotWellFormed, f"Name each only once: {ASTOR} stands here twice.", ("1",)),
    ],
)
def test_two_schools_or_more_begin(partners, kind, sentence, path):
    given().when(begun(*partners)).then_refused(kind, sentence, "partners", *path)


def test_a_collaboration_begins_when_it_has_begun():
    given().when(replace(BEGUN, happened_on=NEXT_WEEK)).then_refused(
        NotYet, "16 March 2026 has not come yet.", "happened_on"
    )


def test_a_collaboration_wants_something_for_pupils():
    given().when(replace(BEGUN, outcomes=())).then_refused(
        OutOfRange, "From 1 to 12 of them, please.", "outcomes"
    )


def test_a_school_joins():
    given(BEGUN).when(joined()).then(f"{DEAL} joined on 2 March 2026.")


def test_a_member_records_who_joins():
    absent = (NotFound, "There is no such collaboration.", "collaboration")
    given(BEGUN).when(joined(), by=DOT).then_refused(*absent)
    given().when(joined(), by=DOT).then_refused(*absent)
    given(BEGUN, (BEN, left())).when(joined(), by=BEN).then_refused(
        NotParticipant, "A member records who joins.", "collaboration"
    )


def test_a_school_joins_once():
    given(BEGUN).when(joined(DOVER)).then_refused(
        AlreadySaid, f"School {DOVER} is already a member.", "school"
    )


def test_a_school_joins_what_has_begun_and_while_it_is_open():
    given(BEGUN).when(joined(happened_on=BEFORE_IT_BEGAN)).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "happened_on"
    )
    given(BEGUN).when(joined(happened_on=NEXT_WEEK)).then_refused(
        NotYet, "16 March 2026 has not come yet.", "happened_on"
    )
    given(BEGUN).when(joined(NOBODYS)).then_refused(
        UnknownSchool, f"The register has no school {NOBODYS}.", "school"
    )
    closed = SchoolClosed(school=DEAL, closed_on=date(2026, 3, 1))
    given(BEGUN, closed).when(joined()).then_refused(
        SchoolNotOpen, f"School {DEAL} was not open on 2 March 2026.", "school"
    )


def test_the_successor_of_a_member_is_no_new_member_however_long_the_line():
    between = SchoolId("900011")
    line = [
        SchoolSucceeded(
            school=old, successor=new, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
        )
        for old, new in ((DOVER, between), (between, DEAL))
    ]
    given(BEGUN, school(between), *line).when(joined()).then_refused(
        AlreadySaid, f"School {DEAL} is already a member.", "school"
    )


def test_a_school_leaves_and_comes_back():
    given(BEGUN).when(left(), by=BEN).then(f"{DOVER} left on 8 March 2026 (priorities).")
    given(BEGUN, (BEN, left())).when(joined(DOVER, TODAY)).then(f"{DOVER} joined on 9 March 2026.")


def test_a_school_that_comes_back_had_left_before():
    for day in (YESTERDAY, LAST_WEEK):
        given(BEGUN, (BEN, left())).when(joined(DOVER, day)).then_refused(
            AlreadySaid, f"School {DOVER} was a member until 8 March 2026.", "happened_on"
        )


def test_a_school_leaves_for_itself():
    given(BEGUN).when(left(), by=ANN).then_refused(
        NotParticipant, "Only the school itself records that it leaves.", "school"
    )
    given(BEGUN).when(left(DEAL), by=ANN).then_refused(
        NotMember, f"School {DEAL} is not a member.", "school"
    )


def test_a_school_leaves_after_it_joined():
    given(BEGUN, joined()).when(left(DEAL, date(2026, 3, 1)), by=DOT).then_refused(
        OutOfRange, "It joined on 2 March 2026 only.", "happened_on"
    )


def test_a_collaboration_ends():
    given(BEGUN).when(ended()).then("The collaboration was completed on 8 March 2026.")
    given(BEGUN).when(ended(happened_on=BEFORE_IT_BEGAN)).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "happened_on"
    )


def test_what_was_given_up_says_what_stood_in_the_way():
    given(BEGUN).when(ended(how_ended=HowEnded.ABANDONED)).then_refused(
        Missing, "Say what stood in the way.", "why_given_up"
    )
    given(BEGUN).when(ended(how_ended=HowEnded.ABANDONED, why_given_up=Barrier.RIVALRY)).then(
        "The collaboration was abandoned on 8 March 2026."
    )


def test_a_school_that_left_does_not_end_it():
    given(BEGUN, (BEN, left())).when(ended(), by=BEN).then_refused(
        NotParticipant, "A member records that it ended.", "collaboration"
    )


@pytest.mark.parametrize(("command", "by"), [(joined(), ANN), (left(), BEN), (ended(), ANN)])
def test_nothing_is_said_of_a_collaboration_that_is_over(command, by):
    given(BEGUN, ended()).when(command, by=by).then_refused(
        CollaborationIsOver, "It ended on 8 March 2026.", "collaboration"
    )


def test_a_collaboration_ends_no_earlier_than_the_last_of_its_acts():
    late = given(BEGUN, PLANNED, HELD)
    refused = (OutOfRange, "An act in it was held on 2 March 2026.", "happened_on")
    late.when(ended(date(2026, 3, 1))).then_refused(*refused)
    late.when(ended(LAST_WEEK)).then("The collaboration was completed on 2 March 2026.")


def test_an_act_that_was_withdrawn_does_not_keep_it_from_having_ended():
    act = {"act": THE_ACT, "reason": Sealed("it never took place")}
    gone = given(BEGUN, PLANNED, HELD, Retracted(**act))
    gone.when(ended(date(2026, 3, 1))).then("The collaboration was completed on 1 March 2026.")
    back = gone.and_then((BEN, Reinstated(**act)))
    back.when(ended(date(2026, 3, 1))).then_refused(
        OutOfRange, "An act in it was held on 2 March 2026.", "happened_on"
    )


def test_the_day_of_an_act_is_the_one_that_was_corrected():
    moved = given(BEGUN, PLANNED, HELD).and_then(
        Amended(
            act=THE_ACT, entry=THE_NEXT, field="happened_on", old='"2026-03-02"',
            new='"2026-02-20"', reason=Sealed("the wrong week"),
        )
    )  # fmt: skip
    moved.when(ended(date(2026, 2, 19))).then_refused(
        OutOfRange, "An act in it was held on 20 February 2026.", "happened_on"
    )
    moved.when(ended(date(2026, 2, 20))).then(
        "The collaboration was completed on 20 February 2026."
    )


def test_an_act_of_another_collaboration_does_not_matter():
    both = given(BEGUN, begun(ASTOR, DOVER)).and_then(
        replace(PLANNED, collaboration=CollaborationId(int=5)), replace(HELD, act=id_of(6))
    )
    both.when(ended(date(2026, 3, 1))).then("The collaboration was completed on 1 March 2026.")


def test_a_collaboration_ends_no_earlier_than_the_last_school_came_or_went():
    for came_or_went in (joined(), (BEN, left(happened_on=LAST_WEEK))):
        given(BEGUN, came_or_went).when(ended(date(2026, 3, 1))).then_refused(
            OutOfRange, "Something of it is told of 2 March 2026.", "happened_on"
        )


def test_a_school_comes_back_after_all_that_it_was_there_before():
    """Else it would be there twice on one day, once for good."""
    came_and_went = given(BEGUN, joined(), (DOT, left(DEAL, YESTERDAY)))
    came_and_went.when(joined(DEAL, date(2026, 3, 1))).then_refused(
        AlreadySaid, f"School {DEAL} was a member until 8 March 2026.", "happened_on"
    )
