"""Trusts: which schools were in one on a day, as it was known by then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.domain.identifiers import FieldName, TrustId
from ledger.domain.school import Change, SchoolDetailsChanged
from ledger.domain.trust import GroupKind, SchoolJoinedTrust, SchoolLeftTrust, TrustRegistered
from ledger.projections import search, trusts
from ledger.projections.search import Filter
from tests.projections.story import NOBODY, asked_of
from tests.scenario import ASTOR, DEAL, DOVER, TODAY, YESTERDAY, Scenario, given_only, school

EAST, WEST = TrustId("77"), TrustId("78")
OPENED, MOVED = date(2012, 9, 1), date(2024, 9, 1)
ONE_DAY = timedelta(days=1)


def said(**new: str | None) -> SchoolDetailsChanged:
    changes = tuple(Change(field=FieldName(f), old=None, new=to) for f, to in new.items())
    return SchoolDetailsChanged(school=ASTOR, changes=changes)


def joined(uid: TrustId, day: date, name: str | None = None) -> SchoolJoinedTrust:
    return SchoolJoinedTrust(school=ASTOR, uid=uid, happened_on=day, trust_name=name)


def left(uid: TrustId, day: date) -> SchoolLeftTrust:
    return SchoolLeftTrust(school=ASTOR, uid=uid, happened_on=day)


REGISTERED = given_only(school(ASTOR, trust=EAST, trust_name="East", opened_on=OPENED))


def trust_on(story: Scenario, day: date, known_by: int | None = None) -> str | None:
    with asked_of(story, NOBODY, known_by, day) as now:
        found = trusts.of_schools(now, [ASTOR]).get(ASTOR)
        for uid in (EAST, WEST):
            assert (ASTOR in trusts.of_trust(now, uid)) == (
                found is not None and found.trust == uid
            )
    return found.trust if found else None


def test_the_trust_of_a_new_school_is_its_own_since_it_opened() -> None:
    assert trust_on(REGISTERED, OPENED - ONE_DAY) is None
    assert trust_on(REGISTERED, OPENED) == EAST
    assert trust_on(REGISTERED, TODAY) == EAST


def test_a_school_of_which_nobody_knows_when_it_opened_was_always_in_its_trust() -> None:
    assert trust_on(given_only(school(ASTOR, trust=EAST)), date(1900, 1, 1)) == EAST


def test_a_school_that_moved_was_in_its_old_trust_before() -> None:
    story = REGISTERED.and_then(left(EAST, MOVED - ONE_DAY), joined(WEST, MOVED))
    assert [trust_on(story, day) for day in (MOVED - ONE_DAY, MOVED, TODAY)] == [EAST, WEST, WEST]
    assert trust_on(story, TODAY, known_by=1) == EAST
    assert trust_on(story, MOVED, known_by=2) is None


def test_a_school_that_moved_on_its_last_day_is_in_the_new_trust_that_day() -> None:
    story = REGISTERED.and_then(left(EAST, MOVED), joined(WEST, MOVED))
    assert [trust_on(story, day) for day in (MOVED - ONE_DAY, MOVED)] == [EAST, WEST]


def test_what_an_extract_says_differently_counts_from_the_day_it_was_read() -> None:
    story = REGISTERED.and_then(said(trust="78", trust_name="West"))
    assert [trust_on(story, day) for day in (YESTERDAY, TODAY)] == [EAST, WEST]
    gone = REGISTERED.and_then(said(trust=None, trust_name=None))
    assert [trust_on(gone, day) for day in (YESTERDAY, TODAY)] == [EAST, None]


def test_an_extract_that_says_what_is_known_already_changes_no_day() -> None:
    story = REGISTERED.and_then(left(EAST, MOVED), joined(WEST, MOVED), said(trust="78"))
    assert trust_on(story, MOVED) == WEST


def test_two_changes_on_one_day_leave_the_last() -> None:
    story = REGISTERED.and_then(said(trust="78"), said(trust="77"), said(trust="78"))
    assert [trust_on(story, day) for day in (YESTERDAY, TODAY)] == [EAST, WEST]


def test_a_change_that_is_taken_back_on_its_day_leaves_nothing() -> None:
    story = REGISTERED.and_then(said(trust="78"), said(trust=None))
    assert [trust_on(story, day) for day in (YESTERDAY, TODAY)] == [EAST, None]


def test_a_school_may_come_back() -> None:
    back = MOVED + timedelta(days=100)
    story = REGISTERED.and_then(left(EAST, MOVED), joined(EAST, back))
    days = (MOVED, MOVED + ONE_DAY, back - ONE_DAY, back)
    assert [trust_on(story, day) for day in days] == [EAST, None, None, EAST]


REGISTRATION = TrustRegistered(
    uid=EAST,
    name="The East Trust",
    group_kind=GroupKind.MULTI_ACADEMY_TRUST,
    group_id="TR1",
    opened_on=OPENED,
)


@pytest.mark.parametrize(
    ("story", "name", "kind"),
    [
        (REGISTERED, "East", None),
        (REGISTERED.and_then(said(trust_name="East & Co")), "East & Co", None),
        (REGISTERED.and_then(said(pupils="9")), "East", None),
        (REGISTERED.and_then(REGISTRATION), "The East Trust", "multi_academy_trust"),
        (REGISTERED.and_then(REGISTRATION, said(trust_name="E")), "The East Trust",
         "multi_academy_trust"),
        (given_only(school(ASTOR)).and_then(joined(EAST, MOVED)), None, None),
        (given_only(school(ASTOR)).and_then(joined(EAST, MOVED, "E")), "E", None),
    ],
)  # fmt: skip
def test_a_trust_has_the_name_that_it_was_registered_with(
    story: Scenario, name: str | None, kind: str | None
) -> None:
    with asked_of(story, NOBODY) as now:
        found = trusts.some(now, [EAST, WEST])
        assert found.keys() == {EAST}
        assert (found[EAST].name, found[EAST].kind) == (name, kind)


def test_schools_are_narrowed_to_a_trust() -> None:
    story = REGISTERED.and_then(
        school(DOVER, trust=EAST), school(DEAL, trust=WEST), left(EAST, MOVED), joined(WEST, MOVED)
    )
    for day, expected in ((TODAY, [ASTOR, DEAL]), (MOVED - ONE_DAY, [DEAL])):
        with asked_of(story, NOBODY, happened_by=day) as now:
            wanted = Filter(trust=WEST)
            assert [row.school for row in search.page(now, wanted, 9)] == expected
            assert search.count(now, wanted) == len(expected)
    with asked_of(story, NOBODY) as now:
        assert search.count(now, Filter(trust="79")) == 0
        assert search.count(now, Filter("900002", trust=EAST)) == 1
