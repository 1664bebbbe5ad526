"""The Dover hub: leaders of unlike schools meet on a Wednesday, and some go on to visit.

Primaries and secondaries, two grammar schools, both trusts and none. For most it was the first
time outside their own walls. Some came once; some stayed; one changed its number on the way.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ledger.domain.collaboration import CollaborationBegun, WhyLeft
from ledger.domain.entry import Entry
from ledger.domain.outcome import Area, Outcome, PupilGroup
from ledger.domain.past import SYSTEM
from ledger.domain.school import (
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.domain.words import (
    Barrier,
    Contrast,
    FieldName,
    Focus,
    Sealed,
    StaffRole,
    Subject,
    Theme,
)
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Diary, Line
from ledger.example.register import (
    CAPSTAN_HOUSE,
    CRETEWAY,
    GOODWIN_SANDS,
    HOUGHAM,
    LANGDON,
    LANGDON_ACADEMY,
    LEAS_LIFT,
    OLD_PARK,
    PEGWELL,
    REGISTER,
    SAMPHIRE,
    SNARGATE,
    SUGARLOAF,
    TIDEWAY,
    TRUSTS,
    WALMER,
    editor,
)

FIRST = (SNARGATE, SAMPHIRE, OLD_PARK, HOUGHAM, WALMER, CRETEWAY, LANGDON, LEAS_LIFT)
LEARNING = Focus(theme=Theme.LEADERSHIP)
READING = Focus(theme=Theme.TEACHING, subject=Subject.READING)
CONVERTED_ON = date(2025, 9, 1)


def told() -> list[Line]:
    """The story, as the hub and the register recorded it."""
    hub = Collaboration(
        "dover",
        CollaborationBegun(
            title=Sealed("Dover hub: what makes teachers' learning last?"),
            partners=FIRST,
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
    _the_first_evening(hub)
    _first_ventures(hub)
    _second_year(hub)
    _what_was_no_visit(hub)
    _langdon_becomes_an_academy(hub)
    _third_year(hub)
    return hub.diary.lines


def _the_first_evening(hub: Collaboration) -> None:
    """After school on a Wednesday in February: twenty-six leaders of eight schools."""
    (
        hub.visit(
            SNARGATE, FIRST[1:], spring(2024).week(5), contrast=Contrast.PHASE, minutes=90,
            travel_km=Decimal("12.0"), planned_on=spring(2024).week(4, TUESDAY),
        )
        .held(
            {
                SNARGATE: 5, SAMPHIRE: 4, OLD_PARK: 3, HOUGHAM: 2, WALMER: 3, CRETEWAY: 4,
                LANGDON: 3, LEAS_LIFT: 2,
            },
            lessons_seen=0, unconfirmed=(CRETEWAY,),
        )
        .followed_up(
            summer(2024).week(2),
            "Staff meetings are for learning now. Notices go out on paper the day before.",
            by=SAMPHIRE,
        )
        .evaluated(summer(2024).week(3))
    )  # fmt: skip


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
    hub.visit(
        HOUGHAM, (WALMER,), summer(2024).week(10), contrast=Contrast.INTAKE,
        travel_km=Decimal("14.5"),
    ).called_off(Barrier.RATING_RESENTMENT)  # fmt: skip


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
    """The same school, under a new number: its history goes with it."""
    before = next(said for said in REGISTER if said.school == LANGDON)
    academy = replace(
        before, school=LANGDON_ACADEMY, name="Langdon Hole Primary Academy", trust=TIDEWAY,
        trust_name=TRUSTS[TIDEWAY], establishment_type="Academy converter", opened_on=CONVERTED_ON,
    )  # fmt: skip
    last_day = date(2025, 8, 31)
    closed = SchoolClosed(school=LANGDON, closed_on=last_day, why_closed="Academy converter")
    succeeded = SchoolSucceeded(
        school=LANGDON, successor=LANGDON_ACADEMY, succession=Succession.SUCCESSION,
        happened_on=CONVERTED_ON,
    )  # fmt: skip
    grew = SchoolDetailsChanged(
        school=OLD_PARK, changes=(Change(field=FieldName("pupils"), old="210", new="231"),)
    )
    for said in (academy, closed, succeeded, grew):
        _registered(hub.diary, said)
    hub.left(LANGDON, last_day, WhyLeft.CLOSED, told_on=autumn(2025).week(1, TUESDAY))
    hub.joined(LANGDON_ACADEMY, autumn(2025).week(1, TUESDAY), told_by=OLD_PARK)


def _registered(diary: Diary, said: Entry) -> None:
    """What the register had to say on the day of the conversion."""
    name = type(said).TOPIC.partition("/")[0]
    diary.write(CONVERTED_ON, SYSTEM, name, type(said), vars(said))


def _third_year(hub: Collaboration) -> None:
    """The hub is smaller, and goes further."""
    hub.joined(PEGWELL, autumn(2025).week(3), told_by=SNARGATE)
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
    (
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
    hub.visit(
        SNARGATE, (PEGWELL, LANGDON_ACADEMY, SUGARLOAF), autumn(2026).week(12, THURSDAY),
        contrast=Contrast.PHASE, travel_km=Decimal("33.0"), planned_on=summer(2026).week(12),
    )  # fmt: skip
