"""Given a spreadsheet of what schools did, when it is imported, each row is recorded or refused."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.domain.acts.visit import Purpose, VisitHeld, VisitHeldInformally, VisitPlanned
from ledger.domain.past import SYSTEM
from ledger.domain.privacy import FORGOTTEN, SubjectErased, WhyErased
from ledger.domain.words import Attendance, Theme
from ledger.intake.importing import import_acts
from ledger.intake.mapping import Mapping
from ledger.intake.table import Unreadable
from ledger.intake.text import in_memory
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, AN_EXPERT, ANOTHER, COMMISSION, visits
from tests.scenario import ANN, ASTOR, DOVER


def test_a_row_is_recorded_as_if_by_hand(desk: Desk) -> None:
    summary = desk.bring(visits(A_VISIT))

    assert str(summary).endswith("1 row: 1 recorded, 0 already there, 0 refused, 0 doubtful.")
    plan, held = desk.acts
    assert isinstance(plan.event, VisitPlanned)
    assert (plan.event.host, plan.event.visitors) == (ASTOR, (DOVER,))
    assert (plan.event.purpose, plan.event.focus.theme) == (Purpose.REFINE, Theme.TEACHING)
    assert plan.event.planned_for == date(2026, 3, 2)
    assert isinstance(held.event, VisitHeld)
    assert held.event.act == plan.id
    assert held.event.happened_on == date(2026, 3, 2)
    assert held.event.attendance == (
        Attendance(school=ASTOR, attended=2),
        Attendance(school=DOVER, attended=3),
    )
    assert held.event.lessons_seen == 4
    assert (plan.by, held.by) == (ANN, ANN)
    assert f"act:{plan.id}" in held.tags


def test_one_bad_row_does_not_lose_the_others(desk: Desk) -> None:
    desk.bring(visits(A_VISIT, ANOTHER, A_VISIT.replace("02/03", "01/03")))

    assert desk.told == [
        (2, "recorded", "", ""),
        (3, "refused", "From 5 to 600, please.", "minutes"),
        (4, "recorded", "", ""),
    ]
    assert len(desk.acts) == 4


INFORMAL = "Date,Host,Visitors,Purpose,Theme,Minutes,Attendance,Lessons seen"


@pytest.mark.parametrize("title", ["Visits held informally", "Visit held informally"])
def test_a_sheet_of_what_nobody_had_planned_is_read_by_its_title(title: str, desk: Desk) -> None:
    table = in_memory(visits(A_VISIT.rstrip(","), header=INFORMAL))._replace(name=title)

    desk.bring(table)

    (held,) = desk.acts
    assert isinstance(held.event, VisitHeldInformally)
    assert held.event.happened_on == date(2026, 3, 2)
    assert str(held.event.part_of) == desk.collaboration


def test_a_visit_is_never_guessed_to_be_informal(desk: Desk) -> None:
    """Else whoever forgets the collaboration would record acts outside it, for ever."""
    text = visits(A_VISIT.rstrip(","), header=INFORMAL)

    with pytest.raises(Unreadable, match="Missing: collaboration"):
        import_acts(desk.ledger, [in_memory(text)], ANN, Mapping())


def test_whoever_was_forgotten_records_nothing(desk: Desk) -> None:
    desk.ledger.record_judged(
        [SubjectErased(person=ANN.person, why_erased=WhyErased.ASKED)], SYSTEM
    )

    desk.bring(visits(A_VISIT))

    assert desk.told == [(2, "refused", FORGOTTEN, "")]
    assert desk.acts == []


def test_whose_key_is_gone_already_records_nothing(desk: Desk) -> None:
    """The key is destroyed first; the log says so a moment later."""
    desk.ledger.vault.forget(ANN.person)

    desk.bring(visits(AN_EXPERT, header=COMMISSION))

    assert desk.told == [(2, "refused", FORGOTTEN, "")]
    assert desk.acts == []
