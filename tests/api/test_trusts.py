"""A front end asks which schools were in a trust, and a trustee sees those that are."""

from __future__ import annotations

from tests.api.desk import ADA, ASTOR, BEN, DEAL, DOVER, EAST, EVE, NED, NORTH, WICK, Desk
from tests.api.examples.calendar import DATES

BEFORE, MOVED = "2025-08-31", "2025-09-01"
TRUST = f'trust(uid: "{NORTH}") {{ uid name kind schools {{ totalCount nodes {{ urn }} }} }}'


def moves(desk: Desk, school: str, old: str, new: str) -> None:
    for command, day, trust in (("leaveTrust", BEFORE, old), ("joinTrust", MOVED, new)):
        told = desk.record(command, ADA, school=school, uid=trust, happenedOn=day)
        assert told["__typename"] != "Refusal", told


def urns(trust: dict) -> list[str]:
    return [school["urn"] for school in trust["schools"]["nodes"]]


def test_a_trust_has_the_schools_that_were_in_it_on_the_day(fresh: Desk):
    before = fresh.read("position")["position"]
    moves(fresh, ASTOR, EAST, NORTH)
    now = fresh.read(TRUST)["trust"]
    assert (now["uid"], now["name"], now["kind"]) == (NORTH, f"{NORTH} trust", None)
    assert (urns(now)[0], now["schools"]["totalCount"]) == (ASTOR, 3)
    then = fresh.read(TRUST, at=f'(happenedBy: "{BEFORE}")')["trust"]
    assert ASTOR not in urns(then)
    known = fresh.read(TRUST, at=f'(knownBy: "{before}")')["trust"]
    assert ASTOR not in urns(known)


def test_a_school_tells_the_trust_of_the_day(fresh: Desk):
    moves(fresh, ASTOR, EAST, NORTH)
    asked = f'school(urn: "{ASTOR}") {{ trust trustName }}'
    assert fresh.read(asked)["school"] == {"trust": NORTH, "trustName": f"{NORTH} trust"}
    then = fresh.read(asked, at=f'(happenedBy: "{BEFORE}")')["school"]
    assert then == {"trust": EAST, "trustName": f"{EAST} trust"}


def test_schools_are_narrowed_to_a_trust(fresh: Desk):
    found = fresh.read(f'schools(trust: "{NORTH}", first: 1) {{ totalCount nodes {{ urn }} }}')
    assert found["schools"] == {"totalCount": 2, "nodes": [{"urn": WICK}]}
    nobody = fresh.read('schools(trust: "1") { totalCount } trust(uid: "1") { name }')
    assert nobody == {"schools": {"totalCount": 0}, "trust": None}


def test_a_trust_that_is_registered_has_all_that_is_said_of_it(fresh: Desk):
    facts = {"name": "The North", "groupKind": "MULTI_ACADEMY_TRUST", "groupId": "TR1"}
    more = {"companiesHouse": "01234567", "openedOn": "2011-07-14"}
    fresh.record("registerTrust", ADA, uid=NORTH, **facts, **more)
    asked = f'trust(uid: "{NORTH}") {{ name kind groupId companiesHouse openedOn endedOn }}'
    assert fresh.read(asked)["trust"] == {
        "name": "The North",
        "kind": "MULTI_ACADEMY_TRUST",
        "groupId": "TR1",
        "endedOn": None,
        **more,
    }


def test_a_trustee_sees_the_schools_that_are_in_the_trust_today(fresh: Desk):
    collaboration = fresh.begin(partners=(ASTOR, DEAL))
    asked = f'collaboration(id: "{collaboration}") {{ id }}'
    assert fresh.read(asked, EVE)["collaboration"]
    assert fresh.read(asked, NED)["collaboration"] is None
    moves(fresh, ASTOR, EAST, NORTH)
    assert fresh.read(asked, NED)["collaboration"]
    assert fresh.read(asked, EVE)["collaboration"], "Deal is still in it"
    moves(fresh, DEAL, EAST, NORTH)
    assert fresh.read(asked, EVE)["collaboration"] is None
    others = fresh.begin(BEN, partners=(DOVER, DEAL))
    assert fresh.read(f'collaboration(id: "{others}") {{ id }}', EVE)["collaboration"]


def test_an_entry_names_a_trust_as_it_was_known_then(fresh: Desk):
    fresh.record("registerTrust", ADA, uid=NORTH, name="The North", groupKind="FEDERATION")
    dates = DATES | {"scope": "TRUST", "academicYear": "2025/26"}
    fresh.record("publishTermCalendar", ADA, scopeId=NORTH, **dates)
    fresh.record("publishTermCalendar", ADA, scopeId="4242", **dates)
    fresh.record("leaveTrust", ADA, school=WICK, uid=NORTH, happenedOn=BEFORE)
    known = fresh.size
    fresh.record("registerTrust", ADA, uid=NORTH, name="Northern", groupKind="FEDERATION")
    asked = (
        'dates: events(kind: "TermCalendarPublished") { nodes { sentence } } '
        'left: events(kind: "SchoolLeftTrust") { nodes { sentence } }'
    )
    for name, at in (("The North", f'(knownBy: "{known}")'), ("Northern", "")):
        told = fresh.read(asked, at=at)
        assert [node["sentence"] for node in told["dates"]["nodes"]] == [
            f"Term dates of {name} for 2025/26 were published.",
            "Term dates of trust 4242 for 2025/26 were published.",
        ]
        (left,) = told["left"]["nodes"]
        assert left["sentence"] == f"Wick left {name} on 31 August 2025."
