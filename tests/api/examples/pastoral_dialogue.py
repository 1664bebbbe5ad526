"""Pastoral dialogue: what three schools may tell of it, which is codes and counts."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DEAL, DOVER, LATER
from tests.api.examples.common import HELD, Stories

TERMS = "634768dae1474506e4bf7d341890542b09987d7e6aea5d446c02e37581a56954"
SOON, LATE = {"happenedOn": A_DAY}, {"happenedOn": LATER}

STORIES: Stories = {
    "a pastoral partnership": [
        ("PastoralPartnershipFormed", ANN, "formPastoralPartnership",
         SOON | {"partners": [ASTOR, DOVER, DEAL], "termsOfReference": TERMS,
                 "leads": [ASTOR, DOVER, DEAL]}),
        ("PastoralDialogueHeld", ANN, "holdPastoralDialogue",
         HELD | {"pastoralThemes": ["COMMUNITY_SAFETY", "TRANSITION"]}),
        ("AttendanceConfirmed", BEN, "confirmAttendance",
         {"school": DOVER, "occasion": "$1", "attended": 3}),
        ("BehaviourPatternNoticed", BEN, "noticeBehaviourPattern",
         LATE | {"pastoralTheme": "BEHAVIOUR_IN_SCHOOL", "trend": "FALLING", "schoolsCount": 2,
                 "seenFrom": "2026-01-05", "seenTo": "2026-02-13"}),
        ("PublicServiceConsulted", ANN, "consultPublicService",
         LATE | {"consultedBy": [ASTOR, DOVER], "publicService": "POLICE", "questionsAsked": 4,
                 "consultedFor": "PREVENTION", "advice": ["TRAIN_STAFF", "MEET_AGAIN"]}),
        ("JointActionAgreed", ANN, "agreeJointAction",
         LATE | {"jointAction": "STAFF_TRAINING", "takenOnBy": [ASTOR, DOVER]}),
        ("JointActionAgreed", BEN, "agreeJointAction",
         LATE | {"jointAction": "FAMILY_EVENING", "takenOnBy": [DOVER, DEAL]}),
        ("JointActionCompleted", BEN, "completeJointAction", LATE | {"joint": "$5"}),
        ("JointActionDropped", BEN, "dropJointAction", LATE | {"joint": "$6", "barrier": "BUDGET"}),
        ("PastoralReportBackGiven", ANN, "givePastoralReportBack",
         LATE | {"school": ASTOR, "toSchools": [DOVER, DEAL], "actionsDone": 1, "actionsOpen": 0}),
        ("PastoralPartnershipEnded", BEN, "endPastoralPartnership", LATE),
    ],
}  # fmt: skip
