"""What every school may read of a provider, and what only those that bought from it."""

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
    EVE,
    LATER,
    NED,
    TALK,
    WIN,
    Desk,
)
from tests.api.test_time import heard

THREE = {ASTOR: ANN, DOVER: BEN, DEAL: DOT}
FIGURE = "{ value n state sentence }"


@pytest.fixture(scope="module")
def provider(desk: Desk) -> str:
    """Three schools bought from it and say what they think; it put up an offer and revised it."""

    def says(command: str, who: Any = ANN, **facts: Any) -> str:
        told = desk.record(command, who, **facts)
        assert told["__typename"] != "Refusal", told
        return told["id"]

    together = desk.begin(ANN, tuple(THREE))
    act = says(
        "planJointCommission", collaboration=together, partners=list(THREE), provider="good-maps",
        focus=TALK, brief="Show us maps.", sessions=1, followUpSessions=1, price=30_000,
        vat="EXEMPT", share="EQUAL", plannedFor=A_DAY, minutes=60,
        contributions=[{"school": school, "amount": 10_000} for school in THREE],
    )  # fmt: skip
    came = [{"school": school, "attended": 2} for school in THREE]
    says("holdExpertSession", act=act, happenedOn=A_DAY, minutes=60, attendance=came)
    for rating, (school, who) in zip((3, 4, 5), THREE.items(), strict=True):
        voice = says(
            "giveProviderFeedback", who, school=school, provider="good-maps", commission=act,
            dimension="FOLLOW_UP", rating=rating, happenedOn=LATER,
        )  # fmt: skip
    says("recordProviderResponse", DOT, act=voice, response="We come in May.", happenedOn=LATER)
    offer = says(
        "publishOffer", postedBy=ASTOR, provider="good-maps", focus=TALK, sessions=2,
        outcomes=[{"area": "SUBJECT", "statement": "They read a map."}], followUpSessions=0,
        price=90_000, vat="EXEMPT", happenedOn=A_DAY,
    )  # fmt: skip
    says("reviseOffer", act=offer, field="followUpSessions", old="0", new="2", happenedOn=LATER)
    says("publishOffer", postedBy=ASTOR, provider="zz-maps", focus=TALK, sessions=2,
         outcomes=[{"area": "SUBJECT", "statement": "They read a map."}], followUpSessions=0,
         price=90_000, vat="EXEMPT", happenedOn=A_DAY)  # fmt: skip
    return "good-maps"


def test_every_school_reads_what_others_think_and_what_was_answered(desk: Desk, provider: str):
    asked = (
        f'provider(id: "{provider}") {{ id rating {FIGURE} feedback {{ totalCount nodes {{ rating '
        "dimension school { name } replies { ... on ProviderResponseRecorded "
        "{ response { text } } } } }"
        f" delivery {FIGURE} }}"
    )
    told = desk.read(asked, WIN)["provider"]
    assert told["rating"]["value"] == pytest.approx(4)
    assert told["feedback"]["totalCount"] == 3
    assert told["feedback"]["nodes"][2] == {
        "rating": 5,
        "dimension": "FOLLOW_UP",
        "school": {"name": "Deal"},
        "replies": [{"response": {"text": "We come in May."}}],
    }
    assert told["delivery"]["state"] == "TOO_FEW"
    assert desk.read(asked, ANN)["provider"]["delivery"] == {
        "value": 0,
        "n": 1,
        "state": "MEASURED",
        "sentence": "no follow-up that was promised is known to have been held; "
        "it rests only on what you may see",
    }


def test_an_offer_is_read_with_what_it_said_before(desk: Desk, provider: str):
    asked = (
        f'provider(id: "{provider}") {{ offers {{ act {{ kind }} revisions {{ ... on OfferRevised '
        f'{{ field old new }} }} improvements {{ __typename }} }} change(since: "{A_DAY}") '
        "{ followUps { sentence } price { sentence } sessions { value } evidence { value } "
        "rating { state } } }"
    )
    told = desk.read(asked, NED)["provider"]
    revision = {"field": "followUpSessions", "old": "0", "new": "2"}
    assert told["offers"] == [
        {"act": {"kind": "CPD_MARKET"}, "revisions": [revision], "improvements": []}
    ]
    assert told["change"] == {
        "followUps": {"sentence": "2 follow-ups more than the offers said before"},
        "price": {"sentence": "what the offers said before"},
        "sessions": {"value": 0},
        "evidence": {"value": 0},
        "rating": {"state": "TOO_FEW"},
    }


def test_a_page_of_providers_takes_as_few_statements_as_one(desk: Desk, provider: str):
    asked = "rating { value } delivery { value } returnRate { value } fidelity { value }"
    statements: list[str] = []
    with heard(desk, statements.append):
        desk.read(f"providers(first: 1) {{ nodes {{ {asked} }} }}", EVE)
    one = len(statements)
    with heard(desk, statements.append):
        desk.read(f"providers {{ nodes {{ {asked} }} }}", EVE)
    assert len(statements) == 2 * one


def test_providers_are_listed_by_name_for_whoever_signs_in(desk: Desk, provider: str):
    page = "providers(first: 1{}) {{ totalCount nodes {{ id }} pageInfo {{ endCursor }} }}"
    first = desk.read(page.format(""), EVE)["providers"]
    assert (first["totalCount"], first["nodes"]) == (2, [{"id": "good-maps"}])
    after = f', after: "{first["pageInfo"]["endCursor"]}"'
    assert desk.read(page.format(after), EVE)["providers"]["nodes"] == [{"id": "zz-maps"}]
    nobody = desk.read(f'providers {{ totalCount }} provider(id: "{provider}") {{ id }}', None)
    assert nobody == {"providers": {"totalCount": 0}, "provider": None}
    assert desk.read('provider(id: "no-such-one") { id }', EVE) == {"provider": None}
