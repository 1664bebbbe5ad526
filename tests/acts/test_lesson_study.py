"""A lesson study."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.lesson_study import (
    TURNS,
    CaseInterviewSummarised,
    CycleConcluded,
    LessonStudyCancelled,
    LessonStudyEvaluated,
    LessonStudyFollowedUp,
    LessonStudyGroupFormed,
    LessonStudyShared,
    PostLessonDiscussionHeld,
    ResearchLessonPlanned,
    ResearchLessonTaught,
    StudyAudience,
)
from ledger.domain.collaboration import HowEnded
from ledger.domain.ending import CollaborationEnded
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    CollaborationIsOver,
    Missing,
    NotMember,
    NotWellFormed,
    NotYet,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.words import Attendance, Barrier, PupilNeed
from tests.scenario import (
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
    NEXT_WEEK,
    TALK,
    THE_ACT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    begun,
    came,
    given,
)

FORMED_ON = date(2026, 2, 2)


def formed(**other):
    facts = {
        "collaboration": TOGETHER,
        "partners": (ASTOR, DOVER),
        "question": Sealed("who talks?"),
        "case_profiles": (PupilNeed.VOCABULARY, PupilNeed.MOTIVATION),
        "focus": TALK,
        "happened_on": FORMED_ON,
    }
    return LessonStudyGroupFormed(**facts | other)


def planned(cycle=1, **other):
    facts = {"taught_by": ASTOR, "lesson_aim": Sealed("they say why"), "planned_for": LAST_WEEK}
    return ResearchLessonPlanned(act=THE_ACT, cycle=cycle, **facts | other)


def taught(cycle=1, **other):
    facts = {"happened_on": LAST_WEEK, "minutes": 60, "attendance": came()}
    return ResearchLessonTaught(act=THE_ACT, cycle=cycle, **facts | other)


def discussed(cycle=1, day=LAST_WEEK):
    return PostLessonDiscussionHeld(
        act=THE_ACT, cycle=cycle, minutes=45, predicted_vs_seen=Sealed("fewer"), happened_on=day
    )


def concluded(cycle=1, day=YESTERDAY):
    return CycleConcluded(
        act=THE_ACT, cycle=cycle, learned=Sealed("waiting helps"),
        next_lesson_change=Sealed("pairs first"), happened_on=day,
    )  # fmt: skip


def interview(words="pairs felt safer", **other):
    facts = {"cycle": 1, "case_number": 2, "happened_on": LAST_WEEK}
    return CaseInterviewSummarised(act=THE_ACT, interview_summary=Sealed(words), **facts | other)


FORMED = formed()
A_STUDY = given(BEGUN, FORMED)
TAUGHT = A_STUDY.and_then(planned(), taught())
ONE_CYCLE = TAUGHT.and_then(discussed(), concluded())
SHARED = LessonStudyShared(act=THE_ACT, audience=StudyAudience.NETWORK, happened_on=TODAY)
EVALUATED = LessonStudyEvaluated(act=THE_ACT, happened_on=TODAY, would_repeat=False)


def test_a_group_is_formed():
    given(BEGUN).when(FORMED).then("Teachers of 2 schools formed a lesson study group on science.")


@pytest.mark.parametrize("profiles", [(), (PupilNeed.OTHER,) * 4], ids=["none", "four"])
def test_a_study_looks_at_one_to_three_profiles(profiles):
    given(BEGUN).when(formed(case_profiles=profiles)).then_refused(
        OutOfRange, "From 1 to 3 of them, please.", "case_profiles"
    )


def test_a_cycle_goes_from_its_plan_to_its_conclusion():
    A_STUDY.when(planned()).then(
        f"The lesson of cycle 1 was planned: {ASTOR} teaches it on 2 March 2026."
    )
    A_STUDY.and_then(planned()).when(taught()).then(
        "The lesson of cycle 1 was taught on 2 March 2026: 4 observed."
    )
    TAUGHT.when(discussed()).then("The lesson of cycle 1 was talked about on 2 March 2026.")
    TAUGHT.and_then(discussed()).when(concluded()).then("Cycle 1 was concluded on 8 March 2026.")


def test_no_turn_of_a_cycle_is_left_out():
    def first(words):
        return OutOfOrder, f"Cycle 1 has to be {words} first.", "cycle"

    A_STUDY.when(taught()).then_refused(*first("planned"))
    TAUGHT.when(concluded()).then_refused(*first("talked about"))
    TAUGHT.and_then(discussed(), concluded()).when(taught(2)).then_refused(
        OutOfOrder, "Cycle 2 has to be planned first.", "cycle"
    )


def test_nothing_is_talked_about_before_a_lesson_was_taught():
    A_STUDY.and_then(planned()).when(discussed()).then_refused(
        OutOfOrder,
        "It is proposed; this needs an act that is closed or evaluated or followed up or held.",
        "act",
    )
    ONE_CYCLE.and_then(planned(2)).when(discussed(2)).then_refused(
        OutOfOrder, "Cycle 2 has to be taught first.", "cycle"
    )


def test_no_turn_of_a_cycle_is_taken_twice():
    for turn, words in zip((planned(), taught(), discussed(), concluded()), TURNS.values(),
                           strict=True):  # fmt: skip
        ONE_CYCLE.when(turn).then_refused(AlreadySaid, f"Cycle 1 was {words} already.", "cycle")


def test_what_was_taught_is_neither_planned_nor_taught_again():
    TAUGHT.when(planned()).then_refused(AlreadySaid, "Cycle 1 was planned already.", "cycle")
    TAUGHT.when(taught()).then_refused(AlreadySaid, "Cycle 1 was taught already.", "cycle")


def test_a_lesson_may_be_planned_anew_until_it_is_taught():
    anew = A_STUDY.and_then(planned(), planned(taught_by=DOVER))
    anew.when(taught(attendance=came(astor=4, dover=0))).then_refused(
        OutOfRange, "Colleagues of at least two schools were there.", "attendance"
    )
    anew.when(taught()).then("The lesson of cycle 1 was taught on 2 March 2026: 4 observed.")


def test_the_next_cycle_begins_when_the_last_one_is_concluded():
    TAUGHT.and_then(discussed()).when(planned(2)).then_refused(
        OutOfOrder, "Cycle 1 has to be concluded first.", "cycle"
    )
    ONE_CYCLE.when(planned(2, planned_for=NEXT_WEEK)).then(
        f"The lesson of cycle 2 was planned: {ASTOR} teaches it on 16 March 2026."
    )


def test_what_builds_on_a_lesson_comes_after_it():
    TAUGHT.when(discussed(day=FORMED_ON)).then_refused(
        NotYet, "Cycle 1 was taught on 2 March 2026 only.", "happened_on"
    )
    TAUGHT.and_then(discussed(day=YESTERDAY)).when(concluded(day=LAST_WEEK)).then_refused(
        NotYet, "Cycle 1 was talked about on 8 March 2026 only.", "happened_on"
    )


def test_the_lesson_is_taught_by_a_school_of_the_group():
    given(begun(ASTOR, DOVER, DEAL), FORMED).when(planned(taught_by=DEAL)).then_refused(
        NotMember, f"School {DEAL} is not in this act.", "taught_by"
    )


def test_no_lesson_is_planned_beyond_the_end_of_the_collaboration():
    ended = CollaborationEnded(
        collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=TODAY
    )
    A_STUDY.and_then(ended).when(planned(planned_for=NEXT_WEEK)).then_refused(
        CollaborationIsOver, "The collaboration ended on 9 March 2026.", "planned_for"
    )


def test_two_colleagues_observe_beside_the_teacher():
    A_STUDY.and_then(planned()).when(taught(attendance=came(1, 1))).then_refused(
        OutOfRange, "Two colleagues at least observe, beside the teacher.", "attendance"
    )
    A_STUDY.and_then(planned()).when(taught(attendance=came(1, 2))).then(
        "The lesson of cycle 1 was taught on 2 March 2026: 2 observed."
    )


def test_one_observer_at_least_is_of_another_school():
    A_STUDY.and_then(planned()).when(taught(attendance=came(5, 0))).then_refused(
        OutOfRange, "Colleagues of at least two schools were there.", "attendance"
    )


def test_the_school_that_teaches_is_there():
    three = given(begun(ASTOR, DOVER, DEAL), formed(partners=(ASTOR, DOVER, DEAL)))
    others = (
        Attendance(school=DOVER, attended=2),
        Attendance(school=DEAL, attended=2),
    )
    three.and_then(planned()).when(taught(attendance=others)).then_refused(
        Missing, f"School {ASTOR} teaches it, so it is there.", "attendance"
    )


def test_what_pupils_said_is_summed_up():
    TAUGHT.when(interview()).then("An interview on the lesson of cycle 1 was summed up.")


@pytest.mark.parametrize("words", ['one said "no"', "“I did not dare”", "«non»"])
def test_the_words_of_pupils_are_not_kept(words):
    TAUGHT.when(interview(words)).then_refused(
        NotWellFormed, "Say it in your own words, without quotation marks.", "interview_summary"
    )


def test_an_interview_is_about_a_profile_and_a_lesson_of_the_study():
    TAUGHT.when(interview(case_number=3)).then_refused(
        OutOfRange, "The study has fewer case profiles.", "case_number"
    )
    TAUGHT.when(interview(cycle=2)).then_refused(
        OutOfOrder, "Cycle 2 has to be taught first.", "cycle"
    )
    TAUGHT.when(interview(happened_on=FORMED_ON)).then_refused(
        NotYet, "Cycle 1 was taught on 2 March 2026 only.", "happened_on"
    )


@pytest.mark.parametrize("later", [SHARED, EVALUATED], ids=["shared", "evaluated"])
def test_a_study_without_a_whole_cycle_has_nothing_to_tell(later):
    TAUGHT.when(later).then_refused(OutOfOrder, "Conclude a cycle first.", "act")


def test_a_study_is_shared_followed_up_and_evaluated():
    ONE_CYCLE.when(SHARED).then("The study was shared on 9 March 2026: network.")
    ONE_CYCLE.when(
        LessonStudyFollowedUp(act=THE_ACT, happened_on=TODAY, tried=Sealed("it")), by=BEN
    ).then("Followed up on 9 March 2026.")
    ONE_CYCLE.when(EVALUATED).then("Evaluated on 9 March 2026: they would not do it again.")


def test_a_study_is_called_off_before_a_lesson_was_taught_and_not_after():
    off = LessonStudyCancelled(act=THE_ACT, happened_on=TODAY, barrier=Barrier.COVER_SHORTAGE)
    A_STUDY.and_then(planned()).when(off).then("Called off because of a shortage of cover.")
    TAUGHT.when(off).then_refused(
        OutOfOrder, "It is held; this needs an act that is agreed or planned or proposed.", "act"
    )


MAKERS = (planned, taught, discussed, concluded)


@settings(max_examples=40, deadline=None, derandomize=True)
@for_any(st.lists(st.tuples(st.sampled_from(MAKERS), st.integers(1, 3)), max_size=20))
def test_whatever_is_tried_the_turns_stand_in_their_order(tried):
    now = A_STUDY
    for make, cycle in tried:
        now = now.when(make(cycle)).after
    stands = [
        (entry.event.cycle, list(TURNS).index(type(entry.event)))
        for entry in now.entries
        if type(entry.event) in TURNS
    ]
    once = [turn for n, turn in enumerate(stands) if turn not in stands[:n]]
    assert once == [(cycle, turn) for cycle in (1, 2, 3) for turn in range(4)][: len(once)]
