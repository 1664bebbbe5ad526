"""An open door."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.open_door import OpenDoorOffered, OpenDoorTaken, OpenDoorWithdrawn
from ledger.domain.acts.peer_observation import PeerObservationHeld
from ledger.domain.identifiers import ActId, CitedAct
from ledger.domain.refusal import NotParticipant, OutOfOrder, OutOfRange, SameSchool
from ledger.domain.school import SchoolSucceeded, Succession
from tests.scenario import (
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOBODYS,
    TALK,
    TODAY,
    YESTERDAY,
    came,
    given,
)

ACT = ActId(int=4)
"""The first entry after the register."""


def offered(slots=4, school=ASTOR):
    return OpenDoorOffered(school=school, focus=TALK, slots=slots, happened_on=LAST_WEEK)


def taken(slots=2, school=DOVER, act=ACT):
    return OpenDoorTaken(act=act, school=school, slots_taken=slots, happened_on=YESTERDAY)


OFFERED = offered()
WITHDRAWN = OpenDoorWithdrawn(act=ACT, happened_on=TODAY)


def test_a_school_opens_its_doors():
    given().when(OFFERED).then(f"{ASTOR} opened its doors to 4 colleagues to see science.")
    given().when(offered(1)).then(f"{ASTOR} opened its doors to one colleague to see science.")


def test_a_school_opens_its_own_doors_only():
    given().when(offered(school=DOVER)).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_any_other_school_comes_in():
    given(OFFERED).when(taken(), by=BEN).then(f"{DOVER} took 2 slots.")
    given(OFFERED, (BEN, taken())).when(taken(1, DEAL), by=DOT).then(f"{DEAL} took one slot.")


def test_a_school_takes_slots_for_itself():
    given(OFFERED, (BEN, taken())).when(taken(1, DEAL), by=BEN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(OFFERED).when(taken(1, NOBODYS), by=BEN).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )


def test_a_school_does_not_come_through_its_own_door():
    given(OFFERED).when(taken(school=ASTOR)).then_refused(
        SameSchool, "Another school comes through an open door.", "school"
    )
    became = SchoolSucceeded(
        school=ASTOR, successor=DOVER, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
    )
    given(became, offered()).when(taken(act=ActId(int=5)), by=BEN).then_refused(
        SameSchool, "Another school comes through an open door.", "school"
    )


@pytest.mark.parametrize(
    ("earlier", "sentence"),
    [(4, "No slot is left."), (3, "One slot is left."), (2, "2 slots are left.")],
)
def test_no_more_slots_are_taken_than_are_left(earlier, sentence):
    given(OFFERED, (BEN, taken(earlier))).when(taken(3, DEAL), by=DOT).then_refused(
        OutOfRange, sentence, "slots_taken"
    )


def test_the_school_that_opened_its_doors_closes_them():
    given(OFFERED, (BEN, taken())).when(WITHDRAWN, by=BEN).then_refused(
        NotParticipant, "Only the school that opened its doors closes them.", "act"
    )
    given(OFFERED).when(WITHDRAWN).then("The door takes no more visitors.")
    given(OFFERED, WITHDRAWN).when(replace(taken(), happened_on=TODAY), by=BEN).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )


def test_an_observation_may_come_from_a_door_that_is_open_to_all():
    seen = PeerObservationHeld(
        happened_on=TODAY, minutes=50, attendance=came(1, 1), observer_school=DOVER,
        observed_school=ASTOR, focus=TALK, from_act=CitedAct(ACT.hex),
    )  # fmt: skip
    given(OFFERED).when(seen, by=BEN).then(f"{DOVER} watched science at {ASTOR} for 50 minutes.")


@settings(max_examples=40, deadline=None, derandomize=True)
@for_any(st.integers(1, 60), st.lists(st.integers(1, 60), max_size=12))
def test_whatever_is_asked_for_no_more_is_taken_than_was_offered(slots, asked):
    now = given(offered(slots))
    left = slots
    for n, some in enumerate(asked):
        by, school = ((BEN, DOVER), (DOT, DEAL))[n % 2]
        answer = now.when(taken(some, school), by=by)
        assert (answer.refused is None) == (some <= left)
        now, left = answer.after, left - (0 if answer.refused else some)
