"""A story told to the views: what was recorded, in a ledger whose views have read it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.visit import Purpose, VisitFollowedUp, VisitHeld, VisitPlanned
from ledger.domain.identifiers import ActId, CollaborationId, EntryId, FieldName, SchoolId
from ledger.domain.past import By, Recorded, Role
from ledger.domain.plain import canonical
from ledger.domain.record import Sealed
from ledger.domain.words import Attendance
from ledger.log.contract import Written
from ledger.log.engine import open_database, reading
from ledger.log.recorder import Recorder
from ledger.log.schema import prepare as prepare_log
from ledger.projections import VIEWS
from ledger.projections.build import builds
from ledger.projections.build import prepare as prepare_views
from ledger.projections.digest import digest
from ledger.projections.entries import Entries
from ledger.projections.follow import BATCH, follow
from ledger.projections.scope import Role as Asker
from ledger.projections.scope import Scope
from ledger.projections.snapshot import Snapshot, at
from ledger.projections.view import View
from tests.scenario import (
    ASTOR,
    DOVER,
    LAST_WEEK,
    NOW,
    TALK,
    THE_ACT,
    TODAY,
    TOGETHER,
    Scenario,
    person,
)

AUDITOR = Scope(Asker.AUDITOR, frozenset(), TODAY)
NOBODY = Scope(Asker.NOBODY, frozenset(), TODAY)


def editor(school: str) -> Scope:
    return Scope(Asker.EDITOR, frozenset({school}), TODAY)


def trustee(*schools: str) -> Scope:
    return Scope(Asker.TRUSTEE, frozenset(schools), TODAY)


def colleague(school: SchoolId) -> By:
    """Somebody who records for a school."""
    return By(person(int(school)), Role.EDITOR, school)


@dataclass
class Ledger:
    """A log that was told a story, and its views."""

    engine: sa.Engine
    recorder: Recorder
    views: Sequence[View]
    read: Entries = field(default_factory=Entries)
    """One for all appends, as a server has."""

    def hears(self, entries: Iterable[Recorded[Any]], batch: int = BATCH) -> int:
        """Record these entries too, and bring the views up to them."""
        if new := [_written(entry) for entry in entries]:
            self.recorder.append(new)
        return follow(self.engine, self.views, self.read, batch)

    def digests(self, known_by: int) -> dict[str, str]:
        """What each view held at a position, by its name."""
        with reading(self.engine) as connection:
            return {
                build.view.name: digest(connection, build, known_by)
                for build in builds(connection, self.views)
            }

    @contextmanager
    def asked_by(
        self,
        scope: Scope = AUDITOR,
        known_by: int | None = None,
        happened_by: date | None = None,
    ) -> Iterator[Snapshot]:
        """What somebody may ask; known by now, unless an earlier position is said."""
        with reading(self.engine) as connection:
            yield at(connection, self.views, scope, known_by=known_by, happened_by=happened_by)


def told(
    engine: sa.Engine, story: Scenario, batch: int = BATCH, views: Sequence[View] = VIEWS
) -> Ledger:
    """A ledger whose views have read a story, in batches of so many entries."""
    prepare_log(engine)
    prepare_views(engine, views)
    ledger = Ledger(engine, Recorder(engine, clock=lambda: _microseconds(NOW)), views)
    ledger.hears(story.entries, batch)
    return ledger


@contextmanager
def in_memory(
    entries: Sequence[Recorded[Any]], batch: int = BATCH, views: Sequence[View] = VIEWS
) -> Iterator[Ledger]:
    """A ledger of its own for these entries, gone afterwards."""
    engine = open_database("sqlite://")
    ledger = told(engine, Scenario(tuple(entries)), batch, views)
    yield ledger
    ledger.recorder.close()
    engine.dispose()


def _written(entry: Recorded[Any]) -> Written:
    told_by = {"person": entry.by.person, "role": entry.by.role.value, "school": entry.by.school}
    return Written(
        type=entry.event.TOPIC,
        data=canonical(entry.event),
        tags=sorted(entry.tags),
        id=str(entry.id),
        by={name: value for name, value in told_by.items() if value is not None},
    )


def _microseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1_000_000)


@contextmanager
def asked_of(
    story: Scenario,
    scope: Scope = AUDITOR,
    known_by: int | None = None,
    happened_by: date | None = None,
) -> Iterator[Snapshot]:
    """What may be asked once a story was told."""
    with in_memory(story.entries) as ledger, ledger.asked_by(scope, known_by, happened_by) as now:
        yield now


def planned(
    day: date = LAST_WEEK,
    of: CollaborationId = TOGETHER,
    host: SchoolId = ASTOR,
    visitors: tuple[SchoolId, ...] = (DOVER,),
) -> tuple[By, VisitPlanned]:
    plan = VisitPlanned(
        collaboration=of, host=host, visitors=visitors, purpose=Purpose.REFINE, focus=TALK,
        planned_for=day, minutes=60,
    )  # fmt: skip
    return colleague(host), plan


def held(
    day: date = LAST_WEEK,
    act: ActId = THE_ACT,
    minutes: int = 60,
    there: tuple[SchoolId, ...] = (ASTOR, DOVER),
) -> tuple[By, VisitHeld]:
    attendance = tuple(Attendance(school=number, attended=3) for number in there)
    event = VisitHeld(
        act=act, happened_on=day, minutes=minutes, lessons_seen=1, attendance=attendance
    )
    return colleague(there[0]), event


def confirmed(
    school: SchoolId, act: ActId = THE_ACT, attended: int = 2, occasion: EntryId | None = None
) -> tuple[By, AttendanceConfirmed]:
    event = AttendanceConfirmed(act=act, school=school, attended=attended, occasion=occasion)
    return colleague(school), event


def followed_up(day: date, act: ActId = THE_ACT) -> VisitFollowedUp:
    return VisitFollowedUp(act=act, happened_on=day, tried=Sealed("we tried it at home"))


def amended(entry: EntryId, field: str, old: Any, new: Any, act: ActId = THE_ACT) -> Amended:
    was, now = (canonical(value).decode() for value in (old, new))
    return Amended(act=act, entry=entry, field=FieldName(field), old=was, new=now, reason=REASON)


REASON = Sealed("it was noted down wrongly")
