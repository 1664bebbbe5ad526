"""Who stands alone, told to itself; and how many, told to its trust."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.domain.acts.open_door import OpenDoorOffered, OpenDoorTaken, OpenDoorWithdrawn
from ledger.domain.acts.sole_role import SoleRoleDeclared, SoleRoleEnded, WhySoleRoleEnded
from ledger.domain.identifiers import ActId, SchoolId
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.domain.words import StaffRole
from ledger.figures import isolation
from ledger.figures.figure import FigureState
from ledger.figures.saying import sentence
from ledger.statistics.isolation import Reason, Watch
from tests.figures.trust import BEGUN, FIFTH, OUTSIDE, SIX, SIXTH, STORY, TRUST
from tests.projections.conftest import Tell
from tests.projections.story import asked_of, colleague, editor, in_memory, trustee
from tests.scenario import ASTOR, DEAL, DOVER, TALK, Scenario, given_only, school

OCTOBER = date(2025, 10, 27)
ALONE = SchoolId("900021")
"""Small, far away, in no trust."""
SMALL = given_only(
    school(ALONE, pupils=100, low_age=4, high_age=11, easting=600_000, northing=100_000),
    school(ASTOR, pupils=300, low_age=4, high_age=11, easting=600_000, northing=120_000),
    school(DOVER, easting=600_000, northing=101_000),
)


def alone(story: Scenario, urn: str = ALONE, day: date = OCTOBER) -> isolation.Alone:
    with asked_of(story, happened_by=day) as now:
        found = isolation.of_school(now, urn)
    assert found is not None
    return found


def sole_role(urn: SchoolId) -> tuple[object, SoleRoleDeclared]:
    role = StaffRole.SUBJECT_LEAD
    event = SoleRoleDeclared(school=urn, sole_role=role, focus=TALK, happened_on=date(2025, 9, 8))
    return colleague(urn), event


def door(urn: SchoolId, day: date = date(2025, 9, 9)) -> tuple[object, OpenDoorOffered]:
    return colleague(urn), OpenDoorOffered(school=urn, focus=TALK, slots=4, happened_on=day)


def test_of_a_school_that_does_not_use_the_ledger_nothing_is_known() -> None:
    found = alone(SMALL)
    assert (found.found.watch, found.found.contact) == (Watch.UNKNOWN, None)
    assert found.found.reasons == (Reason.SINGLE_FORM, Reason.NO_GROUP)
    with asked_of(SMALL, happened_by=OCTOBER) as now:
        told = isolation.contact.ask(now, school=ALONE)
    assert (told.state, told.value) == (FigureState.NOT_RECORDED, None)


def test_a_school_that_meets_nobody_comes_first() -> None:
    found = alone(SMALL.and_then(sole_role(ALONE)))
    assert (found.found.watch, found.found.structural) == (Watch.PRIORITY, 3)
    assert Reason.SOLE_TEACHER in found.found.reasons
    assert found.structural == (4,)


def test_a_role_that_is_shared_again_gives_no_point() -> None:
    ended = SoleRoleEnded(
        act=ActId(int=4), happened_on=date(2025, 9, 20), why_role_ended=WhySoleRoleEnded.ROLE_SHARED
    )
    story = SMALL.and_then(sole_role(ALONE), (colleague(ALONE), ended))
    assert Reason.SOLE_TEACHER not in alone(story).found.reasons
    assert Reason.SOLE_TEACHER in alone(story, day=date(2025, 9, 19)).found.reasons


def test_a_school_stands_as_alone_by_any_of_its_numbers() -> None:
    academy, opened = SchoolId("900031"), date(2025, 9, 1)
    link = SchoolSucceeded(
        school=ALONE, successor=academy, succession=Succession.SUCCESSION, happened_on=opened
    )
    converted = school(
        academy, pupils=900, low_age=4, high_age=11, trust="9101", opened_on=opened,
        easting=600_000, northing=119_000,
    )  # fmt: skip
    story = SMALL.and_then(sole_role(ALONE), converted, link, door(ASTOR))
    old, new = (alone(story, number) for number in (ALONE, academy))
    assert old == new
    assert {Reason.SINGLE_FORM, Reason.NO_GROUP}.isdisjoint(new.found.reasons)
    before = opened - timedelta(days=1)
    assert alone(story, ALONE, before) == alone(story, academy, before)
    assert Reason.NO_GROUP in alone(story, academy, before).found.reasons
    with asked_of(story, happened_by=OCTOBER) as now:
        ways = [isolation.suggestion(now, number) for number in (ALONE, academy)]
    assert ways[0] == ways[1] is not None


def test_only_the_terms_that_are_over_count() -> None:
    found = alone(STORY, DOVER)
    assert found.found.contact == 1
    assert found.found.reasons == (Reason.SINGLE_FORM, Reason.NO_CONTACT_LAST_TERM)
    assert alone(STORY, DEAL).found.contact == 0
    assert alone(STORY, OUTSIDE).found.reasons == (
        Reason.SINGLE_FORM, Reason.FAR_AWAY, Reason.NO_CONTACT_LAST_TERM,
        Reason.NO_CONTACT_TWO_TERMS, Reason.ONE_PARTNER_EVER, Reason.NO_PEER_ACT,
    )  # fmt: skip


def test_a_claim_is_no_contact() -> None:
    assert alone(STORY, FIFTH).found.contact == 4


def test_a_trust_is_told_how_many_and_a_small_one_nothing() -> None:
    story = STORY.and_then(sole_role(FIFTH))
    with asked_of(story, trustee(*SIX), happened_by=OCTOBER) as now:
        counts = {watch: isolation.count.ask(now, trust=TRUST, watch=watch) for watch in Watch}
        assert {watch: told.value for watch, told in counts.items()} == {
            Watch.NONE: 4, Watch.WATCH: 0, Watch.PRIORITY: 1, Watch.UNKNOWN: 1,
        }  # fmt: skip
        assert sentence(counts[Watch.NONE]) == "4 of 6 schools with nothing to watch"
        assert all(told.sources == () for told in counts.values())
    with asked_of(story, trustee(*SIX[:4]), happened_by=OCTOBER) as now:
        told = isolation.count.ask(now, trust=TRUST, watch=Watch.NONE)
        assert (told.state, told.value, told.n) == (FigureState.TOO_FEW, None, None)


def test_the_nearest_open_door_of_its_phase_is_suggested() -> None:
    story = SMALL.and_then(sole_role(ALONE), door(ASTOR), door(DOVER))
    with asked_of(story, editor(ALONE), happened_by=OCTOBER) as now:
        assert isolation.suggestion(now, ALONE) == 6
        assert isolation.suggestion(now, DOVER) == 5
        assert isolation.suggestion(now, "999999") is None
    shut = OpenDoorWithdrawn(act=ActId(int=6), happened_on=date(2025, 10, 1))
    closed = story.and_then((colleague(DOVER), shut))
    with asked_of(closed, editor(ALONE), happened_by=OCTOBER) as now:
        assert isolation.suggestion(now, ALONE) == 5
    with asked_of(closed, editor(ALONE), happened_by=date(2025, 9, 30)) as now:
        assert isolation.suggestion(now, ALONE) == 6


def test_whoever_goes_through_an_open_door_does_not_bring_it_nearer() -> None:
    between = school(DEAL, easting=600_000, northing=110_000)
    taken = OpenDoorTaken(act=ActId(int=6), school=DOVER, slots_taken=1, happened_on=OCTOBER)
    story = SMALL.and_then(
        between, sole_role(ALONE), door(ASTOR), door(DEAL), (colleague(DOVER), taken)
    )
    with asked_of(story, editor(ALONE), happened_by=OCTOBER) as now:
        assert isolation.suggestion(now, ALONE) == 7


@pytest.mark.parametrize("days", [0, 60])
def test_every_database_gives_the_same_answer(tell: Tell, days: int) -> None:
    story = STORY.and_then(sole_role(FIFTH), door(SIXTH), door(DOVER))
    day = OCTOBER - timedelta(days=days)
    ledger = tell(story)
    with in_memory(story.entries) as other, other.asked_by(happened_by=day) as now:
        expected = isolation.of_schools(now, SIX), isolation.suggestion(now, ASTOR)
    with ledger.asked_by(happened_by=day) as now:
        assert (isolation.of_schools(now, SIX), isolation.suggestion(now, ASTOR)) == expected


def test_what_was_known_then_is_told() -> None:
    for known_by in (len(BEGUN.entries) + 4, len(STORY.entries) - 4):
        with asked_of(Scenario(STORY.entries[:known_by]), happened_by=OCTOBER) as then:
            expected = isolation.of_schools(then, SIX)
        with asked_of(STORY, known_by=known_by, happened_by=OCTOBER) as now:
            assert isolation.of_schools(now, SIX) == expected
