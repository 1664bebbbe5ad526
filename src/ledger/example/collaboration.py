"""A collaboration as its story tells it: who takes part, and what they do together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ledger.domain.act import Opening
from ledger.domain.acts import joint_commission, pupil_work_exchange, shared_evaluation
from ledger.domain.acts.barrier import BarrierCited, BarrierLevel, BarrierSource
from ledger.domain.acts.need import Diagnosis, NeedDeclared, NeedLevel
from ledger.domain.acts.visit import (
    Purpose,
    VisitCancelled,
    VisitEvaluated,
    VisitFollowedUp,
    VisitHeld,
    VisitPlanned,
    VisitRescheduled,
)
from ledger.domain.collaboration import (
    Beginning,
    HowEnded,
    InCollaboration,
    SchoolJoined,
    WhyLeft,
)
from ledger.domain.ending import CollaborationEnded
from ledger.domain.identifiers import ProviderId, SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.outcome import Area
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Barrier, StaffRole
from ledger.example.act import Act, Evaluation, Family, Plan
from ledger.example.days import school_days_after, weeks_before
from ledger.example.diary import Diary
from ledger.example.register import editor
from ledger.example.thread import Thread, fitting, opened

VISIT = Family(
    VisitPlanned,
    VisitRescheduled,
    VisitCancelled,
    VisitHeld,
    VisitFollowedUp,
    VisitEvaluated,
)
EXCHANGE = Family(*pupil_work_exchange.KINDS)
COMMISSION = Family(*joint_commission.KINDS[:6])
EVALUATION = Family(*shared_evaluation.KINDS[:5])

PLANNED_WEEKS_AHEAD = 3
"""How long before the day most plans are made and told."""


@dataclass(frozen=True)
class Price:
    """What an expert costs and who pays it, to the penny."""

    pence: int
    paid_by: Mapping[SchoolId, int]
    share: Share
    vat: Vat
    subsidy: int = 0


class Collaboration:
    """Schools that work together, and the diary of what they record."""

    def __init__(self, story: str, begun: Beginning, role: StaffRole = StaffRole.TEACHER) -> None:
        self.diary = Diary(story)
        self.focus = begun.focus
        self._roles = (role,)
        self._begun_on = school_days_after(begun.happened_on, 1)
        first = editor(begun.partners[0])
        self.key = self.diary.write(self._begun_on, first, "begun", type(begun), vars(begun))

    def joined(self, school: SchoolId, on: date, told_by: SchoolId) -> None:
        """A school came in; a member said so on the next school day."""
        facts = {"school": school, "happened_on": on}
        self._write(school_days_after(on, 1), told_by, f"joined-{school}", SchoolJoined, facts)

    def left(self, school: SchoolId, on: date, why: WhyLeft, told_on: date | None = None) -> None:
        """A school went, and said so itself."""
        facts = {"school": school, "happened_on": on, "why_left": why}
        told_on = told_on or school_days_after(on, 1)
        self._write(told_on, school, f"left-{school}", SchoolLeft, facts)

    def completed(self, on: date, told_by: SchoolId) -> None:
        """The schools did what they had set out to do."""
        facts = {"how_ended": HowEnded.COMPLETED, "happened_on": on}
        self._write(school_days_after(on, 1), told_by, "ended", CollaborationEnded, facts)

    def opens(self, kind: type[Opening], by: SchoolId, on: date, **facts: Any) -> Thread:
        """A member opens an act of any kind, as part of what they do together."""
        usual = fitting(
            kind, collaboration=self.key, part_of=self.key, focus=self.focus, serves=(1,)
        )
        told_on = max(school_days_after(on, 1), self._begun_on)
        return opened(self.diary, kind, by, on, **{"told_on": told_on} | usual | facts)

    def stopped(
        self, act: Act, school: SchoolId, on: date, barrier: Barrier, context: str, **facts: Any
    ) -> Thread:
        """A school says what stood in the way of an act that was called off."""
        usual = {"barrier_level": BarrierLevel.SCHOOL, "barrier_source": BarrierSource.CANCELLATION}
        return self.opens(
            BarrierCited, school, on, barrier=barrier, context=Sealed(context), blocked=act.key,
            **usual | facts,
        )  # fmt: skip

    def needs(self, on: date, area: Area, statements: Mapping[SchoolId, str]) -> None:
        """What each school says it needs, before anything is done about it."""
        for school, statement in statements.items():
            self.opens(
                NeedDeclared, school, on, need_level=NeedLevel.SCHOOL, area=area,
                diagnosed_by=Diagnosis.PUPIL_OUTCOMES, statement=Sealed(statement),
            )  # fmt: skip

    def says(self, kind: type[InCollaboration], by: SchoolId, on: date, **facts: Any) -> None:
        """A member says something of the collaboration as a whole."""
        name = f"{kind.TOPIC.partition('/')[0]}-{len(self.diary.lines) + 1}"
        self._write(school_days_after(on, 1), by, name, kind, {"happened_on": on} | facts)

    def visit(self, host: SchoolId, guests: tuple[SchoolId, ...], on: date, **facts: Any) -> Act:
        """Colleagues of some schools go to see another at work: for contrast if one is named."""
        purpose = Purpose.CONTRAST if "contrast" in facts else Purpose.REFINE
        facts |= {"host": host, "visitors": guests, "purpose": purpose}
        return Act(self.diary, VISIT, self._plan(host, guests[0], on, facts))

    def exchange(self, partners: tuple[SchoolId, ...], on: date, task: str, **facts: Any) -> Act:
        """Colleagues of the partners judge pupils' work together; the first of them is host."""
        facts |= {"partners": partners, "task": Sealed(task)}
        return Act(self.diary, EXCHANGE, self._plan(partners[0], partners[0], on, facts))

    def commission(self, provider: str, on: date, brief: str, price: Price, **facts: Any) -> Act:
        """Those who pay bring in somebody whom none could afford alone; the first is host."""
        contributions = tuple(
            Contribution(school=school, amount=Pence(amount))
            for school, amount in price.paid_by.items()
        )
        facts |= {
            "partners": tuple(price.paid_by), "provider": ProviderId(provider),
            "brief": Sealed(brief), "price": Pence(price.pence), "vat": price.vat,
            "subsidy": Pence(price.subsidy), "share": price.share, "contributions": contributions,
        }  # fmt: skip
        host = next(iter(price.paid_by))
        return Act(self.diary, COMMISSION, self._plan(host, host, on, facts))

    def evaluation(
        self, partners: tuple[SchoolId, ...], on: date, question: str, plan: str, **facts: Any
    ) -> Evaluation:
        """The partners fix what they will measure, before they measure it; the first is host."""
        facts |= {
            "partners": partners, "question": Sealed(question), "analysis_plan": Sealed(plan),
        }  # fmt: skip
        return Evaluation(self.diary, EVALUATION, self._plan(partners[0], partners[0], on, facts))

    def _plan(self, host: SchoolId, asked_by: SchoolId, on: date, facts: dict[str, Any]) -> Plan:
        """What every act begins with, whatever its kind."""
        usual = {
            "collaboration": self.key,
            "minutes": 120,
            "focus": self.focus,
            "serves": (1,),
            "planned_for": on,
        }
        recorded_on = facts.pop("planned_on", weeks_before(on, PLANNED_WEEKS_AHEAD))
        return Plan(
            host=host, by=editor(asked_by), recorded_on=max(recorded_on, self._begun_on),
            facts=usual | facts, roles=self._roles,
        )  # fmt: skip

    def _write(
        self, on: date, told_by: SchoolId, name: str, kind: Any, facts: Mapping[str, Any]
    ) -> None:
        facts = {"collaboration": self.key} | dict(facts)
        self.diary.write(on, editor(told_by), name, kind, facts)
