"""A need: what a school says its pupils need, before and while schools work on it together."""

from __future__ import annotations

from datetime import date

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.need import NeedDeclared, NeedLevel, NeedMatchSuggested
from ledger.domain.acts.proof import Mechanism, MechanismDeclared
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.collaboration import HowEnded
from ledger.domain.ending import CollaborationEnded
from ledger.domain.identifiers import ActId, CitedAct, FieldName
from ledger.domain.outcome import Area
from ledger.domain.record import Sealed
from ledger.domain.refusal import CollaborationIsOver, NotFound
from tests.acts.test_visit import proposed
from tests.scenario import (
    AMY,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    TALK,
    TODAY,
    TOGETHER,
    YESTERDAY,
    given,
    id_of,
)

BEFORE = date(2025, 6, 2)
ENDED = CollaborationEnded(
    collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=YESTERDAY
)


def need(**other):
    facts = {
        "school": ASTOR, "need_level": NeedLevel.SUBJECT, "focus": TALK, "area": Area.SUBJECT,
        "statement": Sealed("they do not say why"), "part_of": TOGETHER, "happened_on": LAST_WEEK,
    }  # fmt: skip
    return NeedDeclared(**facts | other)


def test_schools_begin_with_the_needs_that_they_have():
    said = f"{ASTOR} declared a need: science."
    given(BEGUN).when(need()).then(said)
    given(BEGUN).when(need(happened_on=BEFORE)).then(said)
    given(BEGUN).when(need(school=DEAL), by=DOT).then_refused(
        NotFound, "There is no such collaboration.", "part_of"
    )


def test_a_need_that_came_first_is_brought_back_too():
    act = ActId(int=id_of(5).int)
    old = given(BEGUN, need(happened_on=BEFORE))
    gone = old.and_then(Retracted(act=act, reason=Sealed("it was another school")))
    back = Reinstated(act=act, reason=Sealed("it was this one after all"))
    assert gone.when(back, by=AMY).refused is None


def test_what_another_act_says_keeps_no_amendment_away():
    """The need that was matched has declared the same mechanism."""
    mine, other = (ActId(int=id_of(n).int) for n in (5, 6))
    same = {"mechanism": Mechanism.MODELLING, "shown_in": Sealed("in pairs"), "happened_on": TODAY}
    told = given(
        BEGUN, need(), (BEN, need(school=DOVER)),
        (BEN, MechanismDeclared(act=other, **same)), MechanismDeclared(act=mine, **same),
        NeedMatchSuggested(
            act=mine, matching_school=DOVER, matching_need=CitedAct(int=other.int),
            happened_on=TODAY,
        ),
    )  # fmt: skip
    moved = Amended(
        act=mine, entry=id_of(5), field=FieldName("happened_on"), old='"2026-03-02"',
        new='"2026-03-01"', reason=Sealed("read from the wrong line"),
    )  # fmt: skip
    assert told.when(moved).refused is None


def test_nothing_new_is_part_of_what_has_ended():
    over = (CollaborationIsOver, "The collaboration ended on 8 March 2026.")
    ended = given(BEGUN, ENDED)
    ended.when(need(happened_on=TODAY)).then_refused(*over, "part_of")
    assert ended.when(need()).refused is None, "it is told late"
    ended.when(proposed()).then_refused(*over, "collaboration")
