"""A circle of colleagues who are alone at home."""

from __future__ import annotations

from ledger.domain.acts.circle import CircleEnded, CircleFormed, CircleJoined, PupilIssueShared
from ledger.domain.facts import facts_of
from ledger.domain.identifiers import ActId
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    NotFound,
    NotParticipant,
    OutOfOrder,
)
from ledger.domain.words import PupilNeed
from tests.scenario import (
    ASTOR,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TALK,
    TODAY,
    YESTERDAY,
    given,
)

ACT = ActId(int=4)
"""The first entry after the register."""
FORMED = CircleFormed(partners=(ASTOR, DOVER), focus=TALK, happened_on=LAST_WEEK)
JOINED = CircleJoined(act=ACT, school=DEAL, happened_on=YESTERDAY)
ENDED = CircleEnded(act=ACT, happened_on=TODAY)


def shared(school=ASTOR):
    return PupilIssueShared(
        act=ACT, school=school, pupil_need=PupilNeed.REASONING, focus=TALK, happened_on=TODAY
    )


def test_a_circle_is_formed():
    given().when(FORMED).then("2 schools formed a circle on science.")


def test_a_school_joins_and_then_takes_part():
    given(FORMED).when(JOINED).then(f"{DEAL} joined the circle.")
    given(FORMED).when(shared(DEAL), by=DOT).then_refused(NotFound, "There is no such act.", "act")
    given(FORMED, JOINED).when(shared(DEAL), by=DOT).then(
        f"{DEAL} shared what its pupils find hard in science: reasoning."
    )


def test_a_school_joins_once():
    given(FORMED, JOINED).when(JOINED).then_refused(
        AlreadySaid, "This school is in the circle.", "school"
    )


def test_a_school_speaks_of_its_own_pupils():
    given(FORMED).when(shared(DOVER)).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )


def test_an_issue_of_pupils_has_no_room_for_words():
    assert not [fact.name for fact in facts_of(PupilIssueShared) if fact.word in (str, Sealed)]


def test_a_circle_comes_to_its_end():
    given(FORMED).when(ENDED).then("The circle came to its end.")
    given(FORMED, ENDED).when(shared()).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )
