"""Brings the records that schools kept in spreadsheets into the ledger, row by row, as theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from uuid import UUID

from ledger.application import Ledger
from ledger.domain.past import By
from ledger.intake.apart import Task
from ledger.intake.batches import Batch, batches
from ledger.intake.directory import Directory
from ledger.intake.heading import NothingKnown
from ledger.intake.judging import Plan
from ledger.intake.mapping import Mapping
from ledger.intake.recording import Recording
from ledger.intake.report import Note, Result, Status, Summary
from ledger.intake.sheet import Sheet
from ledger.intake.table import IsHeader, Row, Table, Unreadable, is_first
from ledger.intake.text import text_table
from ledger.intake.told import Fault, Told
from ledger.intake.workbook import workbook_tables
from ledger.log.ahead import ahead
from ledger.log.collector import resting_collector
from ledger.log.engine import is_in_memory

WORKBOOK = (".xlsx", ".xlsm")

HIDDEN = "The sheet is hidden and was not read; show it if it is meant."

Progress = Callable[[float], object]
"""Is told how much is done, from 0 to 1."""

Tell = Callable[[Result], object]
"""Is told what became of each row, in the order of the file, once that is so."""


@contextmanager
def open_tables(path: Path, is_header: IsHeader = is_first) -> Iterator[Iterator[Table]]:
    """The tables of a file, each read while it is asked for. Raises `Unreadable`."""
    with path.open("rb") as file:
        if path.suffix.lower() in WORKBOOK:
            with closing(workbook_tables(file, path.name, is_header)) as tables:
                yield tables
        else:
            yield iter([text_table(file, path.stat().st_size, is_header)])


@resting_collector()
def import_acts(  # noqa: PLR0913
    ledger: Ledger,
    tables: Iterable[Table],
    by: By,
    mapping: Mapping,
    *,
    dry_run: bool = False,
    searches: int | None = None,
    tell: Tell = lambda result: None,
    note: Callable[[Note], object] = lambda note: None,
    progress: Progress = lambda done: None,
) -> Summary:
    """Record the acts that these tables tell; each row whole, or told why not.

    A row is judged as if *by* recorded it by hand, an editor of a school; where *by* names none,
    the row says for which it is. What a row says is its id, so the same row again, in another file
    or order, is found there and not recorded twice. Acts of the past show as recorded late.

    A crash leaves whole batches behind, each told once it is recorded; the same file again
    records the rest. Each row of a table that cannot be understood is refused; where there is no
    other table, `Unreadable` is raised and nothing is recorded. What else became of a table is
    told in a *note*. Of names that the register does not have *searches* at most are looked for.
    """
    directory = Directory(ledger.log, mapping.schools, searches)
    summary = Summary(is_dry_run=dry_run)
    importing = _Import(Recording(ledger, by.person, dry_run), summary, tell, note)
    for sheet in importing.understood(tables, lambda table: Sheet(table, mapping, directory, by)):
        task = _task(ledger, sheet.table, mapping, by) if searches is None else None
        with (
            closing(batches(sheet, task, ledger.clock)) as read,
            closing(ahead(read)) as coming,
        ):
            importing.take(sheet.table.name, coming, progress)
        if sheet.table.beside and sheet.table.beside.rows:
            first = sheet.table.beside.first
            importing.note(Note(sheet.table.name, str(sheet.table.beside), first))
    progress(1.0)
    return summary


def _task(ledger: Ledger, table: Table, mapping: Mapping, by: By) -> Task | None:
    """What another process has to know to read this table; None where it cannot see the ledger."""
    if is_in_memory(ledger.log.engine):
        return None
    register = ledger.log.engine.url.render_as_string(hide_password=False)
    return Task(table.name, table.header, table.header_at, mapping, by, register)


class _Import:
    """One import, as far as it has come."""

    def __init__(
        self, recording: Recording, summary: Summary, tell: Tell, note: Callable[[Note], object]
    ) -> None:
        self.summary = summary
        self._recording = recording
        self._tell = tell
        self._note = note
        self._rows: dict[UUID, int] = {}
        """The row of this table that said something first: the one thing that grows with it."""

    def understood(
        self, tables: Iterable[Table], sheet_of: Callable[[Table], Sheet]
    ) -> Iterator[Sheet]:
        """The tables that can be understood. If there is none, that is a fault."""
        found, faults = 0, []
        for table in tables:
            if table.is_hidden:
                self.note(Note(table.name, HIDDEN))
                continue
            try:
                sheet = sheet_of(table)
            except Unreadable as fault:
                faults.append(fault)
                self._leave_out(table, fault)
            else:
                found += 1
                yield sheet
                self.summary.headings += sheet.headings
        if faults and not found:
            raise faults[0]

    def note(self, note: Note) -> None:
        """Tell what else became of a table."""
        self.summary.headings.append(str(note))
        self._note(note)

    def _leave_out(self, table: Table, fault: Unreadable) -> None:
        """Refuse every row of a table. One without a header may begin with a row."""
        self.summary.headings.append(f"Sheet {table.name!r} is not used. {fault}")
        self.summary.unused += 1
        first = [Row(table.header_at, [])] if isinstance(fault, NothingKnown) else []
        for row in chain(first, table.rows()):
            self.summary.counts[Status.REFUSED] += 1
            self._tell(Result(table.name, row.number, Status.REFUSED, reason=str(fault)))

    def take(self, sheet: str, batches: Iterable[Batch], progress: Progress) -> None:
        """Record what the rows of a table bring."""
        self._rows.clear()
        for batch in batches:
            plan = self._recording.take(batch.told)
            self._recording.count_refusals(plan)
            for n, (row, told) in enumerate(zip(batch.rows, plan.told, strict=True)):
                result = self._result(sheet, row.number, told, n, plan)
                self.summary.add(result)
                self._tell(result)
            progress(batch.done)

    def _result(self, sheet: str, row: int, told: Told | Fault, n: int, plan: Plan) -> Result:
        if isinstance(told, Fault) or n in plan.faults:
            return _left_out(sheet, row, plan.faults[n])
        first = self._rows.setdefault(told.ids[-1], row)
        is_new = bool(plan.brings[n]) and first == row
        same = [] if first == row else [f"The same as row {first}."]
        near = list({one.said: one for one in reversed(told.near)}.values())[::-1]
        return Result(
            sheet,
            row,
            Status.RECORDED if is_new else Status.ALREADY_THERE,
            act=told.ids[0],
            position=plan.there.get(told.ids[-1]),
            reason=" ".join([*same, *map(str, near)]),
            column=near[0].key if near else "",
            candidates=tuple(one.taken for one in near),
        )


def _left_out(sheet: str, row: int, fault: Fault) -> Result:
    is_doubtful = bool(fault.candidates) or fault.is_doubtful
    status = Status.DOUBTFUL if is_doubtful else Status.REFUSED
    return Result(
        sheet, row, status, reason=str(fault), column=fault.key,
        candidates=tuple(fault.candidates),
    )  # fmt: skip
