"""How rows of a view come out of a database and go in, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import Any

import sqlalchemy as sa

from ledger.log import on_sqlite
from ledger.projections.columns import FOREVER
from ledger.projections.view import Row, Shape

SUBJECTS_AT_ONCE = 5_000
"""Subjects asked for in one SELECT; databases limit what a statement may be bound to."""


def fetch(
    connection: sa.Connection, table: sa.Table, shape: Shape, subjects: Sequence[Any]
) -> Iterator[tuple[Row, int]]:
    """The rows now true of these subjects, each with the position since when it is known."""
    true = _true_of(table, shape.key[0], connection.dialect.name == "postgresql")
    made: Callable[[Sequence[Any]], Row] = shape.row._make  # type: ignore[attr-defined]
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        asked = {"subjects": list(subjects[start : start + SUBJECTS_AT_ONCE])}
        for row in connection.execute(true, asked).fetchall():
            yield made(row[:-2]), row[-2]


def insert(connection: sa.Connection, table: sa.Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert whole rows, whose values come in the order of the table."""
    portions = _portions(table, tuple(table.c.keys()), connection.dialect, rows)
    if connection.dialect.name == "postgresql":
        _copy(connection, table, portions)
        return
    # The driver takes the rows as they are; SQLAlchemy would make a dictionary of each.
    one = _insert(table, connection.dialect)
    for some in portions:
        connection.exec_driver_sql(*on_sqlite.together(one, some))


def close(
    connection: sa.Connection, table: sa.Table, shape: Shape, ends: Sequence[tuple[Any, ...]]
) -> None:
    """Set `known_to` of rows; each end is `known_to`, the key, `known_from`."""
    if not ends:
        return
    names = ("known_to", *shape.key, "known_from")
    places = [f"of_{name}" for name in names]
    if connection.dialect.name == "postgresql":
        arrays = (list(values) for values in zip(*ends, strict=True))
        connection.execute(_close_all(table, names), dict(zip(places, arrays, strict=True)))
        return
    each = str(_close_each(table, names).compile(dialect=connection.dialect))
    for some in _portions(table, names, connection.dialect, ends):
        connection.exec_driver_sql(each, some)


def blames_the_row(connection: sa.Connection, error: Exception) -> bool:
    """Whether an error says that a row or an event is wrong, and not that the database is away."""
    dbapi = connection.dialect.loaded_dbapi
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, dbapi.Error | sa.exc.SQLAlchemyError):
        return True
    return isinstance(cause, (dbapi.DataError, dbapi.IntegrityError, dbapi.ProgrammingError))


def _copy(connection: sa.Connection, table: sa.Table, portions: Iterable[list[Any]]) -> None:
    rows = list(chain.from_iterable(portions))
    if not rows:
        return
    statement = f"COPY {table.name} FROM STDIN"
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


@lru_cache(maxsize=256)
def _close_each(table: sa.Table, names: tuple[str, ...]) -> sa.Update:
    which = [table.c[name] == sa.bindparam(f"of_{name}") for name in names[1:]]
    return sa.update(table).where(*which).values(known_to=sa.bindparam("of_known_to"))


@lru_cache(maxsize=256)
def _close_all(table: sa.Table, names: tuple[str, ...]) -> sa.Update:
    """One statement for all ends, which come as an array for each column."""
    arrays = [sa.bindparam(f"of_{name}", type_=sa.ARRAY(table.c[name].type)) for name in names]
    ends = sa.func.unnest(*arrays).table_valued(*names).render_derived(name="ends")
    which = [table.c[name] == ends.c[name] for name in names[1:]]
    return sa.update(table).where(*which).values(known_to=ends.c.known_to)


@lru_cache(maxsize=256)
def _true_of(table: sa.Table, about: str, has_arrays: bool) -> sa.Select[Any]:
    """An array is one parameter; a list is one for each subject, in a text as long."""
    subject = table.c[about]
    if has_arrays:
        wanted = subject == sa.any_(sa.bindparam("subjects", type_=sa.ARRAY(subject.type)))
    else:
        wanted = subject.in_(sa.bindparam("subjects", expanding=True))
    return sa.select(table).where(wanted, table.c.known_to == FOREVER)


@lru_cache(maxsize=256)
def _insert(table: sa.Table, dialect: sa.Dialect) -> str:
    return str(table.insert().compile(dialect=dialect))


def _portions(
    table: sa.Table, names: tuple[str, ...], dialect: sa.Dialect, rows: Iterable[tuple[Any, ...]]
) -> Iterator[list[tuple[Any, ...]]]:
    """Rows as the driver takes them, some at a time: so few that a processor has them at hand."""
    changes = _changes(table, names, dialect)
    coming = iter(rows)
    while some := list(islice(coming, on_sqlite.AT_ONCE)):
        columns: list[Iterable[Any]] = list(zip(*some, strict=True))
        for place, change in changes:
            columns[place] = map(change, columns[place])
        yield list(zip(*columns, strict=True))


@lru_cache(maxsize=512)
def _changes(
    table: sa.Table, names: tuple[str, ...], dialect: sa.Dialect
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Which columns the driver wants otherwise than they are. It takes a bool for what it is."""
    types = [table.c[name].type for name in names]
    changes = [
        None if isinstance(kept, sa.Boolean) else kept.dialect_impl(dialect).bind_processor(dialect)
        for kept in types
    ]
    return tuple((place, change) for place, change in enumerate(changes) if change)
