"""Given a spreadsheet of what schools did, when it is imported, each row is recorded or refused."""

from __future__ import annotations

from datetime import date

from ledger.domain.acts.visit import Purpose, VisitHeld, VisitPlanned
from ledger.domain.words import Attendance, Theme
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, ANOTHER, visits
from tests.scenario import ANN, ASTOR, DOVER


def test_a_row_is_recorded_as_if_by_hand(desk: Desk) -> None:
    summary = desk.bring(visits(A_VISIT))

    assert str(summary).endswith("1 rows: 1 recorded, 0 already there, 0 refused, 0 doubtful.")
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
