"""Every kind of entry goes in through GraphQL and comes out again as it went in."""

import json
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from api.reading.connection import cursor_of
from api.schema import schema
from ledger.domain.acts import BY_TOPIC, KINDS
from ledger.domain.plain import revive
from tests.api.desk import ANN, AUD, BEN, Desk
from tests.api.examples import (
    ACTS,
    BY_ITSELF,
    COLLABORATION,
    EXAMPLES,
    PERSON,
    REGISTER,
    TEXT,
    Step,
)

NO_ACT = ("SchoolJoined", "SchoolLeft", "CollaborationEnded")


def test_every_kind_has_an_example():
    assert {kind.__name__ for kind in KINDS} == EXAMPLES.keys() | set(BY_ITSELF)


def facts_of(name: str) -> str:
    """All the facts of a type, as a selection; sealed words by their text."""
    kind = schema._schema.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    if name == "SealedText":
        return "{ text }"
    envelope = schema._schema.type_map["RecordedEntry"].fields
    return "{ " + " ".join(
        fact if is_leaf_type(named) else f"{fact} {facts_of(named.name)}"
        for fact, field in kind.fields.items()
        if fact not in envelope
        for named in [get_named_type(field.type)]
    ) + " }"  # fmt: skip


def opened(value: Any) -> Any:
    """What came out, as it was sent: sealed words are a plain text again."""
    if isinstance(value, list):
        return [opened(item) for item in value]
    if isinstance(value, dict):
        return (
            value["text"] if value.keys() == {"text"} else {k: opened(v) for k, v in value.items()}
        )
    return value


def holds(told: Any, sent: Any) -> bool:
    """Whether everything that was sent is in what came out."""
    if isinstance(sent, dict):
        return all(holds(told[name], value) for name, value in sent.items())
    if isinstance(sent, list):
        return len(told) == len(sent) and all(map(holds, told, sent))
    return told == sent


def tell(desk: Desk, step: Step, root: dict[str, str]) -> Any:
    """Record a step and compare the answer with what was sent; gives its id."""
    kind, who, command, facts = step
    if kind == "Amended":
        root = root | {"entry": root["act"]}
    name = command[0].upper() + command[1:]
    document = (
        f"mutation($input: {name}Input!) {{ {command}(input: $input) {{ __typename "
        f"... on {kind} {{ id position sentence stored facts: __typename }} "
        f"... on {kind} {facts_of(kind)} ... on Refusal {{ code sentence path }} }} }}"
    )
    told = desk.ask(document, who, input=facts | root)[command]
    assert told["__typename"] == kind, told
    assert holds(opened(told), facts)
    assert told["sentence"].endswith(".")
    return told


@pytest.mark.parametrize("name", ACTS)
def test_an_act_goes_in_and_comes_out(desk: Desk, name: str):
    collaboration = desk.begin()
    root = {"collaboration": collaboration}
    told = []
    for step in ACTS[name]:
        told.append(tell(desk, step, root))
        root = {"act": told[0]["id"]}
    act = desk.read(
        f'act(id: "{root["act"]}") {{ isWithdrawn nextSteps life {{ __typename id position '
        f"sentence stored {' '.join(f'... on {s[0]} {facts_of(s[0])}' for s in ACTS[name])} }} }}",
        BEN,
    )["act"]
    assert [line["id"] for line in act["life"]] == [line["id"] for line in told]
    for line, (kind, _, _, facts) in zip(act["life"], ACTS[name], strict=True):
        assert line["__typename"] == kind
        if name != "a visit that was corrected" or kind != "VisitPlanned":
            assert holds(opened(line), facts)
    assert act["isWithdrawn"] == any(step[0] == "Retracted" for step in ACTS[name])


def test_the_life_of_a_collaboration_comes_out(desk: Desk):
    begun = tell(desk, COLLABORATION[0], {})
    for step in COLLABORATION[1:]:
        tell(desk, step, {"collaboration": begun["id"]})
    whole = desk.read(
        f'collaboration(id: "{begun["id"]}") {{ endedOn partners {{ urn from to }} '
        "life { __typename sentence } }",
        ANN,
    )["collaboration"]
    assert [line["__typename"] for line in whole["life"]] == [step[0] for step in COLLABORATION]
    assert whole["endedOn"] == "2026-03-09"
    assert [(p["urn"], p["to"]) for p in whole["partners"]] == [
        ("900001", None),
        ("900002", "2026-03-09"),
        ("900003", None),
    ]


def test_what_is_said_of_forgetting_comes_out_for_who_checks_the_ledger(desk: Desk):
    began = desk.size
    begun = desk.begin()
    for step in PERSON:
        tell(desk, step, {})
    for step in TEXT:
        tell(desk, step, {"entry": begun})
    told = desk.read(
        f"events(after: {cursor_after(desk, began + 1)}) {{ nodes {{ __typename }} }}", AUD
    )
    assert [line["__typename"] for line in told["events"]["nodes"]] == [
        step[0] for step in (*PERSON, *TEXT)
    ]
    hidden = 'events(kind: "TextSealed") { totalCount }'
    assert desk.read(hidden, ANN)["events"]["totalCount"] == 0
    assert desk.read(hidden, AUD)["events"]["totalCount"] > 0


def cursor_after(desk: Desk, position: int) -> str:
    return json.dumps(cursor_of(position))


def test_what_the_register_says_comes_out(desk: Desk):
    for step in REGISTER:
        told = tell(desk, step, {})
        assert revive(BY_TOPIC[type_of(step[0])], json.loads(told["stored"]))
    school = desk.read(
        'school(urn: "900022") { name numbers lineage { school successor succession } }'
    )["school"]
    assert school["numbers"] == ["900021", "900022"]
    assert school["lineage"] == [
        {"school": "900021", "successor": "900022", "succession": "SUCCESSION"}
    ]
    closed = desk.read('school(urn: "900021") { laName closedOn freeSchoolMeals }')["school"]
    assert closed == {"laName": "Kent", "closedOn": "2024-08-31", "freeSchoolMeals": "12.5"}


def type_of(name: str) -> str:
    return next(kind.TOPIC for kind in KINDS if kind.__name__ == name)
