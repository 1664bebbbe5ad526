"""Sole roles: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, LATER, TALK
from tests.api.examples.common import Stories

STORIES: Stories = {
    "a role that was held alone": [
        ("SoleRoleDeclared", ANN, "declareSoleRole",
         {"school": ASTOR, "soleRole": "SUBJECT_LEAD", "focus": TALK, "happenedOn": A_DAY}),
        ("SoleRoleEnded", ANN, "endSoleRole",
         {"whyRoleEnded": "COLLEAGUE_JOINED", "happenedOn": LATER}),
    ],
}  # fmt: skip
