"""Rochdale: a high school and two primaries study lessons together, term after term.

They go to see one lesson at each other's schools, try something of it at home, and twice a year
judge pupils' work side by side. It has become how they work.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.barrier import (
    BarrierMitigated,
    BarrierOvercome,
    Mitigation,
    MitigationTried,
)
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.outcome import Area, KeyStage, Outcome, PupilGroup
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, Focus, Subject, Theme
from ledger.example.act import rating
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, TUESDAY, autumn, school_days_after, spring, summer
from ledger.example.diary import Line
from ledger.example.register import HEALEY, MOSSBANK, SPODDEN
from ledger.example.stories import conditions, ideas, lesson_study, moderation

ALL = (MOSSBANK, SPODDEN, HEALEY)
FRACTIONS = Focus(theme=Theme.TEACHING, subject=Subject.MATHEMATICS, year_groups=(5, 6, 7))
TO_SPODDEN, TO_HEALEY = Decimal("2.4"), Decimal("3.1")
SCALE = ("not yet", "secure", "deep")
NEEDS = {
    MOSSBANK: "In year 7 pupils do a sum again sooner than they say why it is right.",
    SPODDEN: "Our year 6 explains to each other, and goes quiet when a teacher comes near.",
    HEALEY: "With one class a year there is nobody to compare our explanations with.",
}


def told() -> list[Line]:
    """The story, as the three schools recorded it."""
    trio = Collaboration(
        "rochdale",
        CollaborationBegun(
            title=Sealed("Reasoning aloud in mathematics, from year 5 to year 7"),
            partners=ALL,
            happened_on=autumn(2023).week(2),
            planned_terms=9,
            focus=FRACTIONS,
            outcomes=(
                Outcome(
                    area=Area.SUBJECT,
                    key_stage=KeyStage.KS2,
                    statement=Sealed("Pupils explain why a method works, not only that it does."),
                ),
                Outcome(
                    area=Area.SUBJECT,
                    pupil_group=PupilGroup.LOW_PRIOR_ATTAINMENT,
                    key_stage=KeyStage.KS3,
                    statement=Sealed("Nobody goes back to counting on when they start year 7."),
                ),
            ),
        ),
    )
    trio.needs(autumn(2023).week(2), Area.SUBJECT, NEEDS)
    _first_year(trio)
    _second_year(trio)
    _third_year(trio)
    lesson_study.told(trio)
    _what_comes_next(trio)
    return trio.diary.lines


def _first_year(trio: Collaboration) -> None:
    """They learn to watch a lesson without judging the teacher."""
    first = (
        trio.visit(SPODDEN, (MOSSBANK, HEALEY), autumn(2023).week(6), travel_km=TO_SPODDEN)
        .held({SPODDEN: 3, MOSSBANK: 2, HEALEY: 2}, lessons_seen=1)
        .followed_up(
            autumn(2023).week(9),
            "Year 7 begins with one problem on the board and four minutes of silence before "
            "anybody talks. More hands go up, and from other corners of the room.",
            by=MOSSBANK,
        )
        .evaluated(autumn(2023).week(10))
    )
    ideas.told(trio, first.key)
    conditions.told(trio, first.key)
    (
        trio.visit(HEALEY, (SPODDEN, MOSSBANK), autumn(2023).week(11), travel_km=TO_HEALEY)
        .held({HEALEY: 2, SPODDEN: 2, MOSSBANK: 1}, lessons_seen=2)
        .followed_up(
            spring(2024).week(2),
            "We copied the sentence starters for fractions. Half the class no longer needs them.",
            by=SPODDEN,
        )
    )
    (
        trio.visit(MOSSBANK, (HEALEY, SPODDEN), spring(2024).week(4), travel_km=TO_HEALEY)
        .held({MOSSBANK: 4, HEALEY: 2, SPODDEN: 2}, lessons_seen=1)
        .followed_up(
            spring(2024).week(7),
            "Bar models are drawn the same way in years 5, 6 and 7 now. We agreed on one sheet.",
            by=HEALEY,
        )
        .evaluated(spring(2024).week(8))
    )
    (
        trio.exchange(
            ALL, spring(2024).week(9, TUESDAY),
            task="Which is larger, 5/8 or 7/12? Convince somebody who does not believe you.",
            standard=SCALE, samples_per_school=15,
        )
        .held(
            {MOSSBANK: 3, SPODDEN: 2, HEALEY: 2}, samples=45, is_blind=True, is_anonymous=True
        )
        .evaluated(spring(2024).week(10), samples_judged=45, samples_agreed=27)
    )  # fmt: skip
    (
        trio.visit(SPODDEN, (HEALEY, MOSSBANK), summer(2024).week(5), travel_km=TO_SPODDEN)
        .held({SPODDEN: 3, HEALEY: 2, MOSSBANK: 2}, lessons_seen=1)
        .followed_up(
            summer(2024).week(9),
            "Pupils mark where an argument breaks off, in pencil, before they give an answer.",
            by=HEALEY,
        )
    )


def _second_year(trio: Collaboration) -> None:
    """The lesson is planned by all three; a wrong date is put right, and one visit falls out."""
    (
        trio.visit(HEALEY, (MOSSBANK, SPODDEN), autumn(2024).week(5), travel_km=TO_HEALEY)
        .held(
            {HEALEY: 2, MOSSBANK: 2, SPODDEN: 3},
            on=autumn(2024).week(5, TUESDAY), lessons_seen=1,
        )
        .amended(
            autumn(2024).week(7), "happened_on", '"2024-10-01"', '"2024-10-02"',
            "The visitors' book has Wednesday, not Tuesday.",
        )
        .followed_up(
            autumn(2024).week(9),
            "Every unit in year 6 now opens with a claim that is sometimes true. The teacher "
            "waits, and the class sorts out when.",
            by=SPODDEN,
        )
        .evaluated(autumn(2024).week(10))
    )  # fmt: skip
    (
        trio.exchange(
            ALL, autumn(2024).week(10, TUESDAY),
            task="Two pupils share a prize in the ratio 3 to 5. Find what one of them cannot get.",
            standard=SCALE, samples_per_school=15,
        )
        .moved(
            autumn(2024).week(12, THURSDAY),
            "Healey Fold needs two more weeks until every class has done the task.",
        )
        .held(
            {MOSSBANK: 3, SPODDEN: 2, HEALEY: 2}, samples=44, is_blind=True, is_anonymous=True
        )
        .followed_up(
            spring(2025).week(3),
            "What we called secure in year 6 was not what year 7 expected. We wrote three "
            "examples on one page, and it hangs in every mathematics room.",
        )
        .evaluated(spring(2025).week(4), samples_judged=44, samples_agreed=33)
    )  # fmt: skip
    (
        trio.visit(MOSSBANK, (SPODDEN, HEALEY), spring(2025).week(3), travel_km=TO_SPODDEN)
        .held({MOSSBANK: 3, SPODDEN: 2, HEALEY: 1}, lessons_seen=2)
        .followed_up(
            spring(2025).week(8),
            "The low table is gone. Pupils choose their own start, and most choose well.",
            by=SPODDEN,
        )
    )
    called_off = trio.visit(
        SPODDEN, (MOSSBANK, HEALEY), spring(2025).week(9), travel_km=TO_SPODDEN
    ).called_off(Barrier.COVER_SHORTAGE)  # fmt: skip
    cover = trio.stopped(
        called_off, MOSSBANK, spring(2025).week(10), Barrier.COVER_SHORTAGE,
        "Nobody in town covers mathematics for half a day.",
    )  # fmt: skip
    cover.then(MitigationTried, MOSSBANK, spring(2025).week(11), mitigation=Mitigation.SHARED_COVER)
    cover.then(BarrierMitigated, MOSSBANK, summer(2025).week(2))
    late = summer(2025).week(4)
    visit = (
        trio.visit(
            SPODDEN, (MOSSBANK, HEALEY), late, travel_km=TO_SPODDEN,
            planned_on=school_days_after(summer(2025).week(10), 1), replaces=called_off.key,
        )
        .held({SPODDEN: 3, MOSSBANK: 2, HEALEY: 2}, lessons_seen=1, weeks_late=6)
        .followed_up(
            summer(2025).week(8),
            "A pupil's wrong answer is read out first, with thanks, and the class mends it.",
            by=HEALEY,
        )
    )  # fmt: skip
    cover.then(BarrierOvercome, MOSSBANK, summer(2025).week(11), shown_by=visit.key)


def _third_year(trio: Collaboration) -> None:
    """It goes on without anybody having to push."""
    (
        trio.visit(HEALEY, (SPODDEN, MOSSBANK), autumn(2025).week(4), travel_km=TO_HEALEY)
        .held({HEALEY: 2, SPODDEN: 2, MOSSBANK: 3}, lessons_seen=1)
        .followed_up(
            autumn(2025).week(8),
            "New colleagues watch a lesson here in their first half-term, before they teach one.",
            by=MOSSBANK,
        )
        .evaluated(
            autumn(2025).week(9), ratings=(rating("worth-my-time", 7, "4.6", "0.5"),)
        )
    )  # fmt: skip
    (
        trio.visit(MOSSBANK, (HEALEY, SPODDEN), spring(2026).week(3), travel_km=TO_HEALEY)
        .held({MOSSBANK: 4, HEALEY: 2, SPODDEN: 2}, lessons_seen=1)
        .followed_up(
            spring(2026).week(7),
            "Homework in year 6 asks for one sentence that begins with because.",
            by=HEALEY,
        )
    )
    trio.exchange(
        ALL, spring(2026).week(8, TUESDAY),
        task="Draw a shape that has the area but not the perimeter of this one. Say why it works.",
        standard=SCALE, samples_per_school=15,
    ).called_off(Barrier.CALENDAR_CLASH)  # fmt: skip
    exchange = (
        trio.exchange(
            ALL, summer(2026).week(6, TUESDAY),
            task="Is a square always a rectangle? Write to somebody in year 4 who says no.",
            standard=SCALE, samples_per_school=moderation.PIECES,
        )
        .held(
            {MOSSBANK: 3, SPODDEN: 3, HEALEY: 2}, samples=72, is_blind=True, is_anonymous=True
        )
        .evaluated(summer(2026).week(8), samples_judged=72, samples_agreed=63)
    )  # fmt: skip
    moderation.told(trio, exchange.key)
    (
        trio.visit(SPODDEN, (MOSSBANK, HEALEY), summer(2026).week(7), travel_km=TO_SPODDEN)
        .held({SPODDEN: 3, MOSSBANK: 2, HEALEY: 2}, lessons_seen=1)
        .followed_up(
            summer(2026).week(10),
            "Year 7 met the year 6 explanations before it met the pupils who wrote them.",
            by=MOSSBANK,
        )
        .evaluated(summer(2026).week(11))
    )


def _what_comes_next(trio: Collaboration) -> None:
    """Planned before the summer, for the winter after it."""
    planned_on = summer(2026).week(12)
    trio.visit(
        HEALEY,
        (SPODDEN, MOSSBANK),
        autumn(2026).week(12),
        travel_km=TO_HEALEY,
        planned_on=planned_on,
    )
    trio.exchange(
        ALL, autumn(2026).week(13, TUESDAY),
        task="A recipe for four is to feed seven. Which part of it is hardest, and why?",
        standard=SCALE, samples_per_school=15, planned_on=planned_on,
    )  # fmt: skip
