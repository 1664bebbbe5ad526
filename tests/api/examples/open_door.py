"""Open doors: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, LATER, TALK, WICK, WIN
from tests.api.examples.common import Stories

STORIES: Stories = {
    "an open door": [
        ("OpenDoorOffered", ANN, "offerOpenDoor",
         {"school": ASTOR, "focus": TALK, "slots": 4, "happenedOn": A_DAY}),
        ("OpenDoorTaken", WIN, "takeOpenDoor",
         {"school": WICK, "slotsTaken": 2, "happenedOn": LATER}),
        ("OpenDoorWithdrawn", ANN, "withdrawOpenDoor", {"happenedOn": LATER}),
    ],
}  # fmt: skip
