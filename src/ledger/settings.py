"""What may be set from outside: seven names, each with a sentence, read in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

PREFIX = "LEDGER_"
"""Every variable of the ledger begins so; one that we do not know is a slip worth hearing of."""


class Environment(StrEnum):
    """Where the ledger runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class BrokenSettings(Exception):
    """The ledger was set up in a way that cannot be meant; each fault is a sentence."""


@dataclass(frozen=True)
class Settings:
    """How one process of the ledger is set up."""

    data: Path
    """LEDGER_DATA: the folder of the ledger's own files; `./var` if nothing is said."""
    database: str
    """LEDGER_DATABASE: where the log is kept; `ledger.db` in the data folder by default."""
    keys: str
    """LEDGER_KEYS: where people's keys are kept; `keys.db` in the data folder by default."""
    kek: Path
    """LEDGER_KEK: the folder of what locks up the keys; `epochs` in the data folder by default."""
    environment: Environment
    """LEDGER_ENV: `production` trusts no token of the development issuer, nor shows GraphiQL."""
    host: str
    """LEDGER_HOST: the address to listen on; `127.0.0.1`, so this machine only, by default."""
    port: int
    """LEDGER_PORT: the port to listen on, 1 to 65535; 8000 if nothing is said."""

    @property
    def is_production(self) -> bool:
        """Whether schools rely on this process."""
        return self.environment is Environment.PRODUCTION


def read_settings(environ: Mapping[str, str], **overrides: Any) -> Settings:
    """The settings that the variables give, and the options of a command, which rule over them.

    An option is named like the field of `Settings`; None leaves it to the variable. Raises
    `BrokenSettings` with one sentence for each variable that is unknown or broken.
    """
    told = {name: text for name, text in environ.items() if name.startswith(PREFIX)}
    told |= {
        VARIABLES[field]: str(value) for field, value in overrides.items() if value is not None
    }
    faults = [f"{name} is no setting of the ledger." for name in sorted(told.keys() - READERS)]
    read: dict[str, Any] = {}
    for name, (unsaid, reader) in READERS.items():
        try:
            read[name] = reader(told.get(name, unsaid))
        except ValueError as wrong:
            faults.append(f"{name} {wrong}")
    if faults:
        raise BrokenSettings(" ".join(faults))
    data: Path = read["LEDGER_DATA"]
    database = read["LEDGER_DATABASE"] or f"sqlite:///{data / 'ledger.db'}"
    if read["LEDGER_KEYS"] == database:
        raise BrokenSettings("LEDGER_KEYS is a database of its own: not the one of the log.")
    return Settings(
        data=data,
        database=database,
        keys=read["LEDGER_KEYS"] or f"sqlite:///{data / 'keys.db'}",
        kek=read["LEDGER_KEK"] or data / "epochs",
        environment=read["LEDGER_ENV"],
        host=read["LEDGER_HOST"],
        port=read["LEDGER_PORT"],
    )


def _folder(text: str) -> Path:
    return Path(_text(text))


def _folder_or_none(text: str) -> Path | None:
    return _folder(text) if text else None


def _text(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty: leave it out, or give it a value.")
    return text


def _address(text: str) -> str:
    if text and "://" not in text:
        raise ValueError("is an address such as sqlite:///var/ledger.db or postgresql://host/name.")
    return text


def _environment(text: str) -> Environment:
    if text not in list(Environment):
        raise ValueError("is one of: development, production.")
    return Environment(text)


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and 0 < int(text) < 65536):
        raise ValueError("is a number from 1 to 65535.")
    return int(text)


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "LEDGER_DATA": ("var", _folder),
    "LEDGER_DATABASE": ("", _address),
    "LEDGER_KEYS": ("", _address),
    "LEDGER_KEK": ("", _folder_or_none),
    "LEDGER_ENV": ("development", _environment),
    "LEDGER_HOST": ("127.0.0.1", _text),
    "LEDGER_PORT": ("8000", _port),
}
"""What each variable says when it is left out, and how it is read."""

VARIABLES = {
    "data": "LEDGER_DATA",
    "database": "LEDGER_DATABASE",
    "keys": "LEDGER_KEYS",
    "kek": "LEDGER_KEK",
    "environment": "LEDGER_ENV",
    "host": "LEDGER_HOST",
    "port": "LEDGER_PORT",
}
"""The variable behind each field."""
