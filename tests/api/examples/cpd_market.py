"""The market of training: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK
from tests.api.examples.common import HELD, REASON, Stories
from tests.api.examples.joint_commission import COMMISSION

OFFER = {
    "postedBy": ASTOR, "provider": "dover-geography", "focus": TALK, "sessions": 3,
    "outcomes": [{"area": "SUBJECT", "statement": "They read a map."}], "followUpSessions": 1,
    "price": 90_000, "vat": "EXEMPT", "evidenceCited": ["Effective Professional Development"],
    "happenedOn": A_DAY,
}  # fmt: skip
BOUGHT = [
    ("JointCommissionPlanned", ANN, "planJointCommission", COMMISSION),
    ("ExpertSessionHeld", ANN, "holdExpertSession", HELD),
]

STORIES: Stories = {
    "an offer that got better": [
        *BOUGHT,
        ("OfferPublished", ANN, "publishOffer", OFFER),
        ("BriefResponded", BEN, "respondToBrief",
         {"school": DOVER, "commission": "$0", "happenedOn": A_DAY}),
        ("OfferRevised", ANN, "reviseOffer",
         {"field": "price", "old": "90000", "new": "85000", "happenedOn": LATER}),
        ("ProviderImprovementClaimed", ANN, "claimProviderImprovement",
         {"claim": "We stay for the follow-up.", "happenedOn": LATER}),
        ("ProviderImprovementVerified", BEN, "verifyProviderImprovement",
         {"school": DOVER, "commission": "$0", "improvement": "$5", "isBorneOut": True,
          "happenedOn": LATER}),
        ("OfferWithdrawn", ANN, "withdrawOffer", {"reason": REASON, "happenedOn": LATER}),
    ],
    "what a school thinks of a provider": [
        *BOUGHT,
        ("ProviderFeedbackGiven", BEN, "giveProviderFeedback",
         {"school": DOVER, "provider": "dover-geography", "commission": "$0",
          "dimension": "FOLLOW_UP", "rating": 4, "happenedOn": LATER}),
        ("ProviderResponseRecorded", BEN, "recordProviderResponse",
         {"response": "We come back in May.", "happenedOn": LATER}),
    ],
}  # fmt: skip
