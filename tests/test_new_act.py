"""A new kind of act costs one file and its lines in the table of contents: seen to be so.

In a copy of the house a family that nobody has heard of moves in. Its mutation, its types, its line
in the history and the universal tests follow; and they go red while what is said of it is missing:
its examples, its lines in the glossary and the article, and the two files that a command makes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.learning_walk import ACT, EXAMPLES, GLOSSARY, GOLDEN, ROW, SERVING, STORY

ROOT = Path(__file__).parents[1]
CONTENTS = "src/ledger/domain/acts/__init__.py"


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
    ran = python(house, "pytest", "-q", "-p", "no:cacheprovider", *what)
    return ran.returncode, ran.stdout + ran.stderr


def python(house: Path, module: str, *what: str) -> subprocess.CompletedProcess[str]:
    """A module of the copy, run there."""
    return subprocess.run(
        [sys.executable, "-m", module, *what],
        cwd=house,
        env=os.environ | {"PYTHONPATH": f"{house / 'src'}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def red(told: str) -> set[str]:
    """The tests that failed; a name in brackets says for which kind."""
    return set(re.findall(r"^FAILED .*::(\w+(?:\[learning-walk\S+)?)", told, re.MULTILINE))


def say_all_of_it(house: Path) -> None:
    """What a new family says of itself beside its own file, by hand."""
    (house / "tests/golden/learning-walk-1.jsonl").write_text(GOLDEN, encoding="utf-8")
    (house / "tests/api/examples/learning_walk.py").write_text(EXAMPLES, encoding="utf-8")
    (house / "tests/acts/test_learning_walk.py").write_text(STORY, encoding="utf-8")
    with (house / "docs/glossary.md").open("a", encoding="utf-8") as glossary:
        glossary.write(GLOSSARY)
    article = house / "docs/article/classrooms.toml"
    before, row, after = article.read_text(encoding="utf-8").partition(ROW)
    after = after.replace("kinds = [", f"kinds = [\n    {SERVING}", 1)
    article.write_text(before + row + after, encoding="utf-8")


def make_the_rest(house: Path) -> None:
    """What commands make: the schema in force, and the digests of the golden lines."""
    schema = python(house, "api.schema")
    assert schema.returncode == 0, schema.stderr
    (house / "src/api/schema.graphql").write_text(schema.stdout, encoding="utf-8")
    assert python(house, "tests.test_golden").returncode == 0


ABOUT_THE_WHOLE = (
    "tests/test_every_kind.py::test_no_bytes_are_kept_that_nothing_reads",
    "tests/test_every_kind.py::test_the_glossary_has_it",
    "tests/test_article.py::test_every_kind_of_act_serves_some_row_or_any_act",
    "tests/test_golden.py",
    "tests/api/test_every_kind.py::test_every_kind_has_an_example",
    "tests/api/test_schema.py::test_the_schema_that_is_committed_is_the_one_in_force",
)
"""Tests that look at all kinds together, and at what is said of them."""


def test_a_new_act_is_one_file_and_two_lines_and_what_is_said_of_it(house: Path):
    code, told = run(house, *ABOUT_THE_WHOLE)
    assert code == 1, told
    assert red(told) == {
        "test_no_bytes_are_kept_that_nothing_reads",
        "test_the_glossary_has_it[learning-walk-held/1]",
        "test_the_glossary_has_it[learning-walk-followed-up/1]",
        "test_every_kind_of_act_serves_some_row_or_any_act",
        "test_every_kind_has_an_example",
        "test_the_schema_that_is_committed_is_the_one_in_force",
    }, told

    say_all_of_it(house)
    make_the_rest(house)

    code, told = run(house, *ABOUT_THE_WHOLE, f"tests/test_example.py::{STILL_TOLD}")
    assert code == 0, told
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


STILL_TOLD = "test_every_kind_that_it_ever_told_of_occurs"
"""No story of the example tells of a walk, and none has to."""
