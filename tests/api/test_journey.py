"""What front ends do with the ledger: record, be refused, correct, look back."""

from __future__ import annotations

import json

import pytest

from ledger.domain.plain import canonical
from ledger.log.contract import Written
from tests.api.desk import (
    A_DAY,
    ADA,
    ANN,
    ASTOR,
    AUD,
    BEN,
    DEAL,
    DOT,
    DOVER,
    EVE,
    LATER,
    TALK,
    Desk,
)

VISIT = {
    "plannedFor": A_DAY, "minutes": 60, "host": ASTOR, "visitors": [DOVER], "focus": TALK,
}  # fmt: skip
NOWHERE = "00000000-0000-4000-8000-000000000000"


def test_a_visit_from_the_plan_to_what_it_was_worth(desk: Desk):
    together = desk.begin()
    refused = desk.record("planVisit", ANN, **VISIT, collaboration=together, purpose="CONTRAST")
    assert refused == {
        "__typename": "Refusal",
        "code": "MISSING",
        "sentence": "A visit for contrast says in what the schools differ.",
        "path": ["contrast"],
    }
    act = desk.plan(together)
    early = desk.record("followUpVisit", BEN, act=act, happenedOn=LATER, tried="Pairs first.")
    assert (early["code"], early["path"]) == ("OUT_OF_ORDER", ["act"])
    held = desk.hold(act)
    assert held["sentence"] == (
        "Held on 2 March 2026: 4 colleagues of 2 schools came and saw 3 lessons."
    )
    desk.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
    desk.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    desk.record("followUpVisit", BEN, act=act, happenedOn=LATER, tried="Pairs first.")
    told = desk.read(
        f'act(id: "{act}") {{ kind stage day sentence nextSteps schools {{ name }} '
        "life { __typename ... on VisitFollowedUp { tried { text } } } }",
        BEN,
    )["act"]
    assert told.pop("life")[-1] == {
        "__typename": "VisitFollowedUp",
        "tried": {"text": "Pairs first."},
    }
    steps = set(told.pop("nextSteps"))
    assert {"amend", "confirmAttendance", "dispute", "retract", "followUpVisit"} <= steps
    assert "evaluateVisit" in steps
    assert not {"holdVisit", "rescheduleVisit", "cancelVisit", "closeAct", "reinstate"} & steps
    assert told == {
        "kind": "VISIT",
        "stage": "FOLLOWED_UP",
        "day": A_DAY,
        "sentence": "Dover planned to visit Astor on 2 March 2026 to refine practice.",
        "schools": [{"name": "Astor"}, {"name": "Dover"}],
    }


def test_only_what_the_school_itself_confirmed_counts(fresh: Desk):
    act = fresh.plan(fresh.begin())
    fresh.hold(act)
    question = (
        f'school(urn: "{DOVER}") {{ engagement {{ sustained confirmed claimed unconfirmed sources '
        "cells { code confirmed claimed isPending } } }"
    )
    at = '(happenedBy: "2026-04-20")'
    before = fresh.read(question, BEN, at)["school"]["engagement"]
    assert (before["sustained"], before["confirmed"], before["claimed"]) == ("NONE", 0, 0)
    assert before["unconfirmed"] == 1
    confirmed = fresh.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    after = fresh.read(question, BEN, at)["school"]["engagement"]
    assert (after["sustained"], after["confirmed"], after["claimed"]) == ("ONE_OFF", 1, 0)
    assert confirmed["position"] in after["sources"]
    assert after["cells"] == [
        {"code": "2025/26-SPR", "confirmed": 1, "claimed": 0, "isPending": False},
        {"code": "2025/26-SUM", "confirmed": 0, "claimed": 0, "isPending": True},
    ]


def test_a_history_comes_in_pages_newest_first(fresh: Desk):
    together = fresh.begin()
    days = [f"2026-02-{day:02d}" for day in (3, 5, 5, 9, 12)]
    for day in days:
        fresh.plan(together, plannedFor=day)
    seen: list[str] = []
    after = ""
    for _ in range(3):
        history = fresh.read(
            f'school(urn: "{DOVER}") {{ history(first: 2{after}) {{ totalCount '
            "edges { cursor node { day } } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
            BEN,
        )["school"]["history"]
        assert history["totalCount"] == 5
        assert history["pageInfo"]["hasPreviousPage"] == bool(after)
        seen += [edge["node"]["day"] for edge in history["edges"]]
        after = f', after: "{history["pageInfo"]["endCursor"]}"'
    assert not history["pageInfo"]["hasNextPage"]
    assert seen == sorted(days, reverse=True)


def test_acts_are_found_by_what_they_are(fresh: Desk):
    first, second = fresh.begin(), fresh.begin(partners=(ASTOR, DEAL))
    fresh.plan(first, plannedFor="2026-02-03")
    fresh.plan(second, plannedFor="2026-02-05", visitors=[DEAL])

    def days(arguments: str) -> list[str]:
        acts = fresh.read(f"acts({arguments}) {{ totalCount nodes {{ day }} }}", ANN)["acts"]
        assert acts["totalCount"] == len(acts["nodes"])
        return [act["day"] for act in acts["nodes"]]

    assert days("first: 50") == ["2026-02-05", "2026-02-03"]
    assert days(f'school: "{DEAL}"') == ["2026-02-05"]
    assert days(f'collaboration: "{first}"') == ["2026-02-03"]
    assert days(f'school: "{ASTOR}", collaboration: "{second}"') == ["2026-02-05"]
    assert days('from: "2026-02-04"') == ["2026-02-05"]
    assert days('to: "2026-02-04"') == ["2026-02-03"]
    assert days("kind: VISIT") == ["2026-02-05", "2026-02-03"]
    assert days("kind: JOINT_COMMISSION") == []
    assert days(f'collaboration: "{NOWHERE}"') == []


def test_events_are_found_by_what_they_are_about(fresh: Desk):
    together = fresh.begin()
    act = fresh.plan(together)
    fresh.hold(act)

    def kinds(arguments: str) -> list[str]:
        found = fresh.read(f"events({arguments}) {{ totalCount nodes {{ __typename }} }}", BEN)
        assert found["events"]["totalCount"] == len(found["events"]["nodes"])
        return [node["__typename"] for node in found["events"]["nodes"]]

    register = ["SchoolRegistered"] * 5
    assert kinds("first: 50") == [*register, "CollaborationBegun", "VisitPlanned", "VisitHeld"]
    assert kinds(f'act: "{act}"') == ["VisitPlanned", "VisitHeld"]
    assert kinds(f'collaboration: "{together}", kind: "CollaborationBegun"') == [
        "CollaborationBegun"
    ]
    assert kinds(f'school: "{DOVER}", kind: "VisitHeld"') == ["VisitHeld"]
    assert kinds(f'school: "{DEAL}"') == ["SchoolRegistered"]
    assert kinds('kind: "SchoolRegistered"') == register
    assert kinds('kind: "NoSuchKind"') == []


def test_a_page_of_events_goes_on_where_the_last_one_ended(fresh: Desk):
    fresh.plan(fresh.begin())
    seen: list[int] = []
    after = ""
    while page := fresh.read(
        f"events(first: 2{after}) {{ nodes {{ position }} pageInfo {{ endCursor }} }}", ANN
    )["events"]:
        if not page["nodes"]:
            break
        seen += [node["position"] for node in page["nodes"]]
        after = f', after: "{page["pageInfo"]["endCursor"]}"'
    assert seen == [1, 2, 3, 4, 5, 6, 7]


def test_whoever_is_not_signed_in_sees_the_events_of_the_register_only(fresh: Desk):
    fresh.plan(fresh.begin())
    told = fresh.read("events { totalCount nodes { __typename } }")["events"]
    assert told["totalCount"] == 5
    assert {node["__typename"] for node in told["nodes"]} == {"SchoolRegistered"}


def test_schools_are_found_by_words(fresh: Desk):
    def names(arguments: str) -> list[str]:
        found = fresh.read(f"schools({arguments}) {{ totalCount nodes {{ name }} }}")["schools"]
        assert found["totalCount"] == len(found["nodes"])
        return [school["name"] for school in found["nodes"]]

    assert names("first: 100") == ["Astor", "Deal", "Dover", "Wick", "Yarm"]
    assert names('search: "DO"') == ["Dover"]
    assert names('search: "%"') == []
    assert names('la: "886", phase: PRIMARY') == ["Astor", "Deal", "Dover", "Wick", "Yarm"]
    assert names('la: "887"') == []
    assert names("phase: SECONDARY") == []


def test_what_is_sent_again_under_its_key_is_recorded_once(desk: Desk):
    act = desk.plan(desk.begin())
    facts = {"act": act, "plannedFor": LATER, "reason": "The hall was locked."}
    first = desk.keyed("rescheduleVisit", "a-key", ANN, **facts)
    before = desk.size
    again = desk.keyed("rescheduleVisit", "a-key", ANN, **facts)
    assert (again["id"], again["position"]) == (first["id"], first["position"])
    other = desk.keyed("rescheduleVisit", "a-key", ANN, **facts | {"reason": "Nobody was free."})
    assert (other["code"], other["path"]) == ("KEY_REUSED", ["idempotencyKey"])
    for key in ("", "k" * 201):
        refused = desk.keyed("rescheduleVisit", key, ANN, **facts)
        assert (refused["code"], refused["path"]) == ("OUT_OF_RANGE", ["idempotencyKey"])
    assert desk.size == before


def test_a_fact_is_corrected_by_quoting_what_is_stored(desk: Desk):
    act = desk.plan(desk.begin())
    (line,) = desk.read(f'act(id: "{act}") {{ life {{ id stored }} }}', BEN)["act"]["life"]
    old = json.dumps(json.loads(line["stored"])["planned_for"])
    amended = desk.record(
        "amend",
        BEN,
        act=act,
        entry=line["id"],
        field="plannedFor",
        old=old,
        new=json.dumps(LATER),
        reason="The diary had another day.",
    )
    assert amended["__typename"] == "Amended", amended
    told = desk.read(
        f'act(id: "{act}") {{ day life {{ ... on VisitPlanned {{ plannedFor }} '
        "... on Amended { field } } }",
        BEN,
    )["act"]
    assert told == {"day": LATER, "life": [{"plannedFor": LATER}, {"field": "plannedFor"}]}


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (None, "NOT_SIGNED_IN"),
        (EVE, "TRUSTEE_CANNOT_RECORD"),
        (AUD, "ROLE_CANNOT_RECORD"),
        (ADA, "ROLE_CANNOT_RECORD"),
    ],
)
def test_who_may_not_record_is_told_so_as_data(desk: Desk, who, code):
    before = desk.size
    refused = desk.record("planVisit", who, **VISIT, collaboration=NOWHERE, purpose="REFINE")
    assert refused["code"] == code
    assert desk.size == before


@pytest.mark.parametrize(
    ("other", "code", "path"),
    [
        ({"host": "900099"}, "NOT_PARTICIPANT", None),
        ({"visitors": ["900099"]}, "NOT_MEMBER", ["visitors", "0"]),
        ({"visitors": [ASTOR]}, "SAME_SCHOOL", ["visitors"]),
        ({"visitors": [DEAL]}, "NOT_MEMBER", ["visitors", "0"]),
        ({"minutes": 1}, "OUT_OF_RANGE", ["minutes"]),
        ({"visitors": []}, "OUT_OF_RANGE", ["visitors"]),
        ({"purpose": "UNKNOWN"}, "NOT_WELL_FORMED", ["purpose"]),
        ({"collaboration": NOWHERE}, "NOT_FOUND", ["collaboration"]),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused_as_data(desk: Desk, other, code, path):
    facts = VISIT | {"collaboration": desk.begin(), "purpose": "REFINE"} | other
    before = desk.size
    refused = desk.record("planVisit", ANN, **facts)
    assert refused["code"] == code, refused
    assert path in (None, refused["path"])
    assert desk.size == before


def test_a_pupils_number_is_refused_wherever_it_stands(desk: Desk):
    act = desk.plan(desk.begin())
    refused = desk.record(
        "rescheduleVisit", ANN, act=act, plannedFor=LATER, reason="It was A823412345678 again."
    )
    assert (refused["code"], refused["path"]) == ("PUPIL_IDENTIFIER", ["reason"])


def test_a_code_that_a_later_release_took_out_is_still_read(fresh: Desk):
    """What was recorded is read for ever: it comes out as UNKNOWN, and fails no page."""
    together = fresh.begin()
    act = fresh.plan(together)
    facts = {"act": act, "happened_on": A_DAY, "barrier": "fog"}
    tags = [f"act:{act}", f"collaboration:{together}"]
    by = {"person": NOWHERE, "role": "editor", "school": ASTOR}
    opened = fresh.client.app.state.opened
    position = opened.recorder.append([Written("visit-cancelled/1", canonical(facts), tags, by=by)])
    assert fresh.client.app.state.follower.wait_for(position, 10)
    life = fresh.read(
        f'act(id: "{act}") {{ life {{ ... on VisitCancelled {{ barrier sentence }} }} }}', BEN
    )["act"]["life"]
    assert life[-1] == {"barrier": "UNKNOWN", "sentence": "Called off because of fog."}


def test_a_person_is_a_pseudonym_that_stays(desk: Desk):
    together = desk.begin(DOT, (DEAL, DOVER))
    line = f'collaboration(id: "{together}") {{ life {{ recordedBy recordedFor }} }}'
    (first,) = desk.read(line, DOT)["collaboration"]["life"]
    assert first["recordedFor"] == DEAL
    assert "dot" not in first["recordedBy"]
    second = desk.begin(DOT, (DEAL, DOVER))
    line = f'collaboration(id: "{second}") {{ life {{ recordedBy recordedFor }} }}'
    assert desk.read(line, DOT)["collaboration"]["life"] == [first]
