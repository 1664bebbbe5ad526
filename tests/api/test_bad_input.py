"""What cannot be meant is told so in a plain sentence, alike on every database; nothing is kept."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from api.reading.connection import cursor_of
from tests.api.desk import A_DAY, ANN, ASTOR, DOVER, TALK, Desk

JSON = {"Content-Type": "application/json"}
PLAN = "mutation($i: PlanVisitInput!) { planVisit(input: $i) { __typename } }"
NOWHERE = "00000000-0000-4000-8000-000000000000"
VISIT = {
    "collaboration": NOWHERE, "plannedFor": A_DAY, "minutes": 60, "host": ASTOR,
    "visitors": [DOVER], "purpose": "REFINE", "focus": TALK,
}  # fmt: skip


def query(document: str, **variables: Any) -> bytes:
    return json.dumps({"query": document, "variables": variables}).encode()


def plan(**other: Any) -> bytes:
    return query(PLAN, i=VISIT | other)


def school(urn: str) -> bytes:
    return query(f"{{ ledger {{ school(urn: {urn}) {{ name }} }} }}")


def after(things: str, *key: Any) -> bytes:
    return query(
        f'{{ ledger {{ {things}(after: "{cursor_of(*key)}") {{ nodes {{ __typename }} }} }} }}'
    )


POINT = "A point in the ledger is a position, like 4812, or an instant, like 2026-03-14T12:00:00Z."

BAD = {
    "nothing": (b"", "The body is not JSON: see character 1."),
    "half an object": (b'{"query": ', "The body is not JSON: see character 11."),
    "no UTF-8": (b'{"query": "\xff"}', "The body is not UTF-8."),
    "a text": (b'"x"', 'The body is a JSON object such as {"query": "{ __typename }"}.'),
    "a number": (b"1", 'The body is a JSON object such as {"query": "{ __typename }"}.'),
    "nothing at all": (b"null", 'The body is a JSON object such as {"query": "{ __typename }"}.'),
    "a batch": (b"[]", 'The body is a JSON object such as {"query": "{ __typename }"}.'),
    "no document": (b"{}", '"query" is the text of a GraphQL document.'),
    "a document that is a list": (b'{"query": []}', '"query" is the text of a GraphQL document.'),
    "variables that are a list": (
        b'{"query": "{ __typename }", "variables": []}', '"variables" is a JSON object.'),
    "an operation that is a number": (
        b'{"query": "{ __typename }", "operationName": 1}', '"operationName" is a text.'),
    "a name twice": (b'{"query": "{a}", "query": "{b}"}', "A name stands twice in one object."),
    "not a number": (b'{"query": "{a}", "variables": {"n": NaN}}', "NaN is not JSON."),
    "infinity": (b'{"query": "{a}", "variables": {"n": -Infinity}}', "-Infinity is not JSON."),
    "5,000 digits": (
        b'{"query": "{a}", "variables": {"n": ' + b"9" * 5_000 + b"}}",
        "There is a number in the body that is too long."),
    "nested to the bottom": (b"[" * 100_000, "The body is nested too deep."),
    "deep variables": (
        b'{"query": "{a}", "variables": {"n": ' + b"[" * 40 + b"]" * 40 + b"}}",
        "Variables are nested at most 32 levels deep."),
    "a NUL in a variable": (
        plan(host="9000\x00"),
        "There is a character in i.host that cannot be written. Take it out."),
    "half a character in a variable": (
        plan(visitors=["\ud800"]),
        "There is a character in i.visitors.0 that cannot be written. Take it out."),
    "a NUL in the name of a variable": (
        query("{ __typename }", **{"a\x00": 1}),
        "There is a character that cannot be written. Take it out."),
    "a NUL in the operation": (
        json.dumps({"query": "{ __typename }", "operationName": "\x00"}).encode(),
        "There is a character in operationName that cannot be written. Take it out."),
    "a NUL in a literal": (
        query('{ ledger { schools(search: "a\\u0000") { totalCount } } }'),
        "There is a character in search that cannot be written. Take it out."),
    "a NUL in the document": (
        query("{ __typename \x00 }"),
        "The document has a character that cannot be written. Take it out."),
    "half a character in a literal": (
        query('{ ledger { schools(search: "\\ud800") { totalCount } } }'),
        "Syntax Error: Invalid Unicode escape sequence: '\\ud800'."),
    "a long document": (
        query("{ __typename }" + " " * 70_000), "A document has at most 65,536 characters."),
    "many tokens": (
        query("{" + " a" * 6_000 + "}"),
        "Syntax Error: Document contains more than 5000 tokens. Parsing aborted."),
    "a deep document": (
        query("{ a" * 300 + " }" * 300), None),
    "a deep literal": (
        query("{ ledger(knownBy: " + "[" * 400 + "]" * 400 + ") { position } }"), None),
    "an empty selection": (
        query("{ }"), "Syntax Error: Expected Name, found '}'."),
    "no GraphQL": (query("hello"), "Syntax Error: Unexpected Name 'hello'."),
    "an empty document": (query(""), "Syntax Error: Unexpected <EOF>."),
    "an unknown field": (
        query("{ legder { position } }"), "Cannot query field 'legder' on type 'Query'."),
    "an unknown fragment": (query("{ ...Gone }"), "Unknown fragment 'Gone'."),
    "a fragment in a circle": (
        query("{ ...A } fragment A on Query { ...A }"),
        "Cannot spread fragment 'A' within itself."),
    "two operations and no name": (
        query("query A { __typename } query B { __typename }"),
        "The document has several operations: say which one is meant."),
    "only a fragment": (
        query("fragment A on Query { __typename }"), "The document has no such operation."),
    "an operation that is not there": (
        json.dumps({"query": "{ __typename }", "operationName": "B"}).encode(),
        "The document has no such operation."),
    "a subscription": (query("subscription { ledger { position } }"), None),
    "a school of letters": (school('"Astor"'), "A school is named by its URN: six digits."),
    "a school that is a number": (school("900001"), "A school is named by its URN: six digits."),
    "an id that is none": (
        query('{ ledger { act(id: "1") { day } } }'),
        "An id is a UUID, such as 3f0c1c1e-6f0a-4c57-9a3e-0d2b7f1f3a10."),
    "a day that is none": (
        query('{ ledger(happenedBy: "2026-02-30") { position } }'),
        "A day is written like 2026-03-14."),
    "a day of the week": (
        query('{ ledger(happenedBy: "2026-W10-1") { position } }'),
        "A day is written like 2026-03-14."),
    "a point in other digits": (query('{ ledger(knownBy: "٢") { position } }'), POINT),
    "a day in other digits": (
        query('{ ledger(happenedBy: "٢٠٢٦-03-14") { position } }'),
        "A day is written like 2026-03-14."),
    "a point that is none": (
        query('{ ledger(knownBy: "yesterday") { position } }'),
        POINT),
    "a point before the beginning": (
        query("{ ledger(knownBy: -1) { position } }"),
        POINT),
    "an instant to come": (
        query('{ ledger(knownBy: "2999-01-01T00:00:00Z") { position } }'),
        "That instant has not come yet."),
    "a page of none": (
        query("{ ledger { schools(first: 0) { totalCount } } }"),
        "A page has from 1 to 100 things; `first` says how many."),
    "a page of 101": (
        query("{ ledger { acts(first: 101) { totalCount } } }"),
        "A page has from 1 to 100 things; `first` says how many."),
    "a broken cursor": (
        query('{ ledger { acts(after: "WyJ4Il0") { totalCount } } }'),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a cursor of another list": (
        query('{ ledger { schools(after: "WzFd") { totalCount } } }'),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a cursor of junk": (
        query('{ ledger { events(after: "§") { totalCount } } }'),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a cursor with a NUL": (
        after("schools", "Astor\0", ASTOR),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a cursor with half a character": (
        after("providers", "\ud800"),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a cursor that says yes": (
        after("events", True),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a position beyond every number": (
        query('{ ledger { events(after: "WzFlNDBd") { totalCount } } }'),
        "That is no cursor of this list. Take it from `endCursor`."),
    "a missing fact": (
        query(PLAN, i={name: value for name, value in VISIT.items() if name != "host"}),
        "Variable '$i' has invalid value: Expected value of type 'PlanVisitInput' to include "
        "required field 'host'."),
    "an unknown fact": (
        plan(colour="red"),
        "Variable '$i' has invalid value: Expected value of type 'PlanVisitInput' not to include "
        "unknown field 'colour'."),
    "a number that is a text": (
        plan(minutes="an hour"),
        "Variable '$i' has invalid value at .minutes: Int cannot represent non-integer value: "
        "'an hour'"),
    "an unknown code": (
        plan(purpose="LEISURE"),
        "Variable '$i' has invalid value at .purpose: Value 'LEISURE' does not exist in 'Purpose' "
        "enum."),
    "a decimal without end": (
        plan(travelKm="NaN"),
        "Variable '$i' has invalid value at .travelKm: "
        'A decimal number is written as text, like "4.25".'),
    "a decimal with an exponent": (
        plan(travelKm="1e999999"),
        "Variable '$i' has invalid value at .travelKm: "
        'A decimal number is written as text, like "4.25".'),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_meant_is_told_so(desk: Desk, caplog: pytest.LogCaptureFixture, name: str):
    body, sentence = BAD[name]
    before = desk.size
    with caplog.at_level(logging.INFO):
        answer = desk.client.post("/graphql", content=body, headers=JSON | desk.headers(ANN))
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert sentence in (None, error["message"])
    assert len(error["message"]) < 300
    assert desk.size == before
    ours = [line for line in caplog.records if not line.name.startswith("httpx")]
    assert ours == [], "a slip of a caller is no matter for the log"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_point_beyond_the_end_is_told_so(desk: Desk):
    answer = desk.send({"query": "{ ledger(knownBy: 1000000) { position } }"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["message"] == (
        f"The ledger is known to position {desk.size} so far, not to 1,000,000."
    )


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_another_method_is_refused(desk: Desk, method: str):
    answer = desk.client.request(method, "/graphql?query={__typename}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": ""},
        JSON | {"Content-Encoding": "gzip"},
    ],
)
def test_another_type_is_refused(desk: Desk, headers: dict[str, str]):
    answer = desk.client.post("/graphql", content=b'{"query": "{a}"}', headers=headers)
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNSUPPORTED_MEDIA_TYPE"


def test_json_may_say_its_character_set(desk: Desk):
    headers = {"Content-Type": "application/json; charset=utf-8"}
    body = b'{"query": "{ __typename }"}'
    assert desk.client.post("/graphql", content=body, headers=headers).json() == {
        "data": {"__typename": "Query"}
    }


def test_a_large_body_is_refused(desk: Desk):
    answer = desk.client.post("/graphql", content=plan(host="x" * 2**20), headers=JSON)
    assert answer.status_code == 413
    assert answer.json()["errors"][0]["message"] == "A body has at most 256 KiB."


def test_at_most_twenty_errors_are_told(desk: Desk):
    answer = desk.send({"query": "{" + " ".join(f"a{n}" for n in range(200)) + "}"})
    assert len(answer.json()["errors"]) <= 20


@pytest.mark.parametrize("header", ["Bearer x", "Basic YTpi", "Bearer " + "x" * 5_000])
def test_a_token_that_says_nothing_here_is_refused(desk: Desk, header: str):
    headers = {"Authorization": header}
    answer = desk.client.post("/graphql", json={"query": "{ __typename }"}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer realm="ledger", error="invalid_token"'
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
