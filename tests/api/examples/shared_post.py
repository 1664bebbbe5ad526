"""Shared posts: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DEAL, DOVER, FIRST_DAY, LATER
from tests.api.examples.common import CAME, EVALUATED, FOLLOWED, REASON, Stories

SUBJECT = {"theme": "TEACHING", "subject": "GEOGRAPHY"}
POST = {
    "focus": SUBJECT, "contributors": [ASTOR, DOVER], "fteOwn": "0.4", "fteShared": "0.6",
    "termYears": "2.5", "happenedOn": FIRST_DAY,
}  # fmt: skip
PAYS = {"amountPerYear": 400_000, "daysEntitled": "58.5", "happenedOn": FIRST_DAY}
PROPOSED = ("SharedPostProposed", ANN, "proposeSharedPost", POST)

STORIES: Stories = {
    "a shared post": [
        PROPOSED,
        ("PostContributionAgreed", ANN, "agreePostContribution", PAYS | {"school": ASTOR}),
        ("PostContributionAgreed", BEN, "agreePostContribution", PAYS | {"school": DOVER}),
        ("SharedPostAppointed", ANN, "appointToSharedPost",
         {"expert": "6f0a4c57-9a3e-4d2b-8f1f-3a103f0c1c1e", "homeSchool": ASTOR,
          "happenedOn": FIRST_DAY}),
        ("WeekPatternSet", ANN, "setWeekPattern",
         {"ownDays": "2", "sharedDays": "3", "weeks": 39, "validFrom": FIRST_DAY,
          "happenedOn": FIRST_DAY}),
        ("PostContributorJoined", ANN, "joinSharedPost",
         {"school": DEAL, "happenedOn": FIRST_DAY}),
        ("PostDayDelivered", ANN, "deliverPostDay",
         {"school": DEAL, "fraction": "0.5", "postActivity": "COACHING", "happenedOn": A_DAY}),
        ("PostContributorLeft", BEN, "leaveSharedPost",
         {"school": DOVER, "weeksLeft": 13, "refund": 133_333, "reason": REASON,
          "happenedOn": A_DAY}),
        ("SharedPostReviewed", ANN, "reviewSharedPost",
         {"postVerdict": "ADAPT", "reviewNotes": "More coaching.", "happenedOn": LATER}),
        ("SharedPostEnded", ANN, "endSharedPost", {"reason": REASON, "happenedOn": LATER}),
    ],
    "what the expert in a shared post learns and makes": [
        PROPOSED,
        ("ResourceDeveloped", ANN, "developResource",
         {"resourceKind": "ASSESSMENT", "resourceTitle": "Map skills, year 5",
          "licence": "CC_BY", "happenedOn": A_DAY}),
        ("ResourceAdopted", BEN, "adoptResource",
         {"school": DOVER, "resource": "$1", "happenedOn": A_DAY}),
        ("ExternalStudyVisitMade", ANN, "makeExternalStudyVisit",
         {"studyKind": "CENTRE_OF_EXCELLENCE", "placeType": "MUSEUM", "happenedOn": A_DAY}),
        ("LearningBroughtBack", ANN, "bringBackLearning",
         {"studyVisit": "$3", "broughtTo": [ASTOR, DOVER], "happenedOn": LATER}),
        ("ExpertiseMilestoneReached", ANN, "reachExpertiseMilestone",
         {"milestone": "FELLOWSHIP", "awardedBy": "Geographical Association",
          "happenedOn": LATER}),
    ],
    "training that the expert in a shared post led": [
        PROPOSED,
        ("SharedPostCpdLed", ANN, "leadSharedPostCpd",
         {"post": "$0", "focus": SUBJECT, "minutes": 90, "attendance": CAME,
          "happenedOn": A_DAY}),
        ("SharedPostCpdFollowedUp", BEN, "followUpSharedPostCpd", FOLLOWED),
        ("SharedPostCpdEvaluated", ANN, "evaluateSharedPostCpd", EVALUATED),
    ],
}  # fmt: skip
