"""Lone rangers: three small schools in the hills, where one person has a year group all alone.

They find each other by what they need, form a circle, open their doors, and watch each other teach.
Their leaders agreed before anything began, looked back after a year, and planned anew.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ledger.domain.acts.circle import CircleFormed, CircleJoined, PupilIssueShared
from ledger.domain.acts.coaching import CoachingFollowedUp, CoachingHeld
from ledger.domain.acts.need import (
    Diagnosis,
    NeedDeclared,
    NeedLevel,
    NeedMatchSuggested,
    NeedMet,
)
from ledger.domain.acts.open_door import OpenDoorOffered, OpenDoorTaken, OpenDoorWithdrawn
from ledger.domain.acts.pedagogy_exploration import (
    PedagogyEvaluated,
    PedagogyExplored,
    PedagogyFollowedUp,
)
from ledger.domain.acts.peer_observation import (
    PeerObservationEvaluated,
    PeerObservationFollowedUp,
    PeerObservationHeld,
)
from ledger.domain.acts.sole_role import SoleRoleDeclared, SoleRoleEnded, WhySoleRoleEnded
from ledger.domain.acts.staff_voice import StaffVoiceReadingRecorded, Voice, VoiceItem
from ledger.domain.collaboration import (
    CollaborationAgreedBySchool,
    CollaborationProposed,
    CollaborationStarted,
)
from ledger.domain.identifiers import SchoolId
from ledger.domain.outcome import Area, KeyStage, Outcome
from ledger.domain.record import Sealed
from ledger.domain.steering import Aspect, CollaborationReplanned, CollaborationReviewed, Verdict
from ledger.domain.words import Focus, PupilNeed, StaffRole, Theme
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, TUESDAY, autumn, school_days_after, spring, summer
from ledger.example.diary import Key, Line
from ledger.example.register import CORVE, LONG_MYND, REDLAKE, TEME
from ledger.example.thread import Thread, opened

THREE = (TEME, REDLAKE, LONG_MYND)
MIXED = Focus(theme=Theme.TEACHING, year_groups=(1, 2))
STUCK, ALONE = VoiceItem.STUCK, VoiceItem.ISOLATED


def told() -> list[Line]:
    """The story, as the small schools recorded it."""
    circle = Collaboration(
        "lone-rangers",
        CollaborationProposed(
            title=Sealed("Two year groups in one room, and somebody to ask"),
            partners=THREE,
            happened_on=autumn(2025).week(4),
            planned_terms=6,
            focus=MIXED,
            outcomes=(
                Outcome(
                    area=Area.SUBJECT,
                    key_stage=KeyStage.KS1,
                    statement=Sealed("Both year groups in a room learn, and none of them waits."),
                ),
            ),
            theory_of_change=Sealed(
                "Whoever is alone in a post sees it done elsewhere, tries it, and is seen."
            ),
        ),
    )
    _alone(circle)
    _agreed(circle)
    key = _the_circle(circle)
    _seen(circle, key)
    _open_doors(circle)
    _looked_back(circle)
    return circle.diary.lines


def _alone(circle: Collaboration) -> None:
    """What each school says of its posts and its needs, and who finds whom by that."""
    first = _need(circle, LONG_MYND, "Years 1 and 2 sit in one room, and one of them waits.")
    second = _need(circle, REDLAKE, "Three teachers, seven year groups: nobody to plan with.")
    first.then(
        NeedMatchSuggested, REDLAKE, autumn(2025).week(3, THURSDAY), matching_school=REDLAKE,
        matching_need=second.key,
    )  # fmt: skip
    second.then(NeedMet, REDLAKE, summer(2026).week(11))
    for school in (REDLAKE, LONG_MYND):
        role = opened(
            circle.diary, SoleRoleDeclared, school, autumn(2025).week(3), focus=MIXED,
            sole_role=StaffRole.TEACHER,
        )  # fmt: skip
        if school == REDLAKE:
            role.then(
                SoleRoleEnded, school, summer(2026).week(11),
                why_role_ended=WhySoleRoleEnded.ROLE_SHARED,
            )  # fmt: skip
    for on, answers in (
        (autumn(2025).week(3), {STUCK: "3.4", ALONE: "3.9"}),
        (summer(2026).week(9), {STUCK: "2.9", ALONE: "2.2"}),
    ):
        opened(
            circle.diary, StaffVoiceReadingRecorded, TEME, on,
            voices=tuple(_voice(item, mean) for item, mean in answers.items()),
        )  # fmt: skip


def _need(circle: Collaboration, school: SchoolId, statement: str) -> Thread:
    return opened(
        circle.diary, NeedDeclared, school, autumn(2025).week(2), need_level=NeedLevel.GROUP,
        focus=MIXED, area=Area.SUBJECT, diagnosed_by=Diagnosis.JUDGEMENT,
        statement=Sealed(statement),
    )  # fmt: skip


def _voice(item: VoiceItem, mean: str) -> Voice:
    return Voice(
        item=item, n=11, mean=Decimal(mean), sd=Decimal("1.0"), scale_min=Decimal(1),
        scale_max=Decimal(5),
    )  # fmt: skip


def _agreed(circle: Collaboration) -> None:
    """It starts once their heads have agreed to it."""
    for n, school in enumerate(THREE):
        circle.says(
            CollaborationAgreedBySchool, school, school_days_after(autumn(2025).week(4), n + 1),
            school=school, agreed_by=StaffRole.HEAD,
        )  # fmt: skip
    circle.says(CollaborationStarted, TEME, autumn(2025).week(5, THURSDAY))


def _the_circle(circle: Collaboration) -> Key:
    """Each says what its pupils find hard, by a code that names nobody."""
    act = circle.opens(CircleFormed, TEME, autumn(2025).week(6), partners=(TEME, REDLAKE))
    act.then(CircleJoined, LONG_MYND, autumn(2025).week(7))
    for school, need in (
        (REDLAKE, PupilNeed.SPOKEN_LANGUAGE),
        (LONG_MYND, PupilNeed.CONCENTRATION),
        (TEME, PupilNeed.READING_FLUENCY),
    ):
        act.then(PupilIssueShared, school, autumn(2025).week(8), pupil_need=need, focus=MIXED)
    for on, topic, came in (
        (autumn(2025).week(8, TUESDAY), "Two tasks from one start: when do the years part ways?",
         {TEME: 2, REDLAKE: 1, LONG_MYND: 1}),
        (spring(2026).week(6, TUESDAY), "What the older do while the younger are taught.",
         {TEME: 2, REDLAKE: 2, LONG_MYND: 1}),
    ):  # fmt: skip
        (
            circle.opens(
                PedagogyExplored, TEME, on, from_act=act.key, topic=Sealed(topic), minutes=60,
                came=came,
            )
            .then(
                PedagogyFollowedUp, REDLAKE, school_days_after(on, 15),
                tried=Sealed("The older year starts in silence; by minute ten both are at work."),
            )
            .then(PedagogyEvaluated, TEME, school_days_after(on, 20), would_repeat=True)
        )  # fmt: skip
    return act.key


def _seen(circle: Collaboration, key: Key) -> None:
    """They watch each other, and one of them helps another to try it out."""
    for on, observer, observed, tried in (
        (autumn(2025).week(10, TUESDAY), LONG_MYND, TEME,
         "Instructions are on the wall before anybody sits down."),
        (spring(2026).week(4, TUESDAY), TEME, REDLAKE,
         "We borrowed the big calendar. Both years use it, for different questions."),
        (summer(2026).week(5, TUESDAY), REDLAKE, LONG_MYND,
         "The older year reads its instructions to the younger, and so reads them."),
        (autumn(2026).week(1, TUESDAY), LONG_MYND, REDLAKE,
         "One story for both years, and two things to listen for."),
    ):  # fmt: skip
        (
            _observed(circle, key, observer, observed, on)
            .then(
                PeerObservationFollowedUp, observer, school_days_after(on, 20), tried=Sealed(tried)
            )
            .then(
                PeerObservationEvaluated, observed, school_days_after(on, 25), would_repeat=True
            )
        )  # fmt: skip
    on = spring(2026).week(8, THURSDAY)
    circle.opens(
        CoachingHeld, TEME, on, coach_school=TEME, coached_school=LONG_MYND, is_modelled=True,
        minutes=90, came={TEME: 1, LONG_MYND: 1},
    ).then(
        CoachingFollowedUp, LONG_MYND, school_days_after(on, 15),
        tried=Sealed("The younger year begins outdoors, with a question for the older one."),
    )  # fmt: skip


def _observed(
    circle: Collaboration, of: Key, observer: SchoolId, observed: SchoolId, on: date
) -> Thread:
    """An hour in the classroom of somebody who has the same years."""
    return circle.opens(
        PeerObservationHeld, observer, on, observer_school=observer, observed_school=observed,
        from_act=of, minutes=60, came={observer: 1, observed: 1},
    )  # fmt: skip


def _open_doors(circle: Collaboration) -> None:
    """Two schools open their doors to all others; one of the doors is found."""
    door = opened(circle.diary, OpenDoorOffered, CORVE, spring(2026).week(2), focus=MIXED, slots=4)
    door.then(OpenDoorTaken, REDLAKE, spring(2026).week(3), slots_taken=1)
    on = spring(2026).week(7, TUESDAY)
    opened(
        circle.diary, PeerObservationHeld, REDLAKE, on, observer_school=REDLAKE,
        observed_school=CORVE, from_act=door.key, minutes=60, came={REDLAKE: 1, CORVE: 1},
        focus=MIXED,
    ).then(
        PeerObservationFollowedUp, REDLAKE, school_days_after(on, 15),
        tried=Sealed("A basket of tasks that need no teacher, changed every Monday."),
    )  # fmt: skip
    door.then(OpenDoorWithdrawn, CORVE, summer(2026).week(10))
    opened(circle.diary, OpenDoorOffered, TEME, autumn(2026).week(4), focus=MIXED, slots=2)


def _looked_back(circle: Collaboration) -> None:
    """After three terms: it goes on, and the evenings become afternoons."""
    circle.says(
        CollaborationReviewed, TEME, summer(2026).week(10), verdict=Verdict.ADAPT,
        reason=Sealed("It helps, and an hour on the road after school is too much in winter."),
    )  # fmt: skip
    circle.says(
        CollaborationReplanned, TEME, summer(2026).week(11), aspect=Aspect.RHYTHM,
        was=Sealed("Two evenings a term, in turn."),
        becomes=Sealed("One afternoon a term, with cover that the three schools share."),
        reason=Sealed("Nobody should drive the lanes in the dark for it."),
    )  # fmt: skip
