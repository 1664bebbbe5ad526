"""The commands `ledger import`: read in what the Department for Education publishes of schools.

What a command does not need it does not import, so that each starts at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from api.commands.acts import acts
from api.commands.calendar import calendar
from api.commands.options import placed
from ledger.settings import read_settings

F = TypeVar("F", bound=Callable[..., Any])


@click.group("import")
def import_() -> None:
    """Read in what is kept elsewhere."""


def of_a_file(command: F) -> F:
    """Give a command what each of these asks for: a file, whether to write, and which ledger."""
    file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    dry_run = click.option(
        "--dry-run", is_flag=True, help="Say what would be recorded, and record nothing."
    )
    return file(dry_run(placed(command)))


@import_.command()
@of_a_file
def register(**asked: Any) -> None:
    """Read an extract of the register of schools, CSV or .csv.gz."""
    from ledger.register import import_register

    _import(import_register, **asked)


@import_.command()
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A CSV with every link and row that was left out, and why.",
)
@of_a_file
def links(report: Path | None, **asked: Any) -> None:
    """Read which school came after which, CSV or .csv.gz; the register comes first."""
    from ledger.register.links import import_links

    if report and report.resolve() == asked["file"].resolve():
        raise click.UsageError("The report cannot take the place of the file.")
    _import(import_links, told_in=report, **asked)


@import_.command()
@of_a_file
def groups(**asked: Any) -> None:
    """Read trusts and other groups of schools, JSON or .json.gz."""
    from ledger.register.groups import import_groups

    _import(import_groups, **asked)


@import_.command()
@click.option("--edition", required=True, help="What its publisher calls this edition: 2024, say.")
@of_a_file
def intakes(edition: str, **asked: Any) -> None:
    """Read whom schools take in, by the department's values for similar schools, JSON."""
    from ledger.register.intakes import import_intakes

    _import(partial(import_intakes, edition=edition), **asked)


import_.add_command(acts)
import_.add_command(calendar)


def _import(
    work: Callable[..., Any], file: Path, dry_run: bool, told_in: Path | None = None, **place: Any
) -> None:
    """Read a file in, bring the views up to it, and say what it brought; in a report, all of it."""
    from api.opened import opened
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare
    from ledger.projections.follow import follow
    from ledger.register import Unreadable

    with opened(read_settings(os.environ, **place)) as ledger:
        try:
            summary = _with_a_bar(work, ledger.ledger, file, dry_run)
        except Unreadable as wrong:
            click.echo(str(wrong), err=True)
            sys.exit(1)
        if not dry_run:
            prepare(ledger.engine, VIEWS)
            follow(ledger.engine, VIEWS, ledger.entries)
    click.echo(str(summary))
    if told_in:
        summary.write(told_in)
        click.echo(f"What was left out stands in {told_in}.")
    if summary.rows == len(summary.refused):
        sys.exit(1)


def _with_a_bar(work: Callable[..., Any], ledger: Any, file: Path, dry_run: bool) -> Any:
    with click.progressbar(
        length=1, label=file.name, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        return work(ledger, file, dry_run=dry_run, progress=progress)
