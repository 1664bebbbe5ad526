"""Meetings: each time that schools met at an act, looked at from all of them.

A contact is a school at an act that was held. It counts once the school itself has confirmed that
its colleagues were there, and the act lasted half an hour or more; until then it is claimed, and
shown apart. (`domain.md` 3.1 and 3.2.) It lies in a term of the school that was its host; where
there was none, of whoever is looked at. No table is kept for this: it is asked of other views.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, and_, bindparam, select

from ledger.domain.acts import FOLLOWED_UP
from ledger.domain.contact import Contact
from ledger.domain.terms import NOMINAL, Terms
from ledger.projections import calendars, schools
from ledger.projections.engagement import confirmation, follow_up, occasion, presence
from ledger.projections.history import act
from ledger.projections.question import Question, question, seen
from ledger.projections.snapshot import Snapshot

T = TypeVar("T")

SHORTEST_MINUTES = 30
"""What is shorter is no contact."""

FEWEST_SCHOOLS = 2
"""An act is joint once so many schools have confirmed it for themselves."""


class There(NamedTuple):
    """A school that was at a meeting, and has not denied it."""

    school: str
    confirmed_at: int | None
    """The position of its own word that it was there."""
    roles: tuple[str, ...]


class Meeting(NamedTuple):
    """A time at which an act was held, with all the schools that were there."""

    act: int
    held_at: int
    """The position of the entry that said so."""
    happened_on: date
    kind: str
    subject: str | None
    purpose: str | None
    host: str | None
    there: tuple[There, ...]
    followed_on: date | None = None
    followed_at: int | None = None
    """The position of the entry that tells of the follow-up."""
    denied_at: tuple[int, ...] = ()
    """Where those who were said to be there say that they were not."""

    def of(self, numbers: Iterable[str]) -> list[There]:
        """Which of these schools were there."""
        wanted = frozenset(numbers)
        return [one for one in self.there if one.school in wanted]


# What can be asked.

OF_THESE_SCHOOLS = (
    select(presence.c.act, presence.c.occasion)
    .where(presence.c.school.in_(bindparam("schools", expanding=True)), *seen(presence))
    .where(presence.c.attended > 0)
    .distinct()
)
OF_THIS_COLLABORATION = select(occasion.c.act, occasion.c.occasion).where(
    occasion.c.collaboration == bindparam("collaboration"), *seen(occasion)
)


def _met(which: Select[Any]) -> Question:
    """Who was there at these times, time by time; those who say that they were not, too."""
    these, kept = which.subquery(), act.alias("kept")
    is_this = and_(occasion.c.act == these.c.act, occasion.c.occasion == these.c.occasion)
    was_there = and_(presence.c.act == these.c.act, presence.c.occasion == these.c.occasion)
    own_word = and_(
        confirmation.c.act == presence.c.act,
        confirmation.c.occasion == presence.c.occasion,
        confirmation.c.school == presence.c.school,
        *seen(confirmation),
    )
    return question(
        select(
            occasion.c.act, occasion.c.occasion, occasion.c.happened_on, occasion.c.host,
            occasion.c.purpose, kept.c.kind, kept.c.subject, presence.c.school, presence.c.roles,
            confirmation.c.entry, confirmation.c.attended.label("confirmed"),
        )
        .join_from(these, occasion, is_this)
        .join(presence, was_there)
        .join(kept, kept.c.act == occasion.c.act)
        .outerjoin(confirmation, own_word)
        .where(occasion.c.counts, occasion.c.minutes >= SHORTEST_MINUTES)
        .where(presence.c.attended > 0, ~kept.c.is_orphaned, *seen(occasion, presence, kept))
        .order_by(occasion.c.happened_on, occasion.c.occasion, presence.c.school)
    )  # fmt: skip


def _followed(which: Select[Any]) -> Question:
    """On what days these acts were followed up."""
    acts = select(which.subquery().c.act).distinct().subquery()
    return question(
        select(follow_up.c.act, follow_up.c.happened_on, follow_up.c.entry)
        .join_from(acts, follow_up, follow_up.c.act == acts.c.act)
        .where(*seen(follow_up))
        .order_by(follow_up.c.act, follow_up.c.happened_on, follow_up.c.entry)
    )


MET_SCHOOLS, MET_TOGETHER = _met(OF_THESE_SCHOOLS), _met(OF_THIS_COLLABORATION)
FOLLOWED_SCHOOLS = _followed(OF_THESE_SCHOOLS)
FOLLOWED_TOGETHER = _followed(OF_THIS_COLLABORATION)


def held_with(now: Snapshot, numbers: Iterable[str]) -> list[Meeting]:
    """Every time that one of these schools met others, oldest first."""
    return _meetings(now, MET_SCHOOLS, FOLLOWED_SCHOOLS, schools=sorted(set(numbers)))


def held_in(now: Snapshot, collaboration: int) -> list[Meeting]:
    """Every time that an act of a collaboration was held, oldest first."""
    return _meetings(now, MET_TOGETHER, FOLLOWED_TOGETHER, collaboration=collaboration)


def _meetings(now: Snapshot, met: Question, followed: Question, **of: Any) -> list[Meeting]:
    times = groupby(now.ask(met, **of).all(), key=lambda row: row.occasion)
    named = [list(rows) for _, rows in times]
    follow_ups: dict[int, list[Any]] = {}
    for row in now.ask(followed, **of) if named else ():
        follow_ups.setdefault(row.act, []).append(row)
    return [_meeting(rows, follow_ups) for rows in named if any(row.confirmed != 0 for row in rows)]


def _meeting(rows: list[Any], follow_ups: Mapping[int, list[Any]]) -> Meeting:
    """A meeting without those that say that they were not there."""
    one = rows[0]
    later = (row for row in follow_ups.get(one.act, ()) if row.happened_on > one.happened_on)
    first = next(later, None)
    return Meeting(
        act=one.act,
        held_at=one.occasion,
        happened_on=one.happened_on,
        kind=one.kind,
        subject=one.subject,
        purpose=one.purpose,
        host=one.host,
        there=tuple(There(row.school, row.entry, row.roles) for row in rows if row.confirmed != 0),
        followed_on=first.happened_on if first else None,
        followed_at=first.entry if first else None,
        denied_at=tuple(row.entry for row in rows if row.confirmed == 0),
    )


# What it makes of a school, of a pair, and of a collaboration.


def of_schools(now: Snapshot, numbers: Iterable[str], terms: Terms = NOMINAL) -> list[Contact]:
    """The contacts of one institution, under all of its numbers; claimed ones too.

    `terms` are its own: those of an act that had no host.
    """
    numbers = frozenset(numbers)
    return contacts(now, held_with(now, numbers), numbers, terms)


def of_collaboration(now: Snapshot, collaboration: int, terms: Terms = NOMINAL) -> list[Contact]:
    """What was held in a collaboration: confirmed where two of its schools have said so.

    `terms` are those of an act that had no host.
    """
    return contacts(now, held_in(now, collaboration), None, terms, FEWEST_SCHOOLS)


def contacts(
    now: Snapshot,
    meetings: Iterable[Meeting],
    numbers: frozenset[str] | None,
    terms: Terms = NOMINAL,
    needed: int = 1,
) -> list[Contact]:
    """A contact for each meeting of these schools, confirmed where so many of them said so.

    Without schools it is all that were there: then nobody is host, and nobody a partner. Where the
    schools of a trust visit each other, the trust neither hosts nor travels.
    """
    met = [(one, one.there if numbers is None else one.of(numbers)) for one in meetings]
    kept = [(one, ours) for one, ours in met if ours]
    first = lineages(now, (there.school for one, _ in kept for there in one.there))
    at_host = terms_at(now, (one.host for one, _ in kept))
    found = []
    for one, ours in kept:
        everybody = frozenset(first[there.school] for there in one.there)
        if len(everybody) < FEWEST_SCHOOLS:
            continue  # All others say that they were not there.
        partners = everybody - {first[there.school] for there in ours}
        confirmed_at = {there.confirmed_at for there in ours} - {None}
        found.append(
            Contact(
                happened_on=one.happened_on,
                act=one.act,
                is_confirmed=len(confirmed_at) >= needed,
                may_be_followed_up=one.kind in FOLLOWED_UP,
                followed_on=one.followed_on,
                is_host=one.host in numbers if numbers and one.host and partners else None,
                sources=_positions(one.held_at, one.followed_at, *confirmed_at, *one.denied_at),
                kind=one.kind,
                subject=one.subject,
                partners=partners,
                roles=frozenset(role for there in ours for role in there.roles),
                terms=at_host.get(one.host or "") or terms,
            )
        )
    return found


def _positions(*told: int | None) -> tuple[int, ...]:
    return tuple(sorted({position for position in told if position is not None}))


def between(ours: Contact, theirs: Contact) -> Contact:
    """One meeting as it is between two schools: both have to confirm it."""
    return replace(
        ours,
        is_confirmed=ours.is_confirmed and theirs.is_confirmed,
        is_host=True if ours.is_host else False if theirs.is_host else None,
        sources=tuple(sorted({*ours.sources, *theirs.sources})),
        partners=frozenset(),
    )


def look_up(now: Snapshot, meetings: Iterable[Meeting]) -> None:
    """Ask at once for whatever the contacts of these meetings will need."""
    held = list(meetings)
    lineages(now, (there.school for one in held for there in one.there))
    terms_at(now, (one.host for one in held))


def lineages(now: Snapshot, numbers: Iterable[str]) -> dict[str, str]:
    """The lineage of each of these schools; one that is in no register stands for itself."""
    wanted = set(numbers)
    found = _kept(now, "lineages", wanted, schools.lineages)
    return {number: found[number] or number for number in wanted}


def terms_at(now: Snapshot, hosts: Iterable[str | None]) -> dict[str, Terms | None]:
    """The terms of where acts took place, as far as they are known."""
    return _kept(now, "terms", {host for host in hosts if host}, calendars.terms_of)


def _kept(
    now: Snapshot, name: str, wanted: set[str], read: Callable[[Snapshot, list[str]], dict[str, T]]
) -> dict[str, T | None]:
    """What is known of these, each asked for once only."""
    found: dict[str, T | None] = now.once(("kept", name), dict)
    if missing := sorted(wanted - found.keys()):
        told = read(now, missing)
        found.update({one: told.get(one) for one in missing})
    return found
