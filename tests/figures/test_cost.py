"""What a figure costs does not grow with the ledger: few questions, and each by an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain.acts.joint_planning import JointPlanningHeld
from ledger.figures import barriers, ideas, next_steps, record_quality, scorecard
from ledger.figures.subject import ALL, collaboration, school
from ledger.projections.snapshot import Snapshot
from tests.figures.scorecards.well_run import SAID, WHOLE, Teller, came, held, sets_out
from tests.projections.story import in_memory
from tests.scenario import ASTOR, DOVER, Scenario

WHOLE_TABLE = re.compile(r"SCAN (\w+_v\d+_b\d+_|event)")
"""How SQLite says that it reads a table of a view, or the log, from end to end."""


@dataclass
class Spy:
    """Notes every question, and how the database finds the answer."""

    connection: sa.Connection
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def hears(self, _: Any, __: Any, statement: str, told: Any, *rest: Any) -> None:
        self.asked.append((statement, told))

    @property
    def scans(self) -> list[str]:
        """Tables that are read from end to end."""
        found = []
        for statement, told in list(self.asked):
            plan = self.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", told)
            found += [row[-1] for row in plan if WHOLE_TABLE.match(row[-1])]
        return found


@contextmanager
def spying(story: Scenario) -> Iterator[tuple[Snapshot, Spy]]:
    with in_memory(story.entries) as ledger, ledger.asked_by() as now:
        spy = Spy(now.connection)
        sa.event.listen(now.connection, "before_cursor_execute", spy.hears)
        yield now, spy
        sa.event.remove(now.connection, "before_cursor_execute", spy.hears)


def planned_together(times: int) -> Scenario:
    teller = Teller()
    sets_out(teller)
    for n in range(times):
        teller.holds(JointPlanningHeld(
            **held(date(2025, 1, 1 + n)), planned_unit=SAID, attendance=came(ASTOR, DOVER)
        ))  # fmt: skip
    return teller.story


CARD = {"collaboration": WHOLE, "framework": "dfe_standard"}
OF_WHOLE = {"about": collaboration(WHOLE)}
FIGURES: dict[str, Callable[[Snapshot], Any]] = {
    "scorecard": lambda now: scorecard.met.ask(now, **CARD),
    "ideas": lambda now: ideas.captured.ask(now, **OF_WHOLE),
    "contrast": lambda now: ideas.contrast.ask(now, about=school(ASTOR)),
    "steps": lambda now: next_steps.waiting.ask(now, about=school(ASTOR)),
    "barriers": lambda now: barriers.standing.ask(now, **OF_WHOLE, standing="open"),
    "quality of a school": lambda now: record_quality.late.ask(now, about=school(ASTOR)),
    "quality of all": lambda now: record_quality.late.ask(now, about=ALL),
}


@pytest.mark.parametrize("name", FIGURES)
def test_ten_times_the_record_takes_no_more_questions(name: str):
    asked = []
    for times in (2, 20):
        with spying(planned_together(times)) as (now, spy):
            FIGURES[name](now)
            asked.append(len(spy.asked))
    assert asked[0] == asked[1]


@pytest.mark.parametrize("name", FIGURES)
def test_no_table_is_read_from_end_to_end(name: str):
    with spying(planned_together(5)) as (now, spy):
        FIGURES[name](now)
        assert spy.asked
        assert spy.scans == []


def test_a_card_is_read_once_for_all_of_its_figures():
    with spying(planned_together(3)) as (now, spy):
        scorecard.met.ask(now, **CARD)
        once = len(spy.asked)
        scorecard.met.ask(now, **CARD | {"framework": "eef_mechanisms"})
        assert len(spy.asked) == once
