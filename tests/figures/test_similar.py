"""Schools with pupils like one's own: by the register alone, and never by how well they do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import log, sqrt
from statistics import stdev

import pytest

from ledger.domain.acts.need import NeedDeclared, NeedLevel
from ledger.domain.identifiers import SchoolId
from ledger.domain.outcome import Area
from ledger.domain.record import Sealed
from ledger.domain.school import Phase, SchoolClosed
from ledger.domain.words import Focus, Theme
from ledger.figures import similar
from ledger.figures.figure import FigureState
from ledger.figures.saying import sentence
from tests.projections.conftest import Tell
from tests.projections.story import asked_of, colleague, editor, in_memory
from tests.scenario import ASTOR, DEAL, DOVER, TODAY, Scenario, given_only, school

FAR, CLOSED, UPPER = SchoolId("900004"), SchoolId("900005"), SchoolId("900006")
INTAKES = {
    ASTOR: (210, "12.0", "Urban city and town", 600_000),
    DOVER: (200, "15.0", "Urban major conurbation", 603_000),
    DEAL: (420, "30.0", "Urban city and town", 640_000),
    FAR: (205, "12.5", "Rural village", 700_000),
}


def primary(urn: SchoolId, **other):
    pupils, meals, place, easting = INTAKES.get(urn, (210, "12.0", None, 600_000))
    facts = {
        "phase": Phase.PRIMARY, "pupils": pupils, "free_school_meals": Decimal(meals),
        "urban_rural": place, "gender": "Mixed", "easting": easting, "northing": 140_000,
        "religious_character": "None",
    }  # fmt: skip
    return school(urn, **facts | other)


REGISTER = given_only(
    *(primary(urn) for urn in (ASTOR, DEAL, FAR)),
    primary(DOVER, religious_character="Roman Catholic"),
    school(UPPER, phase=Phase.SECONDARY, pupils=210, free_school_meals=Decimal(12)),
)


def ranked(story: Scenario, urn: str = ASTOR) -> list[str]:
    with asked_of(story) as now:
        found = similar.alike(now, urn)
    return [one.school for one in found.neighbours] if found else []


def need(urn: SchoolId, theme: Theme = Theme.TEACHING):
    return colleague(urn), NeedDeclared(
        school=urn, need_level=NeedLevel.SCHOOL, focus=Focus(theme=theme), area=Area.SUBJECT,
        statement=Sealed("we want to learn it"), happened_on=TODAY,
    )  # fmt: skip


def test_the_most_alike_come_first_and_other_phases_not_at_all() -> None:
    assert ranked(REGISTER) == [DOVER, FAR, DEAL]
    assert ranked(REGISTER, UPPER) == []
    assert ranked(REGISTER, "999999") == []


def test_the_distance_is_that_of_the_formula() -> None:
    with asked_of(REGISTER) as now:
        found = similar.distance.ask(now, school=ASTOR, other=DOVER)
        far = similar.distance.ask(now, school=ASTOR, other=FAR)
        none = similar.distance.ask(now, school=ASTOR, other=UPPER)
    sizes = stdev(log(pupils) for pupils, *_ in INTAKES.values())
    meals = stdev(float(share) for _, share, *_ in INTAKES.values())
    expected = sqrt(((log(210 / 200) / sizes) ** 2 + (3 / meals) ** 2) / 2)
    assert found.value == pytest.approx(expected)
    assert far.value == pytest.approx(
        sqrt(((log(210 / 205) / sizes) ** 2 + (0.5 / meals) ** 2) / 2) + 0.5
    )
    assert none.state is FigureState.NOT_APPLICABLE
    assert sentence(found).endswith("apart, where 0 is alike in everything")


def test_a_school_that_has_closed_is_nobodys_partner() -> None:
    story = REGISTER.and_then(SchoolClosed(school=DOVER, closed_on=TODAY))
    assert ranked(story) == [FAR, DEAL]
    with asked_of(story, happened_by=date(2026, 3, 8)) as now:
        found = similar.alike(now, ASTOR)
    assert found is not None
    assert found.neighbours[0].school == DOVER


def test_of_schools_about_as_alike_a_shared_need_decides_and_then_the_way() -> None:
    with asked_of(REGISTER) as now:
        assert similar.pairing(now, ASTOR) == [DOVER, DEAL, FAR]
        km = similar.kilometres.ask(now, school=ASTOR, other=DEAL)
        assert (km.value, sentence(km)) == (40, "40 kilometres apart as the crow flies")
    story = REGISTER.and_then(need(ASTOR), need(DEAL), need(FAR, Theme.WELLBEING))
    with asked_of(story, editor(ASTOR)) as now:
        assert similar.pairing(now, ASTOR) == [DEAL, DOVER, FAR]


def test_for_contrast_the_one_that_is_run_differently() -> None:
    with asked_of(REGISTER) as now:
        assert similar.contrast(now, ASTOR) == DOVER
        assert similar.contrast(now, DOVER) == ASTOR
    with asked_of(given_only(*(primary(urn) for urn in INTAKES))) as now:
        assert similar.contrast(now, ASTOR) is None


def test_every_database_and_every_moment_gives_the_same_schools(tell: Tell) -> None:
    story = REGISTER.and_then(primary(CLOSED, pupils=600), need(ASTOR), need(DEAL))
    ledger = tell(story)
    for known_by in (len(REGISTER.entries), len(story.entries)):
        with in_memory(story.entries[:known_by]) as other, other.asked_by() as now:
            expected = similar.alike(now, ASTOR), similar.pairing(now, ASTOR)
        with ledger.asked_by(known_by=known_by) as now:
            assert (similar.alike(now, ASTOR), similar.pairing(now, ASTOR)) == expected
