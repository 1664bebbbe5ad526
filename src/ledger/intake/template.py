"""Makes the workbook that schools fill in: a sheet for each kind of act, told by its declarations.

Every header has a comment that says what the fact means and how far it may go; codes are chosen
from a list; one row, marked as an example, shows how a row looks and is left out when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, Distinct, Places
from ledger.domain.record import Code, Pence
from ledger.intake.content import cells_of
from ledger.intake.example import example_of
from ledger.intake.form import Column, Form, forms
from ledger.intake.sheet import EXAMPLE
from ledger.intake.workbook import CODES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 2_000
"""Rows of a sheet that choose codes from a list."""

LONGEST_TITLE = 31
"""Characters of the name of a sheet, says Excel."""

YES_OR_NO = ("yes", "no")


def write_template(path: Path, chosen: Sequence[Form] = ()) -> None:
    """Write the workbook, with these forms or else with all, in place of what stands there."""
    from openpyxl import Workbook

    book = Workbook()
    lists = book.active
    assert lists is not None, "a new workbook has a sheet"
    lists.title = CODES
    lists.sheet_state = "hidden"
    ranges: dict[tuple[str, ...], str] = {}
    for form in chosen or forms().values():
        _add_sheet(book, form, ranges)
    for column, codes in enumerate(ranges, 1):
        for row, code in enumerate(codes, 1):
            lists.cell(row, column, code)
    book.active = 1
    book.save(path)


def columns_of(form: Form) -> list[Column]:
    """The columns of a sheet. Where a school is found is said behind its name, or by its URN."""
    return [column for column in form.columns if not column.place]


def _add_sheet(book: Workbook, form: Form, ranges: dict[tuple[str, ...], str]) -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(form.name.capitalize()[:LONGEST_TITLE])
    cells = cells_of(form, example_of(form))
    _head(sheet, 1, "Mark", "Rows that are marked as an example are left out.", is_needed=False)
    sheet.cell(2, 1, EXAMPLE)
    for n, column in enumerate(columns_of(form), 2):
        _head(sheet, n, column.label, how(column), column.is_needed and not column.part)
        sheet.cell(2, n, cells[column.key]).font = Font(italic=True, color="808080")
        if choices := choices_of(column.fact):
            _offer(sheet, n, _range(choices, ranges))
    sheet.freeze_panes = "B2"


def _head(sheet: Worksheet, n: int, label: str, comment: str, is_needed: bool) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    cell = sheet.cell(1, n, label)
    cell.font = Font(bold=is_needed)
    cell.comment = Comment(comment, "Collaboration ledger", height=140, width=320)
    sheet.column_dimensions[get_column_letter(n)].width = max(14, len(label) + 4)


def _offer(sheet: Worksheet, n: int, where: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    offered = DataValidation(type="list", formula1=where, allow_blank=True)
    letter = get_column_letter(n)
    offered.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(offered)


def _range(choices: tuple[str, ...], ranges: dict[tuple[str, ...], str]) -> str:
    from openpyxl.utils import get_column_letter

    if choices not in ranges:
        letter = get_column_letter(len(ranges) + 1)
        ranges[choices] = f"{CODES}!${letter}$1:${letter}${len(choices)}"
    return ranges[choices]


def choices_of(fact: Fact) -> tuple[str, ...]:
    """What a cell is chosen from, if it is."""
    if fact.many:
        return ()
    if fact.word is bool:
        return YES_OR_NO
    return tuple(one.words for one in fact.word) if issubclass(fact.word, Code) else ()


def how(column: Column) -> str:
    """What a column means, whether it is needed, how far it may go, and how it is written."""
    fact = column.fact
    need = "Needed." if column.is_needed and not column.part else ""
    if column.is_needed and column.part:
        need = f"Needed if it was {column.key.partition('.')[0].replace('_', ' ')}."
    parts = [f"{fact.meaning.capitalize()}.", need, *_limits(fact.limits), *_form(fact)]
    return " ".join(filter(None, parts))


def _limits(limits: Iterable[Any]) -> list[str]:
    told = []
    for limit in limits:
        match getattr(limit, "limit", limit):
            case Between(low=low, high=high):
                told.append(f"{low:,} to {high:,}.")
            case Places(most=most):
                told.append(f"At most {most} decimal places.")
            case Distinct():
                told.append("Each once.")
    return told


def _form(fact: Fact) -> list[str]:
    told = []
    if fact.many:
        told.append("Several stand apart by a semicolon.")
    if fact.is_record:
        names = ": ".join(inner.name.replace("_", " ") for inner in facts_of(fact.word))
        told.append(f"Each is written as {names}.")
    if fact.word is SchoolId or (fact.is_record and SchoolId in _words_in(fact)):
        told.append("A school by its URN, or by its name and, after a comma, its town.")
    if fact.word is Pence:
        told.append("In pounds, such as £1,234.50.")
    if fact.many and issubclass(fact.word, Code):
        told.append(f"From: {', '.join(one.words for one in fact.word)}.")
    return told


def _words_in(fact: Fact) -> set[Any]:
    return {inner.word for inner in facts_of(fact.word)}
