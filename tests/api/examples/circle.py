"""Circles: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DEAL, DOVER, LATER, TALK
from tests.api.examples.common import Stories

CIRCLE = {"partners": [ASTOR, DOVER], "focus": TALK, "happenedOn": A_DAY}

STORIES: Stories = {
    "a circle": [
        ("CircleFormed", ANN, "formCircle", CIRCLE),
        ("CircleJoined", BEN, "joinCircle", {"school": DEAL, "happenedOn": LATER}),
        ("PupilIssueShared", ANN, "sharePupilIssue",
         {"school": ASTOR, "pupilNeed": "REASONING", "focus": TALK, "happenedOn": LATER}),
        ("CircleEnded", ANN, "endCircle", {"happenedOn": LATER}),
    ],
}  # fmt: skip
