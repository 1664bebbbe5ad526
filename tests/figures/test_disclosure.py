"""What was told of a group of people is not told again of a few people more or fewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from ledger.domain.acts.shared_evaluation import BaselineRecorded, SharedEvaluationDesigned
from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.identifiers import ActId
from ledger.domain.measure import Arm, CollectedBy, MeasureKind
from ledger.domain.record import Sealed
from ledger.figures import impact
from ledger.figures.disclosure import Key, disclosed
from ledger.figures.study import studies
from ledger.projections.measured import Reading
from ledger.projections.readings import Known
from tests.figures.studied import Studied, mean
from tests.projections.made_up import SCHOOLS
from tests.projections.story import AUDITOR, colleague, in_memory
from tests.scenario import TODAY, YESTERDAY, By, Scenario

FIRST = Reading(
    act=6, entry=7, code="age", school="900001", arm=Arm.PARTICIPANT, collaboration=5,
    kind=MeasureKind.MEAN, is_baseline=True, happened_on=date(2025, 9, 8),
    recorded_on=date(2025, 9, 9), n=30, missing=0, mean=100.0, sd=10.0, r=None, times=None,
    tallies=None, is_same_people=False, is_instrument_changed=False,
    collected_by=CollectedBy.SELF, revised_by=0, was=None, counted=(), counted_at=(),
)  # fmt: skip
ANEW = FIRST._replace(act=20, entry=21)
GONE = {"is_withdrawn": True}


def known(reading: Reading, **other: Any) -> Known:
    told: dict[str, Any] = {"instrument": "a test", "population": None, "is_withdrawn": False}
    return Known(reading, **told | other)


def shown(*rows: Known) -> list[bool]:
    """Whether each of these may be told of in the end."""
    found = disclosed(rows)
    return [found[Key(*one.reading[:5])][-1] for one in rows]


@pytest.mark.parametrize(("n", "is_shown"), [(20, True), (21, False), (30, True), (39, False)])
def test_what_was_withdrawn_and_recorded_anew_is_a_correction(n: int, is_shown: bool):
    assert shown(known(FIRST, **GONE), known(ANEW._replace(n=n))) == [True, is_shown]


@pytest.mark.parametrize(
    "other",
    [
        {"code": "reading"},
        {"happened_on": FIRST.happened_on + timedelta(days=90)},
        {"collaboration": 19},
    ],
)
def test_another_name_day_or_circle_makes_no_other_people_of_them(other: dict[str, Any]):
    assert shown(known(FIRST, **GONE), known(ANEW._replace(n=28, **other))) == [True, False]


OTHERS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"school": "900002"}, {}),
    ({"arm": Arm.COMPARISON}, {}),
    ({"code": "reading"}, {"instrument": "another test"}),
    ({"happened_on": FIRST.happened_on + timedelta(days=32)}, {}),
    ({}, {"population": "year 6"}),
    ({"is_baseline": False}, {}),
    ({"collaboration": 19}, {}),
]


@pytest.mark.parametrize(("reading", "of"), OTHERS)
def test_other_people_are_told_of_however_many_they_are(reading, of):
    first = known(FIRST, population="year 5")
    assert shown(first, known(ANEW._replace(n=28, **reading), **of)) == [True, True]


def test_two_evaluations_that_stand_are_no_way_round_either():
    assert shown(known(FIRST), known(ANEW._replace(n=28))) == [True, False]


def test_what_came_first_goes_on_being_told():
    assert shown(known(ANEW._replace(n=28)), known(FIRST)) == [False, True]


def test_a_correction_in_one_is_held_against_what_the_other_said_by_then():
    """30, then 50 elsewhere, then 30 is corrected to 48."""
    corrected = FIRST._replace(n=48, revised_by=30, counted=("30",), counted_at=("7",))
    assert shown(known(corrected), known(ANEW._replace(n=50))) == [False, True]


def test_what_was_hidden_takes_nothing_away():
    few = known(FIRST._replace(n=9))
    assert shown(few, known(ANEW._replace(n=14))) == [False, True]


def test_readings_of_one_series_are_each_held_against_the_one_in_its_place():
    """An honest school loses a pupil or two from one reading to the next, both times alike."""
    later = [
        FIRST._replace(entry=9 + k, is_baseline=False, n=n, happened_on=date(2026, 1 + 3 * k, 8))
        for k, n in enumerate((29, 27))
    ]
    again = [row._replace(act=20, entry=row.entry + 20) for row in later]
    rows = [*(known(row, **GONE) for row in later), *map(known, again)]
    assert shown(*rows) == [True] * 4


def test_the_same_day_is_not_counted_twice_in_one_evaluation():
    row = FIRST._replace(is_baseline=False)
    assert shown(known(row), known(row._replace(entry=9, n=28))) == [True, False]


def recorded_anew(n: int) -> Scenario:
    """Forty were read; it is withdrawn, recorded anew of `n`, and the first is brought back."""
    study = Studied([mean(0, 100)], [mean(0, 104, is_same_people=True)])
    again = replace(study, before=[mean(0, 101, n)], first_day=YESTERDAY - timedelta(days=3))
    (by, design), (_, first) = [
        (entry.by, entry.event)
        for entry in again.story.entries
        if isinstance(entry.event, SharedEvaluationDesigned | BaselineRecorded)
    ]
    of = ActId(int=study.act)
    turn = {"act": of, "reason": Sealed("the wrong class was sent")}
    asks, other = colleague(SCHOOLS[1]), colleague(SCHOOLS[2])
    story = study.story.and_then(
        (asks, RetractionRequested(**turn)), (by, Retracted(**turn)), (by, design)
    )
    act = ActId(int=len(story.entries))
    return story.and_then((by, replace(first, act=act)), (other, Reinstated(**turn)))


def told_of(story: Scenario, known_by: int, day: date) -> Iterator[int]:
    """How many people each level that may be asked for rests on, in the first school."""
    with in_memory(story.entries) as ledger, ledger.asked_by(AUDITOR, known_by, day) as now:
        for read in studies(now, [5])[5].readings:
            which = dict(zip(("act", "entry", "code", "school"), read[:4], strict=True))
            figure = impact.level.ask(now, **which, arm=str(read.arm))
            if figure.n is not None and read.is_baseline:
                yield figure.n


@pytest.mark.parametrize(("n", "counts"), [(38, {40}), (28, {28, 40})])
def test_no_two_clocks_together_tell_of_a_few(n: int, counts: set[int]):
    """Also not by a day before the one on which the first reading was taken."""
    story = recorded_anew(n)
    assert isinstance(story.entries[-1].by, By)
    found = {
        many
        for known_by in range(len(story.entries) - 8, len(story.entries) + 1)
        for day in (YESTERDAY - timedelta(days=2), TODAY)
        for many in told_of(story, known_by, day)
    }
    assert found == counts
    assert all(abs(a - b) >= 10 for a, b in combinations(found, 2))
