"""The evenings at Snargate Street: a hub to which any school may come, with rules that hold.

Twenty-six leaders on the first Wednesday; for fifteen it was the first time. They tell each other
what worked and, which is rarer, what did not.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.cpd_audit import (
    AreaFound,
    AuditArea,
    Award,
    CpdAuditCommissioned,
    CpdAuditConducted,
    CpdAuditReported,
)
from ledger.domain.acts.culture import (
    EvidenceExplored,
    GroundRule,
    GroundRulesAgreed,
    SharedPurposeStated,
    StandardReferenced,
)
from ledger.domain.acts.hub import (
    HubEstablished,
    HubKind,
    HubLaunched,
    HubMeetingHeld,
    Region,
    RoleCount,
)
from ledger.domain.acts.hub_eligibility import (
    HubCriterion,
    HubEligibilityAssessed,
    HubEligibilityEnquired,
)
from ledger.domain.acts.leadership import (
    LeadershipCondition,
    LeadershipConditionCommitted,
    LeadershipConditionEvidenced,
    LeadershipConditionLapsed,
)
from ledger.domain.acts.practice_feedback import EvidenceStrength, PracticeFeedbackShared
from ledger.domain.acts.priority import (
    Driver,
    LearningPriorityAdopted,
    Priority,
    PriorityConversationHeld,
    PriorityDeclared,
    PriorityDropped,
    PriorityPatternNoted,
)
from ledger.domain.acts.staff_reading import (
    EfficacyReadingRecorded,
    EfficacyScale,
    TrustReadingRecorded,
    TrustScale,
)
from ledger.domain.evidence import Document, DocumentKind
from ledger.domain.identifiers import ProviderId, TimeOfDay
from ledger.domain.record import Sealed
from ledger.domain.words import Focus, StaffRole, Subject, Theme
from ledger.example.days import MONDAY, THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Diary, Key
from ledger.example.register import (
    CRETEWAY,
    HOUGHAM,
    LANGDON,
    LEAS_LIFT,
    OLD_PARK,
    PEGWELL,
    SAMPHIRE,
    SNARGATE,
    STONAR_CUT,
    SUGARLOAF,
    WALMER,
    WARREN_HALT,
)
from ledger.example.stories.lesson_study import STANDARD
from ledger.example.thread import Thread, opened

FIRST = (SNARGATE, SAMPHIRE, OLD_PARK, HOUGHAM, WALMER, CRETEWAY, LANGDON, LEAS_LIFT)
CHARITY = ProviderId("teacher-learning-charity")
HEAD, DEPUTY, CPD_LEAD = StaffRole.HEAD, StaffRole.DEPUTY_ASSISTANT_HEAD, StaffRole.CPD_LEAD
REVIEW = Document(
    document_title="Developing Great Teaching", document_kind=DocumentKind.REVIEW,
    edition="June 2015", cited_as="TDT, 2014",
)  # fmt: skip

EVENINGS = (
    (summer(2024).week(6), {SNARGATE: 4, SAMPHIRE: 4, OLD_PARK: 3, SUGARLOAF: 3}, 4),
    (autumn(2024).week(10), {SNARGATE: 4, SAMPHIRE: 3, SUGARLOAF: 2, STONAR_CUT: 4}, 4),
    (autumn(2025).week(5), {SNARGATE: 5, SAMPHIRE: 3, PEGWELL: 3, WARREN_HALT: 2}, 5),
    (spring(2026).week(9), {SNARGATE: 3, SAMPHIRE: 2, PEGWELL: 2, OLD_PARK: 4}, 0),
)
"""The evenings after the first: who came, and for how many of them it was the first time."""


def told(diary: Diary) -> Key:
    """The hub, from what leaders had on their minds to its sixth term; gives its key."""
    _what_was_on_their_minds(diary)
    hub = _the_first_evening(diary)
    for on, came, first_time in EVENINGS:
        hub.met(
            HubMeetingHeld, SNARGATE, on, came, minutes=90, starts_at=TimeOfDay("16:00"),
            is_after_school=True, first_external_count=first_time,
        )  # fmt: skip
    _what_had_and_had_not_worked(diary, hub.key)
    _what_heads_promised(diary, hub.key)
    _what_colleagues_say(diary)
    return hub.key


def _what_was_on_their_minds(diary: Diary) -> None:
    """A leader of each school was listened to; the same was heard again and again."""
    for school, role, priorities in (
        (SNARGATE, HEAD, (Priority.CURRICULUM, Priority.TIME_FOR_CPD)),
        (SAMPHIRE, CPD_LEAD, (Priority.TIME_FOR_CPD, Priority.COLLABORATION)),
        (HOUGHAM, DEPUTY, (Priority.CURRICULUM,)),
        (OLD_PARK, HEAD, (Priority.TIME_FOR_CPD, Priority.RETENTION)),
    ):
        opened(
            diary, PriorityConversationHeld, school, spring(2024).week(1, THURSDAY), role=role,
            priorities=priorities, driver=Driver.INSPECTION_FRAMEWORK,
        )  # fmt: skip
    opened(
        diary, PriorityPatternNoted, SNARGATE, spring(2024).week(2, THURSDAY), noted_by=SNARGATE,
        priorities=(Priority.TIME_FOR_CPD, Priority.CURRICULUM), conversations=11,
        schools_heard=8,
    )  # fmt: skip
    opened(
        diary, PriorityDeclared, SNARGATE, spring(2024).week(2), priority=Priority.TIME_FOR_CPD,
        driver=Driver.STAFF_NEED,
        statement=Sealed("An hour a week in which teachers learn, and nothing else."),
    ).then(
        LearningPriorityAdopted, SNARGATE, spring(2024).week(4), adopted_by=HEAD
    )  # fmt: skip
    opened(
        diary, PriorityDeclared, LEAS_LIFT, spring(2024).week(3), priority=Priority.COLLABORATION,
        statement=Sealed("Every teacher sees another school once a year."),
    ).then(PriorityDropped, LEAS_LIFT, autumn(2024).week(3))  # fmt: skip


def _the_first_evening(diary: Diary) -> Thread:
    """After school on a Wednesday in February: twenty-six leaders of eight schools."""
    enquiry = opened(
        diary, HubEligibilityEnquired, SNARGATE, autumn(2023).week(9), asked_of=CHARITY
    ).then(
        HubEligibilityAssessed, SNARGATE, autumn(2023).week(13),
        criteria_met=(HubCriterion.LEADERSHIP, HubCriterion.LOCAL_REACH, HubCriterion.VENUE),
        criteria_unmet=(HubCriterion.USE_OF_EVIDENCE,),
    )  # fmt: skip
    launch = spring(2024).week(5)
    hub = opened(
        diary, HubEstablished, SNARGATE, spring(2024).week(3, MONDAY), lead_school=SNARGATE,
        hub_kind=HubKind.CPD_EXCELLENCE, region=Region.SOUTH_EAST, enquiry=enquiry.key,
    ).then(HubLaunched, SNARGATE, launch)  # fmt: skip
    hub.met(
        HubMeetingHeld, SNARGATE, launch,
        {
            SNARGATE: 5, SAMPHIRE: 4, OLD_PARK: 3, HOUGHAM: 2, WALMER: 3, CRETEWAY: 4,
            LANGDON: 3, LEAS_LIFT: 2,
        },
        unconfirmed=(CRETEWAY,), minutes=90, starts_at=TimeOfDay("16:00"), is_after_school=True,
        first_external_count=15,
        attendees_by_role=(
            RoleCount(role=HEAD, attended=7), RoleCount(role=DEPUTY, attended=9),
            RoleCount(role=CPD_LEAD, attended=10),
        ),
    )  # fmt: skip
    hub.then(
        GroundRulesAgreed, SNARGATE, launch, agreeing=FIRST,
        ground_rules=(GroundRule.CONFIDENTIALITY, GroundRule.CHATHAM_HOUSE,
                      GroundRule.FAILURES_WELCOME),
    )  # fmt: skip
    hub.then(
        SharedPurposeStated, SAMPHIRE, launch, agreeing=FIRST,
        statement=Sealed("Pupils who have least are taught by people who still learn."),
    )  # fmt: skip
    hub.then(EvidenceExplored, SNARGATE, launch, documents=(REVIEW,))
    return hub.then(StandardReferenced, SNARGATE, launch, document=STANDARD)


def _what_had_and_had_not_worked(diary: Diary, hub: Key) -> None:
    reading = Focus(theme=Theme.TEACHING, subject=Subject.READING)
    leading = Focus(theme=Theme.LEADERSHIP)
    for school, focus, worked, strength, practice, context in (
        (SAMPHIRE, leading, True, EvidenceStrength.MEDIUM,
         "Staff meetings are for learning; notices go out on paper the day before.",
         "Two forms a year, and one hall for everything."),
        (SNARGATE, leading, False, EvidenceStrength.HIGH,
         "A different topic in every weekly session, so that there was something for all.",
         "Seventy teachers. Half a year later nobody could say what had stayed."),
        (OLD_PARK, reading, True, EvidenceStrength.LOW,
         "Older pupils read to a wall, the younger to them.",
         "One form a year; the two classrooms share a door."),
        (SUGARLOAF, reading, False, EvidenceStrength.MEDIUM,
         "A reading test every Friday, so that progress would show.",
         "It showed who had slept badly."),
    ):  # fmt: skip
        opened(
            diary, PracticeFeedbackShared, school, autumn(2024).week(10), told_at=hub,
            focus=focus, has_worked=worked, evidence_strength=strength,
            practice=Sealed(practice), context=Sealed(context),
        )  # fmt: skip


def _what_heads_promised(diary: Diary, hub: Key) -> None:
    """A promise shows in what happens, or lapses; both are said."""
    opened(
        diary, LeadershipConditionCommitted, SNARGATE, spring(2024).week(6), committed_by=HEAD,
        condition=LeadershipCondition.TIME,
    ).then(
        LeadershipConditionEvidenced, SNARGATE, autumn(2024).week(10, THURSDAY), shown_by=hub
    )  # fmt: skip
    opened(
        diary, LeadershipConditionCommitted, LEAS_LIFT, spring(2024).week(6), committed_by=HEAD,
        condition=LeadershipCondition.COVER,
    ).then(LeadershipConditionLapsed, LEAS_LIFT, autumn(2024).week(2))  # fmt: skip


def _what_colleagues_say(diary: Diary) -> None:
    """An audit, and two questions that were asked twice."""
    opened(
        diary, CpdAuditCommissioned, SNARGATE, summer(2024).week(2), auditor=CHARITY
    ).then(
        CpdAuditConducted, SNARGATE, summer(2024).week(7), interviewed=18,
        roles=(StaffRole.TEACHER, StaffRole.SUPPORT, StaffRole.SUBJECT_LEAD),
    ).then(
        CpdAuditReported, SNARGATE, summer(2024).week(10),
        areas=(
            AreaFound(audit_area=AuditArea.CULTURE_AND_WELLBEING, award=Award.SILVER),
            AreaFound(audit_area=AuditArea.FOCUS, award=Award.BRONZE),
            AreaFound(audit_area=AuditArea.SUPPORT_AND_CHALLENGE, award=Award.SILVER),
            AreaFound(audit_area=AuditArea.RESEARCH_AND_EVIDENCE, award=Award.NOT_YET),
        ),
    )  # fmt: skip
    for on, trust, efficacy in (
        (summer(2024).week(4, TUESDAY), "4.1", "6.9"),
        (summer(2026).week(4, TUESDAY), "4.6", "7.0"),
    ):  # fmt: skip
        opened(
            diary, TrustReadingRecorded, SNARGATE, on, n=52, mean=Decimal(trust),
            sd=Decimal("0.8"), trust_scale=TrustScale.OMNIBUS_T,
        )  # fmt: skip
        opened(
            diary, EfficacyReadingRecorded, SNARGATE, on, n=49, mean=Decimal(efficacy),
            sd=Decimal("1.0"), efficacy_scale=EfficacyScale.TSES_SHORT,
        )  # fmt: skip
