"""The pooled expert, from a need to the last penny, as a front end records and reads it."""

from __future__ import annotations

from typing import Any

import pytest

from api.identity import Asker
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Role
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
    EAST,
    EVE,
    FIRST_DAY,
    LATER,
    NED,
    TALK,
    WICK,
    WIN,
    YARM,
    Desk,
)
from tests.api.test_time import heard

HOVE = "900013"
YAN = Asker(Role.EDITOR, "yan", SchoolId(YARM))
HAL = Asker(Role.EDITOR, "hal", SchoolId(HOVE))
SIX = {ASTOR: ANN, DOVER: BEN, DEAL: DOT, WICK: WIN, YARM: YAN, HOVE: HAL}
QUOTE = {
    "provider": "expert-1", "vat": "EXEMPT", "specHash": "ab" * 32, "validUntil": "2026-06-30",
    "happenedOn": A_DAY,
}  # fmt: skip
FIGURE = "{ value state sentence cautions { code } }"


@pytest.fixture(scope="module")
def act(desk: Desk) -> str:
    """Six schools, £4,800, one withdraws after its pledge, two follow-ups, one dissents."""
    desk.record("registerSchool", ADA, school=HOVE, name="Hove", phase="PRIMARY")
    together = desk.begin(ANN, tuple(SIX))

    def says(command: str, who: Asker = ANN, **facts: Any) -> str:
        told = desk.record(command, who, **facts)
        assert told["__typename"] != "Refusal", told
        return told["id"]

    act = says(
        "agreeCommissionNeed", collaboration=together, partners=list(SIX), focus=TALK,
        happenedOn=FIRST_DAY,
    )  # fmt: skip
    says(
        "writeBrief", act=act, sessions=1, followUpSessions=2, specHash="ab" * 32,
        outcomes=[{"area": "SUBJECT", "statement": "They explain why."}], happenedOn=A_DAY,
    )  # fmt: skip
    for school, who in SIX.items():
        if school != DEAL:
            says("obtainSoloQuote", who, act=act, school=school, amount=190_000, **QUOTE)
    says("obtainGroupQuote", act=act, amount=480_000, **QUOTE)
    parts = [{"school": school, "parts": 1} for school in SIX]
    says("openPool", act=act, toRaise=480_000, share="EQUAL", parts=parts, happenedOn=A_DAY)
    pledge = {"act": act, "amount": 80_000, "happenedOn": A_DAY}
    for school, who in SIX.items():
        says("pledgeContribution", who, school=school, **pledge)
    says(
        "withdrawContribution", HAL, act=act, school=HOVE, happenedOn=A_DAY,
        reason="The budget was cut.",
    )  # fmt: skip
    says(
        "awardJointCommission", act=act, provider="expert-1", price=480_000, vat="EXEMPT",
        awardBasis="BEST_VALUE", underwriter=ASTOR, happenedOn=A_DAY,
    )  # fmt: skip
    says("setJointCommissionDay", act=act, plannedFor=A_DAY, minutes=180)
    stayed = [school for school in SIX if school != HOVE]
    came = [{"school": school, "attended": 2} for school in stayed]
    says("holdExpertSession", act=act, happenedOn=A_DAY, minutes=180, attendance=came)
    paid = {school: 160_000 if school == ASTOR else 80_000 for school in stayed}
    for school, pence in paid.items():
        says("confirmAttendance", SIX[school], act=act, school=school, attended=2)
        says(
            "payContribution", SIX[school], act=act, school=school, amount=pence,
            isOverPledge=pence > 80_000, happenedOn=A_DAY,
        )  # fmt: skip
    for form in ("COACHING", "OBSERVATION"):
        says(
            "followUpJointCommission", act=act, happenedOn=LATER, tried="Pairs first.", form=form
        )  # fmt: skip
    says(
        "reconcileCommission", act=act, spent=480_000, happenedOn=LATER,
        contributions=[{"school": school, "amount": pence} for school, pence in paid.items()],
    )  # fmt: skip
    release = says(
        "requestReleaseTime", BEN, school=DOVER, meantFor=act, minutes=2_340, happenedOn=A_DAY
    )
    granted = {"act": release, "minutes": 2_340, "happenedOn": A_DAY}
    says("grantReleaseTime", BEN, cover="INTERNAL", **granted)
    says("useReleaseTime", BEN, **granted)
    evaluated(desk, together, says)
    return act


def evaluated(desk: Desk, together: str, says: Any) -> None:
    measure = {
        "measure": "age", "level": "PUPIL_OUTCOME", "unit": "STANDARDISED_SCORE",
        "direction": "HIGHER", "scaleMin": "60", "scaleMax": "140", "instrument": "a test",
    }  # fmt: skip
    evaluation = says(
        "designSharedEvaluation", collaboration=together, partners=[ASTOR, DOVER, DEAL],
        focus=TALK, question="Do they explain?", measures=[measure], comparison="PRE_POST",
        analysisPlan="Mean change.", plannedFor=A_DAY, minutes=60,
    )  # fmt: skip
    schools = (ASTOR, DOVER, DEAL)
    readings = [
        {"measure": "age", "school": school, "n": 20, "mean": "100", "sd": "9",
         "collectedBy": "SELF"}
        for school in schools
    ]  # fmt: skip
    came = [{"school": school, "attended": 1} for school in schools]
    says(
        "recordBaseline", act=evaluation, happenedOn=A_DAY, minutes=60, attendance=came,
        readings=readings,
    )  # fmt: skip
    for school, who in ((ASTOR, ANN), (DOVER, BEN)):
        says(
            "agreeEvaluationFindings", who, act=evaluation, school=school, finding="MIXED",
            statement="Some do.", happenedOn=LATER,
        )  # fmt: skip
    says(
        "recordEvaluationDissent", DOT, act=evaluation, school=DEAL, whyNot="Ours do not.",
        happenedOn=LATER,
    )  # fmt: skip


def commission(desk: Desk, act: str, fields: str, who: Asker = ANN, at: str = "") -> Any:
    return desk.read(f'act(id: "{act}") {{ commission {{ {fields} }} }}', who, at)["act"][
        "commission"
    ]


def test_what_it_cost_and_what_was_bought_for_it(desk: Desk, act: str):
    numbers = (
        "price pledged paid owed spent balance sessionsPlanned sessionsHeld followUpsPromised "
        "followUpsHeld briefQuality breakEven cost perTeacher perTeacherHour perFollowUp "
        "schoolsAgreeing schoolsDissenting"
    )
    asked = " ".join(f"{name} {{ value }}" for name in numbers.split())
    told = commission(desk, act, f"provider awardBasis isReconciled evaluations {{ kind }} {asked}")
    assert told.pop("evaluations") == [{"kind": "SHARED_EVALUATION"}]
    assert [told.pop(name) for name in ("provider", "awardBasis", "isReconciled")] == [
        "expert-1", "BEST_VALUE", True,
    ]  # fmt: skip
    assert {name: figure["value"] for name, figure in told.items()} == {
        "price": 480_000, "pledged": 400_000, "paid": 480_000, "owed": 0, "spent": 480_000,
        "balance": 0, "sessionsPlanned": 1, "sessionsHeld": 1, "followUpsPromised": 2,
        "followUpsHeld": 2, "briefQuality": 2, "breakEven": 3, "cost": 480_000,
        "perTeacher": 48_000, "perTeacherHour": 16_000, "perFollowUp": 240_000,
        "schoolsAgreeing": 2, "schoolsDissenting": 1,
    }  # fmt: skip


def test_each_school_saved_what_it_can_show_and_no_more(desk: Desk, act: str):
    told = commission(desk, act, f"schools {{ urn saving {FIGURE} }}")["schools"]
    saving = {school["urn"]: school["saving"] for school in told}
    assert saving[DOVER]["sentence"] == "£1,100 less than it would have cost alone"
    assert (saving[ASTOR]["value"], saving[HOVE]["state"]) == (30_000, "NOT_APPLICABLE")
    assert saving[DEAL] == {
        "value": None,
        "state": "NOT_COMPARABLE",
        "sentence": "nobody asked what it would have cost alone, so no saving is claimed",
        "cautions": [],
    }


def test_what_release_cost_is_shown_to_the_school_and_its_trust_alone(desk: Desk, act: str):
    fields = "schools { urn cost(withRelease: true) { value sentence } }"
    seen = {}
    for who in (BEN, EVE, AUD, ANN, NED):
        told = commission(desk, act, fields, who)["schools"]
        (dover,) = (school["cost"] for school in told if school["urn"] == DOVER)
        seen[who.subject] = dover and dover["value"]
    assert seen == {"ben": 210_800, "eve": 210_800, "aud": 210_800, "ann": None, "ned": None}


def test_a_trust_sees_what_its_schools_paid_and_gave(desk: Desk, act: str):
    asked = "spending { paid { value } } releaseTime { used { value } cost { sentence } }"
    told = desk.read(f'trust(uid: "{EAST}") {{ {asked} }}', EVE)["trust"]
    assert told == {
        "spending": {"paid": {"value": 320_000}},
        "releaseTime": {
            "used": {"value": 2_340},
            "cost": {"sentence": "£1,308; cover that nobody paid for is reckoned at a usual rate"},
        },
    }
    for who in (ANN, NED, None):
        hidden = desk.read(f'trust(uid: "{EAST}") {{ {asked} }}', who)["trust"]
        assert hidden == {"spending": None, "releaseTime": None}


def test_a_school_sees_its_own_money_over_a_time(desk: Desk, act: str):
    asked = "spending { paid { value } refunded { state } } releaseTime { covered { value } }"
    told = desk.read(f'school(urn: "{DOVER}") {{ {asked} }}', BEN)["school"]
    assert told == {
        "spending": {"paid": {"value": 80_000}, "refunded": {"state": "NOT_RECORDED"}},
        "releaseTime": {"covered": {"value": 2_340}},
    }
    before = desk.read(
        f'school(urn: "{DOVER}") {{ spending(to: "2026-03-01") {{ paid {{ value state }} }} }}', BEN
    )["school"]
    assert before["spending"]["paid"] == {"value": None, "state": "NOT_RECORDED"}
    assert desk.read(f'school(urn: "{DOVER}") {{ {asked} }}', ANN)["school"]["spending"] is None


def test_a_figure_opens_its_entries_and_keeps_its_receipt(desk: Desk, act: str):
    told = commission(desk, act, "paid { receipt sources { nodes { __typename } } }")["paid"]
    assert {line["__typename"] for line in told["sources"]["nodes"]} == {"ContributionPaid"}


def test_a_page_of_commissions_takes_as_few_statements_as_one(desk: Desk, act: str):
    counts = []
    for _ in range(2):
        together = desk.begin(ANN, (ASTOR, DOVER))
        desk.record(
            "agreeCommissionNeed", collaboration=together, partners=[ASTOR, DOVER], focus=TALK,
            happenedOn=FIRST_DAY,
        )  # fmt: skip
        statements: list[str] = []
        asked = (
            "commission { provider cost { value } pledged { value } breakEven { value } "
            "schools { paid { value } } }"
        )
        with heard(desk, statements.append):
            found = desk.read(f"acts(kind: JOINT_COMMISSION) {{ nodes {{ {asked} }} }}", ANN)
        assert None not in [node["commission"] for node in found["acts"]["nodes"]]
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_foreign_act_and_one_of_another_kind_have_no_account(desk: Desk, act: str):
    visit = desk.plan(desk.begin())
    assert commission(desk, visit, "provider") is None
    stranger = Asker(Role.EDITOR, "sid", SchoolId("900014"))
    assert desk.read(f'act(id: "{act}") {{ id }}', stranger)["act"] is None
