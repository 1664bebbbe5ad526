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
]  # fmt: skip
