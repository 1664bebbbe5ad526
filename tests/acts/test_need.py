"""A need: what a school says its pupils need, before and while schools work on it together."""

from __future__ import annotations

from datetime import date

from ledger.domain.acts.need import NeedDeclared, NeedLevel
from ledger.domain.collaboration import HowEnded
from ledger.domain.ending import CollaborationEnded
from ledger.domain.outcome import Area
from ledger.domain.record import Sealed
from ledger.domain.refusal import CollaborationIsOver, NotFound
from tests.acts.test_visit import proposed
from tests.scenario import (
    ASTOR,
    BEGUN,
    DEAL,
    DOT,
    LAST_WEEK,
    TALK,
    TODAY,
    TOGETHER,
    YESTERDAY,
    given,
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


def test_nothing_new_is_part_of_what_has_ended():
    over = (CollaborationIsOver, "The collaboration ended on 8 March 2026.")
    ended = given(BEGUN, ENDED)
    ended.when(need(happened_on=TODAY)).then_refused(*over, "part_of")
    assert ended.when(need()).refused is None, "it is told late"
    ended.when(proposed()).then_refused(*over, "collaboration")
