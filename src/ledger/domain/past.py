"""The past, as far as one rule has to look back on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from ledger.domain.identifiers import PersonId, SchoolId

E = TypeVar("E")
T = TypeVar("T")
LONDON = ZoneInfo("Europe/London")
"""Days are days in London: an act at half past eleven in a summer night belongs to that day."""

LATE_DAYS = 30
"""Schools may catch up; what is recorded later than this after it happened is told as late."""


class Role(StrEnum):
    """On whose behalf somebody asks or records."""

    EDITOR = "editor"
    TRUSTEE = "trustee"
    AUDITOR = "auditor"
    ADMIN = "admin"
    SYSTEM = "system"
    """The ledger's own programs, such as the import of the register."""
    NOBODY = "nobody"


class By(NamedTuple):
    """Who records, in which role, and for which school."""

    person: PersonId
    role: Role
    school: SchoolId | None = None


SYSTEM = By(PersonId("00000000-0000-0000-0000-000000000000"), Role.SYSTEM)


class Recorded(NamedTuple, Generic[E]):
    """What happened, in the envelope that the ledger put round it."""

    position: int
    id: UUID
    at: datetime
    by: By
    tags: frozenset[str]
    event: E
    leaf: bytes = b""

    @property
    def recorded_on(self) -> date:
        """The day on which it was recorded, in London."""
        return self.at.astimezone(LONDON).date()


class Look(NamedTuple):
    """One place to look back: entries of these kinds (or any) that carry all these tags.

    Or the one entry with an id, which never changes once it is there.
    """

    tags: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    id: UUID | None = None


class _Seen(NamedTuple):
    entries: tuple[Recorded[Any], ...]
    by: By
    at: datetime
    act: UUID | None = None
    """The act that is spoken of, where entries of other acts stand in the boundary too."""
    recorded: Past | None = None
    """The same with the numbers that were recorded, where schools are read under others."""


class Past(_Seen):
    """What is recorded within the boundary, oldest first; who asks, and when."""

    @property
    def as_recorded(self) -> Past:
        """The past with the numbers of schools that stand in the log."""
        return self.recorded or self

    @cached_property
    def of_the_act(self) -> tuple[Recorded[Any], ...]:
        """Those about the act that is spoken of; all of them where none is."""
        its = f"act:{self.act}"
        return tuple(e for e in self.entries if self.act is None or its in e.tags)

    @cached_property
    def today(self) -> date:
        """The day on which somebody asks, in London."""
        return self.at.astimezone(LONDON).date()

    def entries_of(self, kind: type[T], **facts: Any) -> Iterator[Recorded[T]]:
        """Entries of this kind that say these facts."""
        if not facts:
            return (entry for entry in self.entries if isinstance(entry.event, kind))
        return (
            entry
            for entry in self.entries
            if isinstance(entry.event, kind)
            and all(getattr(entry.event, name) == value for name, value in facts.items())
        )

    def all(self, kind: type[T], **facts: Any) -> list[T]:
        """What these entries say."""
        return [entry.event for entry in self.entries_of(kind, **facts)]

    def has(self, kind: type[Any], **facts: Any) -> bool:
        """Whether there is such an entry."""
        return any(True for _ in self.entries_of(kind, **facts))

    def last(self, kind: type[T], **facts: Any) -> T:
        """The latest of its kind. The stage of the act must have promised that there is one."""
        return self.all(kind, **facts)[-1]

    def entry(self, id: UUID) -> Recorded[Any] | None:
        """The entry with this id."""
        return next((entry for entry in self.entries if entry.id == id), None)

    def and_then(self, event: Any) -> Past:
        """The past as it will be, should this be recorded now."""
        last = self.entries[-1].position if self.entries else 0
        entry = Recorded(last + 1, UUID(int=0), self.at, self.by, event.tags(), event)
        return self._replace(entries=(*self.entries, entry))

    def before(self, entry: Recorded[Any]) -> Past:
        """The past as it was for whoever recorded this entry; numbers are one as is known now."""
        earlier = tuple(
            e
            for e in self.entries
            if e.position < entry.position or e.event.joins or e.event.HOLDS_ALL_ALONG
        )
        return self._replace(entries=earlier, by=entry.by, recorded=None)
