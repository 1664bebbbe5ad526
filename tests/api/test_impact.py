"""Impact over time, from the readings that schools record to the figures that a page prints."""

from __future__ import annotations

import json

import pytest

from tests.api.desk import ANN, ASTOR, AUD, BEN, DEAL, DOT, DOVER, EVE, LATER, WICK, WIN, Desk
from tests.api.evaluating import (
    AGE,
    SAME,
    again,
    design,
    first,
    in_time,
    last_of,
    measured,
    opened,
    read,
)

PAIR = (ASTOR, DOVER)
FOUR = (ASTOR, DOVER, DEAL, WICK)


@pytest.fixture
def act(desk: Desk) -> str:
    """An evaluation of two schools."""
    return design(desk, desk.begin(), PAIR)


def about(figure) -> list[float]:
    low, high = figure["range"]["low"], figure["range"]["high"]
    return [round(number, 6) for number in (figure["value"], low, high)]


def codes(figure) -> list[str]:
    return [caution["code"] for caution in figure["cautions"]]


def test_the_same_people_twice(desk: Desk, act: str):
    """The worked example of `domain.md` 3.3."""
    day, later = in_time().values()
    first(desk, act, read(), day=day)
    again(desk, act, read(mean="7.0", sd="1.2", r="0.6", **SAME), day=later)
    told = last_of(desk, act, ANN)
    assert about(told["effect"]) == [0.463948, 0.11202, 0.815875]
    assert told["effect"]["unit"] == "STANDARD_DEVIATIONS"
    assert told["effect"]["n"] == 26
    assert told["effect"]["sentence"].startswith(
        "rose, most likely by 0.11 to 0.82 standard deviations; this record cannot say"
    )
    assert told["change"]["value"] == pytest.approx(0.6)
    assert codes(told["effect"]) == ["NO_COMPARISON", "SMALL_N", "CLAIM_ONLY"]


def test_two_groups(desk: Desk, act: str):
    first(desk, act, read(n=28, mean="101.1", sd="10.4"))
    again(desk, act, read(n=30, mean="105.2", sd="9.8"))
    effect = last_of(desk, act, ANN)["effect"]
    assert about(effect) == [0.400724, -0.112567, 0.914015]
    assert "COHORT_CHANGED" in codes(effect)
    assert effect["sentence"].startswith("no clear change: anything from a fall of 0.11")


def test_where_it_is_not_known_how_alike_two_results_are_the_range_is_as_wide_as_that(
    desk: Desk, act: str
):
    first(desk, act, read())
    again(desk, act, read(mean="7.0", sd="1.2", **SAME))
    effect = last_of(desk, act, ANN)["effect"]
    low, high = (round(effect["range"][end], 4) for end in ("low", "high"))
    assert (low, high) == (-0.0009, 0.9304)
    assert "CORRELATION_UNKNOWN" in codes(effect)
    assert "the answer depends on it" in effect["sentence"]


def test_shares_of_people_have_the_range_of_newcombe(desk: Desk):
    secure = AGE | {"measure": "secure", "measureKind": "PROPORTION"}
    act = design(desk, desk.begin(), PAIR, measures=[secure])
    share = {"measure": "secure", "school": ASTOR, "collectedBy": "EXTERNAL"}
    first(desk, act, proportions=[share | {"n": 58, "x": 30}])
    again(desk, act, proportions=[share | {"n": 60, "x": 41}])
    told = last_of(desk, act, ANN, "secure")
    assert about(told["change"]) == [16.609195, -1.008896, 32.892527]
    assert told["change"]["unit"] == "PERCENTAGE_POINTS"
    assert told["effect"]["state"] == "NOT_APPLICABLE"
    assert round(told["level"]["value"], 6) == 0.683333


def test_nothing_found_is_told_as_plainly_as_anything_else(desk: Desk):
    """F7: everything was done as it should be, and no clear change came of it."""
    together = desk.begin()
    visit = desk.plan(together)
    desk.hold(visit)
    desk.record("followUpVisit", BEN, act=visit, happenedOn=LATER, tried="Pairs first.")
    act = design(desk, together, PAIR, evaluates=visit)
    day, later = in_time().values()
    first(desk, act, read(n=190, mean="100", sd="10"), day=day)
    for who, school in ((ANN, ASTOR), (BEN, DOVER)):
        desk.record("confirmAttendance", who, act=act, school=school, attended=2)
    again(desk, act, read(n=190, mean="100.3", sd="10", r="0.8", **SAME), day=later)
    for who, school in ((ANN, ASTOR), (BEN, DOVER)):
        desk.record(
            "agreeEvaluationFindings", who, act=act, school=school, finding="NO_CLEAR_CHANGE",
            statement="Nothing is clear yet.", happenedOn=later,
        )  # fmt: skip
    effect = last_of(desk, act, EVE)["effect"]
    assert [round(number, 2) for number in about(effect)] == [0.03, -0.06, 0.12]
    assert effect["sentence"] == (
        "no clear change: anything from a fall of 0.06 to a rise of 0.12 standard deviations fits; "
        "this record cannot say the joint work caused it"
    )
    chain = desk.read(f'act(id: "{visit}") {{ chain {{ completeness {{ value }} }} }}', EVE)
    assert chain["act"]["chain"]["completeness"]["value"] == 1


def test_beside_comparison_schools_the_two_changes_are_compared(desk: Desk):
    act = design(desk, desk.begin(), PAIR, comparison="COMPARISON_GROUP")
    day, later = in_time().values()
    waiting = {"arm": "COMPARISON"}
    started = read(n=40, mean="100", sd="10"), read(DOVER, 50, "101", "11", **waiting)
    first(desk, act, *started, day=day)
    alike = SAME | {"r": "0.7"}
    again(
        desk, act, read(n=40, mean="106", sd="10", **alike),
        read(DOVER, 50, "102", "11", **waiting, **alike), day=later,
    )  # fmt: skip
    effect = last_of(desk, act, ANN)["effect"]
    assert effect["sentence"].startswith("improved more than the comparison schools")
    assert "NO_COMPARISON" not in codes(effect)
    told = measured(desk, act, ANN, "grade { ...F } bySchool { urn comparison { level { n } } }")
    assert told["grade"]["value"] == 4
    assert told["bySchool"][1]["comparison"][-1]["level"]["n"] == 50


def test_less_is_better_where_the_measure_says_so(desk: Desk):
    act = design(desk, desk.begin(), PAIR, measures=[AGE | {"direction": "LOWER"}])
    first(desk, act, read())
    again(desk, act, read(mean="7.0", sd="1.2", r="0.6", **SAME))
    told = last_of(desk, act, ANN)
    assert about(told["effect"]) == [-0.463948, -0.815875, -0.11202]
    assert told["change"]["sentence"].startswith("got worse, most likely by")


def test_a_group_under_ten_is_not_shown_nor_counted(desk: Desk, act: str):
    first(desk, act, read(n=9))
    again(desk, act, read(n=30, mean="7.0", **SAME))
    told = last_of(desk, act, AUD)
    for figure in (told["change"], told["effect"]):
        assert (figure["state"], figure["value"], figure["n"]) == ("TOO_FEW", None, None)
        assert figure["sentence"] == "[c] too few to show"
        assert figure["sourceCount"] == 0


def test_without_a_spread_there_is_a_change_and_no_effect(desk: Desk, act: str):
    first(desk, act, read(sd="0"))
    again(desk, act, read(mean="7.0", sd="0", **SAME))
    told = last_of(desk, act, ANN)
    assert told["change"]["sentence"].startswith("0.6 points more than at the start")
    assert told["effect"]["state"] == "NOT_APPLICABLE"
    assert told["effect"]["reasons"] == ["there is no spread of results to measure it against"]


def test_a_starting_point_is_said_to_be_one(desk: Desk, act: str):
    first(desk, act, read())
    told = last_of(desk, act, ANN)
    assert told["effect"]["state"] == told["change"]["state"] == "BASELINE_ONLY"
    grade = measured(desk, act, ANN, "grade { ...F }")["grade"]
    assert (grade["value"], grade["reasons"]) == (0, ["no change was measured"])


def test_three_schools_or_more_are_put_together_term_by_term(desk: Desk):
    act = design(desk, desk.begin(partners=FOUR), FOUR)
    first(desk, act, *(read(school) for school in FOUR), schools=FOUR)
    moved = zip(FOUR, ("7.0", "6.9", "6.3", "7.4"), strict=True)
    again(desk, act, *(read(school, mean=mean, r="0.6", **SAME) for school, mean in moved))
    told = measured(
        desk, act, ANN,
        "pooled { ...F } sameWay { ...F } sameWayByChance { ...F } heterogeneity { ...F } "
        "amongMany { ...F } grade { ...F } series { term change { ...F } } "
        "bySchool { series { effect { ...F } } }",
    )  # fmt: skip
    effects = [one["series"][-1]["effect"]["value"] for one in told["bySchool"]]
    assert min(effects) < told["pooled"]["value"] < max(effects)
    assert told["pooled"]["n"] == 4 * 26
    assert told["sameWay"]["value"] == 0.75
    assert told["sameWayByChance"]["value"] == 0.625
    assert 0 < told["heterogeneity"]["value"] < 1
    assert told["series"][0]["term"] == "2025/26-SPR"
    assert told["series"][0]["change"]["value"] == told["pooled"]["value"]
    assert told["grade"]["value"] == 2
    assert "one kind of source only" in told["grade"]["reasons"]


FOUR_SCHOOLS = (
    (79, "0.423", "5100.9746"),
    (47, "0.486", "5355.8388"),
    (38, "0.209", "4948.9571"),
    (35, "0.457", "5429.5576"),
)
"""How many pupils, how alike their two results, and the later mean: readings that have the effects
.10, .35, -.05 and .42 of the worked example, and its standard errors .12, .15, .20 and .18.
"""


def test_four_schools_are_pooled_as_the_worked_example_says(desk: Desk):
    """`domain.md` 3.3; of its range decision 0017 tells the last digit."""
    act = design(desk, desk.begin(partners=FOUR), FOUR, measures=[AGE | {"scaleMax": "10000"}])
    schools = list(zip(FOUR, FOUR_SCHOOLS, strict=True))
    mean, sd = "5000", "1000"
    first(desk, act, *(read(one, n, mean, sd) for one, (n, _, _) in schools), schools=FOUR)
    again(desk, act, *(read(one, n, later, sd, r=r, **SAME) for one, (n, r, later) in schools))
    told = measured(
        desk, act, ANN,
        "pooled { ...F } heterogeneity { ...F } bySchool { urn series { effect { ...F } } }",
    )  # fmt: skip
    effects = {one["urn"]: one["series"][-1]["effect"] for one in told["bySchool"]}
    assert [effects[one]["value"] for one in FOUR] == pytest.approx([0.1, 0.35, -0.05, 0.42])
    errors = [about(effects[one]) for one in FOUR]
    assert [(high - low) / 3.919928 for _, low, high in errors] == pytest.approx(
        [0.12, 0.15, 0.20, 0.18], abs=2e-6
    )
    assert about(told["pooled"]) == pytest.approx([0.206890, 0.012061, 0.401720], abs=2e-6)
    assert told["heterogeneity"]["value"] == pytest.approx(0.36847, abs=1e-5)
    assert told["pooled"]["sentence"].startswith(
        "rose, most likely by 0.01 to 0.40 standard deviations; this record cannot say"
    )


def test_fewer_than_three_schools_are_told_one_by_one(desk: Desk, act: str):
    first(desk, act, read(), read(DOVER))
    again(desk, act, read(mean="7.0", **SAME), read(DOVER, mean="6.6", **SAME))
    pooled = measured(desk, act, ANN, "pooled { ...F }")["pooled"]
    assert (pooled["state"], codes(pooled)) == ("NOT_APPLICABLE", ["FEW_SCHOOLS"])
    assert pooled["reasons"] == ["fewer than three schools"]


def test_who_does_not_agree_is_told_as_plainly_as_who_does(desk: Desk, act: str):
    first(desk, act, read(), read(DOVER))
    again(desk, act, read(mean="7.0", **SAME), read(DOVER, mean="6.6", **SAME))
    asked = "silent voices { urn agrees finding entry { sentence } } cautions { code }"
    assert measured(desk, act, ANN, asked)["silent"] == [*PAIR]
    desk.record(
        "agreeEvaluationFindings", ANN, act=act, school=ASTOR, finding="BETTER",
        statement="They read better.", happenedOn=LATER,
    )  # fmt: skip
    desk.record(
        "recordEvaluationDissent", BEN, act=act, school=DOVER, whyNot="Too few were measured.",
        happenedOn=LATER,
    )  # fmt: skip
    told = measured(desk, act, EVE, asked)
    assert [(voice["urn"], voice["agrees"]) for voice in told["voices"]] == [
        (ASTOR, True),
        (DOVER, False),
    ]
    assert told["voices"][1]["entry"]["sentence"] == "Dover does not agree with the findings."
    assert told["silent"] == []
    assert "DISSENT_RECORDED" in codes(told)


def test_a_correction_shows_what_stood_there_before(desk: Desk, act: str):
    first(desk, act, read())
    later = again(desk, act, read(mean="7.0", sd="1.2", r="0.6", **SAME))
    old = desk.read(f'act(id: "{act}") {{ life {{ stored }} }}', ANN)["act"]["life"][-1]
    before = last_of(desk, act, ANN)["effect"]
    wrong = next_readings(old)
    corrected = desk.record(
        "amend", ANN, act=act, entry=later["id"], field="readings", old=wrong,
        new=wrong.replace('"7.0"', '"6.8"'), reason="A class was entered twice.",
    )  # fmt: skip
    assert corrected["__typename"] == "RecordedEntry" or "id" in corrected, corrected
    told = measured(desk, act, ANN, "bySchool { series { level { ...F } was { ...F } } }")
    now = told["bySchool"][0]["series"][-1]
    assert (now["level"]["value"], now["level"]["state"]) == (6.8, "REVISED")
    assert now["was"]["value"] == 7.0
    assert corrected["position"] in [one["position"] for one in now["level"]["sources"]["nodes"]]
    assert told["bySchool"][0]["series"][0]["was"] is None
    assert opened(desk, before, ANN) == {"isSame": True, "figure": {"value": before["value"]}}


def next_readings(line) -> str:
    """The readings of an entry, as it is stored."""
    stored = json.loads(line["stored"])
    body = stored.get("body", stored)
    return json.dumps(body["readings"], separators=(",", ":"), sort_keys=True)


def test_a_school_and_a_trust_list_what_was_measured_in_them(desk: Desk):
    act = design(desk, desk.begin(partners=(DEAL, DOVER, ASTOR), who=DOT), (ASTOR, DEAL, DOVER))
    first(desk, act, read(DEAL), schools=(ASTOR, DEAL))
    asked = "measures(first: 100) { totalCount nodes { urn measure { code act { id } } } }"
    school = desk.read(f'school(urn: "{DEAL}") {{ {asked} }}', DOT)["school"]["measures"]
    mine = {"urn": DEAL, "measure": {"code": "age", "act": {"id": act}}}
    assert mine in school["nodes"]
    trust = desk.read(f'trust(uid: "9101") {{ {asked} }}', EVE)["trust"]["measures"]
    assert mine in trust["nodes"]
    assert trust["totalCount"] >= school["totalCount"]
    foreign = desk.read(f'school(urn: "{DEAL}") {{ {asked} }}', WIN)["school"]["measures"]
    assert mine not in foreign["nodes"]
    assert len(foreign["nodes"]) == foreign["totalCount"] < school["totalCount"]


def test_what_is_foreign_is_answered_like_what_is_absent(desk: Desk, act: str):
    first(desk, act, read())
    for who in (WIN, None):
        assert measured(desk, act, who, "code") is None
    assert measured(desk, act, ANN, "code", "nothing") is None
