"""What front ends ask of joint work: each number with its sentence, its sources and its receipt."""

from __future__ import annotations

from tests.api.desk import ANN, ASTOR, AUD, BEN, DEAL, DOT, DOVER, EVE, NED, Desk

FIGURE = "{ value unit state sentence sourceCount receipt sources { nodes { position } } }"


def visited(desk: Desk) -> str:
    """A visit that Astor confirmed and Dover did not."""
    act = desk.plan(desk.begin())
    desk.hold(act)
    desk.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
    return act


def test_each_number_is_a_figure_that_opens_again(fresh: Desk):
    visited(fresh)
    asked = f'school(urn: "{ASTOR}") {{ engagement {{ figures {{ contacts {FIGURE} }} }} }}'
    found = fresh.read(asked, ANN)["school"]["engagement"]["figures"]["contacts"]
    assert (found["value"], found["unit"], found["sentence"]) == (1, "CONTACTS", "1 contact")
    positions = [node["position"] for node in found["sources"]["nodes"]]
    assert positions == [fresh.size - 1, fresh.size]
    opened = fresh.ask(
        "query($id: ID!) { receipt(id: $id) { isSame figure { value method { formula } } } }",
        ANN,
        id=found["receipt"],
    )["receipt"]
    assert (opened["isSame"], opened["figure"]["value"]) == (True, 1)
    assert "confirmed" in opened["figure"]["method"]["formula"]


def test_before_it_was_confirmed_it_was_only_claimed(fresh: Desk):
    visited(fresh)
    asked = f'school(urn: "{ASTOR}") {{ engagement {{ confirmed claimed unconfirmed }} }}'
    for at, apart in (
        (f"(knownBy: {fresh.size})", (1, 0, 0)),
        (f'(knownBy: {fresh.size - 1}, happenedBy: "2026-03-20")', (0, 1, 0)),
        (f'(knownBy: {fresh.size - 1}, happenedBy: "2026-05-20")', (0, 0, 1)),
    ):
        found = fresh.read(asked, ANN, at)["school"]["engagement"]
        assert (found["confirmed"], found["claimed"], found["unconfirmed"]) == apart


def test_a_pair_is_told_to_both_and_to_nobody_else(fresh: Desk):
    act = visited(fresh)
    asked = f'school(urn: "{ASTOR}") {{ pair(with: "{DOVER}") {{ confirmed sustained }} }}'
    assert fresh.read(asked, BEN)["school"]["pair"] == {"confirmed": 0, "sustained": "NONE"}
    fresh.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    for who in (ANN, BEN, EVE, AUD):
        assert fresh.read(asked, who)["school"]["pair"]["confirmed"] == 1
    for who in (DOT, NED, None):
        assert fresh.read(asked, who)["school"]["pair"] is None
    itself = f'school(urn: "{ASTOR}") {{ pair(with: "{ASTOR}") {{ confirmed }} }}'
    assert fresh.read(itself, ANN)["school"]["pair"] is None
    nobody = f'school(urn: "{ASTOR}") {{ pair(with: "999999") {{ confirmed }} }}'
    assert fresh.read(nobody, ANN)["school"]["pair"] is None


def test_partners_come_with_their_counts(fresh: Desk):
    visited(fresh)
    act = fresh.plan(fresh.begin(partners=(ASTOR, DOVER, DEAL)), visitors=[DOVER, DEAL])
    fresh.hold(act, schools=(ASTOR, DOVER, DEAL))
    fresh.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
    asked = (
        f'school(urn: "{ASTOR}") {{ partners {{ urn isNew school {{ name }} '
        "contacts { value sentence } } }"
    )
    at = '(happenedBy: "2026-04-20")'
    found = fresh.read(asked, ANN, at)["school"]["partners"]
    assert [(one["urn"], one["contacts"]["value"]) for one in found] == [(DOVER, 2), (DEAL, 1)]
    assert [one["school"]["name"] for one in found] == ["Dover", "Deal"]
    assert all(one["isNew"] for one in found)
    assert fresh.read(asked, DOT, at)["school"]["partners"] is None


def test_a_collaboration_has_the_same_figures(fresh: Desk):
    act = visited(fresh)
    fresh.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    depth = "figures { depth { value state } }"
    asked = f"collaborations {{ nodes {{ engagement {{ confirmed {depth} }} }} }}"
    (found,) = fresh.read(asked, BEN)["collaborations"]["nodes"]
    assert found["engagement"] == {
        "confirmed": 1,
        "figures": {"depth": {"value": 0, "state": "MEASURED"}},
    }
