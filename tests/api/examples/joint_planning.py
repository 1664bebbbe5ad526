"""Joint planning: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, BEN, TALK
from tests.api.examples.common import EVALUATED, FOLLOWED, HELD, Stories

STORIES: Stories = {
    "a unit that was planned together": [
        ("JointPlanningHeld", ANN, "holdJointPlanning",
         HELD | {"focus": TALK, "plannedUnit": "Forces in year 7.",
                 "products": ["UNIT_PLAN", "ASSESSMENT"]}),
        ("JointPlanningFollowedUp", BEN, "followUpJointPlanning", FOLLOWED),
        ("JointPlanningEvaluated", ANN, "evaluateJointPlanning", EVALUATED),
    ],
}  # fmt: skip
