"""A collaboration that is not so, or was recorded in error, as front ends read it."""

from __future__ import annotations

from typing import Any

from tests.api.conftest import fresh
from tests.api.desk import ANN, AUD, BEN, DOVER, Asker, Desk

__all__ = ["fresh"]


def told(desk: Desk, id: str, who: Asker) -> Any:
    return desk.read(f'collaboration(id: "{id}") {{ isDisputed isWithdrawn }}', who)[
        "collaboration"
    ]


def listed(desk: Desk, who: Asker) -> tuple[int, list[str]]:
    found = desk.read("collaborations { totalCount nodes { id } }", who)["collaborations"]
    ours = desk.read(f'school(urn: "{DOVER}") {{ collaborations {{ totalCount }} }}', who)[
        "school"
    ]["collaborations"]
    assert found["totalCount"] == ours["totalCount"]
    return found["totalCount"], [node["id"] for node in found["nodes"]]


def test_it_is_said_that_a_school_disputes_it_until_that_is_settled(fresh: Desk):
    begun = fresh.begin()
    of = {"collaboration": begun, "reason": "We never agreed to it."}
    doubt = fresh.record("disputeCollaboration", BEN, **of, school=DOVER, disputed=begun)
    assert told(fresh, begun, ANN) == {"isDisputed": True, "isWithdrawn": False}
    fresh.record(
        "resolveCollaborationDispute", BEN, **of, dispute=doubt["id"], resolution="EXPLAINED"
    )
    assert told(fresh, begun, ANN) == {"isDisputed": False, "isWithdrawn": False}


def test_what_was_withdrawn_is_in_an_auditors_list_only_and_found_by_its_id(fresh: Desk):
    begun = fresh.begin()
    again = fresh.begin()
    fresh.record("withdrawCollaboration", ANN, collaboration=again, reason="It stands there twice.")
    assert listed(fresh, ANN) == listed(fresh, BEN) == (1, [begun])
    assert listed(fresh, AUD) == (2, [again, begun])
    for who in (ANN, BEN, AUD):
        assert told(fresh, again, who) == {"isDisputed": False, "isWithdrawn": True}
    fresh.record("reinstateCollaboration", BEN, collaboration=again, reason="It is another one.")
    assert listed(fresh, BEN) == (2, [again, begun])
