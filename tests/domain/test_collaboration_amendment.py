"""What was said of a collaboration as a whole is corrected, like what was said of an act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.domain.acts.visit import VisitHeld
from ledger.domain.collaboration import ended_on, members
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.correction import corrected
from ledger.domain.identifiers import FieldName
from ledger.domain.past import Past
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    CollaborationIsOver,
    Missing,
    NotFound,
    NotMember,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfRange,
)
from ledger.domain.steering import planned_terms
from tests.acts.test_together import AGREED, STARTED
from tests.acts.test_visit import HELD, PLANNED
from tests.domain.test_collaboration import ended, joined, left
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOW,
    TODAY,
    TOGETHER,
    YESTERDAY,
    Scenario,
    given,
    id_of,
)

BEGINNING, SECOND = 4, 5
"""Where the collaboration began, and the first that was said of it."""


def amended(entry: int, field: str, old: str, new: str) -> CollaborationAmended:
    return CollaborationAmended(
        collaboration=TOGETHER, entry=id_of(entry), field=FieldName(field), old=old, new=new,
        reason=Sealed("a slip of the pen"),
    )  # fmt: skip


def day(entry: int, old: date, new: date) -> CollaborationAmended:
    return amended(entry, "happened_on", f'"{old}"', f'"{new}"')


def now(story: Scenario) -> Past:
    return Past(corrected(story.entries), ANN, NOW)


def test_other_terms_had_been_planned():
    terms = amended(BEGINNING, "planned_terms", "3", "6")
    given(BEGUN).when(terms, by=BEN).then("Corrected: planned terms, from 3 to 6.")
    assert planned_terms(now(given(BEGUN, terms))) == 6
    given(BEGUN, terms).when(terms).then_refused(
        Missing, "It does not say that (now). Read it again.", "old"
    )


@pytest.mark.parametrize(
    ("entry", "field", "old", "new", "refused"),
    [
        (BEGINNING, "planned_terms", "3", "31", (OutOfRange, "From 1 to 30, please.", "new")),
        (BEGINNING, "planned_terms", "3", '"6"',
         (NotWellFormed, "That is not a value of this kind.", "new")),
        (BEGINNING, "partners", f'["{ASTOR}","{DOVER}"]', f'["{ASTOR}","{DEAL}"]',
         (NotFound, "Its schools cannot be amended; it would be another collaboration.", "new")),
        (BEGINNING, "title", "1", "2",
         (NotFound, "That cannot be amended; it would be another collaboration.", "field")),
        (BEGINNING, "colour", "1", "2", (NotFound, "That entry has no fact colour.", "field")),
        (9, "planned_terms", "3", "6",
         (NotFound, "Of this collaboration there is no such entry.", "entry")),
        (BEGINNING, "happened_on", '"2025-09-01"', '"2025-10-15"',
         (OutOfRange,
          "15 October 2025 is more than 31 days from 1 September 2025, as it was first recorded: "
          "that is more than a slip.", "new")),
    ],
)  # fmt: skip
def test_what_would_be_something_else_is_not_amended(entry, field, old, new, refused):
    given(BEGUN).when(amended(entry, field, old, new)).then_refused(*refused)


def test_whoever_takes_part_amends_it_and_nobody_else_knows_of_it():
    terms = amended(BEGINNING, "planned_terms", "3", "6")
    given(BEGUN).when(terms, by=DOT).then_refused(
        NotFound, "There is no such collaboration.", "collaboration"
    )
    gone = given(BEGUN, (BEN, left()))
    gone.when(terms, by=BEN).then_refused(
        NotParticipant, "A member records what was wrong.", "collaboration"
    )


def test_a_school_corrects_itself_the_day_on_which_it_left():
    gone = given(BEGUN, (BEN, left()))
    earlier = day(SECOND, YESTERDAY, LAST_WEEK)
    gone.when(earlier, by=ANN).then_refused(
        NotParticipant, "Only the school itself records that it leaves.", "new"
    )
    assert DOVER in members(now(gone), YESTERDAY)
    assert DOVER not in members(now(gone.and_then((BEN, earlier))), YESTERDAY)


def test_it_ended_on_another_day():
    over = given(BEGUN, PLANNED, HELD, ended())
    over.when(day(7, YESTERDAY, date(2026, 3, 1))).then_refused(
        OutOfRange, "An act in it was held on 2 March 2026.", "new"
    )
    earlier = over.and_then(day(7, YESTERDAY, LAST_WEEK))
    assert ended_on(now(earlier)) == LAST_WEEK
    late = replace(PLANNED, planned_for=YESTERDAY)
    over.when(late).then(PLANNED.sentence().replace("2 March", "8 March"))
    earlier.when(late).then_refused(
        CollaborationIsOver, "The collaboration ended on 2 March 2026.", "planned_for"
    )


def test_an_act_that_was_recorded_after_the_end_keeps_it_where_it_is():
    over = given(BEGUN, PLANNED, ended(), HELD)
    over.when(day(6, YESTERDAY, date(2026, 3, 1))).then_refused(
        CollaborationIsOver, "The collaboration ended on 1 March 2026.", "new"
    )


def test_what_came_after_it_is_judged_again():
    came_and_went = given(BEGUN, joined(), (DOT, left(DEAL)))
    came_and_went.when(day(SECOND, LAST_WEEK, TODAY)).then_refused(
        OutOfRange, "It joined on 9 March 2026 only.", "new"
    )
    started = AGREED.and_then(STARTED)
    started.when(day(6, date(2025, 9, 1), date(2025, 10, 2)), by=BEN).then_refused(
        OutOfRange, "The second school agreed on 2 October 2025 only.", "new"
    )
    given(BEGUN).when(day(BEGINNING, date(2025, 9, 1), date(2026, 9, 20))).then_refused(
        OutOfRange,
        "20 September 2026 is more than 31 days from 1 September 2025, as it was first recorded: "
        "that is more than a slip.",
        "new",
    )
    moved = given(BEGUN, day(BEGINNING, date(2025, 9, 1), date(2025, 9, 20)))
    moved.when(day(BEGINNING, date(2025, 9, 20), date(2025, 10, 3))).then_refused(
        OutOfRange,
        "3 October 2025 is more than 31 days from 1 September 2025, as it was first recorded: that "
        "is more than a slip.",
        "new",
    )
    given(BEGUN, joined()).when(day(SECOND, LAST_WEEK, date(2026, 3, 20))).then_refused(
        NotYet, "20 March 2026 has not come yet.", "new"
    )


def test_a_school_that_took_part_in_an_act_was_there_on_that_day():
    three = replace(PLANNED, visitors=(DOVER, DEAL))
    came = (*HELD.attendance, replace(HELD.attendance[0], school=DEAL))
    held = VisitHeld(**{**vars(HELD), "attendance": came, "act": id_of(6)})
    met = given(BEGUN, joined(), three, held)
    met.when(day(SECOND, LAST_WEEK, YESTERDAY)).then_refused(
        NotMember, f"School {DEAL} took part in an act on 2 March 2026.", "new"
    )
    assert met.when(day(SECOND, LAST_WEEK, date(2026, 3, 1))).refused is None
