"""A scale made of comparisons: how far it can be relied on, and where each school's work lies.

No piece is placed on it for others to see, for a piece is one pupil's; and no judge is named. Pairs
that are chosen for being close make the reliability look better than it is (`domain.md` 3.6).
"""

from __future__ import annotations

from collections import Counter
from math import sqrt
from statistics import fmean, stdev

from ledger.figures.figure import (
    FEWEST_PEOPLE,
    FigureState,
    FigureUnit,
    Measured,
    Range,
    not_recorded,
    too_few,
)
from ledger.figures.judging import Judging, judging
from ledger.figures.method import method
from ledger.projections.snapshot import Snapshot
from ledger.statistics.comparative_judgement import MISFIT, Scale, misfit, scale
from ledger.statistics.estimate import Estimate
from ledger.statistics.no_answer import NoAnswer
from ledger.statistics.two_raters import is_shown

FEWEST_A_PIECE = 10
"""With fewer comparisons a piece, a scale is not worth having."""

MOST_PIECES = 600
"""A scale takes the cube of its pieces: a fifth of a second for 200, and some four for 600."""

RELIABLE = 0.7
"""Below this more of the spread is error than one would rest a decision on."""

UNSURE = Measured(state=FigureState.NOT_APPLICABLE, message="reliability")


@method("comparison.judgements/1", formula="pairs that were judged, counted")
def judgements(now: Snapshot, *, act: int) -> Measured:
    """How many pairs were judged."""
    told = judging(now, act)
    sources = told.compared_by if told else ()
    if told is None or not sources:
        return not_recorded(FigureUnit.JUDGEMENTS)
    many = len(told.compared)
    return Measured(value=many, unit=FigureUnit.JUDGEMENTS, security=5, sources=sources)


@method(
    "comparison.reliability/1",
    formula="(spread of the pieces - mean squared error) / spread; the scale by Bradley and Terry "
    "with a ridge of 0.5",
)
def reliability(now: Snapshot, *, act: int) -> Measured:
    """What share of the pieces' spread is no error (SSR)."""
    told = judging(now, act)
    found = _scale(now, act)
    if told is None or found is None:
        return _no_scale(told, FigureUnit.NONE, "reliability") if told else UNSURE
    try:
        value = found.reliability
    except NoAnswer:
        return UNSURE
    return Measured(
        value=value,
        state=FigureState.MEASURED if _is_reliable(told, found) else FigureState.LOW_RELIABILITY,
        n=len(found.pieces),
        message="reliability",
        security=3,
        reasons=("one_occasion",),
        sources=told.compared_by,
    )


@method(
    "comparison.school/1",
    formula="the mean place of the school's pieces on the scale, from ten pieces on",
)
def school(now: Snapshot, *, act: int, school: str) -> Measured:
    """Where the work of a school lies on the scale: 0 is the average piece."""
    told, found = judging(now, act), _scale(now, act)
    places = (
        [one.value for sample, one in found.pieces.items() if told.owners[sample] == school]
        if told and found
        else []
    )
    if told is None or found is None or len(places) < FEWEST_PEOPLE:
        return _no_scale(told, FigureUnit.NONE, "scale")
    interval = Estimate(fmean(places), stdev(places) / sqrt(len(places))).interval
    return Measured(
        value=fmean(places),
        range=Range(interval.low, interval.high),
        n=len(places),
        state=FigureState.MEASURED if _is_reliable(told, found) else FigureState.LOW_RELIABILITY,
        message="scale",
        security=2,
        reasons=("one_occasion",),
        sources=told.compared_by,
    )


@method(
    "comparison.misfits/1",
    formula=f"judges whose mean squared residual is above {MISFIT}, counted, from ten judges on",
)
def misfits(now: Snapshot, *, act: int) -> Measured:
    """How many judges surprise the scale more often than chance allows. None is named."""
    told, found = judging(now, act), _scale(now, act)
    judges = {one.judge for one in told.compared} if told else set()
    if told is None or found is None or len(judges) < FEWEST_PEOPLE:
        return _no_scale(told, FigureUnit.JUDGES, "count")
    rows = [(" ".join(one.judge), one.better, one.worse) for one in told.compared]
    return Measured(
        value=sum(one > MISFIT for one in misfit(rows, found).values()),
        unit=FigureUnit.JUDGES,
        message="found",
        n=len(judges),
        security=3,
        reasons=("one_occasion",),
        sources=told.compared_by,
    )


def _scale(now: Snapshot, act: int) -> Scale | None:
    """The scale, from twenty pieces of two schools on."""

    def read() -> Scale | None:
        told = judging(now, act)
        wins = Counter((one.better, one.worse) for one in told.compared) if told else Counter()
        samples = _pieces(told)
        schools = {told.owners[sample] for sample in samples} if told else set()
        fits = is_shown(len(samples), len(schools)) and len(samples) <= MOST_PIECES
        try:
            return scale(wins) if fits else None
        except NoAnswer:
            return None

    return now.once(("scale", act), read)


def _pieces(told: Judging | None) -> set[str]:
    """The pieces that were compared with any other."""
    return {one for pair in (told.compared if told else ()) for one in (pair.better, pair.worse)}


def _no_scale(told: Judging | None, unit: FigureUnit, message: str) -> Measured:
    """Why there is none: too few pieces stand behind it, or more than can be worked out."""
    if len(_pieces(told)) <= MOST_PIECES:
        return too_few(unit, message)
    state, reasons = FigureState.NOT_APPLICABLE, ("too_many_pieces",)
    return Measured(unit=unit, state=state, message=message, reasons=reasons)


def _is_reliable(told: Judging, found: Scale) -> bool:
    """Whether there are enough comparisons, and most of the spread is no error."""
    try:
        enough = 2 * len(told.compared) >= FEWEST_A_PIECE * len(found.pieces)
        return enough and found.reliability >= RELIABLE
    except NoAnswer:
        return False
