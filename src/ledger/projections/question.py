"""What a view can be asked: always what was known by then, had happened by then, and may be seen.

A question is checked where it is defined. One that leaves out what it owes to a table fails when
the process starts, not in front of a reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import and_
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.expression import AliasedReturnsRows, ClauseElement, Join, SelectBase

from ledger.projections.view import Shape, shape_of

Conditions = tuple[sa.ColumnElement[Any], ...]


OWED: set[int] = set()
"""The conditions that `seen()` has told, by their identity; what is told is kept for good."""

LEAVES = (sa.ColumnClause, sa.BindParameter, sa.TableClause)
"""Elements with nothing below them."""


class Unguarded(TypeError):
    """A question reads a table of a view without all that `seen()` says of it."""


def seen(*tables: sa.FromClause) -> Iterator[sa.ColumnElement[bool]]:
    """The conditions that every question carries for each table it reads.

    Known by then; happened by then, or valid on that day, where the table says so; and may be
    seen by the asker. In an outer join they belong in its ON.
    """
    for table in tables:
        yield from _owed(table)


@cache
def _owed(table: sa.FromClause) -> tuple[sa.ColumnElement[bool], ...]:
    """Made once for a table: a question is checked for these very objects."""
    shape = _shape(table)
    known_by: Any = sa.bindparam("known_by")
    happened_by: Any = sa.bindparam("happened_by")
    owed = [table.c.known_from <= known_by, table.c.known_to > known_by]
    if "happened_on" in table.c:
        owed += [table.c.happened_on <= happened_by]
    if "valid_from" in table.c:
        owed += [table.c.valid_from <= happened_by, table.c.valid_to > happened_by]
    if (allowed := shape.seen_by(table)) is not None:
        owed += [allowed]
    OWED.update(map(id, owed))
    return tuple(owed)


def facts(table: sa.FromClause) -> list[Any]:
    """The columns of a table that its view's rows have, without those that the ledger adds."""
    return [column for column in table.c if column.name not in ("known_from", "known_to")]


@dataclass(frozen=True, eq=False)
class Question:
    """A select that was checked; `views` are the names of the views it reads."""

    select: Any
    views: frozenset[str]


def question(select: SelectBase) -> Question:
    """Check a select and make it a question.

    Raises `Unguarded`, naming view and table, when any part of it (a subquery, an alias, one side
    of a union) reads a table of a view without the conditions of `seen()` on that very table, or
    holds text, which cannot be checked; and when it gives `known_to`, which tells of later.
    """
    views = set()
    if "known_to" in select.selected_columns.keys():  # noqa: SIM118 (a collection of columns)
        raise Unguarded(f"a question gives known_to, which was not known then: {select}")
    for read in _reads(select):
        shape = _shape(read.table)
        views.add(shape.view.name)
        if not read.is_guarded:
            raise Unguarded(f"a question reads {shape.view}: {read.table} without seen()")
    return Question(select, frozenset(views))


@cache
def count_of(asked: Question) -> Question:
    """How many rows a question has: the same rows, by the same conditions, checked already."""
    counted = sa.select(sa.func.count()).select_from(asked.select.subquery())
    return Question(counted, asked.views)


@dataclass(frozen=True, eq=False)
class _Read:
    """A table read in one place, and the conditions that hold for its rows there."""

    table: sa.FromClause
    given: Conditions

    @property
    def is_guarded(self) -> bool:
        # The very objects: of two aliases of one table, conditions that look alike compare equal.
        given = {id(one) for one in self.given}
        return all(id(owed) in given for owed in _owed(self.table))


def _reads(select: SelectBase) -> list[_Read]:
    """Every reading of a view's table below a select."""
    found: list[_Read] = []
    # What is still to be looked at, each with the tables that it may refer to.
    ahead: list[tuple[ClauseElement, tuple[sa.FromClause, ...]]] = [(select, ())]
    while ahead:
        element, around = ahead.pop()
        if isinstance(element, sa.TextClause):
            raise Unguarded(f"a question holds text, which cannot be checked: {element}")
        if isinstance(element, sa.Select):
            own = list(_own_reads(element))
            # Only what SQLAlchemy correlates by itself counts as read outside; said by hand, it is
            # owed here again.
            outside = around if element._auto_correlate else ()
            found += (one for one in own if not any(one.table is table for table in outside))
            around = (*outside, *(one.table for one in own))
        elif isinstance(element, AliasedReturnsRows):
            around = ()
        # What a rule reads to judge a row is its own; and most there is reads nothing.
        ahead += (
            (child, around)
            for child in element.get_children()
            if id(child) not in OWED and not isinstance(child, LEAVES)
        )
    return found


def _own_reads(select: sa.Select[Any]) -> Iterator[_Read]:
    # `select.whereclause` would first make one condition of all of them.
    where = tuple(part for told in select._where_criteria for part in _conjuncts(told))
    # What `select.get_final_froms()` gives, without first writing the whole select as SQL.
    shown = select._compile_state_factory(select, None)  # type: ignore[arg-type]
    for source in shown._get_display_froms():
        yield from _reads_from(source, where)


def _reads_from(source: sa.FromClause, given: Conditions) -> Iterator[_Read]:
    """The tables of a FROM. What an outer join's ON says holds on its right side only."""
    if isinstance(source, Join):
        told = given if source.onclause is None else (*given, *_conjuncts(source.onclause))
        yield from _reads_from(source.left, given if source.isouter or source.full else told)
        yield from _reads_from(source.right, given if source.full else told)
    elif shape_of(source):
        yield _Read(source, given)


def _conjuncts(condition: Any) -> Iterator[sa.ColumnElement[Any]]:
    """The parts of a condition that all have to hold."""
    if isinstance(condition, sa.sql.elements.Grouping):
        yield from _conjuncts(condition.element)
    elif isinstance(condition, sa.BooleanClauseList) and condition.operator is and_:
        for part in condition.clauses:
            yield from _conjuncts(part)
    elif isinstance(condition, sa.ColumnElement):
        yield condition


def _shape(table: sa.FromClause) -> Shape:
    shape = shape_of(table)
    if shape is None:
        raise Unguarded(f"{table} is not a table of a view")
    return shape
