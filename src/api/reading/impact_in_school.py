"""Impact in one school: what it read of a measure, day by day, and by how much it moved."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.documented import described, field, object_type
from api.reading.about_school import about_school
from api.reading.connection import After, Connection, check_first, connection, cursor_of, key_of
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.domain.identifiers import SchoolId
from ledger.domain.measure import Arm
from ledger.figures import impact
from ledger.figures.method import Method
from ledger.figures.study import Study, studies, study_of
from ledger.projections import lives, readings
from ledger.projections.measured import Reading as Row

if TYPE_CHECKING:
    from api.reading.impact import ImpactMeasure

MeasureLater = Annotated["ImpactMeasure", strawberry.lazy("api.reading.impact")]


def fact(name: str, kind: Any, description: str) -> Any:
    """A field that the row has under the same name."""

    def read(self: Any) -> Any:
        return getattr(self.row, name)

    read.__name__ = name
    read.__annotations__["return"] = kind
    return described(read, description)


@object_type
class ImpactReading:
    """One reading of a measure, with how far it moved since the first one."""

    row: strawberry.Private[Row]
    reading: strawberry.Private[Reading]

    day = fact("happened_on", date, "the day it was read")
    is_baseline = fact("is_baseline", bool, "whether it is a first reading")
    is_instrument_changed = fact(
        "is_instrument_changed", bool, "whether another instrument or edition was used"
    )
    is_same_people = fact("is_same_people", bool, "whether the same people were measured first")

    @field
    def term(self) -> str:
        """The term in which it was read, by the calendar of the school: `2024/25-SPR`."""
        return self._study.term_of(self.row)

    @field
    def level(self) -> Figure:
        """What was read."""
        return self._ask(impact.level, arm=self.row.arm)

    @field
    def was(self) -> Figure | None:
        """What stood there before it was last corrected; null if it never was."""
        corrected = self.row.was is not None
        return self._ask(impact.level_before, arm=self.row.arm) if corrected else None

    @field
    def change(self) -> Figure | None:
        """By how much it moved, in the unit of the measure; null for whom others compare with."""
        return self._ask(impact.change) if self._took_part else None

    @field
    def effect(self) -> Figure | None:
        """How far it moved, in standard deviations; beside others, how much further than they."""
        return self._ask(impact.effect) if self._took_part else None

    @property
    def _took_part(self) -> bool:
        return self.row.arm == Arm.PARTICIPANT

    @property
    def _study(self) -> Study:
        return study_of(self.reading.now, self.row.act)

    def _ask(self, method: Method, **more: Any) -> Figure:
        row = self.row
        which = {"act": row.act, "code": row.code, "school": row.school, "entry": row.entry}
        return told(method.ask(self.reading.now, **which, **more), self.reading)


@object_type
class ImpactInSchool:
    """What one school read of a measure, day by day."""

    place: strawberry.Private[tuple[int, str, str]]
    reading: strawberry.Private[Reading]

    @field
    def urn(self) -> SchoolId:
        """The school, by the number it had then."""
        return SchoolId(self.place[2])

    school = about_school(lambda self: self.place[2])

    @field
    def measure(self) -> MeasureLater:
        """What was measured, in all schools."""
        from api.reading.impact import ImpactMeasure

        act, code, _ = self.place
        return ImpactMeasure(
            row=study_of(self.reading.now, act).measures[act, code], reading=self.reading
        )

    @field
    def series(self) -> list[ImpactReading]:
        """Its readings as one who took part, the first one first."""
        return self._of(Arm.PARTICIPANT)

    @field
    def comparison(self) -> list[ImpactReading]:
        """Its readings of people who did not take part, to compare with."""
        return self._of(Arm.COMPARISON)

    def _of(self, arm: Arm) -> list[ImpactReading]:
        act, code, school = self.place
        return [
            ImpactReading(row=row, reading=self.reading)
            for row in study_of(self.reading.now, act).readings
            if (row.act, row.code, row.school, row.arm) == (act, code, school, arm)
        ]


def measured_in(
    reading: Reading, urns: Iterable[str], first: int, after: After
) -> Connection[ImpactInSchool]:
    """A page of what these schools measured, the oldest evaluation first."""
    found = readings.read_by(reading.now, urns)
    known = studies(reading.now, {place.collaboration for place in found})
    places = [
        (place.act, place.code, place.school)
        for place in found
        if (place.act, place.code) in known[place.collaboration].measures
    ]
    last = ("", "", "") if after is None else key_of(after, int, str, str)
    left = [place for place in places if after is None or place > last][: check_first(first)]
    reading.schools.expect(school for _, _, school in left)
    lives.expect(reading.now, (act for act, _, _ in left))
    nodes = [(cursor_of(*place), ImpactInSchool(place=place, reading=reading)) for place in left]
    return connection(nodes, first, after, lambda: len(places))
