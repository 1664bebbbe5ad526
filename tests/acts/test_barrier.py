"""Barriers: named, tried against, overcome once an act took place, and sometimes back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.acts.barrier import (
    BarrierCited,
    BarrierLevel,
    BarrierMitigated,
    BarrierOvercome,
    BarrierPersisted,
    BarrierReopened,
    BarrierSource,
    Mitigation,
    MitigationTried,
)
from ledger.domain.acts.visit import VisitCancelled
from ledger.domain.identifiers import ActId, CitedAct, ReplacedAct
from ledger.domain.prose import on
from ledger.domain.record import Sealed
from ledger.domain.refusal import NotFound, NotParticipant, NotYet, OutOfOrder
from ledger.domain.words import Attendance, Barrier
from tests.acts.test_visit import HELD, PLANNED
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    LAST_YEAR,
    THE_ACT,
    TODAY,
    YESTERDAY,
    begun,
    given,
    id_of,
)

CITED = BarrierCited(
    school=DOVER, barrier=Barrier.RIVALRY, barrier_level=BarrierLevel.SCHOOL,
    barrier_source=BarrierSource.MEETING, context=Sealed("the same families"),
    happened_on=LAST_YEAR,
)  # fmt: skip
THE_VISIT = CitedAct(int=THE_ACT.int)
THE_BARRIER = ActId(int=id_of(7).int)
"""After the register, the collaboration, the visit and its entry that it was held."""
TRIED = MitigationTried(act=THE_BARRIER, mitigation=Mitigation.AFTER_SCHOOL, happened_on=LAST_WEEK)
OVERCOME = BarrierOvercome(act=THE_BARRIER, shown_by=THE_VISIT, happened_on=YESTERDAY)
AFTER_A_VISIT = given(BEGUN, PLANNED, HELD, (BEN, CITED))


def test_a_school_names_what_stands_in_its_own_way():
    given(BEGUN).when(CITED, by=BEN).then(f"{DOVER} named a barrier: rivalry.")
    felt = replace(CITED, is_perceived=True)
    given(BEGUN).when(felt, by=BEN).then(f"{DOVER} felt a barrier: rivalry.")
    given(BEGUN).when(CITED, by=ANN).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_it_may_have_blocked_an_act_that_the_school_knows_of():
    blocked = replace(CITED, blocked=THE_VISIT)
    given(BEGUN, PLANNED).when(blocked, by=BEN).then(f"{DOVER} named a barrier: rivalry.")
    foreign = replace(blocked, school=DEAL)
    given(BEGUN, PLANNED).when(foreign, by=DOT).then_refused(
        NotFound, "There is no such act.", "blocked"
    )


def test_nobody_says_what_came_of_it_before_something_was_tried():
    for came in (BarrierMitigated, BarrierPersisted):
        said = came(act=THE_BARRIER, happened_on=YESTERDAY)
        AFTER_A_VISIT.when(said, by=BEN).then_refused(
            NotYet, "Say first what was tried against it (tryMitigation).", "act"
        )
        assert AFTER_A_VISIT.and_then((BEN, TRIED)).when(said, by=BEN).refused is None


def test_nothing_is_said_of_it_before_it_was_named():
    early = replace(TRIED, happened_on=LAST_YEAR.replace(day=1))
    AFTER_A_VISIT.when(early, by=BEN).then_refused(
        NotYet, "It began on 10 March 2025 only.", "happened_on"
    )


def test_it_is_overcome_once_an_act_took_place_that_it_had_stood_in_the_way_of():
    AFTER_A_VISIT.when(OVERCOME, by=BEN).then("Overcome by 8 March 2026.")
    only_planned = given(BEGUN, PLANNED, (BEN, CITED), (BEN, CITED))
    only_planned.when(OVERCOME, by=BEN).then_refused(
        NotFound, "That act was not held with this school.", "shown_by"
    )
    named_later = given(BEGUN, PLANNED, HELD, (BEN, replace(CITED, happened_on=TODAY)))
    named_later.when(replace(OVERCOME, happened_on=TODAY), by=BEN).then_refused(
        NotYet, "That act took place before the barrier was named.", "shown_by"
    )


def test_it_is_not_overcome_by_an_act_to_which_the_school_did_not_come():
    """Neither where none of its colleagues were counted, nor where it says that none came."""
    answer = (NotFound, "That act was not held with this school.", "shown_by")
    three = replace(PLANNED, visitors=(DOVER, DEAL))
    without = replace(
        HELD,
        attendance=tuple(
            Attendance(school=one, attended=n) for one, n in ((ASTOR, 2), (DOVER, 0), (DEAL, 2))
        ),
    )
    nobody = given(begun(ASTOR, DOVER, DEAL), three, without, (BEN, CITED))
    nobody.when(OVERCOME, by=BEN).then_refused(*answer)
    for word in (
        AttendanceDenied(act=THE_ACT, school=DOVER),
        AttendanceConfirmed(act=THE_ACT, school=DOVER, attended=0),
    ):
        AFTER_A_VISIT.and_then((BEN, word)).when(OVERCOME, by=BEN).then_refused(*answer)
    said_so = AFTER_A_VISIT.and_then(
        (BEN, AttendanceConfirmed(act=THE_ACT, school=DOVER, attended=1))
    )
    said_so.when(OVERCOME, by=BEN).then("Overcome by 8 March 2026.")


def test_it_is_not_overcome_before_that_act_took_place():
    early = replace(OVERCOME, happened_on=date(2025, 12, 1))
    AFTER_A_VISIT.when(early, by=BEN).then_refused(
        NotYet, "That act took place on 2 March 2026 only.", "happened_on"
    )


def test_what_blocked_one_act_is_not_overcome_by_another():
    """By that act, or by one in its place: it may have been called off meanwhile."""
    called_off = VisitCancelled(act=THE_ACT, happened_on=LAST_WEEK, barrier=Barrier.RIVALRY)
    blocked = replace(CITED, blocked=THE_VISIT, happened_on=LAST_WEEK)
    the_barrier = {"act": ActId(int=id_of(7).int)}
    told = given(BEGUN, PLANNED, called_off, (BEN, blocked))
    for again, refused in ((ReplacedAct(int=THE_ACT.int), None), (None, NotFound)):
        anew = told.and_then((ANN, replace(PLANNED, replaces=again)))
        visit = ActId(int=anew.entries[-1].id.int)
        story = anew.and_then((ANN, replace(HELD, act=visit, happened_on=YESTERDAY)))
        shown = replace(OVERCOME, **the_barrier, shown_by=CitedAct(int=visit.int))
        outcome = story.when(shown, by=BEN)
        assert (outcome.refused and type(outcome.refused)) is refused, outcome.refused


def test_it_may_stand_in_the_way_again():
    again = BarrierReopened(act=THE_BARRIER, happened_on=TODAY)
    AFTER_A_VISIT.when(again, by=BEN).then_refused(
        OutOfOrder, "It is open; this needs an act that is settled.", "act"
    )
    overcome = AFTER_A_VISIT.and_then((BEN, OVERCOME))
    overcome.when(again, by=BEN).then("It stood in the way again on 9 March 2026.")
    before = OVERCOME.happened_on - timedelta(days=1)
    overcome.when(replace(again, happened_on=before), by=BEN).then_refused(
        NotYet, f"It was overcome by {on(OVERCOME.happened_on)} only.", "happened_on"
    )
    overcome.when(replace(TRIED, happened_on=OVERCOME.happened_on), by=BEN).then_refused(
        OutOfOrder, "It is settled; this needs an act that is open.", "act"
    )
