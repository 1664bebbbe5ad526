"""Exploring pedagogy: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, BEN, TALK
from tests.api.examples.circle import CIRCLE
from tests.api.examples.common import EVALUATED, FOLLOWED, HELD, Stories

STORIES: Stories = {
    "pedagogy that was explored": [
        ("CircleFormed", ANN, "formCircle", CIRCLE),
        ("PedagogyExplored", ANN, "explorePedagogy",
         HELD | {"focus": TALK, "topic": "How forces are best shown.", "fromAct": "$0"}),
        ("PedagogyFollowedUp", BEN, "followUpPedagogy", FOLLOWED),
        ("PedagogyEvaluated", ANN, "evaluatePedagogy", EVALUATED),
    ],
}  # fmt: skip
