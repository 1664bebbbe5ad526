"""Proposals, needs, priorities, audits, partnerships, and what backs an act up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.domain.acts.cpd_audit import (
    AreaFound,
    AuditArea,
    Award,
    CpdAuditCommissioned,
    CpdAuditConducted,
    CpdAuditReported,
)
from ledger.domain.acts.need import NeedDeclared, NeedLevel, NeedMatchSuggested
from ledger.domain.acts.partnership import (
    DataSharingAgreementSigned,
    Formality,
    PartnershipFormalised,
    Reach,
)
from ledger.domain.acts.priority import (
    LearningPriorityAdopted,
    Priority,
    PriorityDeclared,
    PriorityPatternNoted,
)
from ledger.domain.acts.proof import Mechanism, MechanismConfirmed, MechanismDeclared
from ledger.domain.collaboration import (
    CollaborationAgreedBySchool,
    CollaborationProposed,
    CollaborationStarted,
    SchoolJoined,
    WhyLeft,
)
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.identifiers import ActId, CitedAct, Digest, FieldName, ProviderId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.outcome import Area
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NeedsSecondPerson,
    NotFound,
    NotMember,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfRange,
    SameSchool,
    SmallGroup,
)
from ledger.domain.steering import CollaborationReviewed, Verdict
from ledger.domain.words import StaffRole
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
    TALK,
    THE_ACT,
    THE_NEXT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    Scenario,
    given,
    id_of,
)

PROPOSED = CollaborationProposed(
    title=BEGUN.title, partners=(ASTOR, DOVER), focus=TALK, outcomes=BEGUN.outcomes,
    planned_terms=3, happened_on=FIRST_DAY,
)  # fmt: skip
STARTED = CollaborationStarted(collaboration=TOGETHER, happened_on=date(2025, 10, 1))


def agrees(school, day=FIRST_DAY):
    return CollaborationAgreedBySchool(
        collaboration=TOGETHER, school=school, agreed_by=StaffRole.HEAD, happened_on=day
    )


AGREED = given(PROPOSED, agrees(ASTOR), (BEN, agrees(DOVER)))


def test_a_proposal_starts_once_two_leaders_have_agreed():
    proposed = given(PROPOSED)
    proposed.when(agrees(ASTOR), by=BEN).then_refused(
        NotParticipant, "A school agrees for itself, and only for itself.", "school"
    )
    one = proposed.and_then(agrees(ASTOR))
    one.when(agrees(ASTOR)).then_refused(AlreadySaid, "This school has agreed already.", "school")
    one.when(STARTED).then_refused(
        Missing, "It starts once two schools have agreed to it.", "collaboration"
    )
    AGREED.when(STARTED).then("It started on 1 October 2025.")
    AGREED.and_then(STARTED).when(STARTED).then_refused(
        AlreadySaid, "It has started already.", "collaboration"
    )


def test_only_who_leads_a_school_agrees_for_it():
    proposed = given(PROPOSED)
    for role in (StaffRole.TEACHER, StaffRole.DEPUTY_ASSISTANT_HEAD, StaffRole.TRUSTEE):
        proposed.when(replace(agrees(ASTOR), agreed_by=role)).then_refused(
            NotParticipant, "A head agrees to this, or the head of a trust.", "agreed_by"
        )
    of_the_trust = replace(agrees(ASTOR), agreed_by=StaffRole.TRUST_CEO)
    proposed.when(of_the_trust).then(f"{ASTOR} agreed to it on 1 September 2025.")


def test_what_others_agreed_before_that_was_asked_is_still_lets_the_rest_be_amended():
    """A rule that is new judges what is said now, and what is corrected now."""
    told = given(PROPOSED, agrees(ASTOR))
    last = told.entries[-1]
    once = replace(last.event, agreed_by=StaffRole.TEACHER)
    old = Scenario((*told.entries[:-1], last._replace(event=once)))
    terms = CollaborationAmended(
        collaboration=TOGETHER, entry=id_of(4), field=FieldName("planned_terms"), old="3",
        new="4", reason=Sealed("a slip of the pen"),
    )  # fmt: skip
    assert old.when(terms).refused is None


def test_no_school_agrees_before_it_came():
    joined = SchoolJoined(collaboration=TOGETHER, school=DEAL, happened_on=LAST_WEEK)
    story = given(PROPOSED, joined)
    story.when(agrees(DEAL), by=DOT).then_refused(
        OutOfRange, "It joined on 2 March 2026 only.", "happened_on"
    )
    on_the_day = replace(agrees(DEAL), happened_on=LAST_WEEK)
    story.when(on_the_day, by=DOT).then(f"{DEAL} agreed to it on 2 March 2026.")
    before = replace(agrees(ASTOR), happened_on=FIRST_DAY.replace(month=8))
    story.when(before).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "happened_on"
    )


def test_it_does_not_start_before_the_second_leader_agreed():
    later = replace(agrees(DOVER), happened_on=date(2025, 11, 3))
    agreed = given(PROPOSED, agrees(ASTOR), (BEN, later))
    agreed.when(STARTED).then_refused(
        OutOfRange, "The second school agreed on 3 November 2025 only.", "happened_on"
    )
    agreed.when(replace(STARTED, happened_on=date(2025, 11, 3))).then(
        "It started on 3 November 2025."
    )


LEFT = SchoolLeft(
    collaboration=TOGETHER, school=DOVER, why_left=WhyLeft.STAFFING, happened_on=LAST_WEEK
)
BACK = SchoolJoined(collaboration=TOGETHER, school=DOVER, happened_on=TODAY)


def test_a_school_that_came_back_agrees_anew():
    gone = AGREED.and_then((BEN, LEFT))
    gone.when(agrees(DOVER), by=BEN).then_refused(
        NotMember, f"School {DOVER} is not a member.", "school"
    )
    back = gone.and_then(BACK)
    back.when(agrees(DOVER, TODAY), by=BEN).then(f"{DOVER} agreed to it on 9 March 2026.")
    again = back.and_then((BEN, agrees(DOVER, TODAY)))
    again.when(agrees(DOVER, TODAY), by=BEN).then_refused(
        AlreadySaid, "This school has agreed already.", "school"
    )
    again.when(agrees(ASTOR)).then_refused(AlreadySaid, "This school has agreed already.", "school")


def test_it_starts_on_what_its_members_agreed_since_they_came():
    """One school that agrees, leaves, comes back and agrees is one school, and not two."""
    none = (Missing, "It starts once two schools have agreed to it.", "collaboration")
    late = replace(STARTED, happened_on=TODAY)
    gone = AGREED.and_then((BEN, LEFT))
    gone.when(late).then_refused(*none)
    back = gone.and_then(BACK)
    back.when(late).then_refused(*none)
    back.and_then((BEN, agrees(DOVER, TODAY))).when(late).then("It started on 9 March 2026.")
    twice = given(PROPOSED, (BEN, agrees(DOVER)), (BEN, LEFT), BACK, (BEN, agrees(DOVER, TODAY)))
    twice.when(late).then_refused(*none)


def test_no_act_is_planned_before_it_started():
    AGREED.when(PLANNED).then_refused(
        NotYet, "The collaboration is proposed; it has not started yet.", "planned_for"
    )
    started = AGREED.and_then(STARTED)
    assert started.when(PLANNED).refused is None
    early = replace(PLANNED, planned_for=date(2025, 9, 15))
    started.when(early).then_refused(
        OutOfRange, "The collaboration started on 1 October 2025 only.", "planned_for"
    )


def test_what_was_begun_without_a_proposal_needs_no_start():
    given(BEGUN).when(STARTED).then_refused(
        AlreadySaid, "It was begun without a proposal.", "collaboration"
    )


def test_a_member_reviews_and_nobody_else_knows_of_it():
    review = CollaborationReviewed(
        collaboration=TOGETHER, verdict=Verdict.ADAPT, reason=Sealed("too few visits yet"),
        happened_on=TODAY,
    )  # fmt: skip
    given(BEGUN).when(review, by=BEN).then("Reviewed on 9 March 2026: adapt.")
    given(BEGUN).when(review, by=DOT).then_refused(
        NotFound, "There is no such collaboration.", "collaboration"
    )
    early = replace(review, happened_on=date(2025, 8, 1))
    given(BEGUN).when(early).then_refused(
        OutOfRange, "The collaboration began on 1 September 2025 only.", "happened_on"
    )


def need(school):
    return NeedDeclared(
        school=school, need_level=NeedLevel.SUBJECT, focus=TALK, area=Area.SUBJECT,
        statement=Sealed("whole sentences"), happened_on=LAST_WEEK,
    )  # fmt: skip


OWN, OTHER = ActId(int=id_of(4).int), CitedAct(int=id_of(5).int)


def test_two_schools_with_similar_needs_find_each_other():
    both = given(need(ASTOR), (BEN, need(DOVER)))
    match = NeedMatchSuggested(
        act=OWN, matching_school=DOVER, matching_need=OTHER, happened_on=TODAY
    )
    both.when(match).then(f"{DOVER} has a similar need.")
    both.when(replace(match, matching_school=ASTOR)).then_refused(
        SameSchool, "A school does not match itself.", "matching_school"
    )
    both.when(replace(match, matching_need=CitedAct(int=99))).then_refused(
        NotFound, "There is no such act.", "matching_need"
    )


def test_leaders_adopt_a_priority_once():
    declared = given(
        PriorityDeclared(
            school=ASTOR, priority=Priority.CURRICULUM, statement=Sealed("all of it"),
            happened_on=LAST_WEEK,
        )
    )  # fmt: skip
    adopt = LearningPriorityAdopted(act=OWN, adopted_by=StaffRole.HEAD, happened_on=YESTERDAY)
    declared.when(adopt).then(
        "Leaders made professional learning on it a priority on 8 March 2026."
    )
    declared.and_then(adopt).when(adopt).then_refused(
        AlreadySaid, "That was adopted already.", "act"
    )


def test_an_audit_hears_five_or_more_so_that_nobody_can_tell_who_said_what():
    asked = given(
        CpdAuditCommissioned(school=ASTOR, auditor=ProviderId("audits"), happened_on=LAST_WEEK)
    )
    heard = CpdAuditConducted(act=OWN, interviewed=4, happened_on=YESTERDAY)
    asked.when(heard).then_refused(
        SmallGroup, "Fewer than 5 can be told apart: leave this figure out.", "interviewed"
    )
    assert asked.when(replace(heard, interviewed=5)).refused is None


def test_an_audit_reports_each_area_once_and_not_before_anybody_was_heard():
    asked = given(
        CpdAuditCommissioned(school=ASTOR, auditor=ProviderId("audits"), happened_on=LAST_WEEK)
    )
    silver = AreaFound(audit_area=AuditArea.FOCUS, award=Award.SILVER)
    report = CpdAuditReported(act=OWN, areas=(silver,), happened_on=TODAY)
    asked.when(report).then_refused(Missing, "Nobody was interviewed yet.", "act")
    heard = asked.and_then(CpdAuditConducted(act=OWN, interviewed=12, happened_on=YESTERDAY))
    heard.when(report).then("Reported on 9 March 2026: 1 of 1 areas are strong.")
    twice = (silver, replace(silver, award=Award.GOLD))
    heard.when(replace(report, areas=twice)).then_refused(
        NotWellFormed, f"Name each only once: {silver.audit_area.words} stands here twice.",
        "areas", "1", "audit_area",
    )  # fmt: skip


def test_each_partner_signs_for_itself_what_may_be_shared():
    partners = given(
        PartnershipFormalised(
            partners=(ASTOR, DOVER), formality=Formality.FORMAL, reach=Reach.EXTERNAL,
            happened_on=LAST_WEEK,
        )
    )  # fmt: skip
    signed = DataSharingAgreementSigned(
        act=OWN, school=DOVER, agreement=Digest("0" * 64), happened_on=TODAY
    )
    partners.when(signed, by=ANN).then_refused(
        NotParticipant, "A school signs for itself, and only for itself.", "school"
    )
    partners.when(signed, by=BEN).then(f"{DOVER} signed what may be shared.")
    partners.and_then((BEN, signed)).when(signed, by=BEN).then_refused(
        AlreadySaid, "This school has signed that agreement.", "agreement"
    )
    partners.when(replace(signed, school=DEAL), by=DOT).then_refused(
        NotFound, "There is no such act.", "act"
    )


def test_a_mechanism_is_proven_by_another_school():
    planned = given(BEGUN, PLANNED)
    declared = MechanismDeclared(
        act=THE_ACT, mechanism=Mechanism.MODELLING, shown_in=Sealed("ten minutes"),
        happened_on=LAST_WEEK,
    )  # fmt: skip
    confirmed = MechanismConfirmed(
        act=THE_ACT, declared=THE_NEXT, confirmed_by=DOVER, happened_on=TODAY
    )
    planned.when(confirmed, by=BEN).then_refused(
        NotFound, "This act has declared no such mechanism.", "declared"
    )
    said = planned.and_then(declared)
    said.when(declared).then_refused(AlreadySaid, "That was declared already.", "mechanism")
    said.when(replace(confirmed, confirmed_by=ASTOR)).then_refused(
        NeedsSecondPerson,
        "Another school than the one that declared it confirms it.",
        "confirmed_by",
    )
    said.when(confirmed, by=BEN).then(f"{DOVER} has seen that it works so.")
    said.and_then((BEN, confirmed)).when(confirmed, by=BEN).then_refused(
        AlreadySaid, "That is confirmed already.", "declared"
    )


def test_who_proposes_takes_part_in_it():
    given().when(PROPOSED, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part can begin this.", "partners"
    )


def test_no_more_schools_are_heard_than_conversations_were_held():
    noted = PriorityPatternNoted(
        noted_by=ASTOR, priorities=(Priority.CURRICULUM,), conversations=70, schools_heard=71,
        happened_on=LAST_WEEK,
    )  # fmt: skip
    given().when(noted).then_refused(
        OutOfRange, "A conversation is with the leader of one school.", "schools_heard"
    )
    assert given().when(replace(noted, schools_heard=70)).refused is None
