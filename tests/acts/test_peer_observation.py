"""A peer observation."""

from __future__ import annotations

from ledger.domain.acts.circle import CircleFormed
from ledger.domain.acts.peer_observation import (
    PeerObservationEvaluated,
    PeerObservationFollowedUp,
    PeerObservationHeld,
)
from ledger.domain.facts import facts_of
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.record import Sealed
from ledger.domain.refusal import NotFound, NotMember, SameSchool
from ledger.domain.words import Attendance
from tests.scenario import (
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TALK,
    TODAY,
    YESTERDAY,
    came,
    given,
)

ACT = ActId(int=4)
"""The first entry after the register."""
CIRCLE = CircleFormed(partners=(ASTOR, DOVER), focus=TALK, happened_on=LAST_WEEK)


def observed(**other):
    facts = {
        "happened_on": LAST_WEEK,
        "minutes": 50,
        "attendance": came(1, 1),
        "observer_school": ASTOR,
        "observed_school": DOVER,
        "focus": TALK,
    }
    return PeerObservationHeld(**facts | other)


def test_colleagues_watch_each_other():
    given().when(observed()).then(f"{ASTOR} watched science at {DOVER} for 50 minutes.")


def test_an_observation_has_no_room_for_a_grade_or_a_name():
    names = {fact.name for fact in facts_of(PeerObservationHeld)}
    assert names == {
        "replaces", "happened_on", "minutes", "attendance", "part_of", "serves", "focus",
        "observer_school", "observed_school", "from_act",
    }  # fmt: skip


def test_an_observation_is_of_two_schools_and_nobody_else():
    given().when(observed(observed_school=ASTOR)).then_refused(
        SameSchool, "Colleagues of two schools observe each other.", "observed_school"
    )
    there = (*came(1, 1), Attendance(school=DEAL, attended=1))
    given().when(observed(attendance=there)).then_refused(
        NotMember, f"School {DEAL} is not in this act.", "attendance", "2", "school"
    )


def test_an_observation_is_followed_up_and_evaluated():
    tried = PeerObservationFollowedUp(act=ACT, happened_on=YESTERDAY, tried=Sealed("it"))
    said = PeerObservationEvaluated(act=ACT, happened_on=TODAY, would_repeat=True)
    given(observed()).when(tried).then("Followed up on 8 March 2026.")
    given(observed(), tried).when(said).then("Evaluated on 9 March 2026: they would do it again.")


def test_an_observation_may_name_the_circle_that_it_came_from():
    seen = observed(from_act=CitedAct(ACT.hex))
    given(CIRCLE).when(seen, by=BEN).then(f"{ASTOR} watched science at {DOVER} for 50 minutes.")
    there = (Attendance(school=ASTOR, attended=1), Attendance(school=DEAL, attended=1))
    outside = observed(from_act=CitedAct(ACT.hex), observed_school=DEAL, attendance=there)
    given(CIRCLE).when(outside, by=DOT).then_refused(NotFound, "There is no such act.", "from_act")
