"""Collaborations: which schools set out together, and who takes part, from when to when.

Who may see an act is told by these rows: a school sees what happened while it was in. An act that
is part of no collaboration is a circle of its own, under its own position: the schools that take
part in it are its members for as long as there is a ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, bindparam, case, or_, select, tuple_

from ledger.domain.act import Later, Opening
from ledger.domain.acts import KINDS
from ledger.domain.collaboration import (
    Beginning,
    CollaborationBegun,
    CollaborationProposed,
    CollaborationStarted,
    InCollaboration,
    SchoolJoined,
)
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.collaboration_withdrawal import (
    CollaborationReinstated,
    CollaborationWithdrawn,
)
from ledger.domain.ending import CollaborationEnded, CollaborationReopened
from ledger.domain.leaving import SchoolLeft
from ledger.projections.question import Question, count_of, question, seen
from ledger.projections.scope import EVERY_SCHOOL, by_membership, collaborations_of_asker, sees_all
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Ended, Entry, Holdings, View

view = View("collaborations", version=6)


# Its tables.


class Collaboration(NamedTuple):
    """Schools that set out to learn together."""

    collaboration: int
    id: UUID
    happened_on: date
    started_on: date | None
    """None while it is only proposed."""
    ended_on: date | None
    started: int
    """The position of the entry that told when it started; 0 while there is none."""
    ended: int
    """The position of the entry that told when it ended; 0 while there is none."""
    is_withdrawn: bool
    """Whether it was recorded in error, and counts nowhere."""


class Member(NamedTuple):
    """A school that takes part for a while. One that left may come back: that is another row.

    In a circle of its own the collaboration is the position of the act.
    """

    collaboration: int
    school: str
    valid_from: date
    valid_to: date
    came: int
    """The position of the entry that told of its coming."""
    left: int
    """The position of the entry that told of its going; 0 while there is none."""


ONE_DAY = timedelta(days=1)
STAYS = date.max
"""Up to when a school takes part that has not left."""

member = view.table(
    Member,
    key="collaboration school valid_from",
    seen_by=by_membership(),
    index=["school collaboration"],
)
collaboration = view.table(
    Collaboration,
    key="collaboration",
    seen_by=by_membership(member),
    index=["happened_on collaboration"],
)


# What each event does to them.


OPENINGS = tuple(kind for kind in KINDS if issubclass(kind, Opening))
WIDENING = tuple(kind for kind in KINDS if issubclass(kind, Later) and kind.WIDENS)


@view.folds(
    CollaborationBegun, CollaborationProposed, CollaborationStarted, SchoolJoined, SchoolLeft,
    CollaborationEnded, CollaborationReopened, CollaborationAmended, CollaborationWithdrawn,
    CollaborationReinstated, *OPENINGS, *WIDENING,
)  # fmt: skip
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of collaborations and their members from this entry on."""
    of, told = entry.collaboration, entry.position
    match entry.event:
        case Beginning() as begun:
            yield from _begun(entry, begun)
        case SchoolJoined(school=school, happened_on=day):
            yield Member(of, school, day, STAYS, told, 0)
        case SchoolLeft() as left:
            yield from _left(entry, left, known(Member, of))
        case CollaborationAmended() as amended:
            yield from _amended(entry, amended, known)
        case InCollaboration() as whole:
            now = _turned(whole, told)
            yield from (row._replace(**now) for row in known(Collaboration, of))
        case _:
            yield from _circle(entry, known)


def _begun(entry: Entry, begun: Beginning) -> Iterator[Any]:
    of, day = entry.position, begun.happened_on
    started = (day, of) if isinstance(begun, CollaborationBegun) else (None, 0)
    yield Collaboration(of, UUID(entry.id), day, started[0], None, started[1], 0, False)
    yield from (Member(of, school, day, STAYS, of, 0) for school in begun.partners)


def _turned(whole: InCollaboration, told: int) -> dict[str, Any]:
    """What is true of the whole from an entry on that stands at this position."""
    match whole:
        case CollaborationStarted(happened_on=day):
            return {"started_on": day, "started": told}
        case CollaborationEnded(happened_on=day):
            return {"ended_on": day, "ended": told}
        case CollaborationReopened():
            return {"ended_on": None, "ended": 0}
    return {"is_withdrawn": isinstance(whole, CollaborationWithdrawn)}


def _left(entry: Entry, left: SchoolLeft, stays: list[Member]) -> Iterator[Member]:
    gone = left.happened_on + ONE_DAY
    for stay in stays:
        if stay.school == left.school and stay.valid_to == STAYS:
            yield stay._replace(valid_to=gone, left=entry.position)


def _amended(entry: Entry, amended: CollaborationAmended, known: Holdings) -> Iterator[Any]:
    """What follows from an earlier entry having another day. Its other facts are not kept here."""
    if amended.field != "happened_on":
        return
    day = date.fromisoformat(json.loads(amended.new))
    for row in known(Collaboration, entry.collaboration):
        yield row._replace(
            happened_on=day if entry.meant == row.collaboration else row.happened_on,
            started_on=day if entry.meant == row.started else row.started_on,
            ended_on=day if entry.meant == row.ended else row.ended_on,
        )
    for stay in known(Member, entry.collaboration):
        if entry.meant == stay.left:
            yield stay._replace(valid_to=day + ONE_DAY)
        if entry.meant == stay.came and day != stay.valid_from:
            yield Ended(stay)
            yield stay._replace(valid_from=day)


def _circle(entry: Entry, known: Holdings) -> Iterator[Member]:
    """Who comes into a circle of its own by this entry of an act; nobody, in a collaboration."""
    if entry.collaboration:
        return
    there: set[str] = set()
    named: set[str] = set(entry.event.schools())
    match entry.event:
        case Opening(IS_OPEN_TO_ALL=True):
            named.add(EVERY_SCHOOL)
        case Later():
            there = {row.school for row in known(Member, entry.act)}
            named = named if there else set()
    yield from (_for_good(entry.act, who) for who in sorted(named - there))


def _for_good(act: int, school: str) -> Member:
    """A school in a circle of its own: it sees the act whenever it came in."""
    return Member(act, school, date.min, STAYS, 0, 0)


# What it can be asked.

MINE = collaborations_of_asker(member)
ENDED = case((collaboration.c.ended_on <= bindparam("happened_by"), collaboration.c.ended_on))
"""Nobody knew on an earlier day that it would end."""
STARTED = case((collaboration.c.started_on <= bindparam("happened_by"), collaboration.c.started_on))
LATER = {"started_on": STARTED.label("started_on"), "ended_on": ENDED.label("ended_on")}
WHOLE: list[Any] = [LATER.get(name, collaboration.c[name]) for name in Collaboration._fields]
SOME = question(
    select(*WHOLE).where(
        collaboration.c.collaboration.in_(bindparam("collaborations", expanding=True)),
        *seen(collaboration),
    )
)
MEMBERS = question(
    select(*(member.c[name] for name in Member._fields))
    .where(member.c.collaboration.in_(bindparam("collaborations", expanding=True)), *seen(member))
    .order_by(member.c.collaboration, member.c.school)
)
STANDS = or_(sees_all(), ~collaboration.c.is_withdrawn)
"""In a list stands what counts. Whoever sees all sees what was withdrawn, and that it was."""
JOINED = (
    select(*WHOLE)
    .join_from(member, collaboration, member.c.collaboration == collaboration.c.collaboration)
    .where(member.c.school.in_(bindparam("schools", expanding=True)))
    .where(STANDS, *seen(member), *seen(collaboration))
    .distinct()
)
OWN = select(*WHOLE).where(collaboration.c.collaboration.in_(MINE), STANDS, *seen(collaboration))
BEGUN = select(*WHOLE).where(STANDS, *seen(collaboration))


def _latest(collaborations: Select[Any]) -> Question:
    """The collaborations begun last, or those after the last of an earlier page."""
    order = (collaboration.c.happened_on, collaboration.c.collaboration)
    # In a tuple a parameter has no type of its own, and SQLite would compare a number with a text.
    day = bindparam("day", type_=collaboration.c.happened_on.type)
    before = tuple_(*order) < tuple_(day, bindparam("collaboration"))
    newest = collaborations.where(before).order_by(*(column.desc() for column in order))
    return question(newest.limit(bindparam("first")))


LISTS = {asked: (_latest(asked), count_of(question(asked))) for asked in (JOINED, OWN, BEGUN)}
BEFORE_ANY = (date.max, 2**46)
"""Later than any collaboration: where the first page begins."""


def at(now: Snapshot, position: int) -> Collaboration | None:
    """The collaboration that the event at this position began."""
    return some(now, [position]).get(position)


def standing(now: Snapshot, position: int) -> Collaboration | None:
    """The same, unless it was withdrawn: what is counted is counted of what stands."""
    row = at(now, position)
    return None if row is None or row.is_withdrawn else row


def some(now: Snapshot, positions: Iterable[int]) -> dict[int, Collaboration]:
    """The collaborations that the events at these positions began, by their positions."""
    rows = now.ask(SOME, collaborations=sorted(set(positions)))
    return {row.collaboration: Collaboration._make(row) for row in rows}


def members(now: Snapshot, positions: Iterable[int]) -> dict[int, list[Member]]:
    """The schools that take part in each of these collaborations, on the day asked about."""
    rows = (Member._make(row) for row in now.ask(MEMBERS, collaborations=sorted(set(positions))))
    return {n: list(found) for n, found in groupby(rows, key=lambda row: row.collaboration)}


def page(
    now: Snapshot,
    schools: Iterable[str] = (),
    first: int = 50,
    after: tuple[date, int] = BEFORE_ANY,
) -> list[Collaboration]:
    """Collaborations that these schools take part in, or all; the latest first."""
    asked, told = _which(now, schools)
    latest, _ = LISTS[asked]
    rows = now.ask(latest, **told, first=first, day=after[0], collaboration=after[1])
    return [Collaboration._make(row) for row in rows]


def count(now: Snapshot, schools: Iterable[str] = ()) -> int:
    """How many such collaborations there are."""
    asked, told = _which(now, schools)
    total: int = now.ask(LISTS[asked][1], **told).scalar_one()
    return total


def _which(now: Snapshot, schools: Iterable[str]) -> tuple[Select[Any], dict[str, Any]]:
    if numbers := sorted(set(schools)):
        return JOINED, {"schools": numbers}
    return BEGUN if now.scope.sees_all else OWN, {}
