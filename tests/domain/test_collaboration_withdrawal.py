"""A collaboration that was recorded in error leaves the account, and may be brought back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.collaboration import is_withdrawn
from ledger.domain.collaboration_withdrawal import (
    CollaborationReinstated,
    CollaborationWithdrawalRequested,
    CollaborationWithdrawn,
)
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import AlreadySaid, NeedsSecondPerson, NotFound, OutOfOrder
from ledger.domain.steering import CollaborationReviewed, Verdict
from tests.acts.test_visit import CALLED_OFF, HELD, PLANNED, informal
from tests.domain.test_collaboration import ended, joined, left
from tests.domain.test_collaboration_amendment import amended
from tests.domain.test_reopening import REOPENED
from tests.scenario import (
    AMY,
    ANN,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    NOW,
    THE_ACT,
    TODAY,
    TOGETHER,
    begun,
    given,
    id_of,
)

TWICE = {"collaboration": TOGETHER, "reason": Sealed("we had begun it already")}
ASKED = CollaborationWithdrawalRequested(**TWICE)
WITHDRAWN = CollaborationWithdrawn(**TWICE)
BACK = CollaborationReinstated(**TWICE)
GONE = {"act": THE_ACT, "reason": Sealed("it never took place")}
REVIEWED = CollaborationReviewed(
    collaboration=TOGETHER, verdict=Verdict.CONTINUE, reason=Sealed("it goes well"),
    happened_on=TODAY,
)  # fmt: skip
SAID = "Withdrawn: the collaboration was recorded in error."
OVER = (
    OutOfOrder,
    "The collaboration was withdrawn: begin another one, or bring it back first "
    "(reinstateCollaboration).",
)
TWO = (
    NeedsSecondPerson,
    "Another school has spoken of this collaboration: another person has to ask for its "
    "withdrawal first (requestCollaborationWithdrawal).",
    "collaboration",
)


def test_the_school_that_began_it_takes_it_back_alone():
    given(BEGUN).when(WITHDRAWN).then(SAID)
    given(BEGUN).when(WITHDRAWN, by=AMY).then(SAID)
    given(BEGUN, (AMY, REVIEWED), ended(TODAY)).when(WITHDRAWN).then(SAID)


def test_another_school_does_not():
    given(BEGUN).when(WITHDRAWN, by=BEN).then_refused(*TWO)
    absent = (NotFound, "There is no such collaboration.", "collaboration")
    for command in (ASKED, WITHDRAWN, BACK):
        given(BEGUN).when(command, by=DOT).then_refused(*absent)


@pytest.mark.parametrize("said", [REVIEWED, joined(), left(happened_on=TODAY), ended(TODAY)])
def test_once_another_school_has_spoken_of_it_two_people_agree(said):
    spoken_of = given(BEGUN, (BEN, said))
    spoken_of.when(WITHDRAWN).then_refused(*TWO)
    asked = spoken_of.and_then((ANN, ASKED))
    asked.when(WITHDRAWN, by=ANN).then_refused(*TWO)
    asked.when(WITHDRAWN, by=AMY).then(SAID)
    spoken_of.and_then((BEN, ASKED)).when(WITHDRAWN, by=ANN).then(SAID)


def test_what_only_corrects_leaves_it_to_the_school_that_began_it():
    slip = amended(4, "planned_terms", "3", "6")
    given(BEGUN, (BEN, slip), (BEN, ASKED)).when(WITHDRAWN).then(SAID)


def test_one_person_asks_once():
    asked_once = given(BEGUN, ASKED)
    given(BEGUN).when(ASKED).then("Somebody asked that the collaboration be withdrawn.")
    asked_once.when(ASKED).then_refused(
        AlreadySaid, "You have asked for this already; another person decides.", "collaboration"
    )
    assert asked_once.when(ASKED, by=BEN).refused is None


def test_not_while_an_act_in_it_stands():
    one = "Acts in it stand: withdraw what was recorded in error first (retract), and record "
    what = "what took place elsewhere in its place (replaces)."
    given(BEGUN, PLANNED).when(WITHDRAWN).then_refused(OutOfOrder, one + what, "collaboration")
    given(BEGUN, PLANNED, CALLED_OFF, informal(part_of=TOGETHER)).when(WITHDRAWN).then_refused(
        OutOfOrder, one + what,
        "collaboration",
    )  # fmt: skip
    given(BEGUN, PLANNED, HELD, Retracted(**GONE)).when(WITHDRAWN).then(SAID)
    off = given(BEGUN, PLANNED, CALLED_OFF)
    assert off.when(WITHDRAWN).refused is not None
    off.and_then(Retracted(**GONE)).when(WITHDRAWN).then(SAID)
    asked = off.and_then((BEN, RetractionRequested(**GONE)), (ANN, Retracted(**GONE)))
    assert asked.when(Reinstated(**GONE), by=BEN).refused is None


def test_what_took_place_is_recorded_elsewhere_in_its_place():
    moved = given(BEGUN, PLANNED, Retracted(**GONE), WITHDRAWN, begun(*BEGUN.partners))
    again = replace(PLANNED, collaboration=id_of(8), replaces=THE_ACT)
    assert moved.when(again).refused is None


@pytest.mark.parametrize("said", [joined(), left(), ended(), REVIEWED, ASKED, WITHDRAWN, REOPENED])
def test_nothing_more_is_said_of_it(said):
    given(BEGUN, WITHDRAWN).when(said, by=BEN).then_refused(*OVER, "collaboration")


def test_nothing_of_it_is_amended():
    slip = amended(4, "planned_terms", "3", "6")
    given(BEGUN, WITHDRAWN).when(slip).then_refused(*OVER, "collaboration")


def test_no_act_opens_in_it_nor_comes_back():
    given(BEGUN, WITHDRAWN).when(PLANNED).then_refused(*OVER, "collaboration")
    given(BEGUN, WITHDRAWN).when(informal(part_of=TOGETHER)).then_refused(*OVER, "part_of")
    both = given(BEGUN, PLANNED, Retracted(**GONE), WITHDRAWN)
    both.when(Reinstated(**GONE), by=BEN).then_refused(*OVER, "act")
    back = both.and_then((BEN, BACK), (BEN, Reinstated(**GONE)))
    assert back.when(HELD).refused is None


def test_somebody_else_brings_it_back():
    gone = given(BEGUN, WITHDRAWN)
    gone.when(BACK, by=ANN).then_refused(
        NeedsSecondPerson, "Whoever withdrew it cannot bring it back alone.", "collaboration"
    )
    gone.when(BACK, by=BEN).then("Brought back: the collaboration had been withdrawn in error.")
    back = gone.and_then((AMY, BACK))
    assert [is_withdrawn(Past(story.entries, ANN, NOW)) for story in (gone, back)] == [True, False]
    back.when(joined()).then(f"{DEAL} joined on 2 March 2026.")
    back.when(BACK, by=BEN).then_refused(
        OutOfOrder, "It stands: only what was withdrawn can be brought back.", "collaboration"
    )


def test_what_was_brought_back_is_not_withdrawn_by_the_same_person_alone():
    back = given(BEGUN, (BEN, ASKED), WITHDRAWN, (AMY, BACK))
    back.when(WITHDRAWN, by=ANN).then_refused(*TWO)
    back.and_then((AMY, ASKED)).when(WITHDRAWN, by=ANN).then(SAID)
