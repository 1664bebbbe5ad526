"""A shared evaluation: schools fix what they will measure, measure it, and say what they found.

Row 27 of the article's list. The design comes first; a scale never changes once it is fixed; each
school speaks for itself about the findings, and one that disagrees is heard as clearly.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, opening
from ledger.domain.entry import NameOf
from ledger.domain.lifecycle import EVALUATED
from ledger.domain.occasion import (
    Cancelled,
    FollowedUp,
    Held,
    Planned,
    Rescheduled,
    check_since_held,
)
from ledger.domain.past import Past
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotParticipant,
    OutOfRange,
    SameSchool,
)
from ledger.domain.words import (
    Between,
    Code,
    Focus,
    HappenedOn,
    NamesAllowed,
    Notes,
    People,
    Places,
    Record,
    SchoolId,
    Schools,
    Statement,
    on,
)

FEWEST = 5
"""Readings of fewer people than this are not taken in: they could tell who said what."""


class Level(Code):
    """What a measure looks at, from how it was liked to what pupils gained."""

    REACTION = "reaction"
    LEARNING = "learning"
    ORGANISATION = "organisation"
    PRACTICE = "practice"
    PUPIL_OUTCOME = "pupil_outcome"


class Direction(Code):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Unit(Code):
    """In what a measure counts."""

    POINTS = "points"
    PERCENT = "percent"
    DAYS = "days"
    COUNT = "count"
    STANDARDISED_SCORE = "standardised_score"
    SCALED_SCORE = "scaled_score"


class Comparison(Code):
    """With what the change will be compared."""

    NONE = "none"
    PRE_POST = "pre_post"
    COMPARISON_GROUP = "comparison_group"
    STAGGERED = "staggered"


class CollectedBy(Code):
    """Who took a reading."""

    SELF = "self"
    OTHER_SCHOOL = "other_school"
    EXTERNAL = "external"


class Finding(Code):
    """What the evaluation found. Nothing found is a finding like the others."""

    BETTER = "better"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSE = "worse"
    MIXED = "mixed"


MeasureCode = Annotated[str, "a short code of the measure, such as reading-age", Between(1, 40)]
Value = Annotated[Decimal, "a value on the scale", Between(-(10**6), 10**6), Places(4)]


class Measure(Record):
    """What is measured, on which scale, with which instrument. Fixed before the first reading."""

    measure: MeasureCode
    level: Annotated[Level, "what it looks at"]
    unit: Annotated[Unit, "in what it counts"]
    direction: Annotated[Direction, "which way is better"]
    scale_min: Annotated[Value, "the least value there can be"]
    scale_max: Annotated[Value, "the greatest value there can be"]
    instrument: Annotated[
        str, "the test or survey, with its edition", Between(1, 120),
        NamesAllowed("a test is often called after who made it"),
    ]  # fmt: skip


class Reading(Record):
    """What one school measured, as a summary that names nobody."""

    measure: MeasureCode
    school: Annotated[SchoolId, "the school"]
    n: Annotated[
        int, "how many were measured: never fewer than five", People(FEWEST), Between(FEWEST, 10**6)
    ]
    missing: Annotated[int, "how many should have been, and were not", Between(0, 10**6)] = 0
    mean: Annotated[Value, "the mean"]
    sd: Annotated[Decimal, "the standard deviation", Between(0, 10**6), Places(4)]
    collected_by: Annotated[CollectedBy, "who measured"]


Readings = Annotated[tuple[Reading, ...], "what was measured, school by school", Between(1, 500)]


class SharedEvaluationDesigned(Planned):
    """Schools fixed what they will measure, before they measured it."""

    TOPIC = "shared-evaluation-designed/1"
    COMMAND = "design_shared_evaluation"
    FIXED_ONCE_HELD = frozenset({"measures"})

    partners: Schools
    focus: Annotated[Focus, "what is evaluated"]
    question: Annotated[Statement, "what the schools want to find out"]
    measures: Annotated[tuple[Measure, ...], "what will be measured", Between(1, 12)]
    comparison: Annotated[Comparison, "with what the change will be compared"]
    analysis_plan: Annotated[Notes, "how the readings will be compared"]

    def check(self, past: Past) -> None:
        codes = [measure.measure for measure in self.measures]
        for n, measure in enumerate(self.measures):
            if measure.measure in codes[:n]:
                raise AlreadySaid("Two measures have this code.", "measures", str(n), "measure")
            if measure.scale_min >= measure.scale_max:
                raise OutOfRange("A scale goes up.", "measures", str(n), "scale_max")

    def sentence(self, name_of: NameOf = str) -> str:
        many = "one measure" if len(self.measures) == 1 else f"{len(self.measures)} measures"
        return f"{len(self.partners)} schools agreed to evaluate {self.focus.words} by {many}."


class SharedEvaluationRescheduled(Rescheduled):
    """Another day was found for the first readings."""

    TOPIC = "shared-evaluation-rescheduled/1"
    COMMAND = "reschedule_shared_evaluation"


class SharedEvaluationCancelled(Cancelled):
    """The evaluation will not take place."""

    TOPIC = "shared-evaluation-cancelled/1"
    COMMAND = "cancel_shared_evaluation"


class BaselineRecorded(Held):
    """The schools took their first readings."""

    TOPIC = "baseline-recorded/1"
    COMMAND = "record_baseline"

    readings: Readings

    def check(self, past: Past) -> None:
        check_readings(past, self.readings)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"First readings were taken on {on(self.happened_on)}: {_told(self.readings)}."


class FollowUpReadingRecorded(FollowedUp):
    """The schools measured again, with the same instruments."""

    TOPIC = "follow-up-reading-recorded/1"
    COMMAND = "record_follow_up_reading"

    readings: Readings

    def check(self, past: Past) -> None:
        super().check(past)
        check_readings(past, self.readings)
        first = {
            (reading.measure, reading.school)
            for baseline in past.all(BaselineRecorded)
            for reading in baseline.readings
        }
        for n, reading in enumerate(self.readings):
            if (reading.measure, reading.school) not in first:
                raise Missing("There is no first reading to compare with.", "readings", str(n))

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Readings were taken again on {on(self.happened_on)}: {_told(self.readings)}."


class EvaluationFindingsAgreed(Later):
    """A school said what it takes from the readings."""

    TOPIC = "evaluation-findings-agreed/1"
    COMMAND = "agree_evaluation_findings"
    STEP = lifecycle.EVALUATE.also_from(EVALUATED)

    school: Annotated[SchoolId, "the school that agrees"]
    finding: Annotated[Finding, "what was found"]
    statement: Annotated[Statement, "the finding in a sentence or two"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_speaks_for_itself(past, self.school)
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} agreed on the finding: {self.finding.words}."


class EvaluationDissentRecorded(Later):
    """A school does not agree with the findings, and says why."""

    TOPIC = "evaluation-dissent-recorded/1"
    COMMAND = "record_evaluation_dissent"
    STEP = lifecycle.LOOK_BACK

    school: Annotated[SchoolId, "the school that does not agree"]
    why_not: Annotated[Notes, "why it does not agree"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_speaks_for_itself(past, self.school)
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} does not agree with the findings."


def check_readings(past: Past, readings: tuple[Reading, ...]) -> None:
    """Each reading is of a measure that was fixed, within its scale, and only once a school."""
    design = opening(past)
    assert isinstance(design, SharedEvaluationDesigned), "one file is one family"
    measures = {measure.measure: measure for measure in design.measures}
    seen: set[tuple[str, SchoolId]] = set()
    for n, reading in enumerate(readings):
        where = ("readings", str(n))
        measure = measures.get(reading.measure)
        if measure is None:
            raise NotFound("No such measure was fixed.", *where, "measure")
        if not measure.scale_min <= reading.mean <= measure.scale_max:
            scale = f"from {measure.scale_min} to {measure.scale_max}"
            raise OutOfRange(f"The scale goes {scale}.", *where, "mean")
        if reading.school not in design.partners:
            raise NotParticipant("That school takes no part.", *where, "school")
        if (reading.measure, reading.school) in seen:
            raise SameSchool("That school has a reading of it already.", *where, "school")
        seen.add((reading.measure, reading.school))


def check_speaks_for_itself(past: Past, school: SchoolId) -> None:
    """A school that took part speaks for itself, and once."""
    if past.by.school != school:
        raise NotParticipant("A school speaks for itself, and only for itself.", "school")
    kinds = (EvaluationFindingsAgreed, EvaluationDissentRecorded)
    if any(past.has(kind, school=school) for kind in kinds):
        raise AlreadySaid("This school has said what it thinks of the findings.", "school")


def _told(readings: tuple[Reading, ...]) -> str:
    measures = {reading.measure for reading in readings}
    schools = {reading.school for reading in readings}
    many = "one measure" if len(measures) == 1 else f"{len(measures)} measures"
    return f"{many} in {'one school' if len(schools) == 1 else f'{len(schools)} schools'}"


KINDS = (
    SharedEvaluationDesigned, SharedEvaluationRescheduled, SharedEvaluationCancelled,
    BaselineRecorded, FollowUpReadingRecorded, EvaluationFindingsAgreed, EvaluationDissentRecorded,
)  # fmt: skip
