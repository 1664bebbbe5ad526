"""Next steps: suggested, then taken, declined or lapsed."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from datetime import date

import pytest

from ledger.domain import acts
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.network import NetworkJoined, NetworkKind
from ledger.domain.acts.next_step import (
    NextStepDeclined,
    NextStepKind,
    NextStepLapsed,
    NextStepSuggested,
    NextStepTaken,
)
from ledger.domain.acts.pairing import PairingProposed
from ledger.domain.identifiers import ActId, CitedAct, FieldName
from ledger.domain.outcome import Area
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    NotFound,
    NotParticipant,
    NotYet,
    OutOfOrder,
    OutOfRange,
    SameSchool,
)
from ledger.domain.words import Barrier
from tests.scenario import (
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TODAY,
    YESTERDAY,
    given,
    id_of,
)

SUGGESTED = NextStepSuggested(
    school=ASTOR, next_step=NextStepKind.NETWORK, suggested_by=DOVER, answer_by=YESTERDAY,
    happened_on=LAST_WEEK,
)  # fmt: skip
JOINED = NetworkJoined(
    school=ASTOR, network_kind=NetworkKind.TDT_NETWORK, network_name="The network",
    member_until=date(2027, 3, 1), happened_on=YESTERDAY,
)  # fmt: skip
STEP, DONE = ActId(int=id_of(4).int), CitedAct(int=id_of(5).int)
"""What was suggested is the first act after the register; what was done is the second."""
TAKEN = NextStepTaken(act=STEP, taken_by=DONE, happened_on=TODAY)
DECLINED = NextStepDeclined(act=STEP, barrier=Barrier.GEOGRAPHY, happened_on=TODAY)
LAPSED = NextStepLapsed(act=STEP, happened_on=TODAY)
ADVISED = given((BEN, SUGGESTED))


@pytest.mark.parametrize("kind", NextStepKind)
def test_each_step_is_named_like_the_acts_by_which_it_is_done(kind):
    assert kind.value in {found.name for found in pkgutil.iter_modules(acts.__path__)}


def test_another_school_suggests_a_step_or_the_school_thinks_of_it_itself():
    given().when(SUGGESTED, by=BEN).then(f"Suggested to {ASTOR}: to join a network.")
    assert given().when(replace(SUGGESTED, suggested_by=None)).refused is None
    given().when(SUGGESTED, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )
    given().when(replace(SUGGESTED, suggested_by=ASTOR)).then_refused(
        SameSchool, "Leave this out: the school thought of it itself.", "suggested_by"
    )
    given().when(replace(SUGGESTED, answer_by=date(2026, 3, 1)), by=BEN).then_refused(
        OutOfRange, "It was suggested on 2 March 2026.", "answer_by"
    )


def test_it_is_taken_by_an_act_of_that_kind_and_of_that_school():
    done = ADVISED.and_then(JOINED)
    done.when(TAKEN).then("Done by 9 March 2026.")
    ADVISED.when(TAKEN).then_refused(NotFound, "There is no such act.", "taken_by")
    no_network = "That act is none of this school's: network."
    pair = PairingProposed(school=ASTOR, pair_with=DOVER, area=Area.SUBJECT, happened_on=YESTERDAY)
    ADVISED.and_then(pair).when(TAKEN).then_refused(NotFound, no_network, "taken_by")
    ADVISED.and_then((DOT, replace(JOINED, school=DEAL))).when(TAKEN).then_refused(
        NotFound, no_network, "taken_by"
    )


def test_what_was_done_before_is_not_done_because_of_it():
    early = replace(JOINED, happened_on=date(2026, 3, 1))
    ADVISED.and_then(early).when(TAKEN).then_refused(
        NotYet, "It was done before it was suggested.", "taken_by"
    )
    same_day = replace(JOINED, happened_on=LAST_WEEK)
    assert ADVISED.and_then(same_day).when(TAKEN).refused is None


def test_the_school_that_was_advised_answers():
    ADVISED.when(DECLINED).then("Declined on 9 March 2026 because of distance.")
    for said in (TAKEN, DECLINED):
        ADVISED.and_then(JOINED).when(said, by=BEN).then_refused(
            NotParticipant, "The school that was advised answers.", "act"
        )


def test_it_lapses_once_the_day_has_gone_by():
    ADVISED.when(LAPSED, by=BEN).then("Nobody had answered by 9 March 2026.")
    ADVISED.when(replace(LAPSED, happened_on=YESTERDAY), by=BEN).then_refused(
        NotYet, "There is time until 8 March 2026.", "happened_on"
    )


def test_it_has_one_end():
    for first in (DECLINED, LAPSED):
        ADVISED.and_then(JOINED, first).when(TAKEN).then_refused(
            OutOfOrder, "It is settled; this needs an act that is open.", "act"
        )


def test_what_was_suggested_is_amended_after_it_was_taken():
    """What the answer builds on is looked at again too."""
    taken = given((BEN, SUGGESTED), JOINED, TAKEN)
    amended = Amended(
        act=STEP, entry=id_of(4), field=FieldName("happened_on"), old='"2026-03-02"',
        new='"2026-03-03"', reason=Sealed("read from the wrong line"),
    )  # fmt: skip
    taken.when(amended).then("Corrected: the day, from 2 March 2026 to 3 March 2026.")
    other = replace(amended, field=FieldName("next_step"), old='"network"', new='"pairing"')
    taken.when(other).then_refused(NotFound, "That act is none of this school's: pairing.", "new")
