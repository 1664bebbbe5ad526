"""Engagement: who worked with whom, when, and whether it lasted.

A contact is a school at an act that was held. It counts once the school itself has confirmed that
its colleagues were there, and the act lasted half an hour or more; until then it is claimed, and
shown apart. (`domain.md` 3.1 and 3.2.) It lies in a term of the school that was its host; where
there was none, of the school or the collaboration that is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, exists, func, select

from ledger.domain.act import Opening, Reinstatement, Withdrawal
from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.engagement import Contact
from ledger.domain.occasion import Occasion as Held
from ledger.domain.occasion import TakenFurther
from ledger.domain.terms import NOMINAL, Terms
from ledger.projections import calendars
from ledger.projections.collaborations import member
from ledger.projections.history import act
from ledger.projections.question import question, seen
from ledger.projections.scope import by_membership
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry, Holdings, View

view = View("engagement", version=3)

SHORTEST_MINUTES = 30
"""What is shorter is no contact."""

FEWEST_SCHOOLS = 2
"""An act is joint once so many schools have confirmed it for themselves."""


# Its tables.


class Plan(NamedTuple):
    """An act, as far as its contacts have to know it."""

    act: int
    collaboration: int
    host: str | None
    cited: int
    """The act that it builds on; 0 if it builds on none."""


class Occasion(NamedTuple):
    """A time at which an act was held."""

    act: int
    occasion: int
    collaboration: int
    host: str | None
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
    plan = Plan(entry.act, circle, getattr(opened, "host", None), entry.cited)
    yield plan
    if isinstance(opened, Held):
        yield from _held(entry.position, opened, [plan])


def _held(position: int, held: Held, acts: list[Plan]) -> Iterator[Any]:
    day = held.happened_on
    for of, circle, host, cited in acts:
        yield Occasion(of, position, circle, host, cited, day, held.minutes, True)
        for there in held.attendance:
            yield Presence(of, position, there.school, circle, there.attended, day)


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
    came = {there["school"]: there["attended"] for there in new}
    return row._replace(attended=came[row.school])


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


# What it can be asked.

FOLLOWED_ON = (
    select(func.min(follow_up.c.happened_on))
    .where(
        follow_up.c.act == occasion.c.act,
        follow_up.c.happened_on > occasion.c.happened_on,
        *seen(follow_up),
    )
    .scalar_subquery()
)
WITHDRAWN = (
    exists()
    .where(act.c.act == occasion.c.cited, act.c.is_withdrawn, *seen(act))
)  # fmt: skip
"""What it builds on was withdrawn: it is orphaned, and does not count."""
MET = (
    select(
        presence.c.school, occasion.c.happened_on, occasion.c.act, occasion.c.host,
        confirmation.c.entry.label("confirmed_at"), confirmation.c.attended.label("confirmed"),
        occasion.c.occasion.label("held_at"), FOLLOWED_ON.label("followed_on"),
    )
    .join_from(
        presence,
        occasion,
        and_(presence.c.act == occasion.c.act, presence.c.occasion == occasion.c.occasion),
    )
    .outerjoin(
        confirmation,
        and_(
            confirmation.c.act == presence.c.act,
            confirmation.c.occasion == presence.c.occasion,
            confirmation.c.school == presence.c.school,
            *seen(confirmation),
        ),
    )
    .where(
        occasion.c.counts,
        occasion.c.minutes >= SHORTEST_MINUTES,
        presence.c.attended > 0,
        ~WITHDRAWN,
        *seen(presence, occasion),
    )
    .order_by(occasion.c.happened_on, occasion.c.occasion, presence.c.school)
)  # fmt: skip
OF_SCHOOLS = question(MET.where(presence.c.school.in_(bindparam("schools", expanding=True))))
OF_COLLABORATION = question(MET.where(occasion.c.collaboration == bindparam("collaboration")))


def of_schools(now: Snapshot, schools: Iterable[str], terms: Terms = NOMINAL) -> list[Contact]:
    """The contacts of one institution, under all of its numbers; claimed ones too.

    `terms` are its own: those of an act that had no host.
    """
    asked = now.ask(OF_SCHOOLS, schools=sorted(set(schools)))
    return _contacts(now, asked, terms, needed=1)


def of_collaboration(now: Snapshot, collaboration: int, terms: Terms = NOMINAL) -> list[Contact]:
    """What was held in a collaboration: confirmed where two of its schools have said so.

    `terms` are those of an act that had no host.
    """
    asked = now.ask(OF_COLLABORATION, collaboration=collaboration)
    found = _contacts(now, asked, terms, needed=FEWEST_SCHOOLS)
    return [replace(contact, is_host=None) for contact in found]


def _contacts(now: Snapshot, rows: Iterable[Any], terms: Terms, needed: int) -> list[Contact]:
    """A contact for each occasion, confirmed where so many have said that they were there."""
    # Those that say that they were not there are left out.
    came = [row for row in rows if row.confirmed != 0]
    at_host = calendars.terms_of(now, {row.host for row in came if row.host})
    occasions = (list(there) for _, there in groupby(came, key=lambda row: row.held_at))
    return [_contact(there, needed, at_host.get(there[0].host, terms)) for there in occasions]


def _contact(there: list[Any], needed: int, terms: Terms) -> Contact:
    one = there[0]
    confirmed_at = {row.confirmed_at for row in there} - {None}
    return Contact(
        happened_on=one.happened_on,
        act=one.act,
        is_confirmed=len(confirmed_at) >= needed,
        followed_on=one.followed_on,
        is_host=None if one.host is None else one.host in {row.school for row in there},
        sources=tuple(sorted({one.held_at, *confirmed_at})),
        terms=terms,
    )
