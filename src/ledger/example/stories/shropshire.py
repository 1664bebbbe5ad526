"""Shropshire: six primaries share an expert in writing, and a very small school finds company.

None of the six could have paid for her alone. One never confirmed that it was there; one does not
agree with what the others found. In the second year a school of three teachers joins.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.barrier import BarrierOvercome, Mitigation, MitigationTried
from ledger.domain.acts.shared_evaluation import Comparison, Finding
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.measure import CollectedBy, Direction, Level, Measure, Unit
from ledger.domain.outcome import Area
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, Contrast, Focus, Subject, Theme
from ledger.example.act import reading
from ledger.example.collaboration import Collaboration
from ledger.example.days import MONDAY, THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Key, Line
from ledger.example.register import (
    CORVE,
    FROG_LANE,
    HAUGHMOND,
    REDLAKE,
    SEVERN_LOOP,
    TEME,
    WHITCLIFFE,
)
from ledger.example.stories import market, pool, release

ANOTHER = CollectedBy.OTHER_SCHOOL
WRITING = Focus(theme=Theme.CURRICULUM, subject=Subject.ENGLISH, year_groups=(3, 4, 5, 6))
MIXED_AGES = Focus(theme=Theme.CURRICULUM, subject=Subject.ENGLISH, year_groups=(1, 2, 3, 4))
NEEDS = {
    CORVE: "Pupils write much, and read none of it again.",
    WHITCLIFFE: "Sentences are long from year 4 on, and do not hold.",
    TEME: "Boys stop after three lines.",
    FROG_LANE: "Each class is taught something else about a sentence.",
    SEVERN_LOOP: "Good spelling hides that nothing is said.",
    HAUGHMOND: "We began last year, and would like to see whether it is right.",
}
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
            partners=pool.SIX,
            happened_on=autumn(2024).week(2),
            planned_terms=6,
            focus=WRITING,
            outcomes=(pool.WRITING,),
        ),
    )
    hills.needs(autumn(2024).week(2), Area.SUBJECT, NEEDS)
    commission = pool.told(hills)
    market.told(hills.diary, commission.key)
    release.told(hills.diary, commission.key)
    _what_came_of_it(hills, commission.key)
    _the_small_school(hills)
    hills.completed(summer(2026).week(12), CORVE)
    return hills.diary.lines


def _what_came_of_it(hills: Collaboration, commission: Key) -> None:
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
            measures=(JUDGED_WRITING,), comparison=Comparison.PRE_POST, evaluates=commission,
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
    called_off = hills.visit(
        REDLAKE, (CORVE,), autumn(2025).week(12), focus=MIXED_AGES, travel_km=Decimal("26.0")
    ).called_off(Barrier.GEOGRAPHY)  # fmt: skip
    lanes = hills.stopped(
        called_off,
        CORVE,
        autumn(2025).week(13),
        Barrier.GEOGRAPHY,
        "Sixteen miles of lanes, and the ford was under water.",
    ).then(MitigationTried, CORVE, spring(2026).week(2), mitigation=Mitigation.REMOTE)
    visit = (
        hills.visit(
            REDLAKE, (CORVE, TEME), spring(2026).week(8), focus=MIXED_AGES,
            travel_km=Decimal("26.0"), replaces=called_off.key,
        )
        .held({REDLAKE: 2, TEME: 1, CORVE: 2}, lessons_seen=2)
        .evaluated(spring(2026).week(9))
    )  # fmt: skip
    lanes.then(BarrierOvercome, CORVE, spring(2026).week(9), shown_by=visit.key)
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
