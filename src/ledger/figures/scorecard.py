"""How a collaboration stands against a standard: each criterion, its proof, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ledger.figures.figure import FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.figures.scorecards import STANDARDS
from ledger.figures.scorecards.finding import Criterion, Finding, Framework, Standard, Status
from ledger.figures.scorecards.reading import record_of
from ledger.projections.snapshot import Snapshot


class Judged(NamedTuple):
    """A criterion, and what its rule found."""

    criterion: Criterion
    finding: Finding


def scorecard(now: Snapshot, collaboration: int, framework: Framework) -> Sequence[Judged]:
    """Every criterion of a standard; none for one that may not be seen, or was withdrawn."""
    record = record_of(now, collaboration)
    if record is None:
        return ()
    return now.once(
        ("scorecard", collaboration, framework),
        lambda: [Judged(one, one.rule(record)) for one in standard(framework).criteria],
    )


def standard(framework: Framework) -> Standard:
    """The standard of a framework."""
    return next(one for one in STANDARDS if one.framework is framework)


@method(
    "scorecard.met/1",
    formula="criteria that the record meets, of those that apply; parts and sums are not counted",
)
def met(now: Snapshot, *, collaboration: int, framework: str) -> Measured:
    """How many criteria are evidenced. It says nothing of whether the work helped anybody."""
    card = scorecard(now, collaboration, Framework(framework))
    record = record_of(now, collaboration)
    if record is None or not card:
        return not_recorded(FigureUnit.CRITERIA, "criteria")
    single = [one for one in card if not one.criterion.is_whole]
    shown = [one.finding for one in single if one.finding.is_met]
    apply = [one for one in single if one.finding.status is not Status.NOT_APPLICABLE]
    proof = [position for finding in shown for position in finding.proof]
    return Measured(
        value=float(len(shown)),
        unit=FigureUnit.CRITERIA,
        n=len(apply),
        message="criteria",
        sources=(*proof, *record.confirmations(proof)),
    )
