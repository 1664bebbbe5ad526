"""The expertise that a school shares."""

from __future__ import annotations

from ledger.domain.acts.expertise import (
    ExpertiseEvaluated,
    ExpertiseFollowedUp,
    ExpertiseOffered,
    ExpertiseOfferWithdrawn,
    ExpertiseShared,
)
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    NotFound,
    NotMember,
    NotParticipant,
    OutOfOrder,
)
from ledger.domain.words import Attendance
from tests.scenario import (
    ASTOR,
    BEN,
    DEAL,
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


def shared(**other):
    facts = {
        "happened_on": YESTERDAY,
        "minutes": 60,
        "attendance": came(),
        "shared_by": ASTOR,
        "focus": TALK,
    }
    return ExpertiseShared(**facts | other)


OFFERED = ExpertiseOffered(
    school=ASTOR, focus=TALK, statement=Sealed("talk in science"), happened_on=LAST_WEEK
)
WITHDRAWN = ExpertiseOfferWithdrawn(act=ACT, happened_on=TODAY)


def test_a_school_offers_what_it_knows():
    given().when(OFFERED).then(f"{ASTOR} offered to share what it knows about science.")
    given().when(OFFERED, by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_a_school_shares_what_it_knows():
    given().when(shared()).then(
        f"Held on 8 March 2026: 5 colleagues of 2 schools came; {ASTOR} shared what it knows."
    )


def test_the_school_that_shares_what_it_knows_is_there():
    there = (Attendance(school=DOVER, attended=2), Attendance(school=DEAL, attended=1))
    given().when(shared(attendance=there), by=BEN).then_refused(
        NotMember, "The school that shares what it knows is there.", "shared_by"
    )


def test_what_was_shared_may_come_from_an_offer_that_all_can_see():
    offer = CitedAct(ACT.hex)
    given(OFFERED).when(shared(from_act=offer), by=BEN).then(
        f"Held on 8 March 2026: 5 colleagues of 2 schools came; {ASTOR} shared what it knows."
    )
    given().when(shared(from_act=offer)).then_refused(NotFound, "There is no such act.", "from_act")


def test_an_offer_is_taken_back_by_its_school():
    given(OFFERED).when(WITHDRAWN, by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )
    given(OFFERED).when(WITHDRAWN).then("It is offered no longer.")
    given(OFFERED, WITHDRAWN).when(WITHDRAWN).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_an_offer_is_followed_up_once_it_was_shared():
    tried = ExpertiseFollowedUp(act=ACT, happened_on=TODAY, tried=Sealed("it"))
    said = ExpertiseEvaluated(act=ACT, happened_on=TODAY, would_repeat=True)
    given(shared()).when(tried, by=BEN).then("Followed up on 9 March 2026.")
    given(shared(), tried).when(said).then("Evaluated on 9 March 2026: they would do it again.")
    given(OFFERED).when(tried).then_refused(
        OutOfOrder,
        "It is open; this needs an act that is closed or evaluated or followed up or held.",
        "act",
    )
