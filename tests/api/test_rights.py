"""Two trusts: nothing of the one is in any byte that the other is sent."""

from __future__ import annotations

from typing import Any

import pytest

from api.identity import Asker
from ledger.domain.identifiers import TrustId
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
    EVE,
    LATER,
    NED,
    NORTH,
    WICK,
    WIN,
    YARM,
    Desk,
)

MARK = "Zanzibar"
"""Stands in every text that the north has written."""
NOWHERE = "00000000-0000-4000-8000-000000000000"

LISTS = """
  acts { totalCount nodes { ...Told } }
  collaborations { totalCount nodes { ...Whole } }
  events { totalCount nodes { __typename id position recordedBy recordedFor sentence stored } }
  schools { nodes { urn history { totalCount nodes { ...Told } }
    collaborations { totalCount nodes { ...Whole } } engagement { sentence } } }
"""
FRAGMENTS = """
  fragment Told on Act { id kind stage day sentence nextSteps schools { name }
    collaboration { ...Whole } life { __typename id sentence stored
      ... on VisitRescheduled { reason { commitment text } } } }
  fragment Whole on Collaboration { id title { commitment text } begunOn
    outcomes { statement { text } } partners { urn school { name } }
    engagement { sentence sources } life { id sentence stored } }
"""


class North:
    """What the north has done: a collaboration with an act, held and moved, all of it marked."""

    def __init__(self, desk: Desk) -> None:
        outcome = {"area": "SUBJECT", "statement": f"{MARK} outcome"}
        self.collaboration = desk.begin(
            WIN, (WICK, YARM), title=f"{MARK} title", outcomes=[outcome]
        )
        self.act = desk.plan(self.collaboration, WIN, host=WICK, visitors=[YARM])
        moved = desk.record(
            "rescheduleVisit", WIN, act=self.act, plannedFor=A_DAY, reason=f"{MARK} reason"
        )
        held = desk.hold(self.act, WIN, (WICK, YARM))
        self.held, self.last = held["id"], held["position"]
        self.ids = [self.collaboration, self.act, moved["id"], self.held]
        self.first = desk.size - 3


@pytest.fixture(scope="module")
def two(desk: Desk) -> tuple[Desk, North]:
    """The east has one act as well, so that its own lists are not empty."""
    desk.hold(desk.plan(desk.begin()))
    return desk, North(desk)


def everything(north: North, at: str = "") -> list[str]:
    """Every way to ask, some of them naming what the north has."""
    return [
        f"{{ ledger{at} {{ position {LISTS} }} }} {FRAGMENTS}",
        f'{{ ledger{at} {{ act(id: "{north.act}") {{ ...Told }} '
        f'collaboration(id: "{north.collaboration}") {{ ...Whole }} }} }} {FRAGMENTS}',
        f'{{ ledger{at} {{ acts(school: "{WICK}") {{ totalCount nodes {{ ...Told }} }} '
        f'collaborations(school: "{WICK}") {{ totalCount nodes {{ ...Whole }} }} '
        f'events(school: "{WICK}") {{ totalCount nodes {{ sentence stored }} }} }} }} {FRAGMENTS}',
        f'{{ ledger{at} {{ acts(collaboration: "{north.collaboration}") {{ totalCount nodes '
        f'{{ ...Told }} }} events(act: "{north.act}") {{ totalCount nodes {{ stored }} }} '
        f'a: events(collaboration: "{north.collaboration}") {{ totalCount }} }} }} {FRAGMENTS}',
        f'{{ ledger{at} {{ schools(search: "{MARK.lower()[:3]}") {{ totalCount nodes {{ name }} }} '
        f'school(urn: "{WICK}") {{ history {{ totalCount }} collaborations {{ totalCount }} '
        "engagement { sentence } } } }",
    ]


@pytest.mark.parametrize(
    "who", [EVE, ANN, BEN, DOT, None], ids=lambda who: getattr(who, "subject", "nobody")
)
def test_no_byte_of_the_other_trust_is_told(two: tuple[Desk, North], who):
    desk, north = two
    for at in ("", f"(knownBy: {north.last})", '(happenedBy: "2026-03-05")'):
        for document in everything(north, at):
            answer = desk.send({"query": document}, who)
            assert answer.status_code == 200, answer.text
            assert MARK not in answer.text
            assert not [id for id in north.ids if id in answer.text]


def test_the_east_sees_what_is_its_own(two: tuple[Desk, North]):
    """Else the test above could pass by telling nobody anything."""
    desk, _north = two
    for who in (EVE, ANN, BEN):
        told = desk.read("acts { totalCount } events { totalCount }", who)
        assert told["acts"]["totalCount"] >= 1
        assert told["events"]["totalCount"] >= 3


@pytest.mark.parametrize("who", [NED, WIN], ids=["a trustee", "an editor"])
def test_the_north_reads_what_it_wrote(two: tuple[Desk, North], who):
    desk, north = two
    answer = desk.send({"query": everything(north)[1]}, who)
    assert answer.text.count(f"{MARK} title") == 2
    assert f"{MARK} outcome" in answer.text
    assert f"{MARK} reason" in answer.text


def test_an_auditor_sees_all_but_the_words(two: tuple[Desk, North]):
    desk, north = two
    answer = desk.send({"query": everything(north)[1]}, AUD)
    assert north.held in answer.text
    assert MARK not in answer.text
    told = answer.json()["data"]["ledger"]["collaboration"]["title"]
    assert told["text"] is None
    assert len(told["commitment"]) == 64


@pytest.mark.parametrize("who", [EVE, ANN, None], ids=["a trustee", "an editor", "nobody"])
def test_a_foreign_id_and_an_absent_id_get_the_same_answer(two: tuple[Desk, North], who):
    desk, north = two

    def told(act: str, collaboration: str) -> Any:
        return desk.read(
            f'act(id: "{act}") {{ day }} collaboration(id: "{collaboration}") {{ begunOn }} '
            f'acts(collaboration: "{collaboration}") {{ totalCount edges {{ cursor }} }} '
            f'events(act: "{act}") {{ totalCount }}',
            who,
        )

    assert told(north.act, north.collaboration) == told(NOWHERE, NOWHERE)
    assert told(north.act, north.collaboration)["act"] is None


def test_a_refusal_does_not_say_what_there_is(two: tuple[Desk, North]):
    desk, north = two

    def refused(act: str, collaboration: str) -> list[Any]:
        return [
            desk.record("rescheduleVisit", ANN, act=act, plannedFor=LATER, reason="Nobody was in."),
            desk.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=1),
            desk.record("retract", ANN, act=act, reason="It never took place."),
            desk.record(
                "amend", ANN, act=act, entry=act, field="minutes", old="60", new="61",
                reason="It was longer.",
            ),
            desk.record(
                "joinCollaboration", ANN, collaboration=collaboration, school=ASTOR,
                happenedOn=A_DAY,
            ),
        ]  # fmt: skip

    assert refused(north.act, north.collaboration) == refused(NOWHERE, NOWHERE)


def test_a_school_that_moved_to_the_trust_is_seen_by_its_trustee_from_then_on(fresh: Desk):
    act = fresh.plan(fresh.begin())
    assert fresh.read(f'act(id: "{act}") {{ day }}', NED)["act"] is None
    fresh.record(
        "changeSchoolDetails",
        ADA,
        school=DOVER,
        changes=[{"field": "trust", "old": "9101", "new": NORTH}],
    )
    assert fresh.read(f'act(id: "{act}") {{ day }}', NED)["act"] == {"day": A_DAY}


def test_a_school_that_left_goes_on_seeing_what_happened_before(fresh: Desk):
    together = fresh.begin(partners=(ASTOR, DOVER, DEAL))
    before = fresh.plan(together, plannedFor="2026-02-03")
    fresh.record(
        "leaveCollaboration", DOT, collaboration=together, school=DEAL, whyLeft="PRIORITIES",
        happenedOn="2026-02-10",
    )  # fmt: skip
    assert fresh.read(f'act(id: "{before}") {{ day }}', DOT)["act"] == {"day": "2026-02-03"}
    after = fresh.plan(together, plannedFor="2026-02-17")
    assert fresh.read(f'act(id: "{after}") {{ day }}', DOT)["act"] is None


def test_engagement_is_told_to_those_who_see_all_of_it(two: tuple[Desk, North]):
    desk, _ = two
    asked = f'school(urn: "{ASTOR}") {{ engagement {{ sustained }} }}'
    for who, sees in ((ANN, True), (EVE, True), (AUD, True), (BEN, False), (NED, False)):
        assert (desk.read(asked, who)["school"]["engagement"] is not None) == sees


def test_a_trust_sees_what_a_school_did_before_it_became_an_academy(fresh: Desk):
    act = fresh.plan(fresh.begin())
    academy = {"school": "900004", "name": "Astor Academy", "phase": "PRIMARY", "trust": "9199"}
    fresh.record("registerSchool", ADA, **academy)
    heirs = Asker(Role.TRUSTEE, "may", trust=TrustId("9199"))
    assert fresh.read(f'act(id: "{act}") {{ id }}', heirs)["act"] is None
    succeeded = {"school": ASTOR, "successor": "900004", "succession": "SUCCESSION"}
    fresh.record("succeedSchool", ADA, **succeeded, happenedOn=A_DAY)
    assert fresh.read(f'act(id: "{act}") {{ id }}', heirs)["act"] == {"id": act}
    (listed,) = fresh.read('school(urn: "900004") { history { nodes { id } } }', heirs)["school"][
        "history"
    ]["nodes"]
    assert listed == {"id": act}
