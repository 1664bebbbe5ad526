"""A family that nobody has heard of: its file, and all that has to be said of it elsewhere."""

from __future__ import annotations

ACT = '''\
"""A learning walk: colleagues look into the classrooms of another school, minutes in each."""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.occasion import FollowedUp, HeldInformally
from ledger.domain.past import Past
from ledger.domain.refusal import Missing
from ledger.domain.identifiers import SchoolId
from ledger.domain.words import Few


class LearningWalkHeld(HeldInformally):
    """Colleagues walked through the classrooms of another school."""

    TOPIC = "learning-walk-held/1"
    COMMAND = "hold_learning_walk"

    host: Annotated[SchoolId, "the school whose classrooms they saw"]
    classrooms_seen: Annotated[Few, "how many classrooms they saw"]

    def check(self, past: Past) -> None:
        if self.host not in {there.school for there in self.attendance if there.attended}:
            raise Missing("Somebody of the host walks along.", "attendance")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]} and saw {self.classrooms_seen} classrooms."


class LearningWalkFollowedUp(FollowedUp):
    """Something seen on the walk was tried at home."""

    TOPIC = "learning-walk-followed-up/1"
    COMMAND = "follow_up_learning_walk"


KINDS = (LearningWalkHeld, LearningWalkFollowedUp)
'''

GOLDEN = (
    '{"body":{"attendance":[{"attended":2,"roles":["head","teacher"],"school":"900001"},'
    '{"attended":3,"roles":["cpd_lead"],"school":"900002"}],"classrooms_seen":7,'
    '"focus":{"subject":"science","theme":"teaching","year_groups":[7,8]},'
    '"happened_on":"2026-03-02","host":"900001","minutes":95,'
    '"part_of":"3f0d8f0e-6a54-4d55-9f0a-0c1de7b1a001",'
    '"replaces":"7a0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a11","serves":[1]},'
    '"topic":"learning-walk-held/1"}\n'
    '{"body":{"act":"8a6b1c52-1f0e-4b57-8f3e-5d2d3c4b5a02","happened_on":"2026-03-08","minutes_taken":45,'
    '"tried":{"sealed":"e0dd95dfd151e46d90642528e5951a4a717a59aaac336fcc914ed5bd2bc6e1f9"}},'
    '"topic":"learning-walk-followed-up/1"}\n'
)

EXAMPLES = '''\
"""Learning walks: one example of every kind of entry, as such things go."""

from tests.api.desk import ANN, ASTOR, TALK
from tests.api.examples.common import FOLLOWED, HELD, Stories

STORIES: Stories = {
    "a learning walk": [
        ("LearningWalkHeld", ANN, "holdLearningWalk",
         HELD | {"host": ASTOR, "classroomsSeen": 7, "focus": TALK}),
        ("LearningWalkFollowedUp", ANN, "followUpLearningWalk", FOLLOWED),
    ],
}
'''

GLOSSARY = """
| event | what it says |
| --- | --- |
| `LearningWalkHeld` | Colleagues walked through the classrooms of another school. |
| `LearningWalkFollowedUp` | Something seen on the walk was tried at home. |
"""

ROW = 'says = "Schools stop working each for itself.'
"""How the row of the article begins that the walks serve."""

SERVING = '"LearningWalkHeld", "LearningWalkFollowedUp",'

STORY = '''\
"""A learning walk, as front ends record and read it."""

from api.schema import schema
from tests.api.conftest import fresh
from tests.api.desk import A_DAY, ANN, ASTOR, BEN, DOVER, LATER, TALK

__all__ = ["fresh"]

WALK = {
    "host": ASTOR, "classroomsSeen": 7, "focus": TALK, "minutes": 60, "happenedOn": A_DAY,
    "attendance": [{"school": ASTOR, "attended": 1}, {"school": DOVER, "attended": 2}],
}


def test_a_learning_walk_has_its_mutation_and_its_types():
    types = schema._schema.type_map
    assert {"holdLearningWalk", "followUpLearningWalk"} <= types["Mutation"].fields.keys()
    assert {"LearningWalkHeld", "LearningWalkFollowedUp", "HoldLearningWalkInput"} <= types.keys()
    assert "LEARNING_WALK" in types["ActKind"].values


def test_a_learning_walk_stands_in_the_history_and_counts(fresh):
    nobody = WALK | {"attendance": [{"school": ASTOR, "attended": 0}, WALK["attendance"][1]]}
    assert fresh.record("holdLearningWalk", BEN, **nobody)["__typename"] == "Refusal"
    held = fresh.record("holdLearningWalk", BEN, **WALK)
    said = {"act": held["id"], "school": DOVER, "attended": 2}
    assert fresh.record("confirmAttendance", BEN, **said)["__typename"] == "AttendanceConfirmed"
    tried = {"act": held["id"], "happenedOn": LATER, "tried": "Books lie open."}
    assert fresh.record("followUpLearningWalk", BEN, **tried)["id"]

    told = fresh.read(
        f'school(urn: "{DOVER}") {{ engagement {{ confirmed depth }} '
        "history { nodes { kind stage sentence life { sentence } } } }",
        BEN,
        '(happenedBy: "2026-04-20")',
    )["school"]

    (line,) = told["history"]["nodes"]
    assert (line["kind"], line["stage"]) == ("LEARNING_WALK", "FOLLOWED_UP")
    assert line["sentence"] == (
        "Held on 2 March 2026: 3 colleagues of 2 schools came and saw 7 classrooms."
    )
    assert line["life"][-1]["sentence"] == "Followed up on 9 March 2026."
    assert told["engagement"] == {"confirmed": 1, "depth": 1.0}
'''
