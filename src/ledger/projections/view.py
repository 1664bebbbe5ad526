"""A view: tables of what is known, and what each event does to them.

Every row says from which position of the log it is known, and up to which. Nothing is overwritten:
to revise a row is to close it and open another, so a question about any past position is the
question about now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, get_type_hints

import sqlalchemy as sa

from ledger.log.tables import Position
from ledger.projections.columns import column
from ledger.projections.scope import Rule

R = TypeVar("R")
Row = Any
"""A row is an instance of a NamedTuple that the view has a table for."""


class Entry(NamedTuple):
    """One event with its place in the log, as a fold sees it."""

    position: int
    id: str
    """As the log has it, a UUID in text: most entries are folded without being asked for it."""
    at: int
    """When it was recorded, in microseconds since 1970, UTC."""
    topic: str
    """As the log has it: what an entry of a former version is called there for ever."""
    event: Any
    act: int
    """The position of the event that opened the act it belongs to; 0 if it belongs to none."""
    collaboration: int
    """The position of the event that began the collaboration it belongs to; 0 if to none."""
    meant: int = 0
    """The position of the earlier entry that it speaks of, such as the one amended; 0 if none."""
    cited: int = 0
    """The position of the event that opened the act it builds on; 0 if it builds on none."""


class Ended(NamedTuple):
    """This row is no longer true."""

    row: Row


class Holdings:
    """What a fold may ask: the rows of one kind that are now true of a subject."""

    def __call__(self, kind: type[R], subject: Any) -> list[R]:
        raise NotImplementedError


Fold = Callable[[Entry, Any], Iterator[Row]]
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class Shape:
    """What a view says of one of its tables."""

    view: View
    row: type
    key: tuple[str, ...]
    index: tuple[tuple[str, ...], ...]
    is_written_once: bool
    seen_by: Rule

    @cached_property
    def key_of(self) -> Callable[[Row], tuple[Any, ...]]:
        """Gives the key of a row, always as a tuple."""
        places = [_fields(self.row).index(name) for name in self.key]
        alone = slice(places[0], places[0] + 1)
        return itemgetter(*places) if len(places) > 1 else itemgetter(alone)


@dataclass(eq=False, repr=False)
class View:
    """A question the ledger answers, and the tables that answer it.

    Whoever changes the tables or the fold gives a new version, which is built beside the old one.
    """

    name: str
    version: int
    metadata: sa.MetaData = field(default_factory=sa.MetaData)
    tables: dict[type, sa.Table] = field(default_factory=dict)
    hears: frozenset[type] = frozenset()
    fold: Fold = field(init=False)

    def __repr__(self) -> str:
        return f"{self.name} v{self.version}"

    def table(
        self,
        row: type,
        *,
        key: str,
        seen_by: Rule,
        index: Iterable[str] = (),
        once: bool = False,
    ) -> sa.Table:
        """A table with a column for each field of `row`, under the name that questions read.

        The first word of `key` is what a row is about: a fold asks for rows by it. `seen_by` says
        which rows an asker may see. Each word group of `index` names the columns of an index.
        Rows said to be written `once` are never revised, and no fold may ask for them.
        """
        hints = get_type_hints(row)
        columns = [column(name, hints[name]) for name in _fields(row)]
        shape = Shape(
            self, row, tuple(key.split()), tuple(tuple(i.split()) for i in index), once, seen_by
        )
        made = sa.Table(
            f"{self.name}_{row.__name__.lower()}",
            self.metadata,
            *columns,
            *(sa.Column(name, Position, nullable=False) for name in ("known_from", "known_to")),
            sa.PrimaryKeyConstraint(*shape.key, "known_from"),
            info={"shape": shape},
        )
        self.tables[row] = made
        return made

    def folds(self, *kinds: type) -> Callable[[F], F]:
        """Make a function the fold of this view; it hears these kinds of event and no others."""

        def fold(function: F) -> F:
            self.fold, self.hears = function, frozenset(kinds)
            return function

        return fold


def shape_of(table: sa.FromClause) -> Shape | None:
    """What a view says of this table or alias of one; None if it is not a table of a view."""
    while isinstance(table, sa.Alias):
        table = table.element
    shape = table.info.get("shape") if isinstance(table, sa.Table) else None
    return shape if isinstance(shape, Shape) else None


def _fields(row: type) -> tuple[str, ...]:
    fields: tuple[str, ...] = getattr(row, "_fields", ())
    if not fields:
        raise TypeError(f"{row.__name__} is no NamedTuple")
    return fields
