"""What makes it safe to learn together, and how it comes into the classroom."""

from tests.api.desk import A_DAY, ANN, ASTOR, DOVER, LATER, TALK
from tests.api.examples.common import FOLLOWED, HELD, Stories
from tests.api.examples.visit import VISIT

SOON, LATE = {"happenedOn": A_DAY}, {"happenedOn": LATER}
REVIEW = {
    "documentTitle": "Developing Great Teaching", "documentKind": "REVIEW", "edition": "June 2015",
    "citedAs": "TDT, 2014", "link": "https://example.org/dgt",
}  # fmt: skip
STANDARD = {
    "documentTitle": "Standard for teachers' professional development",
    "documentKind": "STANDARD", "edition": "July 2016",
}  # fmt: skip
OWN = SOON | {"school": ASTOR}

STORIES: Stories = {
    "a visit in a culture of learning": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("GroundRulesAgreed", ANN, "agreeGroundRules",
         SOON | {"agreeing": [ASTOR, DOVER], "groundRules": ["CONFIDENTIALITY", "CHATHAM_HOUSE"]}),
        ("SharedPurposeStated", ANN, "stateSharedPurpose",
         SOON | {"agreeing": [ASTOR, DOVER], "statement": "Great teaching where it is needed."}),
        ("EvidenceExplored", ANN, "exploreEvidence", SOON | {"documents": [REVIEW]}),
        ("StandardReferenced", ANN, "referenceStandard", SOON | {"document": STANDARD}),
        ("GoalAgreed", ANN, "agreeGoal", OWN | {"teachersWithGoal": 12, "agreedByBoth": 10}),
        ("ActionPlanMade", ANN, "makeActionPlan", OWN | {"plansMade": 12, "withWhenAndWhere": 9}),
        ("PromptIssued", ANN, "issuePrompt",
         OWN | {"promptKind": "CARD", "technique": "cold calling"}),
        ("SelfMonitoringRecorded", ANN, "recordSelfMonitoring",
         OWN | {"n": 12, "technique": "cold calling"}),
    ],
    "practice that did not work": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("PracticeFeedbackShared", ANN, "sharePracticeFeedback",
         OWN | {"focus": TALK, "practice": "Silent debate in year 9.", "hasWorked": False,
                "context": "A large class, late on a Friday.", "evidenceStrength": "MEDIUM",
                "toldAt": "$0"}),
    ],
    "a promise of a head": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 1}),
        ("LeadershipConditionCommitted", ANN, "commitLeadershipCondition",
         OWN | {"condition": "TIME", "committedBy": "HEAD"}),
        ("LeadershipConditionEvidenced", ANN, "evidenceLeadershipCondition",
         LATE | {"shownBy": "$0"}),
        ("LeadershipConditionLapsed", ANN, "letLeadershipConditionLapse", LATE),
    ],
    "how colleagues see it": [
        ("TrustReadingRecorded", ANN, "recordTrustReading",
         OWN | {"n": 24, "mean": "4.1", "sd": "0.9", "trustScale": "OMNIBUS_T"}),
        ("EfficacyReadingRecorded", ANN, "recordEfficacyReading",
         OWN | {"n": 24, "mean": "7.1", "sd": "0.98", "efficacyScale": "TSES_SHORT"}),
    ],
    "coaching between schools": [
        ("CoachingHeld", ANN, "holdCoaching",
         HELD | {"focus": TALK, "coachSchool": ASTOR, "coachedSchool": DOVER, "isModelled": True}),
        ("CoachingFollowedUp", ANN, "followUpCoaching", FOLLOWED),
    ],
}  # fmt: skip
