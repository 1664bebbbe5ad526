"""Brings the records that schools kept in spreadsheets into the ledger, row by row, as theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from ledger.application import Ledger
from ledger.domain.past import By
from ledger.intake.apart import Task
from ledger.intake.batches import Batch, batches
from ledger.intake.directory import Directory
from ledger.intake.judging import Plan
from ledger.intake.mapping import Mapping
from ledger.intake.recording import Recording
from ledger.intake.report import Result, Status, Summary
from ledger.intake.rows import Fault, Told
from ledger.intake.sheet import Sheet
from ledger.intake.table import IsHeader, Table, Unreadable, is_first
from ledger.intake.text import text_table
from ledger.intake.workbook import workbook_tables
from ledger.log.ahead import ahead
from ledger.log.collector import resting_collector
from ledger.log.engine import is_in_memory

WORKBOOK = (".xlsx", ".xlsm")

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
    progress: Progress = lambda done: None,
) -> Summary:
    """Record the acts that these tables tell; each row whole, or told why not.

    A row is judged as if *by* recorded it by hand, an editor of a school; where *by* names none,
    the row says for which it is. What a row says is its id, so the same row again, in another file
    or order, is found there and not recorded twice. Acts of the past show as recorded late.

    A crash leaves whole batches behind, each told once it is recorded; the same file again
    records the rest. Raises `Unreadable` where no table can be understood; nothing is recorded
    then. Of names that the register does not have *searches* at most are looked for.
    """
    directory = Directory(ledger.log, mapping.schools, searches)
    importing = _Import(Recording(ledger, by.person, dry_run), Summary(is_dry_run=dry_run), tell)
    for sheet in _sheets(tables, mapping, directory, by, importing.summary):
        task = _task(ledger, sheet.table, mapping, by) if searches is None else None
        with (
            closing(batches(sheet, task, ledger.clock)) as read,
            closing(ahead(read)) as coming,
        ):
            importing.take(sheet.table.name, coming, progress)
    progress(1.0)
    return importing.summary


def _sheets(
    tables: Iterable[Table], mapping: Mapping, directory: Directory, by: By, summary: Summary
) -> Iterator[Sheet]:
    """The tables that can be understood. Others are told; if there is no other, that is a fault."""
    found, faults = 0, []
    for table in tables:
        try:
            sheet = Sheet(table, mapping, directory, by)
        except Unreadable as fault:
            faults.append(fault)
            summary.headings.append(f"Sheet {table.name!r} is not used. {fault}")
        else:
            found += 1
            yield sheet
            summary.headings += sheet.headings
    if faults and not found:
        raise faults[0]


def _task(ledger: Ledger, table: Table, mapping: Mapping, by: By) -> Task | None:
    """What another process has to know to read this table; None where it cannot see the ledger."""
    if is_in_memory(ledger.log.engine):
        return None
    register = ledger.log.engine.url.render_as_string(hide_password=False)
    return Task(table.name, table.header, table.header_at, mapping, by, register)


class _Import:
    """One import, as far as it has come."""

    def __init__(self, recording: Recording, summary: Summary, tell: Tell) -> None:
        self.summary = summary
        self._recording = recording
        self._tell = tell
        self._rows: dict[UUID, int] = {}
        """The row of this table that said something first: the one thing that grows with it."""

    def take(self, sheet: str, batches: Iterable[Batch], progress: Progress) -> None:
        """Record what the rows of a table bring."""
        self._rows.clear()
        for batch in batches:
            plan = self._recording.take(batch.told)
            self._recording.count_refusals(plan)
            for n, (row, told) in enumerate(zip(batch.rows, batch.told, strict=True)):
                result = self._result(sheet, row.number, told, n, plan)
                self.summary.add(result)
                self._tell(result)
            progress(batch.done)

    def _result(self, sheet: str, row: int, told: Told | Fault, n: int, plan: Plan) -> Result:
        if isinstance(told, Fault) or n in plan.faults:
            return _left_out(sheet, row, plan.faults[n])
        first = self._rows.setdefault(told.ids[-1], row)
        is_new = bool(plan.brings[n]) and first == row
        return Result(
            sheet,
            row,
            Status.RECORDED if is_new else Status.ALREADY_THERE,
            act=told.ids[0],
            position=plan.there.get(told.ids[-1]),
            reason="" if first == row else f"The same as row {first}.",
        )


def _left_out(sheet: str, row: int, fault: Fault) -> Result:
    status = Status.DOUBTFUL if fault.candidates else Status.REFUSED
    return Result(
        sheet, row, status, reason=str(fault), column=fault.key,
        candidates=tuple(fault.candidates),
    )  # fmt: skip
