"""The register: found by any of its words, and one school through all of its numbers."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from ledger.domain.identifiers import FieldName, SchoolId
from ledger.domain.school import (
    Change,
    Phase,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.projections import schools, search
from ledger.projections.search import Filter
from tests.projections.conftest import Tell
from tests.projections.story import NOBODY, asked_of
from tests.scenario import ASTOR, DEAL, DOVER, FIRST_DAY, TODAY, given_only, school

WALMER = SchoolId("900004")
FOUR = (ASTOR, DOVER, DEAL, WALMER)


def changed(field: str, old: str | None, new: str | None) -> SchoolDetailsChanged:
    change = Change(field=FieldName(field), old=old, new=new)
    return SchoolDetailsChanged(school=ASTOR, changes=(change,))


def succeeded(
    one: SchoolId, other: SchoolId, how: Succession = Succession.SUCCESSION
) -> SchoolSucceeded:
    return SchoolSucceeded(school=one, successor=other, succession=how, happened_on=FIRST_DAY)


def test_a_school_is_as_the_register_has_it_and_public() -> None:
    story = given_only(school(ASTOR, town="Dover", pupils=410))
    with asked_of(story, NOBODY) as now:
        found = schools.one(now, ASTOR)
        assert found is not None
        assert (found.name, found.town, found.pupils) == (f"School {ASTOR}", "Dover", 410)
        assert (found.phase, found.closed_on, found.lineage) == ("secondary", None, ASTOR)


def test_a_school_that_nobody_registered_is_not_there() -> None:
    with asked_of(given_only(school(ASTOR))) as now:
        assert schools.one(now, DOVER) is None
        assert schools.some(now, [ASTOR, DOVER]).keys() == {ASTOR}
        assert schools.names(now, [ASTOR, DOVER]) == {ASTOR: f"School {ASTOR}"}
        assert schools.names(now, []) == {}
        assert schools.lineage(now, DOVER) == []


@pytest.mark.parametrize(
    ("field", "told", "kept"),
    [
        ("pupils", "410", 410),
        ("opened_on", "2001-09-01", date(2001, 9, 1)),
        ("closed_on", "2026-01-31", date(2026, 1, 31)),
        ("town", "Dover", "Dover"),
        ("free_school_meals", "12.5", "12.5"),
        ("religious_character", None, None),
    ],
)
def test_a_detail_that_changed_is_told_from_then_on(field: str, told: str, kept: object) -> None:
    story = given_only(school(ASTOR), changed(field, None, told))
    with asked_of(story) as now:
        assert getattr(schools.one(now, ASTOR), field) == kept
    with asked_of(story, known_by=1) as now:
        assert getattr(schools.one(now, ASTOR), field) is None


def test_a_detail_that_the_view_does_not_keep_changes_nothing() -> None:
    story = given_only(school(ASTOR), changed("establishment_number", None, "4001"))
    with asked_of(story) as now, asked_of(story, known_by=1) as then:
        assert schools.one(now, ASTOR) == schools.one(then, ASTOR)


def test_a_school_is_found_by_its_new_name_and_not_by_the_old() -> None:
    story = given_only(school(ASTOR, name="Astor College"), changed("name", None, "Dover Academy"))
    with asked_of(story) as now:
        assert search.count(now, Filter("astor")) == 0
        assert search.count(now, Filter("dover academy")) == 1


def test_a_school_that_closed_has_its_last_day() -> None:
    story = given_only(school(ASTOR), SchoolClosed(school=ASTOR, closed_on=TODAY))
    with asked_of(story) as now, asked_of(story, known_by=1) as then:
        assert getattr(schools.one(now, ASTOR), "closed_on") == TODAY  # noqa: B009
        assert getattr(schools.one(then, ASTOR), "closed_on") is None  # noqa: B009


LINKS = ((ASTOR, DOVER), (DOVER, DEAL), (DEAL, WALMER))


@pytest.mark.parametrize("links", list(permutations(LINKS)))
def test_a_chain_is_one_school_in_whatever_order_it_became_known(
    links: tuple[tuple[SchoolId, SchoolId], ...],
) -> None:
    register = [school(n, opened_on=date(2000 + at, 9, 1)) for at, n in enumerate(FOUR)]
    story = given_only(*register, *(succeeded(*link) for link in links))
    with asked_of(story) as now:
        assert [schools.lineage(now, number) for number in FOUR] == [list(FOUR)] * 4
        assert set(schools.lineages(now, FOUR).values()) == {ASTOR}
    with asked_of(story, known_by=len(register)) as then:
        assert [schools.lineage(then, number) for number in FOUR] == [[n] for n in FOUR]


def test_two_that_merged_and_one_that_was_split_stand_side_by_side() -> None:
    story = given_only(
        *map(school, FOUR),
        succeeded(ASTOR, DEAL, Succession.MERGER),
        succeeded(DOVER, DEAL, Succession.MERGER),
        succeeded(DEAL, WALMER, Succession.SPLIT),
    )
    with asked_of(story) as now:
        assert [schools.lineage(now, n) for n in FOUR] == [[n] for n in FOUR]
        assert [(link.school, link.successor) for link in schools.links(now, [DEAL])] == [
            (ASTOR, DEAL),
            (DOVER, DEAL),
            (DEAL, WALMER),
        ]


def test_a_merger_is_told_and_makes_no_school_of_two() -> None:
    story = given_only(*map(school, FOUR), succeeded(ASTOR, DOVER, Succession.MERGER))
    with asked_of(story) as now:
        assert schools.lineage(now, DOVER) == [DOVER]
        (link,) = schools.links(now, [DOVER])
        assert (link.school, link.successor, link.succession) == (ASTOR, DOVER, "merger")
        assert schools.links(now, [ASTOR]) == [link]
    with asked_of(story, happened_by=date(2025, 8, 31)) as before:
        assert schools.links(before, [DOVER]) == []


NAMED = given_only(
    school(ASTOR, name="Astor College", town="Dover", postcode="CT17 0AS", la_code="886"),
    school(DOVER, name="100% Attendance Free School", la_code="886", phase=Phase.PRIMARY),
    school(DEAL, name="Ysgol Ynys Môn", town="LLANGEFNI", la_code="660"),
    school(WALMER, name="Straße_School \\ Walmer", phase=Phase.PRIMARY),
)


def test_a_school_is_found_by_what_somebody_would_type(tell: Tell) -> None:
    ledger = tell(NAMED)
    expected = {
        "": [DOVER, ASTOR, WALMER, DEAL],
        "astor": [ASTOR],
        " ASTOR coll": [ASTOR],
        "ct17 0as": [ASTOR],
        "900003": [DEAL],
        "90000": [DOVER, ASTOR, WALMER, DEAL],
        "dover": [ASTOR],
        "llangefni": [DEAL],
        "môn": [DEAL],
        "YNYS MON": [DEAL],
        "strasse": [WALMER],
        "%": [DOVER],
        "_": [WALMER],
        "\\": [WALMER],
        "s_r": [],
        "a%r": [],
        "nowhere": [],
    }
    with ledger.asked_by() as now:
        found = {
            words: [row.school for row in search.page(now, Filter(words), first=9)]
            for words in expected
        }
        counted = {words: search.count(now, Filter(words)) for words in expected}
    assert found == expected
    assert counted == {words: len(numbers) for words, numbers in expected.items()}


def test_schools_are_narrowed_to_an_authority_and_a_phase() -> None:
    with asked_of(NAMED) as now:
        assert [row.school for row in search.page(now, Filter(la="886"), 9)] == [DOVER, ASTOR]
        assert search.count(now, Filter(phase="primary")) == 2
        assert search.count(now, Filter(la="886", phase="primary")) == 1
        assert search.count(now, Filter("astor", la="660")) == 0


@pytest.mark.parametrize("size", [1, 4, 100])
def test_pages_go_to_the_end_without_gap_or_repetition(size: int) -> None:
    names = {SchoolId(str(900_100 + n)): f"School {n % 3}" for n in range(23)}
    story = given_only(*(school(number, name=name) for number, name in names.items()))
    with asked_of(story) as now:
        seen: list[str] = []
        after = ("", "")
        while rows := search.page(now, Filter("school"), size, after):
            seen += [row.school for row in rows]
            assert len(seen) < 50, "it never ends"
            after = rows[-1].name, rows[-1].school
        assert seen == sorted(names, key=lambda number: (names[number], number))
        assert search.count(now, Filter("school")) == 23
