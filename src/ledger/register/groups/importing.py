"""Brings the ledger up to what a list of groups says of each trust, and only that."""

from __future__ import annotations

from operator import attrgetter
from pathlib import Path

from ledger.application import Ledger
from ledger.domain.past import SYSTEM, Past
from ledger.domain.trust import TrustRegistered
from ledger.register.groups.reading import groups_in, read_groups
from ledger.register.importing import Progress
from ledger.register.latest import Latest
from ledger.register.summary import Summary


def import_groups(
    ledger: Ledger, path: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> Summary:
    """Record what a list of groups says and the ledger does not know; nothing twice.

    The file is a JSON list, compressed or not. A group that is wrong is left out and told in the
    summary. A crash leaves whole batches behind; the next import records the rest.

    Raises `Unreadable` where the file is no such list; nothing is recorded then.
    """
    groups = groups_in(path)
    summary = Summary(rows=len(groups), is_dry_run=dry_run)
    read = list(read_groups(groups, Past((), SYSTEM, ledger.clock()), summary.refused))
    latest = Latest(ledger.log, TrustRegistered, attrgetter("uid"))
    latest.record(ledger, read, summary, progress)
    return summary
