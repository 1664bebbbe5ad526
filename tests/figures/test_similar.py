"""Schools with pupils like one's own: by whom they take in, and never by how well they do."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from math import log, sqrt
from statistics import stdev

import pytest

from ledger.domain.acts.need import NeedDeclared, NeedLevel
from ledger.domain.acts.open_door import OpenDoorOffered, OpenDoorTaken
from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.outcome import Area
from ledger.domain.past import SYSTEM, Past
from ledger.domain.pupil_intake import IntakePublished, Matching
from ledger.domain.record import Sealed
from ledger.domain.school import Phase, SchoolClosed, SchoolSucceeded, Succession
from ledger.domain.words import Focus, Theme
from ledger.figures import similar
from ledger.figures.figure import FigureState
from ledger.figures.saying import sentence
from ledger.figures.similar import Basis
from ledger.register.intakes.reading import Reading
from tests.projections.conftest import Tell
from tests.projections.story import asked_of, colleague, editor, in_memory
from tests.register.files import SCHOOLS
from tests.scenario import ASTOR, DEAL, DOVER, LAST_WEEK, NOW, TODAY, Scenario, given_only, school

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


def published() -> list[IntakePublished]:
    """What the department published of 93 primary schools."""
    file = SCHOOLS / "similar_PrimaryValuesEntry.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    urns = {row["URN"] for row in rows}
    return list(Reading("2024", urns, Past((), SYSTEM, NOW)).read(rows, []))


@cache
def of_primaries(edition_of_the_last: str = "2024") -> Scenario:
    *most, last = published()
    said = [*most, replaced(last, edition=edition_of_the_last)]
    schools = [school(one.school, phase=Phase.PRIMARY) for one in said]
    return given_only(*schools, *said)


def replaced(intake: IntakePublished, **other) -> IntakePublished:
    return IntakePublished(**vars(intake) | other)


def test_the_department_finds_its_own_distances_in_the_record() -> None:
    found: dict[tuple[str, str], float] = {}
    with asked_of(of_primaries()) as now:
        for one in published():
            alike = similar.alike(now, one.school)
            assert alike is not None
            assert (alike.basis, len(alike.neighbours)) == (Basis.PRIMARY, 50)
            other = alike.neighbours[0].school
            told = similar.by_primary.ask(now, school=one.school, other=other)
            assert told.value == alike.neighbours[0].distance.value
            found |= {(one.school, n.school): n.distance.value for n in alike.neighbours}
    assert sentence(told).endswith("apart as the department measures it, where 0 is alike in all")
    groups = (SCHOOLS / "similar_PrimaryGroupsEntry.json").read_text(encoding="utf-8")
    theirs = {(row["URN"], row["NeighbourURN"]): float(row["Dist"]) for row in json.loads(groups)}
    both = found.keys() & theirs.keys()
    assert len(both) > 1_000
    assert [found[pair] for pair in both] == pytest.approx(
        [theirs[pair] for pair in both], abs=1e-9
    )


def test_secondary_schools_are_compared_by_what_is_published_of_them() -> None:
    spread = {"matching": Matching.SECONDARY, "prior_attainment": Decimal(100)}
    urns = [SchoolId(str(900_100 + n)) for n in range(51)]
    said = [
        IntakePublished(
            school=urn, edition="2024", pupil_premium=Decimal(n), stability=Decimal(90), **spread
        )
        for n, urn in enumerate(urns)
    ]
    with asked_of(given_only(*map(school, urns), *said)) as now:
        found = similar.by_secondary.ask(now, school=urns[0], other=urns[1])
        far = similar.distance.ask(now, school=urns[0], other=urns[1])
        assert similar.pairing(now, urns[0])[0] == urns[1]
    assert found.value == pytest.approx(1 / 14.20985 / sqrt(3))
    assert far.state is FigureState.NOT_APPLICABLE, "the register says nothing of them"


def test_what_was_published_counts_where_it_was_of_fifty_others_in_the_same_edition() -> None:
    few = [school(one.school, phase=Phase.PRIMARY) for one in published()[:50]]
    with asked_of(given_only(*few, *published()[:50])) as now:
        assert similar.alike(now, few[0].school) is None
    last = published()[-1].school
    with asked_of(of_primaries("2025")) as now:
        assert similar.alike(now, last) is None
        found = similar.alike(now, published()[0].school)
    assert found is not None
    assert last not in found.intakes


def test_an_academy_has_what_was_published_of_it_before() -> None:
    one, other = published()[0], published()[1]
    became = SchoolSucceeded(
        school=one.school, successor=ASTOR, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
    )
    story = of_primaries().and_then(
        school(ASTOR, phase=Phase.PRIMARY),
        SchoolClosed(school=one.school, closed_on=LAST_WEEK),
        became,
    )
    with asked_of(story) as now:
        found, before = similar.alike(now, ASTOR), similar.alike(now, one.school)
        away = similar.by_primary.ask(now, school=other.school, other=ASTOR)
    assert before is None
    assert found is not None
    assert found.neighbours[0].school != one.school
    nearby = found.neighbour(other.school)
    assert nearby is not None
    assert away.value == pytest.approx(nearby.distance.value)
    said = replaced(one, school=ASTOR, pupils=99), replaced(one, edition="2025")
    with asked_of(story.and_then(*said)) as now:
        own = similar.alike(now, ASTOR)
    assert own is not None
    assert own.ours.published is not None
    assert own.ours.published["NumberOfPupils"] == 99


def test_who_opens_its_door_is_told_and_not_who_goes_through_it() -> None:
    focus = Focus(theme=Theme.TEACHING)
    offered = OpenDoorOffered(school=DOVER, focus=focus, slots=4, happened_on=LAST_WEEK)
    act = ActId(int=len(REGISTER.entries) + 1)
    taken = OpenDoorTaken(act=act, school=DEAL, slots_taken=1, happened_on=TODAY)
    with asked_of(REGISTER.and_then((colleague(DOVER), offered), (colleague(DEAL), taken))) as now:
        found = similar.alike(now, ASTOR)
        assert found is not None
        assert similar.open_doors(now, found) == {DOVER}


def test_every_database_and_every_moment_gives_the_same_schools(tell: Tell) -> None:
    story = REGISTER.and_then(primary(CLOSED, pupils=600), need(ASTOR), need(DEAL))
    ledger = tell(story)
    for known_by in (len(REGISTER.entries), len(story.entries)):
        with in_memory(story.entries[:known_by]) as other, other.asked_by() as now:
            expected = similar.alike(now, ASTOR), similar.pairing(now, ASTOR)
        with ledger.asked_by(known_by=known_by) as now:
            assert (similar.alike(now, ASTOR), similar.pairing(now, ASTOR)) == expected
