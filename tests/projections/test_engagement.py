"""Contacts: claimed until the school itself has said so, and one for each time it was there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ledger.domain.acts.joint_commission import (
    ExpertSessionHeld,
    FollowUpForm,
    JointCommissionFollowedUp,
)
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.contact import Contact
from ledger.domain.engagement import Sustained
from ledger.domain.engagement import engagement as shape
from ledger.domain.identifiers import ActId, EntryId
from ledger.domain.record import Sealed
from ledger.projections import meetings
from tests.acts.test_pastoral_dialogue import PARTNERS, REPORT, TALKED
from tests.projections.made_up import commission
from tests.projections.story import (
    NOBODY,
    REASON,
    amended,
    asked_of,
    colleague,
    confirmed,
    editor,
    followed_up,
    held,
    planned,
    trustee,
)
from tests.scenario import (
    ASTOR,
    BEGUN,
    DEAL,
    DOVER,
    LAST_WEEK,
    TALK,
    THE_ACT,
    THE_NEXT,
    THE_ONE_AFTER,
    TODAY,
    TOGETHER,
    Scenario,
    begun,
    came,
    given,
    id_of,
)

WHOLE = 4
"""The position at which the collaboration of the cast began."""
ONE_DAY = timedelta(days=1)
MET = given(BEGUN, planned(), held())


def of(story: Scenario, *schools: str, **moment: Any) -> list[Contact]:
    with asked_of(story, **moment) as now:
        return meetings.of_schools(now, schools or (ASTOR,))


def joint(story: Scenario, **moment: Any) -> list[Contact]:
    with asked_of(story, **moment) as now:
        return meetings.of_collaboration(now, WHOLE)


def test_a_contact_is_claimed_until_the_school_confirms_it() -> None:
    (claimed,) = of(MET)
    assert not claimed.is_confirmed
    story = MET.and_then(confirmed(ASTOR))
    (counted,) = of(story)
    assert counted.is_confirmed
    assert (counted.act, counted.happened_on, counted.sources) == (5, LAST_WEEK, (6, 7))
    assert not of(story, DOVER)[0].is_confirmed
    assert not of(story, known_by=6)[0].is_confirmed


def test_a_school_that_says_nobody_came_has_no_contact() -> None:
    story = MET.and_then(confirmed(ASTOR, attended=0))
    assert (of(story), of(story, DOVER)) == ([], []), "whoever came met nobody"
    nobody = story.and_then(confirmed(DOVER, attended=0))
    assert joint(nobody) == []


def test_a_school_that_did_not_come_has_no_contact() -> None:
    story = given(
        begun(ASTOR, DOVER, DEAL),
        planned(visitors=(DOVER, DEAL)),
        held(),
    )
    assert [len(of(story, number)) for number in (ASTOR, DOVER, DEAL)] == [1, 1, 0]


@pytest.mark.parametrize(("minutes", "contacts"), [(29, 0), (30, 1)])
def test_what_is_shorter_than_half_an_hour_is_no_contact(minutes: int, contacts: int) -> None:
    story = given(BEGUN, planned(), held(minutes=minutes))
    assert (len(of(story)), len(joint(story))) == (contacts, contacts)


def test_what_was_only_planned_or_is_withdrawn_is_no_contact() -> None:
    assert of(given(BEGUN, planned())) == []
    gone = (colleague(ASTOR), Retracted(act=THE_ACT, reason=REASON))
    story = MET.and_then(confirmed(ASTOR), gone)
    assert (of(story), joint(story)) == ([], [])
    assert len(of(story, known_by=7)) == 1


def test_a_contact_is_there_from_its_day() -> None:
    assert of(MET, happened_by=LAST_WEEK - ONE_DAY) == []
    assert len(of(MET, happened_by=LAST_WEEK)) == 1


def test_the_host_is_told_from_the_guest() -> None:
    assert [of(MET, number)[0].is_host for number in (ASTOR, DOVER)] == [True, False]
    assert joint(MET)[0].is_host is None


def session(day: date) -> ExpertSessionHeld:
    return ExpertSessionHeld(act=THE_ACT, happened_on=day, minutes=60, attendance=came())


TERM_AGO = LAST_WEEK - timedelta(days=60)
TWICE = given(
    BEGUN,
    commission(
        (ASTOR, DOVER),
        {"collaboration": TOGETHER, "focus": TALK, "planned_for": TERM_AGO, "minutes": 60},
    ),
    session(TERM_AGO),
    confirmed(ASTOR),
    JointCommissionFollowedUp(
        act=THE_ACT,
        happened_on=TERM_AGO + ONE_DAY,
        tried=Sealed("we tried it"),
        form=FollowUpForm.COACHING,
    ),
    session(LAST_WEEK),
)
"""An expert who came twice, at 6 and at 9; the first time was confirmed and followed up."""


def test_each_time_that_an_act_was_held_is_a_contact_of_its_own() -> None:
    first, second = of(TWICE)
    assert (first.happened_on, second.happened_on) == (TERM_AGO, LAST_WEEK)
    assert (first.is_confirmed, second.is_confirmed) == (True, False)
    later = TWICE.and_then(confirmed(ASTOR, occasion=EntryId(int=9)))
    assert [contact.sources for contact in of(later)] == [(6, 7, 8), (9, 10)]
    assert [contact.is_confirmed for contact in of(later)] == [True, True]


def test_a_follow_up_is_none_to_a_later_time() -> None:
    assert [contact.followed_on for contact in of(TWICE)] == [TERM_AGO + ONE_DAY, None]
    assert of(TWICE, happened_by=TERM_AGO)[0].followed_on is None
    assert of(TWICE, known_by=7)[0].followed_on is None


def test_two_times_on_one_day_are_two_contacts() -> None:
    story = TWICE.and_then(session(LAST_WEEK))
    assert [contact.sources for contact in joint(story)] == [(6, 7, 8), (9,), (10,)]


def test_amended_facts_change_the_contact_from_then_on() -> None:
    story = MET.and_then(
        confirmed(ASTOR),
        amended(THE_NEXT, "minutes", 60, 20),
        amended(THE_NEXT, "minutes", 20, 45),
        amended(THE_NEXT, "happened_on", LAST_WEEK, LAST_WEEK - ONE_DAY),
        amended(THE_ONE_AFTER, "attended", 2, 0),
    )
    told = [(c.happened_on for c in of(story, known_by=known_by)) for known_by in range(7, 12)]
    earlier = LAST_WEEK - ONE_DAY
    assert [list(days) for days in told] == [[LAST_WEEK], [], [LAST_WEEK], [earlier], []]
    assert len(of(story, known_by=10, happened_by=earlier)) == 1


def test_a_school_that_was_there_by_mistake_is_amended_away() -> None:
    was = [{"attended": 3, "roles": [], "school": number} for number in (ASTOR, DOVER, DEAL)]
    now = [was[0], was[1], was[2] | {"attended": 0}]
    story = given(
        begun(ASTOR, DOVER, DEAL),
        planned(visitors=(DOVER, DEAL)),
        held(there=(ASTOR, DOVER, DEAL)),
        amended(THE_NEXT, "attendance", was, now),
    )
    assert [len(of(story, number)) for number in (ASTOR, DOVER, DEAL)] == [1, 1, 0]
    assert len(of(story, DEAL, known_by=6)) == 1


def test_an_amended_follow_up_moves() -> None:
    later = LAST_WEEK + timedelta(days=3)
    story = MET.and_then(
        followed_up(LAST_WEEK + ONE_DAY),
        amended(THE_ONE_AFTER, "happened_on", LAST_WEEK + ONE_DAY, later),
    )
    assert of(story)[0].followed_on == later
    assert of(story, known_by=7)[0].followed_on == LAST_WEEK + ONE_DAY


def test_the_minutes_of_a_plan_are_not_those_of_the_act() -> None:
    story = given(BEGUN, planned(), amended(id_of(5), "minutes", 60, 20), held())
    assert len(of(story)) == 1


def test_two_numbers_of_one_school_are_one() -> None:
    story = MET.and_then(confirmed(ASTOR), confirmed(DOVER))
    (one,) = of(story, ASTOR, DOVER)
    assert (one.is_confirmed, one.sources) == (True, (6, 7, 8))


def test_contacts_come_in_the_order_of_their_days() -> None:
    story = given(BEGUN, planned(), planned(TERM_AGO)).and_then(
        held(), held(TERM_AGO, act=ActId(int=6))
    )
    assert [contact.act for contact in of(story)] == [6, 5]


def test_joint_work_is_confirmed_once_two_schools_have_said_so() -> None:
    one = MET.and_then(confirmed(ASTOR))
    assert [contact.is_confirmed for contact in joint(one)] == [False]
    both = one.and_then(confirmed(DOVER))
    (contact,) = joint(both)
    assert (contact.is_confirmed, contact.sources) == (True, (6, 7, 8))


def test_only_those_who_may_see_an_act_are_told_of_contacts() -> None:
    for scope, seen in ((editor(DOVER), 1), (trustee(ASTOR), 1), (editor(DEAL), 0), (NOBODY, 0)):
        assert len(of(MET, ASTOR, DOVER, scope=scope)) == seen
        assert len(joint(MET, scope=scope)) == seen


DAYS = (
    "2022-10-04", "2022-11-15", "2023-01-24", "2023-06-08", "2024-02-06", "2024-05-21",
    "2024-10-01", "2025-01-14", "2025-05-06",
)  # fmt: skip
"""Nine contacts over nine terms: the worked example of the definition."""


def over_the_years() -> Scenario:
    story = given(begun(ASTOR, DOVER, happened_on=date(2022, 9, 1)))
    for number, told in enumerate(DAYS):
        day, act = date.fromisoformat(told), ActId(int=len(story.entries) + 1)
        hosted = (ASTOR, DOVER) if number % 2 else (DOVER, ASTOR)
        story = story.and_then(
            planned(day, host=hosted[0], visitors=hosted[1:]),
            held(day, act),
            confirmed(ASTOR, act),
            followed_up(day + ONE_DAY, act),
        )
    return story


def test_the_worked_example_comes_out_of_the_events() -> None:
    found = shape(of(over_the_years()), date(2025, 9, 1))
    active = [cell.term.number for cell in found.cells if cell.confirmed]
    assert active == [6066, 6067, 6068, 6070, 6071, 6072, 6073, 6074]
    assert (found.active_terms, found.span_terms, found.gaps_terms) == (8, 9, (1,))
    assert (found.longest_run_terms, found.current_run_terms) == (5, 5)
    assert (found.active_of_last_six, found.cadence_days) == (5, 108.5)
    assert round(found.coverage or 0, 4) == 0.8889
    assert round(found.unevenness or 0, 6) == 0.469373
    assert (found.depth, found.sustained) == (1, Sustained.EMBEDDED)
    assert len(found.sources) == 3 * len(DAYS)


def test_what_was_known_in_between_gives_the_shape_of_then() -> None:
    story = over_the_years()
    found = shape(of(story, happened_by=date(2023, 7, 31)), date(2023, 7, 31))
    assert (found.confirmed, found.active_terms, found.sustained) == (4, 3, Sustained.DEVELOPING)
    known_by = WHOLE + 4 * 2
    assert shape(of(story, known_by=known_by), TODAY).sustained is Sustained.ONE_OFF


def test_a_pastoral_talk_is_followed_up_by_a_report_back() -> None:
    """No words are written in that family: a count of what was done stands in their place."""
    (talked,) = of(PARTNERS.and_then(TALKED))
    assert talked.followed_on is None
    (followed,) = of(PARTNERS.and_then(TALKED, REPORT))
    assert followed.followed_on == TODAY
