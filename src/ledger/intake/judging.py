"""Judges many rows on pasts that were read together, each as if somebody recorded it by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ledger.application import Ledger
from ledger.domain.act import Act, is_withdrawn, of_act, stage_of
from ledger.domain.facts import leaves_of, words_in
from ledger.domain.lifecycle import Stage
from ledger.domain.look_back import look_back
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.privacy import check_not_erased, erased
from ledger.domain.record import SEALED, Sealed
from ledger.domain.refusal import Refused
from ledger.domain.school import succession_of
from ledger.envelope import decode, draft
from ledger.intake.before import Before
from ledger.intake.order import ordered
from ledger.intake.pasts import Pasts
from ledger.intake.told import Fault, Told
from ledger.log.recorder import Recorder

Worded = dict[UUID, list[str | None]]
"""The words of entries, in the order of their facts; None for those that are forgotten."""

OTHER_WORDS = (
    "The ledger has this act already, with other words. If it is another act, let a fact tell "
    "them apart, such as its day or its minutes."
)

TOLD_OTHERWISE = (
    "The ledger has the start of this act already, and what was said of it then stays. If this is "
    "another act, let a fact tell them apart; if it is the same, amend it there."
)


LIKE_ANOTHER = (
    "The ledger has an act of this kind with these schools on this day already: {act}. If the row "
    "tells of that act, amend it there where it is wrong. If it tells of another one, say yes in a "
    "column Another, or --always another=yes for all rows."
)


@dataclass
class Plan:
    """What a batch of rows brings."""

    entries: list[Recorded[Any]] = field(default_factory=list)
    faults: dict[int, Fault] = field(default_factory=dict)
    """Why a row is left out, by its place in the batch."""
    brings: dict[int, list[UUID]] = field(default_factory=dict)
    """The new entries of a row, by its place in the batch; none for one that is there already."""
    told: list[Told | Fault] = field(default_factory=list)
    """The rows as they were judged: one that was recorded before has the ids that it got then."""
    there: dict[UUID, int] = field(default_factory=dict)
    """Where those entries stand that are in the log already."""


class Judging:
    """Judges the batches of one import, one after the other."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.pasts = Pasts()
        self._before = Before()
        self._new: dict[UUID, Act] = {}

    def as_recorded(self, told: Sequence[Told | Fault], log: Recorder) -> list[Told | Fault]:
        """The rows, those that were recorded under other ids before with those."""
        rows = [one for one in told if isinstance(one, Told)]
        self._before.look(rows, log)
        once = [row for row in rows if row.formerly and self._before.has(row.formerly[0])]
        ids = {str(id) for row in once for id in row.formerly if id not in row.ids}
        there = log.positions_of(ids) if ids else {}
        before = {
            row.number: row.as_formerly()
            for row in once
            if any(str(id) in there for id in row.formerly)
        }
        self._before.tell(before.get(row.number, row) for row in rows)
        return [before.get(one.number, one) if isinstance(one, Told) else one for one in told]

    def plan(self, told: Sequence[Told | Fault], log: Recorder) -> Plan:
        """What these rows bring to the log, judged in their order."""
        self.pasts.begin(log)
        self._new.clear()
        rows = [one for one in told if isinstance(one, Told)]
        plan = Plan(told=list(told), there=_there(rows, log))
        words = self._words_there(rows, plan.there, log)
        self._prepare(rows, plan.there)
        for n, one in enumerate(told):
            try:
                if isinstance(one, Fault):
                    raise one
                entries = self._judged(one, plan.there, words)
            except Fault as fault:
                plan.faults[n] = fault
            else:
                plan.entries += entries
                plan.brings[n] = [entry.id for entry in entries]
        return plan

    def _prepare(self, rows: Sequence[Told], there: dict[UUID, int]) -> None:
        """Look at every place that the rules will ask for first, all at once."""
        # Whoever speaks of an act later need not be named in what is said.
        speak = (row.by.school for row in rows if len(row.commands) > 1)
        looks: dict[Look, None] = dict.fromkeys(succession_of(one) for one in speak if one)
        is_cold, self.pasts.is_cold = self.pasts.is_cold, False
        for row in rows:
            is_new = row.ids[0] not in there
            if is_new and len(row.ids) > 1:
                self.pasts.nothing_at(of_act(row.ids[0]))
            if is_cold or not is_new:
                for command, id in zip(row.commands, row.ids, strict=True):
                    if id not in there:
                        looks |= dict.fromkeys(command.boundary())
        self.pasts.prepare(looks)

    def _judged(self, row: Told, there: dict[UUID, int], words: Worded) -> list[Recorded[Any]]:
        """The new entries of a row. Raises `Fault`, and then nothing of the row is new."""
        entries: list[Recorded[Any]] = []
        try:
            for n, (command, id) in enumerate(zip(row.commands, row.ids, strict=True)):
                if not self._is_there(row, command, id, there, words):
                    if n == 0 and not row.is_another:
                        self._check_is_another(row)
                    entries.append(self._judge(row, n, is_told_before=n > 0 and not entries))
        except Fault:
            for entry in entries:
                self.pasts.take_back(entry)
            raise
        self._new |= {entry.id: entry.event for entry in entries}
        return entries

    def _check_is_another(self, row: Told) -> None:
        """Doubt a row that is like an act on record: it may be that act, told rightly now."""
        for act in self._before.like(row):
            of_it = tuple(self.pasts.read((of_act(act),)))
            past = Past(of_it, row.by, self._ledger.clock(), act)
            if not is_withdrawn(past) and stage_of(past) is not Stage.CANCELLED:
                fault = Fault(LIKE_ANOTHER.format(act=act))
                fault.is_doubtful = True
                raise fault

    def _judge(self, row: Told, n: int, *, is_told_before: bool = False) -> Recorded[Any]:
        """The nth entry of a row. What can be said of it alone was found when it was read."""
        command, always = row.commands[n], (erased(row.by.person),)
        past, _ = look_back(command, row.by, self._ledger.clock(), self.pasts.read, always)
        try:
            check_not_erased(past)
            if alone := row.refusals[n]:
                raise alone
            command.judge_there(past)
        except Refused as refusal:
            why = f"{refusal} {TOLD_OTHERWISE}" if is_told_before else str(refusal)
            key = row.form.prefix(row.parts[n])
            fault = Fault(why, ".".join((*key, *filter(None, refusal.path))))
            fault.refusal = refusal, command, row.by
            raise fault from refusal
        entry = draft(command, past, row.ids[n], self.pasts.next_position())
        self.pasts.add(entry)
        return entry

    def _is_there(
        self, row: Told, command: Act, id: UUID, there: dict[UUID, int], words: Worded
    ) -> bool:
        """Whether the ledger has it, which only those learn who take part in it."""
        if id in self._new:
            if ordered(self._new[id]) != ordered(command):
                raise Fault(OTHER_WORDS)
            return True
        if id not in there:
            return False
        if row.by.school not in row.commands[0].schools():
            self.pasts.take_back(self._judge(row, 0))
        if id in words and not _are_same(words[id], command):
            raise Fault(OTHER_WORDS)
        return True

    def _words_there(self, rows: Iterable[Told], there: dict[UUID, int], log: Recorder) -> Worded:
        """The words of those entries of the rows that are in the log already."""
        worded = {
            id: there[id]
            for row in rows
            for command, id in zip(row.commands, row.ids, strict=True)
            if id in there and Sealed in words_in(type(command))
        }
        found = [decode(stored).event for stored in log.at(list(worded.values()))]
        sealed = dict(zip(worded, map(_commitments, found), strict=True))
        opened = self._ledger.vault.open_many(one for some in sealed.values() for one in some)
        return {id: [opened.get(one) for one in some] for id, some in sealed.items()}


def _there(rows: Iterable[Told], log: Recorder) -> dict[UUID, int]:
    ids = {str(id): id for row in rows for id in row.ids}
    return {ids[id]: position for id, position in log.positions_of(ids).items()}


def _commitments(event: Act) -> list[str]:
    return [value.commitment or "" for _, value, _ in leaves_of(ordered(event), SEALED)]


def _are_same(there: list[str | None], command: Act) -> bool:
    """Whether these are the words of an entry. Forgotten words were the same."""
    said = [value.words for _, value, _ in leaves_of(ordered(command), SEALED)]
    return all(was in (None, now) for was, now in zip(there, said, strict=True))
