"""To be forgotten, by the command line: `erase`, `hold`, `keys` and `export`.

A person is named by their pseudonym. What is said here is recorded by the ledger's own program.
"""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.commands.options import placed
from ledger.settings import read_settings

if TYPE_CHECKING:
    from api.opened import Opened
    from ledger.domain.identifiers import PersonId
    from ledger.domain.privacy import OfPerson

REASONS = ["asked", "objected", "no-longer-needed", "unlawful"]
GROUNDS = ["legal-obligation", "legal-claim", "public-task", "public-health", "archiving"]


@click.group()
def erase() -> None:
    """Forget somebody, seven days after it was asked for."""


@erase.command()
@click.argument("person")
@click.option("--reason", type=click.Choice(REASONS), default="asked", help="Why.")
@placed
def person(person: str, reason: str, **place: Any) -> None:
    """Ask that PERSON be forgotten. Until then, `erase cancel` takes it back."""
    from ledger.domain.privacy import WINDOW, ErasureRequested, WhyErased

    why = WhyErased(reason.replace("-", "_"))
    at = _record(ErasureRequested(person=_person(person), why_erased=why), place).at
    click.echo(f"Due {at + WINDOW:%Y-%m-%d %H:%M} UTC; until then `ledger erase cancel` stops it.")


@erase.command()
@click.argument("person")
@placed
def cancel(person: str, **place: Any) -> None:
    """Take back that PERSON be forgotten."""
    from ledger.domain.privacy import ErasureCancelled

    _record(ErasureCancelled(person=_person(person)), place)
    click.echo("Taken back.")


@erase.command("run")
@placed
def run_(**place: Any) -> None:
    """Do all that is due by now. A process that serves does it by itself, every minute."""
    from ledger.privacy.erasing import run

    with _opened(place) as ledger:
        done = [*ledger.caught_up, *run(ledger.ledger)]
    for name in done:
        click.echo(f"Done: {name}")
    click.echo(f"{len(done)} done.")


@click.group()
def hold() -> None:
    """Keep somebody's words, because the law wants it."""


@hold.command("person")
@click.argument("person")
@click.option("--ground", type=click.Choice(GROUNDS), required=True, help="Why the law wants it.")
@placed
def hold_person(person: str, ground: str, **place: Any) -> None:
    """Keep the words of PERSON, whoever asks that they be forgotten."""
    from ledger.domain.privacy import Ground, LegalHoldSet

    why = Ground(ground.replace("-", "_"))
    _record(LegalHoldSet(person=_person(person), ground=why), place)
    click.echo("Held.")


@hold.command()
@click.argument("person")
@placed
def release(person: str, **place: Any) -> None:
    """Release the hold on the words of PERSON."""
    from ledger.domain.privacy import LegalHoldReleased

    _record(LegalHoldReleased(person=_person(person)), place)
    click.echo("Released.")


@click.group()
def keys() -> None:
    """The keys under which people's words lie."""


@keys.command()
@placed
def rotate(**place: Any) -> None:
    """Lock up all keys under a new epoch, and destroy the one before."""
    with _opened(place) as ledger:
        gone = ledger.keys.rotate()
    click.echo(f"Destroyed: {', '.join(gone) or 'none'}.")


@click.group()
def export() -> None:
    """Write down what the ledger keeps."""


@export.command("person")
@click.argument("person")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; it may not be there yet.",
)  # fmt: skip
@placed
def export_person(person: str, out: Path, **place: Any) -> None:
    """Write all that PERSON recorded, with their words and with what proves them."""
    from ledger.privacy.export import export
    from ledger.privacy.known import check_known

    whom = _person(person)
    with _opened(place) as ledger:
        check_known(ledger.ledger, whom)
        try:
            # Private from the first byte, since it holds a person's words in the clear.
            file = os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w")
        except OSError as wrong:
            click.echo(f"{out} cannot be written: {wrong.strerror}.", err=True)
            sys.exit(2)
        with file:
            lines = 0
            for line in export(ledger.ledger, whom):
                lines += file.write(line + "\n") > 0
    click.echo(f"{lines} {'entry' if lines == 1 else 'entries'}.")


GROUPS = (erase, hold, keys, export)


def _opened(place: dict[str, Any]) -> AbstractContextManager[Opened]:
    from api.opened import opened

    return opened(read_settings(os.environ, **place))


def _record(command: OfPerson, place: dict[str, Any]) -> Any:
    from ledger.domain.past import SYSTEM
    from ledger.privacy.known import check_meant

    with _opened(place) as ledger:
        check_meant(ledger.ledger, command, SYSTEM)
        return ledger.ledger.record(command, SYSTEM)


def _person(text: str) -> PersonId:
    from ledger.domain.identifiers import PersonId

    try:
        return PersonId.parse(text)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="PERSON") from wrong
