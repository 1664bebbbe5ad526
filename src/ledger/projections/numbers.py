"""Under which number the views know a school that goes on under a new one with what it began.

An entry says the number that a school has when it is recorded. To a view a school has one number in
an act, and in the membership of a collaboration: the one by which it was called there first. So an
academy that confirms where its predecessor was is the school that was there. Each act is read as it
was when the entry was recorded, so the same log always gives the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from ledger.application import event_of
from ledger.domain.act import Act
from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.entry import Entry as Said
from ledger.domain.lineage import Calls, Links, calls_of, joined, renumbered
from ledger.domain.plain import canonical
from ledger.domain.school import SchoolSucceeded
from ledger.domain.words import SchoolId
from ledger.log.tables import event, event_tag
from ledger.projections.view import Entry

OF_NUMBERS = tuple(kind.TOPIC for kind in KINDS if kind.IS_OF_NUMBERS)
A_NUMBER = re.compile(r'"([0-9]{6})"')
"""A school, as it stands in the text of an amendment."""

SUCCESSIONS = (
    sa.select(event.c.position, event.c.body)
    .where(event.c.type == SchoolSucceeded.TOPIC)
    .where(event.c.position > sa.bindparam("after"), event.c.position <= sa.bindparam("upto"))
    .order_by(event.c.position)
)
FIRST_NAMED = (
    sa.select(event_tag.c.tag, sa.func.min(event_tag.c.position))
    .where(event_tag.c.tag.in_(sa.bindparam("tags", expanding=True)))
    .where(event_tag.c.type.not_in(OF_NUMBERS))
    .group_by(event_tag.c.tag)
)
LIFE = (
    sa.select(event.c.event_id, event.c.type, event.c.body)
    .join(event_tag, event_tag.c.position == event.c.position)
    .where(event_tag.c.tag == sa.bindparam("tag"), event.c.position < sa.bindparam("before"))
    .order_by(event.c.position)
)


class Numbers:
    """What is known of numbers that are one school's, from the log as far as it was read."""

    def __init__(self) -> None:
        self._read_to = 0
        self._links: dict[SchoolId, list[tuple[int, frozenset[SchoolId]]]] = {}
        """For each number the successions that join it, each with its position."""
        self._named: dict[SchoolId, int] = {}
        """Where a number first stood in anything but the register. That never changes."""

    def as_called(self, connection: sa.Connection, told: list[Entry]) -> list[Entry]:
        """The same events, each school under the number that its act called it by first."""
        if told:
            self._learn(connection, told[-1].position)
        if not self._links:
            return told
        doubtful = {one.position: same for one in told if (same := self._lineages_of(one))}
        self._look_for(connection, (number for same in doubtful.values() for number in same))
        return [
            self._renumbered(connection, one)
            if self._is_called_twice(doubtful.get(one.position, frozenset()), one.position)
            else one
            for one in told
        ]

    def _learn(self, connection: sa.Connection, upto: int) -> None:
        """Take in the successions up to a position."""
        if upto <= self._read_to:
            return
        for position, body in connection.execute(
            SUCCESSIONS, {"after": self._read_to, "upto": upto}
        ):
            if link := event_of(SchoolSucceeded.TOPIC, bytes(body)).joins:
                for number in link:
                    self._links.setdefault(number, []).append((position, link))
        self._read_to = upto

    def _lineages_of(self, one: Entry) -> frozenset[SchoolId]:
        """All numbers of the schools that it names, if one of them ever had another number."""
        if _carries_on(one.event) is None:
            return frozenset()
        there = _schools_in(one.event)
        if self._links.keys().isdisjoint(there):
            return frozenset()
        return frozenset().union(*(joined(self._links_of(s, one.position), s) for s in there))

    def _links_of(self, school: SchoolId, before: int) -> Links:
        """What joins a number with others, directly or not, as known before a position."""
        found: set[frozenset[SchoolId]] = set()
        ahead = [school]
        while ahead:
            told = self._links.get(ahead.pop(), ())
            new = {link for position, link in told if position < before} - found
            found |= new
            ahead += [number for link in new for number in link]
        return list(found)

    def _look_for(self, connection: sa.Connection, numbers: Iterable[SchoolId]) -> None:
        """Find where these numbers first stood, as far as that is not known yet."""
        if missing := sorted(set(numbers) - self._named.keys()):
            tags = [f"school:{number}" for number in missing]
            found = connection.execute(FIRST_NAMED, {"tags": tags})
            self._named |= {SchoolId(tag.removeprefix("school:")): first for tag, first in found}

    def _is_called_twice(self, same: frozenset[SchoolId], position: int) -> bool:
        """Whether two of these numbers were used by then. Most old numbers never are."""
        return sum(self._named.get(number, position + 1) <= position for number in same) > 1

    def _renumbered(self, connection: sa.Connection, one: Entry) -> Entry:
        tag = _carries_on(one.event)
        rows = connection.execute(LIFE, {"tag": tag, "before": one.position})
        life = {row.event_id: event_of(row.type, bytes(row.body)) for row in rows}
        links = [link for s in _schools_in(one.event) for link in self._links_of(s, one.position)]
        named = (s for event in life.values() for s in sorted(event.schools()))
        calls = calls_of(links, named)
        return one._replace(event=_as_called(one.event, calls, life))


def _as_called(event: Said, calls: Calls, life: dict[str, Said]) -> Said:
    if not calls or not isinstance(event, Amended):
        return renumbered(event, calls) if calls else event
    return replace(event, new=_amended_as_called(event, calls, life))


def _amended_as_called(event: Amended, calls: Calls, life: dict[str, Said]) -> str:
    """The right value, with the schools that stand in it called as the views call them."""
    wrong = life[str(event.entry)]
    assert isinstance(wrong, Act), "nothing else is amended"
    corrected = renumbered(event.correct(wrong), calls)
    return canonical(getattr(corrected, event.field)).decode()


def _carries_on(event: Said) -> str | None:
    """What it is an entry of, by its tag; None where it begins something, or is of no act."""
    if event.ROOT or event.IS_OF_NUMBERS:
        return None
    for name in ("act", "collaboration"):
        if of := getattr(event, name, None):
            return f"{name}:{of}"
    return None


def _schools_in(event: Said) -> frozenset[SchoolId]:
    """The schools that it names, in the text of an amendment as well."""
    if isinstance(event, Amended):
        return frozenset(map(SchoolId, A_NUMBER.findall(event.new)))
    return event.schools()
