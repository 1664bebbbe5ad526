"""The life of a collaboration, in the order in which such things go."""

from tests.api.desk import ANN, ASTOR, BEN, DEAL, DOVER, FIRST_DAY, LATER, TALK
from tests.api.examples.common import Step

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
