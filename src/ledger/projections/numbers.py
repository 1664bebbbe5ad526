"""Under which number the views know a school that goes on under a new one with what it began.

An entry says the number that a school has when it is recorded. To a view a school has one number in
an act, and in the membership of a collaboration: the one by which it was called there first. So an
academy that confirms where its predecessor was is the school that was there. Each act is read as it
was when the entry was recorded, so the same log always gives the same rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from ledger.domain.act import Act
from ledger.domain.acts import KINDS
from ledger.domain.acts.amendment import Amended
from ledger.domain.entry import Entry as Said
from ledger.domain.entry import topics_of
from ledger.domain.facts import facts_with, once
from ledger.domain.identifiers import SchoolId
from ledger.domain.lineage import Calls, Links, calls_of, joined, renumbered
from ledger.domain.naming import SCHOOLS
from ledger.domain.plain import canonical
from ledger.domain.school import SchoolSucceeded
from ledger.envelope import event_of
from ledger.log.tables import event, event_tag
from ledger.projections.view import Entry

OF_NUMBERS = topics_of(*(kind for kind in KINDS if kind.IS_OF_NUMBERS))
A_NUMBER = re.compile(r'"([0-9]{6})"')
"""A school, as it stands in the text of an amendment."""

SUCCESSIONS = (
    sa.select(event.c.position, event.c.body)
    .where(event.c.type == SchoolSucceeded.TOPIC)
    .where(event.c.position > sa.bindparam("after"), event.c.position <= sa.bindparam("upto"))
    .order_by(event.c.position)
)
TAGS: Any = sa.bindparam("tags", type_=sa.Text())


def _first(asked: Any) -> sa.Select[Any]:
    """For each tag the first of its positions: one step into an index, however many it has."""
    first = (
        sa.select(event_tag.c.position)
        .where(event_tag.c.tag == asked.c.value, event_tag.c.type.not_in(OF_NUMBERS))
        .order_by(event_tag.c.position)
        .limit(1)
    )
    return sa.select(asked.c.value, first.scalar_subquery())


FIRST_NAMED = {
    "sqlite": _first(sa.func.json_each(TAGS).table_valued("value")),
    "postgresql": _first(
        sa.func.json_array_elements_text(sa.cast(TAGS, sa.JSON())).table_valued("value")
    ),
}
END = sa.select(sa.func.max(event.c.position))
LIVES = (
    sa.select(event_tag.c.tag, event.c.position, event.c.event_id, event.c.type, event.c.body)
    .join(event_tag, event_tag.c.position == event.c.position)
    .where(event_tag.c.tag.in_(sa.bindparam("tags", expanding=True)))
    .where(event.c.position < sa.bindparam("before"))
    .order_by(event.c.position)
)


class Told(NamedTuple):
    """An earlier entry of what an entry carries on."""

    position: int
    id: str
    event: Said


Lives = Mapping[str, list[Told]]
"""What was said of acts and collaborations, by their tags, oldest first."""


class Numbers:
    """What is known of numbers that are one school's, from the log as far as it was read.

    A batch costs four questions at most, however many schools were joined. Where no school has
    used two of its numbers, as after the import of a register, most entries are not looked at.
    """

    def __init__(self) -> None:
        self._read_to = 0
        self._links: dict[SchoolId, list[tuple[int, frozenset[SchoolId]]]] = {}
        """For each number the successions that join it, each with its position."""
        self._others: dict[SchoolId, frozenset[SchoolId]] = {}
        """For each number the other numbers of its school, by all successions that were read."""
        self._named: dict[SchoolId, int] = {}
        """Where a number first stood in anything but the register. That never changes."""
        self._unnamed: dict[SchoolId, int] = {}
        """Up to where a number stood nowhere else. That may change after it."""
        self._surveyed_to = 0
        """Up to where it is known of all numbers whether they were used."""
        self._used_twice: set[SchoolId] = set()
        """The numbers of schools that used another one as well, up to there."""

    def as_called(self, connection: sa.Connection, told: list[Entry]) -> list[Entry]:
        """The same events, each school under the number that its act called it by first."""
        if not told:
            return told
        upto = told[-1].position
        self._learn(connection, upto)
        if not self._links:
            return told
        if upto > self._surveyed_to:
            self._survey(connection, upto + len(told))
        is_surveyed = upto <= self._surveyed_to
        there = _named_in(told, self._links, self._used_twice if is_surveyed else self._links)
        if not is_surveyed:
            self._look_for(connection, frozenset().union(*there.values()), upto)
        doubtful = {
            one.position: _carries_on(one.event)
            for one in told
            if one.position in there and self._may_be_twice(there[one.position], one.position)
        }
        lives = _lives(connection, told, doubtful)
        return [
            self._renumbered(one, lives[doubtful[one.position]], there[one.position])
            if one.position in doubtful
            else one
            for one in told
        ]

    def _survey(self, connection: sa.Connection, near: int) -> None:
        """Where the log goes on for long, look at once which schools ever used two numbers."""
        end = connection.execute(END).scalar_one()
        if end > near:
            self._look_for(connection, self._links, end)
            self._used_twice = {
                school
                for school in self._links.keys() & self._named.keys()
                if not self._named.keys().isdisjoint(self._others_of(school))
            }
            self._surveyed_to = end

    def _learn(self, connection: sa.Connection, upto: int) -> None:
        """Take in the successions up to a position."""
        if upto <= self._read_to:
            return
        for position, body in connection.execute(
            SUCCESSIONS, {"after": self._read_to, "upto": upto}
        ):
            if link := event_of(SchoolSucceeded.TOPIC, bytes(body)).joins:
                self._others.clear()
                self._surveyed_to = 0
                for number in link:
                    self._links.setdefault(number, []).append((position, link))
        self._read_to = upto

    def _others_of(self, school: SchoolId) -> frozenset[SchoolId]:
        """The other numbers that a school has or had, whenever that was recorded."""
        if (others := self._others.get(school)) is None:
            others = joined(self._links_of(school, self._read_to + 1), school) - {school}
            self._others[school] = others
        return others

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

    def _look_for(self, connection: sa.Connection, schools: Iterable[SchoolId], upto: int) -> None:
        """Find where the other numbers of these schools first stood, if that is not known yet."""
        others = frozenset().union(*map(self._others_of, schools)) - self._named.keys()
        missing = sorted(number for number in others if self._unnamed.get(number, 0) < upto)
        if missing:
            self._named |= _first_named(connection, missing)
            self._unnamed |= dict.fromkeys(missing, upto)

    def _may_be_twice(self, there: frozenset[SchoolId], position: int) -> bool:
        """Whether another number of one of these schools was used by then. Most never are."""
        named = self._named
        for school in there:
            for number in self._others_of(school):
                if named.get(number, position + 1) <= position:
                    return True
        return False

    def _renumbered(self, one: Entry, life: list[Told], there: frozenset[SchoolId]) -> Entry:
        before = [told for told in life if told.position < one.position]
        named = [school for told in before for school in sorted(told.event.schools())]
        others = frozenset().union(*map(self._others_of, there))
        if others.isdisjoint(named) and others.isdisjoint(there):
            return one
        links = [link for s in _schools_in(one.event) for link in self._links_of(s, one.position)]
        calls = calls_of(links, named)
        return one._replace(
            event=_as_called(one.event, calls, {told.id: told.event for told in before})
        )


def _first_named(connection: sa.Connection, numbers: list[SchoolId]) -> dict[SchoolId, int]:
    """Where these numbers first stood in anything but the register, of those that ever did."""
    tags = json.dumps([f"school:{number}" for number in numbers])
    found = connection.execute(FIRST_NAMED[connection.dialect.name], {"tags": tags})
    return {SchoolId(tag.removeprefix("school:")): at for tag, at in found if at is not None}


def _named_in(
    told: list[Entry], joined_ones: Collection[SchoolId], looked_for: Collection[SchoolId]
) -> dict[int, frozenset[SchoolId]]:
    """Which of these schools are named in each entry that carries something on, by its position.

    An amendment may be the first to name a number, so there all are looked for that were joined.
    """
    wanted = {Amended: frozenset(joined_ones)}
    if looked_for:
        kinds = {type(one.event) for one in told}
        wanted = dict.fromkeys(filter(_may_name_again, kinds), frozenset(looked_for)) | wanted
    found = {}
    for one in told:
        among = wanted.get(type(one.event))
        if among and (there := _schools_in(one.event) & among):
            found[one.position] = there
    return found


def _lives(connection: sa.Connection, told: list[Entry], doubtful: dict[int, str]) -> Lives:
    """What was said, before these entries, of all that the doubtful ones of them carry on.

    An act that was opened among them has all of its life there. Of the others one question is
    asked at most.
    """
    found: Lives = {tag: [] for tag in doubtful.values()}
    here = {
        one.act: found[doubtful[one.position]]
        for one in told
        if one.position in doubtful and one.act >= told[0].position
    }
    for one in told if here else ():
        if (life := here.get(one.act)) is not None:
            life.append(Told(one.position, one.id, one.event))
    of_old = found.keys() - {f"act:{life[0].id}" for life in here.values()}
    if of_old:
        asked = {"tags": sorted(of_old), "before": max(doubtful)}
        for tag, position, id, topic, body in connection.execute(LIVES, asked):
            found[tag].append(Told(position, id, event_of(topic, bytes(body))))
    return found


@once
def _may_name_again(kind: type[Said]) -> bool:
    """Whether an entry of this kind carries something on, and may name schools."""
    carries_on = kind.ROOT is None and not kind.IS_OF_NUMBERS
    names = issubclass(kind, Amended) or bool(facts_with(kind, SCHOOLS))
    return carries_on and names and not kind.__dataclass_fields__.keys().isdisjoint(CARRIED_ON)


CARRIED_ON = ("act", "collaboration")


def _carries_on(event: Said) -> str:
    """What an entry that carries something on is an entry of, by its tag."""
    return next(f"{name}:{of}" for name in CARRIED_ON if (of := getattr(event, name, None)))


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


def _schools_in(event: Said) -> frozenset[SchoolId]:
    """The schools that it names, in the text of an amendment as well."""
    if isinstance(event, Amended):
        return frozenset(map(SchoolId, A_NUMBER.findall(event.new)))
    return event.schools()
