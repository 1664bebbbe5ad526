"""Brings the ledger up to what a list of groups says of each trust, and only that."""

from __future__ import annotations

from pathlib import Path

from ledger.application import Ledger
from ledger.domain.identifiers import TrustId
from ledger.domain.past import SYSTEM, Past
from ledger.domain.trust import TrustRegistered
from ledger.log.contract import Condition, IntegrityError, Item, Query
from ledger.log.recorder import Recorder
from ledger.register.groups.reading import groups_in, read_groups
from ledger.register.importing import BATCH, Progress
from ledger.register.known import read_on
from ledger.register.summary import Summary

SAID = Query([Item(types=[TrustRegistered.TOPIC])])
"""Whatever the rule of such an entry looks back on, of all trusts at once."""


def import_groups(
    ledger: Ledger, path: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> Summary:
    """Record what a list of groups says and the ledger does not know; nothing twice.

    The file is a JSON list, compressed or not. A group that is wrong is left out and told in the
    summary. A crash leaves whole batches behind; the next import records the rest.

    Raises `Unreadable` where the file is no such list; nothing is recorded then.
    """
    groups = groups_in(path)
    known = _Known(ledger.log)
    summary = Summary(rows=len(groups), is_dry_run=dry_run)
    read = list(read_groups(groups, Past((), SYSTEM, ledger.clock()), summary.refused))
    for start in range(0, len(read), BATCH):
        batch = read[start : start + BATCH]
        while (new := known.unsaid(batch)) and not dry_run:
            try:
                known.position = ledger.record_judged(new, SYSTEM, known.unmoved)
                break
            except IntegrityError:
                if not known.catch_up():
                    raise  # nobody else has said anything: to try again would be for ever
        summary.new += sum(one.uid not in known.trusts for one in new)
        summary.changed += sum(one.uid in known.trusts for one in new)
        summary.unchanged += len(batch) - len(new)
        known.trusts.update((one.uid, one) for one in new)
        if progress:
            progress(start + len(batch), len(read))
    return summary


class _Known:
    """What was said of each trust last, up to a position."""

    def __init__(self, log: Recorder) -> None:
        self._log = log
        self.trusts: dict[TrustId, TrustRegistered] = {}
        self.position = 0
        self.catch_up()

    def catch_up(self) -> bool:
        """Read on from where it stands; gives whether there was anything."""
        began = self.position
        for position, entry in read_on(self._log, SAID, began):
            self.trusts[entry.uid] = entry
            self.position = position
        return self.position > began

    @property
    def unmoved(self) -> Condition:
        """That nobody has said anything of any trust since."""
        return Condition(SAID, after=self.position)

    def unsaid(self, trusts: list[TrustRegistered]) -> list[TrustRegistered]:
        """Those of which something else was said last, or nothing."""
        return [one for one in trusts if self.trusts.get(one.uid) != one]
