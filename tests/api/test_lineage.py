"""Schools become academies in the middle of every story, and each story is told to its end.

Two ledgers are told the same. In the one the schools keep their numbers; in the other they become
academies once the story has begun, and go on under their new ones. Each command must be recorded
in both, and what the views then know of it must be the same. No family is named here, so
the examples of one that nobody has written yet are told like this as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from api.identity import Asker
from ledger.domain.identifiers import SchoolId
from ledger.log.engine import reading
from ledger.projections import VIEWS, calendars, schools, trusts
from ledger.projections.build import builds
from tests.api.conftest import serving
from tests.api.desk import ADA, ASTOR, DEAL, DOVER, WICK, YARM, Desk
from tests.api.examples import ACTS, Step
from tests.api.test_every_kind import filled_in, is_opening, tell

CAST = (ASTOR, DOVER, DEAL, WICK, YARM)
ACADEMY = re.compile("91[0-9]{3}[5-9]")
"""The number that an academy gets: its school had one that was less by five."""
OF_NUMBERS = {schools.view, trusts.view, calendars.view}
"""Views of the register itself: there two numbers stay two."""


@dataclass
class Teller:
    """Tells stories at one desk, each about schools of its own."""

    desk: Desk
    is_turned: bool
    """Whether the schools become academies."""
    calls: dict[str, str]
    """Under which number each school of the cast speaks."""

    def begin(self, story: int) -> None:
        self.calls = {number: str(910_000 + 10 * story + n) for n, number in enumerate(CAST)}
        for number in self.calls.values():
            self.registers(number)

    def registers(self, number: str) -> None:
        facts = {"school": number, "name": "A school", "phase": "PRIMARY"}
        self.desk.record("registerSchool", ADA, **facts)

    def turn(self) -> None:
        """Each school becomes an academy; or somebody else comes after it, and nobody joins."""
        for name, old in self.calls.items():
            new = str(int(old) + 5)
            self.registers(new)
            told = self.desk.record(
                "succeedSchool", ADA,
                school=old, successor=new, happenedOn="2026-01-01",
                succession="SUCCESSION" if self.is_turned else "SPLIT",
            )  # fmt: skip
            assert told["__typename"] == "SchoolSucceeded"
            if self.is_turned:
                self.calls[name] = new

    def tells(self, steps: list[Step]) -> list[str]:
        ids: list[str] = []
        ann = turned(steps[0][1], self.calls)
        ann = ann._replace(school=SchoolId(self.calls[ASTOR]))
        root = {"collaboration": self.desk.begin(ann, (self.calls[ASTOR], self.calls[DOVER]))}
        for n, (kind, who, command, facts) in enumerate(steps):
            if n == 1:
                self.turn()
            said = turned(filled_in(facts, ids), self.calls)
            ids.append(tell(self.desk, (kind, turned(who, self.calls), command, said), root)["id"])
            if is_opening(kind):
                root["act"] = ids[-1]
        last = turned(steps[-1][1], self.calls)
        life = self.desk.read(f'act(id: "{root["act"]}") {{ life {{ id }} }}', last)["act"]["life"]
        assert ids[-1] in {line["id"] for line in life}
        return ids

    def rows(self, since: int) -> list[tuple[Any, ...]]:
        """What the views learnt since: of each row its table, its act or subject, and itself."""
        engine = self.desk.client.app.state.opened.engine
        found: list[tuple[Any, ...]] = []
        with reading(engine) as connection:
            for build in builds(connection, [view for view in VIEWS if view not in OF_NUMBERS]):
                for row, table in build.tables.items():
                    for told in connection.execute(
                        sa.select(table).where(table.c.known_from > since)
                    ):
                        subject = told.act if "act" in table.c else told[0]
                        found.append((row.__name__, subject, *told))
        return found


def schools_in(value: Any) -> set[str]:
    """The schools of this test that stand in a value, or in a row."""
    if isinstance(value, list | tuple):
        return set().union(*map(schools_in, value))
    is_one = isinstance(value, str) and re.fullmatch("91[0-9]{4}", value)
    return {value} if is_one else set()


def check_called_once(rows: list[tuple[Any, ...]]) -> None:
    """In one act, and in one collaboration, a school stands under one of its numbers only."""
    of_subject: dict[Any, set[str]] = {}
    for _, subject, *row in rows:
        of_subject.setdefault(subject, set()).update(schools_in(row))
    for numbers in of_subject.values():
        assert len({_alike(number) for number in numbers}) == len(numbers)


def _alike(value: Any) -> Any:
    """The same, each school under the number that it had first, and without ids."""
    if isinstance(value, list | tuple):
        return tuple(map(_alike, value))
    if isinstance(value, UUID):
        return None
    is_academy = isinstance(value, str) and ACADEMY.fullmatch(value)
    return str(int(value) - 5) if is_academy else value


def turned(value: Any, calls: dict[str, str]) -> Any:
    """The same facts, or the same asker, with the numbers of this story."""
    if isinstance(value, dict):
        return {name: turned(item, calls) for name, item in value.items()}
    if isinstance(value, list):
        return [turned(item, calls) for item in value]
    if isinstance(value, Asker):
        school = calls.get(value.school or "")
        return value._replace(school=SchoolId(school)) if school else value
    return calls.get(value, value) if isinstance(value, str) else value


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Teller, Teller]]:
    with ExitStack() as stack:

        def teller(is_turned: bool) -> Teller:
            folder: Path = tmp_path_factory.mktemp("desk")
            desk = stack.enter_context(serving(folder, f"sqlite:///{folder}/ledger.db"))
            return Teller(desk, is_turned, {})

        yield teller(False), teller(True)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_goes_on_under_new_numbers(two: tuple[Teller, Teller], name: str):
    known = []
    for teller in two:
        before = teller.desk.size
        teller.begin(list(ACTS).index(name))
        teller.tells(ACTS[name])
        known.append(teller.rows(before))
    check_called_once(known[1])
    old, new = (Counter(map(_alike, rows)) for rows in known)
    assert old == new
