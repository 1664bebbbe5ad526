"""Brings the ledger up to what an extract of the register says, and only that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ledger.application import Ledger
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import SYSTEM
from ledger.domain.refusal import Refused
from ledger.domain.school import SchoolClosed, SchoolDetailsChanged, SchoolRegistered
from ledger.log.ahead import ahead
from ledger.log.collector import resting_collector
from ledger.log.contract import IntegrityError
from ledger.register.cells import Fault
from ledger.register.difference import Difference
from ledger.register.extract import Extract, Row
from ledger.register.form import Candidate, Form
from ledger.register.known import Known, Said, digest_of
from ledger.register.summary import Refusal, Summary

BATCH = 2_000
"""Rows recorded together, all or none. Others wait that long, some 50 ms, for the log."""

Progress = Callable[[int, int], object]
"""Is told how many lines of the file are done, and how many there are."""


@resting_collector()
def import_register(
    ledger: Ledger, path: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> Summary:
    """Record what an extract says and the ledger does not know; nothing twice.

    The file is a CSV, compressed or not, whose columns are found by name. What it does not say is
    left as it is: a detail whose column is missing, and a school that is not in it. A row that
    is wrong is left out and told in the summary. A school that the register calls closed without
    a day stays as it was, since no day can be told on which it was not open.

    A crash leaves whole batches behind; the next import of the same file records the rest. So
    does an import that goes on at the same time: each batch stands only on a past that nobody
    has changed meanwhile, and is compared again where somebody has.

    Raises `Unreadable` where the file is no extract; nothing is recorded then.
    """
    extract = Extract(path)
    importing = _Import(ledger, Form(extract.header), dry_run)
    with closing(ahead(importing.planned(extract.rows()))) as planned:
        for batch, plan in planned:
            importing.take(batch, plan)
            if progress:
                progress(batch.last_line, extract.lines)
    if progress:
        progress(extract.lines, extract.lines)
    return importing.summary


class _Batch(NamedTuple):
    """Some rows: those that can be compared, and those that are refused whatever is known."""

    size: int
    last_line: int
    candidates: list[Candidate]
    refused: list[Refusal]


@dataclass
class _Plan:
    """What a batch brings, on the past as it was known at some reading of it."""

    reading: int
    entries: list[Said] = field(default_factory=list)
    found: Summary = field(default_factory=Summary)

    def add(self, news: list[Said]) -> None:
        """Count what one row brings. The register has one entry of a kind for a row at most."""
        self.entries += news
        self.found.unchanged += not news
        for entry in news:
            match entry:
                case SchoolRegistered():
                    self.found.new += 1
                case SchoolDetailsChanged():
                    self.found.changed += 1
                case SchoolClosed():
                    self.found.closed += 1


class _Import:
    """One import, as far as it has come."""

    def __init__(self, ledger: Ledger, form: Form, dry_run: bool) -> None:
        self.summary = Summary(is_dry_run=dry_run)
        self._ledger = ledger
        self._form = form
        self._known = Known(ledger.log)
        self._lines: dict[SchoolId, int] = {}

    def planned(self, rows: Iterator[Row]) -> Iterator[tuple[_Batch, _Plan]]:
        """The rows in batches, and what each brings. Asks the database nothing."""
        while some := list(islice(rows, BATCH)):
            refused: list[Refusal] = []
            candidates = list(self._candidates(some, refused))
            batch = _Batch(len(some), some[-1].line, candidates, refused)
            yield batch, self._plan(candidates)

    def take(self, batch: _Batch, plan: _Plan) -> None:
        """Record what these rows bring, once the past on which it was judged has held still."""
        if plan.reading != self._known.reading:
            plan = self._plan(batch.candidates)
        while plan.entries and not self.summary.is_dry_run:
            try:
                unmoved = self._known.unmoved
                self._known.position = self._ledger.record_judged(plan.entries, SYSTEM, unmoved)
                break
            except IntegrityError:
                if not self._known.catch_up():
                    raise  # nobody else has said anything: to try again would be for ever
                plan = self._plan(batch.candidates)
        self.summary.add(plan.found, rows=batch.size, refused=batch.refused)

    def _candidates(self, rows: Iterable[Row], refused: list[Refusal]) -> Iterator[Candidate]:
        """The rows that can be compared; the others are refused, whatever the ledger knows."""
        for row in rows:
            try:
                yield self._candidate(row)
            except Fault as fault:
                refused.append(Refusal(row.line, str(fault)))

    def _candidate(self, row: Row) -> Candidate:
        if row.fault:
            raise Fault(row.fault)
        school = self._form.school(row.cells)
        first = self._lines.setdefault(school, row.line)
        if first != row.line:
            raise Fault(f"URN: School {school} stands on line {first} already.")
        return Candidate(row.line, school, self._form.digest(row.cells), row.cells)

    def _plan(self, candidates: list[Candidate]) -> _Plan:
        reading, of = self._known.reading, self._known.of
        other = [one for one in candidates if digest_of(of(one.school)) != one.digest]
        plan = _Plan(reading, found=Summary(unchanged=len(candidates) - len(other)))
        read = self._form.read(other)
        schools = [told.school for told in read if not isinstance(told, Fault)]
        difference = Difference(self._form.details, self._ledger.clock(), schools)
        for row, told in zip(other, read, strict=True):
            try:
                if isinstance(told, Fault):
                    raise told
                plan.add(difference.between(of(row.school), told))
            except Fault as fault:
                plan.found.refused.append(Refusal(row.line, str(fault)))
            except Refused as refusal:
                plan.found.refused.append(Refusal(row.line, reason_of(refusal)))
        return plan


def reason_of(refusal: Refused) -> str:
    """A refusal in words that name the detail, as far as it is about one."""
    return ": ".join([*refusal.path[-1:], str(refusal)])
