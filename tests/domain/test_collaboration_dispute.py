"""A school says that what was said of a collaboration as a whole is not so."""

from __future__ import annotations

from dataclasses import replace

from ledger.domain.collaboration_dispute import CollaborationDisputed, CollaborationDisputeResolved
from ledger.domain.disputing import Resolution, open_disputes
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import AlreadySaid, NotFound, NotParticipant, OutOfOrder
from tests.acts.test_visit import PLANNED
from tests.domain.test_collaboration import ended, left
from tests.domain.test_collaboration_withdrawal import ASKED, REVIEWED, WITHDRAWN
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    NOW,
    TODAY,
    TOGETHER,
    Scenario,
    given,
    id_of,
)

BEGINNING = 4
DOUBT = CollaborationDisputed(
    collaboration=TOGETHER, school=DOVER, disputed=id_of(BEGINNING),
    reason=Sealed("we never agreed to it"),
)  # fmt: skip
SETTLED = CollaborationDisputeResolved(
    collaboration=TOGETHER, dispute=id_of(5), resolution=Resolution.EXPLAINED,
    reason=Sealed("our head had agreed"),
)  # fmt: skip
SAID = f"{DOVER} disputes what was recorded."
ABSENT = (NotFound, "There is no such collaboration.", "collaboration")


def doubts(story: Scenario) -> list[int]:
    return [entry.position for entry in open_disputes(Past(story.entries, ANN, NOW))]


def test_a_school_that_is_named_in_it_disputes_it_for_itself():
    given(BEGUN).when(DOUBT, by=BEN).then(SAID)
    given(BEGUN).when(DOUBT, by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(BEGUN).when(replace(DOUBT, school=DEAL), by=DOT).then_refused(*ABSENT)


def test_also_once_it_left_and_once_all_has_ended():
    given(BEGUN, (BEN, left())).when(DOUBT, by=BEN).then(SAID)
    over = given(BEGUN, ended())
    over.when(replace(DOUBT, disputed=id_of(5)), by=BEN).then(SAID)


def test_whatever_was_said_of_it_as_a_whole_can_be_disputed_and_nothing_else():
    for said in (REVIEWED, ASKED):
        told = given(BEGUN, said)
        told.when(replace(DOUBT, disputed=id_of(5)), by=BEN).then(SAID)
    given(BEGUN, PLANNED).when(replace(DOUBT, disputed=id_of(5)), by=BEN).then_refused(
        NotFound, "This collaboration has no such entry.", "disputed"
    )


def test_a_school_disputes_an_entry_once_until_that_is_settled():
    once = given(BEGUN, (BEN, DOUBT))
    once.when(DOUBT, by=BEN).then_refused(
        AlreadySaid, "This school disputes that already.", "disputed"
    )
    assert once.when(replace(DOUBT, school=ASTOR), by=ANN).refused is None
    settled = once.and_then((BEN, SETTLED))
    assert (doubts(once), doubts(settled)) == ([5], [])
    settled.when(DOUBT, by=BEN).then(SAID)


def test_only_the_school_that_disputed_it_settles_it_and_once():
    once = given(BEGUN, (BEN, DOUBT))
    once.when(SETTLED, by=BEN).then("The dispute was settled: explained.")
    once.when(SETTLED, by=ANN).then_refused(
        NotParticipant, "Only the school that disputed it can settle it.", "dispute"
    )
    once.when(replace(SETTLED, dispute=id_of(BEGINNING)), by=BEN).then_refused(
        NotFound, "This collaboration has no such dispute.", "dispute"
    )
    once.and_then((BEN, SETTLED)).when(SETTLED, by=BEN).then_refused(
        AlreadySaid, "That dispute is settled.", "dispute"
    )
    once.and_then((BEN, left(happened_on=TODAY))).when(SETTLED, by=BEN).then(
        "The dispute was settled: explained."
    )


def test_a_dispute_leaves_it_to_the_school_that_began_it_to_withdraw_it():
    gone = given(BEGUN, (BEN, DOUBT), WITHDRAWN)
    gone.when(SETTLED, by=BEN).then_refused(
        OutOfOrder,
        "The collaboration was withdrawn: begin another one, or bring it back first "
        "(reinstateCollaboration).",
        "collaboration",
    )
