"""A small ledger to try the machinery of views on: clubs, who is in them, and what they play."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from ledger.log.contract import Written
from ledger.log.recorder import Recorder
from ledger.log.tables import event as log
from ledger.projections.follow import Read
from ledger.projections.question import facts, question, seen
from ledger.projections.scope import Role, Scope, by_membership, everyone
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Ended, Entry, View

START = date(2025, 9, 1)
LATER = date(2030, 1, 1)
ASTOR, DOVER, DEAL = "100001", "100002", "100003"


@dataclass(frozen=True)
class Joined:
    """A school came into a club on a day; the first to come begins it."""

    school: str
    day: int
    collaboration: int = 0


@dataclass(frozen=True)
class Left:
    school: str
    day: int
    collaboration: int = 0


@dataclass(frozen=True)
class Played:
    game: str
    schools: tuple[str, ...]
    day: int
    minutes: int
    collaboration: int = 0


@dataclass(frozen=True)
class Amended:
    act: int
    minutes: int
    collaboration: int = 0


@dataclass(frozen=True)
class Retracted:
    act: int
    collaboration: int = 0


KINDS = {kind.__name__: kind for kind in (Joined, Left, Played, Amended, Retracted)}
Toy = Any


def day_of(number: int) -> date:
    return START + timedelta(days=number)


def record(recorder: Recorder, toys: Iterable[Toy]) -> int:
    """Append toys, their ids numbered on; gives the position of the last."""
    first = recorder.head().size + 1
    return recorder.append(
        [
            Written(
                type=type(toy).__name__,
                data=json.dumps(asdict(toy)).encode(),
                tags=["toy:1"],
                id=str(UUID(int=position)),
            )
            for position, toy in enumerate(toys, first)
        ]
    )


def read(connection: sa.Connection, after: int, limit: int) -> list[Entry]:
    rows = connection.execute(
        sa.select(log.c.position, log.c.event_id, log.c.type, log.c.body, log.c.recorded_at)
        .where(log.c.position > after)
        .order_by(log.c.position)
        .limit(limit)
    )
    return [_entry(*row) for row in rows]


def _entry(position: int, id: str, kind: str, body: bytes, at: int) -> Entry:
    facts = json.loads(body)
    if "schools" in facts:
        facts["schools"] = tuple(facts["schools"])
    toy = KINDS[kind](**facts)
    opens = position if isinstance(toy, Played) else 0
    act = getattr(toy, "act", opens)
    return Entry(position, id, at, kind, toy, act, toy.collaboration or position)


def reading_only(toys: Sequence[Toy]) -> Read:
    """Reads toys as if they were the log."""
    entries = [
        _entry(n, str(UUID(int=n)), type(t).__name__, json.dumps(asdict(t)).encode(), n)
        for n, t in enumerate(toys, 1)
    ]
    return lambda connection, after, limit: entries[after : after + limit]


class Member(NamedTuple):
    """A school that belongs to a club for a while."""

    collaboration: int
    school: str
    valid_from: date
    valid_to: date


class Game(NamedTuple):
    act: int
    collaboration: int
    happened_on: date
    name: str
    minutes: int | None
    counts: bool
    schools: tuple[str, ...]


class Part(NamedTuple):
    """A school that took part: never revised."""

    school: str
    act: int
    collaboration: int
    happened_on: date
    id: UUID


class Tally(NamedTuple):
    """How many games a school played: known to everyone, and rewritten by every game."""

    school: str
    games: int


def clubs(version: int = 1) -> View:
    """A view of the toys, made anew for each test that wants to spoil it."""
    view = View("clubs", version)
    view.table(
        Member, key="collaboration school valid_from", seen_by=by_membership(), index=["school"]
    )
    by_members = by_membership(view.tables[Member])
    view.table(Game, key="act", seen_by=by_members, index=["collaboration happened_on act"])
    view.table(Part, key="school act", seen_by=by_members, once=True)
    view.table(Tally, key="school", seen_by=everyone)
    view.folds(Joined, Left, Played, Amended, Retracted)(fold)
    return view


def fold(entry: Entry, known: Any) -> Iterator[Any]:
    match entry.event:
        case Joined(school, day):
            yield Member(entry.collaboration, school, day_of(day), LATER)
        case Left(school, day):
            mine = (row for row in known(Member, entry.collaboration) if row.school == school)
            yield from (row._replace(valid_to=day_of(day)) for row in mine if _is_on(row, day))
        case Played(game, schools, day, minutes):
            on = day_of(day)
            counts = minutes > 0
            yield Game(entry.act, entry.collaboration, on, game, minutes, counts, schools)
            for school in sorted(set(schools)):
                yield Part(school, entry.act, entry.collaboration, on, UUID(entry.id))
                (tally,) = known(Tally, school) or [Tally(school, 0)]
                yield tally._replace(games=tally.games + 1)
        case Amended(act, minutes):
            yield from (row._replace(minutes=minutes) for row in known(Game, act))
        case Retracted(act):
            yield from (Ended(row) for row in known(Game, act))


def _is_on(row: Member, day: int) -> bool:
    return row.valid_from < day_of(day) < row.valid_to


view = clubs()
member, game, part, tally = (view.tables[row] for row in (Member, Game, Part, Tally))

GAMES = question(
    sa.select(*facts(game))
    .where(*seen(game))
    .order_by(game.c.happened_on.desc(), game.c.act.desc())
)
OF_SCHOOL = question(
    sa.select(game.c.act, game.c.minutes, part.c.school)
    .join_from(part, game, part.c.act == game.c.act)
    .where(part.c.school == sa.bindparam("school"), *seen(part, game))
    .order_by(part.c.act)
)
MEMBERS = question(
    sa.select(*facts(member)).where(*seen(member)).order_by(member.c.collaboration, member.c.school)
)
TALLIES = question(sa.select(*facts(tally)).where(*seen(tally)).order_by(tally.c.school))

AUDITOR = Scope(Role.AUDITOR, frozenset(), day_of(2000))


def editor(*schools: str) -> Scope:
    return Scope(Role.EDITOR, frozenset(schools), day_of(2000))


def answers(now: Snapshot, schools: Iterable[str] = (ASTOR, DOVER, DEAL)) -> list[Any]:
    """Everything that can be asked of the toys at one snapshot."""
    of_schools = [now.ask(OF_SCHOOL, school=school).all() for school in schools]
    return [of_schools, *(now.ask(asked).all() for asked in (GAMES, MEMBERS, TALLIES))]
