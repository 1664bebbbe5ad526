"""What holds of every entry: who records, what can be written, and how much of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.identifiers import FieldName, SchoolId
from ledger.domain.naming import named_schools
from ledger.domain.plain import canonical
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    CODES,
    NotSignedIn,
    NotWellFormed,
    OutOfRange,
    PupilIdentifier,
    Refused,
    RoleCannotRecord,
    TrusteeCannotRecord,
)
from ledger.domain.words import Focus, Subject, Theme
from tests.acts.test_shared_evaluation import baseline, reading
from tests.acts.test_visit import PLANNED
from tests.scenario import (
    ADA,
    ANN,
    ASTOR,
    AUD,
    BEGUN,
    DEAL,
    DOVER,
    NOBODY,
    NOBODYS,
    TIM,
    begun,
    given,
    school,
)

MEGABYTE = 1 << 20
UNWRITABLE = (
    NotWellFormed,
    "There is a character here that cannot be written. Take it out.",
)


@pytest.mark.parametrize(
    ("by", "kind", "sentence"),
    [
        (NOBODY, NotSignedIn, "Sign in to record something."),
        (TIM, TrusteeCannotRecord, "Trustees read the ledger; schools record in it."),
        (AUD, RoleCannotRecord, "The role auditor does not record this."),
        (ADA, RoleCannotRecord, "The role admin does not record this."),
    ],
)
def test_only_an_editor_records_what_schools_do(by, kind, sentence):
    given().when(BEGUN, by=by).then_refused(kind, sentence)
    given(BEGUN).when(PLANNED, by=by).then_refused(kind, sentence)


@pytest.mark.parametrize("by", [NOBODY, TIM, AUD, ANN])
def test_only_a_registrar_records_what_the_register_says(by):
    answer = given().when(school(NOBODYS), by=by)
    assert isinstance(answer.refused, NotSignedIn | RoleCannotRecord)


def test_who_may_not_record_learns_nothing_from_being_refused():
    absent, there = given().when(PLANNED, by=TIM), given(BEGUN).when(PLANNED, by=TIM)
    assert str(absent.refused) == str(there.refused)


@pytest.mark.parametrize("broken", ["\x00", "\x1b[2J", "\ud800", "\x7f"])
def test_what_no_database_can_hold_is_refused(broken):
    given().when(replace(BEGUN, title=Sealed(f"More {broken} talk"))).then_refused(
        *UNWRITABLE, "title"
    )
    given().when(school(NOBODYS, name=f"A {broken} school")).then_refused(*UNWRITABLE, "name")


def test_lines_and_letters_of_every_language_are_written():
    title = Sealed("Zażółć gęślą jaźń\n学び 🎓")
    given().when(replace(BEGUN, title=title)).then("2 schools began to work together on science.")


def test_a_megabyte_is_too_much():
    given().when(replace(BEGUN, title=Sealed("x" * MEGABYTE))).then_refused(
        OutOfRange, "From 3 to 120 characters, please.", "title"
    )
    given().when(school(NOBODYS, name="x" * MEGABYTE)).then_refused(
        OutOfRange, "From 1 to 200 characters, please.", "name"
    )
    given().when(begun(ASTOR, SchoolId("9" * MEGABYTE))).then_refused(
        NotWellFormed, SchoolId.HINT, "partners", "1"
    )


def test_sealed_words_are_words():
    given().when(replace(BEGUN, title=Sealed(""))).then_refused(
        OutOfRange, "From 3 to 120 characters, please.", "title"
    )


@pytest.mark.parametrize("number", ["", "90000", "9000011", "90000a", "\uff19" * 6, "900001\n"])
def test_a_school_has_a_number_of_six_digits(number):
    given().when(begun(ASTOR, SchoolId(number))).then_refused(
        NotWellFormed, SchoolId.HINT, "partners", "1"
    )
    with pytest.raises(ValueError, match="six digits"):
        SchoolId.parse(number)


def test_a_fact_is_named_as_in_the_schema_or_as_in_the_store():
    assert FieldName.parse("plannedFor") == FieldName.parse("planned_for") == "planned_for"


def test_an_unknown_code_is_read_and_never_recorded():
    gone = Theme("mindfulness")
    assert (gone.value, gone.is_known) == ("mindfulness", False)
    assert Focus(theme=gone).words == "mindfulness"
    given().when(begun(ASTOR, DEAL, focus=Focus(theme=gone))).then_refused(
        NotWellFormed, "There is no theme of that kind.", "focus", "theme"
    )
    in_french = Focus(theme=Theme.TEACHING, subject=Subject("latin"))
    given().when(begun(ASTOR, DEAL, focus=in_french)).then_refused(
        NotWellFormed, "There is no subject of that kind.", "focus", "subject"
    )


@pytest.mark.parametrize(
    "words",
    ["A123456789012", "pupil a12345678901x.", "(H12345678901Z)"],
)
def test_a_pupil_number_is_found_wherever_it_stands(words):
    given().when(replace(BEGUN, title=Sealed(words))).then_refused(
        PupilIdentifier, "No pupil is named here: leave the number out.", "title"
    )


@pytest.mark.parametrize("words", ["I123456789012", "AB12345678901", "A1234567890123", "£12.50"])
def test_other_numbers_may_be_written(words):
    assert given().when(replace(BEGUN, title=Sealed(words))).refused is None


def test_every_refusal_has_a_code_of_its_own_that_front_ends_know():
    def kinds(of):
        return {of, *(kind for sub in of.__subclasses__() for kind in kinds(sub))}

    assert set(CODES) == kinds(Refused) - {Refused}
    assert len({code.__name__ for code in CODES}) == len(CODES)
    for code in CODES:
        assert code.__doc__


def test_a_list_that_is_left_out_names_no_school():
    """Lists were added to kinds of earlier releases: whoever leaves them out says as much."""
    first = baseline(reading())
    assert first.proportions is None
    assert first.schools() == {ASTOR, DOVER}
    assert {named for named, _ in named_schools(first)} == {ASTOR, DOVER}


def test_to_ask_an_entry_for_its_schools_leaves_it_as_it_was():
    asked, unasked = replace(PLANNED), replace(PLANNED)
    stored = canonical(asked)
    # when it is asked twice
    assert asked.schools() == asked.schools() == {one for one, _ in named_schools(unasked)}
    # then it says and equals what it did, and what is made of it knows its own schools
    assert (asked, canonical(asked)) == (unasked, stored)
    assert replace(asked, host=DOVER).schools() == replace(unasked, host=DOVER).schools()
