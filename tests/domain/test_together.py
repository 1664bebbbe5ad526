"""What is made of many records at once is what is made of one after the other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts import KINDS
from ledger.domain.identifiers import SchoolId
from ledger.domain.plain import canonical, made_of
from ledger.domain.record import Record
from ledger.domain.school import Phase, SchoolClosed, SchoolRegistered
from ledger.domain.together import canonical_together, made_together
from ledger.domain.words import Focus, Subject, Theme
from tests.drawn import any_of

ASTOR = SchoolRegistered(school=SchoolId("138167"), name="Astor", phase=Phase.SECONDARY)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.TOPIC)
@settings(max_examples=5, deadline=None, derandomize=True)
@for_any(data=st.data())
def test_their_bytes_are_those_of_each(kind, data):
    two = [data.draw(any_of(kind)) for _ in range(2)]
    records = [*two, *two, two[0]]  # so that some facts are worked out once, and others each

    assert canonical_together(records) == [canonical(record) for record in records]


def test_records_of_several_kinds_stay_in_their_order():
    closed = SchoolClosed(school=ASTOR.school, closed_on=date(2018, 8, 31))
    records = [ASTOR, closed, Focus(theme=Theme.TEACHING), closed, ASTOR]

    assert canonical_together(records) == [canonical(record) for record in records]
    assert canonical_together([]) == []


def test_equal_numbers_that_are_written_differently_stay_so():
    one, same = (
        SchoolRegistered(
            school=ASTOR.school, name="Astor", phase=ASTOR.phase, free_school_meals=Decimal(meals)
        )
        for meals in ("1.0", "1.00")
    )
    records = [one, same, one, same]

    assert one == same
    assert canonical_together(records) == [canonical(record) for record in records]


class Silent(Record):
    """What may say nothing."""

    word: Annotated[str | None, "a word"] = None


def test_records_that_say_nothing_are_written_too():
    assert canonical_together([Silent(), Silent()]) == [canonical(Silent())] * 2


def test_records_are_made_of_columns():
    themes = [Theme.TEACHING, Theme.ASSESSMENT]
    subjects = [None, Subject.ART]

    assert made_together(Focus, {"subject": subjects, "theme": themes}) == [
        made_of(Focus, {"theme": theme, "subject": subject})
        for theme, subject in zip(themes, subjects, strict=True)
    ]
