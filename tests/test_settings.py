"""The settings: seven variables, options that rule over them, and slips that are named."""

from pathlib import Path

import pytest

from ledger.settings import BrokenSettings, Environment, Settings, read_settings


def test_with_nothing_said_the_ledger_runs_here_and_keeps_its_files_in_var():
    assert read_settings({"PATH": "/bin"}) == Settings(
        data=Path("var"),
        database="sqlite:///var/ledger.db",
        keys="sqlite:///var/keys.db",
        kek=Path("var/epochs"),
        environment=Environment.DEVELOPMENT,
        host="127.0.0.1",
        port=8000,
    )


def test_variables_say_otherwise():
    said = {
        "LEDGER_DATA": "/srv/ledger",
        "LEDGER_ENV": "production",
        "LEDGER_HOST": "0.0.0.0",
        "LEDGER_PORT": "80",
    }
    settings = read_settings(said)
    assert settings.database == "sqlite:////srv/ledger/ledger.db"
    assert settings.is_production
    assert (settings.host, settings.port) == ("0.0.0.0", 80)


def test_an_option_rules_over_its_variable_and_none_leaves_it():
    said = {"LEDGER_PORT": "80", "LEDGER_DATABASE": "postgresql://host/ledger"}
    settings = read_settings(said, port=9000, database=None, data=Path("here"))
    assert settings.port == 9000
    assert settings.database == "postgresql://host/ledger"
    assert settings.data == Path("here")


def test_keys_are_never_kept_in_the_database_of_the_log():
    said = {"LEDGER_DATABASE": "postgresql://host/ledger", "LEDGER_KEYS": "postgresql://host/keys"}
    assert read_settings(said).keys == "postgresql://host/keys"
    with pytest.raises(BrokenSettings, match="LEDGER_KEYS is a database of its own"):
        read_settings(said | {"LEDGER_KEYS": "postgresql://host/ledger"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEDGER_PORT", "http"),
        ("LEDGER_PORT", "0"),
        ("LEDGER_PORT", "65536"),
        ("LEDGER_PORT", "²"),
        ("LEDGER_ENV", "staging"),
        ("LEDGER_DATA", " "),
        ("LEDGER_DATABASE", "ledger.db"),
        ("LEDGER_DATABSE", "sqlite://"),
    ],
)
def test_a_slip_is_named(name: str, value: str):
    with pytest.raises(BrokenSettings, match=f"^{name} is [^']+\\.$|^{name} is [^']+/name\\.$"):
        read_settings({name: value})


def test_all_slips_are_named_at_once():
    with pytest.raises(BrokenSettings) as broken:
        read_settings({"LEDGER_PORT": "x", "LEDGER_ENV": "x", "LEDGER_COLOUR": "x"})
    assert str(broken.value) == (
        "LEDGER_COLOUR is no setting of the ledger. "
        "LEDGER_ENV is one of: development, production. "
        "LEDGER_PORT is a number from 1 to 65535."
    )
