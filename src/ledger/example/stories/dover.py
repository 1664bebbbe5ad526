"""The Dover hub: leaders of unlike schools meet on a Wednesday, and some go on to visit.

Primaries and secondaries, two grammar schools, both trusts and none. For most it was the first
time outside their own walls. Some came once; some stayed; one changed its number on the way.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ledger.domain.acts.agreement import AgreedBySchool, DeclinedBySchool
from ledger.domain.acts.attendance import AttendanceDenied
from ledger.domain.acts.barrier import (
    BarrierCited,
    BarrierLevel,
    BarrierOvercome,
    BarrierPersisted,
    BarrierReopened,
    BarrierSource,
    Mitigation,
    MitigationTried,
)
from ledger.domain.acts.open_door import OpenDoorOffered
from ledger.domain.collaboration import CollaborationBegun, WhyLeft
from ledger.domain.outcome import Area, Outcome, PupilGroup
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, Contrast, Focus, StaffRole, Subject, Theme
from ledger.example.collaboration import Collaboration
from ledger.example.days import A_DAY, THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Line
from ledger.example.register import (
    CAPSTAN_HOUSE,
    CRETEWAY,
    GOODWIN_SANDS,
    HOUGHAM,
    LANGDON,
    LANGDON_ACADEMY,
    OLD_PARK,
    PEGWELL,
    SAMPHIRE,
    SNARGATE,
    SUGARLOAF,
    WALMER,
    editor,
)
from ledger.example.stories import hub as evenings
from ledger.example.stories import next_steps, registers, ventures
from ledger.example.thread import opened

LEARNING = Focus(theme=Theme.LEADERSHIP)
READING = Focus(theme=Theme.TEACHING, subject=Subject.READING)
CONVERTED_ON = date(2025, 9, 1)


def told() -> list[Line]:
    """The story, as the hub and the register recorded it."""
    hub = Collaboration(
        "dover",
        CollaborationBegun(
            title=Sealed("Dover hub: what makes teachers' learning last?"),
            partners=evenings.FIRST,
            happened_on=spring(2024).week(3),
            planned_terms=8,
            focus=LEARNING,
            outcomes=(
                Outcome(
                    area=Area.SUBJECT,
                    pupil_group=PupilGroup.DISADVANTAGED,
                    statement=Sealed("Pupils who have least are taught by people who still learn."),
                ),
            ),
        ),
        StaffRole.CPD_LEAD,
    )
    key = evenings.told(hub.diary)
    next_steps.told(hub.diary, key)
    _first_ventures(hub)
    _second_year(hub)
    _what_was_no_visit(hub)
    _langdon_becomes_an_academy(hub)
    _third_year(hub)
    ventures.told(hub)
    opened(hub.diary, OpenDoorOffered, SAMPHIRE, autumn(2026).week(2), slots=4, focus=READING)
    return hub.diary.lines


def _first_ventures(hub: Collaboration) -> None:
    """Two schools that had never opened a classroom to anybody."""
    (
        hub.visit(
            SAMPHIRE, (SNARGATE,), summer(2024).week(5), contrast=Contrast.PHASE,
            focus=READING, travel_km=Decimal("3.5"),
        )
        .held({SAMPHIRE: 2, SNARGATE: 2}, lessons_seen=3)
        .followed_up(
            summer(2024).week(9),
            "Year 7 is read to for ten minutes a day, as year 6 was. Nobody has complained.",
        )
    )  # fmt: skip
    (
        hub.visit(
            LANGDON, (OLD_PARK,), summer(2024).week(7), focus=READING, travel_km=Decimal("4.0")
        )
        .held({LANGDON: 2, OLD_PARK: 2}, lessons_seen=2)
        .followed_up(
            autumn(2024).week(3),
            "The book corner moved to the middle of the room, and so did the children.",
        )
    )  # fmt: skip
    hub.joined(SUGARLOAF, summer(2024).week(8), told_by=SNARGATE)
    visit = hub.visit(
        HOUGHAM, (WALMER,), summer(2024).week(10), contrast=Contrast.INTAKE,
        travel_km=Decimal("14.5"),
    ).called_off(Barrier.RATING_RESENTMENT)  # fmt: skip
    hub.stopped(
        visit, WALMER, summer(2024).week(11), Barrier.RATING_RESENTMENT, is_perceived=True,
        context="Their last inspection and ours are told in the same breath by everybody here.",
    ).then(
        MitigationTried, WALMER, autumn(2024).week(4), mitigation=Mitigation.NEUTRAL_VENUE
    ).then(BarrierPersisted, WALMER, spring(2025).week(3))  # fmt: skip


def _second_year(hub: Collaboration) -> None:
    """Those who stayed go to see something unlike what they do."""
    hub.joined(GOODWIN_SANDS, autumn(2024).week(2), told_by=SNARGATE)
    (
        hub.visit(
            SNARGATE, (SAMPHIRE, GOODWIN_SANDS), autumn(2024).week(6), contrast=Contrast.APPROACH,
            travel_km=Decimal("16.0"),
        )
        .held({SNARGATE: 3, SAMPHIRE: 2, GOODWIN_SANDS: 2}, lessons_seen=4)
        .followed_up(
            autumn(2024).week(11),
            "One question to take away from every lesson seen, and no praise that costs nothing.",
        )
    )  # fmt: skip
    (
        hub.visit(OLD_PARK, (LANGDON,), autumn(2024).week(8), travel_km=Decimal("4.0"))
        .moved(
            autumn(2024).week(9, THURSDAY),
            "The boiler at Old Park Down gave up; half the school learns at home.",
        )
        .held({OLD_PARK: 2, LANGDON: 1}, lessons_seen=2)
        .followed_up(
            spring(2025).week(2), "We plan with the lesson after next in mind, and it is calmer."
        )
    )
    (
        hub.visit(
            SAMPHIRE, (SNARGATE, SUGARLOAF), spring(2025).week(4), focus=READING,
            travel_km=Decimal("11.0"),
        )
        .held({SAMPHIRE: 3, SNARGATE: 2, SUGARLOAF: 1}, lessons_seen=2)
        .followed_up(
            spring(2025).week(9),
            "Our tutor readers are trained by a primary colleague now, for half a day.",
        )
    )  # fmt: skip
    hub.joined(CAPSTAN_HOUSE, spring(2025).week(6), told_by=HOUGHAM)
    (
        hub.visit(
            SNARGATE, (CAPSTAN_HOUSE, SAMPHIRE), summer(2025).week(4), contrast=Contrast.INTAKE,
            travel_km=Decimal("2.0"),
        )
        .held(
            {SNARGATE: 2, CAPSTAN_HOUSE: 2, SAMPHIRE: 1},
            lessons_seen=3,
            unconfirmed=(CAPSTAN_HOUSE,),
        )
        .amended(
            summer(2025).week(6), "minutes", "120", "150",
            "We stayed for the talk afterwards; that was part of it.",
        )
        .then(
            AttendanceDenied, CAPSTAN_HOUSE, summer(2025).week(6),
            told_on=summer(2025).week(7),
        )
    )  # fmt: skip
    hub.left(CRETEWAY, summer(2025).week(11), WhyLeft.PRIORITIES)


def _what_was_no_visit(hub: Collaboration) -> None:
    """Recorded by mistake for a visit of the hub; found out half a term later, by a colleague."""
    (
        hub.visit(
            WALMER, (GOODWIN_SANDS,), spring(2025).week(7), focus=READING, travel_km=Decimal("6.5")
        )
        .held({WALMER: 1, GOODWIN_SANDS: 1}, lessons_seen=1, minutes=60)
        .followed_up(spring(2025).week(9), "We asked for the list of class readers.")
        .retracted(
            summer(2025).week(2),
            "This was a job interview with a sample lesson, not a visit of the hub.",
            asked=editor(WALMER),
            by=editor(WALMER, colleague=2),
        )
    )  # fmt: skip


def _langdon_becomes_an_academy(hub: Collaboration) -> None:
    """The same school under a new number: it leaves, and is there again."""
    last_day = registers.CONVERTED_ON - A_DAY
    hub.left(LANGDON, last_day, WhyLeft.CLOSED, told_on=autumn(2025).week(1, TUESDAY))
    hub.joined(LANGDON_ACADEMY, autumn(2025).week(1, TUESDAY), told_by=OLD_PARK)


def _third_year(hub: Collaboration) -> None:
    """The hub is smaller, and goes further."""
    hub.joined(PEGWELL, autumn(2025).week(3), told_by=SNARGATE)
    distance = hub.opens(
        BarrierCited, PEGWELL, autumn(2025).week(6), barrier=Barrier.GEOGRAPHY,
        barrier_level=BarrierLevel.STAFF, barrier_source=BarrierSource.SURVEY,
        context=Sealed("Fifty minutes by bus, and the last one back leaves before the hub ends."),
    )  # fmt: skip
    distance.then(
        MitigationTried, PEGWELL, autumn(2025).week(9), mitigation=Mitigation.SHARED_COVER
    )
    (
        hub.visit(
            LANGDON_ACADEMY, (OLD_PARK, SNARGATE), autumn(2025).week(7), focus=READING,
            travel_km=Decimal("4.0"),
        )
        .held({LANGDON_ACADEMY: 2, OLD_PARK: 2, SNARGATE: 1}, lessons_seen=3)
        .followed_up(
            autumn(2025).week(12),
            "Every teacher names the one pupil group that they teach least well, on a card.",
        )
    )  # fmt: skip
    visit = (
        hub.visit(
            SAMPHIRE, (PEGWELL, SNARGATE), spring(2026).week(4), contrast=Contrast.APPROACH,
            travel_km=Decimal("27.5"),
        )
        .held({SAMPHIRE: 2, PEGWELL: 2, SNARGATE: 1}, lessons_seen=2)
        .followed_up(
            spring(2026).week(9),
            "We stopped marking in three colours. The conversations are longer, the books calmer.",
        )
    )  # fmt: skip
    distance.then(BarrierOvercome, PEGWELL, spring(2026).week(5), shown_by=visit.key)
    distance.then(BarrierReopened, PEGWELL, summer(2026).week(8))
    (
        hub.visit(
            GOODWIN_SANDS, (SNARGATE, SAMPHIRE), spring(2026).week(10), contrast=Contrast.SIZE,
            travel_km=Decimal("16.0"),
        )
        .held({GOODWIN_SANDS: 3, SNARGATE: 2, SAMPHIRE: 1}, lessons_seen=2, weeks_late=5)
        .evaluated(summer(2026).week(6), would_repeat=False)
    )  # fmt: skip
    (
        hub.visit(
            OLD_PARK, (LANGDON_ACADEMY,), summer(2026).week(5), focus=READING,
            travel_km=Decimal("4.0"),
        )
        .held({OLD_PARK: 2, LANGDON_ACADEMY: 2}, lessons_seen=2)
        .followed_up(summer(2026).week(9), "Older pupils read to a wall, the younger to them.")
    )  # fmt: skip
    (
        hub.visit(
            SNARGATE, (PEGWELL, LANGDON_ACADEMY, SUGARLOAF), autumn(2026).week(12, THURSDAY),
            contrast=Contrast.PHASE, travel_km=Decimal("33.0"), planned_on=summer(2026).week(12),
        )
        .then(AgreedBySchool, SUGARLOAF, autumn(2026).week(3))
        .then(
            DeclinedBySchool, LANGDON_ACADEMY, autumn(2026).week(4), barrier=Barrier.RELEASE_TIME
        )
    )  # fmt: skip
