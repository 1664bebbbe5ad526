"""A collaboration that is run by the book, told step by step, and then withdrawn act by act.

Three schools: Astor and Dover of one trust, Deal of another. Each entry was judged by the rules.
What is recorded late is recorded late on purpose, so that a criterion is partly met first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from ledger.domain.act import Act, Opening
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.coaching import CoachingHeld
from ledger.domain.acts.culture import EvidenceExplored
from ledger.domain.acts.idea import (
    IdeaCaptured,
    IdeaKept,
    IdeaTried,
    IdeaVerdict,
    ScepticalReviewRecorded,
)
from ledger.domain.acts.into_practice import (
    ActionPlanMade,
    GoalAgreed,
    PromptIssued,
    PromptKind,
    SelfMonitoringRecorded,
)
from ledger.domain.acts.joint_commission import (
    ExpertSessionHeld,
    FollowUpForm,
    JointCommissionFollowedUp,
    JointCommissionPlanned,
)
from ledger.domain.acts.joint_planning import JointPlanningFollowedUp, JointPlanningHeld
from ledger.domain.acts.lesson_study import (
    CycleConcluded,
    LessonStudyGroupFormed,
    PostLessonDiscussionHeld,
    ResearchLessonPlanned,
    ResearchLessonTaught,
)
from ledger.domain.acts.need import NeedDeclared, NeedLevel
from ledger.domain.acts.partnership import (
    DataSharingAgreementSigned,
    Formality,
    PartnershipFormalised,
    Reach,
)
from ledger.domain.acts.peer_observation import PeerObservationHeld
from ledger.domain.acts.priority import Priority, PriorityDeclared
from ledger.domain.acts.proof import (
    EvidencePointedTo,
    Mechanism,
    MechanismConfirmed,
    MechanismDeclared,
)
from ledger.domain.acts.release_time import (
    Cover,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    Comparison,
    EvaluationFindingsAgreed,
    Finding,
    FollowUpReadingRecorded,
    SharedEvaluationDesigned,
)
from ledger.domain.acts.staff_reading import TrustReadingRecorded, TrustScale
from ledger.domain.acts.visit import (
    ConstructiveFeedbackGiven,
    Purpose,
    VisitFollowedUp,
    VisitHeldInformally,
)
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.collaboration import (
    CollaborationAgreedBySchool,
    CollaborationProposed,
    CollaborationStarted,
)
from ledger.domain.credential import Milestone
from ledger.domain.entry import Entry
from ledger.domain.evidence import Document, DocumentKind, Evidence, EvidenceKind
from ledger.domain.identifiers import (
    ActId,
    CitedAct,
    CollaborationId,
    Digest,
    EntryId,
    FieldName,
    ProviderId,
    SchoolId,
    TrustId,
)
from ledger.domain.measure import CollectedBy, Direction, Level, Measure, Reading, Unit
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.outcome import Area, Outcome, PupilGroup
from ledger.domain.past import By, Role
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Attendance, Contrast, Focus, PupilNeed, StaffRole, Subject, Theme
from tests.projections.story import colleague, confirmed
from tests.scenario import ASTOR, DEAL, DOVER, Scenario, given_only, id_of, person, school

WHOLE = 4
"""Where, after three schools are in the register, the collaboration was proposed."""
PART = {"part_of": CollaborationId(int=WHOLE)}
SAID = Sealed("as we said to one another")
SCIENCE = Focus(theme=Theme.TEACHING, subject=Subject.SCIENCE)
CURRICULUM = Focus(theme=Theme.CURRICULUM, subject=Subject.SCIENCE)
LEADING = Focus(theme=Theme.LEADERSHIP)
HEAD, DEPUTY, TEACHER = StaffRole.HEAD, StaffRole.DEPUTY_ASSISTANT_HEAD, StaffRole.TEACHER
EVERYBODY = (ASTOR, DOVER, DEAL)


@dataclass
class Teller:
    """Tells a story line by line."""

    story: Scenario = field(
        default_factory=lambda: given_only(
            school(ASTOR, la_code="886", trust=TrustId("77")),
            school(DOVER, la_code="886", trust=TrustId("77")),
            school(DEAL, la_code="886", trust=TrustId("78")),
        )
    )

    def says(self, by: SchoolId, event: Entry) -> int:
        """Somebody of a school records it; gives its position."""
        self.story = self.story.and_then((colleague(by), event))
        return len(self.story.entries)

    def confirm(self, act: int, *schools: SchoolId, occasion: int | None = None) -> None:
        of = None if occasion is None else id_of(occasion)
        for who in schools:
            self.story = self.story.and_then(confirmed(who, ActId(int=act), 2, of))

    def holds(self, event: Opening) -> int:
        """An act that was held without a plan, and that all who came confirm."""
        came = [there.school for there in event.attendance]  # type: ignore[attr-defined]
        act = self.says(came[0], event)
        self.confirm(act, *came)
        return act


def act(position: int) -> ActId:
    return ActId(int=position)


def came(*schools: SchoolId, **roles: StaffRole) -> tuple[Attendance, ...]:
    """Two colleagues of each school; the first school's, or all, with these roles."""
    return tuple(
        Attendance(school=one, attended=2, roles=(roles.get(f"s{one}", TEACHER),))
        for one in schools
    )


def held(day: date, focus: Focus = SCIENCE, serves: tuple[int, ...] = (1,)) -> dict[str, Any]:
    return PART | {"happened_on": day, "minutes": 60, "focus": focus, "serves": serves}


def proposed(**other: Any) -> CollaborationProposed:
    facts = {
        "title": SAID,
        "partners": EVERYBODY,
        "focus": SCIENCE,
        "outcomes": (
            Outcome(area=Area.SUBJECT, pupil_group=PupilGroup.DISADVANTAGED, statement=SAID),
        ),
        "planned_terms": 6,
        "happened_on": date(2024, 9, 1),
        "theory_of_change": SAID,
    }
    return CollaborationProposed(**facts | other)


def sets_out(teller: Teller) -> None:
    together = CollaborationId(int=WHOLE)
    teller.says(ASTOR, proposed())
    for one in (ASTOR, DOVER, DEAL):
        agreed = CollaborationAgreedBySchool(
            collaboration=together, school=one, agreed_by=HEAD, happened_on=date(2024, 9, 2)
        )
        teller.says(one, agreed)
    teller.says(ASTOR, CollaborationStarted(collaboration=together, happened_on=date(2024, 9, 3)))


def need(one: SchoolId, level: NeedLevel) -> NeedDeclared:
    return NeedDeclared(
        **PART, school=one, need_level=level, focus=SCIENCE, area=Area.SUBJECT, statement=SAID,
        happened_on=date(2024, 9, 10),
    )  # fmt: skip


def declares_what_matters(teller: Teller) -> int:
    """Needs, priorities, and a first visit that serves no outcome; gives the visit."""
    teller.says(ASTOR, need(ASTOR, NeedLevel.SCHOOL))
    visit = teller.holds(VisitHeldInformally(
        **held(date(2024, 10, 1), LEADING, ()), attendance=came(ASTOR, DOVER, s900001=HEAD),
        host=ASTOR, visitors=(DOVER,), purpose=Purpose.REFINE, lessons_seen=2,
    ))  # fmt: skip
    teller.says(DOVER, need(DOVER, NeedLevel.SUBJECT))
    teller.says(DEAL, need(DEAL, NeedLevel.SUBJECT))
    for one in EVERYBODY:
        teller.says(one, PriorityDeclared(
            **PART, school=one, priority=Priority.CURRICULUM, statement=SAID,
            happened_on=date(2024, 9, 12),
        ))  # fmt: skip
    return visit


def declared(of: Mechanism, where: int, day: date, technique: str = "cold call") -> Act:
    return MechanismDeclared(
        act=act(where), mechanism=of, technique=technique, shown_in=SAID, happened_on=day
    )


def looks_at_evidence(teller: Teller, visit: int) -> None:
    """All mechanisms are declared; evidence is explored in a term without practice, then with."""
    for one in Mechanism:
        teller.says(ASTOR, declared(one, visit, date(2024, 10, 2)))
    for day, kind in (
        (date(2025, 4, 28), DocumentKind.BOOK),
        (date(2024, 10, 2), DocumentKind.TRIAL),
    ):
        document = Document(document_title=f"On talk: a {kind.words}", document_kind=kind)
        teller.says(ASTOR, EvidenceExplored(act=act(visit), documents=(document,), happened_on=day))


def pools_for_an_expert(teller: Teller, credential: Milestone | None = Milestone.FELLOWSHIP) -> int:
    """Four sessions, followed up twice."""
    commission = teller.says(ASTOR, JointCommissionPlanned(
        collaboration=PART["part_of"], focus=CURRICULUM, serves=(1,), partners=(ASTOR, DOVER),
        provider=ProviderId("dover-science"), credential=credential, brief=SAID,
        sessions=4, follow_up_sessions=2,
        planned_for=date(2025, 1, 22), minutes=60, price=Pence(200), vat=Vat.EXEMPT,
        share=Share.EQUAL,
        contributions=tuple(Contribution(school=s, amount=Pence(100)) for s in (ASTOR, DOVER)),
    ))  # fmt: skip

    def session(day: date) -> None:
        place = teller.says(ASTOR, ExpertSessionHeld(
            act=act(commission), happened_on=day, minutes=60,
            attendance=came(ASTOR, DOVER, s900002=DEPUTY),
        ))  # fmt: skip
        teller.confirm(commission, ASTOR, DOVER, occasion=place)

    def follow(day: date) -> None:
        teller.says(DOVER, JointCommissionFollowedUp(
            act=act(commission), happened_on=day, tried=SAID, form=FollowUpForm.COACHING
        ))  # fmt: skip

    for day in (date(2025, 1, 22), date(2025, 3, 5), date(2025, 5, 14)):
        session(day)
    follow(date(2025, 6, 4))
    session(date(2025, 9, 24))
    follow(date(2025, 10, 15))
    return commission


def plans_and_observes(teller: Teller, commission: int) -> tuple[int, int]:
    """Joint planning twice and an observation that builds on it."""
    planning = {"planned_unit": SAID, "attendance": came(ASTOR, DOVER)}
    first = teller.holds(JointPlanningHeld(**held(date(2024, 11, 20)), **planning))
    observed = teller.holds(PeerObservationHeld(
        **held(date(2025, 2, 12)), observer_school=ASTOR, observed_school=DEAL,
        attendance=came(ASTOR, DEAL, s900003=HEAD), from_act=CitedAct(int=first),
    ))  # fmt: skip
    second = teller.holds(JointPlanningHeld(
        **held(date(2025, 6, 25)), **planning | {"attendance": came(DOVER, DEAL)}
    ))  # fmt: skip
    teller.says(DEAL, JointPlanningFollowedUp(
        act=act(second), happened_on=date(2025, 7, 9), tried=SAID
    ))  # fmt: skip
    for where in (first, commission):
        notes = Evidence(
            evidence_kind=EvidenceKind.NOTES, held_by=ASTOR, locator=Sealed("folder 3"),
            captured_on=date(2025, 2, 1),
        )  # fmt: skip
        teller.says(ASTOR, EvidencePointedTo(act=act(where), evidence=(notes,)))
    return first, observed


def coaches(teller: Teller) -> None:
    for day, is_modelled in ((date(2025, 3, 19), False), (date(2025, 11, 5), True)):
        teller.holds(CoachingHeld(
            **held(day), attendance=came(ASTOR, DOVER), coach_school=ASTOR, coached_school=DOVER,
            is_modelled=is_modelled,
        ))  # fmt: skip


def studies_a_lesson(teller: Teller) -> None:
    study = teller.says(ASTOR, LessonStudyGroupFormed(
        collaboration=PART["part_of"], focus=SCIENCE, serves=(1,), partners=(ASTOR, DEAL),
        question=SAID, case_profiles=(PupilNeed.VOCABULARY,), happened_on=date(2025, 11, 3),
    ))  # fmt: skip
    turn = {"act": act(study), "cycle": 1}
    day = {"happened_on": date(2025, 11, 12)}
    teller.says(ASTOR, ResearchLessonPlanned(
        **turn, taught_by=DEAL, lesson_aim=SAID, planned_for=date(2025, 11, 12)
    ))  # fmt: skip
    teller.says(DEAL, ResearchLessonTaught(
        **turn, **day, minutes=60, attendance=came(ASTOR, DEAL)
    ))  # fmt: skip
    teller.confirm(study, ASTOR, DEAL)
    teller.says(ASTOR, PostLessonDiscussionHeld(**turn, **day, minutes=30, predicted_vs_seen=SAID))
    teller.says(ASTOR, CycleConcluded(**turn, **day, learned=SAID, next_lesson_change=SAID))


def weighs_an_idea(teller: Teller, visit: int) -> None:
    idea = teller.says(DOVER, IdeaCaptured(
        **PART, school=DOVER, found_in=CitedAct(int=visit), focus=SCIENCE, statement=SAID,
        happened_on=date(2024, 10, 1),
    ))  # fmt: skip
    for one in (DOVER, ASTOR, DEAL):
        teller.says(one, ScepticalReviewRecorded(
            act=act(idea), school=one, might_not_transfer=SAID, evidence_asked_for=SAID,
            alternative_explanation=SAID, idea_verdict=IdeaVerdict.TRY,
            happened_on=date(2024, 10, 9),
        ))  # fmt: skip
    words = {"act": act(idea), "school": DOVER}
    teller.says(DOVER, IdeaTried(**words, tried=SAID, happened_on=date(2024, 10, 20)))
    teller.says(DOVER, IdeaKept(**words, why_kept=SAID, happened_on=date(2025, 1, 20)))


def takes_it_into_practice(teller: Teller, visit: int) -> None:
    """Follow-up, then feedback; goals, plans, prompts; and Dover confirms what was declared."""
    where = {"act": act(visit), "happened_on": date(2024, 10, 8)}
    teller.says(DOVER, VisitFollowedUp(**where, tried=SAID))
    teller.says(DOVER, ConstructiveFeedbackGiven(
        **where, school=DOVER, to_school=ASTOR, strengths=SAID, questions_raised=SAID
    ))  # fmt: skip
    for one in (ASTOR, DOVER):
        teller.says(one, GoalAgreed(**where, school=one, teachers_with_goal=12, agreed_by_both=12))
        teller.says(one, ActionPlanMade(**where, school=one, plans_made=12, with_when_and_where=11))
    teller.says(ASTOR, PromptIssued(
        **where, school=ASTOR, prompt_kind=PromptKind.CARD, technique="cold call"
    ))  # fmt: skip
    teller.says(ASTOR, SelfMonitoringRecorded(**where, school=ASTOR, n=12))


def deal_too(teller: Teller, observed: int) -> None:
    """Deal, which was not on the visit, has its goals and plans with the observation."""
    where = {"act": act(observed), "happened_on": date(2025, 2, 20), "school": DEAL}
    teller.says(DEAL, GoalAgreed(**where, teachers_with_goal=12, agreed_by_both=12))
    teller.says(DEAL, ActionPlanMade(**where, plans_made=12, with_when_and_where=11))


def confirms_mechanisms(teller: Teller, visit: int, *others: int) -> None:
    """A technique is declared for two more acts; then Dover confirms what only words show."""
    for n, where in enumerate(others):
        day = date(2025, 2, 12 + n)
        teller.says(ASTOR, declared(Mechanism.REPETITION_IN_CONTEXT, where, day))
    wanted = (
        Mechanism.MANAGING_COGNITIVE_LOAD, Mechanism.INSTRUCTION, Mechanism.REHEARSAL,
        Mechanism.REPETITION_IN_CONTEXT,
    )  # fmt: skip
    for entry in teller.story.entries:
        match entry.event:
            case MechanismDeclared(mechanism=of, act=where) if of in wanted and where.int == visit:
                teller.says(DOVER, MechanismConfirmed(
                    act=where, declared=EntryId(int=entry.position), confirmed_by=DOVER,
                    happened_on=date(2025, 3, 1),
                ))  # fmt: skip


def measures(teller: Teller) -> int:
    age = Measure(
        measure="reasoning", level=Level.PUPIL_OUTCOME, unit=Unit.STANDARDISED_SCORE,
        direction=Direction.HIGHER, scale_min=Decimal(60), scale_max=Decimal(140),
        instrument="a test of reasoning",
    )  # fmt: skip
    design = teller.says(ASTOR, SharedEvaluationDesigned(
        collaboration=PART["part_of"], focus=SCIENCE, serves=(1,), partners=(ASTOR, DOVER),
        question=SAID, measures=(age,), comparison=Comparison.PRE_POST, analysis_plan=SAID,
        planned_for=date(2024, 9, 20), minutes=60,
    ))  # fmt: skip

    def read(mean: str, r: str | None = None) -> tuple[Reading, ...]:
        return (Reading(
            measure="reasoning", school=ASTOR, n=60, mean=Decimal(mean), sd=Decimal(12),
            collected_by=CollectedBy.SELF, is_same_people=True if r else None,
            r=Decimal(r) if r else None,
        ),)  # fmt: skip

    teller.says(ASTOR, BaselineRecorded(
        act=act(design), happened_on=date(2024, 9, 20), minutes=60,
        attendance=came(ASTOR, DOVER), readings=read("100"),
    ))  # fmt: skip
    for day, mean in ((date(2025, 7, 1), "100.3"), (date(2026, 2, 3), "100.4")):
        teller.says(ASTOR, FollowUpReadingRecorded(
            act=act(design), happened_on=day, tried=SAID, readings=read(mean, "0.8")
        ))  # fmt: skip
    teller.says(ASTOR, EvaluationFindingsAgreed(
        act=act(design), school=ASTOR, finding=Finding.NO_CLEAR_CHANGE, statement=SAID,
        happened_on=date(2026, 2, 10),
    ))  # fmt: skip
    return design


def gives_time(teller: Teller, visit: int) -> None:
    asked = teller.says(DOVER, ReleaseTimeRequested(
        **PART, school=DOVER, meant_for=CitedAct(int=visit), minutes=100,
        happened_on=date(2024, 9, 20),
    ))  # fmt: skip
    of = {"act": act(asked), "happened_on": date(2024, 10, 1)}
    teller.says(DOVER, ReleaseTimeGranted(**of, minutes=100, cover=Cover.INTERNAL))
    for minutes in (60, 30):
        teller.says(DOVER, ReleaseTimeUsed(**of, minutes=minutes))


def signs(teller: Teller) -> None:
    """Each school signs what may be shared about its staff."""
    partnership = teller.says(ASTOR, PartnershipFormalised(
        partners=EVERYBODY, formality=Formality.FORMAL, reach=Reach.GROUP,
        happened_on=date(2024, 9, 4),
    ))  # fmt: skip
    for one in EVERYBODY:
        teller.says(one, DataSharingAgreementSigned(
            act=act(partnership), school=one, agreement=Digest("0" * 64),
            happened_on=date(2024, 9, 5),
        ))  # fmt: skip


def reads_trust(teller: Teller, last: str = "4.4") -> None:
    signs(teller)
    for day, mean in ((date(2024, 12, 1), "4.5"), (date(2025, 12, 1), last)):
        teller.says(ASTOR, TrustReadingRecorded(
            **PART, school=ASTOR, n=20, mean=Decimal(mean), sd=Decimal("0.5"), happened_on=day,
            trust_scale=TrustScale.OMNIBUS_T,
        ))  # fmt: skip


def contrasts(teller: Teller) -> int:
    return teller.holds(VisitHeldInformally(
        **held(date(2025, 12, 3)), attendance=came(DEAL, DOVER), host=DEAL, visitors=(DOVER,),
        purpose=Purpose.CONTRAST, contrast=Contrast.SIZE, lessons_seen=1,
    ))  # fmt: skip


def serves_after_all(teller: Teller, visit: int) -> None:
    """The first visit did serve the outcome, says Astor."""
    teller.says(ASTOR, Amended(
        act=act(visit), entry=EntryId(int=visit), field=FieldName("serves"), old="[]", new="[1]",
        reason=SAID,
    ))  # fmt: skip


def well_run(measured: Callable[[Teller], int] = measures) -> Teller:
    """The whole story, every criterion met in the end; what was `measured` may be another study."""
    teller = Teller()
    sets_out(teller)
    visit = declares_what_matters(teller)
    looks_at_evidence(teller, visit)
    commission = pools_for_an_expert(teller)
    planning, observed = plans_and_observes(teller, commission)
    coaches(teller)
    weighs_an_idea(teller, visit)
    gives_time(teller, visit)
    takes_it_into_practice(teller, visit)
    deal_too(teller, observed)
    confirms_mechanisms(teller, visit, planning, observed)
    studies_a_lesson(teller)
    measured(teller)
    reads_trust(teller)
    contrasts(teller)
    serves_after_all(teller, visit)
    return teller


def withdrawn(story: Scenario, of: int) -> Scenario:
    """The same story, and an act of it is withdrawn by two people of a school that took part."""
    by = story.entries[of - 1].by.school
    one, other = (By(person(number), Role.EDITOR, by) for number in (998, 999))
    asked = RetractionRequested(act=act(of), reason=SAID)
    return story.and_then((other, asked), (one, Retracted(act=act(of), reason=SAID)))


def all_withdrawn(story: Scenario) -> Scenario:
    """The same story, and one by one every act of it is withdrawn, the first one first."""
    opened = [entry.position for entry in story.entries if isinstance(entry.event, Opening)]
    return reduce(withdrawn, opened, story)
