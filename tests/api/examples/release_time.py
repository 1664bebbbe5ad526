"""Release time: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, LATER
from tests.api.examples.common import REASON, Stories
from tests.api.examples.visit import VISIT

ASKED = [
    ("VisitPlanned", ANN, "planVisit", VISIT),
    ("ReleaseTimeRequested", ANN, "requestReleaseTime",
     {"school": ASTOR, "meantFor": "$0", "minutes": 780, "happenedOn": A_DAY}),
]  # fmt: skip

STORIES: Stories = {
    "release time that was granted and used": [
        *ASKED,
        ("ReleaseTimeGranted", ANN, "grantReleaseTime",
         {"minutes": 390, "cover": "SUPPLY", "rate": 21_800, "happenedOn": A_DAY}),
        ("ReleaseTimeUsed", ANN, "useReleaseTime",
         {"minutes": 400, "isOverGranted": True, "happenedOn": A_DAY}),
        ("CoverCostRecorded", ANN, "recordCoverCost",
         {"amount": 21_800, "costMethod": "STANDARD_RATE", "happenedOn": LATER}),
    ],
    "release time that was refused": [
        *ASKED,
        ("ReleaseTimeRefused", ANN, "refuseReleaseTime",
         {"barrier": "COVER_SHORTAGE", "reason": REASON, "happenedOn": A_DAY}),
    ],
}  # fmt: skip
