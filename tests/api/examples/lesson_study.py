"""Lesson studies: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK
from tests.api.examples.common import CANCELLED, EVALUATED, FOLLOWED, HELD, Stories

STUDY = {
    "partners": [ASTOR, DOVER], "question": "Who talks, and who does not?", "focus": TALK,
    "caseProfiles": ["VOCABULARY", "MOTIVATION"], "happenedOn": A_DAY,
}  # fmt: skip

STORIES: Stories = {
    "a lesson study": [
        ("LessonStudyGroupFormed", ANN, "formLessonStudyGroup", STUDY),
        ("ResearchLessonPlanned", ANN, "planResearchLesson",
         {"cycle": 1, "taughtBy": ASTOR, "lessonAim": "They say why.", "plannedFor": A_DAY}),
        ("ResearchLessonTaught", ANN, "teachResearchLesson", HELD | {"cycle": 1}),
        ("PostLessonDiscussionHeld", BEN, "holdPostLessonDiscussion",
         {"cycle": 1, "minutes": 45, "predictedVsSeen": "Fewer talked.", "happenedOn": A_DAY}),
        ("CaseInterviewSummarised", BEN, "summariseCaseInterview",
         {"cycle": 1, "caseNumber": 2, "interviewSummary": "Pairs felt safer.",
          "happenedOn": A_DAY}),
        ("CycleConcluded", ANN, "concludeCycle",
         {"cycle": 1, "learned": "Waiting helps.", "nextLessonChange": "Pairs first.",
          "happenedOn": LATER}),
        ("LessonStudyShared", ANN, "shareLessonStudy",
         {"audience": "LOCAL_SCHOOLS", "happenedOn": LATER}),
        ("LessonStudyFollowedUp", BEN, "followUpLessonStudy", FOLLOWED),
        ("LessonStudyEvaluated", ANN, "evaluateLessonStudy", EVALUATED),
    ],
    "a lesson study that was called off": [
        ("LessonStudyGroupFormed", ANN, "formLessonStudyGroup", STUDY),
        ("LessonStudyCancelled", ANN, "cancelLessonStudy", CANCELLED),
    ],
}  # fmt: skip
