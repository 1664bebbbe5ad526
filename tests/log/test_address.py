"""An address that cannot be meant is refused in a sentence, before anything is opened."""

from __future__ import annotations

import pytest

from ledger.log.address import Unusable, address_of


@pytest.mark.parametrize(
    "url", ["", "ledger.db", "mysql://localhost/ledger", "postgres://h/ledger"]
)
def test_what_is_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(Unusable, match="write sqlite:///path or postgresql://host/name"):
        address_of(url)


@pytest.mark.parametrize("url", ["sqlite:///ledger.db?mode=ro", "sqlite:////srv/why?/ledger.db"])
def test_sqlite_takes_no_options_and_so_none_is_ignored(url: str) -> None:
    with pytest.raises(Unusable, match="has no options"):
        address_of(url)


def test_two_slashes_are_one_too_few() -> None:
    with pytest.raises(Unusable, match="three slashes"):
        address_of("sqlite://var/ledger.db")


@pytest.mark.parametrize(
    ("option", "why"),
    [
        ("sslmod=require", 'invalid connection option "sslmod"'),
        ("autocommit=1", 'invalid connection option "autocommit"'),
        ("connect_timeout=soon", "bad value for connect_timeout"),
        ("host=one:1&host=two:2&port=3", "Can't mix"),
    ],
)
def test_an_option_that_postgresql_does_not_know_is_named(option: str, why: str) -> None:
    with pytest.raises(Unusable, match=why) as told:
        address_of(f"postgresql://ann:secret@host/ledger?{option}")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("options", ["sslmode", "sslmode=", "connect_timeout=3&sslmode", "secret"])
@pytest.mark.parametrize("login", ["", "ann@", "ann:why?@"])
def test_an_option_without_a_value_is_not_ignored(login: str, options: str) -> None:
    with pytest.raises(Unusable, match="an option of it has no value") as told:
        address_of(f"postgresql://{login}host/ledger?{options}")
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("rest", ["", "?", "?sslmode=require", "?user=ann%40host"])
def test_a_question_mark_in_a_password_is_no_option(rest: str) -> None:
    assert address_of(f"postgresql://ann:why?not@host/ledger{rest}").password == "why?not"


def test_options_that_postgresql_knows_are_kept() -> None:
    address = address_of("postgresql://host/ledger?sslmode=require&connect_timeout=3")
    assert dict(address.query) == {"sslmode": "require", "connect_timeout": "3"}


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite+aiosqlite:///ledger.db", "sqlite"),
        ("postgresql+asyncpg://host/ledger", "postgresql+psycopg"),
    ],
)
def test_the_driver_is_ours(url: str, driver: str) -> None:
    assert address_of(url).drivername == driver
