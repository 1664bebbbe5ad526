"""Joint planning: colleagues of several schools plan a unit of teaching together.

It is what makes follow-up and evaluation shared ones (row 28 of the article's list). Nobody plans
a planning session weeks ahead: so one entry says that it took place.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.limits import Between
from ledger.domain.occasion import Evaluated, FollowedUp, HeldInformally
from ledger.domain.prose import listing
from ledger.domain.record import Code
from ledger.domain.words import Focus, Statement


class PlanningProduct(Code):
    """What colleagues take away from planning together."""

    UNIT_PLAN = "unit_plan"
    LESSON_PLANS = "lesson_plans"
    ASSESSMENT = "assessment"
    KNOWLEDGE_ORGANISER = "knowledge_organiser"
    RESOURCES = "resources"


class JointPlanningHeld(HeldInformally):
    """Colleagues of several schools planned a unit of teaching together."""

    TOPIC = "joint-planning-held/1"
    COMMAND = "hold_joint_planning"

    focus: Annotated[Focus, "what the unit is about"]
    planned_unit: Annotated[Statement, "the unit of teaching that they planned"]
    products: Annotated[tuple[PlanningProduct, ...], "what they took away", Between(0, 5)] = ()

    def sentence(self, name_of: NameOf = str) -> str:
        made = listing([product.words for product in self.products])
        took = f", and took away {made}" if made else ""
        return f"{super().sentence(name_of)[:-1]} to plan a unit together{took}."


class JointPlanningFollowedUp(FollowedUp):
    """What was planned together was taught."""

    TOPIC = "joint-planning-followed-up/1"
    COMMAND = "follow_up_joint_planning"


class JointPlanningEvaluated(Evaluated):
    """The schools said what it was worth to plan together."""

    TOPIC = "joint-planning-evaluated/1"
    COMMAND = "evaluate_joint_planning"


KINDS = (JointPlanningHeld, JointPlanningFollowedUp, JointPlanningEvaluated)
