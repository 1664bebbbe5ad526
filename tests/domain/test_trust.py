"""Which trust a school is in: by the register, and by what is said of a day."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.domain.identifiers import FieldName, TrustId
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotMember,
    OutOfRange,
    RoleCannotRecord,
    SchoolNotOpen,
    UnknownSchool,
)
from ledger.domain.school import Change, SchoolDetailsChanged
from ledger.domain.trust import GroupKind, SchoolJoinedTrust, SchoolLeftTrust, TrustRegistered
from tests.scenario import (
    ANN,
    ASTOR,
    DOVER,
    FIRST_DAY,
    LAST_WEEK,
    LAST_YEAR,
    NOBODYS,
    TODAY,
    given,
    given_only,
    school,
)

EAST, WEST = TrustId("77"), TrustId("78")


def joined(uid=EAST, day=FIRST_DAY, number=ASTOR):
    return SchoolJoinedTrust(school=number, uid=uid, happened_on=day)


def left(uid=EAST, day=LAST_WEEK, number=ASTOR):
    return SchoolLeftTrust(school=number, uid=uid, happened_on=day)


def trust(name="The East Trust", **other):
    return TrustRegistered(uid=EAST, name=name, group_kind=GroupKind.MULTI_ACADEMY_TRUST, **other)


def said(field, new):
    change = Change(field=FieldName(field), old=None, new=new)
    return SchoolDetailsChanged(school=ASTOR, changes=(change,))


def test_a_school_joins_and_leaves_a_trust():
    given().when(joined()).then(f"{ASTOR} joined trust 77 on 1 September 2025.")
    given(joined()).when(left()).then(f"{ASTOR} left trust 77 on 2 March 2026.")
    given(joined(), left()).when(joined(WEST, LAST_WEEK)).then(
        f"{ASTOR} joined trust 78 on 2 March 2026."
    )
    given(joined(), left()).when(joined(EAST, TODAY)).then(
        f"{ASTOR} joined trust 77 on 9 March 2026."
    )


def test_a_school_is_in_one_trust_at_a_time():
    given(joined()).when(joined(day=LAST_WEEK)).then_refused(
        AlreadySaid, "It is in that trust already.", "uid"
    )
    given(joined()).when(joined(WEST, LAST_WEEK)).then_refused(
        Missing, "It is in trust 77: record first when it left.", "uid"
    )
    given(joined()).when(left(WEST)).then_refused(NotMember, "It is not in trust 78.", "uid")
    given().when(left()).then_refused(NotMember, "It is not in trust 77.", "uid")


@pytest.mark.parametrize(
    ("history", "is_in"),
    [
        ((said("trust", "77"),), True),
        ((said("trust", "77"), said("trust", None)), False),
        ((said("trust", "77"), said("trust_name", "East")), True),
        ((said("trust", "78"), said("trust", "77")), True),
        ((said("trust", "78"),), False),
    ],
)
def test_what_the_register_says_of_a_school_counts(history, is_in):
    answer = given(*history).when(left(day=TODAY))
    if is_in:
        answer.then(f"{ASTOR} left trust 77 on 9 March 2026.")
    else:
        answer.then_refused(NotMember, "It is not in trust 77.", "uid")


def test_a_school_is_in_the_trust_with_which_it_was_registered():
    known = given_only(school(ASTOR, trust=EAST, opened_on=FIRST_DAY))
    known.when(joined()).then_refused(AlreadySaid, "It is in that trust already.", "uid")
    known.when(left()).then(f"{ASTOR} left trust 77 on 2 March 2026.")


def test_an_extract_that_says_the_same_trust_moves_no_day():
    given(joined(), said("trust", "77")).when(left()).then(
        f"{ASTOR} left trust 77 on 2 March 2026."
    )


def test_days_do_not_run_backwards():
    given(joined()).when(left(day=LAST_YEAR)).then_refused(
        OutOfRange, "Its trust last changed on 1 September 2025.", "happened_on"
    )
    given(joined(), left()).when(joined(WEST, FIRST_DAY)).then_refused(
        OutOfRange, "Its trust last changed on 2 March 2026.", "happened_on"
    )


def test_only_an_open_school_of_the_register_joins():
    given().when(joined(number=NOBODYS)).then_refused(
        UnknownSchool, f"The register has no school {NOBODYS}.", "school"
    )
    given_only(school(ASTOR, opened_on=date(2026, 1, 1))).when(joined()).then_refused(
        SchoolNotOpen, f"School {ASTOR} was not open on 1 September 2025.", "school"
    )


def test_one_school_says_nothing_of_another():
    given(joined(), joined(WEST, number=DOVER)).when(left()).then(
        f"{ASTOR} left trust 77 on 2 March 2026."
    )


def test_a_trust_is_registered_and_again_when_something_is_different():
    given().when(trust()).then(
        "The East Trust stands in the register of groups: multi academy trust."
    )
    given(trust()).when(trust()).then_refused(AlreadySaid, "The register said so already.", "uid")
    given(trust()).when(trust("East")).then(
        "East stands in the register of groups: multi academy trust."
    )
    given(trust(), trust("East")).when(trust()).then(
        "The East Trust stands in the register of groups: multi academy trust."
    )


@pytest.mark.parametrize("command", [trust(), joined(), left()])
def test_no_school_says_what_the_register_says(command):
    given().when(command, ANN).then_refused(
        RoleCannotRecord, "The role editor does not record this."
    )


def test_what_is_said_of_a_trust_is_found_by_its_number():
    assert trust().tags() == {"trust:77"}
    assert joined().tags() == {"trust:77", f"school:{ASTOR}"}
