"""Everything that can be asked of what schools measured, asked of one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ledger.domain.measure import Arm
from ledger.figures import chain, evidence, impact, impact_together
from ledger.figures.figure import Figure
from ledger.figures.method import Method
from ledger.figures.study import studies
from ledger.projections import collaborations
from ledger.projections.chains import ChainStage
from ledger.projections.measured import Reading
from ledger.projections.snapshot import Snapshot

OF_MEASURES = (
    impact_together.pooled_effect, impact_together.heterogeneity, impact_together.same_way,
    impact_together.same_way_by_chance, evidence.grade, evidence.among_many,
)  # fmt: skip
OF_SCHOOLS = (impact.change, impact.effect)
OF_READINGS = (impact.level, impact.level_before)

Question = tuple[Method, dict[str, Any]]


def questions(now: Snapshot) -> Iterator[Question]:
    """Each method with each of its arguments that there is something to say of."""
    begun = sorted(collaborations.some(now, range(1, 200)))
    for circle, study in sorted(studies(now, begun).items()):
        yield from of_chain(collaboration=circle)
        for act in {act for act, _ in study.measures}:
            yield from of_chain(act=act)
        terms = {study.term_of(read) for read in study.readings}
        for act, code in study.measures:
            which = {"act": act, "code": code}
            yield from ((method, which) for method in OF_MEASURES)
            yield from ((impact_together.pooled_effect, which | {"term": one}) for one in terms)
        for read in study.readings:
            yield from of_reading(read)


def of_chain(**of: int) -> Iterator[Question]:
    yield chain.completeness, of
    yield from ((chain.link, {"link": stage.value} | of) for stage in ChainStage)


def of_reading(read: Reading) -> Iterator[Question]:
    which = dict(zip(("act", "entry", "code", "school"), read[:4], strict=True))
    yield from ((method, which | {"arm": str(read.arm)}) for method in OF_READINGS)
    if read.arm == Arm.PARTICIPANT:
        yield from ((method, which) for method in OF_SCHOOLS)


def figures(now: Snapshot) -> dict[str, Figure]:
    """Every figure by its question."""
    return {
        f"{method.code} {sorted(which.items())}": method.ask(now, **which)
        for method, which in questions(now)
    }
