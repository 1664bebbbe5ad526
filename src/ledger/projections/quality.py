"""Quality of the record: what was recorded late, corrected, withdrawn, disputed or not confirmed.

No table is kept for this: it is asked of the history, of engagement and of the log, which knows
when each entry was recorded. Of the whole ledger only the newest entries are looked at, so that the
answer costs the same however large it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, select

from ledger.domain.past import LONDON
from ledger.log.tables import event
from ledger.projections.engagement import confirmation, occasion, presence
from ledger.projections.history import act, part, step
from ledger.projections.question import Question, question, seen
from ledger.projections.snapshot import Snapshot

NEWEST = 50_000
"""So many of the newest entries stand for the whole ledger."""


class Line(NamedTuple):
    """An entry with both its days."""

    entry: int
    act: int
    topic: str
    happened_on: date
    recorded_at: int
    collaboration: int

    @property
    def of(self) -> tuple[int, int]:
        """What it speaks of: an act, or else a collaboration as a whole."""
        return (self.act, 0) if self.act else (0, self.collaboration)

    @property
    def lag_days(self) -> int:
        """How many days after it happened it was recorded. A plan for later lies below nought."""
        recorded = datetime.fromtimestamp(self.recorded_at / 1_000_000, UTC)
        return (recorded.astimezone(LONDON).date() - self.happened_on).days


SCHOOLS: Any = bindparam("schools", expanding=True)
AFTER: Any = bindparam("after")
KNOWN: Any = bindparam("known_by")
LINES = select(
    step.c.step,
    step.c.act,
    step.c.topic,
    step.c.happened_on,
    event.c.recorded_at,
    step.c.collaboration,
).where(event.c.position == step.c.step, *seen(step))
ANSWERED = exists().where(
    confirmation.c.act == presence.c.act,
    confirmation.c.occasion == presence.c.occasion,
    confirmation.c.school == presence.c.school,
    *seen(confirmation),
)
UNCONFIRMED = (
    select(presence.c.occasion, presence.c.school)
    .where(presence.c.act == occasion.c.act, presence.c.occasion == occasion.c.occasion)
    .where(occasion.c.counts, presence.c.attended > 0, presence.c.happened_on < bindparam("before"))
    .where(~ANSWERED, *seen(presence, occasion))
)
ORPHANS = select(act.c.act).where(act.c.is_orphaned, ~act.c.is_withdrawn, *seen(act))
IN_ACT = (part.c.act == act.c.act, part.c.school.in_(SCHOOLS), *seen(part))


class Asked(NamedTuple):
    """The three questions about somebody's record."""

    lines: Question
    unconfirmed: Question
    orphans: Question


OF_SCHOOLS = Asked(
    question(
        LINES.where(part.c.act == step.c.act, part.c.school.in_(SCHOOLS), *seen(part)).distinct()
    ),
    question(UNCONFIRMED.where(presence.c.school.in_(SCHOOLS))),
    question(ORPHANS.where(*IN_ACT).distinct()),
)
OF_COLLABORATION = Asked(
    question(LINES.where(step.c.collaboration == bindparam("collaboration"))),
    question(UNCONFIRMED.where(occasion.c.collaboration == bindparam("collaboration"))),
    question(ORPHANS.where(act.c.collaboration == bindparam("collaboration"))),
)
OF_ALL = Asked(
    question(LINES.where(step.c.step > AFTER, step.c.step <= KNOWN)),
    question(UNCONFIRMED.where(presence.c.act > AFTER, presence.c.act <= KNOWN)),
    question(ORPHANS.where(act.c.act > AFTER, act.c.act <= KNOWN)),
)


def lines(now: Snapshot, asked: Asked, told: dict[str, Any]) -> list[Line]:
    """The entries of this record, each with the day it speaks of and when it was recorded."""
    return sorted(Line._make(row) for row in now.ask(asked.lines, **told))


def unconfirmed(
    now: Snapshot, asked: Asked, told: dict[str, Any], days: int
) -> list[tuple[int, str]]:
    """Schools that were said to be there so many days ago or more, and have not answered since."""
    before = now.happened_by - timedelta(days=days)
    rows = now.ask(asked.unconfirmed, **told, before=before)
    return sorted((row.occasion, row.school) for row in rows)


def orphans(now: Snapshot, asked: Asked, told: dict[str, Any]) -> list[int]:
    """Acts that build, directly or not, on one that was withdrawn."""
    return sorted(now.ask(asked.orphans, **told).scalars())


def of(now: Snapshot, schools: Iterable[str], collaboration: int) -> tuple[Asked, dict[str, Any]]:
    """The questions about some schools, a collaboration or all, and what they are bound to."""
    if numbers := sorted(set(schools)):
        return OF_SCHOOLS, {"schools": numbers}
    if collaboration:
        return OF_COLLABORATION, {"collaboration": collaboration}
    return OF_ALL, {"after": now.known_by - NEWEST}
