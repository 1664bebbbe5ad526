"""A moderation and a shared post, as a front end records and reads them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.desk import (
    A_DAY,
    ANN,
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    FIRST_DAY,
    LATER,
    TALK,
    WIN,
    Desk,
)

TABLE = [[11, 3, 0], [2, 14, 4], [0, 3, 8]]
SCALE = ["WTS", "EXS", "GDS"]
GRADES = [
    (row, column)
    for row, cells in enumerate(TABLE)
    for column, many in enumerate(cells)
    for _ in range(many)
]
LETTERS = "bcdfghjkmn"
CODES = ["k7" + "".join(LETTERS[int(digit)] for digit in f"{n:03d}") + "2mx" for n in range(45)]
FIGURE = "{ value n state sentence }"


def says(desk: Desk, command: str, who: Any = ANN, **facts: Any) -> str:
    told = desk.record(command, who, **facts)
    assert told["__typename"] != "Refusal", told
    return told["id"]


@pytest.fixture(scope="module")
def moderation(desk: Desk) -> str:
    """Two schools judge the 45 pieces of a third, as the worked example has it."""
    act = says(
        desk, "openModeration", partners=[ASTOR, DOVER, DEAL], focus=TALK, happenedOn=A_DAY,
        task="A letter to the council.", standard=SCALE,
    )  # fmt: skip
    pieces = [
        {"sample": code, "workDigest": f"{n:064x}", "isBandHidden": True}
        for n, code in enumerate(CODES)
    ]
    says(
        desk, "contributeWorkSamples", DOT, act=act, school=DEAL, contributed=pieces,
        isAnonymous=True, happenedOn=A_DAY,
    )  # fmt: skip
    for place, (school, who) in enumerate(((ASTOR, ANN), (DOVER, BEN))):
        judgements = [
            {"sample": code, "category": SCALE[grades[place]]}
            for code, grades in zip(CODES, GRADES, strict=True)
        ]
        says(
            desk, "makeJudgements", who, act=act, school=school, judgedBy="J1", isBlind=True,
            round=1, judgements=judgements, happenedOn=LATER,
        )  # fmt: skip
    return act


def test_two_schools_agree_as_the_worked_example_says(desk: Desk, moderation: str):
    pair = (
        f'pair(first: "{ASTOR}", second: "{DOVER}") {{ alike {{ value }} alikeNear {{ value }} '
        "kappa { value sentence } linearKappa { value } quadraticKappa { value } }"
    )
    asked = f'act(id: "{moderation}") {{ moderation {{ pieces {{ value }} {pair} }} }}'
    told = desk.read(asked, BEN)["act"]["moderation"]
    assert told["pieces"]["value"] == 45
    assert told["pair"].pop("kappa") == {
        "value": pytest.approx(0.588101, abs=1e-6),
        "sentence": "agreement beyond chance of 0.59, where 1 is full; most likely between 0.39 "
        "and 0.79",
    }
    assert {name: figure["value"] for name, figure in told["pair"].items()} == {
        "alike": pytest.approx(0.733333, abs=1e-6),
        "alikeNear": 1,
        "linearKappa": pytest.approx(0.667078, abs=1e-6),
        "quadraticKappa": pytest.approx(0.759358, abs=1e-6),
    }


def test_all_of_it_is_told_and_no_judge_is_named(desk: Desk, moderation: str):
    asked = (
        f"judgements {FIGURE} betweenSchools {FIGURE} withinSchools {FIGURE} alpha {FIGURE} "
        f"fleiss {FIGURE} schools {{ urn bias {FIGURE} place {FIGURE} }} "
        f"comparison {{ judgements {FIGURE} reliability {FIGURE} misfits {FIGURE} }}"
    )
    told = desk.read(f'act(id: "{moderation}") {{ moderation {{ {asked} }} }}', ANN)
    told = told["act"]["moderation"]
    assert told["judgements"]["value"] == 90
    assert told["betweenSchools"]["value"] == pytest.approx(33 / 45)
    assert told["withinSchools"]["state"] == "TOO_FEW"
    assert told["comparison"]["reliability"]["state"] == "TOO_FEW"
    assert told["comparison"]["judgements"]["state"] == "NOT_RECORDED"
    assert [school["bias"]["state"] for school in told["schools"]] == ["TOO_FEW"] * 3
    second = desk.read(f'act(id: "{moderation}") {{ moderation(round: 2) {{ {asked} }} }}', ANN)
    assert second["act"]["moderation"]["judgements"]["state"] == "NOT_RECORDED"


def test_a_moderation_is_told_to_nobody_else(desk: Desk, moderation: str):
    assert desk.read(f'act(id: "{moderation}") {{ id }}', WIN)["act"] is None
    visit = desk.plan(desk.begin())
    asked = (
        f'act(id: "{visit}") {{ moderation {{ round: __typename }} sharedPost {{ __typename }} }}'
    )
    assert desk.read(asked, ANN)["act"] == {"moderation": None, "sharedPost": None}


def test_each_school_reads_what_it_pays_and_what_it_is_due(desk: Desk):
    subject = {"theme": "TEACHING", "subject": "GEOGRAPHY"}
    act = says(
        desk, "proposeSharedPost", focus=subject, contributors=[ASTOR, DOVER, DEAL], fteOwn="0.4",
        fteShared="0.6", termYears="3", happenedOn=FIRST_DAY,
    )  # fmt: skip
    agreed = {"act": act, "amountPerYear": 400_001, "daysEntitled": "58.5", "happenedOn": FIRST_DAY}
    for school, who in ((ASTOR, ANN), (DOVER, BEN), (DEAL, DOT)):
        says(desk, "agreePostContribution", who, school=school, **agreed)
    says(desk, "appointToSharedPost", act=act, homeSchool=ASTOR, happenedOn=FIRST_DAY)
    says(
        desk, "setWeekPattern", act=act, ownDays="2", sharedDays="3", weeks=39,
        validFrom=FIRST_DAY, happenedOn=FIRST_DAY,
    )  # fmt: skip
    says(
        desk, "deliverPostDay", act=act, school=DEAL, fraction="0.5", postActivity="COACHING",
        happenedOn=A_DAY,
    )  # fmt: skip
    says(
        desk, "leaveSharedPost", DOT, act=act, school=DEAL, weeksLeft=13, refund=133_334,
        reason="The budget was cut.", happenedOn=LATER,
    )  # fmt: skip
    numbers = "pays refunded entitled delivered gap perDay"
    asked = " ".join(f"{name} {{ value }}" for name in numbers.split())
    told = desk.read(
        f'act(id: "{act}") {{ sharedPost {{ unevenness {{ value }} entitled {{ value }} '
        f"schools {{ urn {asked} }} }} }}",
        BEN,
    )["act"]["sharedPost"]
    assert told["entitled"]["value"] == 117
    assert told["unevenness"]["value"] == pytest.approx(0.5)
    deal = next(school for school in told["schools"] if school["urn"] == DEAL)
    assert {name: deal[name]["value"] for name in numbers.split()} == {
        "pays": 400_001,
        "refunded": 133_334,
        "entitled": 39,
        "delivered": 0.5,
        "gap": 38.5,
        "perDay": pytest.approx(266_667 / 39),
    }
