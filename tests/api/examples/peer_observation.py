"""Peer observations: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, ASTOR, BEN, DOVER, TALK
from tests.api.examples.circle import CIRCLE
from tests.api.examples.common import EVALUATED, FOLLOWED, HELD, Stories

STORIES: Stories = {
    "a peer observation": [
        ("CircleFormed", ANN, "formCircle", CIRCLE),
        ("PeerObservationHeld", ANN, "holdPeerObservation",
         HELD | {"observerSchool": ASTOR, "observedSchool": DOVER, "focus": TALK,
                 "fromAct": "$0"}),
        ("PeerObservationFollowedUp", ANN, "followUpPeerObservation", FOLLOWED),
        ("PeerObservationEvaluated", BEN, "evaluatePeerObservation", EVALUATED),
    ],
}  # fmt: skip
