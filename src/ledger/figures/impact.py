"""Impact in one school: what was read, by how much it moved, and how far that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ledger.domain.measure import Arm, Direction
from ledger.figures.caveats import by_themselves, cautions, security
from ledger.figures.comparing import change_of, effect_of, ranged, told_as, unit_of, unit_of_level
from ledger.figures.figure import (
    MOST_SECURE,
    FigureState,
    FigureUnit,
    Measured,
    Range,
    not_recorded,
    too_few,
)
from ledger.figures.method import method
from ledger.figures.study import Pair, Study, study_of
from ledger.projections.measured import Measure, Reading
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoAnswer

DEVIATIONS = FigureUnit.STANDARD_DEVIATIONS


def without_effect(unit: FigureUnit, reason: str) -> Measured:
    """There is no such number here, for a reason that is told."""
    return Measured(unit=unit, state=FigureState.NOT_APPLICABLE, reasons=(reason,))


def why_no_effect(measure: Measure) -> str:
    """Why a change of this measure cannot be told in standard deviations."""
    return "no_one_way" if measure.direction == Direction.TARGET else "no_spread"


@method(
    "impact.level/1",
    formula="what was read: the mean or the share, of at least ten people, with its 95 % range",
)
def level(  # noqa: PLR0913
    now: Snapshot, *, act: int, code: str, school: str, entry: int, arm: str
) -> Measured:
    """One reading, as it is now known."""
    study = study_of(now, act)
    read = reading_at(study, (act, code), school, entry, arm)
    if read is None:
        return not_recorded(message="level")
    unit = unit_of_level(study.measures[act, code])
    if not study.may_tell(read):
        return too_few(unit, "level")
    why = by_themselves(study.measures[act, code], read)
    found = Measured(
        value=read.value, unit=unit, range=_range(read), n=read.n, message="level",
        security=MOST_SECURE - len(why), reasons=why, sources=(read.entry,),
    )  # fmt: skip
    if not read.revised_by:
        return found
    return replace(found, state=FigureState.REVISED, sources=(read.entry, read.revised_by))


@method(
    "impact.level_before_correction/1",
    formula="what stood there before the last correction of it",
)
def level_before(  # noqa: PLR0913
    now: Snapshot, *, act: int, code: str, school: str, entry: int, arm: str
) -> Measured:
    """What a reading said before it was corrected; not recorded, if it never was."""
    study = study_of(now, act)
    read = reading_at(study, (act, code), school, entry, arm)
    if read is None or read.was is None:
        return not_recorded(message="level")
    unit = unit_of_level(study.measures[act, code])
    if not study.may_tell_before(read):
        return too_few(unit, "level")
    sources = (read.entry, read.revised_by)
    why = by_themselves(study.measures[act, code], read)
    return Measured(
        value=read.was, unit=unit, n=int(read.counted[-1]), message="level",
        security=MOST_SECURE - len(why), reasons=why, sources=sources,
    )  # fmt: skip


def _range(read: Reading) -> Range:
    """Where the mean, the share or the rate of all such people most likely lies."""
    told = ranged(read).interval
    return Range(told.low, told.high)


@method(
    "impact.change/1",
    formula="follow-up minus first reading, with more always better; for a range that is aimed at, "
    "how much nearer to it; the range is Newcombe's for shares, that of two Poisson rates for what "
    "is counted, and that of a difference of means else",
)
def change(now: Snapshot, *, act: int, code: str, school: str, entry: int) -> Measured:
    """By how much a school moved, in the unit of the measure. It compares with nobody."""
    study = study_of(now, act)
    pair = pair_at(study, (act, code), school, entry)
    if pair is None:
        return _unpaired(study, (act, code), school, entry)
    measure = study.measures[act, code]
    if not study.may_tell(*pair):
        return too_few(unit_of(measure), "change")
    value, told = change_of(measure, pair)
    return _found(study, measure, pair, (), value, told, unit_of(measure))


@method(
    "impact.effect/1",
    formula="Hedges' g: the change by the usual spread of people's results, made smaller by what "
    "small groups exaggerate; beside a comparison group, the difference of the two changes; where "
    "the correlation of two results is not known, the range for 0.3, 0.5 and 0.8 together",
)
def effect(now: Snapshot, *, act: int, code: str, school: str, entry: int) -> Measured:
    """How far a school moved in standard deviations: more than others, if there are any beside."""
    study = study_of(now, act)
    pair = pair_at(study, (act, code), school, entry)
    if pair is None:
        return replace(_unpaired(study, (act, code), school, entry), unit=DEVIATIONS)
    if not study.may_tell(*pair):
        return too_few(DEVIATIONS, "change")
    measure, beside = study.measures[act, code], study.beside(pair)
    try:
        told = effect_of(measure, pair, beside)
    except NoAnswer:
        return without_effect(DEVIATIONS, why_no_effect(measure))
    return _found(study, measure, pair, beside, told.value, told.range, DEVIATIONS)


def _unpaired(study: Study, of: tuple[int, str], school: str, entry: int) -> Measured:
    """Where nothing was read later: a starting point, or nothing at all."""
    first = reading_at(study, of, school, entry, Arm.PARTICIPANT)
    if first is None:
        return not_recorded(message="change")
    unit = unit_of(study.measures[of])
    return Measured(unit=unit, state=FigureState.BASELINE_ONLY, message="change")


def _found(  # noqa: PLR0913, PLR0917
    study: Study,
    measure: Measure,
    pair: Pair,
    beside: Sequence[Pair],
    value: float,
    told: Range | None,
    unit: FigureUnit,
) -> Measured:
    """A change with all that has to be said of it."""
    how_sure, reasons = security(study, measure, [pair], beside)
    others = tuple(position for one in beside for position in one.sources)
    return Measured(
        value=value,
        unit=unit,
        range=told,
        n=pair.n,
        message=told_as(measure, beside),
        cautions=cautions(study, measure, [pair], beside),
        security=how_sure,
        reasons=reasons,
        sources=(measure.act, *pair.sources, *others),
    )


def pair_at(study: Study, of: tuple[int, str], school: str, entry: int) -> Pair | None:
    """The pair of a measure whose later reading stands in this entry."""
    there = (pair for pair in study.of(*of) if pair.after.school == school)
    return next((pair for pair in there if pair.after.entry == entry), None)


def reading_at(
    study: Study, of: tuple[int, str], school: str, entry: int, arm: str
) -> Reading | None:
    """The reading of a measure that stands in this entry."""
    act, code = of
    wanted = (act, entry, code, school, arm)
    return next((read for read in study.readings if read[:5] == wanted), None)
