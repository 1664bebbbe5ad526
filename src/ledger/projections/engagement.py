"""Engagement: who worked with whom, when, and whether it lasted.

Kept is each time that an act was held, who was said to be there, and who confirmed it. What that
makes of schools, of pairs of schools and of collaborations is asked in `meetings.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ledger.domain.act import Opening, Reinstatement, Withdrawal
from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.occasion import Occasion as Held
from ledger.domain.occasion import TakenFurther
from ledger.projections.collaborations import member
from ledger.projections.scope import by_membership
from ledger.projections.view import Entry, Holdings, View

view = View("engagement", version=4)


# Its tables.


class Plan(NamedTuple):
    """An act, as far as its contacts have to know it."""

    act: int
    collaboration: int
    host: str | None
    purpose: str | None
    """Why it was meant, where that kind of act says so."""
    cited: int
    """The act that it builds on; 0 if it builds on none."""


class Occasion(NamedTuple):
    """A time at which an act was held."""

    act: int
    occasion: int
    collaboration: int
    host: str | None
    purpose: str | None
    cited: int
    happened_on: date
    minutes: int
    counts: bool


class Presence(NamedTuple):
    """A school that was there, as the school that recorded it says."""

    act: int
    occasion: int
    school: str
    collaboration: int
    attended: int
    roles: tuple[str, ...]
    happened_on: date


class Confirmation(NamedTuple):
    """A school's own word that it was there."""

    act: int
    occasion: int
    school: str
    collaboration: int
    entry: int
    attended: int


class FollowUp(NamedTuple):
    """A day on which an act was followed up."""

    act: int
    entry: int
    collaboration: int
    happened_on: date


SEEN = by_membership(member)
plan = view.table(Plan, key="act", seen_by=SEEN)
occasion = view.table(
    Occasion, key="act occasion", seen_by=SEEN, index=["collaboration act occasion"]
)
presence = view.table(
    Presence,
    key="act occasion school",
    seen_by=SEEN,
    index=["school act occasion known_from known_to"],
)
confirmation = view.table(Confirmation, key="act occasion school", seen_by=SEEN)
follow_up = view.table(FollowUp, key="act entry", seen_by=SEEN)


# What each event does to them.

OPENINGS = tuple(kind for kind in KINDS if issubclass(kind, Opening))
OCCASIONS = tuple(kind for kind in KINDS if issubclass(kind, Held))
FOLLOW_UPS = tuple(kind for kind in KINDS if issubclass(kind, TakenFurther))
TURNS = tuple(kind for kind in KINDS if issubclass(kind, Withdrawal | Reinstatement))


@view.folds(
    *OPENINGS, *OCCASIONS, *FOLLOW_UPS, *TURNS, AttendanceConfirmed, AttendanceDenied, Amended
)
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of contacts from this entry on."""
    match entry.event:
        case Opening() as opened:
            yield from _opened(entry, opened)
        case Held() as held:
            yield from _held(entry.position, held, known(Plan, entry.act))
        case TakenFurther(happened_on=day):
            for plan in known(Plan, entry.act):
                yield FollowUp(plan.act, entry.position, plan.collaboration, day)
        case AttendanceConfirmed(school=school, attended=attended):
            yield from _confirmed(entry, school, attended, known(Occasion, entry.act))
        case AttendanceDenied(school=school):
            yield from _confirmed(entry, school, 0, known(Occasion, entry.act))
        case Amended(field=field, new=new):
            yield from _amended(entry, AMENDED.get(field, {}), json.loads(new), known)
        case turn:
            counts = isinstance(turn, Reinstatement)
            yield from (row._replace(counts=counts) for row in known(Occasion, entry.act))


def _opened(entry: Entry, opened: Opening) -> Iterator[Any]:
    circle = entry.collaboration or entry.act
    host, purpose = getattr(opened, "host", None), getattr(opened, "purpose", None)
    plan = Plan(entry.act, circle, host, purpose, entry.cited)
    yield plan
    if isinstance(opened, Held):
        yield from _held(entry.position, opened, [plan])


def _held(position: int, held: Held, acts: list[Plan]) -> Iterator[Any]:
    day = held.happened_on
    for of, circle, host, purpose, cited in acts:
        yield Occasion(of, position, circle, host, purpose, cited, day, held.minutes, True)
        for there in held.attendance:
            yield Presence(of, position, there.school, circle, there.attended, there.roles, day)


def _confirmed(
    entry: Entry, school: str, attended: int, occasions: list[Occasion]
) -> Iterator[Any]:
    """Where an act was held more than once, the confirmation says which time it means."""
    for row in occasions:
        if entry.meant in (0, row.occasion):
            yield Confirmation(
                entry.act, row.occasion, school, row.collaboration, entry.position, attended
            )


Change = Callable[[Any, Any], Any]
"""Gives a row as it is once a fact of its entry is amended."""


def _day(row: Any, new: str) -> Any:
    return row._replace(happened_on=date.fromisoformat(new))


def _minutes(row: Occasion, new: int) -> Occasion:
    return row._replace(minutes=new)


def _attendance(row: Presence, new: list[dict[str, Any]]) -> Presence:
    came = next(there for there in new if there["school"] == row.school)
    return row._replace(attended=came["attended"], roles=tuple(came["roles"]))


def _attended(row: Confirmation, new: int) -> Confirmation:
    return row._replace(attended=new)


AMENDED: dict[str, dict[type, Change]] = {
    "happened_on": {Occasion: _day, Presence: _day, FollowUp: _day},
    "minutes": {Occasion: _minutes},
    "attendance": {Presence: _attendance},
    "attended": {Confirmation: _attended},
}
"""What an amended fact changes in which rows: in those that come from the entry amended."""

TOLD_BY = {Occasion: "occasion", Presence: "occasion", Confirmation: "entry", FollowUp: "entry"}
"""Where a row has the position of the entry that it comes from."""


def _amended(entry: Entry, changes: dict[type, Change], new: Any, known: Holdings) -> Iterator[Any]:
    for kind, change in changes.items():
        rows: list[Any] = known(kind, entry.act)
        for row in rows:
            if getattr(row, TOLD_BY[kind]) == entry.meant:
                yield change(row, new)
