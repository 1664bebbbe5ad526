"""Rochdale, cycle by cycle: one lesson planned by three schools, taught, watched and talked about.

They had read of schools far away that learn as one community. In the end teachers say that they
teach differently, and that nobody can tell yet whether pupils reason better for it.
"""

from __future__ import annotations

from datetime import date

from ledger.domain.acts.agreement import ActClosed, AgreedBySchool
from ledger.domain.acts.culture import (
    EvidenceExplored,
    GroundRule,
    GroundRulesAgreed,
    StandardReferenced,
)
from ledger.domain.acts.expertise import (
    ExpertiseEvaluated,
    ExpertiseFollowedUp,
    ExpertiseOffered,
    ExpertiseShared,
)
from ledger.domain.acts.inspiration import InspirationCited, InspirationKind
from ledger.domain.acts.into_practice import (
    ActionPlanMade,
    GoalAgreed,
    PromptIssued,
    PromptKind,
    SelfMonitoringRecorded,
)
from ledger.domain.acts.joint_planning import (
    JointPlanningEvaluated,
    JointPlanningFollowedUp,
    JointPlanningHeld,
    PlanningProduct,
)
from ledger.domain.acts.lesson_study import (
    CaseInterviewSummarised,
    CycleConcluded,
    LessonStudyEvaluated,
    LessonStudyFollowedUp,
    LessonStudyGroupFormed,
    LessonStudyShared,
    PostLessonDiscussionHeld,
    ResearchLessonPlanned,
    ResearchLessonTaught,
    StudyAudience,
)
from ledger.domain.acts.proof import (
    EvidencePointedTo,
    Mechanism,
    MechanismConfirmed,
    MechanismDeclared,
)
from ledger.domain.evidence import Document, DocumentKind, Evidence, EvidenceKind
from ledger.domain.identifiers import SchoolId
from ledger.domain.record import Sealed
from ledger.domain.words import PupilNeed
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, TUESDAY, autumn, school_days_after, spring, summer
from ledger.example.register import HEALEY, MOSSBANK, SPODDEN
from ledger.example.thread import Thread

ALL = (MOSSBANK, SPODDEN, HEALEY)
GUIDANCE = Document(
    document_title="Effective professional development", document_kind=DocumentKind.GUIDANCE,
    edition="2021",
)  # fmt: skip
STANDARD = Document(
    document_title="Standard for teachers' professional development",
    document_kind=DocumentKind.STANDARD, edition="July 2016",
)  # fmt: skip


def told(trio: Collaboration) -> None:
    """The study, from what set it going to what came of it."""
    _what_set_it_going(trio)
    study = _formed(trio)
    _first_cycle(study)
    _second_cycle(study)
    _third_cycle(study)
    _what_came_of_it(study)
    _planned_together(trio)


def _what_set_it_going(trio: Collaboration) -> None:
    trio.opens(
        InspirationCited, MOSSBANK, autumn(2023).week(3),
        inspired_by=InspirationKind.SCHOOLS_ELSEWHERE,
        cited_work="Professional learning communities in Canada",
        statement=Sealed("Teachers of many schools ask one question about pupils, for years."),
    )  # fmt: skip
    offer = trio.opens(
        ExpertiseOffered, MOSSBANK, spring(2024).week(2),
        statement=Sealed("How to watch a lesson by what pupils do, and not by what teachers do."),
    )  # fmt: skip
    trio.opens(
        ExpertiseShared, MOSSBANK, spring(2024).week(6, THURSDAY), shared_by=MOSSBANK,
        from_act=offer.key, minutes=75, came={MOSSBANK: 2, SPODDEN: 4, HEALEY: 3},
    ).then(
        ExpertiseFollowedUp, SPODDEN, spring(2024).week(9, TUESDAY),
        tried=Sealed("In every staff meeting we look at ten minutes of work, and say nothing."),
    ).then(
        ExpertiseEvaluated, HEALEY, spring(2024).week(10, TUESDAY), would_repeat=True
    )  # fmt: skip


def _formed(trio: Collaboration) -> Thread:
    """A question, three kinds of need, and rules that make it safe to be watched."""
    formed_on = spring(2024).week(10, TUESDAY)
    study = trio.opens(
        LessonStudyGroupFormed, MOSSBANK, formed_on, partners=ALL, serves=(1, 2),
        question=Sealed("What helps a pupil who can do a sum to say why it works?"),
        case_profiles=(PupilNeed.REASONING, PupilNeed.SPOKEN_LANGUAGE),
    )  # fmt: skip
    for school in (SPODDEN, HEALEY):
        study.then(AgreedBySchool, school, school_days_after(formed_on, 2))
    study.then(
        GroundRulesAgreed, MOSSBANK, spring(2024).week(11, TUESDAY), agreeing=ALL,
        ground_rules=(GroundRule.NO_GRADES, GroundRule.NO_APPRAISAL, GroundRule.FAILURES_WELCOME),
    )  # fmt: skip
    study.then(EvidenceExplored, SPODDEN, summer(2024).week(2), documents=(GUIDANCE,))
    return study.then(StandardReferenced, SPODDEN, summer(2024).week(2), document=STANDARD)


def _cycle(study: Thread, number: int, teacher: SchoolId, on: date, aim: str, **words: str) -> None:
    """Planned two weeks before, taught before all three, and talked about on the same day."""
    others = {school: 2 for school in ALL if school != teacher}
    study.then(
        ResearchLessonPlanned, teacher, school_days_after(on, -10), cycle=number,
        taught_by=teacher, planned_for=on, lesson_aim=Sealed(aim),
        told_on=school_days_after(on, -9),
    )  # fmt: skip
    study.met(ResearchLessonTaught, teacher, on, {teacher: 2, **others}, cycle=number, minutes=60)
    study.then(
        PostLessonDiscussionHeld, teacher, on, cycle=number, minutes=45,
        predicted_vs_seen=Sealed(words["seen"]),
    )  # fmt: skip
    if interview := words.get("interview"):
        study.then(
            CaseInterviewSummarised, teacher, school_days_after(on, 1), cycle=number,
            case_number=1, interview_summary=Sealed(interview),
        )  # fmt: skip
    study.then(
        CycleConcluded, teacher, school_days_after(on, 5), cycle=number,
        learned=Sealed(words["learned"]), next_lesson_change=Sealed(words["change"]),
    )  # fmt: skip


def _first_cycle(study: Thread) -> None:
    _cycle(
        study, 1, MOSSBANK, summer(2024).week(8, TUESDAY),
        "Year 7 says why two fractions are equal, without the word because on the board.",
        seen="We expected silence from half of the room. It came from the quickest.",
        interview="They had taken a reason for something to add when the answer is wrong.",
        learned="Who is quick has never had to say why. Who is slow has, and does it better.",
        change="Begin with an answer that is right and ask for the reason first.",
    )  # fmt: skip
    for school, teachers in ((MOSSBANK, 6), (SPODDEN, 5)):
        study.then(
            GoalAgreed, school, summer(2024).week(11, TUESDAY), teachers_with_goal=teachers,
            agreed_by_both=teachers - 1,
        )  # fmt: skip
        study.then(
            ActionPlanMade, school, summer(2024).week(11, TUESDAY), plans_made=teachers,
            with_when_and_where=teachers - 2,
        )  # fmt: skip


def _second_cycle(study: Thread) -> None:
    study.then(
        PromptIssued, SPODDEN, autumn(2024).week(3), prompt_kind=PromptKind.CARD,
        technique="Reason first",
    )  # fmt: skip
    _cycle(
        study, 2, SPODDEN, autumn(2024).week(7, TUESDAY),
        "Year 6 finds the reason for an answer that is on the board already.",
        seen="We had expected copying. There were nine reasons, and three of them hold.",
        learned="With the answer out of the way they talk about mathematics, and to each other.",
        change="Let another pair say whether a reason holds, before the teacher does.",
    )  # fmt: skip
    study.then(
        MechanismDeclared, SPODDEN, autumn(2024).week(9), mechanism=Mechanism.PROMPTS_AND_CUES,
        technique="Reason first", shown_in=Sealed("A card on each table asks for the reason."),
    )  # fmt: skip
    declared = study.last
    study.then(
        MechanismConfirmed, HEALEY, autumn(2024).week(11), declared=declared, confirmed_by=HEALEY
    )


def _third_cycle(study: Thread) -> None:
    _cycle(
        study, 3, HEALEY, spring(2025).week(6, TUESDAY),
        "Year 5 judges the reasons of another pair, and says what is missing.",
        seen="We expected kindness. They were strict, and enjoyed it.",
        interview="To find the gap in a reason felt to them like finding a mistake in a story.",
        learned="It works with eight pairs. With fifteen the teacher cannot hear enough.",
        change="Half the class at a time; the other half writes.",
    )  # fmt: skip
    study.then(
        SelfMonitoringRecorded, MOSSBANK, spring(2025).week(10), n=6, technique="Reason first"
    )


def _what_came_of_it(study: Thread) -> None:
    study.then(
        LessonStudyFollowedUp, MOSSBANK, summer(2025).week(3),
        tried=Sealed("Year 7 has one reason-first lesson a week, in all of its classes."),
    )  # fmt: skip
    study.then(
        EvidencePointedTo, HEALEY, summer(2025).week(5),
        evidence=(
            Evidence(
                evidence_kind=EvidenceKind.NOTES, held_by=HEALEY,
                locator=Sealed("Lesson study, folder 3"),
                captured_on=summer(2025).week(4),
            ),
        ),
    )  # fmt: skip
    study.then(
        LessonStudyShared, MOSSBANK, summer(2025).week(7), audience=StudyAudience.LOCAL_SCHOOLS
    )
    study.then(LessonStudyEvaluated, MOSSBANK, summer(2025).week(9), would_repeat=True)
    study.then(ActClosed, MOSSBANK, summer(2025).week(11))


def _planned_together(trio: Collaboration) -> None:
    """What the study showed goes into a unit that all three teach."""
    for on, unit, tried in (
        (autumn(2025).week(6, THURSDAY), "Fractions as numbers on a line, years 5 to 7.",
         "The line hangs in three schools, and ends at the same place in all of them."),
        (summer(2026).week(3, THURSDAY), "Always, sometimes, never: four lessons on proof.",
         "Year 6 taught the last lesson to year 5, and we watched."),
    ):  # fmt: skip
        trio.opens(
            JointPlanningHeld,
            SPODDEN,
            on,
            minutes=90,
            came={SPODDEN: 2, MOSSBANK: 2, HEALEY: 1},
            planned_unit=Sealed(unit),
            products=(PlanningProduct.UNIT_PLAN, PlanningProduct.LESSON_PLANS),
        ).then(
            JointPlanningFollowedUp, HEALEY, school_days_after(on, 20), tried=Sealed(tried)
        ).then(JointPlanningEvaluated, SPODDEN, school_days_after(on, 25), would_repeat=True)
