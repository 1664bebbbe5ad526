"""Records what a batch of rows brings, on pasts that nobody has moved since it was judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from uuid import UUID

from ledger.application import Ledger, append_together
from ledger.domain.act import Act
from ledger.domain.facts import words_in
from ledger.domain.identifiers import PersonId
from ledger.domain.record import Sealed
from ledger.domain.refusal import PersonErased
from ledger.intake.judging import Judging, Plan
from ledger.intake.told import Fault, Told
from ledger.log.contract import IntegrityError, OperationalError, PersistenceError
from ledger.log.recorder import Recorder

TRIES = 3
"""How often a batch is judged again when somebody moved its past. Then the log is held for it."""


class Recording:
    """Records batches, all of one person."""

    def __init__(self, ledger: Ledger, person: PersonId, dry_run: bool) -> None:
        self._ledger = ledger
        self._person = person
        self._is_dry_run = dry_run
        self._judging = Judging(ledger)
        self._sealed: dict[UUID, Act] = {}

    def take(self, told: Sequence[Told | Fault]) -> Plan:
        """What these rows brought, once it is committed.

        What the database does not take for reasons that no rule foresaw is tried row by row, so
        that one bad row never loses the others. Raises `OperationalError` where it is away: what
        was told so far stands, and the same file again brings the rest.
        """
        self._sealed.clear()
        try:
            told = self._judging.as_recorded(told, self._ledger.log)
            return self._together(told)
        except OperationalError:
            raise
        except PersonErased as gone:  # their key goes a moment before the log says so
            self._judging.pasts.forget()
            return Plan(told=list(told), faults={n: Fault(str(gone)) for n in range(len(told))})
        except PersistenceError as error:
            self._judging.pasts.forget()
            if len(told) == 1:
                fault = Fault(f"The database does not take it: {error}")
                return Plan(told=list(told), faults={0: fault})
        return _joined(self.take([one]) for one in told)

    def count_refusals(self, plan: Plan) -> None:
        """Count what the rules refused, as if it had come by hand. A dry run was only a question.

        Rows are judged as often as others move their past, so this is done once they are settled.
        """
        if not self._is_dry_run:
            refused = (fault.refusal for fault in plan.faults.values())
            self._ledger.count_refusals(filter(None, refused))

    def _together(self, told: Sequence[Told | Fault]) -> Plan:
        for _ in range(TRIES):
            with suppress(IntegrityError):
                return self._try(told, self._ledger.log)
            self._judging.pasts.forget()
        # All words first: on SQLite the vault is closed to us while the log is held.
        self._seal(
            (id, command)
            for one in told
            if isinstance(one, Told)
            for id, command in zip(one.ids, one.commands, strict=True)
        )
        with self._ledger.log.alone() as alone:
            return self._try(told, alone)

    def _try(self, told: Sequence[Told | Fault], log: Recorder) -> Plan:
        plan = self._judging.plan(told, log)
        if self._is_dry_run or not plan.entries:
            return plan
        self._seal((entry.id, entry.event) for entry in plan.entries)
        entries = [
            entry._replace(event=self._sealed[entry.id]) if entry.id in self._sealed else entry
            for entry in plan.entries
        ]
        last = append_together(log, entries, self._judging.pasts.unmoved, _bodies(told))
        self._judging.pasts.move_to(last)
        first = last - len(entries) + 1
        plan.there |= {entry.id: first + n for n, entry in enumerate(entries)}
        return plan

    def _seal(self, commands: Iterable[tuple[UUID, Act]]) -> None:
        """Put away the words that are not put away yet: a second try does not seal them again."""
        worded = {
            id: command
            for id, command in commands
            if Sealed in words_in(type(command)) and id not in self._sealed
        }
        sealed = self._ledger.seal_together(list(worded.values()), self._person)
        self._sealed |= zip(worded, sealed, strict=True)


def _bodies(told: Sequence[Told | Fault]) -> dict[UUID, bytes]:
    """What is stored of entries without sealed words: their ids were made of it already."""
    return {
        id: body
        for one in told
        if isinstance(one, Told)
        for id, body in zip(one.ids, one.bodies, strict=True)
        if body is not None
    }


def _joined(plans: Iterable[Plan]) -> Plan:
    """What rows brought that were taken one by one."""
    whole = Plan()
    for n, plan in enumerate(plans):
        whole.entries += plan.entries
        whole.told += plan.told
        whole.there |= plan.there
        if plan.faults:
            whole.faults[n] = plan.faults[0]
        else:
            whole.brings[n] = plan.brings[0]
    return whole
