"""How good the evidence of a measure is, from 0 to 5, and what is left of it among many measures.

The grade is of the evidence and not of the result: nothing found may be as well founded as a rise.
(`domain.md` 3.3.)
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.domain.measure import Level
from ledger.figures.caveats import MANY_MEASURES, cautions, security
from ledger.figures.figure import Caution, FigureState, FigureUnit, Measured, not_recorded
from ledger.figures.impact_together import put_together, way
from ledger.figures.method import method
from ledger.figures.moderated import moderated
from ledger.figures.study import Pair, Study, sources_of, study_of
from ledger.projections.measured import Measure
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoAnswer
from ledger.statistics.synthesis import FEWEST_POOLED, holm

KINDS_OF_SOURCE = {
    Level.REACTION: "staff said",
    Level.LEARNING: "staff said",
    Level.ORGANISATION: "staff said",
    Level.PRACTICE: "lessons were seen",
    Level.PUPIL_OUTCOME: "pupils were measured",
}
"""Whose word a level of measure is: two different ones bear each other out."""
MODERATED = "work was moderated"
"""That schools judged the same work after the first readings: no reading, and a source too."""


@method(
    "impact.grade/1",
    formula="0 no change measured; 1 reactions; 2 before and after; 3 three schools or more the "
    "same way, and two kinds of source, of which work judged by two schools after the first "
    "readings is one; 4 a comparison group, and the plan recorded first; "
    "5 that, and a trial by others named",
)
def grade(now: Snapshot, *, act: int, code: str) -> Measured:
    """How good the evidence is, 0 to 5, with every caution that goes with the measure."""
    study = study_of(now, act)
    measure = study.measures.get((act, code))
    if measure is None:
        return not_recorded()
    pairs = study.latest(act, code)
    beside = list(dict.fromkeys(other for pair in pairs for other in study.beside(pair)))
    value, missing, work = _grade(now, study, measure, pairs, beside)
    trial = (study.trial.entry,) if study.trial and value == 5 else ()
    voices = (one.entry for one in study.voices.get(act, {}).values())
    return Measured(
        value=value,
        message=f"grade.{value}",
        cautions=cautions(study, measure, pairs, beside),
        security=value,
        reasons=missing,
        sources=(act, *sources_of([*pairs, *beside]), *trial, *voices, *work),
    )


def _grade(
    now: Snapshot, study: Study, measure: Measure, pairs: list[Pair], beside: list[Pair]
) -> tuple[int, tuple[str, ...], tuple[int, ...]]:
    """The grade, what is missing to the next one, and the judgements of work that it rests on."""
    if not pairs:
        return 0, ("not_measured",), ()
    if measure.level == Level.REACTION:
        return 1, ("self_report",), ()
    if beside and not study.is_post_hoc(measure):
        return (5, (), ()) if study.trial else (4, ("no_trial",), ())
    above = "plan_not_first" if beside else "no_comparison_group"
    told, kinds = way(study, measure), set(_kinds_of_source(study))
    is_shared = told is not None and told.sign != 0 and told.agreeing >= FEWEST_POOLED
    since = min(pair.before.happened_on for pair in pairs)
    work = moderated(now, measure.collaboration, since) if len(kinds) < 2 else ()
    kinds |= {MODERATED} if work else set()
    if is_shared and len(kinds) > 1:
        return 3, (above,), work
    is_few = told is None or told.schools < FEWEST_POOLED
    apart = "few_schools" if is_few else "not_same_way"
    missing = {apart: not is_shared, "one_source": len(kinds) < 2, above: True}
    return 2, tuple(reason for reason, is_so in missing.items() if is_so), work


def _kinds_of_source(study: Study) -> Iterator[str]:
    """Whose word there is of a change, by all the measures of the circle."""
    for (act, code), measure in study.measures.items():
        if study.latest(act, code):
            yield KINDS_OF_SOURCE.get(measure.level, measure.level)


@method(
    "impact.among_many/1",
    formula="the chance that a pooled effect so far from nought is chance, made larger for having "
    "looked at every measure of the collaboration (Holm)",
)
def among_many(now: Snapshot, *, act: int, code: str) -> Measured:
    """How often chance alone would show so large an effect in one of so many measures."""
    study = study_of(now, act)
    if (act, code) not in study.measures:
        return not_recorded(FigureUnit.SHARE, "by_chance")
    found = {key: p for key, measure in study.measures.items() if (p := _p(study, measure))}
    if (act, code) not in found:
        return Measured(
            unit=FigureUnit.SHARE, state=FigureState.NOT_APPLICABLE, reasons=("few_schools",)
        )
    own = put_together(study, study.measures[act, code])
    how_sure, why = security(study, study.measures[act, code], own.pairs, own.beside)
    adjusted = dict(zip(found, holm([p for p, _ in found.values()]), strict=True))
    pairs = [pair for _, some in found.values() for pair in some]
    return Measured(
        value=adjusted[act, code],
        unit=FigureUnit.SHARE,
        message="by_chance",
        cautions=(Caution.MANY_MEASURES,) if len(study.measures) > MANY_MEASURES else (),
        security=how_sure,
        reasons=why,
        sources=(*(of for of, _ in found), *sources_of(pairs)),
    )


def _p(study: Study, measure: Measure) -> tuple[float, list[Pair]] | None:
    """How often chance alone would show such a pooled effect; None where there is none."""
    try:
        told = put_together(study, measure)
    except NoAnswer:
        return None
    return told.effect.doubtful.p, [*told.pairs, *told.beside]
