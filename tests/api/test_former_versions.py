"""What an earlier release recorded is read for ever, beside what this one records of its kind."""

from __future__ import annotations

import json
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

import pytest

from ledger.domain.acts import KINDS
from ledger.log.contract import Written
from tests.api.desk import ADA, ANN, ASTOR, AUD, BEN, LATER, Desk
from tests.api.examples import EXAMPLES
from tests.api.examples.shared_post import POST
from tests.forgetting.test_export import root_from

FORMER = {kind.__name__: kind.FORMER for kind in KINDS if kind.FORMER}
SAID = (
    ("ResourceDeveloped", "developResource", "resourceTitle", "Map skills, year 5"),
    ("EvidencePointedTo", "pointToEvidence", "evidence.0.locator", "folder 7"),
    ("ExpertiseMilestoneReached", "reachExpertiseMilestone", "awardedBy",
     "Geographical Association"),
)  # fmt: skip
WORDS = "{ text whyNoText printed commitment }"
LIFE = (
    "__typename id sentence stored "
    f"... on ResourceDeveloped {{ resourceTitle {WORDS} licence }} "
    f"... on EvidencePointedTo {{ evidence {{ locator {WORDS} }} }} "
    f"... on ExpertiseMilestoneReached {{ awardedBy {WORDS} }} "
)
every_kind = pytest.mark.parametrize(
    ("name", "command", "place", "words"), SAID, ids=[kind for kind, *_ in SAID]
)


def test_every_kind_with_former_versions_is_tried_here():
    assert {kind for kind, *_ in SAID} == FORMER.keys()


def a_post(desk: Desk) -> str:
    """A shared post, by its id."""
    facts = POST | {"contributors": [ASTOR, "900002"]}
    return desk.record("proposeSharedPost", **facts, partOf=desk.begin())["id"]


def log(desk: Desk):
    return desk.client.app.state.opened.recorder


def by_an_earlier_release(desk: Desk, id: str, words: str) -> str:
    """What an earlier release would have stored of this entry: its words in the open."""
    now = log(desk).find(id).event
    (name,) = (kind.__name__ for kind in KINDS if now.type == kind.TOPIC)

    def opened(told):
        if isinstance(told, dict) and told.keys() == {"sealed"}:
            return words
        if isinstance(told, dict):
            return {fact: opened(value) for fact, value in told.items()}
        return [opened(one) for one in told] if isinstance(told, list) else told

    body = json.dumps(opened(json.loads(now.data)), sort_keys=True, separators=(",", ":"))
    return append(desk, FORMER[name][0], body, now, f"then {id}")


def append(desk: Desk, topic: str, body: str, like: Written, key: str) -> str:
    id = str(uuid5(NAMESPACE_URL, json.dumps([like.by["person"], key], separators=(",", ":"))))
    log(desk).append([Written(topic, body.encode(), like.tags, id, like.by)])
    desk.record("requestRetraction", BEN, act=desk.plan(desk.begin()), reason="Once more, please.")
    return id


def both(desk: Desk, name: str, command: str, words: str) -> tuple[str, str, str]:
    """An act in whose life a thing was said as it is now, and as it was; all three by their ids."""
    post = a_post(desk)
    now = desk.record(command, act=post, **EXAMPLES[name])["id"]
    return post, now, by_an_earlier_release(desk, now, words)


def text_at(line, place: str):
    for name in place.split("."):
        line = line[int(name)] if name.isdigit() else line[name]
    return line


def lines_of(desk: Desk, post: str, who=ANN):
    told = desk.read(f'act(id: "{post}") {{ life {{ {LIFE} }} }}', who)["act"]["life"]
    return {line["id"]: line for line in told}


@every_kind
def test_both_are_read(desk: Desk, name: str, command: str, place: str, words: str):
    post, now, then = both(desk, name, command, words)
    lines = lines_of(desk, post)
    assert lines[now]["__typename"] == lines[then]["__typename"] == name
    assert lines[now]["sentence"] == lines[then]["sentence"]
    sealed, lies_open = text_at(lines[now], place), text_at(lines[then], place)
    assert (sealed["text"], len(sealed["commitment"])) == (words, 64)
    assert words not in lines[now]["stored"]
    assert lies_open == {"text": words, "whyNoText": None, "printed": words, "commitment": None}
    assert lines[then]["stored"] == log(desk).find(then).event.data.decode()
    # An auditor reads no sealed words; but what was stored in the open, as ever.
    told = lines_of(desk, post, AUD)
    assert text_at(told[now], place)["text"] is None
    assert text_at(told[then], place)["text"] == words


@every_kind
def test_both_are_found_by_their_kind(desk: Desk, name: str, command: str, place: str, words: str):
    post, now, then = both(desk, name, command, words)

    def found(kind: str, of: str):
        asked = f'events(kind: "{kind}", first: 100{of}) {{ totalCount nodes {{ id }} }}'
        told = desk.read(asked, ANN)["events"]
        assert told["totalCount"] == len(told["nodes"])
        return [line["id"] for line in told["nodes"]]

    assert found(name, f', act: "{post}"') == [now, then]
    assert found(name, "")[-2:] == [now, then]
    assert found(name, f', school: "{ASTOR}"')[-2:] == [now, then]
    assert found(FORMER[name][0], f', act: "{post}"') == [then]
    assert found("NoSuchKind", "") == []
    own = desk.read("ownActivity { cells { kind recorded { value } } }", ANN)["ownActivity"]
    cells = {"kind": name, "recorded": {"value": len(found(name, ""))}}
    assert [cell for cell in own["cells"] if cell["kind"] == name] == [cells]


@every_kind
def test_what_lies_open_cannot_be_sealed(
    desk: Desk, name: str, command: str, place: str, words: str
):
    post, now, then = both(desk, name, command, words)
    place_there = {"resourceTitle": "resource_title", "awardedBy": "awarded_by"}.get(place, place)
    for ask in ("askToSealText", "sealText"):
        refused = desk.record(ask, ADA, entry=then, place=place_there)
        assert (refused["code"], refused["path"]) == ("NOT_FOUND", ["place"])
        assert refused["sentence"] == (
            "Those words lie open in the log: they were recorded before such words were sealed, "
            "and what is recorded stays."
        )
    desk.record("askToSealText", ANN, entry=now, place=place_there)
    assert desk.record("sealText", ADA, entry=now, place=place_there)["__typename"] == "TextSealed"
    lines = lines_of(desk, post)
    assert text_at(lines[now], place)["printed"] == "[sealed for ever]"
    assert text_at(lines[then], place)["text"] == words


@every_kind
def test_who_recorded_has_both_and_can_prove_them(
    desk: Desk, name: str, command: str, place: str, words: str
):
    _, now, then = both(desk, name, command, words)
    before = log(desk).positions_of([now])[now] - 1
    export = desk.ask(f"{{ me {{ export(first: 9, after: {before}) }} }}", ANN)["me"]["export"]
    told = {json.loads(one["envelope"])["id"]: one for one in map(json.loads, export)}
    assert [one["text"] for one in told[now]["words"]] == [words]
    assert told[then]["words"] == []
    assert words in told[then]["body"]
    for line in (told[now], told[then]):
        assert json.loads(line["envelope"])["body"] == sha256(line["body"].encode()).hexdigest()
        leaf = sha256(b"\x00" + line["envelope"].encode()).digest()
        path = [bytes.fromhex(beside) for beside in line["path"]]
        root = root_from(leaf, line["position"] - 1, line["head"]["size"], path)
        assert root.hex() == line["head"]["root"]


@every_kind
def test_the_same_key_is_the_same_entry_whatever_release_recorded_it(
    desk: Desk, name: str, command: str, place: str, words: str
):
    post, now, then = both(desk, name, command, words)
    size, facts = desk.size, EXAMPLES[name]
    again = desk.keyed(command, f"then {now}", ANN, act=post, **facts)
    assert (again["id"], desk.size) == (then, size)
    other = json.loads(json.dumps(facts).replace(words, "folder 8"))
    assert desk.keyed(command, f"then {now}", ANN, act=post, **other)["code"] == "KEY_REUSED"


def test_what_is_built_on_and_corrected_is_the_same(desk: Desk):
    post, _, then = both(desk, *SAID[0][:2], SAID[0][3])
    used = {"school": ASTOR, "resource": then, "happenedOn": LATER}
    assert desk.record("adoptResource", act=post, **used)["__typename"] == "ResourceAdopted"
    wrong = {"act": post, "entry": then, "reason": "It was written down wrongly."}

    amended = desk.record("amend", **wrong, field="licence", old='"cc_by"', new='"cc_by_sa"')

    assert amended["__typename"] == "Amended", amended
    line = lines_of(desk, post)[then]
    assert (line["licence"], line["resourceTitle"]["text"]) == ("CC_BY_SA", SAID[0][3])
    title = {"field": "resource_title", "old": f'"{SAID[0][3]}"', "new": '"Maps"'}
    refused = desk.record("amend", **wrong, **title)
    assert refused["sentence"].startswith("That cannot be amended")


@pytest.mark.parametrize(
    ("said", "field", "old", "new"),
    [
        (SAID[0], "resource_title", SAID[0][3], "Maps, year 6"),
        (SAID[1], "evidence", None, "folder 8"),
        (SAID[2], "awarded_by", SAID[2][3], "A chartered college"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_old_amendments_of_what_lies_open_are_read(desk: Desk, said, field, old, new):
    name, command, place, words = said
    post, _, then = both(desk, name, command, words)
    like = log(desk).find(then).event
    was = json.loads(like.data)[field]
    right = [was[0] | {"locator": new}] if old is None else new
    change = {
        "act": post, "entry": then, "field": field, "old": json.dumps(was),
        "new": json.dumps(right), "reason": {"sealed": "0ab"},
    }  # fmt: skip
    append(desk, "amended/1", json.dumps(change, sort_keys=True), like, f"amended {then}")
    assert text_at(lines_of(desk, post)[then], place)["text"] == new
