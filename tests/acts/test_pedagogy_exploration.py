"""Exploring pedagogy."""

from __future__ import annotations

from ledger.domain.acts.circle import CircleFormed
from ledger.domain.acts.pedagogy_exploration import (
    PedagogyEvaluated,
    PedagogyExplored,
    PedagogyFollowedUp,
)
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.record import Sealed
from ledger.domain.refusal import NotFound
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


def explored(**other):
    facts = {
        "happened_on": LAST_WEEK,
        "minutes": 50,
        "attendance": came(1, 1),
        "focus": TALK,
        "topic": Sealed("how forces are best shown"),
    }
    return PedagogyExplored(**facts | other)


def test_colleagues_explore_how_something_is_taught():
    given().when(explored()).then(
        "Held on 2 March 2026: 2 colleagues of 2 schools came to explore how to teach science."
    )
    tried = PedagogyFollowedUp(act=ACT, happened_on=YESTERDAY, tried=Sealed("it"))
    said = PedagogyEvaluated(act=ACT, happened_on=TODAY, would_repeat=True)
    given(explored()).when(tried).then("Followed up on 8 March 2026.")
    given(explored(), tried).when(said).then("Evaluated on 9 March 2026: they would do it again.")


def test_it_may_name_the_circle_that_it_came_from():
    assert given(CIRCLE).when(explored(from_act=CitedAct(ACT.hex)), by=BEN).refused is None
    there = (Attendance(school=ASTOR, attended=1), Attendance(school=DEAL, attended=1))
    outside = explored(from_act=CitedAct(ACT.hex), attendance=there)
    given(CIRCLE).when(outside, by=DOT).then_refused(NotFound, "There is no such act.", "from_act")
