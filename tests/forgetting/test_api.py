"""What a front end is told of words that are gone, and what somebody is told of themselves."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.api.conftest import desk, new_desk
from tests.api.desk import ADA, ANN, AUD, BEN, DOT, EVE, WIN, Desk

__all__ = ["desk", "new_desk"]
TITLE = "title { text whyNoText printed commitment }"
ME = "{ me { person export } }"


def title(desk: Desk, collaboration: str, who) -> dict[str, str | None]:
    found = desk.read(f'collaboration(id: "{collaboration}") {{ {TITLE} }}', who)
    told = found["collaboration"]["title"]
    return {name: told[name] for name in ("text", "whyNoText", "printed")}


def seal(desk: Desk, command: str, who, entry: str, place: str = "title"):
    return desk.record(command, who, entry=entry, place=place)


def test_words_are_told_to_whom_they_are_for(desk: Desk):
    begun = desk.begin()
    for who in (ANN, BEN, EVE):
        assert title(desk, begun, who) == {
            "text": "Talk in science",
            "whyNoText": None,
            "printed": "Talk in science",
        }
    assert title(desk, begun, AUD) == {
        "text": None,
        "whyNoText": "NOT_FOR_YOU",
        "printed": "[words that are not for you]",
    }


def test_a_text_is_gone_once_a_second_person_has_agreed(desk: Desk):
    begun = desk.begin()
    assert seal(desk, "askToSealText", ANN, begun)["__typename"] == "TextSealAsked"
    assert title(desk, begun, BEN)["text"] == "Talk in science"
    alone = seal(desk, "sealText", ANN, begun)
    assert (alone["code"], alone["path"]) == ("NEEDS_SECOND_PERSON", ["place"])

    assert seal(desk, "sealText", ADA, begun)["__typename"] == "TextSealed"

    for who in (ANN, BEN, EVE):
        assert title(desk, begun, who) == {
            "text": None,
            "whyNoText": "SEALED",
            "printed": "[sealed for ever]",
        }
    assert seal(desk, "sealText", ADA, begun)["code"] == "ALREADY_SAID"
    me = desk.ask("{ me { export(first: 100) } }", ANN)["me"]["export"]
    assert [w["place"] for line in me if begun in line for w in json.loads(line)["words"]] == [
        "outcomes.0.statement"
    ]


@pytest.mark.parametrize("who", [BEN, WIN])
def test_another_school_seals_nothing(desk: Desk, who):
    begun = desk.begin()
    refused = seal(desk, "askToSealText", who, begun)
    assert (refused["code"], refused["sentence"]) == ("NOT_FOUND", "There is no such entry.")


def test_a_place_is_named_as_in_the_schema_or_refused(desk: Desk):
    begun = desk.begin()
    assert seal(desk, "askToSealText", ANN, begun, "plannedTerms")["path"] == ["place"]
    body = {
        "query": "mutation($i: AskToSealTextInput!) { askToSealText(input: $i) { __typename } }",
        "variables": {"i": {"entry": begun, "place": "Nowhere!"}},
    }
    assert "A place is named from the outside in" in desk.send(body, ANN).text


def test_somebody_sees_their_own_record_and_nobody_elses(desk: Desk):
    anns, bens = desk.begin(ANN), desk.begin(BEN)
    ann, ben = (desk.ask(ME, who)["me"] for who in (ANN, BEN))
    assert ann["person"] != ben["person"]
    assert any(anns in line for line in ann["export"])
    assert not any(bens in line for line in ann["export"])
    assert "Talk in science" in "".join(ann["export"])
    assert desk.ask(ME, None)["me"] == {"person": None, "export": []}
    assert desk.ask(ME, EVE)["me"] == {"person": None, "export": []}


def test_their_record_comes_in_pages(desk: Desk):
    for _ in range(3):
        desk.begin(BEN)
    whole = desk.ask("{ me { export(first: 100) } }", BEN)["me"]["export"]
    place = json.loads(whole[0])["position"]
    rest = desk.ask(f"{{ me {{ export(first: 2, after: {place}) }} }}", BEN)["me"]["export"]
    assert rest == whole[1:3]


def test_somebody_asks_to_be_forgotten_and_takes_it_back(desk: Desk):
    desk.begin(BEN)
    person = desk.ask("{ me { person } }", BEN)["me"]["person"]
    asked = desk.record("requestErasure", BEN, person=person, whyErased="ASKED")
    assert asked["sentence"] == "Somebody is to be forgotten in seven days (asked)."
    assert desk.record("requestErasure", ANN, person=person, whyErased="ASKED")["code"] == (
        "NOT_FOUND"
    )
    assert desk.record("cancelErasure", BEN, person=person)["__typename"] == "ErasureCancelled"


NOBODYS = "00000000-0000-4000-8000-000000000009"
OF_A_PERSON = {
    "requestErasure": {"whyErased": "ASKED"},
    "cancelErasure": {},
    "setLegalHold": {"ground": "LEGAL_CLAIM"},
    "releaseLegalHold": {},
}


@pytest.mark.parametrize("command", OF_A_PERSON)
def test_a_slip_in_a_reference_is_told_and_not_obeyed(desk: Desk, command: str):
    before, due = desk.size, in_a_month(desk)

    refused = desk.record(command, ADA, person=NOBODYS, **OF_A_PERSON[command])

    assert refused == {
        "__typename": "Refusal",
        "code": "NOT_FOUND",
        "sentence": "Nobody in this ledger has that reference. Look for a slip in it.",
        "path": ["person"],
    }
    assert (desk.size, in_a_month(desk)) == (before, due)


@pytest.mark.parametrize("who", [ANN, EVE, AUD, None])
@pytest.mark.parametrize("command", OF_A_PERSON)
def test_nobody_else_learns_who_is_here(desk: Desk, command: str, who):
    desk.begin(BEN)
    here = desk.ask("{ me { person } }", BEN)["me"]["person"]
    told = [desk.record(command, who, person=p, **OF_A_PERSON[command]) for p in (here, NOBODYS)]
    assert told[0] == told[1]
    assert told[0]["__typename"] == "Refusal"


def test_somebody_who_recorded_nothing_yet_has_a_reference(desk: Desk):
    """Their login stands behind it, though the log has not heard of them."""
    nothing = desk.record("sealText", DOT, entry=NOBODYS, place="title")
    person = desk.ask("{ me { person } }", DOT)["me"]["person"]
    assert nothing["code"] == "NOT_FOUND"
    asked = desk.record("requestErasure", ADA, person=person, whyErased="ASKED")
    assert asked["__typename"] == "ErasureRequested"
    assert desk.record("cancelErasure", ADA, person=person)["__typename"] == "ErasureCancelled"


def in_a_month(desk: Desk) -> list[str]:
    """What there will be to do."""
    ledger = desk.client.app.state.opened.ledger
    return ledger.errands.due(ledger.clock() + timedelta(days=31))


def test_a_hold_refuses_and_the_auditor_sees_that_it_did(desk: Desk):
    desk.begin(BEN)
    person = desk.ask("{ me { person } }", BEN)["me"]["person"]
    count = 'events(kind: "ErasureRefused") { totalCount }'
    before = desk.read(count, AUD)["events"]["totalCount"]
    desk.record("setLegalHold", ADA, person=person, ground="LEGAL_CLAIM")
    refused = desk.record("requestErasure", BEN, person=person, whyErased="ASKED")
    assert (refused["code"], refused["sentence"]) == (
        "LEGAL_HOLD",
        "There is a legal hold: legal claim.",
    )
    desk.record("releaseLegalHold", ADA, person=person)  # and the views have caught up
    assert desk.read(count, AUD)["events"]["totalCount"] == before + 1


def test_nobody_sends_what_only_the_ledger_says(desk: Desk):
    schema = desk.client.get("/schema.graphql").text
    for command in ("beginErasure", "eraseSubject", "refuseErasure"):
        assert command not in schema
    assert "type SubjectErased" in schema
