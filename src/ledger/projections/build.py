"""The builds of the views: their tables, how far each has read, and which of them answers.

A view is derived, so no migration knows it. Each build of it has tables of its own; questions read
stable names, which are SQL views over the tables of the live build. `building` becomes `ready`
when it has its indexes, and `live` when it answers. Before an event that cannot be applied, a
live one becomes `halted` and goes on answering up to there; one that never answered has `failed`.
What is `retired` answers no more, and its tables are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.schema import CreateTable, CreateView

from ledger.log.engine import reading, writing
from ledger.log.tables import Position
from ledger.projections.view import Shape, View

BUILDING, READY, LIVE = "building", "ready", "live"
HALTED, FAILED, RETIRED = "halted", "failed", "retired"

LOCK = 0x76696577
"""The advisory lock under which PostgreSQL makes builds: CREATE IF NOT EXISTS alone can race."""

PATIENCE_MS = 300
"""How long a switch waits for readers to leave, since new readers wait behind it. Shorter than
PostgreSQL's second before it looks for deadlocks, so that no reader is ever the one to fail."""

projection = sa.Table(
    "projection",
    sa.MetaData(),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("build", sa.Integer, primary_key=True),
    sa.Column("position", Position, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("digest", sa.Text),
    sa.Column("fault", sa.Text),
)
"""The bookmarks. `digest` is what a rebuild held when it was found equal to the live build."""


class Overtaken(Exception):
    """Another runner moved the bookmark first; nothing of this batch was written."""


class Build(NamedTuple):
    """One build of a view, and where its bookmark was when it was read."""

    view: View
    number: int
    position: int
    state: str
    fault: str | None = None

    def __str__(self) -> str:
        return f"{self.view} build {self.number}"

    @property
    def tables(self) -> dict[type, sa.Table]:
        """The tables that hold the rows of this build; only a runner reads or writes them."""
        return _tables(self.view, self.number)

    @property
    def of_this(self) -> tuple[sa.ColumnElement[bool], ...]:
        """The condition that finds its bookmark."""
        return *of(self.view), projection.c.build == self.number


def of(view: View) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """The condition that finds the bookmarks of this version of a view."""
    return projection.c.name == view.name, projection.c.version == view.version


def builds(connection: sa.Connection, views: Iterable[View]) -> list[Build]:
    """The builds of these versions that are not retired, by their names.

    Everybody locks bookmarks in this one order, so that two runners never wait for each other.
    """
    standing = sa.select(projection).where(projection.c.state != RETIRED)
    rows = connection.execute(standing.order_by(projection.c.build)).all()
    return [
        Build(view, row.build, row.position, row.state, row.fault)
        for view in sorted(views, key=lambda view: view.name)
        for row in rows
        if (row.name, row.version) == (view.name, view.version)
    ]


def again(connection: sa.Connection, build: Build) -> Build:
    """A build as it is now. Raises `Overtaken` when it has retired."""
    for found in builds(connection, [build.view]):
        if found.number == build.number:
            return found
    raise Overtaken(str(build))


def prepare(engine: sa.Engine, views: Sequence[View]) -> None:
    """Begin a first build of every view that has none in its version, beside older versions.

    Two processes may do this at once. Where nothing is to be done nobody is waited for. A view
    without a table or a fold raises `AttributeError`.
    """
    with reading(engine) as connection:
        is_begun = not _not_begun(connection, views)
    if not is_begun:
        with writing(engine) as connection:
            _prepare(connection, views)
    with reading(engine) as connection:
        retired = set(
            connection.scalars(sa.select(projection.c.name).where(projection.c.state == RETIRED))
        )
    for view in views:
        if view.name in retired:
            clear(engine, view)


def _prepare(connection: sa.Connection, views: Sequence[View]) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
    projection.metadata.create_all(connection)
    for view in _not_begun(connection, views):
        begin(connection, view)


def _not_begun(connection: sa.Connection, views: Sequence[View]) -> list[View]:
    if not sa.inspect(connection).has_table(projection.name):
        return list(views)
    begun = {build.view for build in builds(connection, views)}
    return [view for view in views if view not in begun]


def begin(connection: sa.Connection, view: View) -> Build:
    """Make the tables of a new build, empty and without the indexes that only questions need."""
    last = sa.select(sa.func.coalesce(sa.func.max(projection.c.build), 0)).where(*of(view))
    build = Build(view, connection.execute(last).scalar_one() + 1, 0, BUILDING)
    for table in build.tables.values():
        connection.execute(CreateTable(table))
    connection.execute(
        projection.insert().values(
            name=view.name, version=view.version, build=build.number, position=0, state=BUILDING
        )
    )
    return build


def furnish(connection: sa.Connection, build: Build) -> bool:
    """Give a build that has caught up its indexes; False if another runner did, or does."""
    # The state goes first: whoever waits for this row finds the indexes made.
    ready = sa.update(projection).where(*build.of_this, projection.c.state == BUILDING)
    if connection.execute(ready.values(state=READY)).rowcount == 0:
        return False
    for table in build.tables.values():
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            index.create(connection)
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text(f"ANALYZE {table.name}"))
    return True


def hold(connection: sa.Connection, view: View) -> int:
    """Keep the bookmarks of a view where they are; give the position that its answers are at."""
    standing = sa.select(projection.c.position, projection.c.state).where(
        projection.c.name == view.name
    )
    found = connection.execute(standing.with_for_update()).all()
    return max((row.position for row in found if row.state in (LIVE, HALTED)), default=0)


def go_live(connection: sa.Connection, build: Build) -> None:
    """Let a build answer from the end of this transaction on; whatever answered before retires.

    Raises `Overtaken` when it is not ready (any more).
    """
    live = sa.update(projection).where(*build.of_this, projection.c.state == READY)
    if connection.execute(live.values(state=LIVE)).rowcount == 0:
        raise Overtaken(str(build))
    _hurry(connection)
    for named in build.view.tables.values():
        connection.execute(sa.text(f"DROP VIEW IF EXISTS {named.name}"))
    for row, table in build.tables.items():
        name = build.view.tables[row].name
        connection.execute(CreateView(sa.select(table), name))
    others = sa.update(projection).where(
        projection.c.name == build.view.name,
        projection.c.state.in_((LIVE, HALTED)),
        ~sa.and_(*build.of_this),
    )
    connection.execute(others.values(state=RETIRED))


def retire(connection: sa.Connection, build: Build) -> None:
    """Say that a build answers no more."""
    connection.execute(sa.update(projection).where(*build.of_this).values(state=RETIRED))


def clear(engine: sa.Engine, view: View) -> None:
    """Drop the tables of retired builds, unless somebody still reads them.

    What a crash or a reader leaves standing is harmless, and dropped at the next start.
    """
    with reading(engine) as connection:
        if not _left_by_retired(connection, view):
            return  # as at most starts
    try:
        with writing(engine) as connection:
            _drop_retired(connection, view)
    except sa.exc.OperationalError as error:
        if not is_lock_refused(error):
            raise


def is_lock_refused(error: sa.exc.OperationalError) -> bool:
    """Whether PostgreSQL did not give a lock in time."""
    return getattr(error.orig, "sqlstate", None) == "55P03"


def _drop_retired(connection: sa.Connection, view: View) -> None:
    _hurry(connection)
    for name in _left_by_retired(connection, view):
        # An older version may have had a name that the live one does not replace.
        cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
        connection.execute(sa.text(f"DROP TABLE {name}{cascade}"))


def _left_by_retired(connection: sa.Connection, view: View) -> list[str]:
    """The tables that retired builds have left."""
    retired = sa.select(projection.c.version, projection.c.build).where(
        projection.c.name == view.name, projection.c.state == RETIRED
    )
    prefixes = tuple(_prefix(view.name, *row) for row in connection.execute(retired))
    # Nobody need look through all tables for nothing.
    names = sa.inspect(connection).get_table_names() if prefixes else []
    return [name for name in names if name.startswith(prefixes)]


def _hurry(connection: sa.Connection) -> None:
    """Give up soon, in this transaction, rather than let new readers wait behind old ones."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SET LOCAL lock_timeout = {PATIENCE_MS}"))


@lru_cache(maxsize=64)
def _tables(view: View, number: int) -> dict[type, sa.Table]:
    # The same objects every time: SQLAlchemy finds its compiled statements by them.
    prefix = _prefix(view.name, view.version, number)
    return {row: _table(prefix, named.info["shape"]) for row, named in view.tables.items()}


def _table(prefix: str, shape: Shape) -> sa.Table:
    name = f"{prefix}{shape.row.__name__.lower()}"
    named = shape.view.tables[shape.row]
    table = sa.Table(
        name,
        sa.MetaData(),
        *(sa.Column(c.name, c.type, nullable=c.nullable) for c in named.c),
        sa.PrimaryKeyConstraint(*shape.key, "known_from"),
        sqlite_with_rowid=False,
    )
    for number, words in enumerate(shape.index):
        sa.Index(f"{name}_{number}", *(table.c[word] for word in words))
    return table


def _prefix(name: str, version: int, build: int) -> str:
    return f"{name}_v{version}_b{build}_"
