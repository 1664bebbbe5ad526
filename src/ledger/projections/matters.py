"""Matters: what schools have said that still stands, such as a need, a sole role or an open door.

No table is kept for this: it is asked of the history. What was withdrawn or settled stands no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, exists, select

from ledger.domain.acts import KINDS
from ledger.domain.entry import topics_of
from ledger.domain.matter import Settled
from ledger.projections import told
from ledger.projections.collaborations import MINE
from ledger.projections.history import act, part, step
from ledger.projections.question import question, seen
from ledger.projections.snapshot import Snapshot

SETTLING = sorted(topics_of(*(kind for kind in KINDS if issubclass(kind, Settled))))
"""The stored names of what ends a matter."""


class Standing(NamedTuple):
    """A matter that stands, and one of the schools that take part in it."""

    act: int
    school: str
    theme: str | None
    subject: str | None


SETTLED = (
    exists()
    .where(step.c.act == act.c.act, step.c.topic.in_(SETTLING), *seen(step))
)  # fmt: skip


def _standing() -> Select[Any]:
    return (
        select(act.c.act, part.c.school, act.c.theme, act.c.subject)
        .where(act.c.kind.in_(bindparam("kinds", expanding=True)), ~act.c.is_withdrawn, ~SETTLED)
        .where(*seen(act, part))
    )


OF_SCHOOLS = question(
    _standing()
    .join_from(part, act, part.c.act == act.c.act)
    .where(part.c.school.in_(bindparam("schools", expanding=True)))
    .order_by(act.c.act, part.c.school)
)
NEWEST = (
    _standing()
    .join_from(act, part, part.c.act == act.c.act)
    .order_by(act.c.day.desc(), act.c.act.desc(), part.c.school)
    .limit(bindparam("first"))
)
OPEN_TO_ALL = question(NEWEST)
AMONG_OURS = question(NEWEST.where(act.c.collaboration.in_(MINE)))
ANYTHING = question(
    select(part.c.school)
    .where(part.c.school.in_(bindparam("schools", expanding=True)), *seen(part))
    .distinct()
)


def of_schools(now: Snapshot, kinds: Iterable[str], schools: Iterable[str]) -> list[Standing]:
    """What stands of these kinds, for each of these schools that takes part in it."""
    rows = now.ask(OF_SCHOOLS, kinds=sorted(kinds), schools=sorted(set(schools)))
    return [Standing._make(row) for row in rows]


def open_to_all(now: Snapshot, kind: str, first: int) -> list[Standing]:
    """What stands of a kind that everybody may see, the newest first."""
    rows = now.ask(OPEN_TO_ALL, kinds=[kind], first=first)
    return [Standing._make(row) for row in rows]


def among_ours(now: Snapshot, kind: str, first: int) -> list[Standing]:
    """What stands of a kind in the collaborations of the asker's schools, the newest first."""
    rows = now.ask(AMONG_OURS, kinds=[kind], first=first)
    return [Standing._make(row) for row in rows]


def raised_by(now: Snapshot, standing: Sequence[Standing]) -> list[Standing]:
    """Those of these that began the matter, without those that took it up since."""
    opened = told.entries(now, (one.act for one in standing))
    return [one for one in standing if one.school in opened[one.act].event.schools()]


def on_the_ledger(now: Snapshot, schools: Iterable[str]) -> frozenset[str]:
    """Which of these schools have ever taken part in anything."""
    return frozenset(now.ask(ANYTHING, schools=sorted(set(schools))).scalars())
