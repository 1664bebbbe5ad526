"""What the register says of schools, and what the rules make of it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from ledger.domain.identifiers import FieldName, SchoolId
from ledger.domain.past import SYSTEM
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotWellFormed,
    NotYet,
    OutOfRange,
    SameSchool,
    SchoolNotOpen,
    UnknownSchool,
)
from ledger.domain.school import (
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from tests.scenario import (
    ASTOR,
    BEGUN,
    DEAL,
    DOVER,
    FIRST_DAY,
    LAST_WEEK,
    NEXT_WEEK,
    NOBODYS,
    begun,
    given,
    given_only,
    school,
)

NO_SUCH_SCHOOL = (UnknownSchool, f"The register has no school {NOBODYS}.")


def changed(field, old, new, number=DOVER):
    change = Change(field=FieldName(field), old=old, new=new)
    return SchoolDetailsChanged(school=number, changes=(change,))


def succeeded(old, new, how=Succession.SUCCESSION, day=LAST_WEEK):
    return SchoolSucceeded(school=old, successor=new, succession=how, happened_on=day)


def closed(number=DOVER, day=LAST_WEEK):
    return SchoolClosed(school=number, closed_on=day)


def test_a_school_is_registered_once():
    given_only().when(school(NOBODYS)).then(f"School {NOBODYS} was entered in the register.")
    given_only().when(school(NOBODYS), by=SYSTEM).then(
        f"School {NOBODYS} was entered in the register."
    )
    given().when(school(ASTOR)).then_refused(
        AlreadySaid, f"School {ASTOR} is in the register already.", "school"
    )


@pytest.mark.parametrize("command", [changed("name", "A", "B", NOBODYS), closed(NOBODYS)])
def test_nothing_is_said_of_a_school_that_the_register_does_not_have(command):
    given().when(command).then_refused(*NO_SUCH_SCHOOL, "school")


def test_a_school_follows_only_a_school_that_is_there():
    given().when(succeeded(NOBODYS, ASTOR)).then_refused(*NO_SUCH_SCHOOL, "school")
    given().when(succeeded(ASTOR, NOBODYS)).then_refused(*NO_SUCH_SCHOOL, "successor")


def test_nobody_works_with_a_school_that_the_register_does_not_have():
    given().when(begun(ASTOR, NOBODYS)).then_refused(*NO_SUCH_SCHOOL, "partners", "1")


def test_details_change():
    given().when(changed("low_age", "11", "4")).then(
        f"The register has new details of {DOVER}: low age."
    )
    for field in ("school", "row_digest", "colour"):
        given().when(changed(field, "A", "B")).then_refused(
            Missing, f"A school has no detail {field}.", "changes", "0", "field"
        )


@pytest.mark.parametrize("day", ["31/08/2024", "20240831", "2024-02-30", "soon"])
def test_a_day_in_the_details_can_be_read(day):
    given().when(changed("closed_on", None, day)).then_refused(
        NotWellFormed, "Write the day as 2025-03-04.", "changes", "0", "new"
    )


def test_a_school_closes():
    given().when(closed(day=NEXT_WEEK)).then(f"{DOVER} closed on 16 March 2026.")
    given(closed()).when(closed()).then_refused(
        AlreadySaid, "It closed on 2 March 2026 already.", "closed_on"
    )
    given(closed()).when(closed(day=NEXT_WEEK)).then(f"{DOVER} closed on 16 March 2026.")


def test_a_school_does_not_close_before_it_opened():
    opened = given(school(NOBODYS, opened_on=FIRST_DAY))
    opened.when(closed(NOBODYS, date(2025, 8, 31))).then_refused(
        OutOfRange, "It opened on 1 September 2025 only.", "closed_on"
    )
    opened.when(closed(NOBODYS, FIRST_DAY)).then(f"{NOBODYS} closed on 1 September 2025.")


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "is_open"),
    [
        (None, None, True),
        (FIRST_DAY, FIRST_DAY, True),
        (date(2025, 9, 2), None, False),
        (None, date(2025, 8, 31), False),
    ],
)
def test_a_school_is_open_from_its_first_day_to_its_last(opened_on, closed_on, is_open):
    history = [school(NOBODYS, opened_on=opened_on)]
    history += [closed(NOBODYS, closed_on)] if closed_on else []
    answer = given(*history).when(begun(ASTOR, NOBODYS))
    assert (answer.refused is None) == is_open
    if not is_open:
        answer.then_refused(
            SchoolNotOpen,
            f"School {NOBODYS} was not open on 1 September 2025.",
            "partners",
            "1",
        )


def test_a_school_whose_closing_the_register_took_back_is_open():
    early = date(2025, 7, 31)
    given(closed(day=early), changed("closed_on", "2025-07-31", None)).when(BEGUN).then(
        "2 schools began to work together on science."
    )
    given(changed("closed_on", None, "2025-07-31")).when(BEGUN).then_refused(
        SchoolNotOpen, f"School {DOVER} was not open on 1 September 2025.", "partners", "1"
    )
    given(changed("opened_on", None, "2026-01-01")).when(BEGUN).then_refused(
        SchoolNotOpen, f"School {DOVER} was not open on 1 September 2025.", "partners", "1"
    )


def test_one_school_comes_after_another():
    given().when(succeeded(ASTOR, DOVER)).then(f"{DOVER} came after {ASTOR} on 2 March 2026.")
    given(succeeded(ASTOR, DOVER)).when(succeeded(ASTOR, DOVER)).then_refused(
        AlreadySaid, "That succession is recorded already.", "successor"
    )
    given().when(succeeded(ASTOR, DOVER, day=NEXT_WEEK)).then_refused(
        NotYet, "16 March 2026 has not come yet.", "happened_on"
    )


def test_no_school_comes_after_itself():
    answer = (SameSchool, "The one school has come after the other already.", "successor")
    given().when(succeeded(ASTOR, ASTOR)).then_refused(*answer)
    given(succeeded(ASTOR, DOVER), succeeded(DOVER, DEAL)).when(
        succeeded(DEAL, ASTOR)
    ).then_refused(*answer)


def test_a_plain_succession_is_of_one_school_by_one():
    given(succeeded(ASTOR, DOVER)).when(succeeded(ASTOR, DEAL)).then_refused(
        AlreadySaid, "Another school came after it already: was it split?", "successor"
    )
    given(succeeded(ASTOR, DEAL)).when(succeeded(DOVER, DEAL)).then_refused(
        AlreadySaid, "It came after another school already: did they merge?", "successor"
    )
    given(succeeded(ASTOR, DEAL)).when(succeeded(DOVER, DEAL, Succession.MERGER)).then(
        f"{DEAL} came after {DOVER} on 2 March 2026."
    )


def test_a_school_and_its_successor_cannot_begin_together_however_long_the_line():
    names = (ASTOR, *(SchoolId(f"90001{n}") for n in range(3)), DEAL)
    line = [succeeded(old, new) for old, new in pairwise(names)]
    register = [school(number) for number in names[1:-1]]
    given(*register, *line).when(begun(ASTOR, DOVER, DEAL)).then_refused(
        SameSchool,
        f"School {DEAL} stands here twice, as itself or as its successor.",
        "partners",
    )
    given(*register, *line[:-1]).when(begun(ASTOR, DOVER, DEAL)).then(
        "3 schools began to work together on science."
    )


@pytest.mark.parametrize("how", [Succession.MERGER, Succession.AMALGAMATION, Succession.SPLIT])
def test_only_a_plain_succession_is_the_same_school(how):
    given(succeeded(ASTOR, DOVER, how)).when(BEGUN).then(
        "2 schools began to work together on science."
    )
