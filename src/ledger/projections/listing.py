"""Acts in a list, newest first and page by page: of a school, of a collaboration, or of all.

Which question is asked depends on what is wanted, so that none looks at more than it has to.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, or_, select, true, tuple_

from ledger.projections.collaborations import MINE
from ledger.projections.history import ACT, Act, act, part
from ledger.projections.question import Question, count_of, question, seen
from ledger.projections.snapshot import Snapshot


def _acts(listed: Any, *tables: Any, given: Any) -> Select[Any]:
    """Acts of a kind, between two days of the table that lists them."""
    return select(*ACT).where(
        given,
        or_(bindparam("kind") == "", act.c.kind == bindparam("kind")),
        listed.c.day >= bindparam("earliest"),
        listed.c.day <= bindparam("latest"),
        *seen(*tables),
    )


def _page(acts: Select[Any], listed: Any) -> Question:
    """The newest of these acts, or those after the last of an earlier page."""
    # In a tuple a parameter has no type of its own, and SQLite would compare a number with a text.
    last = tuple_(bindparam("day", type_=listed.c.day.type), bindparam("act"))
    before = tuple_(listed.c.day, listed.c.act) < last
    newest = acts.where(before).order_by(act.c.day.desc(), act.c.act.desc())
    return question(newest.limit(bindparam("first")))


BY_SCHOOL = (
    _acts(part, part, act, given=part.c.school.in_(bindparam("schools", expanding=True)))
    .join_from(part, act, part.c.act == act.c.act)
    .distinct()  # two that took part may turn out to be one school
)
BY_COLLABORATION = _acts(act, act, given=act.c.collaboration == bindparam("collaboration"))
BY_BOTH = BY_SCHOOL.where(act.c.collaboration == bindparam("collaboration"))
BY_ASKER = _acts(act, act, given=act.c.collaboration.in_(MINE))
ALL = _acts(act, act, given=true())
PAGES = {
    asked: (_page(asked, listed), count_of(question(asked)))
    for asked, listed in (
        (BY_SCHOOL, part), (BY_COLLABORATION, act), (BY_BOTH, part), (BY_ASKER, act), (ALL, act),
    )
}  # fmt: skip

LAST = (date.max, 2**46)
"""Later than any act: where the first page begins."""


class Wanted(NamedTuple):
    """Which acts are asked for. What is left out is not looked at."""

    schools: tuple[str, ...] = ()
    """The numbers of one school through time."""
    collaboration: int = 0
    kind: str = ""
    earliest: date = date.min
    latest: date = date.max

    def asked(self, sees_all: bool) -> Select[Any]:
        """The narrowest question that has all of these acts in it."""
        if self.schools and self.collaboration:
            return BY_BOTH
        if self.schools:
            return BY_SCHOOL
        if self.collaboration:
            return BY_COLLABORATION
        return ALL if sees_all else BY_ASKER

    def arguments(self) -> dict[str, Any]:
        """What the question is bound to."""
        told = self._asdict() | {"schools": list(self.schools)}
        left_out = {"schools": not self.schools, "collaboration": not self.collaboration}
        return {name: value for name, value in told.items() if not left_out.get(name)}


def acts(
    now: Snapshot, wanted: Wanted, first: int = 50, after: tuple[date, int] = LAST
) -> list[Act]:
    """A page of acts, newest first; `after` is the day and the position of the last one seen."""
    page, _ = PAGES[wanted.asked(now.scope.sees_all)]
    rows = now.ask(page, **wanted.arguments(), first=first, day=after[0], act=after[1])
    return [Act._make(row) for row in rows]


def count(now: Snapshot, wanted: Wanted) -> int:
    """How many such acts there are."""
    _, counted = PAGES[wanted.asked(now.scope.sees_all)]
    total: int = now.ask(counted, **wanted.arguments()).scalar_one()
    return total
