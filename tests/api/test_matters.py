"""What a front end reads of ideas, barriers and advice."""

from __future__ import annotations

from tests.api.desk import A_DAY, ANN, ASTOR, AUD, BEN, DOVER, EAST, EVE, LATER, TALK, WIN, Desk

FUNNEL = "captured { value sentence } reviewed { value } kept { value } contrast { state }"


def test_the_funnel_of_ideas_at_school_trust_and_collaboration(desk: Desk):
    together = desk.begin()
    where = f'collaboration(id: "{together}") {{ ideas {{ {FUNNEL} }} }}'
    school = f'school(urn: "{ASTOR}") {{ ideas {{ {FUNNEL} }} }}'
    before = desk.read(where, ANN)["collaboration"]["ideas"]["captured"]
    assert before["sentence"] == "no ideas recorded, which is not the same as none"
    idea = desk.record(
        "captureIdea", ANN, partOf=together, school=ASTOR, focus=TALK, happenedOn=A_DAY,
        statement="Talk before writing.",
    )["id"]  # fmt: skip
    desk.record(
        "recordScepticalReview", ANN, act=idea, school=ASTOR, mightNotTransfer="Larger groups.",
        evidenceAskedFor="A term of books.", alternativeExplanation="A new head of year.",
        ideaVerdict="TRY", happenedOn=LATER,
    )  # fmt: skip
    told = desk.read(where, BEN)["collaboration"]["ideas"]
    assert told["captured"] == {"value": 1, "sentence": "1 idea"}
    assert (told["reviewed"], told["kept"]) == ({"value": 1}, {"value": 0})
    assert desk.read(school, EVE)["school"]["ideas"]["captured"]["value"] == 1
    assert desk.read(school, BEN)["school"]["ideas"] is None
    trust = f'trust(uid: "{EAST}") {{ ideas {{ {FUNNEL} }} }}'
    assert desk.read(trust, EVE)["trust"]["ideas"]["captured"]["value"] == 1
    assert desk.read(trust, AUD)["trust"]["ideas"]["captured"]["value"] == 1
    assert desk.read(trust, ANN)["trust"]["ideas"] is None


REGISTER = (
    "open { value } overcome { value } barriers { totalCount edges { cursor node { barrier school "
    "namedOn standing life { __typename } tried { mitigation gaveWay { state value } } "
    "workedElsewhere { mitigation } } } }"
)


def test_a_barrier_on_the_register(desk: Desk):
    cited = {
        "school": DOVER, "barrier": "RELEASE_TIME", "barrierLevel": "SCHOOL",
        "barrierSource": "MEETING", "context": "Two form entry.", "happenedOn": A_DAY,
    }  # fmt: skip
    barrier = desk.record("citeBarrier", BEN, **cited)["id"]
    desk.record("tryMitigation", BEN, act=barrier, mitigation="SHARED_COVER", happenedOn=LATER)
    told = desk.read(f'school(urn: "{DOVER}") {{ barriers {{ {REGISTER} }} }}', BEN)
    found = told["school"]["barriers"]
    assert (found["open"], found["overcome"]) == ({"value": 1}, {"value": 0})
    (edge,) = found["barriers"]["edges"]
    assert edge["node"] == {
        "barrier": "RELEASE_TIME",
        "school": DOVER,
        "namedOn": A_DAY,
        "standing": "OPEN",
        "life": [{"__typename": "BarrierCited"}, {"__typename": "MitigationTried"}],
        # The register of this desk knows no number of pupils, so no school is alike.
        "tried": [{"mitigation": "SHARED_COVER", "gaveWay": {"state": "NOT_RECORDED",
                                                              "value": None}}],
        "workedElsewhere": [],
    }  # fmt: skip
    after = f'barriers(first: 1, after: "{edge["cursor"]}") {{ edges {{ cursor }} }}'
    rest = desk.read(f'school(urn: "{DOVER}") {{ barriers {{ {after} }} }}', BEN)
    assert rest["school"]["barriers"]["barriers"]["edges"] == []
    assert desk.read(f'school(urn: "{DOVER}") {{ barriers {{ {REGISTER} }} }}', WIN) == {
        "school": {"barriers": None}
    }


def test_the_funnel_of_next_steps(desk: Desk):
    desk.record(
        "suggestNextStep", ANN, school=ASTOR, nextStep="PAIRING", answerBy=LATER, happenedOn=A_DAY,
    )  # fmt: skip
    asked = "nextSteps { suggested { value } waiting { value sourceCount } taken { value } }"
    told = desk.read(f'school(urn: "{ASTOR}") {{ {asked} }}', ANN)["school"]["nextSteps"]
    assert told == {
        "suggested": {"value": 1},
        "waiting": {"value": 1, "sourceCount": 1},
        "taken": {"value": 0},
    }
