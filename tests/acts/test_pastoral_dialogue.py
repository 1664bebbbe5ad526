"""Pastoral dialogue: leaders talk, and nothing of what they talked about can be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.culture import SharedPurposeStated
from ledger.domain.acts.dispute import Disputed
from ledger.domain.acts.pastoral_dialogue import (
    KINDS,
    BehaviourPatternNoticed,
    BehaviourTrend,
    ConsultedFor,
    JointAction,
    JointActionAgreed,
    JointActionCompleted,
    JointActionDropped,
    PastoralDialogueHeld,
    PastoralPartnershipEnded,
    PastoralPartnershipFormed,
    PastoralReportBackGiven,
    PastoralTheme,
    PublicService,
    PublicServiceConsulted,
)
from ledger.domain.facts import words_in
from ledger.domain.identifiers import ActId, Digest
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    CaseNarrative,
    NoSafeguardingLeadNamed,
    NotFound,
    NotMember,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
    SameSchool,
)
from ledger.domain.screening.private import NO_CASE
from ledger.domain.words import Attendance, Barrier
from tests.acts.test_visit import PLANNED
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
    LAST_YEAR,
    THE_ACT,
    TODAY,
    YESTERDAY,
    came,
    given,
    id_of,
)

FORMED = PastoralPartnershipFormed(
    partners=(ASTOR, DOVER), terms_of_reference=Digest("0" * 64), leads=(ASTOR, DOVER),
    happened_on=FIRST_DAY,
)  # fmt: skip
THE_PARTNERSHIP = ActId(int=id_of(4).int)
PARTNERS = given(FORMED)
TALKED = PastoralDialogueHeld(
    act=THE_PARTNERSHIP, minutes=60, attendance=came(), happened_on=LAST_WEEK,
    pastoral_themes=(PastoralTheme.COMMUNITY_SAFETY, PastoralTheme.TRANSITION),
)  # fmt: skip
PATTERN = BehaviourPatternNoticed(
    act=THE_PARTNERSHIP, pastoral_theme=PastoralTheme.BULLYING, trend=BehaviourTrend.FALLING,
    schools_count=2, seen_from=date(2026, 1, 5), seen_to=date(2026, 2, 2), happened_on=LAST_WEEK,
)  # fmt: skip
REPORT = PastoralReportBackGiven(
    act=THE_PARTNERSHIP, school=ASTOR, to_schools=(DOVER,), actions_done=3, actions_open=1,
    happened_on=TODAY,
)  # fmt: skip
ASKED = PublicServiceConsulted(
    act=THE_PARTNERSHIP, consulted_by=(ASTOR, DOVER), public_service=PublicService.POLICE,
    consulted_for=ConsultedFor.PREVENTION, questions_asked=4, happened_on=TODAY,
)  # fmt: skip
AGREED = JointActionAgreed(
    act=THE_PARTNERSHIP, joint_action=JointAction.LESSONS, taken_on_by=(ASTOR, DOVER),
    happened_on=LAST_WEEK,
)  # fmt: skip
DONE = JointActionCompleted(act=THE_PARTNERSHIP, joint=id_of(5), happened_on=YESTERDAY)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TOPIC)
def test_no_words_of_anybody_can_be_written_in_it(kind):
    assert not {Sealed, str} & words_in(kind)


def test_of_pastoral_work_nothing_is_told_in_words():
    purpose = SharedPurposeStated(
        act=THE_PARTNERSHIP, agreeing=(ASTOR, DOVER), statement=Sealed("We learn together."),
        happened_on=TODAY,
    )  # fmt: skip
    PARTNERS.and_then(TALKED).when(purpose).then_refused(
        CaseNarrative, "Of this no words are kept, only codes and counts: leave them out.",
        "statement",
    )  # fmt: skip


def test_what_may_be_said_of_any_act_is_no_story_either():
    """To say that an entry is wrong takes words: they are looked at by the strictest rules."""
    wrong = Disputed(
        act=THE_PARTNERSHIP, school=DOVER, disputed=id_of(5),
        reason=Sealed("The trend was steady, and not falling."),
    )  # fmt: skip
    story = replace(wrong, reason=Sealed("That was about the fight at the bus stop."))
    told = PARTNERS.and_then(PATTERN)
    assert told.when(wrong, by=BEN).refused is None
    told.when(story, by=BEN).then_refused(CaseNarrative, NO_CASE, "reason")
    at_a_visit = given(BEGUN, PLANNED)
    assert at_a_visit.when(replace(story, act=THE_ACT), by=BEN).refused is None


def test_each_partner_has_named_its_safeguarding_lead():
    given().when(FORMED).then("The pastoral leaders of 2 schools agreed to talk.")
    given().when(replace(FORMED, leads=(ASTOR,))).then_refused(
        NoSafeguardingLeadNamed,
        f"School {DOVER} tells its partners first who its designated safeguarding lead is; "
        "then list the school here.",
        "leads",
    )
    stranger = replace(FORMED, leads=(ASTOR, DEAL, DOVER))
    given().when(stranger).then_refused(
        NotParticipant, f"School {DEAL} is no partner.", "leads", "1"
    )


def test_nobody_else_learns_that_they_talk():
    for said in (TALKED, PATTERN, REPORT, ASKED, AGREED):
        PARTNERS.when(said, by=DOT).then_refused(NotFound, "There is no such act.", "act")


def test_they_talk_as_often_as_they_like_and_each_confirms_it_came():
    PARTNERS.when(TALKED).then(
        "Pastoral leaders talked on 2 March 2026 about community safety and transition."
    )
    twice = PARTNERS.and_then(TALKED, replace(TALKED, happened_on=YESTERDAY))
    confirmed = AttendanceConfirmed(
        act=THE_PARTNERSHIP, school=DOVER, occasion=id_of(6), attended=3
    )
    twice.when(confirmed, by=BEN).then(f"{DOVER} confirmed that 3 of its colleagues came.")
    PARTNERS.when(replace(confirmed, occasion=None), by=BEN).then_refused(
        NotFound, "It did not take place, says this act.", "occasion"
    )


def test_only_partners_talk_and_not_before_they_agreed_to():
    early = replace(TALKED, happened_on=LAST_YEAR)
    PARTNERS.when(early).then_refused(NotYet, "It began on 1 September 2025 only.", "happened_on")
    with_deal = (*came(), Attendance(school=DEAL, attended=1))
    PARTNERS.when(replace(TALKED, attendance=with_deal)).then_refused(
        NotMember, f"School {DEAL} is not in this act.", "attendance", "2", "school"
    )


def test_a_pattern_is_of_two_schools_and_of_four_weeks():
    PARTNERS.when(PATTERN).then("2 schools noticed the same pattern: bullying (falling).")
    PARTNERS.when(replace(PATTERN, schools_count=1)).then_refused(
        OutOfRange, "From 2 to 60, please.", "schools_count"
    )
    PARTNERS.when(replace(PATTERN, schools_count=3)).then_refused(
        OutOfRange, "Fewer schools than that take part.", "schools_count"
    )
    PARTNERS.when(replace(PATTERN, seen_to=date(2026, 2, 1))).then_refused(
        OutOfRange, "A pattern shows over four weeks or more.", "seen_to"
    )
    PARTNERS.when(replace(PATTERN, happened_on=date(2026, 2, 1))).then_refused(
        NotYet, "It is noticed once the time is over that was looked at.", "happened_on"
    )


def test_a_school_reports_for_itself_and_to_others():
    PARTNERS.when(REPORT).then(f"{ASTOR} reported back: 3 done, 1 still to do.")
    PARTNERS.when(REPORT, by=BEN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    PARTNERS.when(replace(REPORT, to_schools=(DOVER, ASTOR))).then_refused(
        SameSchool, "A school reports to others.", "to_schools"
    )
    PARTNERS.when(replace(REPORT, to_schools=(DOVER, DEAL))).then_refused(
        NotParticipant, f"School {DEAL} takes no part in this act.", "to_schools", "1"
    )


def test_schools_ask_a_public_service_together():
    PARTNERS.when(ASKED).then("2 schools asked for advice on prevention: police.")
    PARTNERS.when(replace(ASKED, consulted_by=(ASTOR,))).then_refused(
        OutOfRange, "From 2 to 60 of them, please.", "consulted_by"
    )
    PARTNERS.when(replace(ASKED, consulted_by=(DEAL, DOVER))).then_refused(
        NotParticipant, f"School {DEAL} takes no part in this act.", "consulted_by", "0"
    )


def test_what_was_taken_on_is_done_or_given_up_once():
    PARTNERS.when(AGREED).then("2 schools took on together: lessons.")
    PARTNERS.when(replace(AGREED, taken_on_by=(ASTOR, DEAL))).then_refused(
        NotParticipant, f"School {DEAL} takes no part in this act.", "taken_on_by", "1"
    )
    PARTNERS.when(DONE).then_refused(NotFound, "These schools have agreed no such action.", "joint")
    agreed = PARTNERS.and_then(AGREED)
    agreed.when(DONE, by=BEN).then("A joint action was done by 8 March 2026.")
    agreed.when(replace(DONE, happened_on=FIRST_DAY)).then_refused(
        NotYet, "It was agreed on 2 March 2026 only.", "happened_on"
    )
    dropped = JointActionDropped(
        act=THE_PARTNERSHIP, joint=id_of(5), barrier=Barrier.BUDGET, happened_on=TODAY
    )
    agreed.when(dropped).then("A joint action was given up because of a lack of money.")
    agreed.and_then(DONE).when(dropped).then_refused(
        AlreadySaid, "That action is over already.", "joint"
    )


def test_once_it_ended_they_talk_no_more():
    ended = PastoralPartnershipEnded(act=THE_PARTNERSHIP, happened_on=YESTERDAY)
    over = PARTNERS.and_then(TALKED, (BEN, ended))
    over.when(replace(TALKED, happened_on=YESTERDAY), by=ANN).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )
    assert over.when(TALKED, by=ANN).refused is None, "it is told late, and shown so"
    late = AttendanceConfirmed(act=THE_PARTNERSHIP, school=DOVER, attended=3)
    over.when(late, by=BEN).then(f"{DOVER} confirmed that 3 of its colleagues came.")
