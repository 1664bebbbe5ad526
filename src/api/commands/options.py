"""What several commands have in common: the options that say which ledger one is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def placed(command: F) -> F:
    """Give a command the options that say which ledger it is about."""
    data = click.option(
        "--data", type=click.Path(path_type=Path), help="The folder of the ledger's files."
    )
    database = click.option(
        "--database", help="Where the log is kept: sqlite:///… or postgresql://…"
    )
    keys = click.option(
        "--keys", help="Where people's keys are kept: sqlite:///… or postgresql://…"
    )
    return data(database(keys(command)))
