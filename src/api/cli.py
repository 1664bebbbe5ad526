"""The command `ledger`: serve it, read in the register, look how it stands, build a view again.

Every fault that a person can mend is one sentence on the error stream, and exit code 2. What a
command does not need it does not import, so that each starts at once.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.commands import privacy
from api.commands.placed import placed
from ledger.settings import read_settings

if TYPE_CHECKING:
    from ledger.register import Summary

HALTING = ("halted", "failed")
"""States of a view that somebody has to look at."""


class Told(click.ClickException):
    """A fault in one sentence."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


class Sentences(click.Group):
    """Commands whose expected faults are told, not traced."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if not isinstance(error, _expected()):
                raise
            raise Told(str(error)) from error


def _expected() -> tuple[type[Exception], ...]:
    """The faults that a person can mend. Imported when there is one."""
    from api.identity import NotIdentified, UnsafeKey
    from ledger.domain.refusal import Refused
    from ledger.log.engine import Unusable
    from ledger.projections.rebuild import CannotRebuild
    from ledger.settings import BrokenSettings

    return BrokenSettings, Unusable, UnsafeKey, NotIdentified, CannotRebuild, Refused


@click.group(cls=Sentences)
def main() -> None:
    """The collaboration ledger: what schools do together, kept and proved."""


for group in privacy.GROUPS:
    main.add_command(group)


@main.command()
@click.option("--host", help="The address to listen on; this machine only, by default.")
@click.option("--port", help="The port to listen on; 8000 by default.")
@click.option("--example", is_flag=True, help="Load made-up schools and their story, if empty.")
@placed
def serve(example: bool, **options: Any) -> None:
    """Serve the ledger over HTTP until it is told to stop."""
    from api.serving import serve as serve_until_stopped

    serve_until_stopped(read_settings(os.environ, **options), with_example=example)


@main.group("import")
def import_() -> None:
    """Read in what is kept elsewhere."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing.")
@placed
def register(file: Path, dry_run: bool, **place: Any) -> None:
    """Read an extract of the register of schools, CSV or .csv.gz."""
    from api.opened import opened
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare
    from ledger.projections.follow import follow
    from ledger.register import Unreadable

    with opened(read_settings(os.environ, **place)) as ledger:
        try:
            summary = _import_register(ledger.ledger, file, dry_run)
        except Unreadable as wrong:
            click.echo(str(wrong), err=True)
            sys.exit(1)
        if not dry_run:
            prepare(ledger.engine, VIEWS)
            follow(ledger.engine, VIEWS, ledger.entries)
    click.echo(str(summary))
    if summary.rows == len(summary.refused):
        sys.exit(1)


def _import_register(ledger: Any, file: Path, dry_run: bool) -> Summary:
    from ledger.register import import_register

    with click.progressbar(
        length=1, label=file.name, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        return import_register(ledger, file, dry_run=dry_run, progress=progress)


@main.command()
@click.option("--role", required=True, type=click.Choice(["editor", "trustee", "auditor", "admin"]))
@click.option("--school", help="The school of an editor, by its URN.")
@click.option("--trust", help="The trust of a trustee, by its UID.")
@click.option("--subject", default="", help="Who it is; one made-up person, by default.")
@placed
def token(role: str, school: str | None, trust: str | None, subject: str, **place: Any) -> None:
    """Print a token of the development issuer, good for twelve hours."""
    from api.identity import Asker, NotIdentified, issue
    from ledger.domain.past import Role
    from ledger.domain.words import SchoolId, TrustId

    try:
        asker = Asker(
            Role(role),
            subject,
            SchoolId.parse(school) if school else None,
            TrustId.parse(trust) if trust else None,
        )
    except ValueError as wrong:
        raise NotIdentified(str(wrong)) from wrong
    click.echo(issue(read_settings(os.environ, **place), asker, datetime.now(UTC)))


@main.command()
@placed
def status(**place: Any) -> None:
    """Say how long the log is, what its root is, and how far the views have read."""
    from api.health import microseconds_now
    from api.opened import opened
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare
    from ledger.projections.status import status as status_of

    with opened(read_settings(os.environ, **place)) as ledger:
        prepare(ledger.engine, VIEWS)
        head = ledger.recorder.head()
        builds = status_of(ledger.engine, VIEWS, ledger.entries, microseconds_now())
    click.echo(f"size         {head.size}")
    click.echo(f"root         {head.root.hex()}")
    click.echo(f"recorded at  {head.recorded_at.isoformat() if head.recorded_at else '-'}")
    for build in builds:
        behind = f"{build.behind_events} events, {build.behind_seconds:.1f} s behind"
        click.echo(
            f"{build.view:<16} v{build.version} build {build.build}  {build.state:<8} "
            f"at {build.position}, {behind}" + (f"\n  {build.fault}" if build.fault else "")
        )
    if any(build.state in HALTING for build in builds):
        sys.exit(1)


@main.command()
@click.argument("view")
@placed
def rebuild(view: str, **place: Any) -> None:
    """Build VIEW again from the log beside the one that answers, compare, and switch."""
    from api.opened import opened
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare
    from ledger.projections.rebuild import rebuild as build_again

    chosen = next((known for known in VIEWS if known.name == view), None)
    if chosen is None:
        names = ", ".join(known.name for known in VIEWS)
        raise Told(f"There is no view {view}. There are: {names}.")
    with opened(read_settings(os.environ, **place)) as ledger:
        prepare(ledger.engine, VIEWS)
        build = build_again(ledger.engine, chosen, ledger.entries)
    click.echo(f"{build} answers, at position {build.position}.")
