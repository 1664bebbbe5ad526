"""The command `ledger`: serve it, read in the register, look how it stands, build a view again.

Every fault that a person can mend is one sentence on the error stream, and exit code 2. What a
command does not need it does not import, so that each starts at once.
"""

from __future__ import annotations

import gc
import os
from datetime import UTC, datetime
from typing import Any

import click

from api.commands.acts import template
from api.commands.imports import import_
from api.commands.options import placed
from api.commands.privacy import GROUPS
from api.commands.views import views
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
            from api.commands.faults import sentence_of

            if (sentence := sentence_of(error)) is None:
                raise
            raise Told(sentence) from error


@click.group(cls=Sentences)
def main() -> None:
    """The collaboration ledger: what schools do together, kept and proved."""


for group in (views, *GROUPS):
    main.add_command(group)


@main.command()
@click.option("--host", help="The address to listen on; this machine only, by default.")
@click.option("--port", help="The port to listen on; 8000 by default.")
@click.option("--example", is_flag=True, help="Load made-up schools and their story, if empty.")
@placed
def serve(example: bool, **options: Any) -> None:
    """Serve the ledger over HTTP until it is told to stop."""
    from ledger.log.collector import resting_collector

    with resting_collector():
        from api.serving import serve as serve_until_stopped

        gc.freeze()  # what is imported stays, so nobody need search it for garbage

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
    from ledger.domain.identifiers import SchoolId, TrustId
    from ledger.domain.past import Role

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
    from api.commands.views import prepared, tell_views
    from api.health import microseconds_now
    from ledger.log.refusals import counted
    from ledger.projections import VIEWS
    from ledger.projections.status import status as status_of

    with prepared(place) as ledger:
        head = ledger.recorder.head()
        builds = status_of(ledger.engine, VIEWS, microseconds_now())
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
    from api.commands.views import prepared, view_called
    from ledger.projections.rebuild import rebuild as build_again

    chosen = view_called(view)
    with prepared(place) as ledger:
        build = build_again(ledger.engine, chosen, ledger.entries)
    click.echo(f"{build} answers, at position {build.position}.")
