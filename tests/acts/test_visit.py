"""A peer visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.domain.acts.agreement import AgreedBySchool, agreed
from ledger.domain.acts.visit import (
    ConstructiveFeedbackGiven,
    Purpose,
    ReturnVisitAgreed,
    VisitCancelled,
    VisitDated,
    VisitEvaluated,
    VisitFollowedUp,
    VisitHeld,
    VisitHeldInformally,
    VisitPlanned,
    VisitProposed,
    VisitRescheduled,
)
from ledger.domain.collaboration import (
    HowEnded,
    SchoolJoined,
    WhyLeft,
)
from ledger.domain.ending import CollaborationEnded
from ledger.domain.identifiers import SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.past import Past
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
    OutOfOrder,
    OutOfRange,
    SameSchool,
    SchoolNotOpen,
    SmallGroup,
)
from ledger.domain.school import SchoolClosed, SchoolSucceeded, Succession
from ledger.domain.words import Attendance, Barrier, Contrast, Rating
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    FIRST_DAY,
    LAST_WEEK,
    NEXT_WEEK,
    NOW,
    REGISTER,
    TALK,
    THE_ACT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    begun,
    came,
    given,
    given_only,
    id_of,
    school,
)


def planned(**other):
    facts = {
        "collaboration": TOGETHER,
        "planned_for": LAST_WEEK,
        "minutes": 90,
        "host": ASTOR,
        "visitors": (DOVER,),
        "purpose": Purpose.REFINE,
        "focus": TALK,
    }
    return VisitPlanned(**facts | other)


def held(**other):
    facts = {"happened_on": LAST_WEEK, "minutes": 90, "attendance": came(), "lessons_seen": 2}
    return VisitHeld(act=THE_ACT, **facts | other)


def followed_up(**other):
    return VisitFollowedUp(
        act=THE_ACT, tried=Sealed("pairs in year 8"), **{"happened_on": YESTERDAY} | other
    )


def evaluated(**other):
    return VisitEvaluated(act=THE_ACT, **{"happened_on": TODAY, "would_repeat": True} | other)


PLANNED, HELD, FOLLOWED_UP, EVALUATED = planned(), held(), followed_up(), evaluated()
MOVED = VisitRescheduled(
    act=THE_ACT, planned_for=NEXT_WEEK, reason=Sealed("two colleagues are ill")
)
CALLED_OFF = VisitCancelled(act=THE_ACT, happened_on=LAST_WEEK, barrier=Barrier.COVER_SHORTAGE)
ENDED = CollaborationEnded(
    collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=date(2026, 3, 1)
)


def test_a_visit_is_planned():
    given(BEGUN).when(PLANNED).then(
        f"{DOVER} planned to visit {ASTOR} on 2 March 2026 to refine practice."
    )


def test_a_visit_may_be_planned_for_a_day_to_come():
    given(BEGUN).when(planned(planned_for=NEXT_WEEK)).then(
        f"{DOVER} planned to visit {ASTOR} on 16 March 2026 to refine practice."
    )


def test_a_visit_for_contrast_says_in_what_the_schools_differ():
    given(BEGUN).when(planned(purpose=Purpose.CONTRAST)).then_refused(
        Missing, "A visit for contrast says in what the schools differ.", "contrast"
    )
    given(BEGUN).when(planned(purpose=Purpose.CONTRAST, contrast=Contrast.SIZE)).then(
        f"{DOVER} planned to visit {ASTOR} on 2 March 2026 to see something different."
    )


def test_a_school_cannot_visit_itself():
    given(BEGUN).when(planned(visitors=(DOVER, ASTOR))).then_refused(
        SameSchool, "A school cannot visit itself.", "visitors"
    )


def test_a_visitor_is_named_once():
    given(BEGUN).when(planned(visitors=(DOVER, DOVER))).then_refused(
        NotWellFormed, f"Name each only once: {DOVER} stands here twice.", "visitors", "1"
    )


def test_a_school_outside_the_collaboration_is_not_visited():
    given(BEGUN).when(planned(host=DEAL), by=BEN).then_refused(
        NotMember, f"School {DEAL} is not in this collaboration then.", "host"
    )


def test_a_school_visits_only_in_the_days_of_its_membership():
    joined = SchoolJoined(collaboration=TOGETHER, school=DEAL, happened_on=LAST_WEEK)
    left = SchoolLeft(
        collaboration=TOGETHER, school=DEAL, why_left=WhyLeft.STAFFING, happened_on=YESTERDAY
    )
    was_there = given(BEGUN, joined, (DOT, left))
    was_there.when(planned(visitors=(DOVER, DEAL))).then(
        f"{DOVER} and {DEAL} planned to visit {ASTOR} on 2 March 2026 to refine practice."
    )
    for day in (date(2026, 3, 1), TODAY):
        was_there.when(planned(visitors=(DOVER, DEAL), planned_for=day)).then_refused(
            NotMember, f"School {DEAL} is not in this collaboration then.", "visitors", "1"
        )


def test_a_school_that_came_back_was_a_member_the_first_time_too():
    def joined(day):
        return SchoolJoined(collaboration=TOGETHER, school=DEAL, happened_on=day)

    left = SchoolLeft(
        collaboration=TOGETHER, school=DEAL, why_left=WhyLeft.STAFFING, happened_on=LAST_WEEK
    )
    given(BEGUN, joined(date(2026, 1, 5)), (DOT, left), joined(TODAY)).when(
        planned(visitors=(DEAL,), planned_for=date(2026, 2, 2))
    ).then(f"{DEAL} planned to visit {ASTOR} on 2 February 2026 to refine practice.")


def test_only_a_school_that_takes_part_plans_the_visit():
    given(begun(ASTOR, DOVER, DEAL)).when(PLANNED, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "collaboration"
    )


def test_a_foreign_collaboration_and_an_absent_one_get_the_same_answer():
    answer = (NotFound, "There is no such collaboration.", "collaboration")
    given(BEGUN).when(planned(host=DEAL), by=DOT).then_refused(*answer)
    given().when(planned(host=DEAL), by=DOT).then_refused(*answer)


def test_a_school_that_was_closed_on_the_day_is_refused_with_its_successor():
    closed = SchoolClosed(school=DOVER, closed_on=date(2026, 1, 31))
    successor = SchoolSucceeded(
        school=DOVER, successor=DEAL, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
    )
    answer = f"School {DOVER} was not open on 2 March 2026."
    where = ("visitors", "0")
    given(BEGUN, closed).when(PLANNED).then_refused(SchoolNotOpen, answer, *where)
    given(BEGUN, closed, successor).when(PLANNED).then_refused(
        SchoolNotOpen, f"{answer} {DEAL} came after it.", *where
    )
    given(BEGUN, closed).when(planned(planned_for=date(2026, 1, 31))).then(
        f"{DOVER} planned to visit {ASTOR} on 31 January 2026 to refine practice."
    )


def test_a_school_and_its_successor_are_no_two_schools_however_long_the_line():
    line = [SchoolId("900011"), SchoolId("900012")]
    old_to_new = list(zip((ASTOR, *line), (*line, DOVER), strict=True))
    history = [
        SchoolSucceeded(
            school=old, successor=new, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
        )
        for old, new in old_to_new
    ]
    register = [*REGISTER, *(school(number) for number in line)]
    together = type(TOGETHER)(int=len(register) + 1)
    given_only(*register, BEGUN, *history).when(planned(collaboration=together)).then_refused(
        SameSchool, f"School {DOVER} stands on both sides.", "visitors", "0"
    )


def test_the_new_school_of_a_merger_is_another_school():
    merged = SchoolSucceeded(
        school=ASTOR, successor=DOVER, succession=Succession.MERGER, happened_on=LAST_WEEK
    )
    given(BEGUN, merged).when(PLANNED).then(
        f"{DOVER} planned to visit {ASTOR} on 2 March 2026 to refine practice."
    )


def test_a_visit_lies_within_its_collaboration():
    given(BEGUN).when(planned(planned_for=date(2025, 8, 31))).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "planned_for"
    )
    given(BEGUN, ENDED).when(PLANNED).then_refused(
        CollaborationIsOver, "The collaboration ended on 1 March 2026.", "planned_for"
    )
    given(BEGUN, ENDED).when(planned(planned_for=FIRST_DAY)).then(
        f"{DOVER} planned to visit {ASTOR} on 1 September 2025 to refine practice."
    )


def test_a_visit_serves_outcomes_that_the_collaboration_has():
    given(BEGUN).when(planned(serves=(1, 2))).then_refused(
        OutOfRange, "The collaboration has fewer intended outcomes.", "serves"
    )
    given(BEGUN).when(planned(serves=(0,))).then_refused(
        OutOfRange, "From 1 to 12, please.", "serves"
    )
    given().when(informal(serves=(1,))).then_refused(
        OutOfRange,
        "It serves outcomes of a collaboration: say which it is part of.",
        "serves",
    )


@pytest.mark.parametrize(
    ("fact", "value", "answer"),
    [
        ("minutes", 4, "From 5 to 600, please."),
        ("minutes", 601, "From 5 to 600, please."),
        ("visitors", (), "From 1 to 20 of them, please."),
        ("places", 0, "From 1 to 200, please."),
        ("travel_km", Decimal("1000.1"), "From 0 to 1,000, please."),
    ],
)
def test_a_plan_keeps_within_its_limits(fact, value, answer):
    given(BEGUN).when(planned(**{fact: value})).then_refused(OutOfRange, answer, fact)


@pytest.mark.parametrize("number", ["NaN", "sNaN", "0.25"])
def test_a_distance_is_a_plain_number(number):
    answer = "At most 1 decimal places, please." if number == "0.25" else "A number, please."
    given(BEGUN).when(planned(travel_km=Decimal(number))).then_refused(
        NotWellFormed, answer, "travel_km"
    )


def test_a_visit_is_moved():
    given(BEGUN, PLANNED).when(MOVED).then("Moved to 16 March 2026.")


def test_a_visit_is_not_moved_out_of_its_collaboration():
    given(BEGUN, PLANNED, ENDED).when(MOVED).then_refused(
        CollaborationIsOver, "The collaboration ended on 1 March 2026.", "planned_for"
    )


def test_a_visit_is_called_off_before_it_takes_place_and_never_after():
    given(BEGUN, PLANNED).when(CALLED_OFF).then("Called off because of a shortage of cover.")
    given(BEGUN, PLANNED, HELD).when(CALLED_OFF).then_refused(
        OutOfOrder, "It is held; this needs an act that is agreed or planned or proposed.", "act"
    )
    given(BEGUN, PLANNED, CALLED_OFF).when(HELD).then_refused(
        OutOfOrder,
        "It is cancelled; this needs an act that is agreed or planned.",
        "act",
    )


@pytest.mark.parametrize(
    ("lessons", "words"), [(0, "no lessons"), (1, "one lesson"), (2, "2 lessons")]
)
def test_a_visit_is_held(lessons, words):
    given(BEGUN, PLANNED).when(held(lessons_seen=lessons)).then(
        f"Held on 2 March 2026: 5 colleagues of 2 schools came and saw {words}."
    )


def test_a_visit_is_not_held_before_its_day():
    given(BEGUN, PLANNED).when(held(happened_on=NEXT_WEEK)).then_refused(
        NotYet, "16 March 2026 has not come yet.", "happened_on"
    )


def test_a_visit_is_not_held_outside_its_collaboration():
    given(BEGUN, PLANNED, ENDED).when(HELD).then_refused(
        CollaborationIsOver, "The collaboration ended on 1 March 2026.", "happened_on"
    )
    given(BEGUN, PLANNED).when(held(happened_on=date(2025, 8, 31))).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "happened_on"
    )


def test_a_visit_is_not_held_with_a_school_that_was_closed_on_the_day():
    closed = SchoolClosed(school=DOVER, closed_on=date(2026, 3, 1))
    given(BEGUN, PLANNED, closed).when(HELD).then_refused(
        SchoolNotOpen,
        f"School {DOVER} was not open on 2 March 2026.",
        *("attendance", "1", "school"),
    )


def test_those_who_came_are_of_schools_that_were_invited_and_each_stands_there_once():
    def and_also(school):
        return held(attendance=(*came(), Attendance(school=school, attended=1)))

    in_a_circle = given(begun(ASTOR, DOVER, DEAL), PLANNED)
    where = ("attendance", "2", "school")
    in_a_circle.when(and_also(DEAL)).then_refused(
        NotMember, f"School {DEAL} is not in this act.", *where
    )
    in_a_circle.when(and_also(DOVER)).then_refused(
        SameSchool, f"School {DOVER} stands here twice.", *where
    )


def test_a_visit_needs_people_of_two_schools_and_one_who_visits():
    given(BEGUN, PLANNED).when(held(attendance=came(dover=0))).then_refused(
        OutOfRange, "Colleagues of at least two schools were there.", "attendance"
    )
    crowd = planned(visitors=(DOVER, DEAL), host=ASTOR)
    two_of_three = (*came(astor=0), Attendance(school=DEAL, attended=1))
    given(begun(ASTOR, DOVER, DEAL), crowd).when(held(attendance=two_of_three)).then(
        "Held on 2 March 2026: 4 colleagues of 2 schools came and saw 2 lessons."
    )


def test_a_visit_is_followed_up_on_a_later_day():
    given(BEGUN, PLANNED, HELD).when(FOLLOWED_UP).then("Followed up on 8 March 2026.")
    given(BEGUN, PLANNED, HELD).when(followed_up(happened_on=LAST_WEEK)).then_refused(
        NotYet, "A follow-up comes after 2 March 2026.", "happened_on"
    )


def test_a_visit_is_evaluated():
    rating = Rating(question="useful", n=5, mean=Decimal("4.2"), sd=Decimal("0.8"))
    given(BEGUN, PLANNED, HELD).when(evaluated(ratings=(rating,))).then(
        "Evaluated on 9 March 2026: they would do it again."
    )
    given(BEGUN, PLANNED, HELD).when(evaluated(would_repeat=False)).then(
        "Evaluated on 9 March 2026: they would not do it again."
    )


def test_a_question_is_answered_once():
    rating = Rating(question="useful", n=5, mean=Decimal("4.2"), sd=Decimal("0.8"))
    twice = (rating, replace(rating, mean=Decimal("2.1")))
    given(BEGUN, PLANNED, HELD).when(evaluated(ratings=twice)).then_refused(
        NotWellFormed, "Name each only once: this stands here twice.", "ratings", "1", "question"
    )


def test_a_visit_is_not_evaluated_before_it_took_place():
    given(BEGUN, PLANNED, HELD).when(evaluated(happened_on=date(2026, 3, 1))).then_refused(
        NotYet, "It took place on 2 March 2026 only.", "happened_on"
    )


def test_four_answers_could_tell_who_gave_them():
    few = Rating(question="useful", n=4, mean=Decimal("4.2"), sd=Decimal("0.8"))
    given(BEGUN, PLANNED, HELD).when(evaluated(ratings=(few,))).then_refused(
        SmallGroup, "Fewer than 5 can be told apart: leave this figure out.", "ratings", "0", "n"
    )


def test_answers_lie_no_further_apart_than_their_scale_is_long():
    sure = Rating(question="useful", n=5, mean=Decimal(5), sd=Decimal(0))
    unsure = Rating(question="hard", n=5, mean=Decimal(5), sd=Decimal(5))
    evening = given(BEGUN, PLANNED, HELD)
    evening.when(evaluated(ratings=(sure, unsure))).then_refused(
        OutOfRange, "Values with that mean cannot lie so far apart.", "ratings", "1", "sd"
    )
    apart = replace(unsure, mean=Decimal(3), sd=Decimal("2.19"))
    assert evening.when(evaluated(ratings=(sure, apart))).refused is None


def test_a_foreign_visit_and_an_absent_one_get_the_same_answer():
    answer = (NotFound, "There is no such act.", "act")
    given(BEGUN, PLANNED).when(HELD, by=DOT).then_refused(*answer)
    given(BEGUN).when(HELD, by=DOT).then_refused(*answer)


def test_what_is_no_act_is_no_visit():
    given(BEGUN, PLANNED).when(VisitHeld(**vars(HELD) | {"act": id_of(4)})).then_refused(
        NotFound, "There is no such act.", "act"
    )


def test_a_member_that_takes_no_part_in_the_visit_knows_of_it_and_records_nothing():
    given(begun(ASTOR, DOVER, DEAL), PLANNED).when(HELD, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )


def test_a_school_that_left_may_finish_what_it_began():
    left = SchoolLeft(
        collaboration=TOGETHER, school=DOVER, why_left=WhyLeft.BUDGET, happened_on=TODAY
    )
    given(BEGUN, PLANNED, (BEN, left)).when(HELD, by=BEN).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came and saw 2 lessons."
    )


def proposed(**other):
    facts = {
        "collaboration": TOGETHER,
        "host": ASTOR,
        "visitors": (DOVER,),
        "purpose": Purpose.REFINE,
        "focus": TALK,
    }
    return VisitProposed(**facts | other)


def informal(**other):
    facts = {
        "happened_on": LAST_WEEK,
        "minutes": 60,
        "attendance": came(),
        "host": ASTOR,
        "visitors": (DOVER,),
        "purpose": Purpose.REFINE,
        "focus": TALK,
        "lessons_seen": 1,
    }
    return VisitHeldInformally(**facts | other)


def feedback(school=DOVER, to_school=ASTOR, day=TODAY):
    return ConstructiveFeedbackGiven(
        act=THE_ACT, school=school, to_school=to_school, strengths=Sealed("they all explain"),
        questions_raised=Sealed("how long did it take?"), happened_on=day,
    )  # fmt: skip


def in_return(host=DOVER, day=TODAY):
    return ReturnVisitAgreed(act=THE_ACT, return_host=host, happened_on=day)


DATED = VisitDated(act=THE_ACT, planned_for=LAST_WEEK, minutes=90)


def test_a_visit_is_proposed_before_it_has_a_day():
    given(BEGUN).when(proposed()).then(f"{DOVER} would like to visit {ASTOR} to refine practice.")
    given(BEGUN, proposed()).when(HELD).then_refused(
        OutOfOrder, "It is proposed; this needs an act that is agreed or planned.", "act"
    )


def test_a_day_is_found_for_a_visit_that_was_proposed():
    given(BEGUN, proposed()).when(DATED).then("Planned for 2 March 2026.")
    given(BEGUN, proposed(), DATED).when(HELD).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came and saw 2 lessons."
    )


def test_a_day_is_found_once_and_moved_after_that():
    given(BEGUN, proposed(), DATED).when(DATED).then_refused(
        OutOfOrder, "It is planned; this needs an act that is proposed.", "act"
    )
    given(BEGUN, proposed(), DATED).when(MOVED).then("Moved to 16 March 2026.")


def test_no_day_is_found_beyond_the_end_of_the_collaboration():
    given(BEGUN, proposed(), ENDED).when(DATED).then_refused(
        CollaborationIsOver, "The collaboration ended on 1 March 2026.", "planned_for"
    )


def test_who_agreed_to_a_proposal_is_asked_again_once_it_has_a_day():
    yes = AgreedBySchool(act=THE_ACT, school=ASTOR, happened_on=TODAY)
    proposal = given(BEGUN, proposed(), yes)
    assert agreed(Past(proposal.entries, ANN, NOW)) == {ASTOR}
    assert agreed(Past(proposal.and_then(DATED).entries, ANN, NOW)) == frozenset()
    proposal.and_then(DATED).when(yes).then(f"{ASTOR} agreed on 9 March 2026.")


def test_a_visit_that_nobody_planned_is_recorded_by_one_entry():
    given().when(informal()).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came and saw one lesson."
    )


def test_what_holds_of_a_planned_visit_holds_of_a_proposed_and_an_informal_one():
    for first in (proposed, informal):
        given(BEGUN).when(first(visitors=(DOVER, ASTOR))).then_refused(
            SameSchool, "A school cannot visit itself.", "visitors"
        )
        given(BEGUN).when(first(purpose=Purpose.CONTRAST)).then_refused(
            Missing, "A visit for contrast says in what the schools differ.", "contrast"
        )


def test_nobody_else_comes_to_an_informal_visit():
    there = (*came(), Attendance(school=DEAL, attended=1))
    given().when(informal(attendance=there)).then_refused(
        NotMember, f"School {DEAL} is not in this act.", "attendance", "2", "school"
    )


def test_a_visitor_says_what_was_strong_and_what_it_asks_itself():
    given(BEGUN, PLANNED, HELD).when(feedback(), by=BEN).then(f"{DOVER} gave feedback to {ASTOR}.")


def test_feedback_is_given_by_a_school_of_the_visit_to_another_one():
    visited = given(begun(ASTOR, DOVER, DEAL), PLANNED, HELD)
    visited.when(feedback(), by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    visited.when(feedback(to_school=DOVER), by=BEN).then_refused(
        SameSchool, "Feedback is for another school.", "to_school"
    )
    visited.when(feedback(to_school=DEAL), by=BEN).then_refused(
        NotMember, f"School {DEAL} is not in this act.", "to_school"
    )
    visited.when(feedback(day=date(2026, 3, 1)), by=BEN).then_refused(
        NotYet, "It took place on 2 March 2026 only.", "happened_on"
    )


def test_a_visitor_opens_its_doors_in_return():
    visited = given(BEGUN, PLANNED, HELD)
    visited.when(in_return(), by=BEN).then(f"{DOVER} will open its doors in return.")
    visited.when(in_return()).then_refused(
        NotParticipant, "A school opens its own doors only.", "return_host"
    )
    visited.when(in_return(ASTOR)).then_refused(
        NotMember, "Only a school that came can have the others back.", "return_host"
    )
    visited.when(in_return(day=date(2026, 3, 1)), by=BEN).then_refused(
        NotYet, "It took place on 2 March 2026 only.", "happened_on"
    )
    visited.and_then((BEN, in_return())).when(in_return(), by=BEN).then_refused(
        AlreadySaid, "That has been agreed already.", "return_host"
    )
