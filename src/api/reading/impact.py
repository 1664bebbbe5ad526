"""Impact over time: what schools measured, by how much it moved, and what each made of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.connection import (
    After,
    Connection,
    check_first,
    connection,
    cursor_of,
    key_of,
)
from api.reading.figure import Figure, Warning, told
from api.reading.reading import Reading
from ledger.domain.acts.shared_evaluation import Comparison, Finding
from ledger.domain.measure import Arm, Direction, Level, MeasureKind, Unit
from ledger.domain.words import SchoolId
from ledger.figures import evidence, impact, impact_together
from ledger.figures.method import Method
from ledger.figures.study import Study, studies, study_of
from ledger.projections import history, readings
from ledger.projections.findings import Voice

if TYPE_CHECKING:
    from api.reading.act import Act
    from api.reading.school import School

ActLater = Annotated["Act", strawberry.lazy("api.reading.act")]
SchoolLater = Annotated["School", strawberry.lazy("api.reading.school")]

LevelCode, UnitCode, DirectionCode = codes(Level), codes(Unit), codes(Direction)
KindCode, ArmCode = codes(MeasureKind), codes(Arm)
ComparisonCode, FindingCode = codes(Comparison), codes(Finding)


def _fact(name: str, kind: Any, description: str) -> Any:
    """A field that the row has under the same name."""

    def read(self: Any) -> Any:
        return getattr(self.row, name)

    read.__name__ = name
    read.__annotations__["return"] = kind
    return strawberry.field(read, description=description)


@object_type
class SchoolVoice:
    """What a school said of the findings. Not to agree is told as plainly as to agree."""

    voice: strawberry.Private[Voice]
    reading: strawberry.Private[Reading]

    @field
    def urn(self) -> SchoolId:
        """The school."""
        return SchoolId(self.voice.school or "")

    @field
    def agrees(self) -> bool:
        """Whether it agrees with the findings."""
        return self.voice.finding is not None

    @field
    def finding(self) -> FindingCode | None:  # type: ignore[valid-type]
        """What it takes from the readings; null where it does not agree."""
        return self.voice.finding

    @field_of(RecordedEntry)
    def entry(self) -> Any:
        """What it said, as it was recorded."""
        return self.reading.lines([self.voice.entry])[0]


@object_type
class ImpactReading:
    """One reading of a measure, with how far it moved since the first one."""

    row: strawberry.Private[readings.Reading]
    reading: strawberry.Private[Reading]

    day = _fact("happened_on", date, "the day it was read")
    is_baseline = _fact("is_baseline", bool, "whether it is a first reading")
    is_instrument_changed = _fact(
        "is_instrument_changed", bool, "whether another instrument or edition was used"
    )
    is_same_people = _fact("is_same_people", bool, "whether the same people were measured first")

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

    @field
    def school(self) -> SchoolLater | None:
        """What the register knows of it."""
        from api.reading.school import school_at

        return school_at(self.reading, self.place[2])

    @field
    def measure(self) -> ImpactMeasure:
        """What was measured, in all schools."""
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


@object_type
class ImpactInTerm:
    """How far the schools of a measure had moved in one term."""

    term: str = strawberry.field(description="the term, such as `2024/25-SPR`")
    change: Figure = strawberry.field(
        description="by how much they moved together, in standard deviations"
    )


@object_type
class ImpactMeasure:
    """A measure of a shared evaluation, and what its readings add up to."""

    row: strawberry.Private[readings.Measure]
    reading: strawberry.Private[Reading]

    code = _fact("code", str, "its short code")
    level = _fact("level", LevelCode, "what it looks at")
    unit = _fact("unit", UnitCode, "in what it counts")
    direction = _fact("direction", DirectionCode, "which way is better")
    kind = _fact("kind", KindCode, "how the people measured are summed up")
    scale_min = _fact("scale_min", float, "the least value there can be")
    scale_max = _fact("scale_max", float, "the greatest value there can be")
    target_low = _fact("target_low", float | None, "where the range that is aimed at begins")
    target_high = _fact("target_high", float | None, "where it ends")
    instrument = _fact("instrument", str, "the test or survey, with its edition")
    population = _fact("population", str | None, "who is measured, such as year 5")
    comparison = _fact("comparison", ComparisonCode, "with what the change will be compared")
    designed_on = _fact("designed_on", date, "the day on which it was written down")

    @field
    def act(self) -> ActLater | None:
        """The evaluation that it is part of."""
        from api.reading.act import acts_of

        now, of = self.reading.now, self.row.act
        row = now.once(("act", of), lambda: history.act_at(now, of))
        return None if row is None else acts_of(self.reading, [row])[0]

    @field
    def is_post_hoc(self) -> bool:
        """Whether it was written down only after a later reading had been taken."""
        return self._study.is_post_hoc(self.row)

    @field
    def by_school(self) -> list[ImpactInSchool]:
        """What each school read."""
        there = {row.school for row in self._rows}
        self.reading.schools.expect(there)
        places = [(self.row.act, self.row.code, school) for school in sorted(there)]
        return [ImpactInSchool(place=place, reading=self.reading) for place in places]

    @field
    def series(self) -> list[ImpactInTerm]:
        """Term by term, how far the schools had moved together."""
        terms = {self._study.term_of(row) for row in self._rows if not row.is_baseline}
        in_order = sorted(terms, key=_place_in_time)
        pooled = impact_together.pooled_effect
        return [ImpactInTerm(term=term, change=self._ask(pooled, term=term)) for term in in_order]

    @field
    def pooled(self) -> Figure:
        """By how much its schools moved on average, by their last readings."""
        return self._ask(impact_together.pooled_effect)

    @field
    def same_way(self) -> Figure:
        """Which share of its schools went the way that most went."""
        return self._ask(impact_together.same_way)

    @field
    def same_way_by_chance(self) -> Figure:
        """How often chance alone would make schools agree as much."""
        return self._ask(impact_together.same_way_by_chance)

    @field
    def heterogeneity(self) -> Figure:
        """Which share of what schools differ by is more than chance."""
        return self._ask(impact_together.heterogeneity)

    @field
    def among_many(self) -> Figure:
        """How often chance would show as much in one of so many measures."""
        return self._ask(evidence.among_many)

    @field
    def grade(self) -> Figure:
        """How good the evidence is, 0 to 5. It grades the evidence and not the result."""
        return self._ask(evidence.grade)

    @field
    def cautions(self) -> list[Warning]:
        """What whoever quotes this measure has to say with it."""
        return self._ask(evidence.grade).cautions()

    @field
    def voices(self) -> list[SchoolVoice]:
        """What each school said of the findings, since they were last looked at anew."""
        said = self._study.voices.get(self.row.act, {})
        return [SchoolVoice(voice=voice, reading=self.reading) for voice in said.values()]

    @field
    def silent(self) -> list[SchoolId]:
        """The schools that were measured and have said nothing. Silence is no yes."""
        measured = {row.school for row in self._study.readings if row.act == self.row.act}
        said = self._study.voices.get(self.row.act, {})
        return [SchoolId(school) for school in sorted(measured - said.keys())]

    @property
    def _study(self) -> Study:
        return study_of(self.reading.now, self.row.act)

    @property
    def _rows(self) -> list[readings.Reading]:
        which = self.row.act, self.row.code
        return [row for row in self._study.readings if (row.act, row.code) == which]

    def _ask(self, method: Method, **more: Any) -> Figure:
        found = method.ask(self.reading.now, act=self.row.act, code=self.row.code, **more)
        return told(found, self.reading)


def _place_in_time(term: str) -> tuple[str, int]:
    year, _, season = term.partition("-")
    return year, ("AUT", "SPR", "SUM").index(season)


def measure_at(reading: Reading, act: int, code: str) -> ImpactMeasure | None:
    """A measure of an evaluation; None for what is not there, or is withdrawn."""
    row = study_of(reading.now, act).measures.get((act, code))
    return None if row is None else ImpactMeasure(row=row, reading=reading)


def measures_of(reading: Reading, collaboration: int) -> list[ImpactMeasure]:
    """Every measure of a collaboration, by the evaluation that fixed it."""
    study = studies(reading.now, [collaboration])[collaboration]
    return [ImpactMeasure(row=row, reading=reading) for row in study.measures.values()]


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
    nodes = [(cursor_of(*place), ImpactInSchool(place=place, reading=reading)) for place in left]
    return connection(nodes, first, after, lambda: len(places))
