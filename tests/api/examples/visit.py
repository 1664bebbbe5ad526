"""Peer visits: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK
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

PROPOSAL = {
    "host": ASTOR, "visitors": [DOVER], "purpose": "REFINE", "serves": [1], "focus": TALK,
}  # fmt: skip

STORIES: Stories = {
    "a visit that was proposed before it had a day": [
        ("VisitProposed", BEN, "proposeVisit", PROPOSAL),
        ("AgreedBySchool", ANN, "agreeToAct", {"school": ASTOR, "happenedOn": A_DAY}),
        ("VisitDated", ANN, "setDayOfVisit",
         {"plannedFor": A_DAY, "minutes": 90, "places": 4, "travelKm": "12.5"}),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 1}),
    ],
    "a visit that nobody had planned": [
        ("VisitHeldInformally", BEN, "holdVisitInformally",
         HELD | PROPOSAL | {"serves": [], "lessonsSeen": 2, "setting": "WORKSHOP"}),
        ("ConstructiveFeedbackGiven", BEN, "giveConstructiveFeedback",
         {"school": DOVER, "toSchool": ASTOR, "strengths": "Everybody explains.",
          "questionsRaised": "How long did that take?", "happenedOn": LATER}),
        ("ReturnVisitAgreed", BEN, "agreeReturnVisit",
         {"returnHost": DOVER, "happenedOn": LATER}),
    ],
    "a visit": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitRescheduled", ANN, "rescheduleVisit", RESCHEDULED),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 3, "setting": "CLASSROOM"}),
        ("AttendanceConfirmed", BEN, "confirmAttendance", {"school": DOVER, "attended": 3}),
        ("VisitFollowedUp", BEN, "followUpVisit",
         FOLLOWED | {"followUpKind": "TRIED_IN_CLASS", "minutesTaken": 45}),
        ("VisitEvaluated", ANN, "evaluateVisit", EVALUATED),
    ],
    "a visit that was corrected": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("Amended", BEN, "amend",
         {"entry": "$0", "field": "minutes", "old": "60", "new": "75", "reason": REASON}),
        ("Retracted", ANN, "retract", {"reason": REASON}),
    ],
    "a visit that was called off": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitCancelled", ANN, "cancelVisit", CANCELLED),
    ],
}  # fmt: skip
