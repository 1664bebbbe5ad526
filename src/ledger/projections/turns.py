"""Turns: what became of ideas, of barriers, of advice; and for what visits were made.

Each word that a school says of such a matter is one row. What it adds up to (how far an idea has
come, whether a barrier is open) is worked out when somebody asks. What was tried against a barrier
stands in a table of its own without a name to it, so that schools can learn from others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select

from ledger.domain.act import Opening
from ledger.domain.acts import barrier, family_of, idea, next_step, visit
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.barrier import BarrierOvercome, BarrierReopened, MitigationTried
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.projections.collaborations import member
from ledger.projections.history import act, part
from ledger.projections.question import Question, question, seen
from ledger.projections.scope import by_membership, everyone
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View

view = View("turns", version=2)


# Its tables.


class Matter(NamedTuple):
    """An idea, a barrier, a next step; or a visit, with what it is for.

    It has no day of its own: whoever asks for it asks the act, which has.
    """

    act: int
    collaboration: int
    family: str
    school: str
    """The school that raised it; of a visit the host."""
    code: str
    """Which barrier, which next step, which purpose; empty of an idea."""


class Turn(NamedTuple):
    """A word that was said of it, by or about one school."""

    act: int
    entry: int
    collaboration: int
    family: str
    school: str
    topic: str
    code: str
    """What was tried, or decided; empty where the topic says it all."""
    cited: int
    """The act that shows it; 0 if none is named."""
    happened_on: date


class Trial(NamedTuple):
    """Something that was tried against a barrier. Only sums over several schools are ever told."""

    act: int
    entry: int
    school: str
    barrier: str
    mitigation: str
    counts: bool
    overcome_on: date | None
    """When the barrier gave way after it; None while it has not, or if it is back."""
    happened_on: date


SEEN = by_membership(member)
matter = view.table(Matter, key="act", seen_by=SEEN)
turn = view.table(
    Turn, key="act entry", seen_by=SEEN,
    index=["school family act entry", "collaboration family act entry"],
)  # fmt: skip
trial = view.table(
    Trial, key="act entry", seen_by=everyone, index=["barrier mitigation school act entry"]
)


# What each event does to them.

RAISED = tuple(
    kind
    for family in (barrier, idea, next_step, visit)
    for kind in family.KINDS
    if issubclass(kind, Opening)
)
SAID = tuple(
    kind
    for family in (barrier, idea, next_step)
    for kind in family.KINDS
    if not issubclass(kind, Opening)
)
CODED = ("barrier", "mitigation", "idea_verdict", "next_step", "purpose")
"""The facts whose code is kept. No entry has two of them."""


@view.folds(*RAISED, *SAID, Retracted, Reinstated, Amended)
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of ideas, barriers, next steps and visits from this entry on."""
    match entry.event:
        case Opening() as raised:
            now = _matter(entry, raised)
            yield now
            if now.family != "visit":
                yield _turn(entry, now)
        case Retracted() | Reinstated() as last:
            counts = isinstance(last, Reinstated)
            yield from (row._replace(counts=counts) for row in known(Trial, entry.act))
        case Amended(field=field, new=new):
            yield from _amended(entry, field, json.loads(new), known)
        case _:
            for now in known(Matter, entry.act):
                said = _turn(entry, now)
                yield said
                yield from _trials(now, [*known(Turn, entry.act), said])


def _matter(entry: Entry, raised: Opening) -> Matter:
    family = family_of(type(raised))
    circle = entry.collaboration or entry.act
    school = getattr(raised, "host" if family == "visit" else "school")
    return Matter(entry.act, circle, family, school, _code(raised))


def _turn(entry: Entry, now: Matter) -> Turn:
    """A word of a school of its own, or else about the one that raised it."""
    said = entry.event
    school = getattr(said, "school", now.school)
    return Turn(
        now.act, entry.position, now.collaboration, now.family, school, entry.topic, _code(said),
        entry.cited, said.happened_on,
    )  # fmt: skip


def _code(said: Any) -> str:
    told = (getattr(said, name, None) for name in CODED)
    return next((code.value for code in told if code is not None), "")


def _amended(entry: Entry, field: str, new: Any, known: Holdings) -> Iterator[Any]:
    changed = {"code": new} if field in CODED else {}
    changed |= {"happened_on": date.fromisoformat(new)} if field == "happened_on" else {}
    if not changed:
        return
    for now in known(Matter, entry.act):
        if field in CODED and entry.meant == now.act:
            now = now._replace(code=new)  # noqa: PLW2901
            yield now
        turns = [
            row._replace(**changed) if row.entry == entry.meant else row
            for row in known(Turn, entry.act)
        ]
        yield from turns
        yield from _trials(now, turns)


def _trials(now: Matter, turns: list[Turn]) -> Iterator[Trial]:
    """What was tried against a barrier, and whether it has given way since and stayed away."""
    ends = [row for row in turns if row.topic in (BarrierOvercome.TOPIC, BarrierReopened.TOPIC)]
    last = ends[-1] if ends else None
    is_gone = last is not None and last.topic == BarrierOvercome.TOPIC
    for row in turns:
        if row.topic == MitigationTried.TOPIC:
            after = last if last is not None and is_gone and last.entry > row.entry else None
            yield Trial(
                now.act, row.entry, now.school, now.code, row.code, True,
                after.happened_on if after else None, row.happened_on,
            )  # fmt: skip


# What it can be asked.


def _turns(given: Any) -> Question:
    return question(
        select(*(turn.c[name] for name in Turn._fields))
        .join_from(turn, act, act.c.act == turn.c.act)
        .where(given, turn.c.family == bindparam("family"), ~act.c.is_withdrawn, ~act.c.is_orphaned)
        .where(*seen(turn, act))
        .order_by(turn.c.act, turn.c.entry)
    )


TURNS_OF_SCHOOLS = _turns(turn.c.school.in_(bindparam("schools", expanding=True)))
TURNS_OF_COLLABORATION = _turns(turn.c.collaboration == bindparam("collaboration"))
VISITS = (
    select(matter.c.act, matter.c.code, act.c.held)
    .where(matter.c.act == act.c.act, matter.c.family == "visit", act.c.held > 0)
    .where(act.c.day <= bindparam("happened_by"), ~act.c.is_withdrawn, *seen(matter, act))
    .order_by(matter.c.act)
    .distinct()
)
VISITS_OF_SCHOOLS = question(
    VISITS.where(part.c.act == act.c.act, *seen(part)).where(
        part.c.school.in_(bindparam("schools", expanding=True))
    )
)
VISITS_OF_COLLABORATION = question(VISITS.where(act.c.collaboration == bindparam("collaboration")))


def of_schools(now: Snapshot, family: str, numbers: Iterable[str]) -> list[Turn]:
    """What was said by or about these schools, matter by matter, oldest first."""
    rows = now.ask(TURNS_OF_SCHOOLS, family=family, schools=sorted(set(numbers)))
    return [Turn._make(row) for row in rows]


def of_collaboration(now: Snapshot, family: str, collaboration: int) -> list[Turn]:
    """What was said in a collaboration, matter by matter, oldest first."""
    rows = now.ask(TURNS_OF_COLLABORATION, family=family, collaboration=collaboration)
    return [Turn._make(row) for row in rows]


def visits_of_schools(now: Snapshot, numbers: Iterable[str]) -> list[tuple[str, int]]:
    """What each visit of these schools was for, and the entry that says that it was held."""
    rows = now.ask(VISITS_OF_SCHOOLS, schools=sorted(set(numbers)))
    return [(row.code, row.held) for row in rows]


def visits_of_collaboration(now: Snapshot, collaboration: int) -> list[tuple[str, int]]:
    """The same of a collaboration."""
    rows = now.ask(VISITS_OF_COLLABORATION, collaboration=collaboration)
    return [(row.code, row.held) for row in rows]
