"""Who asks, and which rows they may see.

Rights are those of today, facts those of the moment asked about: a school that joined later may
read what was known before it came, and one that left goes on seeing what happened while it was in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa

from ledger.domain.past import Role
from ledger.projections.columns import FOREVER

EVERY_SCHOOL = "*"
"""Stands among the members of a circle that is open to all: whoever signs in may see it."""

Rule = Callable[[sa.FromClause], sa.ColumnElement[bool] | None]
"""Says of a table (or an alias of it) which rows the asker may see; None: all of them."""


class Reach(StrEnum):
    """How much of the record somebody sees."""

    ALL = "all"
    """Everything, today as ever."""
    OWN = "own"
    """What concerns them: this grows and shrinks as schools join and leave."""
    PUBLIC = "public"
    """What everybody sees, today as ever."""


class Scope(NamedTuple):
    """The rights of an asker, as they are today.

    `schools` are the asker's own: the school of an editor, the schools of a trustee's trust.
    `trust` is the one of which the asker is a trustee.
    """

    role: Role
    schools: frozenset[str]
    today: date
    trust: str | None = None
    person: str | None = None
    """The pseudonym under which the asker records; None for whoever has never recorded."""

    @property
    def sees_all(self) -> bool:
        return self.role is Role.AUDITOR

    @property
    def reach(self) -> Reach:
        """How much of the record is seen."""
        if self.sees_all:
            return Reach.ALL
        return Reach.PUBLIC if self.role is Role.NOBODY else Reach.OWN

    @property
    def parameters(self) -> dict[str, Any]:
        """What the rules of the tables are bound to."""
        own = self.schools if self.role in (Role.EDITOR, Role.TRUSTEE) else frozenset()
        everywhere = frozenset() if self.role is Role.NOBODY else {EVERY_SCHOOL}
        return {"sees_all": self.sees_all, "scope_schools": sorted(own | everywhere)}


def everyone(table: sa.FromClause) -> None:
    """The rule of a public table."""


def by_membership(member: sa.Table | None = None) -> Rule:
    """Rows of a collaboration are seen by the schools that were in it when they happened.

    `member` holds the memberships, its key beginning with `collaboration school`; left out, the
    table is the membership itself. A row happened on its `happened_on`, or else its `valid_from`;
    a row with neither is seen by every school that was ever in.
    """

    def rule(table: sa.FromClause) -> sa.ColumnElement[bool]:
        held = _bare(member if member is not None else table)
        return sees_all() | sa.exists().where(
            held.c.collaboration == table.c.collaboration,
            held.c.school.in_(sa.bindparam("scope_schools", expanding=True)),
            held.c.known_to == FOREVER,
            *(held.c.valid_to > table.c[day] for day in _day_of(table)),
        )

    return rule


def collaborations_of_asker(member: sa.Table) -> sa.Select[Any]:
    """The collaborations that the asker's schools were ever in, as now known.

    It narrows what has to be looked through; what may be seen is still told by the rule.
    """
    held = _bare(member)
    schools = held.c.school.in_(sa.bindparam("scope_schools", expanding=True))
    return sa.select(held.c.collaboration).where(schools, held.c.known_to == FOREVER)


def sees_all() -> sa.ColumnElement[bool]:
    """Whether the asker sees everything."""
    return sa.bindparam("sees_all", type_=sa.Boolean())


def _day_of(table: sa.FromClause) -> list[str]:
    return [day for day in ("happened_on", "valid_from") if day in table.c][:1]


def _bare(table: sa.FromClause) -> sa.FromClause:
    """The table by its name alone, so that the check of questions knows it for a rule's own."""
    while isinstance(table, sa.Alias):
        table = table.element
    assert isinstance(table, sa.Table)
    return sa.table(table.name, *(sa.column(c.name, c.type) for c in table.c)).alias()
