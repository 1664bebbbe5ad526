"""Readings: what schools fixed to measure, and what each of them read, where and when.

A reading is the summary of one group of people on one day. A correction leaves what stood there
before, so that nobody has to remember it. What readings add up to is worked out when somebody
asks; here stand the facts alone. (`domain.md` 3.3.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ledger.domain.act import Act
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    FollowUpReadingRecorded,
    SharedEvaluationDesigned,
)
from ledger.domain.facts import facts_of
from ledger.domain.measure import Measured as Read
from ledger.domain.measure import MeasureKind
from ledger.domain.past import LONDON
from ledger.domain.plain import value_of
from ledger.projections.collaborations import member
from ledger.projections.history import act
from ledger.projections.measured import Measure, Reading, measure_of, reading_of, revised
from ledger.projections.question import question, seen
from ledger.projections.scope import by_membership
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Ended, Entry, Holdings, View

view = View("readings", version=2)


# Its tables.


SEEN = by_membership(member)
measure = view.table(
    Measure, key="act code", seen_by=SEEN, index=["collaboration act code", "evaluates act"]
)
reading = view.table(
    Reading,
    key="act entry code school arm",
    seen_by=SEEN,
    index=["collaboration act", "school collaboration"],
)


# What each event does to them.

LISTS = {
    "readings": MeasureKind.MEAN,
    "proportions": MeasureKind.PROPORTION,
    "ordinals": MeasureKind.ORDINAL,
    "tallied": MeasureKind.COUNT,
}
"""The fact that lists the readings of each kind."""


@view.folds(SharedEvaluationDesigned, BaselineRecorded, FollowUpReadingRecorded, Amended)
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is known of measures and readings from this entry on."""
    match entry.event:
        case SharedEvaluationDesigned(measures=fixed, comparison=comparison):
            circle, day = entry.collaboration or entry.act, _recorded_on(entry)
            told = (entry.act, circle, comparison, entry.cited, day)
            yield from (measure_of(one, *told) for one in fixed)
        case BaselineRecorded() | FollowUpReadingRecorded():
            yield from _read(entry, known(Measure, entry.act))
        case Amended(field=field, new=new):
            yield from _amended(entry, field, json.loads(new, parse_float=Decimal), known)


def _recorded_on(entry: Entry) -> date:
    return datetime.fromtimestamp(entry.at / 1_000_000, UTC).astimezone(LONDON).date()


def _read(entry: Entry, fixed: list[Measure]) -> Iterator[Reading]:
    circle, is_first = fixed[0].collaboration, isinstance(entry.event, BaselineRecorded)
    for one, _ in entry.event.measured():
        yield reading_of(
            one,
            act=entry.act,
            entry=entry.position,
            collaboration=circle,
            is_baseline=is_first,
            happened_on=entry.event.happened_on,
            recorded_on=_recorded_on(entry),
        )


def _amended(entry: Entry, field: str, new: Any, known: Holdings) -> Iterator[Any]:
    """What the correction of one fact of an earlier entry changes."""
    fixed = known(Measure, entry.act)
    read = [row for row in known(Reading, entry.act) if row.entry == entry.meant]
    match field:
        case "measures" if fixed and entry.meant == entry.act:
            yield from map(Ended, fixed)
            first = fixed[0]
            told = (entry.act, first.collaboration, first.comparison, first.evaluates)
            for one in _facts(SharedEvaluationDesigned, field, new):
                yield measure_of(one, *told, first.designed_on)
        case "comparison" if entry.meant == entry.act:
            yield from (row._replace(comparison=new) for row in fixed)
        case "happened_on":
            day = date.fromisoformat(new)
            yield from (row._replace(happened_on=day) for row in read)
        case _ if field in LISTS:
            before = [row for row in read if row.kind == LISTS[field]]
            yield from _reread(before, _facts(BaselineRecorded, field, new), entry.position)


def _facts(kind: type[Act], field: str, new: Any) -> Any:
    fact = next(fact for fact in facts_of(kind) if fact.name == field)
    return value_of(fact, new) or ()


def _reread(before: list[Reading], told: tuple[Read, ...], position: int) -> Iterator[Any]:
    """The readings of a list as it was corrected."""
    old = {(row.code, row.school, row.arm): row for row in before}
    left = old.keys() - {one.key for one in told}
    yield from (Ended(row) for key, row in old.items() if key in left)
    for one in told:
        some = before[0]
        was = old.get(one.key)
        now = reading_of(
            one, act=some.act, entry=some.entry, collaboration=some.collaboration,
            is_baseline=some.is_baseline, happened_on=some.happened_on,
            recorded_on=some.recorded_on,
        )  # fmt: skip
        yield now if was is None else revised(was, now, position)


# What it can be asked.

CIRCLES: Any = bindparam("collaborations", expanding=True)
MEASURES = question(
    select(*(measure.c[name] for name in Measure._fields), act.c.is_orphaned)
    .join_from(measure, act, measure.c.act == act.c.act)
    .where(measure.c.collaboration.in_(CIRCLES), ~act.c.is_withdrawn, *seen(measure, act))
    .order_by(measure.c.act, measure.c.code)
)
READINGS = question(
    select(*(reading.c[name] for name in Reading._fields))
    .join_from(reading, act, reading.c.act == act.c.act)
    .where(reading.c.collaboration.in_(CIRCLES), ~act.c.is_withdrawn, *seen(reading, act))
    .order_by(reading.c.happened_on, reading.c.entry, reading.c.code, reading.c.school)
)
EVER_READ = question(
    select(
        *(reading.c[name] for name in Reading._fields),
        measure.c.instrument, measure.c.population, act.c.is_withdrawn,
    )
    .join_from(reading, act, reading.c.act == act.c.act)
    .join(measure, (measure.c.act == reading.c.act) & (measure.c.code == reading.c.code))
    .where(
        reading.c.school.in_(bindparam("schools", expanding=True)), *seen(reading, act, measure)
    )
    .order_by(*(reading.c[name] for name in ("happened_on", "entry", "code", "school", "arm")))
)  # fmt: skip
EVALUATING = question(
    select(measure.c.act)
    .where(measure.c.evaluates == bindparam("act"), *seen(measure))
    .distinct()
    .order_by(measure.c.act)
)
READ_BY = question(
    select(reading.c.collaboration, reading.c.act, reading.c.code, reading.c.school)
    .where(reading.c.school.in_(bindparam("schools", expanding=True)), *seen(reading))
    .distinct()
    .order_by(reading.c.act, reading.c.code, reading.c.school)
)


def of_circles(now: Snapshot, circles: Iterable[int]) -> list[Reading]:
    """What was read in these collaborations, in the order of the days; no withdrawn acts."""
    rows = now.ask(READINGS, collaborations=sorted(set(circles)))
    return [Reading._make(row) for row in rows]


class Known(NamedTuple):
    """A reading, with what tells whether another one is of the same people."""

    reading: Reading
    instrument: str
    population: str | None
    is_withdrawn: bool


def ever_read(now: Snapshot, schools: Iterable[str]) -> list[Known]:
    """All that these schools ever read as far as it is known: also on later days than are asked
    about, and in acts that were withdrawn. It is for finding out what may be told, not for telling.
    """
    whenever = replace(now, happened_by=date.max)
    rows = whenever.ask(EVER_READ, schools=sorted(set(schools)))
    width = len(Reading._fields)
    return [Known(Reading._make(row[:width]), *row[width:]) for row in rows]


def measures(now: Snapshot, circles: Iterable[int]) -> list[tuple[Measure, bool]]:
    """What is measured in these collaborations, each with whether it is orphaned."""
    rows = now.ask(MEASURES, collaborations=sorted(set(circles)))
    return [(Measure._make(row[:-1]), bool(row.is_orphaned)) for row in rows]


def evaluating(now: Snapshot, act: int) -> list[int]:
    """The evaluations that look at the worth of this act."""
    return list(now.ask(EVALUATING, act=act).scalars())


class Place(NamedTuple):
    """Where a school read a measure."""

    collaboration: int
    act: int
    code: str
    school: str


def read_by(now: Snapshot, schools: Iterable[str]) -> list[Place]:
    """What these schools measured, also in acts that were withdrawn since."""
    return [Place._make(row) for row in now.ask(READ_BY, schools=sorted(set(schools)))]
