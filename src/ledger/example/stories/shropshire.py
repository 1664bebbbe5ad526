"""Shropshire: six primaries share an expert in writing, and a very small school finds company.

None of the six could have paid for her alone. One never confirmed that it was there; one does not
agree with what the others found. In the second year a school of three teachers joins.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.joint_commission import FollowUpForm
from ledger.domain.acts.shared_evaluation import Comparison, Finding
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.measure import CollectedBy, Direction, Level, Measure, Unit
from ledger.domain.money import Share, Vat
from ledger.domain.outcome import Area, KeyStage, Outcome, PupilGroup
from ledger.domain.words import Barrier, Contrast, Focus, Sealed, Subject, Theme
from ledger.example.act import rating, reading
from ledger.example.collaboration import Collaboration, Price
from ledger.example.days import MONDAY, THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Line
from ledger.example.register import (
    CORVE,
    FROG_LANE,
    HAUGHMOND,
    REDLAKE,
    SEVERN_LOOP,
    TEME,
    WHITCLIFFE,
)

ANOTHER = CollectedBy.OTHER_SCHOOL
SIX = (CORVE, WHITCLIFFE, TEME, FROG_LANE, SEVERN_LOOP, HAUGHMOND)
WRITING = Focus(theme=Theme.CURRICULUM, subject=Subject.ENGLISH, year_groups=(3, 4, 5, 6))
MIXED_AGES = Focus(theme=Theme.CURRICULUM, subject=Subject.ENGLISH, year_groups=(1, 2, 3, 4))
PRICE = Price(
    pence=480_000,
    paid_by=dict.fromkeys(SIX, 80_000),
    share=Share.EQUAL,
    vat=Vat.EXEMPT,
)
"""£4,800 in all, £800 from each."""
JUDGED_WRITING = Measure(
    measure="writing-judged-blind", level=Level.PUPIL_OUTCOME, unit=Unit.POINTS,
    direction=Direction.HIGHER, scale_min=Decimal(0), scale_max=Decimal(24),
    instrument="Two pieces a pupil, eight criteria of 0 to 3, judged by another school",
)  # fmt: skip


def told() -> list[Line]:
    """The story, as the seven schools recorded it."""
    hills = Collaboration(
        "shropshire",
        CollaborationBegun(
            title=Sealed("Sentences worth reading: one expert for six schools"),
            partners=SIX,
            happened_on=autumn(2024).week(2),
            planned_terms=6,
            focus=WRITING,
            outcomes=(
                Outcome(
                    area=Area.SUBJECT,
                    pupil_group=PupilGroup.DISADVANTAGED,
                    key_stage=KeyStage.KS2,
                    statement=Sealed("Pupils rewrite a sentence because they hear that it limps."),
                ),
            ),
        ),
    )
    _the_expert(hills)
    _what_came_of_it(hills)
    _the_small_school(hills)
    hills.completed(summer(2026).week(12), CORVE)
    return hills.diary.lines


def _the_expert(hills: Collaboration) -> None:
    """She comes twice; the schools take it further themselves, twice."""
    first, second = autumn(2024).week(7), spring(2025).week(5)
    everybody = {CORVE: 3, WHITCLIFFE: 4, TEME: 2, FROG_LANE: 5, SEVERN_LOOP: 5, HAUGHMOND: 2}
    (
        hills.commission(
            "marches-writing", first,
            "Two days on teaching sentences, and a plan that lives on without the expert.",
            PRICE, sessions=2, follow_up_sessions=2, minutes=300,
        )
        .held(everybody)
        .followed_up(
            autumn(2024).week(12),
            "One sentence a day, written by all, read aloud by three. It takes nine minutes.",
            form=FollowUpForm.JOINT_PLANNING,
        )
        .held(everybody | {HAUGHMOND: 1}, on=second, unconfirmed=(HAUGHMOND,))
        .followed_up(
            summer(2025).week(2),
            "We brought a paragraph each and cut it to half. The half was better every time.",
            by=FROG_LANE, form=FollowUpForm.WORK_EXCHANGE,
        )
        .evaluated(
            summer(2025).week(4),
            ratings=(
                rating("clear-purpose", 20, "4.5", "0.6"),
                rating("use-in-my-classroom", 20, "4.1", "0.9"),
            ),
        )
    )  # fmt: skip


def _what_came_of_it(hills: Collaboration) -> None:
    """Better, say four. One says that its own pupils were better before the expert came."""
    first = {CORVE: (29, "11.2", "3.9"), WHITCLIFFE: (41, "10.4", "4.2"),
             FROG_LANE: (57, "9.8", "4.4"), SEVERN_LOOP: (60, "11.0", "4.1"),
             HAUGHMOND: (27, "12.6", "3.6")}  # fmt: skip
    again = {CORVE: (28, "13.1", "3.7"), WHITCLIFFE: (40, "12.2", "4.0"),
             FROG_LANE: (55, "11.9", "4.3"), SEVERN_LOOP: (58, "12.7", "4.0"),
             HAUGHMOND: (27, "12.9", "3.7")}  # fmt: skip
    agreed_on = autumn(2025).week(4)
    (
        hills.evaluation(
            (FROG_LANE, CORVE, WHITCLIFFE, SEVERN_LOOP, HAUGHMOND), autumn(2024).week(6, MONDAY),
            "Do pupils write better sentences two terms after the expert has been?",
            "Mean of the second reading less the first, school by school, with both spreads shown.",
            measures=(JUDGED_WRITING,), comparison=Comparison.PRE_POST,
        )
        .held(
            {FROG_LANE: 2, CORVE: 1, WHITCLIFFE: 1, SEVERN_LOOP: 2, HAUGHMOND: 1},
            readings=tuple(
                reading("writing-judged-blind", school, *was, collected_by=ANOTHER)
                for school, was in first.items()
            ),
        )
        .measured_again(
            summer(2025).week(9, THURSDAY),
            "The same two tasks, judged by the same pairs of schools.",
            tuple(
                reading("writing-judged-blind", school, *now, collected_by=ANOTHER)
                for school, now in again.items()
            ),
        )
        .agreed(FROG_LANE, agreed_on, Finding.BETTER, "Two points up, and they read aloud now.")
        .agreed(CORVE, agreed_on, Finding.BETTER, "Up by nearly two points in every class.")
        .agreed(WHITCLIFFE, agreed_on, Finding.BETTER, "Better, most for those who began low.")
        .agreed(SEVERN_LOOP, agreed_on, Finding.BETTER, "Better, and nobody knows why.")
        .dissented(
            HAUGHMOND, agreed_on,
            "Our pupils were three tenths of a point up, which is nothing. They had worked on "
            "sentences for a year before this, and we should not claim their writing for it.",
        )
    )  # fmt: skip


def _the_small_school(hills: Collaboration) -> None:
    """Sixty-one pupils, three teachers, thirteen miles of lanes: then somebody to talk to."""
    hills.joined(REDLAKE, autumn(2025).week(2), told_by=TEME)
    (
        hills.visit(
            TEME, (REDLAKE,), autumn(2025).week(5, TUESDAY), contrast=Contrast.SIZE,
            focus=MIXED_AGES, travel_km=Decimal("21.5"), planned_on=autumn(2025).week(3),
        )
        .held({TEME: 2, REDLAKE: 1}, lessons_seen=3)
        .followed_up(
            autumn(2025).week(9),
            "Years 1 and 2 start from the same picture and part ways after the first sentence. "
            "It was the first time in four years that a colleague of another school asked me how.",
        )
    )  # fmt: skip
    hills.visit(
        REDLAKE, (CORVE,), autumn(2025).week(12), focus=MIXED_AGES, travel_km=Decimal("26.0")
    ).called_off(Barrier.GEOGRAPHY)  # fmt: skip
    (
        hills.visit(
            REDLAKE, (TEME, CORVE), spring(2026).week(8), focus=MIXED_AGES,
            travel_km=Decimal("26.0"),
        )
        .held({REDLAKE: 2, TEME: 1, CORVE: 2}, lessons_seen=2)
        .evaluated(spring(2026).week(9))
    )  # fmt: skip
    (
        hills.exchange(
            (SEVERN_LOOP, FROG_LANE, CORVE), summer(2026).week(4),
            "A letter to somebody who moves into your house in a hundred years.",
            standard=("WTS", "EXS", "GDS"), samples_per_school=10,
        )
        .held(
            {SEVERN_LOOP: 2, FROG_LANE: 2, CORVE: 1}, samples=30, is_blind=True, is_anonymous=True
        )
        .evaluated(summer(2026).week(6), samples_judged=30, samples_agreed=21)
    )  # fmt: skip
