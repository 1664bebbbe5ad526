"""The commands `ledger view`: how the views stand, and what to do with an event that stops one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from api.commands.options import placed
from ledger.settings import read_settings

if TYPE_CHECKING:
    from api.opened import Opened
    from ledger.projections.status import Status
    from ledger.projections.view import View

STOPPED = ("halted", "failed")
"""States of a view that somebody has to look at."""


class NoSuchView(click.ClickException):
    """There is no view of that name."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), err=True)


@contextmanager
def prepared(place: dict[str, Any]) -> Iterator[Opened]:
    """The ledger, with a first build of every view begun."""
    from api.opened import opened
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare

    with opened(read_settings(os.environ, **place)) as ledger:
        prepare(ledger.engine, VIEWS)
        yield ledger


def view_called(name: str) -> View:
    """The view with this name; a fault in one sentence if there is none."""
    from ledger.projections import VIEWS

    chosen = next((known for known in VIEWS if known.name == name), None)
    if chosen is None:
        names = ", ".join(known.name for known in VIEWS)
        raise NoSuchView(f"There is no view {name}. There are: {names}.")
    return chosen


def tell_views(builds: list[Status]) -> None:
    """Say how each view stands. Exit code 1 when one of them has stopped."""
    for build in builds:
        behind = f"{build.behind_events} events, {build.behind_seconds:.1f} s behind"
        click.echo(
            f"{build.view:<16} v{build.version} build {build.build}  {build.state:<8} "
            f"at {build.position}, {behind}" + (f"\n  {build.fault}" if build.fault else "")
        )
        for left_out in build.parked:
            click.echo(f"  without {left_out.position}: {left_out.reason}")
    if any(build.state in STOPPED for build in builds):
        sys.exit(1)


@click.group("view")
def views() -> None:
    """Look after the views: how they stand, and what to do with an event that stops one."""


@views.command()
@placed
def status(**place: Any) -> None:
    """Say how far each view has read, what stopped it, and what it leaves out."""
    from api.health import microseconds_now
    from ledger.projections import VIEWS
    from ledger.projections.status import status as status_of

    with prepared(place) as ledger:
        builds = status_of(ledger.engine, VIEWS, microseconds_now())
    tell_views(builds)


@views.command()
@click.argument("name")
@click.argument("position", type=click.IntRange(1))
@click.option("--reason", required=True, help="Why, for whoever looks at the view later.")
@placed
def park(name: str, position: int, reason: str, **place: Any) -> None:
    """Leave out the event at POSITION that the view NAME stopped at, and let the view go on."""
    from api.health import microseconds_now
    from ledger.projections.parking import park as leave_out

    view = view_called(name)
    with prepared(place) as ledger:
        build = leave_out(ledger.engine, view, position, reason, microseconds_now())
    click.echo(f"{build} goes on without {position}.")


@views.command()
@click.argument("name")
@click.argument("position", type=click.IntRange(1))
@placed
def unpark(name: str, position: int, **place: Any) -> None:
    """Take the event at POSITION back: build the view NAME anew with it in its place."""
    from ledger.projections.parking import unpark as take_back

    view = view_called(name)
    with prepared(place) as ledger:
        build = take_back(ledger.engine, view, position, ledger.entries)
    click.echo(f"{build} answers, with {position}, at position {build.position}.")
