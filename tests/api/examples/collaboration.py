"""The life of a collaboration, in the order in which such things go."""

from tests.api.desk import ANN, ASTOR, BEN, DEAL, DOVER, FIRST_DAY, LATER, TALK
from tests.api.examples.common import Step

COLLABORATION: list[Step] = [
    ("CollaborationBegun", ANN, "beginCollaboration",
     {"title": "Talk in science", "partners": [ASTOR, DOVER], "focus": TALK, "plannedTerms": 6,
      "outcomes": [{"area": "SUBJECT", "pupilGroup": "ALL", "statement": "They explain why."}],
      "happenedOn": FIRST_DAY}),
    ("SchoolJoined", ANN, "joinCollaboration", {"school": DEAL, "happenedOn": "2025-10-01"}),
    ("CollaborationReplanned", ANN, "replanCollaboration",
     {"aspect": "RHYTHM", "was": "A visit each term.", "becomes": "A visit each half-term.",
      "reason": "Too long a time went by between visits.", "happenedOn": LATER}),
    ("CollaborationReplanned", BEN, "replanCollaboration",
     {"aspect": "PLANNED_TERMS", "was": "Two school years.", "becomes": "Three school years.",
      "reason": "The younger classes come next.", "termsNow": 9, "happenedOn": LATER}),
    ("CollaborationReviewed", BEN, "reviewCollaboration",
     {"verdict": "CONTINUE", "reason": "Pupils explain more than before.", "happenedOn": LATER}),
    ("SchoolLeft", BEN, "leaveCollaboration",
     {"school": DOVER, "whyLeft": "STAFFING", "happenedOn": LATER}),
    ("CollaborationEnded", ANN, "endCollaboration",
     {"howEnded": "ABANDONED", "whyGivenUp": "BUDGET", "happenedOn": LATER}),
    ("CollaborationAmended", ANN, "amendCollaboration",
     {"entry": "$1", "field": "happenedOn", "old": '"2025-10-01"', "new": '"2025-10-02"',
      "reason": "They came a day later."}),
    ("CollaborationDisputed", BEN, "disputeCollaboration",
     {"school": DOVER, "disputed": "$6", "reason": "We had agreed to go on."}),
    ("CollaborationDisputeResolved", BEN, "resolveCollaborationDispute",
     {"dispute": "$8", "resolution": "EXPLAINED", "reason": "They had told our head."}),
    ("CollaborationReopened", ANN, "reopenCollaboration",
     {"reason": "There is money for one year more."}),
    ("CollaborationWithdrawalRequested", BEN, "requestCollaborationWithdrawal",
     {"reason": "It had been begun before, under another title."}),
    ("CollaborationWithdrawn", ANN, "withdrawCollaboration",
     {"reason": "It had been begun before, under another title."}),
    ("CollaborationReinstated", BEN, "reinstateCollaboration",
     {"reason": "That was about something else."}),
]  # fmt: skip

PROPOSAL: list[Step] = [
    ("CollaborationProposed", ANN, "proposeCollaboration",
     {"title": "Talk in science", "partners": [ASTOR, DOVER], "focus": TALK, "plannedTerms": 6,
      "outcomes": [{"area": "SUBJECT", "pupilGroup": "ALL", "statement": "They explain why."}],
      "theoryOfChange": "Teachers who hear pupils explain ask better questions.",
      "evidenceBase": [{"documentTitle": "Improving science", "documentKind": "GUIDANCE",
                        "edition": "2018", "link": "https://example.org/science"}],
      "happenedOn": FIRST_DAY}),
    ("CollaborationAgreedBySchool", ANN, "agreeToCollaboration",
     {"school": ASTOR, "agreedBy": "HEAD", "happenedOn": FIRST_DAY}),
    ("CollaborationAgreedBySchool", BEN, "agreeToCollaboration",
     {"school": DOVER, "agreedBy": "HEAD", "happenedOn": FIRST_DAY}),
    ("CollaborationStarted", ANN, "startCollaboration", {"happenedOn": FIRST_DAY}),
]  # fmt: skip
