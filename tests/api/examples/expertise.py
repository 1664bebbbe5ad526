"""Shared expertise: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK
from tests.api.examples.common import EVALUATED, FOLLOWED, HELD, Stories

OFFER = {
    "school": DOVER, "focus": TALK, "statement": "Talk in science.", "happenedOn": A_DAY,
}  # fmt: skip

STORIES: Stories = {
    "expertise that was offered and shared": [
        ("ExpertiseOffered", BEN, "offerExpertise", OFFER),
        ("ExpertiseShared", ANN, "shareExpertise",
         HELD | {"sharedBy": DOVER, "focus": TALK, "fromAct": "$0"}),
        ("ExpertiseFollowedUp", ANN, "followUpExpertise", FOLLOWED),
        ("ExpertiseEvaluated", ANN, "evaluateExpertise", EVALUATED),
    ],
    "expertise that is offered no longer": [
        ("ExpertiseOffered", ANN, "offerExpertise", OFFER | {"school": ASTOR}),
        ("ExpertiseOfferWithdrawn", ANN, "withdrawExpertiseOffer", {"happenedOn": LATER}),
    ],
}  # fmt: skip
