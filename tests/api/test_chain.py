"""The chain from act to reading: what is there, what is missing, and what no longer stands."""

from __future__ import annotations

from tests.api.desk import AMY, ANN, ASTOR, BEN, DOVER, EVE, LATER, Desk
from tests.api.evaluating import SAME, again, design, first, last_of, opened, read

CHAIN = """chain { completeness { value sentence cautions { code } }
  links { stage state sentence figure { value cautions { code } }
  sources { nodes { position } } } }"""


def of_collaboration(desk: Desk, id: str, who=EVE):
    return desk.read(f'collaboration(id: "{id}") {{ {CHAIN} }}', who)["collaboration"]["chain"]


def of_act(desk: Desk, id: str, who=EVE):
    return desk.read(f'act(id: "{id}") {{ {CHAIN} }}', who)["act"]["chain"]


def states(chain) -> dict[str, str]:
    return {link["stage"]: link["state"] for link in chain["links"]}


def test_a_chain_grows_link_by_link_and_its_gaps_are_told(desk: Desk):
    together = desk.begin()
    visit = desk.plan(together)
    empty = of_collaboration(desk, together)
    assert {*states(empty).values()} == {"MISSING"}
    assert empty["links"][1]["sentence"] == (
        "no follow-ups recorded, which is not the same as none"
    )
    held = desk.hold(visit)
    chain = of_collaboration(desk, together)
    assert chain["links"][0]["sentence"] == "1 act"
    assert chain["links"][0]["sources"]["nodes"] == [{"position": held["position"]}]
    assert chain["completeness"]["value"] == 0
    desk.record("followUpVisit", BEN, act=visit, happenedOn=LATER, tried="Pairs first.")
    evaluation = design(desk, together, (ASTOR, DOVER), evaluates=visit)
    first(desk, evaluation, read())
    told = of_act(desk, visit)
    assert states(told) == {
        "ACTS": "PRESENT",
        "FOLLOW_UPS": "PRESENT",
        "EVALUATIONS": "PRESENT",
        "READINGS": "MISSING",
    }
    assert round(told["completeness"]["value"], 2) == 0.67
    again(desk, evaluation, read(mean="7.0", **SAME))
    for chain in (
        of_act(desk, visit),
        of_act(desk, evaluation),
        of_collaboration(desk, together),
    ):
        assert chain["completeness"]["value"] == 1


def test_what_builds_on_a_withdrawn_act_is_orphaned_and_both_boards_replay(desk: Desk):
    """F6: what the board knew before a retraction and after it, for ever."""
    together = desk.begin()
    visit = desk.plan(together)
    desk.hold(visit)
    evaluation = design(desk, together, (ASTOR, DOVER), evaluates=visit)
    first(desk, evaluation, read())
    again(desk, evaluation, read(mean="7.0", sd="1.2", r="0.6", **SAME))
    before = last_of(desk, evaluation, EVE)["effect"]
    then = desk.size
    whole = of_collaboration(desk, together)
    reason = "It was another school."
    desk.record("requestRetraction", AMY, act=visit, reason=reason)
    desk.record("retract", ANN, act=visit, reason=reason)
    after = last_of(desk, evaluation, EVE)["effect"]
    assert after["value"] == before["value"]
    assert "ORPHANED" in [caution["code"] for caution in after["cautions"]]
    chain = of_collaboration(desk, together)
    assert {*states(chain).values()} == {"MISSING"}
    assert chain["completeness"]["cautions"] == [{"code": "ORPHANED"}]
    for figure in (before, after):
        assert opened(desk, figure, EVE) == {
            "isSame": True,
            "figure": {"value": figure["value"]},
        }
    asked = f'collaboration(id: "{together}") {{ {CHAIN} }}'
    board = desk.read(asked, EVE, f"(knownBy: {then})")["collaboration"]["chain"]
    assert board == whole
    again_known = last_of(desk, evaluation, EVE, at=f"(knownBy: {then})")["effect"]
    assert again_known == before


def test_a_withdrawn_evaluation_counts_nowhere(desk: Desk):
    together = desk.begin()
    evaluation = design(desk, together, (ASTOR, DOVER))
    first(desk, evaluation, read())
    desk.record("retract", ANN, act=evaluation, reason="It was another school.")
    told = desk.read(
        f'collaboration(id: "{together}") {{ measures {{ code }} }} '
        f'measure(act: "{evaluation}", code: "age") {{ code }}',
        ANN,
    )
    assert told == {"collaboration": {"measures": []}, "measure": None}
    assert states(of_collaboration(desk, together))["EVALUATIONS"] == "MISSING"


def test_a_dispute_and_a_dissent_are_told_with_the_chain(desk: Desk):
    together = desk.begin()
    evaluation = design(desk, together, (ASTOR, DOVER))
    told = first(desk, evaluation, read(), read(DOVER))
    desk.record(
        "dispute", BEN, act=evaluation, school=DOVER, disputed=told["id"],
        reason="We measured another class.",
    )  # fmt: skip
    desk.record(
        "recordEvaluationDissent", BEN, act=evaluation, school=DOVER, happenedOn=LATER,
        whyNot="Too few were measured.",
    )  # fmt: skip
    link = of_collaboration(desk, together)["links"][2]
    assert (link["stage"], link["sentence"]) == (
        "EVALUATIONS",
        "1 evaluation; a school does not agree with the findings; a school disputes what was "
        "recorded",
    )
