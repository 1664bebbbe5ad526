"""What a board asks: the trust at a glance, what has moved, and which schools stand alone."""

from __future__ import annotations

from tests.api.desk import ADA, ANN, ASTOR, AUD, BEN, DEAL, DOVER, EAST, EVE, NED, Desk
from tests.api.test_engagement_figures import visited
from tests.api.test_time import heard

AT = '(happenedBy: "2026-05-20")'
PAGE = (
    f'trust(uid: "{EAST}") {{ overview {{ headline schoolsActive {{ value n sourceCount }} '
    "actsThisTerm { value state } actsLastTerm { value } unfollowed { value sentence } "
    "terms { code } grid { school { name } sustained cells { term contacts { value state } } } "
    "unknowns { question figure { value } } } }"
)


def test_a_trustee_sees_the_trust_at_a_glance(fresh: Desk):
    visited(fresh)
    page = fresh.read(PAGE, EVE, AT)["trust"]["overview"]
    assert page["headline"] == (
        "1 of 3 schools worked with others last term; of 2 nothing is recorded"
    )
    assert page["schoolsActive"] == {"value": 1, "n": 3, "sourceCount": 2}
    assert page["actsThisTerm"] == {"value": 0, "state": "PROVISIONAL"}
    assert (page["actsLastTerm"]["value"], page["unfollowed"]["value"]) == (1, 1)
    assert page["unfollowed"]["sentence"] == "1 act without a follow-up six weeks later"
    assert len(page["terms"]) == 9
    assert [row["school"]["name"] for row in page["grid"]] == ["Astor", "Dover", "Deal"]
    assert page["grid"][0]["cells"][-2]["contacts"] == {"value": 1, "state": "MEASURED"}
    assert page["grid"][2]["cells"][-2]["contacts"] == {"value": None, "state": "NOT_RECORDED"}
    assert [one["figure"]["value"] for one in page["unknowns"]] == [2, 1]


def test_a_trust_is_told_to_its_trustees_and_auditors_only(fresh: Desk):
    visited(fresh)
    fields = "overview { headline } engagement { confirmed } isolation { watch } "
    asked = f'trust(uid: "{EAST}") {{ name {fields} moved(since: 5) {{ sentence }} }}'
    for who, sees in ((EVE, True), (AUD, True), (NED, False), (ANN, False), (ADA, False)):
        trust = fresh.read(asked, who, AT)["trust"]
        assert trust["name"] == "9101 trust"
        for name in ("overview", "engagement", "isolation", "moved"):
            assert (trust[name] is not None) == sees, (who, name)
    assert fresh.read(asked, EVE, AT)["trust"]["engagement"]["confirmed"] == 1


def test_what_has_moved_since_the_last_board_comes_with_the_entries(fresh: Desk):
    act = visited(fresh)
    board = fresh.size
    fresh.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    asked = (
        f'trust(uid: "{EAST}") {{ moved(since: {board}) {{ sentence then {{ value }} '
        "now { value method { name } } entries { __typename position } } }"
    )
    found = fresh.read(asked, EVE, AT)["trust"]["moved"]
    (active,) = [one for one in found if one["now"]["method"]["name"] == "trust.active"]
    assert (active["then"]["value"], active["now"]["value"]) == (1, 2)
    assert active["sentence"] == (
        "2 of 3 schools worked with others last term; of 1 nothing is recorded; as known before: "
        "1 of 3 schools worked with others last term; of 2 nothing is recorded"
    )
    assert active["entries"] == [{"__typename": "AttendanceConfirmed", "position": board + 1}]
    nothing = asked.replace(f"since: {board}", f"since: {fresh.size}")
    assert fresh.read(nothing, EVE, AT)["trust"]["moved"] == []


def test_a_later_point_is_refused(fresh: Desk):
    visited(fresh)
    asked = f'{{ ledger {{ trust(uid: "{EAST}") {{ moved(since: 9999) {{ sentence }} }} }} }}'
    (error,) = fresh.send({"query": asked}, EVE).json()["errors"]
    assert "not to 9,999" in error["message"]


def test_a_school_is_told_how_alone_it_stands_and_a_trust_only_how_many(fresh: Desk):
    visited(fresh)
    fresh.record("offerOpenDoor", BEN, school=DOVER, slots=4, happenedOn="2026-03-02",
                 focus={"theme": "TEACHING", "subject": "SCIENCE"})  # fmt: skip
    asked = (
        f'school(urn: "{ASTOR}") {{ isolation {{ watch structural {{ value }} '
        "contact { value } reasons { code words } suggestion { kind } } }"
    )
    alone = fresh.read(asked, ANN, AT)["school"]["isolation"]
    assert (alone["watch"], alone["contact"]["value"], alone["structural"]["value"]) == (
        "NONE", 1, 0,
    )  # fmt: skip
    assert alone["reasons"] == [
        {"code": "ONE_PARTNER_EVER", "words": "one partner so far, or none"}
    ]
    assert alone["suggestion"] is None
    for who in (EVE, BEN, NED, None):
        assert fresh.read(asked, who, AT)["school"]["isolation"] is None
    counts = f'trust(uid: "{EAST}") {{ isolation {{ watch schools {{ state value n }} }} }}'
    found = fresh.read(counts, EVE, AT)["trust"]["isolation"]
    assert [one["watch"] for one in found] == ["NONE", "WATCH", "PRIORITY", "UNKNOWN"]
    assert {one["schools"]["state"] for one in found} == {"TOO_FEW"}


def test_an_overview_takes_as_many_statements_for_two_acts_as_for_eight(fresh: Desk):
    counts = []
    for many in (2, 6):
        for _ in range(many):
            act = fresh.plan(fresh.begin(partners=(ASTOR, DOVER, DEAL)), visitors=[DOVER, DEAL])
            fresh.hold(act, schools=(ASTOR, DOVER, DEAL))
            fresh.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
        statements: list[str] = []
        with heard(fresh, statements.append):
            assert fresh.read(PAGE, EVE, AT)["trust"]["overview"]["actsLastTerm"]["value"] > 0
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 40
