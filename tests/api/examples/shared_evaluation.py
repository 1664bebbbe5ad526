"""Shared evaluations: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, ASTOR, BEN, DOVER, LATER
from tests.api.examples.common import (
    CANCELLED,
    FOLLOWED,
    HELD,
    REASON,
    RESCHEDULED,
    TOGETHER,
    Stories,
)

READING = {
    "measure": "reading-age", "school": ASTOR, "n": 30, "mean": "101.5", "sd": "12.25",
    "collectedBy": "OTHER_SCHOOL",
}  # fmt: skip

MEASURE = {
    "measure": "reading-age", "level": "PUPIL_OUTCOME", "unit": "STANDARDISED_SCORE",
    "direction": "HIGHER", "scaleMin": "60", "scaleMax": "140", "instrument": "NGRT, 2024",
}  # fmt: skip

EVALUATION = TOGETHER | {
    "question": "Do they read better?", "measures": [MEASURE], "comparison": "PRE_POST",
    "analysisPlan": "Compare the means of both readings.",
}  # fmt: skip

COUNTED = {"school": ASTOR, "n": 30, "collectedBy": "SELF"}
OF_EACH_KIND = {
    "readings": [READING],
    "proportions": [COUNTED | {"measure": "secure", "x": 18}],
    "ordinals": [COUNTED | {"measure": "grades", "tallies": [10, 15, 5]}],
    "tallied": [COUNTED | {"measure": "refusals", "times": 45, "arm": "COMPARISON"}],
}
FOUR = [
    MEASURE | {"direction": "TARGET", "targetLow": "95", "targetHigh": "105",
               "population": "year 5"},
    MEASURE | {"measure": "secure", "measureKind": "PROPORTION"},
    MEASURE | {"measure": "grades", "measureKind": "ORDINAL", "categories": ["WTS", "EXS", "GDS"]},
    MEASURE | {"measure": "refusals", "measureKind": "COUNT"},
]  # fmt: skip

STORIES: Stories = {
    "a shared evaluation by measures of every kind, that found nothing": [
        ("SharedEvaluationDesigned", ANN, "designSharedEvaluation",
         EVALUATION | {"measures": FOUR}),
        ("BaselineRecorded", ANN, "recordBaseline", HELD | OF_EACH_KIND),
        ("FollowUpReadingRecorded", ANN, "recordFollowUpReading",
         FOLLOWED | OF_EACH_KIND | {"readings": [READING | {"r": "0.6", "isSamePeople": True}]}),
        ("EvaluationFindingsAgreed", ANN, "agreeEvaluationFindings",
         {"school": ASTOR, "finding": "NO_CLEAR_CHANGE", "statement": "Nothing is clear yet.",
          "happenedOn": LATER}),
        ("EvaluationPublished", ANN, "publishEvaluation",
         {"publishedIn": "https://example.org/talk", "finding": "NO_CLEAR_CHANGE",
          "happenedOn": LATER}),
        ("EvaluationRevised", ANN, "reviseEvaluation", {"reason": REASON, "happenedOn": LATER}),
    ],
    "a shared evaluation": [
        ("SharedEvaluationDesigned", ANN, "designSharedEvaluation", EVALUATION),
        ("SharedEvaluationRescheduled", ANN, "rescheduleSharedEvaluation", RESCHEDULED),
        ("BaselineRecorded", ANN, "recordBaseline", HELD | {"readings": [READING]}),
        ("FollowUpReadingRecorded", ANN, "recordFollowUpReading",
         FOLLOWED | {"readings": [READING]}),
        ("EvaluationFindingsAgreed", ANN, "agreeEvaluationFindings",
         {"school": ASTOR, "finding": "NO_CLEAR_CHANGE", "statement": "Nothing is clear yet.",
          "happenedOn": LATER}),
        ("EvaluationDissentRecorded", BEN, "recordEvaluationDissent",
         {"school": DOVER, "whyNot": "Too few were measured.", "happenedOn": LATER}),
    ],
    "a shared evaluation that was called off": [
        ("SharedEvaluationDesigned", ANN, "designSharedEvaluation", EVALUATION),
        ("SharedEvaluationCancelled", ANN, "cancelSharedEvaluation", CANCELLED),
    ],
}  # fmt: skip
