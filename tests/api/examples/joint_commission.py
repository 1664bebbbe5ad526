"""Joint commissions: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, ASTOR, DOVER
from tests.api.examples.common import (
    CANCELLED,
    EVALUATED,
    FOLLOWED,
    HELD,
    RESCHEDULED,
    TOGETHER,
    Stories,
)

COMMISSION = TOGETHER | {
    "provider": "dover-geography", "brief": "Show us how you plan a field trip.", "sessions": 2,
    "followUpSessions": 1, "price": 90_000, "vat": "INCLUDED", "share": "EQUAL",
    "contributions": [{"school": ASTOR, "amount": 45_000}, {"school": DOVER, "amount": 45_000}],
}  # fmt: skip

STORIES: Stories = {
    "a joint commission": [
        ("JointCommissionPlanned", ANN, "planJointCommission", COMMISSION),
        ("JointCommissionRescheduled", ANN, "rescheduleJointCommission", RESCHEDULED),
        ("ExpertSessionHeld", ANN, "holdExpertSession", HELD),
        ("JointCommissionFollowedUp", ANN, "followUpJointCommission",
         FOLLOWED | {"form": "JOINT_PLANNING"}),
        ("JointCommissionEvaluated", ANN, "evaluateJointCommission", EVALUATED),
    ],
    "a joint commission that was called off": [
        ("JointCommissionPlanned", ANN, "planJointCommission", COMMISSION),
        ("JointCommissionCancelled", ANN, "cancelJointCommission", CANCELLED),
    ],
}  # fmt: skip
