"""A new kind of act costs one file and its lines in the table of contents: seen to be so.

In a copy of the house a family that nobody has heard of moves in. Its mutation, its types, its line
in the history and the universal tests follow; and they go red while its examples are missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTENTS = "src/ledger/domain/acts/__init__.py"

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
    '{"body":{"act":"8a6b1c52-1f0e-4b57-8f3e-5d2d3c4b5a02","happened_on":"2026-03-08",'
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


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house into which the new family has moved, with nothing but its own file."""
    house = tmp_path / "house"
    without = shutil.ignore_patterns("__pycache__")
    for folder in ("src", "tests", "docs", "migrations"):
        shutil.copytree(ROOT / folder, house / folder, ignore=without)
    shutil.copy(ROOT / "pyproject.toml", house)
    (house / "src/ledger/domain/acts/learning_walk.py").write_text(ACT, encoding="utf-8")
    contents = (house / CONTENTS).read_text(encoding="utf-8")
    contents = contents.replace("    lesson_study,\n", "    learning_walk,\n    lesson_study,\n")
    contents = contents.replace(
        "    *lesson_study.KINDS,\n", "    *learning_walk.KINDS,\n    *lesson_study.KINDS,\n"
    )
    assert contents.count("learning_walk") == 2, "its two lines in the table of contents"
    (house / CONTENTS).write_text(contents, encoding="utf-8")
    return house


def run(house: Path, *what: str) -> tuple[int, str]:
    """The exit code and the words of the tests that were run in the copy, and of no others."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *what],
        cwd=house,
        env=os.environ | {"PYTHONPATH": f"{house / 'src'}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_a_new_act_is_one_file_and_two_lines_and_its_examples(house: Path):
    code, told = run(
        house,
        "tests/test_every_kind.py::test_no_bytes_are_kept_that_nothing_reads",
        "tests/test_every_kind.py::test_the_glossary_has_it",
        "tests/api/test_every_kind.py::test_every_kind_has_an_example",
    )
    assert code == 1, told
    assert set(re.findall(r"^FAILED .*::(\w+)(\[learning-walk\S+)?", told, re.MULTILINE)) == {
        ("test_no_bytes_are_kept_that_nothing_reads", ""),
        ("test_the_glossary_has_it", "[learning-walk-held/1]"),
        ("test_the_glossary_has_it", "[learning-walk-followed-up/1]"),
        ("test_every_kind_has_an_example", ""),
    }, told

    (house / "tests/golden/learning-walk-1.jsonl").write_text(GOLDEN, encoding="utf-8")
    (house / "tests/api/examples/learning_walk.py").write_text(EXAMPLES, encoding="utf-8")
    (house / "tests/acts/test_learning_walk.py").write_text(STORY, encoding="utf-8")
    with (house / "docs/glossary.md").open("a", encoding="utf-8") as glossary:
        glossary.write(GLOSSARY)

    code, told = run(
        house,
        "tests/test_every_kind.py",
        "tests/domain/test_any_family.py",
        "tests/api/test_every_kind.py",
        "tests/acts/test_learning_walk.py",
        "-k",
        "learning and walk and not postgresql",
    )
    assert code == 0, told
    passed = re.search(r"(\d+) passed", told)
    assert passed, told
    assert int(passed[1]) > 25, "each universal test asks each kind of the family"
