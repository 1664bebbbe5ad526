"""A shared evaluation: schools fix what they will measure, measure it, and say what they found.

Row 27 of the article's list. The design comes first; a scale never changes once it is fixed; each
school speaks for itself about the findings, and one that disagrees is heard as clearly.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from ledger.domain import lifecycle
from ledger.domain.act import Act, Later, check_own_word, life, opening
from ledger.domain.entry import NameOf
from ledger.domain.evidence import WITH_ITS_AUTHOR
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.lifecycle import CLOSED, EVALUATED, Step
from ledger.domain.limits import Between, Distinct
from ledger.domain.measure import (
    Arm,
    CountReading,
    Measure,
    Measured,
    OrdinalReading,
    ProportionReading,
    Reading,
    check_fits,
    check_measures,
    check_says_nothing_of_before,
)
from ledger.domain.occasion import (
    Cancelled,
    FollowedUp,
    Held,
    Planned,
    Rescheduled,
    check_since_held,
    occasions,
)
from ledger.domain.past import Past
from ledger.domain.prose import counted, on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, NotFound, NotParticipant, SameSchool
from ledger.domain.words import Focus, HappenedOn, Notes, Reason, Schools, Statement

EVALUATED_ALREADY = Step(frozenset({EVALUATED, CLOSED}))
"""Something said of findings that are there; it moves nothing."""


class Comparison(Code):
    """With what the change will be compared."""

    NONE = "none"
    PRE_POST = "pre_post"
    COMPARISON_GROUP = "comparison_group"
    STAGGERED = "staggered"


class Finding(Code):
    """What the evaluation found. Nothing found is a finding like the others."""

    BETTER = "better"
    NO_CLEAR_CHANGE = "no_clear_change"
    WORSE = "worse"
    MIXED = "mixed"


class _WithReadings(Act):
    """An entry that says what was measured, each kind of measure in a list of its own."""

    readings: Annotated[tuple[Reading, ...], "means, school by school", Between(0, 500)] = ()
    proportions: Annotated[
        tuple[ProportionReading, ...] | None, "shares of people, school by school", Between(0, 500)
    ] = None
    ordinals: Annotated[
        tuple[OrdinalReading, ...] | None, "categories, school by school", Between(0, 500)
    ] = None
    tallied: Annotated[
        tuple[CountReading, ...] | None, "how often it happened, school by school", Between(0, 500)
    ] = None

    def measured(self) -> list[tuple[Measured, tuple[str, str]]]:
        """Every reading, with where it stands."""
        lists = ("readings", "proportions", "ordinals", "tallied")
        return [
            (reading, (name, str(n)))
            for name in lists
            for n, reading in enumerate(getattr(self, name) or ())
        ]

    def told(self) -> str:
        """What was measured, in a few words."""
        measures = {reading.measure for reading, _ in self.measured()}
        schools = {reading.school for reading, _ in self.measured()}
        return f"{counted(len(measures), 'measure')} in {counted(len(schools), 'school')}"


class SharedEvaluationDesigned(Planned):
    """Schools fixed what they will measure, before they measured it."""

    TOPIC = "shared-evaluation-designed/1"
    COMMAND = "design_shared_evaluation"

    partners: Schools
    focus: Annotated[Focus, "what is evaluated"]
    question: Annotated[Statement, "what the schools want to find out"]
    measures: Annotated[
        tuple[Measure, ...], "what will be measured", Between(1, 12), Distinct("measure")
    ]
    comparison: Annotated[Comparison, "with what the change will be compared"]
    analysis_plan: Annotated[Notes, "how the readings will be compared"]
    evaluates: Annotated[
        CitedAct | None, "the act whose worth it looks at, if it is one of those before it"
    ] = None

    def check(self, past: Past) -> None:
        check_measures(self.measures)

    def fixed(self, past: Past) -> frozenset[str]:
        """What is measured, once somebody has measured it."""
        return frozenset({"measures"} if occasions(past) else ())

    def sentence(self, name_of: NameOf = str) -> str:
        many = counted(len(self.measures), "measure")
        return f"{len(self.partners)} schools agreed to evaluate {self.focus.words} by {many}."


class SharedEvaluationRescheduled(Rescheduled):
    """Another day was found for the first readings."""

    TOPIC = "shared-evaluation-rescheduled/1"
    COMMAND = "reschedule_shared_evaluation"


class SharedEvaluationCancelled(Cancelled):
    """The evaluation will not take place."""

    TOPIC = "shared-evaluation-cancelled/1"
    COMMAND = "cancel_shared_evaluation"


class BaselineRecorded(_WithReadings, Held):
    """The schools took their first readings."""

    TOPIC = "baseline-recorded/1"
    COMMAND = "record_baseline"

    def check(self, past: Past) -> None:
        check_readings(past, self)
        for reading, where in self.measured():
            check_says_nothing_of_before(reading, *where)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"First readings were taken on {on(self.happened_on)}: {self.told()}."


class FollowUpReadingRecorded(_WithReadings, FollowedUp):
    """The schools measured again, with the same instruments or saying that they did not."""

    TOPIC = "follow-up-reading-recorded/1"
    COMMAND = "record_follow_up_reading"

    def check(self, past: Past) -> None:
        super().check(past)
        check_readings(past, self)
        first = {
            reading.key
            for baseline in past.all(BaselineRecorded)
            for reading, _ in baseline.measured()
        }
        for reading, where in self.measured():
            if reading.key not in first:
                raise Missing("There is no first reading to compare with.", *where)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Readings were taken again on {on(self.happened_on)}: {self.told()}."


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


class EvaluationPublished(Later):
    """The schools told others what they found. Nothing found is told like anything else."""

    TOPIC = "evaluation-published/1"
    COMMAND = "publish_evaluation"
    STEP = EVALUATED_ALREADY

    published_in: Annotated[
        str, "where it can be read: a title or an https link", Between(3, 500), WITH_ITS_AUTHOR
    ]
    finding: Annotated[Finding, "what was found"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_since_held(past, self.happened_on)
        agreed = {voice.finding for voice in voices(past).values() if voice.finding}
        if self.finding not in agreed:
            raise Missing("No school has agreed on that finding.", "finding")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Published on {on(self.happened_on)}: {self.finding.words}."


class EvaluationRevised(Later):
    """The findings are looked at anew. Each school is asked again what it makes of them."""

    TOPIC = "evaluation-revised/1"
    COMMAND = "revise_evaluation"
    STEP = EVALUATED_ALREADY

    reason: Reason
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_since_held(past, self.happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The findings were looked at anew from {on(self.happened_on)} on."


class Voice(NamedTuple):
    """What a school makes of the findings."""

    school: SchoolId
    finding: Finding | None
    """None: it does not agree."""


def voices(past: Past) -> dict[SchoolId, Voice]:
    """What each school said of the findings, since they were last looked at anew."""
    said: dict[SchoolId, Voice] = {}
    for entry in life(past):
        match entry.event:
            case EvaluationRevised():
                said = {}
            case EvaluationFindingsAgreed(school=school, finding=finding):
                said[school] = Voice(school, finding)
            case EvaluationDissentRecorded(school=school):
                said[school] = Voice(school, None)
    return said


def check_readings(past: Past, said: _WithReadings) -> None:
    """Each reading is of a measure that was fixed, fits it, and is there only once a school."""
    design = opening(past)
    assert isinstance(design, SharedEvaluationDesigned), "one file is one family"
    measures = {measure.measure: measure for measure in design.measures}
    if not said.measured():
        raise Missing("Say what was measured.", "readings")
    seen: set[tuple[str, SchoolId, Arm]] = set()
    for reading, where in said.measured():
        if reading.measure not in measures:
            raise NotFound("No such measure was fixed.", *where, "measure")
        check_fits(reading, measures[reading.measure], *where)
        if reading.school not in design.partners:
            raise NotParticipant("That school takes no part.", *where, "school")
        if reading.key in seen:
            raise SameSchool("That school has a reading of it already.", *where, "school")
        seen.add(reading.key)


def check_speaks_for_itself(past: Past, school: SchoolId) -> None:
    """A school that took part speaks for itself, and once."""
    check_own_word(past, school)
    if school in voices(past):
        raise AlreadySaid("This school has said what it thinks of the findings.", "school")


KINDS = (
    SharedEvaluationDesigned, SharedEvaluationRescheduled, SharedEvaluationCancelled,
    BaselineRecorded, FollowUpReadingRecorded, EvaluationFindingsAgreed, EvaluationDissentRecorded,
    EvaluationPublished, EvaluationRevised,
)  # fmt: skip
