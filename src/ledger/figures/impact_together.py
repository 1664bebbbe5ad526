"""Impact of a whole measure: what its schools say together, and how good that evidence is.

Only what may be told of a school by itself enters what is told of all: no sum tells more than its
parts. Fewer than three schools are told one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ledger.figures.caveats import cautions, security
from ledger.figures.comparing import Effect, change_of, told_as
from ledger.figures.counting import moved_of, unit_together
from ledger.figures.figure import Caution, FigureUnit, Measured, not_recorded
from ledger.figures.impact import DEVIATIONS, why_no_effect, without_effect
from ledger.figures.method import method
from ledger.figures.study import Pair, Study, sources_of, study_of
from ledger.projections.measured import Measure
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoAnswer, TooFew
from ledger.statistics.synthesis import FEWEST_POOLED, Direction, Pooled, direction, pooled

BASIS = (
    "random effects (DerSimonian and Laird) over the effects of three schools or more, over the "
    "differences for shares and counts; a comparison group that several schools share is divided "
    "among them"
)


class Together(NamedTuple):
    """What the schools of one measure say together."""

    pairs: list[Pair]
    beside: list[Pair]
    at: tuple[Pooled, ...]
    """One for each assumption about how alike people's two results are."""

    @property
    def effect(self) -> Effect:
        """The average effect, as wide as the assumptions make it."""
        return Effect(tuple(each.effect for each in self.at))

    @property
    def i_squared(self) -> float:
        """The share of the schools' differences that is not chance, 0 to 1."""
        return self.at[len(self.at) // 2].i_squared


def put_together(study: Study, measure: Measure, term: str = "") -> Together:
    """The effects of the schools, put together. `NoAnswer` where they cannot be."""
    pairs = study.latest(measure.act, measure.code, term=term)
    beside = [study.beside(pair) for pair in pairs]
    if len(pairs) < FEWEST_POOLED:
        raise TooFew("Fewer schools are told one by one.")
    if not all(beside):
        beside = [[] for _ in pairs]
    effects = [
        moved_of(measure, pair, others, _sharing(others, beside))
        for pair, others in zip(pairs, beside, strict=True)
    ]
    at = tuple(pooled(same) for same in zip(*(effect.at for effect in effects), strict=True))
    everybody = {pair: None for others in beside for pair in others}
    return Together(pairs, list(everybody), at)


def _sharing(others: list[Pair], beside: list[list[Pair]]) -> int:
    """How many schools are compared with these."""
    return sum(there == others for there in beside)


@method("impact.pooled/1", formula=f"{BASIS}; of each school the last reading, or that of a term")
def pooled_effect(now: Snapshot, *, act: int, code: str, term: str = "") -> Measured:
    """By how much the schools moved on average: in standard deviations, or as shares and counts."""
    study = study_of(now, act)
    measure = study.measures.get((act, code))
    if measure is None:
        return not_recorded(DEVIATIONS, "change")
    told, without = _try(study, measure, term)
    if told is None:
        return without
    effect = told.effect
    how_sure, reasons = security(study, measure, told.pairs, told.beside)
    return Measured(
        value=effect.value,
        unit=unit_together(measure),
        range=effect.range,
        n=sum(pair.n for pair in told.pairs),
        message=told_as(measure, told.beside),
        cautions=cautions(study, measure, told.pairs, told.beside),
        security=how_sure,
        reasons=reasons,
        sources=(act, *sources_of([*told.pairs, *told.beside])),
    )


def _try(study: Study, measure: Measure, term: str = "") -> tuple[Together | None, Measured]:
    """The schools put together; or what is said where that cannot be."""
    few = len(study.latest(measure.act, measure.code, term=term)) < FEWEST_POOLED
    try:
        return put_together(study, measure, term), not_recorded(DEVIATIONS)
    except TooFew:
        reason = "few_schools" if few else "comparison_shared"
    except NoAnswer:
        reason = why_no_effect(measure)
    found = without_effect(unit_together(measure), reason)
    return None, replace(found, cautions=(Caution.FEW_SCHOOLS,)) if few else found


@method("impact.heterogeneity/1", formula=f"I² of {BASIS}")
def heterogeneity(now: Snapshot, *, act: int, code: str) -> Measured:
    """The share of what the schools differ by that is more than chance."""
    study = study_of(now, act)
    measure = study.measures.get((act, code))
    if measure is None:
        return not_recorded(FigureUnit.SHARE, "differ")
    told, without = _try(study, measure)
    if told is None:
        return replace(without, unit=FigureUnit.SHARE)
    how_sure, reasons = security(study, measure, told.pairs, told.beside)
    return Measured(
        value=told.i_squared,
        unit=FigureUnit.SHARE,
        message="differ",
        security=how_sure,
        reasons=reasons,
        sources=(act, *sources_of([*told.pairs, *told.beside])),
    )


@method("impact.same_way/1", formula="schools that moved the way most did, by all schools")
def same_way(now: Snapshot, *, act: int, code: str) -> Measured:
    """The share of the schools that went the way most went."""
    return _direction(now, act, code, "same_way", lambda told: told.share)


@method("impact.same_way_by_chance/1", formula="exact two-sided sign test")
def same_way_by_chance(now: Snapshot, *, act: int, code: str) -> Measured:
    """How often chance alone would make schools agree as much."""
    return _direction(now, act, code, "by_chance", lambda told: told.p)


def way(study: Study, measure: Measure) -> Direction | None:
    """Whether the schools moved the same way; None while none of them may be told of."""
    pairs = study.latest(measure.act, measure.code)
    return direction([change_of(measure, pair)[0] for pair in pairs]) if pairs else None


def _direction(
    now: Snapshot, act: int, code: str, message: str, part: Callable[[Direction], float]
) -> Measured:
    study = study_of(now, act)
    measure = study.measures.get((act, code))
    told = None if measure is None else way(study, measure)
    if measure is None or told is None:
        return not_recorded(FigureUnit.SHARE, message)
    pairs = study.latest(act, code)
    how_sure, reasons = security(study, measure, pairs)
    return Measured(
        value=part(told),
        unit=FigureUnit.SHARE,
        n=told.schools,
        message=message,
        cautions=(Caution.FEW_SCHOOLS,) if told.schools < FEWEST_POOLED else (),
        security=how_sure,
        reasons=reasons,
        sources=(act, *sources_of(pairs)),
    )
