"""What is wrong with a fact is found by a quick look, and then told in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.domain.entry import may_stand_alone
from ledger.domain.identifiers import Digest, FieldName, SchoolId, TrustId
from ledger.domain.past import SYSTEM, Past
from ledger.domain.plain import canonical
from ledger.domain.prose import on
from ledger.domain.refusal import Missing, NotWellFormed, OutOfRange, Refused, RoleCannotRecord
from ledger.domain.school import (
    Change,
    Phase,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolRegistered,
    check_detail,
)
from ledger.domain.screening import USUAL
from ledger.domain.soundness import are_sound, first_complaint, is_sound, screen
from ledger.domain.words import Focus, Theme
from tests.projections.story import planned
from tests.scenario import ANN, BEGUN, DEAL, DOVER

TODAY = date(2026, 3, 9)
NOW = Past((), SYSTEM, datetime(2026, 3, 9, 16, tzinfo=UTC))
ASTOR = SchoolRegistered(school=SchoolId("138167"), name="Astor College", phase=Phase.SECONDARY)

TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "Dover", "A123456789012", "B\x00", "x" * 200, "x" * 201, "\ud800"]),
)
NUMBERS = st.integers(-1, 100_001)
SCHOOLS = st.builds(
    SchoolRegistered,
    school=st.sampled_from(["138167", "13816", "١٣٨١٦٧"]).map(SchoolId),
    name=TEXTS,
    phase=st.sampled_from([Phase.PRIMARY, Phase("nothing_we_know")]),
    town=TEXTS,
    pupils=NUMBERS,
    low_age=NUMBERS,
    free_school_meals=st.decimals(-1, 101, places=5),
    trust=st.sampled_from(["2000", "TR01"]).map(TrustId),
    row_digest=st.sampled_from(["0" * 64, "0" * 63]).map(Digest),
)
CHANGES = st.builds(
    SchoolDetailsChanged,
    school=st.just(SchoolId("138167")),
    changes=st.lists(
        st.builds(Change, field=st.sampled_from(["town", "To wn"]).map(FieldName), new=TEXTS),
        max_size=3,
    ).map(tuple),
)


@given(st.one_of(SCHOOLS, CHANGES))
def test_the_quick_look_and_the_slow_one_agree(entry: Any) -> None:
    if is_sound(entry, TODAY):
        with pytest.raises(AssertionError, match="differ"):
            first_complaint(entry, TODAY)
    else:
        assert isinstance(first_complaint(entry, TODAY), Refused)


@pytest.mark.parametrize(
    ("facts", "path"),
    [
        ({"name": ""}, "name"),
        ({"town": "A123456789012"}, "town"),
        ({"town": "a123456789012 is hers"}, "town"),
        ({"town": "Do\x07ver"}, "town"),
        ({"pupils": 100_001}, "pupils"),
        ({"free_school_meals": Decimal("1.00001")}, "free_school_meals"),
        ({"phase": Phase("nothing_we_know")}, "phase"),
        ({"trust": TrustId("TR01")}, "trust"),
        ({"school": SchoolId("13816")}, "school"),
    ],
)
def test_a_fact_beyond_its_limits_is_named(facts: dict[str, Any], path: str) -> None:
    with pytest.raises(Refused) as told:
        replace(ASTOR, **facts).check_facts(NOW)

    assert told.value.path == (path,)


def test_a_number_of_a_pupil_is_not_made_by_two_texts_side_by_side() -> None:
    replace(ASTOR, la_code="A12345", la_name="6789012").check_facts(NOW)


def test_what_is_deeper_is_looked_at_too() -> None:
    change = Change(field=FieldName("town"), old="Dover", new="x" * 201)

    with pytest.raises(OutOfRange) as told:
        SchoolDetailsChanged(school=ASTOR.school, changes=(change,)).check_facts(NOW)

    assert told.value.path == ("changes", "0", "new")


@pytest.mark.parametrize("day", [date(1000, 1, 1), date(1899, 12, 30), date(1949, 12, 31)])
def test_a_day_that_nobody_can_mean_is_refused_with_the_earliest_one(day: date) -> None:
    past = NOW._replace(by=ANN)
    with pytest.raises(OutOfRange) as told:
        replace(BEGUN, happened_on=day).check_facts(past)

    assert str(told.value) == f"The earliest day is 1 January 1950; this says {on(day)}."
    assert told.value.path == ("happened_on",)
    replace(BEGUN, happened_on=date(1950, 1, 1)).check_facts(past)


def test_nor_is_a_day_planned_for_that_nobody_lives_to_see() -> None:
    past = NOW._replace(by=ANN)
    (_, too_late), (_, last) = planned(date(2100, 1, 1)), planned(date(2099, 12, 31))
    with pytest.raises(OutOfRange, match="latest day is 31 December 2099; this says 1 January"):
        too_late.check_facts(past)

    last.check_facts(past)


@pytest.mark.parametrize(
    ("facts", "said", "path"),
    [
        ({"focus": Focus(theme=Theme.TEACHING, year_groups=(7, 8, 7))}, "7", "focus.year_groups.2"),
        ({"outcomes": BEGUN.outcomes[:1] * 2}, "this", "outcomes.1"),
        ({"partners": (DOVER, DEAL, DEAL)}, DEAL, "partners.2"),
    ],
)
def test_what_is_named_in_a_list_is_named_once(facts: dict[str, Any], said: str, path: str) -> None:
    with pytest.raises(NotWellFormed, match=f"^Name each only once: {said} stands here") as told:
        replace(BEGUN, **facts).check_facts(NOW._replace(by=ANN))

    assert ".".join(told.value.path) == path


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pupils", "745"),
        ("opened_on", "2012-04-01"),
        ("closed_on", "2031-08-31"),
        ("phase", "all_through"),
        ("free_school_meals", "21.7"),
        ("trust", "2000"),
        ("town", None),
    ],
)
def test_a_detail_may_become_what_it_could_have_been(field: str, text: str | None) -> None:
    check_detail(NOW, Change(field=FieldName(field), new=text))


@pytest.mark.parametrize(
    ("field", "text", "refusal"),
    [
        ("pupils", "many", NotWellFormed),
        ("pupils", "1_000", NotWellFormed),
        ("pupils", "100001", OutOfRange),
        ("opened_on", "01-04-2012", NotWellFormed),
        ("opened_on", "20120401", NotWellFormed),
        ("closed_on", "soon", NotWellFormed),
        ("free_school_meals", "a third", NotWellFormed),
        ("phase", "kindergarten", NotWellFormed),
        ("trust", "TR01", NotWellFormed),
        ("town", "", OutOfRange),
        ("name", None, Missing),
        ("phase", None, Missing),
    ],
)
def test_a_detail_cannot_become_what_no_school_could_have(
    field: str, text: str | None, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal) as told:
        check_detail(NOW, Change(field=FieldName(field), new=text), "changes", "0", "new")

    assert told.value.path == ("changes", "0", "new")


def test_the_bytes_of_an_entry_are_what_they_always_were() -> None:
    closed = SchoolClosed(school=ASTOR.school, closed_on=date(2031, 8, 31), why_closed="Merged “é”")

    assert canonical(closed) == (
        '{"closed_on":"2031-08-31","school":"138167","why_closed":"Merged “é”"}'.encode()
    )


def test_what_has_passed_some_rules_is_still_looked_over_by_others() -> None:
    """And what was refused is refused again, wherever it stands."""
    told = replace(ASTOR, name="Write to ann@example.org", town="Write to ann@example.org")
    screen(told, ())

    for _ in range(2):
        with pytest.raises(Refused) as refused:
            screen(told, USUAL)
        assert refused.value.path == ("name",)
    with pytest.raises(Refused) as refused:
        screen(replace(told, name="Astor College"), USUAL)
    assert refused.value.path == ("town",)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(SCHOOLS, max_size=4))
def test_many_are_sound_when_each_of_them_is(schools: list[SchoolRegistered]) -> None:
    assert are_sound(schools, TODAY) == all(is_sound(school, TODAY) for school in schools)


def test_what_is_screened_is_looked_over_one_by_one() -> None:
    assert may_stand_alone([ASTOR, ASTOR], NOW)
    assert may_stand_alone([], NOW)
    assert not may_stand_alone([ASTOR, replace(ASTOR, name="")], NOW)
    assert not may_stand_alone([BEGUN], NOW._replace(by=ANN))


def test_nobody_may_stand_in_a_role_that_does_not_record_it() -> None:
    with pytest.raises(RoleCannotRecord):
        may_stand_alone([ASTOR], NOW._replace(by=ANN))
