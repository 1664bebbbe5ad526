"""Priorities, needs, audits, barriers, partnerships, and proof of any act: one example of each."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DEAL, DOT, DOVER, LATER, TALK
from tests.api.examples.common import HELD, Stories
from tests.api.examples.visit import VISIT

DIGEST = "634768dae1474506e4bf7d341890542b09987d7e6aea5d446c02e37581a56954"
SOON, LATE = {"happenedOn": A_DAY}, {"happenedOn": LATER}
NEED = SOON | {
    "needLevel": "SUBJECT", "focus": TALK, "area": "SUBJECT", "pupilGroup": "SEND",
    "diagnosedBy": "AUDIT", "statement": "Explaining in whole sentences.",
}  # fmt: skip
CITED = SOON | {
    "school": DOVER, "barrier": "RIVALRY", "isPerceived": True, "barrierLevel": "SCHOOL",
    "barrierSource": "MEETING", "context": "Both schools compete for the same families.",
}  # fmt: skip
PRIORITIES = {"priorities": ["CURRICULUM", "TIME_FOR_CPD"]}

STORIES: Stories = {
    "a priority": [
        ("PriorityDeclared", ANN, "declarePriority",
         SOON | {"school": ASTOR, "priority": "CURRICULUM", "driver": "INSPECTION_FRAMEWORK",
                 "statement": "The whole curriculum, subject by subject."}),
        ("LearningPriorityAdopted", ANN, "adoptLearningPriority", LATE | {"adoptedBy": "HEAD"}),
        ("PriorityDropped", ANN, "dropPriority", LATE),
    ],
    "what leaders said": [
        ("PriorityConversationHeld", ANN, "holdPriorityConversation",
         SOON | PRIORITIES | {"school": ASTOR, "role": "CPD_LEAD", "driver": "STAFF_NEED"}),
        ("PriorityPatternNoted", ANN, "notePriorityPattern",
         LATE | PRIORITIES | {"notedBy": ASTOR, "conversations": 70, "schoolsHeard": 64}),
    ],
    "a need that another school has too": [
        ("NeedDeclared", BEN, "declareNeed", NEED | {"school": DOVER}),
        ("NeedDeclared", ANN, "declareNeed", NEED | {"school": ASTOR}),
        ("NeedMatchSuggested", ANN, "suggestNeedMatch",
         LATE | {"matchingSchool": DOVER, "matchingNeed": "$0"}),
        ("NeedMet", BEN, "meetNeed", LATE),
    ],
    "an audit of professional learning": [
        ("CpdAuditCommissioned", ANN, "commissionCpdAudit",
         SOON | {"school": ASTOR, "auditor": "teacher-development"}),
        ("CpdAuditConducted", ANN, "conductCpdAudit",
         LATE | {"interviewed": 12, "roles": ["TEACHER", "HEAD"]}),
        ("CpdAuditReported", ANN, "reportCpdAudit",
         LATE | {"areas": [{"auditArea": "FOCUS", "award": "SILVER"}]}),
    ],
    "a barrier that was overcome, for a while": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 3, "happenedOn": LATER}),
        ("BarrierCited", BEN, "citeBarrier", CITED | {"blocked": "$0"}),
        ("MitigationTried", BEN, "tryMitigation", LATE | {"mitigation": "NEUTRAL_VENUE"}),
        ("BarrierPersisted", BEN, "reportBarrierPersists", LATE),
        ("BarrierMitigated", BEN, "mitigateBarrier", LATE),
        ("BarrierOvercome", BEN, "overcomeBarrier", LATE | {"shownBy": "$0"}),
        ("BarrierReopened", BEN, "reopenBarrier", LATE),
    ],
    "a partnership": [
        ("PartnershipFormalised", ANN, "formalisePartnership",
         SOON | {"partners": [ASTOR, DOVER, DEAL], "formality": "FORMAL", "reach": "EXTERNAL",
                 "careerStages": ["ECT", "SENIOR_LEADER"]}),
        ("DataSharingAgreementSigned", DOT, "signDataSharingAgreement",
         LATE | {"school": DEAL, "agreement": DIGEST}),
        ("PartnershipEnded", BEN, "endPartnership", LATE),
    ],
    "a visit with its proof": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("EvidencePointedTo", ANN, "pointToEvidence",
         {"evidence": [{"evidenceKind": "NOTES", "heldBy": ASTOR, "locator": "folder 7",
                        "digest": DIGEST, "capturedOn": A_DAY}]}),
        ("MechanismDeclared", ANN, "declareMechanism",
         SOON | {"mechanism": "MODELLING", "technique": "worked example",
                 "shownIn": "The host taught the first ten minutes aloud."}),
        ("MechanismConfirmed", BEN, "confirmMechanism",
         LATE | {"declared": "$2", "confirmedBy": DOVER}),
    ],
}  # fmt: skip
