"""The command `ledger import calendar`: read in the term dates of a local authority."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from api.commands.options import placed
from ledger.settings import read_settings


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--la", required=True, help="The local authority, by its three digits.")
@click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing.")
@placed
def calendar(file: Path, la: str, dry_run: bool, **place: Any) -> None:
    """Read the term dates of a local authority, JSON with every school day and holiday."""
    from api.opened import opened
    from ledger.domain.refusal import Refused
    from ledger.projections import VIEWS
    from ledger.projections.build import prepare
    from ledger.projections.follow import follow
    from ledger.register import Unreadable
    from ledger.register.term_dates import import_term_dates

    with opened(read_settings(os.environ, **place)) as ledger:
        try:
            summary = import_term_dates(ledger.ledger, file, la=la, dry_run=dry_run)
        except (Unreadable, Refused) as wrong:
            click.echo(str(wrong), err=True)
            sys.exit(1)
        if not dry_run:
            prepare(ledger.engine, VIEWS)
            follow(ledger.engine, VIEWS, ledger.entries)
    click.echo(str(summary))
    if summary.refused:
        sys.exit(1)
