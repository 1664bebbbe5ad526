"""Twelve primaries in the South West share a geography teacher whom none could employ alone.

She teaches two days a week at her own school and three across the others. What that costs is
split by pupils, to the penny; one school leaves at Easter, and the next year is split anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.domain.acts.barrier import BarrierPersisted, Mitigation, MitigationTried
from ledger.domain.acts.open_door import OpenDoorOffered
from ledger.domain.acts.release_time import Cover
from ledger.domain.acts.shared_evaluation import Comparison
from ledger.domain.acts.shared_post_cpd import (
    SharedPostCpdEvaluated,
    SharedPostCpdFollowedUp,
    SharedPostCpdLed,
)
from ledger.domain.collaboration import CollaborationBegun, WhyLeft
from ledger.domain.identifiers import SchoolId
from ledger.domain.measure import Direction, Level, Measure, Unit
from ledger.domain.money import Share, Vat
from ledger.domain.outcome import Area, KeyStage, Outcome
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, Focus, StaffRole, Subject, Theme
from ledger.example.act import rating
from ledger.example.collaboration import Collaboration, Price
from ledger.example.days import FRIDAY, MONDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Key, Line
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
from ledger.example.stories import ideas, map_reading, release, shared_post
from ledger.example.thread import Thread, opened

TWELVE, ELEVEN = tuple(shared_post.FIRST_YEAR), tuple(shared_post.SECOND_YEAR)
"""Whoever pays for her, in the first year and after it. Her own school comes first: it is host, and
keeps the accounts."""

GEOGRAPHY = Focus(theme=Theme.CURRICULUM, subject=Subject.GEOGRAPHY)
CITY_PRICE = Price(
    pence=180_000, paid_by={WALKHAM: 60_000, TAMAR: 60_000, HALSTOCK: 60_000},
    share=Share.CUSTOM, vat=Vat.INCLUDED,
)  # fmt: skip

NEEDS = {
    WALKHAM: "Geography is taught when there is time for it.",
    BRENTOR: "No teacher here has studied it past sixteen.",
    LYD: "Three classes, and a globe.",
    TAW: "Pupils can name rivers, and none of them has stood in one.",
    HALSTOCK: "Two classes a year, and each learns something else.",
    DARTCOMBE: "Maps come last in the week.",
    FERRY_STEPS: "Our scheme is of another coast.",
    LOOE_VALE: "Fieldwork is the bus to the beach.",
    CARADON: "The mine is next door, and in no lesson.",
    TRETHEVY: "We do not know what good work in geography looks like.",
    PENHALE: "One teacher has four year groups.",
    TAMAR: "Pupils describe, and do not ask why.",
}
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
            happened_on=autumn(2023).week(1, MONDAY),
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
    moor.needs(autumn(2023).week(1, MONDAY), Area.SUBJECT, NEEDS)
    posts = shared_post.told(moor)
    _first_year(moor, posts[0].key)
    _second_year(moor, posts[1].key)
    _third_year(moor, posts[2].key)
    map_reading.told(moor, posts[0].key)
    _what_fell_through(moor)
    _what_comes_next(moor)
    return moor.diary.lines


def _session(
    moor: Collaboration, post: Key, on: date, came: Mapping[SchoolId, int], **facts: Any
) -> Thread:
    """She trains colleagues of those who share her."""
    facts = {"minutes": 180, "serves": (1, 2)} | facts
    return moor.opens(SharedPostCpdLed, WALKHAM, on, post=post, came=came, **facts)


def _first_year(moor: Collaboration, post: Key) -> None:
    """All twelve begin; eleven go on after Easter."""
    everybody = dict.fromkeys(TWELVE, 1) | {WALKHAM: 3, HALSTOCK: 2, TAMAR: 2}
    nearer = dict.fromkeys((WALKHAM, BRENTOR, LYD, TAW, HALSTOCK, DARTCOMBE, CARADON, TAMAR), 1)
    _session(
        moor, post, autumn(2023).week(4, MONDAY), everybody, unconfirmed=(FERRY_STEPS,)
    ).then(
        SharedPostCpdFollowedUp, TAW, autumn(2023).week(10),
        tried=Sealed(
            "All twelve teach rivers in year 4, in the same month, each with its own river."
        ),
    )  # fmt: skip
    _session(moor, post, spring(2024).week(5, MONDAY), nearer)
    moor.left(CARADON, spring(2024).week(11, TUESDAY), WhyLeft.BUDGET)
    (
        _session(
            moor, post, summer(2024).week(4, TUESDAY),
            {WALKHAM: 2, BRENTOR: 1, TAW: 1, DARTCOMBE: 1, LOOE_VALE: 2, TRETHEVY: 1},
        )
        .then(
            SharedPostCpdFollowedUp, LOOE_VALE, summer(2024).week(8),
            tried=Sealed("Six places on the map that a stranger would get wrong, and why."),
        )
        .then(
            SharedPostCpdEvaluated, WALKHAM, summer(2024).week(11), would_repeat=True,
            ratings=(
                rating("worth-our-money", 11, "4.2", "0.7"),
                rating("changed-what-i-teach", 19, "4.0", "0.8"),
            ),
        )
    )  # fmt: skip


def _second_year(moor: Collaboration, post: Key) -> None:
    """Assessment, and pupils' work side by side."""
    eleven = dict.fromkeys(ELEVEN, 1) | {HALSTOCK: 2}
    _session(
        moor, post, autumn(2024).week(5, MONDAY), eleven | {TRETHEVY: 0},
        unconfirmed=(FERRY_STEPS,),
    ).then(
        SharedPostCpdFollowedUp, HALSTOCK, autumn(2024).week(11),
        tried=Sealed(
            "We wrote down what we would accept as an explanation, and what only sounds like one."
        ),
    )  # fmt: skip
    _session(
        moor, post, spring(2025).week(6, MONDAY),
        {WALKHAM: 2, BRENTOR: 1, TAW: 1, HALSTOCK: 1, DARTCOMBE: 1, TAMAR: 1},
    ).then(
        SharedPostCpdFollowedUp, TAMAR, spring(2025).week(10),
        tried=Sealed("She taught, we watched, then we taught the same lesson and she watched."),
    )  # fmt: skip
    _session(
        moor, post, summer(2025).week(5, TUESDAY),
        {WALKHAM: 2, BRENTOR: 1, HALSTOCK: 2, LOOE_VALE: 1, PENHALE: 1, TAMAR: 1},
    ).then(
        SharedPostCpdEvaluated, WALKHAM, summer(2025).week(10), would_repeat=True,
        ratings=(rating("worth-our-money", 10, "4.4", "0.5"),),
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


def _third_year(moor: Collaboration, post: Key) -> None:
    """The charity has stopped, and they pay for her all the same."""
    ten = dict.fromkeys((school for school in ELEVEN if school != DARTCOMBE), 1)
    _session(
        moor, post, autumn(2025).week(3, MONDAY), ten, minutes=240,
        unconfirmed=(FERRY_STEPS, LYD),
    ).then(
        SharedPostCpdFollowedUp, BRENTOR, autumn(2025).week(9),
        tried=Sealed(
            "A walk of forty minutes from each of our gates, with five stops and five questions."
        ),
    )  # fmt: skip
    _session(
        moor, post, spring(2026).week(5, MONDAY),
        {WALKHAM: 2, BRENTOR: 1, TAW: 1, HALSTOCK: 1, LOOE_VALE: 1, TAMAR: 1}, minutes=240,
    )  # fmt: skip
    (
        _session(
            moor, post, summer(2026).week(4, TUESDAY),
            {WALKHAM: 2, BRENTOR: 1, TAW: 1, HALSTOCK: 2, PENHALE: 1, TAMAR: 1}, minutes=240,
        )
        .then(
            SharedPostCpdFollowedUp, PENHALE, summer(2026).week(8),
            tried=Sealed(
                "Year 2 drew the walk from memory, and half of them put north at the top."
            ),
        )
        .then(
            SharedPostCpdEvaluated, WALKHAM, summer(2026).week(10), would_repeat=True,
            ratings=(rating("worth-our-money", 10, "4.3", "0.7"),),
        )
    )  # fmt: skip
    visit = (
        moor.visit(WALKHAM, (TAW, BRENTOR), spring(2026).week(8), travel_km=Decimal("31.0"))
        .held({WALKHAM: 2, TAW: 1, BRENTOR: 1}, lessons_seen=2)
        .followed_up(
            spring(2026).week(11),
            "We put the globe on the floor and sat round it. It stays there.",
        )
    )
    ideas.on_the_moor(moor, visit.key)
    release.freed(
        moor.diary, visit.key,
        (
            (TAW, spring(2026).week(8), 120, Cover.SUPPLY, 9_750),
            (BRENTOR, spring(2026).week(8), 120, Cover.INTERNAL, 0),
        ),
    )  # fmt: skip


def _what_fell_through(moor: Collaboration) -> None:
    """A day in a city that was too dear, and a count that nobody had time for."""
    moor.commission(
        "city-fieldwork-days", spring(2025).week(8, FRIDAY),
        "A day of fieldwork in a city, for the subject leads of three schools.",
        CITY_PRICE, sessions=1, follow_up_sessions=0, minutes=360,
    ).called_off(Barrier.BUDGET)  # fmt: skip
    count = moor.evaluation(
        (HALSTOCK, WALKHAM, TAMAR), autumn(2025).week(6, FRIDAY),
        "Does every class get out of doors more than it did?",
        "Days of fieldwork this year less those of last year, class by class.",
        measures=(FIELDWORK,), comparison=Comparison.PRE_POST, serves=(2,),
    ).called_off(Barrier.RELEASE_TIME)  # fmt: skip
    moor.stopped(
        count, HALSTOCK, autumn(2025).week(7), Barrier.RELEASE_TIME,
        "Whoever would count teaches all day.",
    ).then(
        MitigationTried, HALSTOCK, spring(2026).week(3), mitigation=Mitigation.AFTER_SCHOOL
    ).then(BarrierPersisted, HALSTOCK, summer(2026).week(5))  # fmt: skip


def _what_comes_next(moor: Collaboration) -> None:
    """Planned before the summer, for the winter after it; and a door that is open till then."""
    opened(moor.diary, OpenDoorOffered, TAMAR, autumn(2026).week(2), slots=3, focus=GEOGRAPHY)
    moor.visit(
        TAMAR, (WALKHAM, LOOE_VALE), autumn(2026).week(13),
        travel_km=Decimal("24.5"), planned_on=summer(2026).week(12),
    )  # fmt: skip
