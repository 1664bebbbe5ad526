"""What the register of schools says, in the order in which such things go."""

from tests.api.desk import ADA
from tests.api.examples.common import Step

REGISTER: list[Step] = [
    ("SchoolRegistered", ADA, "registerSchool",
     {"school": "900021", "name": "Elm", "phase": "PRIMARY", "freeSchoolMeals": "12.5"}),
    ("SchoolRegistered", ADA, "registerSchool",
     {"school": "900022", "name": "Oak", "phase": "PRIMARY", "openedOn": "2024-09-01"}),
    ("SchoolDetailsChanged", ADA, "changeSchoolDetails",
     {"school": "900021", "changes": [{"field": "laName", "old": None, "new": "Kent"}]}),
    ("SchoolClosed", ADA, "closeSchool", {"school": "900021", "closedOn": "2024-08-31"}),
    ("SchoolSucceeded", ADA, "succeedSchool",
     {"school": "900021", "successor": "900022", "succession": "SUCCESSION",
      "happenedOn": "2024-09-01"}),
    ("IntakePublished", ADA, "publishIntake",
     {"school": "900022", "matching": "PRIMARY", "edition": "2024", "priorAttainment": "2.842543",
      "pupilPremium": "47.99733", "englishAdditional": "47.330534", "deprivation": "0.24683",
      "participation": "3.551846", "stability": "77.910238", "specialNeedsSupport": "16.616677",
      "specialNeedsPlan": "2.339532", "pupils": 1667}),
    ("TrustRegistered", ADA, "registerTrust",
     {"uid": "9103", "name": "The Elm Trust", "groupKind": "MULTI_ACADEMY_TRUST",
      "groupId": "TR00001", "companiesHouse": "01234567", "openedOn": "2011-07-14"}),
    ("SchoolJoinedTrust", ADA, "joinTrust",
     {"school": "900022", "uid": "9103", "trustName": "The Elm Trust",
      "happenedOn": "2024-09-01"}),
    ("SchoolLeftTrust", ADA, "leaveTrust",
     {"school": "900022", "uid": "9103", "happenedOn": "2025-08-31"}),
]  # fmt: skip
