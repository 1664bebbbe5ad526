"""What a front end reads of a scorecard: status, proof, and what is missing."""

from __future__ import annotations

from tests.api.desk import ANN, ASTOR, AUD, BEN, DEAL, DOVER, EVE, WIN, Desk

CARD = (
    "scorecards { framework edition met { value n sentence receipt } criteria "
    "{ code title rule ruleVersion isWhole status missing proof { totalCount edges { node "
    "{ position } } } } }"
)


def card(desk: Desk, id: str, who, code: str, framework: str = "DFE_STANDARD"):
    found = desk.read(f'collaboration(id: "{id}") {{ {CARD} }}', who)["collaboration"]
    one = next(each for each in found["scorecards"] if each["framework"] == framework)
    return one, next(each for each in one["criteria"] if each["code"] == code)


def test_a_card_says_what_proves_a_criterion_and_what_is_missing(desk: Desk):
    together = desk.begin(partners=(ASTOR, DOVER, DEAL))
    need = {
        "partOf": together, "needLevel": "SCHOOL", "area": "SUBJECT", "happenedOn": "2025-09-10",
        "focus": {"theme": "TEACHING", "subject": "SCIENCE"}, "statement": "They explain little.",
    }  # fmt: skip
    declared = desk.record("declareNeed", ANN, school=ASTOR, **need)["position"]
    act = desk.plan(together, serves=[1])
    desk.hold(act)
    _, before = card(desk, together, ANN, "S1.1")
    assert before["status"] == "NOT_YET"
    assert before["missing"] == ["No joint act has been held and confirmed by two schools."]
    desk.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
    desk.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    for who in (ANN, EVE, AUD):
        whole, after = card(desk, together, who, "S1.1")
        assert after["status"] == "PARTLY"
        assert after["missing"] == ["These schools had declared no need before they first came: "
                                    "Dover."]  # fmt: skip
        assert after["proof"] == {
            "totalCount": 1, "edges": [{"node": {"position": declared}}],
        }  # fmt: skip
        assert whole["edition"] == "July 2016"
        assert whole["met"]["sentence"].startswith("the record shows 2 of the ")
    assert desk.read(f'collaboration(id: "{together}") {{ {CARD} }}', WIN)["collaboration"] is None


def test_a_receipt_of_a_card_opens_the_same(desk: Desk):
    whole, _ = card(desk, desk.begin(), ANN, "S1")
    opened = desk.ask(
        "query($id: ID!) { receipt(id: $id) { isSame figure { value } } }", ANN,
        id=whole["met"]["receipt"],
    )["receipt"]  # fmt: skip
    assert opened == {"isSame": True, "figure": {"value": 0.0}}


def test_the_schema_says_that_a_card_proves_no_gain(desk: Desk):
    asked = '{ __type(name: "Criterion") { description } }'
    told = desk.ask(asked)["__type"]["description"]
    assert "never that the work helped anybody" in told
