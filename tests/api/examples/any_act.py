"""What may be said of an act of any kind: one example of each."""

from tests.api.desk import A_DAY, AMY, ANN, ASTOR, BEN, DOVER, LATER
from tests.api.examples.common import HELD, REASON, Stories
from tests.api.examples.visit import VISIT

STORIES: Stories = {
    "a visit that one school agreed to and the other did not": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("AgreedBySchool", ANN, "agreeToAct", {"school": ASTOR, "happenedOn": A_DAY}),
        ("DeclinedBySchool", BEN, "declineAct",
         {"school": DOVER, "happenedOn": A_DAY, "barrier": "RIVALRY"}),
    ],
    "a visit that was closed": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 3}),
        ("AttendanceDenied", BEN, "denyAttendance", {"school": DOVER}),
        ("VisitEvaluated", ANN, "evaluateVisit", {"happenedOn": LATER, "wouldRepeat": False}),
        ("ActClosed", ANN, "closeAct", {"happenedOn": LATER}),
    ],
    "a visit that was disputed": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("Disputed", BEN, "dispute", {"school": DOVER, "disputed": "$0", "reason": REASON}),
        ("DisputeResolved", BEN, "resolveDispute",
         {"dispute": "$1", "resolution": "EXPLAINED", "reason": REASON}),
    ],
    "a visit that was withdrawn and brought back": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("RetractionRequested", ANN, "requestRetraction", {"reason": REASON}),
        ("Retracted", BEN, "retract", {"reason": REASON}),
        ("Reinstated", AMY, "reinstate", {"reason": REASON}),
    ],
}  # fmt: skip
