"""Joint planning."""

from __future__ import annotations

from ledger.domain.acts.joint_planning import (
    JointPlanningEvaluated,
    JointPlanningFollowedUp,
    JointPlanningHeld,
    PlanningProduct,
)
from ledger.domain.identifiers import ActId
from ledger.domain.record import Sealed
from ledger.domain.refusal import NotWellFormed, NotYet, OutOfRange
from tests.scenario import LAST_WEEK, TALK, TODAY, came, given

ACT = ActId(int=4)
"""The first entry after the register."""


def held(**other):
    facts = {
        "happened_on": LAST_WEEK,
        "minutes": 90,
        "attendance": came(),
        "focus": TALK,
        "planned_unit": Sealed("forces in year 7"),
    }
    return JointPlanningHeld(**facts | other)


def test_a_unit_is_planned_together():
    given().when(held()).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came to plan a unit together."
    )
    products = (PlanningProduct.UNIT_PLAN, PlanningProduct.ASSESSMENT)
    given().when(held(products=products)).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came to plan a unit together, and took "
        "away unit plan and assessment."
    )


def test_a_product_is_named_once():
    products = (PlanningProduct.UNIT_PLAN, PlanningProduct.UNIT_PLAN)
    given().when(held(products=products)).then_refused(
        NotWellFormed, "Name each only once: unit plan stands here twice.", "products", "1"
    )


def test_one_school_alone_plans_nothing_jointly():
    given().when(held(attendance=came(dover=0))).then_refused(
        OutOfRange, "Colleagues of at least two schools were there.", "attendance"
    )


def test_it_is_followed_up_and_evaluated_like_anything_that_was_held():
    taught = JointPlanningFollowedUp(act=ACT, happened_on=TODAY, tried=Sealed("it"))
    given(held()).when(taught).then("Followed up on 9 March 2026.")
    said = JointPlanningEvaluated(act=ACT, happened_on=TODAY, would_repeat=True)
    given(held(), taught).when(said).then("Evaluated on 9 March 2026: they would do it again.")
    too_early = JointPlanningFollowedUp(act=ACT, happened_on=LAST_WEEK, tried=Sealed("it"))
    given(held()).when(too_early).then_refused(
        NotYet, "A follow-up comes after 2 March 2026.", "happened_on"
    )
