"""Joint commissions: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK
from tests.api.examples.common import (
    CANCELLED,
    EVALUATED,
    FOLLOWED,
    HELD,
    REASON,
    RESCHEDULED,
    TOGETHER,
    Stories,
)

COMMISSION = TOGETHER | {
    "provider": "dover-geography", "brief": "Show us how you plan a field trip.", "sessions": 2,
    "followUpSessions": 1, "price": 90_000, "vat": "INCLUDED", "share": "EQUAL",
    "contributions": [{"school": ASTOR, "amount": 45_000}, {"school": DOVER, "amount": 45_000}],
}  # fmt: skip

HALVES = [{"school": ASTOR, "amount": 45_000}, {"school": DOVER, "amount": 45_000}]
QUOTE = {
    "provider": "dover-geography", "vat": "EXEMPT", "specHash": "ab" * 32,
    "validUntil": "2026-06-30", "happenedOn": A_DAY,
}  # fmt: skip
BRIEF = {
    "outcomes": [{"area": "SUBJECT", "statement": "They read a map."}], "sessions": 2,
    "followUpSessions": 2, "baselinePlan": "A map test.", "evaluationPlan": "The same test again.",
    "evidenceCited": ["Effective Professional Development, 2021"], "maxBudget": 100_000,
    "exitClause": "Either side may stop after a session.", "specHash": "ab" * 32,
    "happenedOn": A_DAY,
}  # fmt: skip

STORIES: Stories = {
    "a joint commission from a need to the last penny": [
        ("CommissionNeedAgreed", ANN, "agreeCommissionNeed",
         {"partners": [ASTOR, DOVER], "focus": TALK, "happenedOn": "2026-02-02"}),
        ("BriefWritten", ANN, "writeBrief", BRIEF),
        ("SoloQuoteObtained", ANN, "obtainSoloQuote",
         QUOTE | {"school": ASTOR, "amount": 80_000}),
        ("GroupQuoteObtained", ANN, "obtainGroupQuote",
         QUOTE | {"amount": 90_000, "relatedPartners": [DOVER]}),
        ("PoolOpened", ANN, "openPool",
         {"toRaise": 90_000, "share": "PER_PUPIL", "happenedOn": A_DAY,
          "parts": [{"school": ASTOR, "parts": 210}, {"school": DOVER, "parts": 105}]}),
        ("ContributionPledged", ANN, "pledgeContribution", HALVES[0] | {"happenedOn": A_DAY}),
        ("ContributionWithdrawn", ANN, "withdrawContribution",
         {"school": ASTOR, "reason": REASON, "happenedOn": A_DAY}),
        ("ContributionPledged", ANN, "pledgeContribution", HALVES[0] | {"happenedOn": A_DAY}),
        ("ContributionPledged", BEN, "pledgeContribution", HALVES[1] | {"happenedOn": A_DAY}),
        ("JointCommissionAwarded", ANN, "awardJointCommission",
         {"provider": "dover-geography", "price": 100_000, "vat": "EXEMPT", "subsidy": 5_000,
          "awardBasis": "BEST_VALUE", "underwriter": ASTOR, "conflictsDeclared": [DOVER],
          "happenedOn": A_DAY}),
        ("ConflictDeclared", ANN, "declareConflict",
         {"provider": "dover-geography", "school": ASTOR, "happenedOn": A_DAY}),
        ("JointCommissionDaySet", ANN, "setJointCommissionDay",
         {"plannedFor": A_DAY, "minutes": 300}),
        ("ContributionPaid", ANN, "payContribution",
         {"school": ASTOR, "amount": 50_000, "isOverPledge": True, "happenedOn": A_DAY}),
        ("ContributionPaid", BEN, "payContribution", HALVES[1] | {"happenedOn": A_DAY}),
        ("ExpertSessionHeld", ANN, "holdExpertSession", HELD),
        ("CommissionTerminated", ANN, "terminateCommission",
         {"reason": REASON, "happenedOn": LATER}),
        ("CommissionReconciled", ANN, "reconcileCommission",
         {"contributions": [{"school": ASTOR, "amount": 50_000}, HALVES[1]], "spent": 60_000,
          "subsidy": 5_000, "refunds": [{"school": ASTOR, "amount": 40_000}],
          "happenedOn": LATER}),
        ("CommissionReconciled", ANN, "reconcileCommission",
         {"contributions": [{"school": ASTOR, "amount": 50_000}, HALVES[1]], "spent": 70_000,
          "subsidy": 5_000, "refunds": [{"school": ASTOR, "amount": 30_000}],
          "insteadOf": "$16", "happenedOn": LATER}),
    ],
    "a joint commission": [
        ("JointCommissionPlanned", ANN, "planJointCommission", COMMISSION),
        ("JointCommissionRescheduled", ANN, "rescheduleJointCommission", RESCHEDULED),
        ("ExpertSessionHeld", ANN, "holdExpertSession", HELD),
        ("FollowUpPlanned", ANN, "planFollowUp",
         {"plannedFor": LATER, "plannedStart": "16:00", "form": "JOINT_PLANNING"}),
        ("JointCommissionFollowedUp", ANN, "followUpJointCommission",
         FOLLOWED | {"form": "JOINT_PLANNING"}),
        ("JointCommissionEvaluated", ANN, "evaluateJointCommission", EVALUATED),
    ],
    "a joint commission that was called off": [
        ("JointCommissionPlanned", ANN, "planJointCommission", COMMISSION),
        ("JointCommissionCancelled", ANN, "cancelJointCommission", CANCELLED),
    ],
}  # fmt: skip
