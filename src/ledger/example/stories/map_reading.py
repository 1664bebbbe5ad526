"""What came of one geographer: pupils of year 4, one photograph and one map, two years apart.

Two schools have two classes a year, and only one of them had her lessons: so there is somebody to
compare with. One school has not said what it makes of it, and its silence is no yes.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ledger.domain.acts.shared_evaluation import (
    Comparison,
    EvaluationPublished,
    EvaluationRevised,
    Finding,
)
from ledger.domain.identifiers import SchoolId
from ledger.domain.measure import (
    Arm,
    Direction,
    Level,
    Measure,
    MeasureKind,
    ProportionReading,
    Unit,
)
from ledger.domain.record import Sealed
from ledger.example.act import share
from ledger.example.collaboration import Collaboration
from ledger.example.days import FRIDAY, TUESDAY, autumn, spring, summer
from ledger.example.diary import Key
from ledger.example.register import HALSTOCK, TAMAR, WALKHAM

EXPLAINS = Measure(
    measure="explains-a-place", level=Level.PUPIL_OUTCOME, unit=Unit.PERCENT,
    direction=Direction.HIGHER, scale_min=Decimal(0), scale_max=Decimal(100),
    instrument="One photograph and one map, 2023 wording", measure_kind=MeasureKind.PROPORTION,
    population="year 4",
)  # fmt: skip
WITH, WITHOUT = Arm.PARTICIPANT, Arm.COMPARISON
BEFORE = {
    (HALSTOCK, WITH): (29, 8), (HALSTOCK, WITHOUT): (28, 9), (TAMAR, WITH): (30, 9),
    (TAMAR, WITHOUT): (29, 8), (WALKHAM, WITH): (27, 10),
}  # fmt: skip
AFTERWARDS = {
    (HALSTOCK, WITH): (30, 21), (HALSTOCK, WITHOUT): (27, 11), (TAMAR, WITH): (29, 20),
    (TAMAR, WITHOUT): (30, 12), (WALKHAM, WITH): (28, 19),
}  # fmt: skip
"""Pupils of year 4, and of how many of them it was so. Walkham Bridge has one class a year."""


def told(moor: Collaboration, post: Key) -> None:
    """Two schools teach a second class without her lessons: that is who it is compared with."""
    agreed_on = autumn(2025).week(4, TUESDAY)
    (
        moor.evaluation(
            (HALSTOCK, TAMAR, WALKHAM), autumn(2023).week(5, FRIDAY),
            "Do pupils in year 4 explain a place, and not only name it?",
            "Share of pupils who explain, in classes with her lessons and in those without.",
            measures=(EXPLAINS,), comparison=Comparison.COMPARISON_GROUP, evaluates=post,
        )
        .measured({HALSTOCK: 2, TAMAR: 1, WALKHAM: 1}, _shares(BEFORE))
        .measured_again(
            summer(2025).week(9, FRIDAY),
            "The same photograph and the same map, read by a colleague of another school.",
            _shares(AFTERWARDS),
        )
        .agreed(
            HALSTOCK, agreed_on, Finding.BETTER,
            "More explain than two years ago, and more than in the class beside it.",
        )
        .agreed(
            TAMAR, agreed_on, Finding.BETTER,
            "Better in both classes, and clearly so in the one that had the lessons.",
        )
        .then(
            EvaluationPublished, HALSTOCK, autumn(2025).week(9, TUESDAY), finding=Finding.BETTER,
            published_in="Moor and coast: two years with one geographer",
        )
        .then(
            EvaluationRevised, HALSTOCK, spring(2026).week(4),
            reason=Sealed("One class had been counted on both sides; the shares are right now."),
        )
        .agreed(
            HALSTOCK, spring(2026).week(5), Finding.BETTER, "Still better, by a little less."
        )
        .agreed(TAMAR, spring(2026).week(5), Finding.BETTER, "As before, with the right class.")
    )  # fmt: skip


def _shares(told: Mapping[tuple[SchoolId, Arm], tuple[int, int]]) -> tuple[ProportionReading, ...]:
    return tuple(
        share("explains-a-place", school, n, x, arm=arm) for (school, arm), (n, x) in told.items()
    )
