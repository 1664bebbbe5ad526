"""History: what schools and collaborations did, each act with its life.

A withdrawn act is kept and said to be withdrawn; whoever counts leaves it out. The words of a
line are not kept here: they are made from the entry when somebody reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, case, or_, select

from ledger.domain.act import Act as Said
from ledger.domain.act import Later, Opening, Reinstatement, Withdrawal
from ledger.domain.acts import KINDS, family_of
from ledger.domain.acts.amendment import Amended
from ledger.domain.collaboration import Beginning, InCollaboration, Reopening
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.occasion import Dated, Occasion
from ledger.domain.past import LONDON
from ledger.projections.collaborations import member
from ledger.projections.question import question, seen
from ledger.projections.scope import by_membership
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View

view = View("history", version=6)


# Its tables.


class Act(NamedTuple):
    """An act as it is now told. It happened from the day on which it was planned.

    The collaboration of an act that is part of none is the act itself: a circle of its own.
    """

    act: int
    id: UUID
    collaboration: int
    kind: str
    theme: str | None
    subject: str | None
    day: date
    """The day it was held on; before that, the day it is planned for."""
    dated_by: int
    """The position of the entry that gave this day."""
    held: int
    """The position of the first entry that said it was held; 0 while there is none."""
    is_withdrawn: bool
    is_orphaned: bool
    """Whether what it builds on was withdrawn, or anything below that."""
    cited: int
    """The act that it builds on; 0 if it builds on none."""
    happened_on: date


class Built(NamedTuple):
    """An act that builds on another one."""

    cited: int
    act: int
    collaboration: int


class Part(NamedTuple):
    """A school that takes part in an act."""

    act: int
    school: str
    collaboration: int
    day: date
    happened_on: date


class Step(NamedTuple):
    """An entry in the life of an act, or of a collaboration (its act is then 0)."""

    act: int
    step: int
    collaboration: int
    topic: str
    happened_on: date


SEEN = by_membership(member)
act = view.table(
    Act, key="act", seen_by=SEEN, index=["collaboration day act", "day act", "kind day act"]
)
built = view.table(Built, key="cited act", seen_by=SEEN)
# A page of acts touches so many schools and steps that each of these indexes holds whole rows.
part = view.table(
    Part, key="act school", seen_by=SEEN,
    index=["school day act collaboration happened_on known_from known_to"],
)  # fmt: skip
step = view.table(
    Step, key="step", seen_by=SEEN,
    index=[
        "act step collaboration topic happened_on known_from known_to", "collaboration act step",
    ],
)  # fmt: skip


# What each event does to them.

HOUR = 3_600 * 1_000_000
"""In microseconds, as entries tell when they were recorded."""

DAY = "happened_on"
WHOLE = tuple(kind for kind in KINDS if issubclass(kind, Beginning | InCollaboration))
TURNING = (Occasion, Dated, Withdrawal, Reinstatement, Amended)
"""What changes an act as it is told. Most later entries are only one more step in its life."""


@view.folds(*WHOLE, *(kind for kind in KINDS if issubclass(kind, Said)))
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of acts from this entry on, and one more step in their life."""
    match entry.event:
        case Opening() as plan:
            yield from _opened(entry, plan, known)
        case Later() as later:
            for now in known(Act, entry.act):
                yield _step(entry, now.collaboration, _day(entry.meant, later, now))
                if isinstance(later, TURNING) or later.WIDENS:
                    yield from _told(entry, now, known)
        case CollaborationAmended(field=field, new=new):
            for wrong in known(Step, entry.meant):
                day = date.fromisoformat(json.loads(new)) if field == DAY else wrong.happened_on
                yield wrong._replace(happened_on=day)
                yield _step(entry, wrong.collaboration, day)
        case whole:
            yield _step(entry, entry.collaboration, _day_of_whole(entry, whole, known))


def _opened(entry: Entry, first: Opening, known: Holdings) -> Iterator[Any]:
    """A plan is made on the day it is recorded, or earlier if it is recorded late."""
    recorded = _london_day(entry.at // HOUR)
    day = first.day or recorded
    made = min(recorded, day)
    circle = entry.collaboration or entry.act
    focus = first.about
    below = known(Act, entry.cited) if entry.cited else []
    yield Act(
        entry.position, UUID(entry.id), circle, family_of(type(first)),
        focus.theme if focus else None, focus.subject if focus else None, day, entry.position,
        entry.position if isinstance(first, Occasion) else 0, False, any(map(_is_gone, below)),
        entry.cited, made,
    )  # fmt: skip
    if entry.cited:
        yield Built(entry.cited, entry.position, circle)
    yield _step(entry, circle, made)
    for school in sorted(first.schools()):
        yield Part(entry.position, school, circle, day, made)


@lru_cache(maxsize=8_192)
def _london_day(hour: int) -> date:
    """On what day an hour of UTC lay. London was never off by less than a whole one."""
    return datetime.fromtimestamp(hour * 3_600, UTC).astimezone(LONDON).date()


def _told(entry: Entry, now: Act, known: Holdings) -> Iterator[Any]:
    """What a later entry changes of the act as it is told."""
    match entry.event:
        case Occasion(happened_on=day) if not now.held:
            yield from _moved(now, day, known, held=entry.position, dated_by=entry.position)
        case Dated(planned_for=day):
            yield from _moved(now, day, known, dated_by=entry.position)
        case Withdrawal() | Reinstatement() as turn:
            turned = now._replace(is_withdrawn=isinstance(turn, Withdrawal))
            yield turned
            yield from _orphaned(turned, known)
        case Amended(field=field, new=new):
            yield from _amended(entry.meant, now, field, json.loads(new), known)
    if entry.event.WIDENS:
        there = {row.school for row in known(Part, now.act)}
        for school in sorted(entry.event.schools() - there):
            yield Part(now.act, school, now.collaboration, now.day, now.happened_on)


def _is_gone(row: Act) -> bool:
    """Whether nothing can rest on it."""
    return row.is_withdrawn or row.is_orphaned


def _orphaned(turned: Act, known: Holdings) -> Iterator[Act]:
    """What builds on an act that was withdrawn or brought back, and what builds on that."""
    ahead = [turned]
    while ahead:
        below = ahead.pop()
        for link in known(Built, below.act):
            for row in known(Act, link.act):
                if row.is_orphaned != _is_gone(below):
                    ahead.append(row._replace(is_orphaned=_is_gone(below)))
                    yield ahead[-1]


def _amended(meant: int, now: Act, field: str, new: Any, known: Holdings) -> Iterator[Any]:
    if field == "focus":
        yield now._replace(theme=new["theme"], subject=new.get("subject"))
    if field in ("planned_for", "happened_on") and meant == now.dated_by:
        yield from _moved(now, date.fromisoformat(new), known)
    if field == "happened_on":
        yield from _since(known(Step, meant), date.fromisoformat(new))


def _moved(now: Act, day: date, known: Holdings, dated_by: int = 0, held: int = 0) -> Iterator[Any]:
    """An act on another day. One recorded late may lie before the day of its plan."""
    made = min(now.happened_on, day)
    yield now._replace(
        day=day, happened_on=made, dated_by=dated_by or now.dated_by, held=held or now.held
    )
    if day != now.day or made != now.happened_on:
        yield from (row._replace(day=day, happened_on=made) for row in known(Part, now.act))
    if made < now.happened_on:
        yield from _since(known(Step, now.act), made)


def _since(steps: list[Step], day: date) -> Iterator[Step]:
    return (row._replace(happened_on=day) for row in steps)


def _day(meant: int, later: Later, now: Act) -> date:
    """The day of a step. One that says none is as old as what it speaks of: plan or act."""
    own: date | None = getattr(later, "happened_on", None)
    return own or (now.day if now.held and meant != now.act else now.happened_on)


def _day_of_whole(entry: Entry, whole: Beginning | InCollaboration, known: Holdings) -> date:
    """The day of what was said of a whole. What corrects it is as old as what it speaks of."""
    if day := whole.day:
        return day
    is_new = isinstance(whole, Reopening)
    spoken_of = [] if is_new else known(Step, entry.meant or entry.collaboration)
    return spoken_of[0].happened_on if spoken_of else _london_day(entry.at // HOUR)


def _step(entry: Entry, of: int, day: date) -> Step:
    return Step(entry.act, entry.position, of, entry.topic, day)


# What it can be asked.

HELD = case((act.c.day <= bindparam("happened_by"), act.c.held), else_=0).label("held")
"""On an earlier day it was still to come."""
ACT = [HELD if name == "held" else act.c[name] for name in Act._fields]


ONE = question(select(*ACT).where(act.c.act == bindparam("act"), *seen(act)))
GONE = question(
    select(act.c.act).where(
        act.c.act.in_(bindparam("acts", expanding=True)),
        or_(act.c.is_withdrawn, act.c.is_orphaned),
        *seen(act),
    )
)
PARTS = question(
    select(part.c.act, part.c.school)
    .where(part.c.act.in_(bindparam("acts", expanding=True)), *seen(part))
    .order_by(part.c.act, part.c.school)
)
STEPS = question(
    select(*(step.c[name] for name in Step._fields))
    .where(step.c.act.in_(bindparam("acts", expanding=True)), *seen(step))
    .order_by(step.c.act, step.c.step)
)
LIVES = question(
    select(*(step.c[name] for name in Step._fields))
    .where(
        step.c.collaboration.in_(bindparam("collaborations", expanding=True)),
        step.c.act == 0,
        *seen(step),
    )
    .order_by(step.c.collaboration, step.c.step)
)
ACTS_OF = question(
    select(step.c.act)
    .where(step.c.step.in_(bindparam("steps", expanding=True)), step.c.act > 0, *seen(step))
    .distinct()
)


def act_at(now: Snapshot, position: int) -> Act | None:
    """The act that the event at this position opened."""
    row = now.ask(ONE, act=position).one_or_none()
    return None if row is None else Act._make(row)


def gone(now: Snapshot, of: Iterable[int]) -> frozenset[int]:
    """Those of these acts that were withdrawn or orphaned: whatever builds on them is orphaned."""
    return frozenset(now.ask(GONE, acts=sorted(set(of))).scalars())


def parts(now: Snapshot, of: Iterable[int]) -> dict[int, list[str]]:
    """The schools that take part in each of these acts."""
    rows = now.ask(PARTS, acts=sorted(set(of)))
    return {n: [row.school for row in rows] for n, rows in groupby(rows, key=lambda r: r.act)}


def lives(now: Snapshot, of: Iterable[int]) -> dict[int, list[Step]]:
    """The entries of each of these acts, oldest first."""
    rows = (Step._make(row) for row in now.ask(STEPS, acts=sorted(set(of))))
    return {n: list(steps) for n, steps in groupby(rows, key=lambda row: row.act)}


def acts_of(now: Snapshot, steps: Iterable[int]) -> set[int]:
    """The acts in whose lives these entries stand."""
    return set(now.ask(ACTS_OF, steps=sorted(set(steps))).scalars())


def stories(now: Snapshot, of: Iterable[int]) -> dict[int, list[Step]]:
    """What was said of each of these collaborations as a whole, oldest first."""
    rows = (Step._make(row) for row in now.ask(LIVES, collaborations=sorted(set(of))))
    return {n: list(steps) for n, steps in groupby(rows, key=lambda row: row.collaboration)}
