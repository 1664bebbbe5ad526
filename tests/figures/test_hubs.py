"""Who came to a hub: different schools, counted once; and people, from ten of them on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.acts.hub import HubMeetingHeld, RoleCount
from ledger.domain.identifiers import TrustId
from ledger.domain.school import Phase
from ledger.domain.words import Attendance, StaffRole
from ledger.figures import engagement, hubs, subject
from ledger.figures.figure import Caution, Figure, FigureState
from ledger.figures.method import Method
from tests.acts.test_hub import ESTABLISHED, MET
from tests.projections.story import NOBODY, asked_of, colleague, confirmed, editor
from tests.scenario import ASTOR, DEAL, DOVER, LAST_WEEK, Scenario, given_only, school

HUB = 4
REGISTER = (
    school(ASTOR, phase=Phase.SECONDARY, trust=TrustId("77"), admissions="Non-selective"),
    school(DOVER, phase=Phase.SECONDARY, trust=TrustId("77"), admissions="Selective"),
    school(DEAL, phase=Phase.PRIMARY),
)


def met(*came: int, new: int, **other: Any) -> HubMeetingHeld:
    there = tuple(
        Attendance(school=one, attended=many)
        for one, many in zip((ASTOR, DOVER, DEAL), came, strict=True)
    )
    return replace(MET, attendance=there, first_external_count=new, **other)


def launched(*meetings: HubMeetingHeld) -> Scenario:
    return given_only(*REGISTER, ESTABLISHED, *meetings)


def ask(story: Scenario, method: Method, scope: Any = None, **more: Any) -> Figure:
    with asked_of(story, scope or editor(DEAL)) as now:
        return method.ask(now, **{"hub": HUB} | more)


def test_the_first_hub_was_as_mixed_as_it_says():
    story = launched(met(12, 8, 6, new=15))
    told = [ask(story, one).value for one in (hubs.came, hubs.phases, hubs.selective)]
    assert told == [3, 2, 1]
    assert ask(story, hubs.in_trusts).value == 1
    first = ask(story, hubs.first_external)
    assert (round(first.value or 0, 3), first.n) == (0.577, 26)
    assert first.sources == (5,)


def test_a_school_that_was_asked_and_did_not_come_is_not_counted():
    story = launched(met(12, 8, 0, new=10))
    assert [ask(story, one).value for one in (hubs.came, hubs.phases)] == [2, 1]


def test_an_evening_has_no_follow_up_so_it_lowers_no_depth():
    story = launched(met(12, 8, 0, new=10)).and_then(confirmed(ASTOR, MET.act))
    about = {"about": subject.school(ASTOR)}
    with asked_of(story, editor(ASTOR)) as now:
        assert engagement.contacts.ask(now, **about).value == 1
        assert engagement.depth.ask(now, **about).state is FigureState.NOT_APPLICABLE


def test_what_no_school_has_confirmed_is_claimed():
    story = launched(met(12, 8, 0, new=10))
    assert ask(story, hubs.came).cautions == (Caution.CLAIM_ONLY,)
    act = MET.act
    story = story.and_then(confirmed(ASTOR, act), confirmed(DOVER, act))
    assert ask(story, hubs.came).cautions == ()


def test_a_school_that_confirmed_one_evening_has_not_confirmed_the_next():
    story = launched(met(12, 8, 0, new=10))
    confirmed_it = story.and_then(confirmed(ASTOR, MET.act), confirmed(DOVER, MET.act))
    again = confirmed_it.and_then(met(12, 8, 0, new=0))
    assert ask(again, hubs.came).cautions == (Caution.CLAIM_ONLY,)
    assert ask(again, hubs.came, meeting=5).cautions == ()
    assert ask(again, hubs.came, meeting=8).cautions == (Caution.CLAIM_ONLY,)


@pytest.mark.parametrize("attended", [None, 0])
def test_a_school_that_says_it_was_not_there_is_not_counted(attended: int | None):
    word: Any = AttendanceDenied(act=MET.act, school=DEAL)
    if attended is not None:
        word = AttendanceConfirmed(act=MET.act, school=DEAL, attended=attended)
    story = launched(met(12, 8, 6, new=15)).and_then(
        confirmed(ASTOR, MET.act), confirmed(DOVER, MET.act), (colleague(DEAL), word)
    )
    counted = ask(story, hubs.came)
    assert (counted.value, counted.cautions) == (2, ())
    assert counted.sources == (5, 8), "it rests on the word that takes a school out of it too"
    assert ask(story, hubs.phases).value == 1
    people = ask(story, hubs.people, meeting=5)  # as they were counted there, of whatever school
    assert (people.value, people.cautions) == (26, (Caution.CLAIM_ONLY,))


@pytest.mark.parametrize(
    ("came", "new", "is_told"),
    [(26, 15, True), (26, 9, False), (26, 17, False), (26, 0, True), (26, 26, True), (9, 0, False)],
)
def test_of_fewer_than_ten_people_nothing_is_told(came: int, new: int, is_told: bool):
    found = ask(launched(met(came - 1, 1, 0, new=new)), hubs.first_external)
    assert (found.state is FigureState.MEASURED) == is_told
    assert is_told or (found.value, found.n, found.sources) == (None, None, ())


def test_a_meeting_of_few_enters_no_sum_so_that_no_difference_tells_of_it():
    big, small = met(12, 8, 6, new=15), met(2, 2, 0, new=1, happened_on=LAST_WEEK)
    alone, both = launched(big), launched(big, small)
    one, two = (ask(story, hubs.first_external) for story in (alone, both))
    assert (one.value, one.n) == (two.value, two.n)
    assert ask(both, hubs.first_external, meeting=6).state is FigureState.TOO_FEW


def test_small_roles_are_hidden_with_another_one_so_that_no_sum_tells_them():
    roles = {StaffRole.HEAD: 3, StaffRole.CPD_LEAD: 10, StaffRole.TEACHER: 13}
    by_role = tuple(RoleCount(role=role, attended=many) for role, many in roles.items())
    story = launched(met(12, 8, 6, new=15, attendees_by_role=by_role))
    told = {role: ask(story, hubs.people, meeting=5, role=role.value).value for role in roles}
    assert told == {StaffRole.HEAD: None, StaffRole.CPD_LEAD: None, StaffRole.TEACHER: 13}
    assert ask(story, hubs.people, meeting=5).value == 26
    none = ask(story, hubs.people, meeting=5, role=StaffRole.SUPPORT.value)
    assert none.state is FigureState.NOT_RECORDED


def test_what_is_no_hub_or_not_to_be_seen_has_no_figure():
    story = launched(met(12, 8, 6, new=15))
    for scope, hub in ((editor(DEAL), 1), (editor(DEAL), 5), (NOBODY, HUB)):
        assert ask(story, hubs.came, scope, hub=hub).state is FigureState.NOT_RECORDED
