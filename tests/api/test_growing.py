"""What can be read is answered before what can be recorded stands; nobody is told less for it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import api
from api.answer import Answer
from api.growing import Growing
from api.message import Message
from tests.api.desk import ANN, ASTOR, Desk

Ask = Callable[..., Answer]

READ = {
    "a school": f'{{ ledger {{ position school(urn: "{ASTOR}") {{ name phase }} }} }}',
    "figures": f'{{ ledger {{ school(urn: "{ASTOR}") {{ engagement {{ sentence }} }} }} }}',
    "a page": "{ ledger { schools(first: 2) { nodes { __typename name } } } }",
    "whoever asks": "{ me { __typename person } }",
}
BEYOND = {
    "an entry": "{ ledger { events(first: 1) { nodes { __typename sentence } } } }",
    "a kind of entry": "{ ledger { events { nodes { ... on SchoolRegistered { urn } } } } }",
    "all types": "{ __schema { mutationType { name } types { name } } }",
    "one type": '{ __type(name: "Mutation") { fields { name } } }',
    "a mutation": (
        'mutation { beginCollaboration(input: {title: "Talk", partners: ["900001", "900002"], '
        "focus: {theme: TEACHING}, outcomes: []}) { __typename ... on Refusal { code } } }"
    ),
    "what is nowhere": "{ ledger { unicorns } }",
}


@pytest.fixture
def early(desk: Desk) -> tuple[Growing, Ask]:
    """A schema that nobody told to grow, and a way to ask it as Ann."""
    schema, open_context = Growing(), desk.client.app.state.open_context
    token = desk.headers(ANN)["Authorization"]

    def ask(document: str) -> Answer:
        return schema.answer(Message(document, {}, None), lambda: open_context(token))

    return schema, ask


@pytest.mark.parametrize("asked", READ)
def test_what_can_be_read_is_answered_at_once(
    desk: Desk, early: tuple[Growing, Ask], asked: str
) -> None:
    schema, ask = early
    answer = ask(READ[asked])
    assert schema._whole is None
    assert answer.body == desk.send({"query": READ[asked]}, ANN).json()


@pytest.mark.parametrize("asked", BEYOND)
def test_whatever_else_is_asked_waits_for_the_whole(
    desk: Desk, early: tuple[Growing, Ask], asked: str
) -> None:
    schema, ask = early
    answer = ask(BEYOND[asked])
    assert schema._whole is not None
    sent = desk.send({"query": BEYOND[asked]}, ANN)
    assert (answer.status, answer.body) == (sent.status_code, sent.json())


START = """
import sys, api.app
from api.growing import Growing
schema = Growing()
early = {"api.schema", "networkx", "alembic", "sqlalchemy.dialects.postgresql"} & sys.modules.keys()
assert not early, early
print(schema.whole().as_str())
"""


def test_a_start_loads_only_what_it_needs_and_grows_to_the_whole() -> None:
    grown = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True
    )
    assert grown.stdout == Path(api.__file__).with_name("schema.graphql").read_text()


def test_it_grows_once_it_was_asked(
    early: tuple[Growing, Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a schema that would wait very long for the first question
    monkeypatch.setattr("api.growing.HEAD_START_SECONDS", 600)
    schema, ask = early
    schema.start()
    # when it is asked
    ask(READ["a school"])
    # then it does not wait any longer
    for thread in threading.enumerate():
        if thread.name == "schema":
            thread.join(timeout=60)
    assert schema._whole is not None


def test_a_schema_that_cannot_be_made_is_told_of_at_readyz(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a defect in what can be recorded
    broken = Growing()
    monkeypatch.setattr(Growing, "whole", lambda self: 1 / 0)
    broken._was_asked.set()
    # when it is made
    with pytest.raises(ZeroDivisionError):
        broken._grow()
    # then whoever operates the ledger sees which part is not ready
    monkeypatch.setattr(desk.client.app.state, "schema", broken)
    answer = desk.client.get("/readyz")
    assert answer.status_code == 503
    assert not answer.json()["checks"]["schema"]["ok"]
