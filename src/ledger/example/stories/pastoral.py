"""Three pastoral leaders and their schools: calm corridors, seen by somebody from elsewhere.

They go to one another every half-term or so, and wrote down what they would measure before they
began. What they found after two years is that nothing clear can be said, and they say so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ledger.domain.acts.shared_evaluation import Comparison, Finding
from ledger.domain.acts.withdrawal import Reinstated
from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.identifiers import SchoolId
from ledger.domain.measure import CollectedBy, Direction, Level, Measure, Unit
from ledger.domain.outcome import Area, KeyStage, Outcome
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier, Contrast, Focus, StaffRole, Theme
from ledger.example.act import Act, reading
from ledger.example.collaboration import Collaboration
from ledger.example.days import THURSDAY, autumn, spring, summer
from ledger.example.diary import Line
from ledger.example.register import IRKFIELD, MOSSBANK, TONGE_MOSS, editor
from ledger.example.stories import dialogue

ALL = (IRKFIELD, MOSSBANK, TONGE_MOSS)
ANOTHER = CollectedBy.OTHER_SCHOOL
CALM = Focus(theme=Theme.BEHAVIOUR, year_groups=(7, 8, 9))
ATTENDING = Focus(theme=Theme.ATTENDANCE, year_groups=(7, 8, 9))
NEEDS = {
    IRKFIELD: "Most removals fall into the ten minutes after a change of lessons.",
    MOSSBANK: "Lateness grows through the week, in every year group.",
    TONGE_MOSS: "Pupils say that they avoid two places at break.",
}
REMOVALS = Measure(
    measure="removals-from-lessons", level=Level.PUPIL_OUTCOME, unit=Unit.COUNT,
    direction=Direction.LOWER, scale_min=Decimal(0), scale_max=Decimal(60),
    instrument="Removals per 100 pupils in a half-term, from the behaviour log",
)  # fmt: skip
SAFE = Measure(
    measure="feel-safe-at-break", level=Level.PUPIL_OUTCOME, unit=Unit.POINTS,
    direction=Direction.HIGHER, scale_min=Decimal(1), scale_max=Decimal(5),
    instrument="Pupil voice survey, question 4, 2024 wording",
)  # fmt: skip


def told() -> list[Line]:
    """The story, as the three schools recorded it."""
    region = Collaboration(
        "pastoral",
        CollaborationBegun(
            title=Sealed("Calm corridors: pastoral leaders look together"),
            partners=ALL,
            happened_on=autumn(2023).week(3),
            planned_terms=9,
            focus=CALM,
            outcomes=(
                Outcome(
                    area=Area.BEHAVIOUR,
                    key_stage=KeyStage.KS3,
                    statement=Sealed(
                        "Fewer pupils miss lessons because they were sent out of them."
                    ),
                ),
                Outcome(
                    area=Area.WELLBEING,
                    key_stage=KeyStage.KS3,
                    statement=Sealed("Pupils feel safe at break, in every part of the building."),
                ),
            ),
        ),
        StaffRole.PASTORAL_LEAD,
    )
    region.needs(autumn(2023).week(3), Area.BEHAVIOUR, NEEDS)
    dialogue.told(region)
    _first_year(region)
    _second_year(region)
    _third_year(region)
    _what_came_of_it(region)
    return region.diary.lines


def _walk(region: Collaboration, host: SchoolId, guest: SchoolId, on: date, **facts: Any) -> Act:
    """One leader walks the corridors of another, at the change of lessons and at break."""
    act = region.visit(host, (guest,), on, minutes=90, travel_km=Decimal("9.5"), **facts)
    return act.held({host: 1, guest: 1}, lessons_seen=0)


def _first_year(region: Collaboration) -> None:
    _walk(region, IRKFIELD, MOSSBANK, autumn(2023).week(5)).followed_up(
        autumn(2023).week(10),
        "Two of us stand at the stairs by the science block now, every change of lessons.",
    )
    _walk(region, MOSSBANK, TONGE_MOSS, autumn(2023).week(10)).followed_up(
        spring(2024).week(3),
        "We greet by name at the gate. It takes four more minutes and saves twenty.",
    )
    walk = _walk(region, TONGE_MOSS, IRKFIELD, spring(2024).week(4), contrast=Contrast.SIZE)
    twice = "We took it for the walk of the autumn, told a second time."
    walk.retracted(
        spring(2024).week(6), twice,
        asked=editor(TONGE_MOSS), by=editor(TONGE_MOSS, colleague=2),
    )  # fmt: skip
    walk.then(
        Reinstated, TONGE_MOSS, spring(2024).week(7),
        reason=Sealed("There were two walks, and this was the second of them."),
    )  # fmt: skip
    _walk(region, IRKFIELD, TONGE_MOSS, spring(2024).week(9)).followed_up(
        summer(2024).week(2),
        "Removal slips say what happened in the ten minutes before, not only at the end.",
    )
    region.visit(
        MOSSBANK, (IRKFIELD,), summer(2024).week(4), minutes=90, travel_km=Decimal("9.5")
    ).called_off(Barrier.RELEASE_TIME)  # fmt: skip
    _walk(region, TONGE_MOSS, MOSSBANK, summer(2024).week(9)).followed_up(
        summer(2024).week(12),
        "A colleague rings home on the same day, and always with one good thing first.",
    )


def _second_year(region: Collaboration) -> None:
    _walk(region, MOSSBANK, IRKFIELD, autumn(2024).week(4)).followed_up(
        autumn(2024).week(9),
        "One script for late arrivals, on a card. Pupils know it better than we do.",
    )
    _walk(region, IRKFIELD, MOSSBANK, autumn(2024).week(9))
    _walk(region, TONGE_MOSS, IRKFIELD, spring(2025).week(3)).followed_up(
        spring(2025).week(9),
        "The quiet room has a timetable and a lamp. It is used by choice, mostly on Mondays.",
    )
    _walk(region, MOSSBANK, TONGE_MOSS, spring(2025).week(10))
    (
        region.visit(
            IRKFIELD, (TONGE_MOSS,), summer(2025).week(3), minutes=90, travel_km=Decimal("14.0")
        )
        .moved(
            summer(2025).week(6),
            "Exams have taken the hall at Irkfield Park, and everybody who could show us round.",
        )
        .held({IRKFIELD: 1, TONGE_MOSS: 2}, lessons_seen=0)
        .followed_up(
            summer(2025).week(9),
            "We walk the site with two pupils each half-term and write down what they point at.",
        )
    )


def _third_year(region: Collaboration) -> None:
    _walk(region, TONGE_MOSS, MOSSBANK, autumn(2025).week(5)).followed_up(
        autumn(2025).week(11),
        "Year 9 helps at the year 7 entrance. Both behave as if they were being watched.",
    )
    _walk(region, IRKFIELD, TONGE_MOSS, autumn(2025).week(11))
    (
        region.visit(
            MOSSBANK, (IRKFIELD, TONGE_MOSS), spring(2026).week(6), minutes=120,
            focus=ATTENDING, travel_km=Decimal("16.0"),
        )
        .held({MOSSBANK: 2, IRKFIELD: 1, TONGE_MOSS: 1}, lessons_seen=0)
        .followed_up(
            spring(2026).week(9),
            "Attendance is talked about weekly by tutor group, with the pupils in the room.",
            by=IRKFIELD,
        )
    )  # fmt: skip
    _walk(region, TONGE_MOSS, IRKFIELD, summer(2026).week(5))
    region.visit(
        IRKFIELD, (MOSSBANK, TONGE_MOSS), autumn(2026).week(13), minutes=90,
        travel_km=Decimal("9.5"), planned_on=summer(2026).week(11),
    )  # fmt: skip


def _what_came_of_it(region: Collaboration) -> None:
    """Fixed in the first spring, measured a year and a half apart."""
    agreed_on = summer(2026).week(9)
    (
        region.evaluation(
            ALL, spring(2024).week(6, THURSDAY),
            question="Are fewer pupils sent out of lessons, and do more feel safe at break?",
            measures=(REMOVALS, SAFE), comparison=Comparison.PRE_POST,
            plan="Each school compares its own two readings. We call it better only if "
            "all three move the same way on both measures. No league table of the three.",
            serves=(1, 2),
        )
        .moved(
            spring(2024).week(8, THURSDAY), "Tonge Moss wanted its survey to run after mock exams."
        )
        .measured(
            {IRKFIELD: 2, MOSSBANK: 1, TONGE_MOSS: 1},
            (
                reading("removals-from-lessons", IRKFIELD, 602, "14.2", "5.1"),
                reading("removals-from-lessons", MOSSBANK, 548, "11.8", "4.4"),
                reading("removals-from-lessons", TONGE_MOSS, 466, "9.6", "4.0"),
                reading("feel-safe-at-break", IRKFIELD, 571, "3.42", "1.05", missing=31),
                reading("feel-safe-at-break", MOSSBANK, 520, "3.61", "0.98", missing=28),
                reading("feel-safe-at-break", TONGE_MOSS, 431, "3.77", "0.94", missing=35),
            ),
        )
        .measured_again(
            autumn(2025).week(8, THURSDAY),
            "The same survey and the same log, read by a colleague of another school.",
            (
                reading(
                    "removals-from-lessons", IRKFIELD, 611, "12.9", "5.3", collected_by=ANOTHER
                ),
                reading(
                    "removals-from-lessons", MOSSBANK, 553, "12.1", "4.6", collected_by=ANOTHER
                ),
                reading(
                    "removals-from-lessons", TONGE_MOSS, 459, "9.4", "3.8", collected_by=ANOTHER
                ),
                reading("feel-safe-at-break", IRKFIELD, 566, "3.55", "1.02", missing=45),
                reading("feel-safe-at-break", MOSSBANK, 539, "3.60", "1.01", missing=14),
                reading("feel-safe-at-break", TONGE_MOSS, 440, "3.80", "0.92", missing=19),
            ),
        )
        .agreed(
            MOSSBANK, agreed_on, Finding.NO_CLEAR_CHANGE,
            "Removals and safety are where they were. We know our corridors better; our pupils "
            "may not notice yet.",
        )
        .agreed(
            TONGE_MOSS, agreed_on, Finding.NO_CLEAR_CHANGE,
            "Small steps the right way, well within what one bad week would do.",
        )
        .agreed(
            IRKFIELD, agreed_on, Finding.NO_CLEAR_CHANGE,
            "We are the only one with fewer removals, and we had the most to begin with.",
        )
    )  # fmt: skip
