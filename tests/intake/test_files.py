"""Files as they come: compressed, mixed, broken, or no tables at all."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from ledger.intake.batches import BATCH
from ledger.intake.heading import known_by
from ledger.intake.importing import open_tables
from ledger.intake.mapping import Mapping
from ledger.intake.report import Note
from ledger.intake.table import MOST_COLUMNS, Row, Table, Unreadable
from ledger.intake.text import LONGEST_LINE, given_table, in_memory, text_table
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, HEADER, saved, visits
from tests.scenario import ANN, ASTOR, DOVER

NAMES = HEADER.split(",")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a file says is read before any database is asked, so one kind of them is enough."""
    return sqlite_url


def workbook(path: Path, *rows: list[Any], title: str = "Visits") -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def cells(table: Table) -> list[list[str]]:
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_mark_between_cells_is_told_by_the_header(mark: str) -> None:
    table = in_memory(f'a{mark}b\r\n1{mark}"x{mark}y\nz"\r\n\r\n3\r\n')

    assert table.header == ["a", "b"]
    assert [(row.number, row.cells) for row in table.rows()] == [
        (2, ["1", f"x{mark}y\nz"]),
        (5, ["3", ""]),
    ]


@pytest.mark.parametrize("above", ["\n\n", "\ufeff\r\n;;\r\n", '"";""\n\n'])
def test_empty_rows_above_a_table_are_none_of_it(above: str) -> None:
    table = in_memory(f"{above}a;b\n1;2\n")

    assert table.header == ["a", "b"]
    assert [(row.number, row.cells) for row in table.rows()] == [(4, ["1", "2"])]


def test_empty_rows_above_a_sheet_are_none_of_it(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [], [None, None], ["a", "b"], [1, 2])

    with open_tables(path) as tables:
        (rows,) = [(table.header, list(table.rows())) for table in tables]

    assert rows == (["a", "b"], [Row(4, ["1", "2"])])


TITLES = [
    "Our visits, 2024",
    "",
    "School,Astor College",
    "Date,2 March 2026",
    '"Dear all,',
    'thanks"',
]
"""What schools write above a table: a title, and a few things about it; one has two lines."""


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("titles", [TITLES, TITLES[:1], [";;;;;;;;", "Visits;;;;;;;;"], ["1\t2;3"]])
def test_titles_above_a_table_are_none_of_it(desk: Desk, titles: list[str], mark: str) -> None:
    rows = [line.split(",") for line in (HEADER, A_VISIT, A_VISIT.replace("60", "x"))]
    table = [mark.join(f'"{cell}"' for cell in row) for row in rows]

    summary = desk.bring("\r\n".join([*titles, *table]))

    at = len(titles) + 1
    assert [(row, status) for row, status, _, _ in desk.told] == [
        (at + 1, "recorded"),
        (at + 2, "refused"),
    ]
    assert summary.headings[0] == f"The header is row {at}; nothing above it is read."


def test_titles_above_a_sheet_are_none_of_it(desk: Desk, tmp_path: Path) -> None:
    titles = [["Our visits 2024"], [], ["Date", date(2026, 3, 9), None, "Minutes"]]
    path = workbook(tmp_path / "a.xlsx", *titles, NAMES, A_VISIT.split(","))

    summary = desk.bring(path)

    assert [(r.sheet, r.row, r.status.value) for r in desk.results] == [("Visits", 5, "recorded")]
    assert summary.headings[0] == "The header is row 4; nothing above it is read."


def test_titles_above_rows_that_are_given_are_none_of_them(desk: Desk) -> None:
    rows = [["Our visits"], [], NAMES, A_VISIT.split(",")]

    desk.bring(given_table(rows, known_by(Mapping())))

    assert desk.told == [(4, "recorded", "", "")]


def test_a_header_in_the_words_of_a_school_is_found_by_its_mapping(desk: Desk) -> None:
    words = {"Wann": "planned_for", "Wo": "host", "Wer": "visitors"}
    said = {"columns": words | {"Wozu": "purpose", "Was": "focus.theme", "Dauer": "minutes"}}
    header = ",".join([*said["columns"], "Attendance", "Lessons seen", "Notes"])

    desk.bring(f"Our visits\n{visits(A_VISIT, header=header)}", said=said)

    assert desk.told == [(3, "recorded", "", "")]


def test_the_header_is_the_first_row_that_can_be_one(desk: Desk) -> None:
    """A second table below the first is no reason to leave the first one out."""
    desk.bring(visits(A_VISIT, HEADER, A_VISIT))

    assert [(row, status) for row, status, _, _ in desk.told] == [
        (2, "recorded"),
        (3, "refused"),
        (4, "already there"),
    ]


@pytest.mark.parametrize("first", ["Datum,Ort", "Date,Host"])
def test_where_no_row_has_enough_names_the_first_is_the_header(first: str) -> None:
    is_header = known_by(Mapping())
    lines = [first, *(f"{n},2" for n in range(20))]

    tables = [in_memory("\n".join(lines), is_header)]
    tables += [given_table([line.split(",") for line in lines], is_header)]

    for table in tables:
        assert (table.header, table.header_at) == (first.split(","), 1)
        assert [row.number for row in table.rows()] == list(range(2, 22))


def test_each_line_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    lines = ["\ufeffname\r\n".encode(), "Café\r\n".encode(), "Café\r\n".encode("windows-1252")]
    path = saved(tmp_path, b"".join([*lines, b"\x81\r\n"]))

    with path.open("rb") as file:
        assert cells(text_table(file, 1)) == [["Café"], ["Café"], ["\ufffd"]]


def test_a_compressed_file_is_read(desk: Desk, tmp_path: Path) -> None:
    packed = gzip.compress(visits(A_VISIT).encode())

    desk.bring(saved(tmp_path, packed, "visits.csv.gz"))

    assert desk.told == [(2, "recorded", "", "")]
    with pytest.raises(Unreadable, match="The compressed file is damaged"):
        desk.bring(saved(tmp_path, packed[:60], "visits.csv.gz"))


@pytest.mark.parametrize(
    ("content", "name", "because"),
    [
        (b"", "a.csv", "There is no header"),
        (b"\r\n\r\n", "a.csv", "There is no header"),
        (A_VISIT.encode(), "a.csv", "None of the first rows has the names of columns"),
        ("Date,Host".encode("utf-16"), "a.csv", "Save the file as CSV UTF-8"),
        (b"," * 300 + b"x", "a.csv", f"A table has at most {MOST_COLUMNS} columns."),
        (b"x" * 200_000, "a.csv", "The first line is no header of a table. A cell has more"),
        (b'Date,"Host\n1,2\n', "a.csv", "no header of a table. A quotation mark is not closed"),
        (b"Date,Host\r1,2\r", "a.csv", "The lines end as on an old Macintosh: save the file"),
        (b"Date,Host", "a.xlsx", "is no workbook that can be read"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "is no workbook that can be read"),
        (b"", "a.xlsx", "is no workbook that can be read"),
        (b"\x00\x01\x02", "a.csv", "None of the first rows has the names of columns"),
    ],
)
def test_what_is_no_table_is_refused_and_nothing_is_recorded(
    content: bytes, name: str, because: str, desk: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Unreadable, match=because):
        desk.bring(saved(tmp_path, content, name))
    assert desk.acts == []


def test_a_line_without_an_end_is_refused_and_the_next_is_read() -> None:
    endless = "x," * (LONGEST_LINE // 2) + "x" * 10

    rows = list(in_memory(f"a,b\r\n{endless}\r\n1,2\r\n").rows())

    assert rows[0].fault
    assert (rows[-1].number, rows[-1].cells) == (3, ["1", "2"])


def test_a_row_is_read_when_it_is_asked_for(desk: Desk) -> None:
    """No more rows are in memory than are recorded together and made ready meanwhile."""
    asked: list[int] = []

    def lines() -> Any:
        yield NAMES
        for number in range(4 * BATCH):
            asked.append(number)
            yield A_VISIT.replace("60", "x").split(",")

    seen: list[int] = []
    desk.bring(given_table(lines()), progress=lambda done: seen.append(len(asked)))

    first, second, *_, last = seen
    assert BATCH <= first <= 2 * BATCH <= second <= 3 * BATCH
    assert last == 4 * BATCH


def test_a_remark_beside_the_table_of_a_sheet_is_left_out_and_told(
    desk: Desk, tmp_path: Path
) -> None:
    row, other = A_VISIT.split(","), A_VISIT.replace("02/03", "01/03").split(",")
    remarks = ([*row, "", "rang to confirm"], [*[""] * 11, "see below"], other)
    notes: list[Note] = []

    summary = desk.bring(workbook(tmp_path / "a.xlsx", NAMES, *remarks), note=notes.append)

    assert desk.told == [(2, "recorded", "", ""), (4, "recorded", "", "")]
    because = "Cells beside the table have no header and were left out, in rows: 2, first in row 2."
    assert notes == [Note("Visits", because, 2)]
    assert str(notes[0]) in summary.headings


def test_a_text_with_more_cells_than_its_header_is_refused(desk: Desk) -> None:
    """There nobody can tell a remark from a cell that slipped."""
    desk.bring(visits(f"{A_VISIT},,rang to confirm"))

    ((_, status, because, _),) = desk.told
    assert (status, because[:31]) == ("refused", "The row has 11 cells, the heade")


@pytest.mark.parametrize("is_written_at_once", [True, False])
def test_how_much_of_a_workbook_is_read_grows(
    desk: Desk, tmp_path: Path, is_written_at_once: bool
) -> None:
    book = Workbook(write_only=is_written_at_once)  # which says nowhere how many rows it has
    if not is_written_at_once:
        del book["Sheet"]
    random = Random(1)
    for number in range(2):
        sheet = book.create_sheet(f"Visits {number}")
        sheet.append(NAMES)
        for _ in range(3 * BATCH):
            sheet.append([*A_VISIT.replace("60", "x").split(",")[:-1], random.random()])
    book.save(tmp_path / "a.xlsx")
    seen: list[float] = []

    desk.bring(tmp_path / "a.xlsx", progress=seen.append)

    *steps, last = seen
    assert len(set(steps)) == len(steps) == 6
    assert steps == sorted(steps)
    assert 0 < steps[0] < 0.3
    assert steps[2] <= 0.5 < steps[3] <= last == 1


def test_a_workbook_is_read_with_its_days_and_numbers(desk: Desk, tmp_path: Path) -> None:
    came = f"{ASTOR}: 2; {DOVER}: 3"
    row = [date(2026, 3, 2), int(ASTOR), DOVER, "refine", "teaching", 60.0, came, 4, True]

    desk.bring(workbook(tmp_path / "a.xlsx", NAMES, row, [None] * 9, row))

    assert [(r.sheet, r.row, r.status.value) for r in desk.results] == [
        ("Visits", 2, "recorded"),
        ("Visits", 4, "already there"),
    ]


def test_a_formula_is_a_text_and_is_never_worked_out(desk: Desk, tmp_path: Path) -> None:
    header = [*NAMES, "Followed up on", "What was tried"]
    came = f"{ASTOR}: 2; {DOVER}: 3"
    told = [ASTOR, DOVER, "refine", "teaching"]
    formula = '=HYPERLINK("http://example.invalid","here")'
    rows = [
        ["=DATE(2026,3,2)", *told, 60, came, 4],
        ["02/03/2026", *told, "=30+30", came, 4],
        ["02/03/2026", *told, 60, came, 4, None, "04/03/2026", formula],
    ]

    desk.bring(workbook(tmp_path / "a.xlsx", header, *rows))

    assert [(status, column) for _, status, _, column in desk.told] == [
        ("refused", "planned_for"),
        ("refused", "minutes"),
        ("recorded", ""),
    ]
    sealed = desk.acts[-1].event.tried.commitment
    assert desk.ledger.vault.open_many([sealed]) == {sealed: formula}


def test_a_formula_of_several_cells_is_the_text_that_it_is(desk: Desk, tmp_path: Path) -> None:
    header = [*NAMES, "Followed up on", "What was tried"]
    row = [*A_VISIT.split(","), "04/03/2026"]
    formula = ArrayFormula("K2", '=CONCAT("They ","try it")')

    desk.bring(workbook(tmp_path / "a.xlsx", header, [*row, formula]))

    assert desk.told == [(2, "recorded", "", "")]
    sealed = desk.acts[-1].event.tried.commitment
    assert desk.ledger.vault.open_many([sealed]) == {sealed: '=CONCAT("They ","try it")'}


def test_a_cell_of_a_kind_that_is_not_known_is_refused_and_never_made_up(
    desk: Desk, tmp_path: Path
) -> None:
    header = [*NAMES, "Followed up on", "What was tried"]
    row = [*A_VISIT.split(","), "04/03/2026"]
    asked = [*row, DataTableFormula("K2:K3", r1="A1")]

    desk.bring(workbook(tmp_path / "a.xlsx", header, asked, [*row, "They try it."]))

    because = "This cell holds what cannot be read as text: write what it shows."
    assert desk.told == [(2, "refused", because, "followed_up.tried"), (3, "recorded", "", "")]


def test_who_records_is_never_made_up_either(desk: Desk, tmp_path: Path) -> None:
    asked = [*A_VISIT.split(","), DataTableFormula("J2:J3", r1="A1")]
    path = workbook(tmp_path / "a.xlsx", [*NAMES, "Recorded for"], asked)

    desk.bring(path, ANN._replace(school=None))

    because = "This cell holds what cannot be read as text: write what it shows."
    assert desk.told == [(2, "refused", because, "recorded_for")]


@pytest.mark.parametrize("said", [{}, {"kind": "visit"}])
def test_a_sheet_that_nobody_understands_does_not_stop_the_others(
    desk: Desk, tmp_path: Path, said: dict[str, str]
) -> None:
    path = workbook(tmp_path / "a.xlsx", ["Shopping"], ["Milk"], title="List")
    book = load_workbook(path)
    sheet = book.create_sheet("Visits")
    for row in (NAMES, A_VISIT.split(",")):
        sheet.append(row)
    book.save(path)

    summary = desk.bring(path, said=said)

    assert [(r.sheet, r.row, r.status.value) for r in desk.results] == [
        ("List", 1, "refused"),
        ("List", 2, "refused"),
        ("Visits", 2, "recorded"),
    ]
    assert summary.headings[0].startswith("Sheet 'List' is not used.")
    assert summary.unused == 1
    assert "\n3 rows: 1 recorded, 0 already there, 2 refused, 0 doubtful." in str(summary)


def test_the_rows_of_a_sheet_that_lacks_a_column_are_refused_one_by_one(
    desk: Desk, tmp_path: Path
) -> None:
    row = A_VISIT.split(",")
    book = load_workbook(workbook(tmp_path / "a.xlsx", NAMES, row, title="Autumn"))
    for name, width in {"Spring": 6, "Wide": 8}.items():
        sheet = book.create_sheet(name)
        more = [""] * MOST_COLUMNS + ["Remarks"] if name == "Wide" else []
        for cells in (NAMES[1:width], row[1:width], row[1:width]):
            sheet.append([*cells, *more])
    book.save(tmp_path / "a.xlsx")

    summary = desk.bring(tmp_path / "a.xlsx")

    assert [(r.sheet, r.row, r.status.value) for r in desk.results] == [
        ("Autumn", 2, "recorded"),
        ("Spring", 2, "refused"),
        ("Spring", 3, "refused"),
        ("Wide", 1, "refused"),
        ("Wide", 2, "refused"),
        ("Wide", 3, "refused"),
    ]
    assert "Missing: planned_for" in desk.results[1].reason
    assert desk.results[3].reason == f"A table has at most {MOST_COLUMNS} columns."
    assert summary.unused == 2


def test_a_hidden_sheet_is_named_and_not_read(desk: Desk, tmp_path: Path) -> None:
    book = load_workbook(workbook(tmp_path / "a.xlsx", NAMES, A_VISIT.split(",")))
    old = book.create_sheet("Old")
    old.sheet_state = "hidden"
    for row in (NAMES, A_VISIT.replace("02/03", "01/03").split(",")):
        old.append(row)
    book.save(tmp_path / "a.xlsx")
    notes: list[Note] = []

    summary = desk.bring(tmp_path / "a.xlsx", note=notes.append)

    assert [r.sheet for r in desk.results] == ["Visits"]
    assert notes == [Note("Old", "The sheet is hidden and was not read; show it if it is meant.")]
    assert str(notes[0]) in summary.headings
    assert summary.unused == 0

    alone = load_workbook(tmp_path / "a.xlsx")
    del alone["Visits"]
    alone.create_sheet("Notes")
    alone.save(tmp_path / "b.xlsx")
    with pytest.raises(Unreadable, match=r"nothing in b\.xlsx but hidden sheets.*: Old\."):
        desk.bring(tmp_path / "b.xlsx")


def test_a_file_that_is_far_larger_than_it_looks_is_not_opened(tmp_path: Path, desk: Desk) -> None:
    path = workbook(tmp_path / "a.xlsx", NAMES)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet9.xml", b" " * 20_000_000)

    with pytest.raises(Unreadable, match="is far larger than it looks"):
        desk.bring(path)


def test_a_sheet_that_breaks_off_is_told_and_what_came_before_is_taken(
    desk: Desk, tmp_path: Path
) -> None:
    whole = workbook(tmp_path / "a.xlsx", NAMES, A_VISIT.split(","))
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(broken, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                content = content[: content.rindex(b"</row>") + 6] + b"<row r='3'><c"
            new.writestr(part, content)

    desk.bring(broken)

    assert [(status, because) for _, status, because, _ in desk.told] == [
        ("recorded", ""),
        ("refused", "The sheet is broken from here on."),
    ]
