"""An act of any kind as a story tells it: one line after the other, by whoever would write it.

Each line is told on the school day after it happened, unless the story says otherwise; nothing of
an act is written before what came before it, however late that was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.entry import Entry
from ledger.domain.facts import facts_of
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import By
from ledger.domain.words import Attendance, StaffRole
from ledger.example.days import school_days_after
from ledger.example.diary import Diary, Key
from ledger.example.register import editor

DAYS_TO_CONFIRM = 4
"""Schools confirm within so many school days, one after the other."""


class Thread:
    """One act, from the line that opens it to the last that is said of it."""

    def __init__(
        self, diary: Diary, kind: type[Entry], by: By, told_on: date, facts: Mapping[str, Any]
    ) -> None:
        self._diary = diary
        self.latest = told_on
        """The day on which something was told of it last."""
        self._name = f"{_short(kind)}-{len(diary.lines) + 1}"
        self.key = diary.write(told_on, by, self._name, kind, facts)
        self.last = self.key
        """The line that was written last, so that another one can name it."""

    def then(
        self,
        kind: type[Entry],
        by: SchoolId,
        on: date,
        *,
        told_on: date | None = None,
        colleague: int = 1,
        **facts: Any,
    ) -> Self:
        """A school says something more, of a day; what it says of itself need not name it."""
        facts = fitting(kind, happened_on=on, school=by) | facts
        self._write(kind, editor(by, colleague), told_on or school_days_after(on, 1), facts)
        return self

    def met(
        self,
        kind: type[Entry],
        by: SchoolId,
        on: date,
        came: Mapping[SchoolId, int],
        *,
        unconfirmed: tuple[SchoolId, ...] = (),
        **facts: Any,
    ) -> Self:
        """They met, and each school confirms its own colleagues a day or so after."""
        self.then(kind, by, on, attendance=attendance(came), **facts)
        return self.confirmed(self.last, came, unconfirmed)

    def confirmed(
        self, occasion: Key, came: Mapping[SchoolId, int], unconfirmed: tuple[SchoolId, ...] = ()
    ) -> Self:
        """Those who came say so for themselves, some on the first day and some on the last."""
        said_on = self.latest
        for n, (school, attended) in enumerate(came.items()):
            if attended and school not in unconfirmed:
                day = school_days_after(said_on, 1 + n * DAYS_TO_CONFIRM // len(came))
                facts = {"school": school, "attended": attended, "occasion": occasion}
                self._write(AttendanceConfirmed, editor(school), day, facts)
        return self

    def _write(self, kind: type[Entry], by: By, told_on: date, facts: Mapping[str, Any]) -> Key:
        self.latest = max(self.latest, told_on)
        name = f"{self._name}/{_short(kind)}-{len(self._diary.lines) + 1}"
        self.last = self._diary.write(self.latest, by, name, kind, {"act": self.key, **facts})
        return self.last


def opened(  # noqa: PLR0913
    diary: Diary,
    kind: type[Entry],
    by: SchoolId,
    on: date,
    *,
    came: Mapping[SchoolId, int] | None = None,
    told_on: date | None = None,
    unconfirmed: tuple[SchoolId, ...] = (),
    **facts: Any,
) -> Thread:
    """A school opens an act; if some came, it took place at once and nobody had planned it."""
    facts = fitting(kind, happened_on=on, school=by) | facts
    if came is not None:
        facts |= {"attendance": attendance(came)}
    thread = Thread(diary, kind, editor(by), told_on or school_days_after(on, 1), facts)
    return thread.confirmed(thread.key, came or {}, unconfirmed)


def attendance(
    came: Mapping[SchoolId, int], roles: tuple[StaffRole, ...] = ()
) -> tuple[Attendance, ...]:
    """How many came from each school, and in what roles."""
    return tuple(
        Attendance(school=school, attended=attended, roles=roles if attended else ())
        for school, attended in came.items()
    )


def fitting(kind: type[Entry], **usual: Any) -> dict[str, Any]:
    """Those of the usual facts that a kind has."""
    its_own = {fact.name for fact in facts_of(kind)}
    return {name: value for name, value in usual.items() if name in its_own}


def _short(kind: type[Entry]) -> str:
    return kind.TOPIC.partition("/")[0]
