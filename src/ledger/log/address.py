"""Reads the address of a database, and refuses one that cannot be meant as it is written."""

from __future__ import annotations

from urllib.parse import parse_qsl

import sqlalchemy as sa


class Unusable(Exception):
    """The database cannot be opened as it was named; the message says what to change."""


def address_of(url: str) -> sa.URL:
    """The address in `sqlite:///path`, `sqlite://` (memory) or `postgresql://...`.

    Raises `Unusable`, without saying again what was given: there may be a password in it.
    """
    try:
        address = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise Unusable(
            "This is no address of a database: write sqlite:///path or postgresql://host/name."
        ) from error
    if address.get_backend_name() == "sqlite":
        return _of_sqlite(address, has_options="?" in url)
    if address.get_backend_name() == "postgresql":
        return _of_postgresql(address, _options(url, address))
    raise Unusable(
        f"The ledger is kept in SQLite or PostgreSQL, not in {address.get_backend_name()!r}: write "
        "sqlite:///path or postgresql://host/name."
    )


def _of_sqlite(address: sa.URL, has_options: bool) -> sa.URL:
    if has_options:
        # Python's driver would ignore most of them, `mode=ro` among them.
        raise Unusable(
            "An address of SQLite has no options: end it before the question mark, and name a "
            "file without one."
        )
    if address.host or address.username:
        raise Unusable("An address of SQLite has three slashes before the file: sqlite:///path.")
    return address.set(drivername="sqlite")


def _options(url: str, address: sa.URL) -> list[tuple[str, str]]:
    """What stands after the question mark; SQLAlchemy leaves out what has no value."""
    rest = url if address.username is None else url.partition("@")[2]  # a password may have one too
    return parse_qsl(rest.partition("?")[2], keep_blank_values=True)


def _of_postgresql(address: sa.URL, given: list[tuple[str, str]]) -> sa.URL:
    """Options of the driver are not taken either: `autocommit` would tear transactions apart."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import make_conninfo, timeout_from_conninfo

    address = address.set(drivername="postgresql+psycopg")
    try:
        if not all(value for _, value in given):
            # Who writes `sslmode` wants something of it, and would not get it.
            raise sa.exc.ArgumentError("an option of it has no value")
        _, options = address.get_dialect()().create_connect_args(address)
        make_conninfo(**options)
        timeout_from_conninfo(dict(options))
    except (ProgrammingError, sa.exc.ArgumentError) as error:
        why = str(error).partition("\n")[0]
        raise Unusable(
            f"PostgreSQL cannot use this address: {why}. After its question mark may stand what "
            "libpq knows, such as sslmode=require."
        ) from error
    return address
