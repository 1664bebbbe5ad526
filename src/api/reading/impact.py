"""Impact over time: what schools measured, by how much it moved, and what each made of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.derive import codes
from api.documented import field, object_type
from api.reading.figure import Figure, Warning, asked, figure
from api.reading.impact_in_school import ImpactInSchool, fact
from api.reading.reading import Reading
from api.reading.voice import SchoolVoice
from ledger.domain.acts.shared_evaluation import Comparison
from ledger.domain.identifiers import SchoolId
from ledger.domain.measure import Direction, Level, MeasureKind, Unit
from ledger.figures import evidence, impact_together
from ledger.figures.study import Study, studies, study_of
from ledger.projections import history
from ledger.projections.measured import Measure
from ledger.projections.measured import Reading as Row

if TYPE_CHECKING:
    from api.reading.act import Act

ActLater = Annotated["Act", strawberry.lazy("api.reading.act")]

LevelCode, UnitCode, DirectionCode = codes(Level), codes(Unit), codes(Direction)
KindCode = codes(MeasureKind)
ComparisonCode = codes(Comparison)


@object_type
class ImpactInTerm:
    """How far the schools of a measure had moved in one term."""

    term: str = strawberry.field(description="the term, such as `2024/25-SPR`")
    change: Figure = strawberry.field(
        description="by how much they moved together: in standard deviations, in percentage points "
        "for shares, or in how often each person did it"
    )


@object_type
class ImpactMeasure:
    """A measure of a shared evaluation, and what its readings add up to."""

    row: strawberry.Private[Measure]
    reading: strawberry.Private[Reading]

    code = fact("code", str, "its short code")
    level = fact("level", LevelCode, "what it looks at")
    unit = fact("unit", UnitCode, "in what it counts")
    direction = fact("direction", DirectionCode, "which way is better")
    kind = fact("kind", KindCode, "how the people measured are summed up")
    scale_min = fact("scale_min", float, "the least value there can be")
    scale_max = fact("scale_max", float, "the greatest value there can be")
    target_low = fact("target_low", float | None, "where the range that is aimed at begins")
    target_high = fact("target_high", float | None, "where it ends")
    instrument = fact("instrument", str, "the test or survey, with its edition")
    population = fact("population", str | None, "who is measured, such as year 5")
    comparison = fact("comparison", ComparisonCode, "with what the change will be compared")
    designed_on = fact("designed_on", date, "the day on which it was written down")

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
        return [ImpactInTerm(term=term, change=asked(self, pooled, term=term)) for term in in_order]

    pooled = figure(
        impact_together.pooled_effect,
        "By how much its schools moved on average, by their last readings.",
    )
    same_way = figure(
        impact_together.same_way, "Which share of its schools went the way that most went."
    )
    same_way_by_chance = figure(
        impact_together.same_way_by_chance,
        "How often chance alone would make schools agree as much.",
    )
    heterogeneity = figure(
        impact_together.heterogeneity, "Which share of what schools differ by is more than chance."
    )
    among_many = figure(
        evidence.among_many, "How often chance would show as much in one of so many measures."
    )
    grade = figure(
        evidence.grade,
        "How good the evidence is, 0 to 5. It grades the evidence and not the result.",
    )

    @field
    def cautions(self) -> list[Warning]:
        """What whoever quotes this measure has to say with it."""
        return asked(self, evidence.grade).cautions()

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
    def about(self) -> dict[str, Any]:
        """By what the methods know it."""
        return {"act": self.row.act, "code": self.row.code}

    @property
    def _study(self) -> Study:
        return study_of(self.reading.now, self.row.act)

    @property
    def _rows(self) -> list[Row]:
        which = self.row.act, self.row.code
        return [row for row in self._study.readings if (row.act, row.code) == which]


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
