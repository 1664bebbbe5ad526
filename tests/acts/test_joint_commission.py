"""A joint commission."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.domain.acts.joint_commission import (
    BriefWritten,
    CommissionNeedAgreed,
    CommissionTerminated,
    ExpertSessionHeld,
    FollowUpForm,
    FollowUpPlanned,
    JointCommissionCancelled,
    JointCommissionDaySet,
    JointCommissionEvaluated,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
    JointCommissionRescheduled,
)
from ledger.domain.acts.visit import VisitHeld
from ledger.domain.collaboration import HowEnded
from ledger.domain.ending import CollaborationEnded
from ledger.domain.identifiers import Digest, ProviderId, SchoolId
from ledger.domain.money import Contribution, Share, Vat, pounds
from ledger.domain.outcome import Area, Outcome
from ledger.domain.record import Pence, Sealed
from ledger.domain.refusal import (
    CollaborationIsOver,
    NotFound,
    NotMember,
    NotWellFormed,
    NotYet,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
    SameSchool,
)
from ledger.domain.words import Barrier
from tests.scenario import (
    ASTOR,
    BEGUN,
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


def pays(school: SchoolId, pence: int) -> Contribution:
    return Contribution(school=school, amount=Pence(pence))


def planned(**other):
    facts = {
        "collaboration": TOGETHER,
        "planned_for": date(2026, 2, 2),
        "minutes": 300,
        "partners": (ASTOR, DOVER),
        "provider": ProviderId("expert"),
        "focus": TALK,
        "brief": Sealed("show us how"),
        "sessions": 2,
        "follow_up_sessions": 1,
        "price": Pence(1_200_50),
        "vat": Vat.INCLUDED,
        "share": Share.EQUAL,
        "contributions": (pays(ASTOR, 600_25), pays(DOVER, 600_25)),
    }
    return JointCommissionPlanned(**facts | other)


def session(**other):
    facts = {"happened_on": LAST_WEEK, "minutes": 300, "attendance": came()}
    return ExpertSessionHeld(act=THE_ACT, **facts | other)


PLANNED, SESSION = planned(), session()
FOLLOWED_UP = JointCommissionFollowedUp(
    act=THE_ACT, happened_on=YESTERDAY, tried=Sealed("it"), form=FollowUpForm.JOINT_PLANNING
)


def next_planned(**other):
    facts = {"form": FollowUpForm.JOINT_PLANNING, "planned_for": NEXT_WEEK}
    return FollowUpPlanned(act=THE_ACT, **facts | other)


EVALUATED = JointCommissionEvaluated(act=THE_ACT, happened_on=TODAY, would_repeat=True)


HASH = Digest("ab" * 32)
FEBRUARY = date(2026, 2, 2)


def needed(**other):
    facts = {
        "collaboration": TOGETHER, "partners": (ASTOR, DOVER, DEAL), "focus": TALK,
        "happened_on": FEBRUARY,
    }  # fmt: skip
    return CommissionNeedAgreed(**facts | other)


def brief(**other):
    facts = {
        "outcomes": (Outcome(area=Area.SUBJECT, statement=Sealed("they explain why")),),
        "sessions": 2,
        "follow_up_sessions": 2,
        "spec_hash": HASH,
        "happened_on": LAST_WEEK,
    }
    return BriefWritten(act=THE_ACT, **facts | other)


def day_set(**other):
    facts = {"planned_for": NEXT_WEEK, "minutes": 300}
    return JointCommissionDaySet(act=THE_ACT, **facts | other)


def ended(**other):
    facts = {"happened_on": YESTERDAY, "reason": Sealed("the expert has retired")}
    return CommissionTerminated(act=THE_ACT, **facts | other)


THREE = begun(ASTOR, DOVER, DEAL)


def test_a_day_is_set_for_what_comes_after_the_expert():
    said = "To be taken further on 16 March 2026 by joint planning."
    given(BEGUN, PLANNED).when(next_planned()).then(said)
    given(BEGUN, PLANNED, SESSION).when(next_planned()).then(said)
    given(BEGUN, PLANNED, SESSION).when(next_planned(planned_for=LAST_WEEK)).then_refused(
        NotYet, "A follow-up comes after 2 March 2026.", "planned_for"
    )


def test_schools_pool_money_for_an_expert():
    given(BEGUN).when(PLANNED).then("2 schools pooled £1,200.50 for an expert in science.")


def test_a_commission_without_follow_up_is_called_what_it_is():
    given(BEGUN).when(planned(follow_up_sessions=0)).then(
        "2 schools pooled £1,200.50 for an expert in science, with no follow-up planned."
    )


def test_the_money_adds_up_to_the_penny():
    a_penny_less = (pays(ASTOR, 600_25), pays(DOVER, 600_24))
    given(BEGUN).when(planned(contributions=a_penny_less)).then_refused(
        OutOfBalance,
        "The schools pay £1,200.49, but £1,200.50 is to be paid.",
        "contributions",
    )


def test_a_subsidy_is_taken_off_what_the_schools_pay():
    given(BEGUN).when(planned(subsidy=Pence(50))).then_refused(
        OutOfBalance, "The schools pay £1,200.50, but £1,200 is to be paid.", "contributions"
    )
    less = (pays(ASTOR, 600_00), pays(DOVER, 600_00))
    given(BEGUN).when(planned(subsidy=Pence(50), contributions=less)).then(
        "2 schools pooled £1,200 for an expert in science."
    )
    given(BEGUN).when(planned(subsidy=Pence(1_200_51))).then_refused(
        OutOfRange, "The subsidy is more than the price.", "subsidy"
    )


def test_only_partners_pay_and_each_once():
    three = given(begun(ASTOR, DOVER, DEAL))
    half = pays(ASTOR, 600_25)
    three.when(planned(contributions=(half, pays(DEAL, 600_25)))).then_refused(
        NotMember, f"School {DEAL} is not a partner.", "contributions", "1", "school"
    )
    three.when(planned(contributions=(half, pays(ASTOR, 0)))).then_refused(
        SameSchool, f"School {ASTOR} pays twice.", "contributions", "1", "school"
    )
    three.when(planned(contributions=(half, half))).then_refused(
        NotWellFormed, "Name each only once: this stands here twice.", "contributions", "1"
    )


def test_a_conflict_of_interest_is_declared_by_partners():
    three = given(begun(ASTOR, DOVER, DEAL))
    three.when(planned(conflicts_declared=(DOVER,))).then(
        "2 schools pooled £1,200.50 for an expert in science."
    )
    three.when(planned(conflicts_declared=(DOVER, DEAL))).then_refused(
        NotMember, f"School {DEAL} is not a partner.", "conflicts_declared", "1"
    )


@pytest.mark.parametrize(
    ("fact", "value", "answer"),
    [
        ("price", Pence(-1), "From 0 to 1,000,000,000, please."),
        ("sessions", 0, "From 1 to 99, please."),
        ("partners", (ASTOR,), "From 2 to 60 of them, please."),
    ],
)
def test_a_commission_keeps_within_its_limits(fact, value, answer):
    given(BEGUN).when(planned(**{fact: value})).then_refused(OutOfRange, answer, fact)


def test_a_provider_has_a_plain_reference():
    given(BEGUN).when(planned(provider=ProviderId("The Expert Ltd"))).then_refused(
        NotWellFormed, ProviderId.HINT, "provider"
    )


def test_another_day_is_found_until_the_expert_has_come():
    moved = JointCommissionRescheduled(
        act=THE_ACT, planned_for=NEXT_WEEK, reason=Sealed("the expert is ill")
    )
    given(BEGUN, PLANNED).when(moved).then("Moved to 16 March 2026.")
    given(BEGUN, PLANNED, SESSION).when(moved).then_refused(
        OutOfOrder, "It is held; this needs an act that is agreed or planned.", "act"
    )


def test_a_commission_is_called_off():
    called_off = JointCommissionCancelled(
        act=THE_ACT, happened_on=LAST_WEEK, barrier=Barrier.BUDGET
    )
    given(BEGUN, PLANNED).when(called_off).then("Called off because of a lack of money.")


@pytest.mark.parametrize("so_far", [(), (SESSION,), (SESSION, FOLLOWED_UP), (SESSION, EVALUATED)])
def test_an_expert_may_come_more_than_once(so_far):
    given(BEGUN, PLANNED, *so_far).when(SESSION).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came."
    )


def test_a_commission_is_followed_up_in_some_form():
    given(BEGUN, PLANNED, SESSION).when(FOLLOWED_UP).then(
        "Followed up on 8 March 2026 by joint planning."
    )


def test_a_commission_is_evaluated():
    given(BEGUN, PLANNED, SESSION).when(EVALUATED).then(
        "Evaluated on 9 March 2026: they would do it again."
    )


def test_no_visit_is_held_where_an_expert_was_to_come():
    visit = VisitHeld(
        act=THE_ACT, happened_on=LAST_WEEK, minutes=90, attendance=came(), lessons_seen=2
    )
    given(BEGUN, PLANNED).when(visit).then_refused(
        NotFound, "That is an act of another kind.", "act"
    )


@pytest.mark.parametrize(
    ("pence", "words"), [(0, "£0"), (5, "£0.05"), (1_00, "£1"), (1_234_567_89, "£1,234,567.89")]
)
def test_money_is_written_as_people_write_it(pence, words):
    assert pounds(pence) == words


def test_schools_agree_on_a_need_before_they_know_whom():
    given(THREE).when(needed()).then("3 schools agreed that they need help in science.")
    given(THREE).when(needed(happened_on=date(2025, 8, 31))).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "happened_on"
    )
    ended_early = CollaborationEnded(
        collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=date(2026, 1, 31)
    )
    given(THREE, ended_early).when(needed()).then_refused(
        CollaborationIsOver, "The collaboration ended on 31 January 2026.", "happened_on"
    )


def test_a_brief_is_written_for_a_need():
    need = given(THREE, needed())
    need.when(brief()).then(
        "A brief was written on 2 March 2026: an expert comes twice; follow-ups: 2."
    )
    need.when(brief(sessions=1, follow_up_sessions=0)).then(
        "A brief was written on 2 March 2026: an expert comes once; no follow-up."
    )
    need.when(brief(happened_on=date(2026, 2, 1))).then_refused(
        NotYet, "It began on 2 February 2026 only.", "happened_on"
    )
    given(BEGUN, PLANNED).when(brief()).then_refused(
        OutOfOrder, "It is planned; this needs an act that is proposed.", "act"
    )


def test_a_good_brief_has_six_things_in_it():
    words = Sealed("words")
    assert brief(follow_up_sessions=1).quality == 1
    assert brief().quality == 2
    assert brief(baseline_plan=words, evaluation_plan=words).quality == 4
    assert (
        brief(
            baseline_plan=words,
            evaluation_plan=words,
            exit_clause=words,
            evidence_cited=("Effective Professional Development, 2021",),
        ).quality
        == 6
    )


def test_what_has_no_follow_up_is_a_one_off():
    assert [planned(follow_up_sessions=n).is_one_off for n in (0, 1)] == [True, False]
    assert [brief(follow_up_sessions=n).is_one_off for n in (0, 1)] == [True, False]


def test_no_day_is_set_and_no_expert_comes_before_the_award():
    need = given(THREE, needed())
    need.when(day_set()).then_refused(
        OutOfOrder, "It is proposed; this needs an act that is agreed.", "act"
    )
    assert type(need.when(session()).refused) is OutOfOrder


def test_a_commission_is_ended_early_and_the_expert_comes_no_more():
    held = given(BEGUN, PLANNED, SESSION)
    held.when(ended()).then("Ended early on 8 March 2026.")
    held.when(ended(happened_on=date(2026, 3, 1))).then_refused(
        NotYet, "It took place on 2 March 2026 only.", "happened_on"
    )
    held.and_then(ended()).when(session(happened_on=TODAY)).then_refused(
        OutOfOrder, "It was ended on 8 March 2026.", "happened_on"
    )
    held.and_then(ended()).when(session()).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came."
    )
