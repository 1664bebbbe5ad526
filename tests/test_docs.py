"""What the documents promise: their questions are asked, their names are those of the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from graphql import parse, validate
from starlette.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.identity import Asker, issue
from api.schema import schema
from ledger.domain.identifiers import SchoolId, TrustId
from ledger.domain.past import Role
from ledger.example import load
from ledger.figures.figure import FigureUnit, Measured
from ledger.figures.method import METHODS, method
from ledger.log.engine import open_database, reading
from ledger.log.schema import prepare
from ledger.projections import VIEWS, listing
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot, at
from ledger.settings import READERS, Settings, read_settings
from tests.keys import keys_in

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FRONT_ENDS = (ROOT / "docs/for-front-ends.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "docs/example.md").read_text(encoding="utf-8")
SNIPPETS = {
    name: text
    for text in re.findall(r"```graphql\n(.*?)```", README + FRONT_ENDS + EXAMPLE, re.DOTALL)
    for name in re.findall(r"^(?:query|mutation) (\w+)", text)
}
"""The GraphQL operations of the documents for front ends, by their names."""
WALK = {
    "Board": Asker(Role.TRUSTEE, "eve", None, TrustId("90001")),
    "PooledExpert": Asker(Role.EDITOR, "ann", SchoolId("900051")),
    "Market": Asker(Role.EDITOR, "ann", SchoolId("900051")),
    "SharedGeographer": Asker(Role.EDITOR, "ann", SchoolId("900012")),
    "DidItHelp": Asker(Role.EDITOR, "ann", SchoolId("900001")),
    "HubEvenings": Asker(Role.EDITOR, "ann", SchoolId("900031")),
    "Alone": Asker(Role.EDITOR, "ann", SchoolId("900057")),
}
"""Who asks the questions of the walk through the example."""
MAY_BE_NOTHING = {"voices", "finding", "measures", "moderation", "delivered", "gap"}
"""What not every collaboration or school has, though one has it: who disagrees names no finding."""
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
    ann = Asker(Role.EDITOR, "ann", MOSSBANK)
    with TestClient(create_app(settings)) as client:

        def ask(document: str, asker: Asker = ann, **variables: Any) -> Any:
            token = issue(settings, asker, datetime.now(UTC))
            answer = client.post(
                "/graphql",
                json={"query": document, "variables": variables},
                headers={"Authorization": f"Bearer {token}"},
            )
            assert answer.status_code == 200, answer.text
            return answer.json()["data"]

        yield ask


def places(answer: Any, at: str = "") -> Iterator[tuple[str, bool]]:
    """Each place in an answer, and whether there is something to show.

    There is not where an object is missing, a list is empty, or a figure says that it is hidden or
    not recorded.
    """
    is_mark = isinstance(answer, str) and answer.startswith("[")
    yield at, not (answer is None or answer == [] or is_mark)
    pairs = answer.items() if isinstance(answer, dict) else ()
    pairs = enumerate(answer) if isinstance(answer, list) else pairs
    for name, value in pairs:
        yield from places(value, f"{at}.{name}")


def last_of(place: str) -> str:
    """The field that it is about: of a figure, the figure."""
    return place.removesuffix(".sentence").rpartition(".")[2]


@pytest.mark.parametrize("name", WALK)
def test_on_the_walk_through_the_example_every_question_finds_something(
    front_end: Answers, name: str
):
    found = list(places(front_end(SNIPPETS[name], WALK[name])))
    shown = {last_of(place) for place, is_there in found if is_there}
    gaps = [place for place, is_there in found if not is_there]
    assert [gap for gap in gaps if last_of(gap) not in MAY_BE_NOTHING & shown] == []


def test_the_first_question_of_the_readme_has_an_answer(front_end: Answers):
    school = front_end(SNIPPETS["History"])["ledger"]["school"]
    assert school["name"]
    assert school["engagement"]["confirmed"] > 0
    assert len(school["history"]["nodes"]) == 5
    assert all(act["life"] for act in school["history"]["nodes"])


def test_the_past_is_asked_as_the_readme_says(front_end: Answers):
    then = front_end(SNIPPETS["AsItWasKnown"])["ledger"]
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
    first = front_end(SNIPPETS["Plan"], input=visit)["planVisit"]
    again = front_end(SNIPPETS["Plan"], input=visit)["planVisit"]
    assert first["receipt"] | {"viewsBehind": False} == again["receipt"] | {"viewsBehind": False}


@pytest.mark.parametrize("way", ["--kind", "--always"])
def test_the_table_of_the_readme_is_taken_in(front_end: Answers, way: str):
    (mine,) = front_end("{ ledger { collaborations(first: 1) { nodes { id } } } }")["ledger"][
        "collaborations"
    ]["nodes"]
    (table,) = re.findall(r"```csv\n(.*?)```", README, re.DOTALL)
    (kind,) = re.findall(r"ledger import acts .* --kind '(.*?)'", README)
    always = [{"name": "collaboration", "value": mine["id"]}]
    mapping = {"--kind": {"kind": kind}, "--always": {"always": always}}[way]

    answer = front_end(SNIPPETS["Import"], input={"csv": table, "mapping": mapping})

    assert answer["importActs"]["leftOut"] == []
    assert answer["importActs"]["recorded"] == 1


@pytest.mark.parametrize("name", SNIPPETS)
def test_every_snippet_is_of_the_schema(name: str):
    assert validate(schema._schema, parse(SNIPPETS[name])) == []


def test_both_clocks_are_read_as_front_ends_are_told(front_end: Answers):
    told = front_end(SNIPPETS["InMarch"], urn=MOSSBANK, knownBy="2025-03-31T12:00:00Z")
    assert 0 < told["then"]["position"] < told["now"]["position"]
    then, now = (told[at]["school"]["engagement"]["confirmed"] for at in ("then", "now"))
    assert 0 < then < now


def test_a_timeline_is_turned_page_by_page(front_end: Answers):
    asked: dict[str, Any] = {"urn": MOSSBANK}
    seen: list[str] = []
    while True:
        ledger = front_end(SNIPPETS["Timeline"], **asked)["ledger"]
        history = ledger["school"]["history"]
        seen += [act["id"] for act in history["nodes"]]
        if not history["pageInfo"]["hasNextPage"]:
            break
        asked |= {"knownBy": ledger["position"], "after": history["pageInfo"]["endCursor"]}
    assert len(seen) == len(set(seen)) == history["totalCount"] > 20


def test_what_is_recorded_is_found_with_its_words(front_end: Answers):
    visits = f'acts(school: "{MOSSBANK}", kind: VISIT, to: "2026-01-31") {{ nodes {{ id }} }}'
    lives = [
        front_end(SNIPPETS["OneAct"], id=act["id"])["ledger"]["act"]["life"]
        for act in front_end(f"{{ ledger {{ {visits} }} }}")["ledger"]["acts"]["nodes"][:9]
    ]
    texts = [line["tried"] for life in lives for line in life if "tried" in line]
    assert texts
    assert all(text["printed"] and text["whyNoText"] is None for text in texts)


A_VISIT = {
    "host": "900004", "visitors": [MOSSBANK], "purpose": "REFINE", "focus": {"theme": "TEACHING"},
    "happenedOn": "2026-02-10", "minutes": 60, "lessonsSeen": 1,
    "attendance": [{"school": "900004", "attended": 1}, {"school": MOSSBANK, "attended": 2}],
}  # fmt: skip


def test_a_key_makes_one_entry_and_no_more(front_end: Answers):
    asked = {"input": A_VISIT, "key": "the-visit-of-10-february"}
    first = front_end(SNIPPETS["Record"], **asked)["holdVisitInformally"]
    again = front_end(SNIPPETS["Record"], **asked)["holdVisitInformally"]
    assert (first["id"], first["receipt"]["position"]) == (
        again["id"],
        again["receipt"]["position"],
    )
    other = asked | {"input": A_VISIT | {"minutes": 75}}
    refused = front_end(SNIPPETS["Record"], **other)["holdVisitInformally"]
    assert (refused["code"], refused["path"]) == ("KEY_REUSED", ["idempotencyKey"])


@pytest.fixture
def receipt(front_end: Answers, settings: Settings) -> Iterator[str]:
    """The receipt of a figure that this test has made up: how many acts Mossbank took part in."""

    def count(now: Snapshot, school: str) -> Measured:
        acts = listing.count(now, listing.Wanted(schools=(school,)))
        return Measured(value=acts, unit=FigureUnit.ACTS, sources=(1, 2))

    counted = method("documents.acts/1", "the acts that are known")(count)
    engine = open_database(settings.database)
    scope = Scope(Role.EDITOR, frozenset({MOSSBANK}), date(2026, 3, 9))
    with reading(engine) as db:
        yield counted.ask(at(db, VIEWS, scope), school=MOSSBANK).receipt
    engine.dispose()
    del METHODS[counted.code]


def test_a_receipt_opens_the_same_question(front_end: Answers, receipt: str):
    more = front_end(SNIPPETS["Record"], input=A_VISIT, key="another visit of that day")
    assert more["holdVisitInformally"]["__typename"] == "VisitHeldInformally"
    told = front_end(SNIPPETS["OpenReceipt"], receipt=receipt)["receipt"]
    assert told["isSame"]
    assert told["figure"]["value"] > 20
    assert told["figure"]["method"]["name"] == "documents.acts"
    assert [line["position"] for line in told["figure"]["sources"]["nodes"]] == [1, 2]


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
