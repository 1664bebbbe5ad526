"""Which schools stand alone (`domain.md` 3.7)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.isolation import (
    Met,
    Reason,
    Standing,
    Watch,
    isolation,
    pupils_a_year,
)
from ledger.statistics.no_answer import Impossible

IN_TOWN = Standing(90, has_sole_teacher=False, is_in_group=True, nearest_km=1.2)
REMOTE = Standing(12, has_sole_teacher=True, is_in_group=False, nearest_km=14.5)
BUSY = Met(last_term=3, last_two_terms=5, partners_ever=6, peer_acts=4)
SILENT = Met(last_term=0, last_two_terms=0, partners_ever=0, peer_acts=0)


def test_a_remote_school_that_meets_nobody_comes_first():
    found = isolation(REMOTE, SILENT)
    assert (found.watch, found.structural, found.contact) == (Watch.PRIORITY, 4, 4)
    assert found.reasons == tuple(Reason)


def test_a_remote_school_that_met_last_term_is_not_watched():
    assert isolation(REMOTE, BUSY).watch is Watch.NONE


def test_a_school_in_town_that_meets_nobody_is_not_watched():
    assert isolation(IN_TOWN, SILENT).watch is Watch.NONE


def test_two_points_on_each_side_are_enough_to_be_watched():
    prone = IN_TOWN._replace(pupils_a_year=35, has_sole_teacher=True)
    quiet = Met(last_term=0, last_two_terms=1, partners_ever=1, peer_acts=2)
    found = isolation(prone, quiet)
    assert (found.watch, found.structural, found.contact) == (Watch.WATCH, 2, 2)
    assert isolation(prone, SILENT).watch is Watch.PRIORITY
    assert isolation(prone._replace(pupils_a_year=35.1), SILENT).watch is Watch.NONE
    assert isolation(prone, quiet._replace(partners_ever=2)).watch is Watch.NONE


def test_a_school_that_planned_with_somebody_this_year_does_not_come_first():
    found = isolation(REMOTE, SILENT._replace(partners_ever=1, peer_acts=1))
    assert (found.watch, found.contact) == (Watch.WATCH, 3)


def test_a_school_that_does_not_use_the_ledger_is_unknown_and_not_alone():
    found = isolation(REMOTE, None)
    assert (found.watch, found.structural, found.contact) == (Watch.UNKNOWN, 4, None)


def test_what_is_not_known_gives_no_point():
    assert isolation(IN_TOWN._replace(pupils_a_year=None, nearest_km=None), SILENT).structural == 0


def test_eight_kilometres_are_not_far():
    assert Reason.FAR_AWAY not in isolation(IN_TOWN._replace(nearest_km=8), SILENT).reasons
    assert Reason.FAR_AWAY in isolation(IN_TOWN._replace(nearest_km=8.1), SILENT).reasons


perhaps = st.none() | st.floats(0, 300)
standings = st.builds(Standing, perhaps, st.booleans(), st.booleans(), perhaps)
numbers = st.integers(0, 3)


@settings(derandomize=True, deadline=None, max_examples=500)
@given(standing=standings, last=numbers, before=numbers, partners=numbers, acts=numbers)
def test_one_more_contact_never_makes_a_school_more_alone(
    standing: Standing, last: int, before: int, partners: int, acts: int
):
    met = Met(last, last + before, partners, acts)
    more = Met(last + 1, last + before + 1, partners + 1, acts + 1)
    order = [Watch.NONE, Watch.WATCH, Watch.PRIORITY]
    found, then = isolation(standing, met), isolation(standing, more)
    assert order.index(then.watch) <= order.index(found.watch)
    assert len(found.reasons) == found.structural + (found.contact or 0)


def test_a_year_group_is_the_pupils_over_the_years():
    assert pupils_a_year(210, 4, 11) == 30
    with pytest.raises(Impossible):
        pupils_a_year(210, 11, 11)


def test_the_last_term_is_one_of_the_last_two():
    with pytest.raises(Impossible):
        isolation(IN_TOWN, Met(2, 1, 1, 1))
