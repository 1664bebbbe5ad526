"""The command `ledger`: serve it, read in the register, look how it stands, build a view again.

Every fault that a person can mend is one sentence on the error stream, and exit code 2. What a
command does not need it does not import, so that each starts at once.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import Any

import click

from api import privacy_commands
from api.import_acts import template
from api.imports import import_
from api.options import placed
from ledger.settings import read_settings


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
    from ledger.projections.parking import CannotPark
    from ledger.projections.rebuild import CannotRebuild
    from ledger.settings import BrokenSettings

    return (
        BrokenSettings, Unusable, UnsafeKey, NotIdentified, CannotRebuild, CannotPark, Refused,
    )  # fmt: skip


@click.group(cls=Sentences)
def main() -> None:
    """The collaboration ledger: what schools do together, kept and proved."""


for group in privacy_commands.GROUPS:
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


main.add_command(import_)
main.add_command(template)


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
    """Say how long the log is, how far the views have read, and how often it said no."""
    from api.health import microseconds_now
    from api.view_commands import prepared, tell_views
    from ledger.log.refusals import counted
    from ledger.projections import VIEWS
    from ledger.projections.status import status as status_of

    with prepared(place) as ledger:
        head = ledger.recorder.head()
        builds = status_of(ledger.engine, VIEWS, ledger.entries, microseconds_now())
        refusals = counted(ledger.engine)
    click.echo(f"size         {head.size}")
    click.echo(f"root         {head.root.hex()}")
    click.echo(f"recorded at  {head.recorded_at.isoformat() if head.recorded_at else '-'}")
    for told in refusals:
        click.echo(f"refused      {told.count} {told.code}, school {told.school or '-'}")
    tell_views(builds)


@main.command()
@click.argument("view")
@placed
def rebuild(view: str, **place: Any) -> None:
    """Build VIEW again from the log beside the one that answers, compare, and switch."""
    from api.view_commands import prepared, view_called
    from ledger.projections.rebuild import rebuild as build_again

    chosen = view_called(view)
    with prepared(place) as ledger:
        build = build_again(ledger.engine, chosen, ledger.entries)
    click.echo(f"{build} answers, at position {build.position}.")


@main.group("view")
def views() -> None:
    """Look after the views: how they stand, and what to do with an event that stops one."""


@views.command("status")
@placed
def view_status(**place: Any) -> None:
    """Say how far each view has read, what stopped it, and what it leaves out."""
    from api import view_commands

    view_commands.status(**place)


@views.command("park")
@click.argument("name")
@click.argument("position", type=click.IntRange(1))
@click.option("--reason", required=True, help="Why, for whoever looks at the view later.")
@placed
def view_park(name: str, position: int, reason: str, **place: Any) -> None:
    """Leave out the event at POSITION that the view NAME stopped at, and let the view go on."""
    from api import view_commands

    view_commands.park(name, position, reason, **place)


@views.command("unpark")
@click.argument("name")
@click.argument("position", type=click.IntRange(1))
@placed
def view_unpark(name: str, position: int, **place: Any) -> None:
    """Take the event at POSITION back: build the view NAME anew with it in its place."""
    from api import view_commands

    view_commands.unpark(name, position, **place)
