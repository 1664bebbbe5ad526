"""What stands beside the cost of a commission: whether schools agree on what came of it.

A commission and an evaluation belong together where they are of one collaboration. What the
evaluation found is told by its own figures; here is how many schools stand by it.
"""

from __future__ import annotations

from ledger.domain.acts.shared_evaluation import (
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    voices,
)
from ledger.figures.figure import Caution, FigureUnit, Measured, not_recorded
from ledger.figures.method import method
from ledger.projections import history, listing
from ledger.projections.lives import lives
from ledger.projections.snapshot import Snapshot

MOST = 100
"""Evaluations of one collaboration that are looked at, the newest first."""


def evaluations(now: Snapshot, collaboration: int) -> list[history.Act]:
    """The shared evaluations of a collaboration that stand, newest first."""
    wanted = listing.Wanted(collaboration=collaboration, kind="shared_evaluation")
    return now.once(
        ("evaluations", collaboration),
        lambda: [row for row in listing.acts(now, wanted, MOST) if not row.is_withdrawn],
    )


@method(
    "commission.schools_agreeing/1",
    formula="schools that agreed with the findings of an evaluation of the same collaboration, "
    "since they were last looked at anew",
)
def agreeing(now: Snapshot, *, collaboration: int) -> Measured:
    """How many schools stand by what was found."""
    return _voices(now, collaboration, agree=True)


@method(
    "commission.schools_dissenting/1",
    formula="schools that did not agree with the findings of an evaluation of the same "
    "collaboration, since they were last looked at anew",
)
def dissenting(now: Snapshot, *, collaboration: int) -> Measured:
    """How many schools do not. Silence is neither."""
    return _voices(now, collaboration, agree=False)


def _voices(now: Snapshot, collaboration: int, *, agree: bool) -> Measured:
    pasts = lives(now, [row.act for row in evaluations(now, collaboration)]).values()
    said = [(voice.school, voice.finding) for past in pasts for voice in voices(past).values()]
    message = "agreeing" if agree else "dissenting"
    if not said:
        return not_recorded(FigureUnit.SCHOOLS, message)
    dissents = any(finding is None for _, finding in said)
    kinds = (EvaluationFindingsAgreed, EvaluationDissentRecorded)
    return Measured(
        value=len({school for school, finding in said if (finding is not None) == agree}),
        unit=FigureUnit.SCHOOLS,
        message=message,
        cautions=(Caution.DISSENT_RECORDED,) if agree and dissents else (),
        security=5,
        sources=tuple(
            entry.position for past in pasts for kind in kinds for entry in past.entries_of(kind)
        ),
    )
