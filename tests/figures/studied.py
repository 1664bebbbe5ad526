"""A study in a few lines: some schools, what they measure, and what they read twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    Comparison,
    FollowUpReadingRecorded,
    SharedEvaluationDesigned,
)
from ledger.domain.identifiers import ActId, CollaborationId, SchoolId
from ledger.domain.measure import CollectedBy, Direction, Level, Measure, Measured, Unit
from ledger.domain.measure import Reading as Mean
from ledger.domain.record import Sealed
from ledger.domain.words import Attendance
from ledger.figures.figure import Figure
from ledger.figures.method import Method
from ledger.projections.snapshot import Snapshot
from tests.projections.made_up import SCHOOLS
from tests.projections.story import AUDITOR, asked_of, colleague
from tests.scenario import TALK, TODAY, YESTERDAY, Said, Scenario, begun, given_only, school

AGE = Measure(
    measure="age", level=Level.PUPIL_OUTCOME, unit=Unit.STANDARDISED_SCORE,
    direction=Direction.HIGHER, scale_min=Decimal(0), scale_max=Decimal(200),
    instrument="a reading test",
)  # fmt: skip
SAME: dict[str, Any] = {"is_same_people": True, "r": Decimal("0.6")}
LISTS = ("readings", "proportions", "ordinals", "tallied")


def mean(who: int, value: float, n: int = 40, sd: float = 10, **more: Any) -> Mean:
    """What school number `who` read, taken by somebody else."""
    facts = {"measure": "age", "school": SCHOOLS[who], "collected_by": CollectedBy.EXTERNAL}
    return Mean(n=n, mean=Decimal(str(value)), sd=Decimal(str(sd)), **facts | more)


@dataclass
class Studied:
    """What was read first, and what later, of these measures."""

    before: list[Measured]
    after: Sequence[Measured] = ()
    measures: tuple[Measure, ...] = (AGE,)
    schools: tuple[SchoolId, ...] = SCHOOLS[:4]
    list: str = "readings"
    begun: tuple[Said, ...] = ()
    first_day: date = YESTERDAY
    later_day: date = TODAY
    then: Iterable[Said] = ()
    design: dict[str, Any] = field(default_factory=dict)

    @property
    def act(self) -> int:
        """Where the evaluation begins: after the register and the collaboration."""
        return len(self.schools) + 1 + max(1, len(self.begun))

    @property
    def story(self) -> Scenario:
        """Everything was confirmed by every school."""
        of, by = ActId(int=self.act), colleague(self.schools[0])
        there = tuple(Attendance(school=one, attended=2) for one in self.schools)
        held = {"happened_on": self.first_day, "minutes": 60, "attendance": there}
        empty: dict[str, Any] = {"readings": ()}
        first = BaselineRecorded(act=of, **held, **empty | {self.list: tuple(self.before)})
        later = empty | {self.list: tuple(self.after)}
        again = FollowUpReadingRecorded(
            act=of, happened_on=self.later_day, tried=Sealed("talk"), **later
        )
        return given_only(*map(school, self.schools)).and_then(
            *(self.begun or [(by, begun(*self.schools))]),
            (by, self._designed()),
            (by, first),
            *(
                (colleague(one), AttendanceConfirmed(act=of, school=one, attended=2))
                for one in self.schools
            ),
            *([(by, again)] if later != empty else []),
            *self.then,
        )

    def _designed(self) -> SharedEvaluationDesigned:
        facts: dict[str, Any] = {
            "collaboration": CollaborationId(int=len(self.schools) + 1),
            "planned_for": self.first_day,
            "minutes": 60, "partners": self.schools, "focus": TALK, "measures": self.measures,
            "question": Sealed("does it help?"), "comparison": Comparison.PRE_POST,
            "analysis_plan": Sealed("compare the means"),
        }  # fmt: skip
        return SharedEvaluationDesigned(**facts | self.design)

    @contextmanager
    def asked(self) -> Iterator[Asked]:
        """What an auditor may ask of it."""
        with asked_of(self.story, AUDITOR) as now:
            yield Asked(now, self)


@dataclass
class Asked:
    now: Snapshot
    study: Studied

    def whole(self, method: Method, code: str = "age", **more: Any) -> Figure:
        """A figure of a measure."""
        return method.ask(self.now, act=self.study.act, code=code, **more)

    def of(self, who: int, method: Method, code: str = "age", **more: Any) -> Figure:
        """A figure of the later reading of school number `who`."""
        entry = self.study.act + 2 + len(self.study.schools)
        return self.whole(method, code, school=SCHOOLS[who], entry=entry, **more)


def codes(figure: Figure) -> set[str]:
    return {caution.value for caution in figure.cautions}
