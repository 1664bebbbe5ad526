"""What people type into a cell, and what it means."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.domain.acts.visit import Purpose
from ledger.domain.facts import facts_of
from ledger.domain.identifiers import SchoolId
from ledger.domain.record import Pence
from ledger.domain.words import Attendance, Focus, StaffRole, Subject
from ledger.intake import words
from ledger.intake.cells import Cells, joined, split
from ledger.intake.words import Named
from tests.scenario import ASTOR, DOVER

LAST_OF_AUGUST = date(2024, 8, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31/08/2024", "31-08-2024", "31.8.2024", "31/8/24", "2024-08-31", "2024-08-31 00:00:00",
        "31 Aug 2024", "31 August 2024", "31st August 2024", "Sat 31 Aug 2024",
        "Saturday, 31 August 2024", "45535", "31-Aug-24", "45535.75", "31/08/2024 10:30",
        "2024-08-31T10:30:00", "31 August 2024 9:05",
    ],
)  # fmt: skip
def test_a_day_is_read_as_england_writes_it(text: str) -> None:
    assert words.day(text) == LAST_OF_AUGUST


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("08/31/2024", "There is no day '08/31/2024'; the day comes first."),
        ("30 Feb 2024", "There is no day '30 Feb 2024'; the day comes first."),
        ("soon", "'soon' is no day; write it like 31/08/2024."),
        ("=TODAY()", "'=TODAY()' is no day; write it like 31/08/2024."),
        ("2024-08-31T23:30:00Z", "'2024-08-31T23:30:00Z' is no day; write it like 31/08/2024."),
        ("٣١/08/2024", "'٣١/08/2024' is no day; write it like 31/08/2024."),
        ("31/08", "'31/08' is no day; write it like 31/08/2024."),
    ],
)
def test_what_is_no_day_is_told(text: str, because: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011
        words.day(text)
    assert str(told.value) == because


@pytest.mark.parametrize(
    ("text", "pence"),
    [("£1,234.50", 123450), ("1234.5", 123450), ("1,234", 123400), ("£ 0.07", 7), ("600", 60000)],
)
def test_money_is_read_in_pounds(text: str, pence: int) -> None:
    assert words.money(text) == Pence(pence)


@pytest.mark.parametrize("text", ["1.234", "£", "12,34", "-5", "1e3", "=1+1", "€5", "٣"])
def test_what_is_no_money_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="is no amount of money"):
        words.money(text)


@pytest.mark.parametrize(
    ("text", "said"), [("Yes", True), ("y", True), ("TRUE", True), ("no", False), ("0", False)]
)
def test_a_yes_is_a_yes(text: str, said: bool) -> None:
    assert words.yes_or_no(text) is said


@pytest.mark.parametrize("text", ["Design and technology", "design_and_technology", "DESIGN"])
def test_a_code_is_read_by_its_words(text: str) -> None:
    assert words.code(Subject, text, {}) is Subject.DESIGN


def test_a_code_is_read_as_the_mapping_says() -> None:
    assert words.code(Subject, "Maths", {"maths": "mathematics"}) is Subject.MATHEMATICS


def test_an_unknown_code_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'fun' is none of: refine, contrast"):
        words.code(Purpose, "fun", {})


@pytest.mark.parametrize(
    ("kind", "name", "text", "value"),
    [
        (Focus, "year_groups", "7; 8", (7, 8)),
        (Focus, "year_groups", "7, 8", (7, 8)),
        (Attendance, "roles", "head, Teacher", (StaffRole.HEAD, StaffRole.TEACHER)),
        (Attendance, "school", str(ASTOR), ASTOR),
        (Attendance, "school", "Astor College", Named("Astor College")),
        (Attendance, "attended", "1,2", None),
    ],
)
def test_a_cell_is_read_as_its_fact_is_declared(
    kind: Any, name: str, text: str, value: Any
) -> None:
    fact = next(fact for fact in facts_of(kind) if fact.name == name)
    if value is None:
        with pytest.raises(ValueError, match="is no whole number"):
            Cells(fact, {})[text]
    else:
        assert Cells(fact, {})[text] == value


def test_a_list_of_records_is_one_cell() -> None:
    from ledger.domain.acts.visit import VisitHeld

    fact = next(fact for fact in facts_of(VisitHeld) if fact.name == "attendance")
    cells = Cells(fact, {})
    assert cells[f"{ASTOR}: 2: head, teacher; {DOVER}: 3"] == (
        Attendance(school=ASTOR, attended=2, roles=(StaffRole.HEAD, StaffRole.TEACHER)),
        Attendance(school=DOVER, attended=3),
    )
    with pytest.raises(ValueError, match="Say school, attended, roles, with a colon between them"):
        cells["900001"]
    with pytest.raises(ValueError, match="There are more parts than school, attended, roles"):
        cells["900001: 2: head: more"]


def test_a_column_does_not_remember_every_text() -> None:
    fact = next(fact for fact in facts_of(Attendance) if fact.name == "attended")
    cells = Cells(fact, {})
    for number in range(12_000):
        assert cells[str(number)] == number
    assert len(cells) <= 5_000


@pytest.mark.parametrize("parts", [["a", "b"], ['say "so"', "x; y", ""], ["one\ntwo", "c"], ['"']])
def test_parts_are_found_again(parts: list[str]) -> None:
    assert split(joined(parts, ";"), ";") == parts


def test_a_number_says_the_same_with_noughts_at_its_end() -> None:
    assert str(words.decimal("4.20")) == str(words.decimal("4.2")) == str(Decimal("4.2"))
    assert isinstance(words.school("138167"), SchoolId)
