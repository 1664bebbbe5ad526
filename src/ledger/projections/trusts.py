"""Trusts and other groups of schools, and which schools were in them on a day.

The register is public: everybody may see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, select

from ledger.domain.past import LONDON
from ledger.domain.school import SchoolDetailsChanged, SchoolRegistered
from ledger.domain.trust import SchoolJoinedTrust, SchoolLeftTrust, TrustRegistered, moved_to
from ledger.projections.question import question, seen
from ledger.projections.scope import everyone
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Ended, Entry, Holdings, View

view = View("trusts", version=1)


# Its tables.


class Trust(NamedTuple):
    """A trust, as the register has it; where only its schools name it, no more than its name."""

    trust: str
    name: str | None
    kind: str | None
    group_id: str | None
    companies_house: str | None
    opened_on: date | None
    ended_on: date | None


class Member(NamedTuple):
    """A school that is in a trust for a while."""

    school: str
    trust: str
    valid_from: date
    valid_to: date


ALWAYS, STAYS = date.min, date.max
"""Since when a school is in the trust that it was registered with, if nobody knows when it opened;
and up to when one is in a trust that has not left it."""

trust = view.table(Trust, key="trust", seen_by=everyone)
member = view.table(Member, key="school valid_from", seen_by=everyone, index=["trust school"])


# What each event does to them.


@view.folds(
    SchoolRegistered, SchoolDetailsChanged, TrustRegistered, SchoolJoinedTrust, SchoolLeftTrust
)
def fold(entry: Entry, known: Holdings) -> Iterator[Any]:
    """What is true of trusts and their schools from this entry on."""
    match entry.event:
        case SchoolRegistered(school=school, trust=str(uid)) as said:
            yield from _named(uid, said.trust_name, known)
            yield Member(school, uid, said.opened_on or ALWAYS, STAYS)
        case SchoolDetailsChanged() as said:
            yield from _changed(said, _day(entry.at), known)
        case TrustRegistered() as said:
            yield Trust(
                said.uid, said.name, said.group_kind, said.group_id, said.companies_house,
                said.opened_on, said.ended_on,
            )  # fmt: skip
        case SchoolJoinedTrust(school=school, uid=uid, happened_on=day) as said:
            yield from _named(uid, said.trust_name, known)
            yield from _moved(school, uid, day, known)
        case SchoolLeftTrust(school=school, uid=uid, happened_on=day):
            yield from _moved(school, None, day + timedelta(days=1), known)


def _changed(said: SchoolDetailsChanged, day: date, known: Holdings) -> Iterator[Any]:
    """The register says another trust, or another name of it; of its day it says nothing."""
    fields: dict[str, str | None] = {change.field: change.new for change in said.changes}
    if not fields.keys() & {"trust", "trust_name"}:
        return
    here = [row for row in known(Member, said.school) if row.valid_to == STAYS]
    was = here[0].trust if here else None
    now = moved_to(said, was)
    if now:
        yield from _named(now, fields.get("trust_name"), known)
    if now != was:
        yield from _moved(said.school, now, day, known)


def _named(uid: str, name: str | None, known: Holdings) -> Iterator[Trust]:
    """What a school calls its trust is its name, until the trust itself is registered."""
    found = known(Trust, uid)
    if not found:
        yield Trust(uid, name, None, None, None, None, None)
    elif name and found[0].kind is None:
        yield found[0]._replace(name=name)


def _moved(school: str, uid: str | None, day: date, known: Holdings) -> Iterator[Any]:
    """From this day on the school is in this trust, or in none."""
    for row in known(Member, school):
        if row.valid_from >= day:
            yield Ended(row)
        elif row.valid_to > day:
            yield row._replace(valid_to=day)
    if uid:
        yield Member(school, uid, day, STAYS)


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(LONDON).date()


# What it can be asked.

SOME = question(
    select(*(trust.c[name] for name in Trust._fields)).where(
        trust.c.trust.in_(bindparam("trusts", expanding=True)), *seen(trust)
    )
)
OF_SCHOOLS = question(
    select(*(member.c[name] for name in Member._fields)).where(
        member.c.school.in_(bindparam("urns", expanding=True)), *seen(member)
    )
)
IN_TRUST = select(member.c.school).where(member.c.trust == bindparam("trust"), *seen(member))
OF_TRUST = question(IN_TRUST)


def is_in(school: ColumnElement[Any]) -> ColumnElement[bool]:
    """The condition that a school is in the trust to which the question binds `trust`."""
    return school.in_(IN_TRUST)


def some(now: Snapshot, uids: Iterable[str]) -> dict[str, Trust]:
    """Trusts by their numbers; numbers that are not known are left out."""
    rows = now.ask(SOME, trusts=sorted(set(uids)))
    return {row.trust: Trust._make(row) for row in rows}


def of_schools(now: Snapshot, urns: Iterable[str]) -> dict[str, Member]:
    """The trust that each of these schools was in on the day asked about, if in any."""
    rows = now.ask(OF_SCHOOLS, urns=sorted(set(urns)))
    return {row.school: Member._make(row) for row in rows}


def of_trust(now: Snapshot, uid: str) -> frozenset[str]:
    """The schools that were in a trust on the day asked about."""
    return frozenset(row.school for row in now.ask(OF_TRUST, trust=uid))
