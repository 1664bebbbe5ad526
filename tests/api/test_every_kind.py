"""Every kind of entry goes in through GraphQL and comes out again as it went in."""

import json
import re
from typing import Any

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from api.reading.connection import cursor_of
from api.schema import schema
from ledger.domain.act import Opening
from ledger.domain.acts import BY_TOPIC, KINDS
from ledger.domain.facts import facts_of as facts_of_kind
from ledger.domain.plain import revive
from tests.api.desk import ANN, ASTOR, AUD, BEN, Desk
from tests.api.examples import ACTS, CALENDAR, COLLABORATION, EXAMPLES, PROPOSAL, REGISTER, Step
from tests.api.examples.calendar import DATES
from tests.api.examples.privacy import BY_ITSELF, PERSON, TEXT


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


def filled_in(value: Any, ids: list[str]) -> Any:
    """The facts with the ids of earlier entries in place of `$0`, `$1` ..."""
    if isinstance(value, dict):
        return {name: filled_in(item, ids) for name, item in value.items()}
    if isinstance(value, list):
        return [filled_in(item, ids) for item in value]
    is_id = isinstance(value, str) and re.fullmatch(r"\$\d+", value)
    return ids[int(value[1:])] if is_id else value


def tell(desk: Desk, step: Step, root: dict[str, str]) -> Any:
    """Record a step and compare the answer with what was sent; gives what came out."""
    kind, who, command, facts = step
    of_kind = {fact.name for fact in facts_of_kind(BY_TOPIC[type_of(kind)])}
    name = command[0].upper() + command[1:]
    document = (
        f"mutation($input: {name}Input!) {{ {command}(input: $input) {{ __typename "
        f"... on {kind} {{ id position sentence stored facts: __typename }} "
        f"... on {kind} {facts_of(kind)} ... on Refusal {{ code sentence path }} }} }}"
    )
    given = {name: id for name, id in root.items() if name in of_kind} | facts
    told = desk.ask(document, who, input=given)[command]
    assert told["__typename"] == kind, told
    assert holds(opened(told), facts)
    assert told["sentence"].endswith(".")
    return told


@pytest.mark.parametrize("name", ACTS)
def test_an_act_goes_in_and_comes_out(desk: Desk, name: str):
    root = {"collaboration": desk.begin()}
    ids: list[str] = []
    for kind, who, command, facts in ACTS[name]:
        told = tell(desk, (kind, who, command, filled_in(facts, ids)), root)
        ids.append(told["id"])
        if is_opening(kind):
            root["act"] = told["id"]
    ways = " ".join(f"... on {kind} {facts_of(kind)}" for kind, *_ in ACTS[name])
    acts = [at for at, step in enumerate(ACTS[name]) if is_opening(step[0])]
    told = [
        desk.read(
            f'act(id: "{ids[at]}") {{ isWithdrawn nextSteps '
            f"life {{ __typename id position sentence stored {ways} }} }}",
            ACTS[name][at][1],
        )["act"]
        for at in acts
    ]
    lines = [line for act in told for line in act["life"]]
    assert sorted(line["id"] for line in lines) == sorted(ids)
    amended = [filled_in(step[3], ids).get("entry") for step in ACTS[name]]
    for id, (kind, _, _, facts) in zip(ids, ACTS[name], strict=True):
        (line,) = (line for line in lines if line["id"] == id)
        assert line["__typename"] == kind
        assert id in amended or holds(opened(line), filled_in(facts, ids))
    turns = [step[0] for step in ACTS[name] if step[0] in ("Retracted", "Reinstated")]
    assert told[-1]["isWithdrawn"] == (turns[-1:] == ["Retracted"])


def is_opening(kind: str) -> bool:
    return issubclass(BY_TOPIC[type_of(kind)], Opening)


def test_the_life_of_a_collaboration_comes_out(desk: Desk):
    begun = tell(desk, COLLABORATION[0], {})
    ids = [begun["id"]]
    for kind, who, command, facts in COLLABORATION[1:]:
        step = (kind, who, command, filled_in(facts, ids))
        ids.append(tell(desk, step, {"collaboration": begun["id"]})["id"])
    whole = desk.read(
        f'collaboration(id: "{begun["id"]}") {{ endedOn isWithdrawn isDisputed '
        "partners { urn from to } life { __typename sentence } }",
        ANN,
    )["collaboration"]
    assert [line["__typename"] for line in whole["life"]] == [step[0] for step in COLLABORATION]
    assert (whole["endedOn"], whole["isWithdrawn"], whole["isDisputed"]) == (None, False, False)
    assert [(p["urn"], p["to"]) for p in whole["partners"]] == [
        ("900001", None),
        ("900002", "2026-03-09"),
        ("900003", None),
    ]


def test_what_is_said_of_forgetting_comes_out_for_who_checks_the_ledger(desk: Desk):
    began = desk.size
    begun = desk.begin()
    somebody = desk.ask("{ me { person } }", ANN)["me"]["person"]
    for kind, who, command, facts in PERSON:
        tell(desk, (kind, who, command, facts | {"person": somebody}), {})
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


def test_a_proposal_comes_out_and_starts(desk: Desk):
    proposed = tell(desk, PROPOSAL[0], {})
    of = {"collaboration": proposed["id"]}
    early = desk.record("planVisit", ANN, **of, **EXAMPLES["VisitPlanned"])
    assert early["sentence"] == "The collaboration is proposed; it has not started yet."
    alone = desk.record("startCollaboration", ANN, **of, happenedOn="2025-09-01")
    assert alone["sentence"] == "It starts once two schools have agreed to it."
    for step in PROPOSAL[1:]:
        tell(desk, step, of)
    read = f'collaboration(id: "{proposed["id"]}") {{ startedOn life {{ __typename }} }}'
    whole = desk.read(read, BEN)["collaboration"]
    assert whole["startedOn"] == "2025-09-01"
    assert [line["__typename"] for line in whole["life"]] == [step[0] for step in PROPOSAL]
    assert desk.record("planVisit", ANN, **of, **EXAMPLES["VisitPlanned"])["id"]


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


def test_what_a_calendar_says_comes_out(desk: Desk):
    for step in CALENDAR:
        tell(desk, step, {})
    calendar = (
        'calendar(academicYear: "2025/26") { source edition sourceUrl inset bankHolidays '
        "spans { half firstDay lastDay } schoolDays }"
    )
    told = desk.read(f'school(urn: "{ASTOR}") {{ {calendar} }}')["school"]["calendar"]
    assert told == {
        "source": "LA", "edition": "March 2025", "inset": ["2026-01-05"], "schoolDays": 195,
        **{name: DATES[name] for name in ("spans", "bankHolidays", "sourceUrl")},
    }  # fmt: skip


def type_of(name: str) -> str:
    return next(kind.TOPIC for kind in KINDS if kind.__name__ == name)
