"""The workbook that schools fill in: it explains itself, and what is filled in is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from ledger.domain.acts.visit import Purpose
from ledger.intake.form import Form, form_named, forms
from ledger.intake.heading import heading_of
from ledger.intake.mapping import Mapping
from ledger.intake.template import CODES, columns_of, write_template
from tests.intake.desk import Desk
from tests.scenario import ASTOR, DOVER

FORMS = list(forms().values())


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A template has nothing to do with a database, so one kind of them is enough."""
    return sqlite_url


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "acts.xlsx"
    write_template(path)
    return path


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_kind_has_a_sheet_whose_header_is_understood(form: Form, template: Path) -> None:
    sheet = load_workbook(template)[form.name.capitalize()]
    header = [cell.value for cell in sheet[1]]

    heading = heading_of(header, form, Mapping()).check()

    assert [(g.key, g.confidence) for g in heading.guesses] == [
        (column.key, 1.0) for column in columns_of(form)
    ]
    assert heading.unused == ()
    assert form_named(sheet.title) == form


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_header_says_what_it_means(form: Form, template: Path) -> None:
    sheet = load_workbook(template)[form.name.capitalize()]
    for cell, column in zip(sheet[1][1:], columns_of(form), strict=True):
        assert cell.comment is not None
        assert cell.comment.text.startswith(f"{column.fact.meaning.capitalize()}.")


def test_a_comment_tells_limits_and_how_to_write_it(template: Path) -> None:
    sheet = load_workbook(template)["Visit"]
    comments = {cell.value: cell.comment.text for cell in sheet[1]}

    assert comments["Minutes"] == "How many minutes it lasts. Needed. 5 to 600."
    assert comments["Held lessons seen"] == (
        "How many lessons they watched; none is not an observation. Needed if it was held. 0 to 99."
    )
    assert comments["Held attendance"] == (
        "How many colleagues of each school were there. Needed if it was held. 2 to 60. "
        "Each once. Several stand apart by a semicolon. "
        "Each is written as school: attended: roles. "
        "A school by its URN, or by its name and, after a comma, its town."
    )


def test_codes_are_chosen_from_a_list(template: Path) -> None:
    book = load_workbook(template)
    sheet = book["Visit"]
    header = [cell.value for cell in sheet[1]]
    letter = sheet.cell(1, header.index("Purpose") + 1).column_letter
    offered = next(
        offer for offer in sheet.data_validations.dataValidation if f"{letter}2" in offer.sqref
    )

    codes = [cell.value for (cell,) in book[CODES][offered.formula1.partition("!")[2]]]

    assert codes == [purpose.words for purpose in Purpose]
    assert book[CODES].sheet_state == "hidden"


def test_the_examples_are_left_out(desk: Desk, template: Path) -> None:
    summary = desk.bring(template)

    assert summary.rows == 0
    assert len(summary.headings) == len(FORMS)
    assert desk.acts == []


def test_what_is_filled_in_is_recorded(desk: Desk, template: Path, tmp_path: Path) -> None:
    book = load_workbook(template)
    sheet = book["Visit"]
    header = [cell.value for cell in sheet[1]]
    told = {
        "Collaboration": desk.collaboration, "Focus theme": "teaching", "Planned for": "2/3/2026",
        "Minutes": 60, "Host": "Astor College, Dover", "Visitors": DOVER, "Purpose": "refine",
        "Held": "yes", "Held attendance": f"{ASTOR}: 2; {DOVER}: 1", "Held lessons seen": 2,
    }  # fmt: skip
    for label, value in told.items():
        sheet.cell(3, header.index(label) + 1, value)
    book.save(tmp_path / "filled.xlsx")

    desk.bring(tmp_path / "filled.xlsx")

    assert desk.told == [(3, "recorded", "", "")]
    assert [type(entry.event).__name__ for entry in desk.acts] == ["VisitPlanned", "VisitHeld"]


def test_only_the_kinds_that_are_asked_for_have_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "few.xlsx"

    write_template(path, [forms()["visit"], forms()["visit held informally"]])

    assert load_workbook(path).sheetnames == [CODES, "Visit", "Visit held informally"]
