"""Given what happened, when somebody records something, then it is recorded. Or refused.

No store and no clock: a rule sees a past, and the past is what the test says. What stands in it
was judged like anything else, and was stored and read again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from ledger.domain.collaboration import CollaborationBegun
from ledger.domain.entry import Entry
from ledger.domain.facts import Path, rewrite
from ledger.domain.identifiers import ActId, CollaborationId, EntryId, PersonId, SchoolId
from ledger.domain.look_back import Looks, look_back
from ledger.domain.outcome import Area, Outcome
from ledger.domain.past import By, Recorded, Role
from ledger.domain.plain import canonical, revive
from ledger.domain.record import Sealed
from ledger.domain.refusal import Refused
from ledger.domain.school import REGISTRARS, Phase, SchoolRegistered
from ledger.domain.words import Attendance, Focus, Subject, Theme

ASTOR, DOVER, DEAL = SchoolId("900001"), SchoolId("900002"), SchoolId("900003")
NOBODYS = SchoolId("900009")
"""A school that no register has."""


def person(number: int) -> PersonId:
    return PersonId(str(UUID(int=number)))


ANN, BEN, DOT = (
    By(person(n), Role.EDITOR, school) for n, school in enumerate((ASTOR, DOVER, DEAL), 1)
)
AMY = By(person(4), Role.EDITOR, ASTOR)
"""A colleague of Ann."""
TIM, AUD, ADA = (
    By(person(n), role) for n, role in enumerate((Role.TRUSTEE, Role.AUDITOR, Role.ADMIN), 5)
)
NOBODY = By(person(8), Role.NOBODY)

NOW = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
TODAY, YESTERDAY, LAST_WEEK = date(2026, 3, 9), date(2026, 3, 8), date(2026, 3, 2)
NEXT_WEEK, LAST_YEAR = date(2026, 3, 16), date(2025, 3, 10)
FIRST_DAY = date(2025, 9, 1)
"""When the schools of the cast began to work together."""


def school(number: SchoolId, **other: Any) -> SchoolRegistered:
    facts = {"name": f"School {number}", "phase": Phase.SECONDARY} | other
    return SchoolRegistered(school=number, **facts)


REGISTER = tuple(school(number) for number in (ASTOR, DOVER, DEAL))
"""What every scenario starts with, unless it says otherwise."""

TALK = Focus(theme=Theme.TEACHING, subject=Subject.SCIENCE)


def begun(*partners: SchoolId, **other: Any) -> CollaborationBegun:
    facts = {
        "title": Sealed("More talk in science"),
        "partners": partners,
        "focus": TALK,
        "outcomes": (Outcome(area=Area.SUBJECT, statement=Sealed("more pupils explain")),),
        "planned_terms": 3,
        "happened_on": FIRST_DAY,
    }
    return CollaborationBegun(**facts | other)


BEGUN = begun(ASTOR, DOVER)


def came(astor: int = 2, dover: int = 3) -> tuple[Attendance, ...]:
    return (Attendance(school=ASTOR, attended=astor), Attendance(school=DOVER, attended=dover))


def id_of(position: int) -> EntryId:
    return EntryId(int=position)


TOGETHER = CollaborationId(int=len(REGISTER) + 1)
THE_ACT = ActId(int=len(REGISTER) + 2)
"""After the register, the first entry begins the collaboration and the second opens the act."""
THE_PLAN, THE_NEXT, THE_ONE_AFTER = (id_of(len(REGISTER) + n) for n in (2, 3, 4))
"""The entry that opened the act, and those that came after it."""

Said = Entry | tuple[By, Entry]


def given(*history: Said) -> Scenario:
    """The schools of the cast are in the register, and then this was recorded."""
    return registered().and_then(*history)


@cache
def registered() -> Scenario:
    return given_only(*REGISTER)


def given_only(*history: Said) -> Scenario:
    """Nothing but this was recorded."""
    return Scenario().and_then(*history)


@dataclass(frozen=True)
class Scenario:
    entries: tuple[Recorded[Any], ...] = ()

    def and_then(self, *history: Said) -> Scenario:
        """The same, and this was recorded later."""
        scenario = self
        for said in history:
            by, event = said if isinstance(said, tuple) else (_usual(said), said)
            answer = scenario.when(event, by)
            assert answer.refused is None, f"{event!r}: {answer.refused}"
            scenario = answer.after
        return scenario

    def when(self, command: Entry, by: By | None = None) -> Answer:
        """Somebody records something: Ann, or Ada what only a registrar may, unless said."""
        by = by or _usual(command)
        past, _ = look_back(command, by, NOW, self.within)
        try:
            command.judge(past)
        except Refused as refused:
            return Answer(command, self, refused)
        position = len(self.entries) + 1
        tags = command.tags() | command.inherited(past)
        tags |= {f"{command.ROOT}:{id_of(position)}"} if command.ROOT else set()
        entry = Recorded(position, id_of(position), NOW, by, tags, stored(command))
        return Answer(command, replace(self, entries=(*self.entries, entry)))

    def within(self, looks: Looks) -> list[Recorded[Any]]:
        return [
            entry
            for entry in self.entries
            if any(
                look.id in (None, entry.id)
                and entry.tags.issuperset(look.tags)
                and (not look.kinds or entry.event.TOPIC in look.kinds)
                for look in looks
            )
        ]


@dataclass(frozen=True)
class Answer:
    command: Entry
    after: Scenario
    """What is recorded now: as before, where the command was refused."""
    refused: Refused | None = None

    def then(self, sentence: str) -> None:
        assert self.refused is None, self.refused
        assert self.command.sentence() == sentence

    def then_refused(self, kind: type[Refused], because: str, *path: str) -> None:
        assert self.refused is not None, "it was recorded"
        assert (type(self.refused), str(self.refused)) == (kind, because)
        assert self.refused.path == path


def stored(event: Entry) -> Entry:
    """The entry as a store gives it back: its words are sealed."""

    def seal(value: Any, path: Path) -> Any:
        return Sealed(commitment=".".join(path)) if isinstance(value, Sealed) else value

    return revive(type(event), json.loads(canonical(rewrite(event, seal))))


def _usual(command: Entry) -> By:
    return ADA if command.ROLES == REGISTRARS else ANN
