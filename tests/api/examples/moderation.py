"""Moderations: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK
from tests.api.examples.common import Stories
from tests.api.examples.pupil_work_exchange import EXCHANGE

FIRST, SECOND, THIRD = (
    {"sample": code, "workDigest": digit * 64, "isBandHidden": True}
    for code, digit in (("k7x2m9qd", "a"), ("3bh8zt5w", "b"), ("r6wd2c4p", "c"))
)
JUDGED = {"school": DOVER, "judgedBy": "J1", "isBlind": True, "happenedOn": LATER}

STORIES: Stories = {
    "a moderation": [
        ("WorkExchangePlanned", ANN, "planWorkExchange", EXCHANGE),
        ("ModerationOpened", ANN, "openModeration",
         {"partners": [ASTOR, DOVER], "exchange": "$0", "focus": TALK, "happenedOn": A_DAY,
          "task": "A letter to the council.", "standard": ["WTS", "EXS", "GDS"]}),
        ("WorkSampleContributed", ANN, "contributeWorkSamples",
         {"school": ASTOR, "contributed": [FIRST, SECOND, THIRD], "isAnonymous": True,
          "happenedOn": A_DAY}),
        ("SampleRefused", BEN, "refuseSample",
         {"sample": "3bh8zt5w", "whyRefused": "OFF_TASK", "happenedOn": LATER}),
        ("JudgementMade", BEN, "makeJudgements",
         JUDGED | {"round": 1, "judgements": [{"sample": "k7x2m9qd", "category": "EXS"}]}),
        ("PairJudged", BEN, "judgePairs",
         JUDGED | {"pairs": [{"left": "k7x2m9qd", "right": "r6wd2c4p", "winner": "r6wd2c4p",
                              "milliseconds": 41_250}]}),
        ("StandardAgreed", ANN, "agreeStandard",
         {"sample": "k7x2m9qd", "category": "EXS", "rationale": "It explains why.",
          "happenedOn": LATER}),
        ("SampleWithdrawn", ANN, "withdrawSample", {"sample": "r6wd2c4p", "happenedOn": LATER}),
        ("ModerationReviewed", ANN, "reviewModeration",
         {"piecesJudged": 2, "kappa": "0.5881", "whatChanges": "We look at GDS again.",
          "happenedOn": LATER}),
        ("ModerationClosed", ANN, "closeModeration", {"happenedOn": LATER}),
    ],
}  # fmt: skip
