"""The commands `ledger import acts` and `ledger template acts`: spreadsheets, in and out.

What a command does not need it does not import, so that each starts at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.commands.options import placed
from ledger.settings import read_settings

if TYPE_CHECKING:
    from api.opened import Opened
    from ledger.domain.past import By
    from ledger.intake.mapping import Mapping
    from ledger.intake.report import Summary

ISSUER = "urn:collaboration-ledger:import"
"""Who vouches for the logins of imports: whoever may open the database."""

STEPS = 1_000
"""Of the progress bar."""

A_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=A_FILE)
@click.option("--school", help="The school that records every row, by its URN.")
@click.option("--kind", help="The kind of act that every row is, such as 'visit'.")
@click.option("--mapping", type=A_FILE, help="What the columns mean, in TOML.")
@click.option("--always", multiple=True, metavar="COLUMN=VALUE", help="What every row says.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="FILE.report.csv")
@click.option("--login", default="import", help="Whose pseudonym the entries carry.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing.")
@placed
def acts(file: Path, report: Path | None, **options: Any) -> None:
    """Read acts from a spreadsheet, CSV, .csv.gz or .xlsx; a report tells what became of each row.

    Without --school each row says in a column 'Recorded for' which school records it.
    """
    from ledger.intake.report import Status
    from ledger.intake.table import Unreadable

    told_in = report or file.with_name(f"{file.name}.report.csv")
    if told_in.resolve() == file.resolve():
        raise click.UsageError("The report cannot take the place of the file.")
    try:
        summary = _import(file, told_in, **options)
    except Unreadable as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)
    click.echo(f"{summary}\nWhat became of each row stands in {told_in}.")
    left_out = sum(summary.counts[status] for status in Status if status.is_left_out)
    if summary.unused or (summary.rows and summary.rows == left_out):
        sys.exit(1)


def _import(  # noqa: PLR0913
    file: Path,
    report: Path,
    *,
    school: str | None,
    kind: str | None,
    mapping: Path | None,
    always: tuple[str, ...],
    login: str,
    dry_run: bool,
    **place: Any,
) -> Summary:
    from api.opened import opened
    from ledger.intake.heading import known_by
    from ledger.intake.importing import import_acts, open_tables
    from ledger.intake.report import report_to

    said = _mapping(mapping, kind, always)
    with opened(read_settings(os.environ, **place)) as ledger:
        by = _by(ledger, login, school)
        with (
            open_tables(file, known_by(said)) as tables,
            report_to(report) as tell,
            _bar(file.name) as progress,
        ):
            summary = import_acts(
                ledger.ledger, tables, by, said,
                dry_run=dry_run, tell=tell, note=tell, progress=progress,
            )  # fmt: skip
        if not dry_run:
            _bring_up(ledger)
    return summary


def _bring_up(ledger: Opened) -> None:
    """Let the views know what was recorded."""
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare
    from ledger.projections.follow import follow

    prepare(ledger.engine, VIEWS)
    follow(ledger.engine, VIEWS, ledger.entries)


def _mapping(path: Path | None, kind: str | None, always: tuple[str, ...]) -> Mapping:
    from ledger.intake.mapping import Mapping, the_form
    from ledger.intake.table import Unreadable

    said = Mapping.read(path) if path else Mapping()
    pairs = [pair.partition("=") for pair in always]
    if not all(mark for _, mark, _ in pairs):
        raise Unreadable("--always is written as COLUMN=VALUE.")
    return replace(
        said,
        form=the_form(kind) if kind else said.form,
        always=said.always | {key.strip(): value.strip() for key, _, value in pairs},
    )


def _by(ledger: Opened, login: str, school: str | None) -> By:
    from ledger.domain.identifiers import PersonId, SchoolId
    from ledger.domain.past import By, Role
    from ledger.intake.table import Unreadable
    from ledger.log.person import person_of

    if not login.isprintable():
        raise Unreadable("--login has a character that cannot be written.")
    try:
        urn = SchoolId.parse(school) if school else None
    except ValueError as wrong:
        raise Unreadable(str(wrong)) from wrong
    person = person_of(ledger.engine, ledger.keys, ISSUER, login)
    return By(PersonId(person), Role.EDITOR, urn)


@contextmanager
def _bar(label: str) -> Iterator[Callable[[float], object]]:
    with click.progressbar(
        length=STEPS, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda done: bar.update(int(done * STEPS) - bar.pos)


@click.group()
def template() -> None:
    """Write down a form that schools fill in."""


@template.command("acts")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="FILE.xlsx"
)
@click.option("--kind", multiple=True, help="Only a sheet for this kind, such as 'visit'.")
def template_acts(out: Path, kind: tuple[str, ...]) -> None:
    """Write a workbook with a sheet for each kind of act, for `ledger import acts`."""
    from ledger.intake.mapping import the_form
    from ledger.intake.table import Unreadable
    from ledger.intake.template import write_template

    try:
        write_template(out, list(dict.fromkeys(map(the_form, kind))))
    except Unreadable as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)
    except OSError as wrong:
        click.echo(f"{out} cannot be written: {wrong.strerror}.", err=True)
        sys.exit(1)
    click.echo(f"{out} is ready to be filled in.")
