"""Ideas: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, LATER, TALK
from tests.api.examples.common import FOLLOWED, HELD, REASON, Stories
from tests.api.examples.visit import VISIT

IDEA = {
    "school": ASTOR, "focus": TALK, "statement": "Talk before writing.", "happenedOn": A_DAY,
}  # fmt: skip
REVIEW = {
    "school": ASTOR, "mightNotTransfer": "Their groups are smaller.",
    "contextDifferences": ["SIZE"], "evidenceAskedFor": "A term of books.",
    "alternativeExplanation": "A new head.", "ideaVerdict": "ADAPT", "happenedOn": LATER,
}  # fmt: skip

STORIES: Stories = {
    "an idea from a visit": [
        ("VisitPlanned", ANN, "planVisit", VISIT),
        ("VisitHeld", ANN, "holdVisit", HELD | {"lessonsSeen": 3}),
        ("IdeaCaptured", ANN, "captureIdea", IDEA | {"foundIn": "$0"}),
        ("ScepticalReviewRecorded", ANN, "recordScepticalReview", REVIEW),
        ("IdeaTried", ANN, "tryIdea", FOLLOWED | {"school": ASTOR}),
        ("IdeaKept", ANN, "keepIdea",
         {"school": ASTOR, "whyKept": "They write more.", "happenedOn": LATER}),
    ],
    "an idea that was dropped": [
        ("IdeaCaptured", ANN, "captureIdea", IDEA),
        ("IdeaDropped", ANN, "dropIdea", {"school": ASTOR, "reason": REASON, "happenedOn": LATER}),
    ],
}  # fmt: skip
