"""What the examples of several families say alike."""

from __future__ import annotations

from typing import Any

from api.identity import Asker
from tests.api.desk import A_DAY, ASTOR, DOVER, LATER, TALK

REASON = "The caretaker had locked the hall."
CAME = [{"school": ASTOR, "attended": 4, "roles": ["HEAD"]}, {"school": DOVER, "attended": 3}]
TEN = {"question": "useful", "n": 7, "mean": "4.25", "sd": "0.5"}
HELD = {"happenedOn": A_DAY, "minutes": 90, "attendance": CAME}
RESCHEDULED = {"plannedFor": A_DAY, "plannedStart": "14:15", "reason": REASON}
CANCELLED = {"happenedOn": A_DAY, "barrier": "RELEASE_TIME"}
FOLLOWED = {"happenedOn": LATER, "tried": "Pairs before hands up."}
EVALUATED = {"happenedOn": LATER, "ratings": [TEN], "wouldRepeat": True}
PLANNED = {"plannedFor": A_DAY, "plannedStart": "13:30", "minutes": 60, "focus": TALK}
TOGETHER = PLANNED | {"partners": [ASTOR, DOVER]}

Step = tuple[str, Asker, str, dict[str, Any]]
"""The kind, who records it, the mutation, and what it says.

`$0` stands for the id of the first entry of the story, `$1` for that of the second, and so on. The
act (the last one opened) and the collaboration are filled in where the kind has such a fact.
"""

Stories = dict[str, list[Step]]
