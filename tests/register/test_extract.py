from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.register.extract import Extract, MissingColumn, Unreadable
from ledger.register.form import Candidate, Form
from tests.register.files import SCHOOLS

TEXT = "URN,EstablishmentName\r\n100001,École\r\n100002,St John\u2019s\r\n"


def rows(content: bytes, folder: Path) -> list[list[str]]:
    path = folder / "extract.csv"
    path.write_bytes(content)
    return [row.cells for row in Extract(path).rows()]


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-8-sig"])
def test_a_file_is_read_in_whichever_encoding_it_was_saved(encoding: str, tmp_path: Path) -> None:
    found = rows(TEXT.encode(encoding), tmp_path)

    assert found == [["100001", "École"], ["100002", "St John\u2019s"]]


def test_a_compressed_file_is_known_by_its_content(tmp_path: Path) -> None:
    assert rows(gzip.compress(TEXT.encode()), tmp_path) == rows(TEXT.encode(), tmp_path)


def test_a_cut_off_compressed_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        rows(gzip.compress(TEXT.encode())[:-12], tmp_path)


@pytest.mark.parametrize("content", [b"", b"\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_unreadable(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="empty"):
        rows(content, tmp_path)


def test_a_line_in_a_cell_does_not_shift_the_numbers_of_the_rows_after_it(tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    path.write_text('URN,EstablishmentName\n100001,"Two\nlines"\n\n100002,Deal\n')

    assert [(row.line, row.cells[0]) for row in Extract(path).rows()] == [
        (2, "100001"),
        (5, "100002"),
    ]


def test_a_row_of_another_width_and_an_endless_cell_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "extract.csv"
    path.write_text(f"URN,EstablishmentName\n100001\n1,2,3\n100002,{'x' * 140_000}\n100003,Deal\n")

    found = list(Extract(path).rows())

    assert [row.fault for row in found[:2]] == [
        "The row has 1 cell, the header 2; perhaps a quotation mark is not closed.",
        "The row has 3 cells, the header 2; perhaps a quotation mark is not closed.",
    ]
    assert [row.line for row in found if row.fault] == [2, 3, 4]
    assert found[-1].cells == ["100003", "Deal"]


@pytest.mark.parametrize("missing", ["URN", "EstablishmentName"])
def test_a_file_without_a_number_or_a_name_is_named_as_such(missing: str) -> None:
    header = [name for name in ("URN", "EstablishmentName", "Town") if name != missing]

    with pytest.raises(MissingColumn, match=missing) as told:
        Form(header)

    assert told.value.column == missing


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("gias_exact_header_sample_2018.csv", set()),
        ("gias_exact_header_sample_2025.csv", set()),
        ("gias_60_rows_made_up.csv", set()),
        (
            "england_2018.csv.gz",
            {
                "why_closed", "trust", "trust_name", "capacity", "free_school_meals",
                "easting", "northing", "urban_rural",
            },
        ),
    ],
)  # fmt: skip
def test_real_headers_say_what_they_can(name: str, missing: set[str]) -> None:
    everything = Form(Extract(SCHOOLS / "gias_exact_header_sample_2025.csv").header).details

    assert everything - Form(Extract(SCHOOLS / name).header).details == missing


def test_the_order_of_columns_and_columns_of_others_do_not_matter() -> None:
    one = Form(["URN", "EstablishmentName", "Town"])
    other = Form(["Head", "Town", "EstablishmentName", "URN"])

    row, turned = ["100001", "Astor", "Dover"], ["Ann", "Dover", "Astor", "100001"]
    school = one.school(row)
    (told,) = one.read([Candidate(2, school, one.digest(row), row)])

    assert other.school(turned) == school
    assert other.read([Candidate(2, school, one.digest(row), turned)]) == [told]


def test_a_digest_can_be_computed_by_anybody() -> None:
    form = Form(["URN", "EstablishmentName"])

    assert form.digest(["100001", "École"]) == sha256(
        "URN\x1fEstablishmentName\x1e100001\x1fÉcole".encode()
    ).hexdigest()  # fmt: skip
