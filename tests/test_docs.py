"""What the documents promise: their questions are asked, their names are those of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.identity import Asker, issue
from ledger.domain.past import Role
from ledger.domain.words import SchoolId
from ledger.example import load
from ledger.log.engine import open_database
from ledger.log.schema import prepare
from ledger.settings import READERS, Settings, read_settings
from tests.keys import keys_in

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MOSSBANK = SchoolId("900001")

Answers = Any


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return read_settings({"LEDGER_DATA": str(tmp_path_factory.mktemp("readme"))})


@pytest.fixture(scope="module")
def front_end(settings: Settings) -> Iterator[Answers]:
    engine = open_database(settings.database)
    prepare(engine)
    load(engine, keys_in(settings.data))
    engine.dispose()
    token = issue(settings, Asker(Role.EDITOR, "ann", MOSSBANK), datetime.now(UTC))
    with TestClient(create_app(settings)) as client:

        def ask(document: str, **variables: Any) -> Any:
            answer = client.post(
                "/graphql",
                json={"query": document, "variables": variables},
                headers={"Authorization": f"Bearer {token}"},
            )
            assert answer.status_code == 200, answer.text
            return answer.json()["data"]

        yield ask


def snippet(name: str) -> str:
    """The GraphQL operation of this name in README."""
    found = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)
    return next(text for text in found if re.search(rf"^\w+ {name}\b", text))


def test_the_first_question_of_the_readme_has_an_answer(front_end: Answers):
    school = front_end(snippet("History"))["ledger"]["school"]
    assert school["name"]
    assert school["engagement"]["confirmed"] > 0
    assert len(school["history"]["nodes"]) == 5
    assert all(act["life"] for act in school["history"]["nodes"])


def test_the_past_is_asked_as_the_readme_says(front_end: Answers):
    then = front_end(snippet("AsItWasKnown"))["ledger"]
    now = front_end("{ ledger { position } }")["ledger"]
    assert 0 < then["position"] < now["position"]
    assert then["school"]["engagement"]["sustained"] != "NONE"


def test_the_mutation_of_the_readme_records_and_is_recorded_once(front_end: Answers):
    collaboration = front_end("{ ledger { collaborations(first: 1) { nodes { id } } } }")
    (mine,) = collaboration["ledger"]["collaborations"]["nodes"]
    members = f'{{ ledger {{ collaboration(id: "{mine["id"]}") {{ partners {{ urn to }} }} }} }}'
    partners = front_end(members)["ledger"]["collaboration"]["partners"]
    other = next(p["urn"] for p in partners if p["urn"] != MOSSBANK and p["to"] is None)
    visit = {
        "collaboration": mine["id"],
        "host": other,
        "visitors": [MOSSBANK],
        "purpose": "REFINE",
        "focus": {"theme": "TEACHING"},
        "plannedFor": "2027-01-20",
        "minutes": 60,
    }
    first = front_end(snippet("Plan"), input=visit)["planVisit"]
    again = front_end(snippet("Plan"), input=visit)["planVisit"]
    assert first["receipt"] | {"viewsBehind": False} == again["receipt"] | {"viewsBehind": False}


def test_the_table_of_the_readme_is_taken_in(front_end: Answers):
    (mine,) = front_end("{ ledger { collaborations(first: 1) { nodes { id } } } }")["ledger"][
        "collaborations"
    ]["nodes"]
    (table,) = re.findall(r"```csv\n(.*?)```", README, re.DOTALL)
    always = [{"name": "collaboration", "value": mine["id"]}]

    answer = front_end(snippet("Import"), input={"csv": table, "mapping": {"always": always}})

    assert answer["importActs"]["leftOut"] == []
    assert answer["importActs"]["recorded"] == 1


def test_every_setting_stands_in_the_readme_and_no_other():
    assert set(re.findall(r"LEDGER_[A-Z]+", README)) == set(READERS)


def commands(group: click.Group, above: str = "ledger") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above} {name}")
        else:
            yield f"{above} {name}"


def test_every_command_stands_in_the_readme():
    assert [name for name in commands(main) if f"`{name}" not in README] == []


def test_every_decision_is_listed():
    pages = sorted((ROOT / "docs/decisions").glob("0*.md"))
    contents = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert [page.name for page in pages if page.name not in contents] == []
    assert all("**Given up.**" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda p: p.name
)
def test_no_link_leads_nowhere(page: Path):
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []
