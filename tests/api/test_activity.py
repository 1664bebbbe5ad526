"""What somebody recorded themselves, and that nobody else is told; and how good a record is."""

from __future__ import annotations

from tests.api.desk import ADA, AMY, ANN, ASTOR, AUD, BEN, DOVER, EVE, Desk

OWN = (
    "ownActivity { recorded { value sourceCount receipt } cells { term kind recorded { value } } }"
)


def test_each_sees_what_they_recorded_themselves_and_no_more(desk: Desk):
    assert desk.read(OWN, BEN)["ownActivity"] is None
    act = desk.plan(desk.begin())
    desk.hold(act)
    desk.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    own = desk.read(OWN, ANN)["ownActivity"]
    assert (own["recorded"]["value"], own["recorded"]["sourceCount"]) == (3, 3)
    kinds = [(cell["kind"], cell["recorded"]["value"]) for cell in own["cells"]]
    assert kinds == [("CollaborationBegun", 1), ("VisitPlanned", 1), ("VisitHeld", 1)]
    (cell,) = desk.read(OWN, BEN)["ownActivity"]["cells"]
    assert (cell["kind"], cell["recorded"]) == ("AttendanceConfirmed", {"value": 1})
    for who in (AMY, EVE, AUD, None):
        assert desk.read(OWN, who)["ownActivity"] is None
    assert desk.read(OWN, ADA)["ownActivity"]["recorded"]["value"] == 5
    asked = "query($id: ID!) { receipt(id: $id) { isSame doubt { code } figure { value } } }"
    id = own["recorded"]["receipt"]
    mine = desk.ask(asked, ANN, id=id)["receipt"]
    assert mine == {"isSame": True, "doubt": None, "figure": {"value": 3}}
    other = desk.ask(asked, BEN, id=id)["receipt"]
    doubt = {"code": "RIGHTS_MAY_DIFFER"}
    assert other == {"isSame": False, "doubt": doubt, "figure": {"value": 1}}


QUALITY = "recordQuality { lag { value sentence } late { value } unconfirmed { value } }"


def test_how_good_a_record_is_is_told_to_whom_it_belongs(desk: Desk):
    together = desk.begin()
    act = desk.plan(together)
    desk.hold(act)
    whole = f'collaboration(id: "{together}") {{ {QUALITY} }}'
    told = desk.read(whole, BEN)["collaboration"]["recordQuality"]
    assert told["lag"]["value"] > 200
    assert told["lag"]["sentence"].startswith("half of the entries came within ")
    assert (told["late"], told["unconfirmed"]) == ({"value": 1}, {"value": 2})
    desk.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
    assert desk.read(whole, BEN)["collaboration"]["recordQuality"]["unconfirmed"]["value"] == 1
    assert desk.read(QUALITY, ANN)["recordQuality"] is None
    assert desk.read(QUALITY, AUD)["recordQuality"]["late"]["value"] > 0
    school = f'school(urn: "{DOVER}") {{ {QUALITY} }}'
    assert desk.read(school, ANN)["school"]["recordQuality"] is None
    assert desk.read(school, EVE)["school"]["recordQuality"]["unconfirmed"]["value"] == 1
