"""One example of every kind of entry, in the order in which such things go."""

from __future__ import annotations

from typing import Any

from api.identity import Asker
from tests.api.desk import A_DAY, ADA, ANN, ASTOR, BEN, DEAL, DOVER, FIRST_DAY, LATER, TALK

REASON = "The caretaker had locked the hall."
CAME = [{"school": ASTOR, "attended": 4, "roles": ["HEAD"]}, {"school": DOVER, "attended": 3}]
TEN = {"question": "useful", "n": 7, "mean": "4.25", "sd": "0.5"}
HELD = {"happenedOn": A_DAY, "minutes": 90, "attendance": CAME}
RESCHEDULED = {"plannedFor": A_DAY, "reason": REASON}
CANCELLED = {"happenedOn": A_DAY, "barrier": "RELEASE_TIME"}
FOLLOWED = {"happenedOn": LATER, "tried": "Pairs before hands up."}
EVALUATED = {"happenedOn": LATER, "ratings": [TEN], "wouldRepeat": True}
PLANNED = {"plannedFor": A_DAY, "minutes": 60, "focus": TALK}
TOGETHER = PLANNED | {"partners": [ASTOR, DOVER]}
READING = {
    "measure": "reading-age", "school": ASTOR, "n": 30, "mean": "101.5", "sd": "12.25",
    "collectedBy": "OTHER_SCHOOL",
}  # fmt: skip
MEASURE = {
    "measure": "reading-age", "level": "PUPIL_OUTCOME", "unit": "STANDARDISED_SCORE",
    "direction": "HIGHER", "scaleMin": "60", "scaleMax": "140", "instrument": "NGRT, 2024",
}  # fmt: skip

Step = tuple[str, Asker, str, dict[str, Any]]
"""The kind, who records it, the mutation, and what it says beside its act or collaboration."""

REGISTER: list[Step] = [
    ("SchoolRegistered", ADA, "registerSchool",
     {"school": "900021", "name": "Elm", "phase": "PRIMARY", "freeSchoolMeals": "12.5"}),
    ("SchoolRegistered", ADA, "registerSchool",
     {"school": "900022", "name": "Oak", "phase": "PRIMARY", "openedOn": "2024-09-01"}),
    ("SchoolDetailsChanged", ADA, "changeSchoolDetails",
     {"school": "900021", "changes": [{"field": "laName", "old": None, "new": "Kent"}]}),
    ("SchoolClosed", ADA, "closeSchool", {"school": "900021", "closedOn": "2024-08-31"}),
    ("SchoolSucceeded", ADA, "succeedSchool",
     {"school": "900021", "successor": "900022", "succession": "SUCCESSION",
      "happenedOn": "2024-09-01"}),
]  # fmt: skip

COLLABORATION: list[Step] = [
    ("CollaborationBegun", ANN, "beginCollaboration",
     {"title": "Talk in science", "partners": [ASTOR, DOVER], "focus": TALK, "plannedTerms": 6,
      "outcomes": [{"area": "SUBJECT", "pupilGroup": "ALL", "statement": "They explain why."}],
      "happenedOn": FIRST_DAY}),
    ("SchoolJoined", ANN, "joinCollaboration", {"school": DEAL, "happenedOn": "2025-10-01"}),
    ("SchoolLeft", BEN, "leaveCollaboration",
     {"school": DOVER, "whyLeft": "STAFFING", "happenedOn": LATER}),
    ("CollaborationEnded", ANN, "endCollaboration",
     {"howEnded": "ABANDONED", "whyGivenUp": "BUDGET", "happenedOn": LATER}),
]  # fmt: skip

VISIT = PLANNED | {
    "host": ASTOR, "visitors": [DOVER], "purpose": "CONTRAST", "contrast": "INTAKE",
    "travelKm": "12.5", "serves": [1],
}  # fmt: skip
COMMISSION = TOGETHER | {
    "provider": "dover-geography", "brief": "Show us how you plan a field trip.", "sessions": 2,
    "followUpSessions": 1, "price": 90_000, "vat": "INCLUDED", "share": "EQUAL",
    "contributions": [{"school": ASTOR, "amount": 45_000}, {"school": DOVER, "amount": 45_000}],
}  # fmt: skip
EXCHANGE = TOGETHER | {
    "task": "A letter to the council.", "standard": ["WTS", "EXS", "GDS"], "samplesPerSchool": 6,
}  # fmt: skip
EVALUATION = TOGETHER | {
    "question": "Do they read better?", "measures": [MEASURE], "comparison": "PRE_POST",
    "analysisPlan": "Compare the means of both readings.",
}  # fmt: skip

ACTS: dict[str, list[Step]] = {
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
        ("Amended", BEN, "amend", {"field": "minutes", "old": "60", "new": "75", "reason": REASON}),
        ("Retracted", BEN, "retract", {"reason": REASON}),
    ],
    "a visit that was called off": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitCancelled", ANN, "cancelVisit", CANCELLED),
    ],
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
    "an exchange of pupils' work": [
        ("WorkExchangePlanned", ANN, "planWorkExchange", EXCHANGE),
        ("WorkExchangeRescheduled", ANN, "rescheduleWorkExchange", RESCHEDULED),
        ("WorkExchangeHeld", ANN, "holdWorkExchange",
         HELD | {"samples": 12, "isBlind": True, "isAnonymous": True}),
        ("WorkExchangeFollowedUp", ANN, "followUpWorkExchange", FOLLOWED),
        ("WorkExchangeEvaluated", ANN, "evaluateWorkExchange",
         EVALUATED | {"samplesJudged": 12, "samplesAgreed": 9}),
    ],
    "an exchange that was called off": [
        ("WorkExchangePlanned", ANN, "planWorkExchange", EXCHANGE),
        ("WorkExchangeCancelled", ANN, "cancelWorkExchange", CANCELLED),
    ],
    "a shared evaluation": [
        ("SharedEvaluationDesigned", ANN, "designSharedEvaluation", EVALUATION),
        ("SharedEvaluationRescheduled", ANN, "rescheduleSharedEvaluation", RESCHEDULED),
        ("BaselineRecorded", ANN, "recordBaseline", HELD | {"readings": [READING]}),
        ("FollowUpReadingRecorded", ANN, "recordFollowUpReading",
         FOLLOWED | {"readings": [READING]}),
        ("EvaluationFindingsAgreed", ANN, "agreeEvaluationFindings",
         {"school": ASTOR, "finding": "NO_CLEAR_CHANGE", "statement": "Nothing is clear yet.",
          "happenedOn": LATER}),
        ("EvaluationDissentRecorded", BEN, "recordEvaluationDissent",
         {"school": DOVER, "whyNot": "Too few were measured.", "happenedOn": LATER}),
    ],
    "a shared evaluation that was called off": [
        ("SharedEvaluationDesigned", ANN, "designSharedEvaluation", EVALUATION),
        ("SharedEvaluationCancelled", ANN, "cancelSharedEvaluation", CANCELLED),
    ],
}  # fmt: skip

SOMEBODY = "3f0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a10"
"""A person who recorded nothing; that anybody is called so is as good as it gets."""

PERSON: list[Step] = [
    ("LegalHoldSet", ADA, "setLegalHold", {"person": SOMEBODY, "ground": "LEGAL_CLAIM"}),
    ("LegalHoldReleased", ADA, "releaseLegalHold", {"person": SOMEBODY}),
    ("ErasureRequested", ADA, "requestErasure", {"person": SOMEBODY, "whyErased": "OBJECTED"}),
    ("ErasureCancelled", ADA, "cancelErasure", {"person": SOMEBODY}),
]

TEXT: list[Step] = [
    ("TextSealAsked", ANN, "askToSealText", {"place": "outcomes.0.statement"}),
    ("TextSealed", ADA, "sealText", {"place": "outcomes.0.statement"}),
]

BY_ITSELF = ("ErasureRefused", "ErasureBegun", "SubjectErased")
"""What the ledger says by itself, so that nobody can send it."""

EXAMPLES = {
    kind: facts
    for story in (REGISTER, COLLABORATION, PERSON, TEXT, *ACTS.values())
    for kind, _, _, facts in story
}
