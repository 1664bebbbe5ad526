"""Exchanges of pupils' work: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN
from tests.api.examples.common import (
    CANCELLED,
    EVALUATED,
    FOLLOWED,
    HELD,
    RESCHEDULED,
    TOGETHER,
    Stories,
)

EXCHANGE = TOGETHER | {
    "task": "A letter to the council.", "standard": ["WTS", "EXS", "GDS"], "samplesPerSchool": 6,
}  # fmt: skip

STORIES: Stories = {
    "an exchange of pupils' work": [
        ("WorkExchangePlanned", ANN, "planWorkExchange", EXCHANGE),
        ("WorkExchangeRescheduled", ANN, "rescheduleWorkExchange", RESCHEDULED),
        ("WorkExchangeHeld", ANN, "holdWorkExchange",
         HELD | {"samples": 12, "isBlind": True, "isAnonymous": True}),
        ("WorkExchangeFollowedUp", ANN, "followUpWorkExchange", FOLLOWED),
        ("WorkExchangeEvaluated", ANN, "evaluateWorkExchange",
         EVALUATED | {"samplesJudged": 12, "samplesAgreed": 9}),
    ],
    "an exchange that was called off": [
        ("WorkExchangePlanned", ANN, "planWorkExchange", EXCHANGE),
        ("WorkExchangeCancelled", ANN, "cancelWorkExchange", CANCELLED),
    ],
}  # fmt: skip
