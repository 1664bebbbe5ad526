"""Every figure of impact can be asked again and worked out again, and tells of nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    FollowUpReadingRecorded,
)
from ledger.domain.correction import corrected
from ledger.domain.measure import Arm
from ledger.domain.past import Recorded
from ledger.figures import impact, impact_together
from ledger.figures.figure import Figure, FigureState
from ledger.figures.method import reopen
from ledger.figures.study import studies
from ledger.projections.question import Question
from ledger.projections.snapshot import Snapshot
from ledger.statistics.effect_size import Group, between_groups, same_people
from tests.figures.impact_asked import figures
from tests.projections.evaluated import AUTUMN, evaluated
from tests.projections.made_up import SCHOOLS
from tests.projections.story import AUDITOR, editor, in_memory, told, trustee

SEEDS = range(1, 6)
ASKERS = (AUDITOR, trustee(*SCHOOLS[:3]), editor(SCHOOLS[4]))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_past_answers_as_it_did_then(engine: sa.Engine, seed: int) -> None:
    story, random = evaluated(seed), Random(seed)
    ledger = told(engine, story)
    for known_by in random.sample(range(15, len(story.entries)), 2):
        day = AUTUMN + timedelta(days=random.randint(30, 200))
        with in_memory(story.entries[:known_by]) as then:
            for scope in ASKERS:
                with ledger.asked_by(scope, known_by, day) as now:
                    found = figures(now)
                with then.asked_by(scope, known_by, day) as now:
                    assert found == figures(now), (scope, known_by, day)
    ledger.recorder.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_receipt_gives_the_same_figure_for_ever(seed: int) -> None:
    story = evaluated(seed)
    with in_memory(story.entries) as ledger:
        with ledger.asked_by(AUDITOR, 40) as now:
            given = list(figures(now).values())
        with ledger.asked_by(AUDITOR) as now:
            assert all(reopen(now, figure.receipt).is_same for figure in given)


def measured(seed: int) -> list[tuple[str, Figure]]:
    with in_memory(evaluated(seed).entries) as ledger, ledger.asked_by() as now:
        return [(asked, f) for asked, f in figures(now).items() if f.value is not None]


def test_the_stories_have_something_of_everything_to_ask_about() -> None:
    """Given these stories, no test here passes for want of anything to look at."""
    found = [asked.split()[0] for seed in SEEDS for asked, _ in measured(seed)]
    for method in (
        impact.level, impact.level_before, impact.change, impact.effect,
        impact_together.pooled_effect,
    ):  # fmt: skip
        assert found.count(method.code) >= 2, method.code


@pytest.mark.parametrize("seed", SEEDS)
def test_an_effect_is_worked_out_again_from_its_sources_alone(seed: int) -> None:
    entries = evaluated(seed).entries
    with in_memory(entries) as ledger, ledger.asked_by() as now:
        for pair, beside in alone(now):
            which = {"code": pair.after.code, "school": pair.after.school}
            figure = impact.effect.ask(now, act=pair.after.act, entry=pair.after.entry, **which)
            assert not beside
            again = from_sources(entries, figure, **which)
            assert figure.value == pytest.approx(again, abs=1e-12)


def alone(now: Snapshot) -> list[Any]:
    """Every pair of means that may be told of, and is compared with nobody."""
    found = []
    for study in studies(now, (9, 10)).values():
        for (_, code), pairs in study.pairs.items():
            for pair in pairs:
                is_mean = code == "age" and pair.after.arm == Arm.PARTICIPANT
                if is_mean and study.may_tell(*pair) and not study.beside(pair):
                    found.append((pair, study.beside(pair)))
    return found


def from_sources(
    entries: tuple[Recorded[Any], ...], figure: Figure, code: str, school: str
) -> float:
    """The effect, from nothing but the entries that the figure names."""
    named = corrected(tuple(entries[position - 1] for position in figure.sources))
    read = [
        one
        for kind in (BaselineRecorded, FollowUpReadingRecorded)
        for entry in named
        if isinstance(entry.event, kind)
        for one in entry.event.readings
        if (one.measure, one.school, one.arm) == (code, school, None)
    ]
    before, after = (Group(one.n, float(one.mean), float(one.sd)) for one in read)
    last = read[1]
    if not last.is_same_people:
        return between_groups(after, before).value
    return same_people(before, after, 0.5 if last.r is None else float(last.r)).value


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_told_of_a_small_group_whatever_it_read(seed: int) -> None:
    """Given other numbers of every group under ten, when all is asked at every position, then
    each answer is the same to the last digit: so no two answers can tell what such a group read.
    """
    story = evaluated(seed)
    other = tuple(twisted(entry) for entry in story.entries)
    assert other != story.entries
    with in_memory(story.entries) as ledger, in_memory(other) as twin:
        for known_by in range(15, len(story.entries) + 1, 9):
            with ledger.asked_by(AUDITOR, known_by) as now:
                found = figures(now)
            with twin.asked_by(AUDITOR, known_by) as now:
                assert found == figures(now)


def twisted(entry: Recorded[Any]) -> Recorded[Any]:
    """The same entry, with other numbers of all groups that are too small."""
    event = entry.event
    if isinstance(event, Amended) and event.field == "readings":
        new = json.dumps([other_numbers(one) for one in json.loads(event.new)])
        return entry._replace(event=replace(event, new=new))
    if not hasattr(event, "measured"):
        return entry
    readings = tuple(
        replace(one, n=one.n - 1, mean=Decimal(140) - one.mean / 2) if one.n < 10 else one
        for one in event.readings
    )
    shares = tuple(
        replace(one, n=one.n - 1, x=one.x // 2) if one.n < 10 else one
        for one in event.proportions or ()
    )
    return entry._replace(event=replace(event, readings=readings, proportions=shares))


def other_numbers(one: dict[str, Any]) -> dict[str, Any]:
    """Another mean for each mean, so that a correction stays one."""
    mean = str(Decimal(140) - Decimal(one["mean"]) / 2)
    return one | {"n": one["n"] - 1, "mean": mean} if one["n"] < 10 else one


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_clocks_tell_how_a_few_people_read(seed: int) -> None:
    """Two answers about one reading rest on the same people, or on ten more or fewer."""
    story = evaluated(seed)
    counts: dict[str, set[int]] = {}
    with in_memory(story.entries) as ledger:
        for known_by in range(15, len(story.entries) + 1, 2):
            with ledger.asked_by(AUDITOR, known_by) as now:
                for asked, figure in figures(now).items():
                    if asked.startswith(impact.level.code) and figure.n is not None:
                        counts.setdefault(asked, set()).add(figure.n)
    assert counts
    for counted in counts.values():
        assert min(counted) >= 10
        assert all(abs(a - b) >= 10 for a in counted for b in counted if a != b)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_told_of_all_rests_on_what_is_told_of_each(seed: int) -> None:
    with in_memory(evaluated(seed).entries) as ledger, ledger.asked_by() as now:
        found = figures(now)
        for study in studies(now, (9, 10)).values():
            for act, code in study.measures:
                pooled = impact_together.pooled_effect.ask(now, act=act, code=code)
                last = study.latest(act, code)
                assert pooled.value is None or pooled.n == sum(pair.n for pair in last)
                for pair in last:
                    which = {"act": act, "code": code, "school": pair.after.school}
                    alone = impact.change.ask(now, entry=pair.after.entry, **which)
                    assert alone.n == pair.n
    assert {figure.n for figure in found.values() if figure.state is FigureState.TOO_FEW} <= {None}


class Counting(Snapshot):
    """Counts the questions that are asked of it."""

    def ask(self, question: Question, **arguments: Any) -> Any:
        self._answers["asked"] = self._answers.get("asked", 0) + 1
        return super().ask(question, **arguments)


@cache
def questions_for(circles: tuple[int, ...]) -> int:
    with in_memory(evaluated(1).entries) as ledger, ledger.asked_by() as now:
        counting = Counting(now.connection, now.known_by, now.happened_by, now.scope)
        for study in studies(counting, circles).values():
            for act, code in study.measures:
                impact_together.pooled_effect.ask(counting, act=act, code=code)
        return int(counting._answers["asked"])


def test_many_collaborations_take_no_more_questions_than_one() -> None:
    assert questions_for((9,)) == questions_for((9, 10)) <= 11
