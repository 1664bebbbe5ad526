"""Into the classroom: goals, plans, prompts, self-monitoring, and a coach from elsewhere."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.coaching import CoachingFollowedUp, CoachingHeld
from ledger.domain.acts.into_practice import (
    ActionPlanMade,
    GoalAgreed,
    PromptIssued,
    PromptKind,
    SelfMonitoringRecorded,
)
from ledger.domain.identifiers import ActId
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    NotMember,
    NotParticipant,
    NotYet,
    OutOfRange,
    SameSchool,
    SmallGroup,
)
from ledger.domain.words import Attendance
from tests.acts.test_visit import HELD, PLANNED
from tests.scenario import (
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
    TALK,
    THE_ACT,
    TODAY,
    came,
    given,
    id_of,
)

VISITED = given(BEGUN, PLANNED, HELD)
OWN = {"act": THE_ACT, "school": ASTOR, "happened_on": LAST_WEEK}
GOAL = GoalAgreed(teachers_with_goal=12, agreed_by_both=10, **OWN)
PLAN = ActionPlanMade(plans_made=12, with_when_and_where=9, **OWN)
PROMPT = PromptIssued(prompt_kind=PromptKind.CARD, technique="cold calling", **OWN)
WATCHED = SelfMonitoringRecorded(n=12, **OWN)
COACHED = CoachingHeld(
    focus=TALK, minutes=60, attendance=came(1, 2), coach_school=ASTOR, coached_school=DOVER,
    is_modelled=True, happened_on=LAST_WEEK,
)  # fmt: skip


def test_a_school_says_it_of_its_own_teachers():
    VISITED.when(GOAL).then(f"12 teachers of {ASTOR} have a goal.")
    VISITED.when(PLAN).then(f"12 teachers of {ASTOR} planned what to try.")
    VISITED.when(PROMPT).then(f"Teachers of {ASTOR} have a reminder: card.")
    VISITED.when(WATCHED).then(f"12 teachers of {ASTOR} kept an eye on what they do.")
    for said in (GOAL, PLAN, PROMPT, WATCHED):
        VISITED.when(said, by=BEN).then_refused(
            NotParticipant, "A school speaks for itself, and only for itself.", "school"
        )


def test_of_fewer_than_five_who_watch_themselves_nothing_is_told():
    VISITED.when(replace(WATCHED, n=4)).then_refused(
        SmallGroup, "Fewer than 5 can be told apart: leave this figure out.", "n"
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@for_any(st.integers(1, 40), st.integers(0, 40))
def test_a_part_is_no_more_than_the_whole(whole, part):
    goal = VISITED.when(replace(GOAL, teachers_with_goal=whole, agreed_by_both=part))
    plan = VISITED.when(replace(PLAN, plans_made=whole, with_when_and_where=part))
    if part <= whole:
        assert goal.refused is None
        assert plan.refused is None
    else:
        goal.then_refused(
            OutOfRange, "No more can agree on a goal than have one.", "agreed_by_both"
        )
        plan.then_refused(OutOfRange, "There are fewer plans than that.", "with_when_and_where")


def test_a_coach_of_one_school_works_with_teachers_of_another():
    given().when(COACHED, by=BEN).then(f"A coach of {ASTOR} worked with {DOVER} and did it first.")
    given().when(replace(COACHED, is_modelled=False)).then(
        f"A coach of {ASTOR} worked with {DOVER}."
    )
    given().when(replace(COACHED, coached_school=ASTOR)).then_refused(
        SameSchool, "Coaching is told here between schools.", "coached_school"
    )


def test_both_were_there():
    deal = Attendance(school=DEAL, attended=1)
    astor, dover = came(1, 2)
    given().when(replace(COACHED, attendance=(dover, deal)), by=BEN).then_refused(
        NotMember, "The coach was there: add that school.", "attendance"
    )
    given().when(replace(COACHED, attendance=(astor, deal))).then_refused(
        NotMember, "Somebody was coached: add that school.", "attendance"
    )
    given().when(replace(COACHED, attendance=(dover, deal))).then_refused(
        NotParticipant, "Only a school whose colleagues came records it.", "attendance"
    )


def test_what_was_worked_on_is_tried_afterwards():
    tried = CoachingFollowedUp(
        act=ActId(int=id_of(4).int), tried=Sealed("pairs first"), happened_on=TODAY
    )
    given(COACHED).when(tried, by=BEN).then("Followed up on 9 March 2026.")
    given(COACHED).when(replace(tried, happened_on=LAST_WEEK)).then_refused(
        NotYet, "A follow-up comes after 2 March 2026.", "happened_on"
    )
