"""Peer visits: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, ASTOR, BEN, DOVER
from tests.api.examples.common import (
    CANCELLED,
    EVALUATED,
    FOLLOWED,
    HELD,
    PLANNED,
    REASON,
    RESCHEDULED,
    Stories,
)

VISIT = PLANNED | {
    "host": ASTOR, "visitors": [DOVER], "purpose": "CONTRAST", "contrast": "INTAKE",
    "travelKm": "12.5", "serves": [1],
}  # fmt: skip

STORIES: Stories = {
    "a visit": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitRescheduled", ANN, "rescheduleVisit", RESCHEDULED),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 3}),
        ("AttendanceConfirmed", BEN, "confirmAttendance", {"school": DOVER, "attended": 3}),
        ("VisitFollowedUp", BEN, "followUpVisit", FOLLOWED),
        ("VisitEvaluated", ANN, "evaluateVisit", EVALUATED),
    ],
    "a visit that was corrected": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("Amended", BEN, "amend",
         {"entry": "$0", "field": "minutes", "old": "60", "new": "75", "reason": REASON}),
        ("Retracted", BEN, "retract", {"reason": REASON}),
    ],
    "a visit that was called off": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitCancelled", ANN, "cancelVisit", CANCELLED),
    ],
}  # fmt: skip
