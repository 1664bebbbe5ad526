from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ledger.domain.school import Phase
from ledger.register import cells
from ledger.register.cells import Column, Fault
from ledger.register.phase import phase_of_ages

LAST_OF_AUGUST = date(2018, 8, 31)


@pytest.mark.parametrize(
    "text", ["31-08-2018", "31/08/2018", "2018-08-31", "2018-08-31 00:00:00", " 31-08-2018 "]
)
def test_a_day_is_read_as_registers_write_it(text: str) -> None:
    assert Column("OpenDate", cells.day)[text] == LAST_OF_AUGUST


@pytest.mark.parametrize("text", ["", " ", "Not applicable", "Does not apply", "..", "-"])
def test_a_cell_that_says_nothing_has_no_value(text: str) -> None:
    assert Column("Gender (name)", cells.words)[text] is None


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cells.whole, "745", 745),
        (cells.headcount, "349.5", 350),
        (cells.headcount, "210", 210),
        (cells.decimal, "21.70", Decimal("21.7")),
        (cells.decimal, "30.00", Decimal("30")),
        (cells.decimal, "30", Decimal("30")),
        (cells.phase, "7", Phase.ALL_THROUGH),
        (cells.phase, "Middle deemed primary", Phase.MIDDLE_DEEMED_PRIMARY),
        (cells.phase, "All-through", Phase.ALL_THROUGH),
        (cells.trust, "2000", "2000"),
        (cells.flag, "1", True),
    ],
)
def test_a_value_is_read(read: Callable[[str], Any], text: str, value: Any) -> None:
    assert str(Column("X", read)[text]) == str(value)


@pytest.mark.parametrize(
    ("read", "text", "because"),
    [
        (cells.day, "31-02-2018", "There is no day '31-02-2018'."),
        (cells.day, "31-08/2018", "'31-08/2018' is no day."),
        (cells.day, "2018-08-31 09:30:00", "'2018-08-31 09:30:00' is no day."),
        (cells.whole, "abc", "'abc' is no whole number."),
        (cells.whole, "-1", "'-1' is no whole number."),
        (cells.whole, "٣", "'٣' is no whole number."),
        (cells.whole, "9" * 60, f"'{'9' * 40}…' is no whole number."),
        (cells.headcount, "1e3", "'1e3' is no number."),
        (cells.decimal, "NaN", "'NaN' is no number."),
        (cells.phase, "8", "'8' is no phase of education."),
        (cells.flag, "yes", "'yes' is neither 0 nor 1."),
        (cells.words, "Caf\ufffd", "There is a character here that cannot be read."),
        (cells.trust, "TR01", "A trust is named by its UID: up to eight digits."),
    ],
)
def test_a_value_that_cannot_be_read_is_told_with_its_column(
    read: Callable[[str], Any], text: str, because: str
) -> None:
    with pytest.raises(Fault) as told:
        Column("X", read)[text]

    assert str(told.value) == f"X: {because}"


@pytest.mark.parametrize(
    ("stages", "ages", "phase"),
    [
        ((True, False, False), (3, 11), Phase.PRIMARY),
        ((True, False, False), (2, 5), Phase.NURSERY),
        ((True, False, False), (None, None), Phase.PRIMARY),
        ((False, True, False), (11, 16), Phase.SECONDARY),
        ((False, True, True), (11, 18), Phase.SECONDARY),
        ((False, False, True), (16, 99), Phase.SIXTEEN_PLUS),
        ((True, True, True), (3, 19), Phase.ALL_THROUGH),
        ((True, True, False), (None, None), Phase.ALL_THROUGH),
        ((True, True, False), (8, 12), Phase.MIDDLE_DEEMED_PRIMARY),
        ((True, True, False), (9, 13), Phase.MIDDLE_DEEMED_SECONDARY),
        ((False, False, False), (3, 19), Phase.NOT_APPLICABLE),
    ],
)
def test_a_phase_is_told_from_stages_and_ages(
    stages: tuple[bool, bool, bool], ages: tuple[int | None, int | None], phase: Phase
) -> None:
    assert phase_of_ages(*stages, *ages) is phase
