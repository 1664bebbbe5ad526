"""The mutation `importActs`: a small spreadsheet at once, each row recorded or told why it is not.

A table of any size goes through `ledger import acts`; what a request may carry is bounded like any
other input, and the rules are those of any entry.
"""

from __future__ import annotations

import inspect
from itertools import islice
from typing import Annotated, Any

import strawberry

from api.context import Info
from api.documented import input_type, object_type
from api.refusal import Refusal
from ledger.application import Ledger
from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.past import By, Past
from ledger.domain.plain import made_of
from ledger.domain.refusal import Missing, NotWellFormed, OutOfRange, Refused
from ledger.intake.form import forms
from ledger.intake.heading import known_by
from ledger.intake.importing import import_acts as bring
from ledger.intake.mapping import TABLES, Mapping, Unmeant
from ledger.intake.report import Result, Status, Summary
from ledger.intake.table import IsHeader, Table, Unreadable
from ledger.intake.text import given_table, in_memory

MOST_ROWS = 1_000
"""Of one request, so that it is answered within seconds."""

SEARCHES = 100
"""Names that are looked for among all names of the register; each takes some 10 ms."""

SHOWN = 200
"""Rows that an answer tells of each list."""

ImportStatus: Any = strawberry.enum(
    Status, name="ImportStatus", description="What became of a row."
)


@input_type
class MappingLine:
    """One line of a mapping: what is said, and what it means."""

    name: str = strawberry.field(description="the header, the name, the word, or the column")
    value: str = strawberry.field(description="the column, the URN, the code, or the cell")


Lines = list[MappingLine]


@input_type
class ActsMapping:
    """What the table means, where it should not be guessed."""

    kind: str | None = strawberry.field(
        default=None, description="the kind of act that every row is, such as `visit`"
    )
    columns: Lines = strawberry.field(
        default_factory=list, description="which column a header means; an empty one leaves it out"
    )
    always: Lines = strawberry.field(
        default_factory=list, description="what every row says where it says nothing itself"
    )
    schools: Lines = strawberry.field(
        default_factory=list, description="which school a name means, by its URN"
    )
    codes: Lines = strawberry.field(default_factory=list, description="which code a word means")


@input_type
class ImportActsInput:
    """A table under the names of its columns: as CSV, or as rows of cells."""

    csv: str | None = strawberry.field(default=None, description="the table as CSV")
    rows: list[list[str]] | None = strawberry.field(
        default=None, description="the table as rows of cells, its header above the others"
    )
    mapping: ActsMapping | None = strawberry.field(
        default=None, description="what the table means, where it should not be guessed"
    )
    dry_run: bool = strawberry.field(
        default=False, description="whether to record nothing, and only say what would be"
    )


@object_type
class ImportCandidate:
    """A school that a name may mean, or that was taken for it."""

    urn: SchoolId = strawberry.field(description="its number")
    name: str = strawberry.field(description="its name in the register")
    town: str | None = strawberry.field(description="its town, where the register says it")
    confidence: float = strawberry.field(description="how like its name is: 1 is the same")


@object_type
class ImportedRow:
    """What became of one row."""

    row: int = strawberry.field(
        description="its number; the first row is 1, be it the header or a title"
    )
    status: ImportStatus = strawberry.field(description="what became of it")
    act: ActId | None = strawberry.field(description="the act that it tells, by its opening entry")
    position: int | None = strawberry.field(description="where its last entry stands in the log")
    reason: str | None = strawberry.field(
        description="why it was left out, what it repeats, or which school was taken for a name"
    )
    column: str | None = strawberry.field(description="the column that it is about")
    candidates: list[ImportCandidate] = strawberry.field(
        description="the schools that a name may mean, the likeliest first, or that was taken"
    )


@object_type
class ImportedActs:
    """What became of a table."""

    recorded: int = strawberry.field(description="rows that were recorded, or would be")
    already_there: int = strawberry.field(description="rows that the ledger had already")
    refused: int = strawberry.field(description="rows that a rule refused")
    doubtful: int = strawberry.field(
        description="rows of which nobody can tell the school or the act"
    )
    understood: list[str] = strawberry.field(description="what the header was taken to mean")
    rows: list[ImportedRow] = strawberry.field(description="the first 200 rows, in their order")
    left_out: list[ImportedRow] = strawberry.field(
        description="the first 200 rows that were left out"
    )
    views_behind: bool = strawberry.field(
        description="whether answers may not know of it yet; ask again in a moment"
    )


ImportActsResult = Annotated[
    ImportedActs | Refusal,
    strawberry.union("ImportActsResult", description="What became of each row, or why of none."),
]


def _import_acts(
    info: Info,
    input: Annotated[ImportActsInput, strawberry.argument(description="what to take in")],
) -> ImportActsResult:
    """Take in acts from a table. A row that is sent again is found there, not recorded twice."""
    results: list[Result] = []

    def work(ledger: Ledger, by: By) -> Summary:
        _check_role(ledger, by)
        try:
            mapping = _mapping(input.mapping)
            table = _table(input, known_by(mapping))
            return bring(
                ledger, [table], by, mapping,
                dry_run=input.dry_run, searches=SEARCHES, tell=results.append,
            )  # fmt: skip
        except Unmeant as wrong:
            raise NotWellFormed(str(wrong), "mapping") from wrong
        except Unreadable as wrong:
            raise NotWellFormed(str(wrong), "csv" if input.rows is None else "rows") from wrong

    summary, is_known = info.context.record_many(work)
    left_out = [result for result in results if result.status.is_left_out]
    return ImportedActs(
        recorded=summary.counts[Status.RECORDED],
        already_there=summary.counts[Status.ALREADY_THERE],
        refused=summary.counts[Status.REFUSED],
        doubtful=summary.counts[Status.DOUBTFUL],
        understood=summary.headings,
        rows=[_row(result) for result in results[:SHOWN]],
        left_out=[_row(result) for result in left_out[:SHOWN]],
        views_behind=not is_known,
    )


import_acts = strawberry.mutation(
    _import_acts, name="importActs", description=inspect.getdoc(_import_acts)
)


def _check_role(ledger: Ledger, by: By) -> None:
    """Refuse at once whom the rules would refuse row by row."""
    opening = made_of(next(iter(forms().values())).kinds[0], {})
    try:
        opening.check_role(Past((), by, ledger.clock()))
    except Refused as refused:
        ledger.count_refusals([(refused, opening, by)])
        raise


def _table(given: ImportActsInput, is_header: IsHeader) -> Table:
    if (given.csv is None) == (given.rows is None):
        raise Missing("Send the table as csv, or else as rows.", "csv")
    if given.csv is not None:
        table = in_memory(given.csv, is_header)
    else:
        table = given_table(given.rows or [], is_header)
    rows = list(islice(table.rows(), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        where = "rows" if given.csv is None else "csv"
        raise OutOfRange(f"A request has at most {MOST_ROWS:,} rows.", where)
    return table._replace(rows=lambda: iter(rows))


def _mapping(given: ActsMapping | None) -> Mapping:
    if given is None:
        return Mapping()
    tables = {name: {line.name: line.value for line in getattr(given, name)} for name in TABLES}
    return Mapping.told(tables | ({"kind": given.kind} if given.kind else {}))


def _row(result: Result) -> ImportedRow:
    return ImportedRow(
        row=result.row,
        status=result.status,
        act=ActId(int=result.act.int) if result.act else None,
        position=result.position,
        reason=result.reason or None,
        column=result.column or None,
        candidates=[
            ImportCandidate(
                urn=one.school, name=one.name, town=one.town or None, confidence=one.confidence
            )
            for one in result.candidates
        ],
    )
