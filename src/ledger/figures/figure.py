"""A figure: a number with its range, its limits in plain words, and the entries it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ledger.domain.record import Code
from ledger.statistics.given import FEWEST_SHOWN

FEWEST_PEOPLE = FEWEST_SHOWN
"""What is told of a smaller group could tell of a person, so nothing is: not even how many."""


MOST_SECURE = 5
"""As sure as the record: what an entry says, or what is counted in entries."""

CLAIMED = 2
"""No surer than this is what a school says of another that has not confirmed it."""


class FigureState(Code):
    """What kind of answer it is."""

    MEASURED = "measured"
    BASELINE_ONLY = "baseline_only"
    TOO_FEW = "too_few"
    NOT_RECORDED = "not_recorded"
    NOT_APPLICABLE = "not_applicable"
    LOW_RELIABILITY = "low_reliability"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    NOT_COMPARABLE = "not_comparable"


class Caution(Code):
    """What whoever quotes the figure has to say with it."""

    NO_COMPARISON = "no_comparison"
    SMALL_N = "small_n"
    LOW_BASELINE_SELECTED = "low_baseline_selected"
    INSTRUMENT_CHANGED = "instrument_changed"
    COHORT_CHANGED = "cohort_changed"
    ATTRITION = "attrition"
    SELF_REPORT = "self_report"
    SAME_RATER = "same_rater"
    POST_HOC = "post_hoc"
    MANY_MEASURES = "many_measures"
    DISSENT_RECORDED = "dissent_recorded"
    LATE_RECORDED = "late_recorded"
    CLAIM_ONLY = "claim_only"
    CORRELATION_UNKNOWN = "correlation_unknown"
    NO_NATIONAL_RESULTS = "no_national_results"
    APPROXIMATE_DAYS = "approximate_days"
    FEW_SCHOOLS = "few_schools"
    ORPHANED = "orphaned"
    DISPUTED = "disputed"
    STANDARD_RATE = "standard_rate"
    SEEN_ONLY = "seen_only"


class FigureUnit(Code):
    """In what a figure counts."""

    NONE = "none"
    ACTS = "acts"
    CATEGORIES = "categories"
    CONTACTS = "contacts"
    DAYS = "days"
    ENTRIES = "entries"
    EVALUATIONS = "evaluations"
    FOLLOW_UPS = "follow_ups"
    GROUPS = "groups"
    IDEAS = "ideas"
    KILOMETRES = "kilometres"
    KINDS = "kinds"
    LINKS = "links"
    MINUTES = "minutes"
    PARTNERS = "partners"
    PENCE = "pence"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    POINTS = "points"
    ROLES = "roles"
    READINGS = "readings"
    SCHOOLS = "schools"
    SHARE = "share"
    STANDARD_DEVIATIONS = "standard_deviations"
    SUBJECTS = "subjects"
    TERMS = "terms"
    SESSIONS = "sessions"
    PIECES = "pieces"
    JUDGEMENTS = "judgements"
    JUDGES = "judges"
    GRADES = "grades"
    DOCUMENTS = "documents"
    BARRIERS = "barriers"
    CRITERIA = "criteria"
    PEOPLE = "people"
    PHASES = "phases"
    STEPS = "steps"
    TRUSTS = "trusts"
    TIMES_A_PERSON = "times_a_person"


class Range(NamedTuple):
    """Between what the truth most likely lies."""

    low: float
    high: float
    level: float = 0.95


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a method found, before it is signed with its question."""

    value: float | None = None
    unit: FigureUnit = FigureUnit.NONE
    range: Range | None = None
    n: int | None = None
    """How many people, readings or schools it rests on; None if hidden, or if it means nothing."""
    state: FigureState = FigureState.MEASURED
    message: str = "count"
    """The family of sentences that it is told in."""
    matters: float = 0.0
    """The smallest change that makes a difference, in the unit of the value."""
    cautions: tuple[Caution, ...] = ()
    security: int = MOST_SECURE
    """How sure one can be that it says what it seems to: 0 (not at all) to 5. What is only counted
    is as sure as the record that it is counted in; where there is no value, nothing is sure."""
    reasons: tuple[str, ...] = ()
    """Why it is no more secure than that: keys of the table of words."""
    sources: tuple[int, ...] = ()
    """The positions of the entries that it rests on."""


@dataclass(frozen=True, kw_only=True)
class Figure(Measured):
    """What a method found, with its question and its receipt."""

    method: str
    """Name and version of the method, such as `engagement.coverage/1`."""
    digest: str
    """SHA-256 of question and answer."""
    receipt: str
    """The question itself, and the first half of the digest. Nothing is stored for it."""


def not_recorded(unit: FigureUnit = FigureUnit.NONE, message: str = "count") -> Measured:
    """Nobody wrote it down, which is not the same as none."""
    return Measured(unit=unit, state=FigureState.NOT_RECORDED, message=message)


def too_few(unit: FigureUnit = FigureUnit.NONE, message: str = "count") -> Measured:
    """So few people stand behind it that nothing is told: no value, no number, no source."""
    return Measured(unit=unit, state=FigureState.TOO_FEW, message=message)


def hidden(counts: dict[str, int], fewest: int = FEWEST_PEOPLE) -> frozenset[str]:
    """Which cells of a table are hidden, so that neither they nor a sum tells of a small group.

    Where one cell alone would be hidden, the sum would tell it: the next smallest goes too.
    """
    small = {name for name, count in counts.items() if 0 < count < fewest}
    others = sorted((count, name) for name, count in counts.items() if count >= fewest)
    together = sum(counts[name] for name in small)
    while small and others and (len(small) < 2 or together < fewest):
        count, name = others.pop(0)
        small.add(name)
        together += count
    return frozenset(small)
