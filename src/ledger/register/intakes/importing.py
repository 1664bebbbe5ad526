"""Brings the ledger up to what the department publishes of the intakes of schools."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

from ledger.application import Ledger
from ledger.domain.past import SYSTEM, Past
from ledger.domain.pupil_intake import IntakePublished
from ledger.domain.school import SchoolRegistered
from ledger.log.contract import Item, Query
from ledger.log.recorder import Recorder
from ledger.register.importing import Progress
from ledger.register.intakes.reading import Reading, intakes_in
from ledger.register.known import read_on
from ledger.register.latest import Latest
from ledger.register.summary import Summary


def import_intakes(
    ledger: Ledger,
    path: Path,
    *,
    edition: str,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Record what a file of one edition says of each school and the ledger does not know.

    The file is a JSON list, compressed or not, of primary or of secondary schools. A school that
    the register does not have, and one whose values are wrong, is left out and told in the
    summary. A crash leaves whole batches behind; the next import records the rest.

    Raises `Unreadable` where the file is no such list; nothing is recorded then.
    """
    intakes = intakes_in(path)
    summary = Summary(rows=len(intakes), is_dry_run=dry_run)
    reading = Reading(edition, _schools(ledger.log), Past((), SYSTEM, ledger.clock()))
    read = list(reading.read(intakes, summary.refused))
    latest = Latest(ledger.log, IntakePublished, attrgetter("school", "matching"))
    latest.record(ledger, read, summary, progress)
    return summary


def _schools(log: Recorder) -> frozenset[str]:
    """The schools that are in the register. None ever leaves it."""
    registered = Query([Item(types=[SchoolRegistered.TOPIC])])
    return frozenset(entry.school for _, entry in read_on(log, registered, 0))
