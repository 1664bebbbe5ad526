"""A trust at a glance, what nobody knows of it, and what has moved since the last board."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.engagement import Sustained
from ledger.domain.identifiers import ActId
from ledger.figures import engagement, overview, subject
from ledger.figures.figure import FigureState
from ledger.figures.method import reopen
from ledger.figures.moved import Moved, moved
from ledger.figures.saying import sentence
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot
from tests.figures.trust import (
    BEGUN,
    NEXT_AUTUMN,
    SIX,
    STORY,
    SUMMER,
    TRUST,
    met,
)
from tests.projections.conftest import Tell
from tests.projections.story import REASON, Ledger, asked_of, colleague, editor, in_memory, trustee
from tests.scenario import ASTOR, DEAL, DOVER, Scenario

OCTOBER = date(2025, 10, 27)
BOARD = trustee(*SIX)
"""A trustee of all six."""


def found(story: Scenario, method, scope: Scope = BOARD, day: date = OCTOBER, **arguments):
    with asked_of(story, scope, happened_by=day) as now:
        return method.ask(now, trust=TRUST, **arguments)


def test_the_headline_tells_who_worked_with_others_last_term() -> None:
    told = found(STORY, overview.active)
    assert (told.value, told.n) == (2, 6)
    assert sentence(told) == (
        "2 of 6 schools worked with others last term; of 4 nothing is recorded"
    )
    nobody = found(BEGUN, overview.active)
    assert sentence(nobody) == "no joint work of any school is recorded for last term"


def test_a_trust_without_schools_has_no_headline() -> None:
    with asked_of(STORY, happened_by=OCTOBER) as now:
        told = overview.active.ask(now, trust="9999")
    assert (told.state, told.value) == (FigureState.NOT_APPLICABLE, None)


@pytest.mark.parametrize(
    ("terms_ago", "acts", "state"),
    [(0, 1, FigureState.PROVISIONAL), (1, 1, FigureState.MEASURED), (2, 1, FigureState.MEASURED)],
)
def test_acts_are_counted_once_whoever_was_there(terms_ago, acts, state) -> None:
    told = found(STORY, overview.acts, terms_ago=terms_ago)
    assert (told.value, told.state) == (acts, state)


def test_a_trust_neither_gives_nor_takes_where_its_own_schools_visit_each_other() -> None:
    """Of four visits three were between its own schools. One is too few to tell who gives."""
    with asked_of(STORY, BOARD, happened_by=OCTOBER) as now:
        mutual = engagement.reciprocity.ask(now, about=subject.trust(TRUST))
        contacts = engagement.contacts.ask(now, about=subject.trust(TRUST))
    assert (mutual.state, mutual.value) == (FigureState.TOO_FEW, None)
    assert contacts.value == 4


def test_what_nobody_came_back_to_in_six_weeks_is_counted() -> None:
    told = found(STORY, overview.unfollowed)
    assert told.value == 1
    later = found(STORY, overview.unfollowed, day=date(2025, 11, 17))
    assert later.value == 2
    assert set(told.sources) < set(later.sources)
    events = [STORY.entries[position - 1].event for position in told.sources]
    assert events[0].happened_on == SUMMER


def test_the_grid_has_each_school_by_nine_terms() -> None:
    with asked_of(STORY, BOARD, happened_by=OCTOBER) as now:
        terms, rows = overview.terms_shown(now, TRUST), overview.grid(now, TRUST)
    assert [term.code for term in (terms[0], terms[-1])] == ["2022/23-SPR", "2025/26-AUT"]
    assert [row.school for row in rows] == list(SIX)
    astor = rows[0]
    assert [cell.value for cell in astor.cells] == [None, None, None, None, None, 1, 1, 1, 0]
    assert astor.sustained is Sustained.DEVELOPING
    assert astor.cells[-1].state is FigureState.PROVISIONAL
    assert astor.cells[0].state is FigureState.NOT_RECORDED
    assert rows[-1].sustained is Sustained.NONE


def test_a_cell_is_the_same_figure_as_that_of_the_school_alone() -> None:
    with asked_of(STORY, BOARD, happened_by=OCTOBER) as now:
        cell = overview.grid(now, TRUST)[1].cells[-1]
    with asked_of(STORY, BOARD, happened_by=OCTOBER) as now:
        again = reopen(now, cell.receipt)
    assert again.is_same
    assert again.figure == cell


def test_what_the_record_cannot_answer_is_asked() -> None:
    with asked_of(STORY, BOARD, happened_by=OCTOBER) as now:
        asked = [(one.question, one.figure.value) for one in overview.unknowns(now, TRUST)]
    assert asked == [("not_recorded", 4), ("not_followed_up", 1), ("not_confirmed", 1)]


def test_a_trustee_sees_the_schools_of_the_trust_and_no_others() -> None:
    assert found(STORY, overview.active, trustee(ASTOR, DOVER)).n == 2
    assert found(STORY, overview.active, editor(ASTOR)).n == 1
    assert found(STORY, overview.active, trustee("900011")).state is FigureState.NOT_APPLICABLE


def differing(ledger: Ledger, since: int) -> dict[str, Moved]:
    """The last figure of each method that says something else than at a position."""
    with ledger.asked_by(BOARD, happened_by=OCTOBER) as now:
        then = Snapshot(now.connection, since, OCTOBER, BOARD)
        return {one.now.method: one for one in moved(then, now, TRUST)}


LATE = met(STORY, date(2025, 7, 1), DEAL, DOVER)
"""Recorded late: Dover and Deal had met in summer."""


def test_what_has_moved_is_told_with_the_entries_that_moved_it() -> None:
    since = len(STORY.entries)
    with in_memory(LATE.entries) as ledger:
        differ = differing(ledger, since)
    active = differ["trust.active/1"]
    assert (active.then.value, active.now.value) == (2, 3)
    assert active.entries
    assert set(active.entries) <= set(range(since + 1, len(LATE.entries) + 1))
    assert set(active.entries) <= set(active.now.sources)
    assert "engagement.longest_run/1" not in differ


def test_what_fell_out_is_told_with_the_entry_that_took_it_out() -> None:
    plans = [n for n, e in enumerate(STORY.entries, 1) if e.event.TOPIC == "visit-planned/1"]
    less = STORY.and_then(
        (colleague(DEAL), RetractionRequested(act=ActId(int=plans[2]), reason=REASON)),
        (colleague(ASTOR), Retracted(act=ActId(int=plans[2]), reason=REASON)),
    )
    with in_memory(less.entries) as ledger:
        differ = differing(ledger, len(STORY.entries))
    assert differ["engagement.contacts/1"].entries == (len(less.entries),)
    assert differ["engagement.contacts/1"].now.value == 3


def test_nothing_moves_between_a_moment_and_itself() -> None:
    with asked_of(STORY, BOARD, happened_by=OCTOBER) as now:
        assert moved(now, now, TRUST) == []


def test_every_database_gives_the_same_overview(tell: Tell) -> None:
    story = met(LATE, NEXT_AUTUMN, ASTOR, DEAL)
    ledger = tell(story)
    with in_memory(story.entries) as other:
        for known_by in (len(STORY.entries), len(story.entries)):
            with other.asked_by(BOARD, known_by, OCTOBER) as now:
                expected = overview.grid(now, TRUST), overview.unknowns(now, TRUST)
            with ledger.asked_by(BOARD, known_by, OCTOBER) as now:
                assert (overview.grid(now, TRUST), overview.unknowns(now, TRUST)) == expected


def test_the_past_is_told_as_it_was() -> None:
    since = len(STORY.entries) - 3
    with asked_of(Scenario(STORY.entries[:since]), BOARD, happened_by=OCTOBER) as now:
        expected = overview.grid(now, TRUST), overview.active.ask(now, trust=TRUST)
    with asked_of(LATE, BOARD, known_by=since, happened_by=OCTOBER) as now:
        assert (overview.grid(now, TRUST), overview.active.ask(now, trust=TRUST)) == expected
