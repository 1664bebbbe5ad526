"""Twelve primaries in the South West share a geography teacher whom none could employ alone.

She teaches two days a week at her own school and three across the others. What that costs is
split by pupils, to the penny; one school leaves at Easter, and the next year is split anew.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.joint_commission import FollowUpForm
from ledger.domain.acts.shared_evaluation import Comparison
from ledger.domain.collaboration import CollaborationBegun, WhyLeft
from ledger.domain.measure import Direction, Level, Measure, Unit
from ledger.domain.money import Share, Vat
from ledger.domain.outcome import Area, KeyStage, Outcome
from ledger.domain.words import Barrier, Focus, Sealed, StaffRole, Subject, Theme
from ledger.example.act import rating
from ledger.example.collaboration import Collaboration, Price
from ledger.example.days import FRIDAY, MONDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Line
from ledger.example.register import (
    BRENTOR,
    CARADON,
    DARTCOMBE,
    FERRY_STEPS,
    HALSTOCK,
    LOOE_VALE,
    LYD,
    PENHALE,
    TAMAR,
    TAW,
    TRETHEVY,
    WALKHAM,
)

TWELVE = (
    WALKHAM, BRENTOR, LYD, TAW, HALSTOCK, DARTCOMBE, FERRY_STEPS, LOOE_VALE, CARADON, TRETHEVY,
    PENHALE, TAMAR,
)  # fmt: skip
"""Her own school first: it is host, and keeps the accounts."""

GEOGRAPHY = Focus(theme=Theme.CURRICULUM, subject=Subject.GEOGRAPHY)
TEACHER = "moor-and-coast-geography"
CITY_PRICE = Price(
    pence=180_000, paid_by={WALKHAM: 60_000, TAMAR: 60_000, HALSTOCK: 60_000},
    share=Share.CUSTOM, vat=Vat.INCLUDED,
)  # fmt: skip

FIRST_YEAR = Price(
    pence=3_150_000, subsidy=300_000, share=Share.PER_PUPIL, vat=Vat.EXEMPT,
    paid_by={
        WALKHAM: 265_923, BRENTOR: 138_742, LYD: 104_057, TAW: 296_273, HALSTOCK: 449_468,
        DARTCOMBE: 213_895, FERRY_STEPS: 150_304, LOOE_VALE: 312_170, CARADON: 241_354,
        TRETHEVY: 176_318, PENHALE: 127_181, TAMAR: 374_315,
    },
)  # fmt: skip
"""£31,500 less £3,000 from a local charity, over 1,972 pupils."""

SECOND_YEAR = Price(
    pence=3_225_550, subsidy=300_000, share=Share.PER_PUPIL, vat=Vat.EXEMPT,
    paid_by={
        WALKHAM: 298_228, BRENTOR: 155_597, LYD: 116_698, TAW: 332_265, HALSTOCK: 504_070,
        DARTCOMBE: 239_879, FERRY_STEPS: 168_563, LOOE_VALE: 350_093, TRETHEVY: 197_738,
        PENHALE: 142_631, TAMAR: 419_788,
    },
)  # fmt: skip
"""Without Caradon Mine: £32,255.50 less £3,000, over 1,805 pupils."""

THIRD_YEAR = Price(
    pence=2_998_700, share=Share.PER_PUPIL, vat=Vat.EXEMPT,
    paid_by={
        WALKHAM: 305_685, BRENTOR: 159_488, LYD: 119_616, TAW: 340_573, HALSTOCK: 516_673,
        DARTCOMBE: 245_877, FERRY_STEPS: 172_778, LOOE_VALE: 358_847, TRETHEVY: 202_682,
        PENHALE: 146_197, TAMAR: 430_284,
    },
)  # fmt: skip
"""£29,987, and no charity any more."""

FIELDWORK = Measure(
    measure="fieldwork-days", level=Level.PRACTICE, unit=Unit.DAYS, direction=Direction.HIGHER,
    scale_min=Decimal(0), scale_max=Decimal(20),
    instrument="Days of fieldwork a class and year, from the visits log",
)  # fmt: skip


def told() -> list[Line]:
    """The story, as the twelve schools recorded it."""
    moor = Collaboration(
        "geography",
        CollaborationBegun(
            title=Sealed("One geographer for twelve schools, from the moor to the coast"),
            partners=TWELVE,
            happened_on=autumn(2023).week(1),
            planned_terms=9,
            focus=GEOGRAPHY,
            outcomes=(
                Outcome(
                    area=Area.SUBJECT,
                    key_stage=KeyStage.KS2,
                    statement=Sealed("Pupils read a map of where they live and ask why it is so."),
                ),
                Outcome(
                    area=Area.SUBJECT,
                    key_stage=KeyStage.KS1,
                    statement=Sealed("Every class is out of doors with a question, twice a year."),
                ),
            ),
        ),
        StaffRole.SUBJECT_LEAD,
    )
    _first_year(moor)
    _second_year(moor)
    _third_year(moor)
    _what_fell_through(moor)
    _what_comes_next(moor)
    return moor.diary.lines


def _first_year(moor: Collaboration) -> None:
    """All twelve begin; Caradon Mine cannot go on paying after Easter."""
    everybody = dict.fromkeys(TWELVE, 1) | {WALKHAM: 3, HALSTOCK: 2, TAMAR: 2}
    nearer = dict.fromkeys((WALKHAM, BRENTOR, LYD, TAW, HALSTOCK, DARTCOMBE, CARADON, TAMAR), 1)
    (
        moor.commission(
            TEACHER, autumn(2023).week(4, MONDAY),
            "Two days at Walkham Bridge, three across the other eleven: a curriculum from "
            "reception to year 6, lessons to go with it, and time with each of us.",
            FIRST_YEAR, sessions=3, follow_up_sessions=3, minutes=180, serves=(1, 2),
            planned_on=autumn(2023).week(2, FRIDAY),
        )
        .held(everybody, unconfirmed=(FERRY_STEPS,))
        .followed_up(
            autumn(2023).week(10),
            "All twelve teach rivers in year 4, in the same month, each with its own river.",
            by=TAW, form=FollowUpForm.JOINT_PLANNING,
        )
        .held(nearer, on=spring(2024).week(5, MONDAY))
        .held(
            {WALKHAM: 2, BRENTOR: 1, TAW: 1, DARTCOMBE: 1, LOOE_VALE: 2, TRETHEVY: 1},
            on=summer(2024).week(4, TUESDAY),
        )
        .followed_up(
            summer(2024).week(8),
            "Pupils chose six places on the map that a stranger would get wrong, and said why.",
            by=LOOE_VALE, form=FollowUpForm.WORK_EXCHANGE,
        )
        .evaluated(
            summer(2024).week(11),
            ratings=(
                rating("worth-our-money", 11, "4.2", "0.7"),
                rating("changed-what-i-teach", 19, "4.0", "0.8"),
            ),
        )
    )  # fmt: skip
    moor.left(CARADON, spring(2024).week(11, TUESDAY), WhyLeft.BUDGET)


def _second_year(moor: Collaboration) -> None:
    """Eleven go on; the first session has to wait for a conference."""
    eleven = dict.fromkeys(SECOND_YEAR.paid_by, 1) | {HALSTOCK: 2}
    (
        moor.commission(
            TEACHER, autumn(2024).week(3, MONDAY),
            "The same five days in a week, now shared by eleven: assessment this year, and "
            "what a good answer in geography sounds like.",
            SECOND_YEAR, sessions=3, follow_up_sessions=2, minutes=180, serves=(1, 2),
        )
        .moved(autumn(2024).week(5, MONDAY), "She was at the geographers' conference that week.")
        .held(eleven | {TRETHEVY: 0}, unconfirmed=(FERRY_STEPS,))
        .followed_up(
            autumn(2024).week(11),
            "We wrote down what we would accept as an explanation, and what only sounds like one.",
            by=HALSTOCK, form=FollowUpForm.JOINT_PLANNING,
        )
        .held(
            {WALKHAM: 2, BRENTOR: 1, TAW: 1, HALSTOCK: 1, DARTCOMBE: 1, TAMAR: 1},
            on=spring(2025).week(6, MONDAY),
        )
        .followed_up(
            spring(2025).week(10),
            "She taught, we watched, then we taught the same lesson and she watched.",
            by=TAMAR, form=FollowUpForm.COACHING,
        )
        .held(
            {WALKHAM: 2, BRENTOR: 1, HALSTOCK: 2, LOOE_VALE: 1, PENHALE: 1, TAMAR: 1},
            on=summer(2025).week(5, TUESDAY),
        )
        .evaluated(
            summer(2025).week(10), ratings=(rating("worth-our-money", 10, "4.4", "0.5"),)
        )
    )  # fmt: skip
    (
        moor.exchange(
            (TAMAR, HALSTOCK, WALKHAM, BRENTOR), summer(2025).week(8),
            "Why does this village stand here and not there? Use the map, and one photograph.",
            standard=("names", "describes", "explains"), samples_per_school=8,
        )
        .held(
            {TAMAR: 1, HALSTOCK: 2, WALKHAM: 1, BRENTOR: 1},
            samples=32, is_blind=False, is_anonymous=True,
        )
        .evaluated(summer(2025).week(9), samples_judged=32, samples_agreed=22)
    )  # fmt: skip


def _third_year(moor: Collaboration) -> None:
    """The charity has stopped, and they pay for her all the same."""
    ten = dict.fromkeys((s for s in THIRD_YEAR.paid_by if s != DARTCOMBE), 1)
    (
        moor.commission(
            TEACHER, autumn(2025).week(3, MONDAY),
            "Fieldwork: a day outside for every class, planned so that any of us can lead it.",
            THIRD_YEAR, sessions=3, follow_up_sessions=2, minutes=240, serves=(2,),
        )
        .held(ten, unconfirmed=(FERRY_STEPS, LYD))
        .followed_up(
            autumn(2025).week(9),
            "A walk of forty minutes from each of our gates, with five stops and five questions.",
            by=BRENTOR, form=FollowUpForm.JOINT_PLANNING,
        )
        .held(
            {WALKHAM: 2, BRENTOR: 1, TAW: 1, HALSTOCK: 1, LOOE_VALE: 1, TAMAR: 1},
            on=spring(2026).week(5, MONDAY),
        )
        .held(
            {WALKHAM: 2, BRENTOR: 1, TAW: 1, HALSTOCK: 2, PENHALE: 1, TAMAR: 1},
            on=summer(2026).week(4, TUESDAY),
        )
        .followed_up(
            summer(2026).week(8),
            "Year 2 drew the walk from memory, and half of them put north at the top.",
            by=PENHALE, form=FollowUpForm.OBSERVATION,
        )
        .evaluated(
            summer(2026).week(10), ratings=(rating("worth-our-money", 9, "4.3", "0.7"),)
        )
    )  # fmt: skip
    (
        moor.visit(WALKHAM, (TAW, BRENTOR), spring(2026).week(8), travel_km=Decimal("31.0"))
        .held({WALKHAM: 2, TAW: 1, BRENTOR: 1}, lessons_seen=2)
        .followed_up(
            spring(2026).week(11),
            "We put the globe on the floor and sat round it. It stays there.",
        )
    )


def _what_fell_through(moor: Collaboration) -> None:
    """A day in a city that was too dear, and a count that nobody had time for."""
    moor.commission(
        "city-fieldwork-days", spring(2025).week(8, FRIDAY),
        "A day of fieldwork in a city, for the subject leads of three schools.",
        CITY_PRICE, sessions=1, follow_up_sessions=0, minutes=360,
    ).called_off(Barrier.BUDGET)  # fmt: skip
    moor.evaluation(
        (HALSTOCK, WALKHAM, TAMAR), autumn(2025).week(6, FRIDAY),
        "Does every class get out of doors more than it did?",
        "Days of fieldwork this year less those of last year, class by class.",
        measures=(FIELDWORK,), comparison=Comparison.PRE_POST, serves=(2,),
    ).called_off(Barrier.RELEASE_TIME)  # fmt: skip


def _what_comes_next(moor: Collaboration) -> None:
    """Planned before the summer, for the winter after it."""
    moor.visit(
        TAMAR, (WALKHAM, LOOE_VALE), autumn(2026).week(13),
        travel_km=Decimal("24.5"), planned_on=summer(2026).week(12),
    )  # fmt: skip
