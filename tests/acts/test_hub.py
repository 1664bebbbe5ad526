"""Hubs: asked for, led, open to all; and who came for the first time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.hub import (
    HubClosed,
    HubEstablished,
    HubKind,
    HubLaunched,
    HubMeetingHeld,
    Region,
    RoleCount,
)
from ledger.domain.acts.hub_eligibility import (
    HubCriterion,
    HubEligibilityAssessed,
    HubEligibilityEnquired,
)
from ledger.domain.identifiers import (
    ActId,
    CitedAct,
    FieldName,
    ProviderId,
    SchoolId,
    TimeOfDay,
)
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfBalance,
    OutOfRange,
    SameSchool,
    SchoolNotOpen,
    UnknownSchool,
)
from ledger.domain.school import SchoolClosed, SchoolSucceeded, Succession
from ledger.domain.words import Attendance, StaffRole
from tests.scenario import (
    ANN,
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    LAST_YEAR,
    NOBODYS,
    REGISTER,
    TODAY,
    YESTERDAY,
    came,
    given,
    given_only,
    id_of,
    school,
)

ESTABLISHED = HubEstablished(
    hub_kind=HubKind.CPD_EXCELLENCE, lead_school=ASTOR, region=Region.SOUTH_EAST,
    happened_on=LAST_WEEK,
)  # fmt: skip
THE_HUB = ActId(int=id_of(4).int)
HUB = given(ESTABLISHED)
LAUNCHED = HubLaunched(act=THE_HUB, happened_on=YESTERDAY)
MET = HubMeetingHeld(
    act=THE_HUB, minutes=90, attendance=came(), starts_at=TimeOfDay("16:30"), is_after_school=True,
    first_external_count=5, happened_on=YESTERDAY,
)  # fmt: skip
CLOSED = HubClosed(act=THE_HUB, happened_on=TODAY)

ENQUIRED = HubEligibilityEnquired(
    school=ASTOR, asked_of=ProviderId("teacher-development"), happened_on=LAST_WEEK
)
ASSESSED = HubEligibilityAssessed(
    act=THE_HUB, criteria_met=(HubCriterion.VENUE, HubCriterion.LEADERSHIP),
    criteria_unmet=(HubCriterion.CAPACITY,), happened_on=TODAY,
)  # fmt: skip


def test_a_school_asks_whether_it_could_lead_a_hub():
    given().when(ENQUIRED).then(f"{ASTOR} asked whether it could lead a hub.")
    asked = given(ENQUIRED)
    asked.when(ASSESSED).then("Assessed on 9 March 2026: 2 of 3 criteria are met.")
    asked.when(replace(ASSESSED, criteria_unmet=(HubCriterion.VENUE,))).then_refused(
        AlreadySaid, "That is among what it meets.", "criteria_unmet", "0"
    )
    asked.when(replace(ASSESSED, criteria_met=(), criteria_unmet=())).then_refused(
        Missing, "Say what it meets, or what it does not yet.", "criteria_met"
    )
    asked.when(ASSESSED, by=BEN).then_refused(NotFound, "There is no such act.", "act")


def test_a_hub_may_name_the_enquiry_that_came_before_it():
    enquiry = CitedAct(int=THE_HUB.int)
    led = replace(ESTABLISHED, enquiry=enquiry)
    given(ENQUIRED).when(led).then(f"{ASTOR} leads a hub (CPD excellence).")
    given().when(led).then_refused(NotFound, "There is no such act.", "enquiry")


def test_no_school_day_is_over_in_the_morning():
    HUB.when(replace(MET, starts_at=TimeOfDay("09:45"))).then_refused(
        OutOfRange, "In the morning no school day is over.", "starts_at"
    )
    early = replace(MET, starts_at=TimeOfDay("09:45"), is_after_school=False)
    assert HUB.when(early).refused is None


def test_only_the_school_that_leads_it_opens_and_closes_it():
    HUB.when(LAUNCHED).then("Launched on 8 March 2026.")
    HUB.and_then(LAUNCHED).when(LAUNCHED).then_refused(
        AlreadySaid, "It was launched already.", "act"
    )
    joined = HUB.and_then(MET)
    for said in (LAUNCHED, CLOSED):
        joined.when(said, by=BEN).then_refused(
            NotParticipant, "Only the school that leads the hub records this.", "act"
        )
    joined.when(CLOSED).then("The hub closed on 9 March 2026.")


def test_any_school_may_come_and_takes_part_from_then_on():
    HUB.when(MET, by=BEN).then(
        "Held on 8 March 2026: 5 colleagues of 2 schools came, 5 for the first time."
    )
    HUB.when(MET, by=DOT).then_refused(
        NotParticipant, "Only a school that takes part may record this.", "act"
    )
    again = replace(MET, attendance=(*came(), Attendance(school=DEAL, attended=1)))
    HUB.and_then(again).when(replace(MET, happened_on=TODAY), by=DOT).then(
        "Held on 9 March 2026: 5 colleagues of 2 schools came, 5 for the first time."
    )


def test_nobody_comes_before_there_is_a_hub():
    HUB.when(replace(MET, happened_on=LAST_YEAR)).then_refused(
        NotYet, "It began on 2 March 2026 only.", "happened_on"
    )


def test_no_more_came_for_the_first_time_than_came():
    HUB.when(replace(MET, first_external_count=6)).then_refused(
        OutOfRange, "5 came in all.", "first_external_count"
    )


def test_the_roles_add_up_to_those_who_came():
    heads, leads = (
        RoleCount(role=StaffRole.HEAD, attended=2),
        RoleCount(role=StaffRole.CPD_LEAD, attended=3),
    )
    assert HUB.when(replace(MET, attendees_by_role=(heads, leads))).refused is None
    HUB.when(replace(MET, attendees_by_role=(heads,))).then_refused(
        OutOfBalance, "By school 5 came: by role as many.", "attendees_by_role"
    )
    HUB.when(replace(MET, attendees_by_role=(leads, heads, leads))).then_refused(
        NotWellFormed, "Name each only once: CPD lead stands here twice.",
        "attendees_by_role", "2", "role",
    )  # fmt: skip


@pytest.mark.parametrize("time", ["4.30pm", "24:00", "16:60", "1630"])
def test_a_time_is_of_the_clock(time: str):
    HUB.when(replace(MET, starts_at=TimeOfDay(time))).then_refused(
        NotWellFormed, "A time is written like 16:30.", "starts_at"
    )


def test_who_comes_is_in_the_register_and_open_and_there_once():
    stranger = (*came(), Attendance(school=NOBODYS, attended=1))
    HUB.when(replace(MET, attendance=stranger)).then_refused(
        UnknownSchool, f"The register has no school {NOBODYS}.", "attendance", "2", "school"
    )
    twice = (*came(), Attendance(school=DOVER, attended=1))
    HUB.when(replace(MET, attendance=twice)).then_refused(
        SameSchool, f"School {DOVER} stands here twice.", "attendance", "2", "school"
    )


def test_a_hub_does_not_close_before_it_last_met():
    HUB.and_then(MET).when(replace(CLOSED, happened_on=LAST_WEEK)).then_refused(
        OutOfRange, "Something of it is told of 8 March 2026.", "happened_on"
    )
    assert HUB.and_then(MET, CLOSED).when(replace(MET, happened_on=LAST_WEEK)).refused is None


def test_the_day_of_closing_is_not_amended_to_before_what_was_told_late():
    late = replace(MET, happened_on=YESTERDAY)
    told = HUB.and_then(CLOSED, late)
    earlier = Amended(
        act=THE_HUB, entry=id_of(len(HUB.entries) + 1), field=FieldName("happened_on"),
        old='"2026-03-09"', new='"2026-03-04"', reason=Sealed("read from the wrong line"),
    )  # fmt: skip
    told.when(earlier).then_refused(
        OutOfRange, "Something that was told of it since happened later.", "new"
    )
    assert HUB.and_then(CLOSED).when(earlier).refused is None


def test_without_the_school_that_leads_it_only_who_came_before_records_a_meeting():
    met = replace(
        MET, attendance=tuple(Attendance(school=urn, attended=3) for urn in (DOVER, DEAL))
    )
    HUB.when(met, by=DOT).then_refused(
        NotParticipant,
        "Without the school that leads the hub, a school that came before records it.",
        "attendance",
    )
    assert HUB.and_then(MET).when(met, by=BEN).refused is None
    assert HUB.when(met).refused is None, "the lead may tell of a meeting that it missed"


def test_two_numbers_of_one_school_do_not_come_as_two_newcomers():
    """Neither took part before, so each is new; together they are one."""
    academy = SchoolId("900033")
    becomes = SchoolSucceeded(
        school=DOVER, successor=academy, succession=Succession.SUCCESSION, happened_on=LAST_YEAR
    )
    there = (DOVER, academy, ASTOR)
    both = tuple(Attendance(school=urn, attended=1) for urn in there)
    hub = given_only(*REGISTER, school(academy), becomes, ESTABLISHED)
    of_hub = replace(
        MET, act=ActId(int=id_of(6).int), attendance=both, first_external_count=0
    )  # fmt: skip
    hub.when(of_hub, by=BEN).then_refused(
        SameSchool, f"School {academy} is there under another number.", "attendance", "1", "school"
    )


def test_a_school_that_had_closed_does_not_come():
    closed = SchoolClosed(school=DOVER, closed_on=date(2026, 2, 28), why_closed="merged")
    hub = given_only(*REGISTER, closed, ESTABLISHED)
    refused = hub.when(replace(MET, act=ActId(int=id_of(5).int))).refused
    assert isinstance(refused, SchoolNotOpen)
    assert refused.path == ("attendance", "1", "school")


def test_twenty_six_leaders_of_as_many_schools_meet_on_a_wednesday():
    """The launch of the article: fifteen of them had never worked with another school before."""
    wednesday = date(2026, 2, 25)
    assert wednesday.weekday() == 2
    guests = [SchoolId(str(800_000 + n)) for n in range(25)]
    there = tuple(Attendance(school=number, attended=1) for number in (ASTOR, *guests))
    hub = given_only(
        *REGISTER, *map(school, guests), replace(ESTABLISHED, happened_on=wednesday)
    )  # fmt: skip
    of_hub = ActId(int=id_of(len(hub.entries)).int)
    launch = replace(
        MET, act=of_hub, attendance=there, first_external_count=15, happened_on=wednesday
    )
    hub.and_then(HubLaunched(act=of_hub, happened_on=wednesday)).when(launch).then(
        "Held on 25 February 2026: 26 colleagues of 26 schools came, 15 for the first time."
    )


@settings(max_examples=60, deadline=None, derandomize=True)
@for_any(
    astor=st.integers(1, 30),
    dover=st.integers(1, 30),
    first=st.integers(0, 70),
    by_role=st.lists(st.integers(0, 40), max_size=3),
)
def test_what_is_counted_twice_is_the_same_both_times(astor, dover, first, by_role):
    roles = (StaffRole.HEAD, StaffRole.CPD_LEAD, StaffRole.TEACHER)
    counts = tuple(
        RoleCount(role=role, attended=attended)
        for role, attended in zip(roles, by_role, strict=False)
    )
    met = replace(
        MET, attendance=came(astor, dover), first_external_count=first, attendees_by_role=counts,
        happened_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    is_sound = first <= astor + dover and (not by_role or sum(by_role) == astor + dover)
    assert (HUB.when(met, by=ANN).refused is None) == is_sound
