"""What schools did: each act on its day with its life, by both clocks, to those who were in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.domain.acts.joint_commission import ExpertSessionHeld
from ledger.domain.acts.visit import VisitCancelled, VisitEvaluated, VisitRescheduled
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.collaboration import SchoolJoined, WhyLeft
from ledger.domain.identifiers import ActId, CollaborationId, SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.school import SchoolSucceeded, Succession
from ledger.domain.words import Barrier
from ledger.projections import history, listing
from ledger.projections.listing import Wanted
from ledger.projections.snapshot import Snapshot
from ledger.projections.view import Entry
from tests.projections.made_up import commission
from tests.projections.story import (
    AUDITOR,
    NOBODY,
    REASON,
    amended,
    asked_of,
    colleague,
    confirmed,
    editor,
    followed_up,
    held,
    in_memory,
    planned,
    trustee,
)
from tests.scenario import (
    ASTOR,
    BEGUN,
    DEAL,
    DOVER,
    NEXT_WEEK,
    TALK,
    THE_ACT,
    THE_NEXT,
    THE_PLAN,
    TODAY,
    TOGETHER,
    begun,
    came,
    given,
    id_of,
)

ACT = 5
"""The position at which the act of the cast was planned."""
OCTOBER, NOVEMBER, JANUARY = date(2025, 10, 1), date(2025, 11, 1), date(2026, 1, 10)
ONE_DAY = timedelta(days=1)
EVERYTHING = Wanted()


def acts(now: Snapshot, wanted: Wanted = EVERYTHING, size: int = 50) -> list[int]:
    """The positions of the acts, page by page to the end."""
    seen: list[int] = []
    after = listing.LAST
    while rows := listing.acts(now, wanted, size, after):
        seen += [row.act for row in rows]
        assert len(seen) < 50, "it never ends"
        after = rows[-1].day, rows[-1].act
    assert listing.count(now, wanted) == len(seen)
    return seen


def the_act(now: Snapshot) -> history.Act:
    found = history.act_at(now, ACT)
    assert found is not None
    assert listing.acts(now, EVERYTHING) == [found]
    return found


def topics(now: Snapshot) -> list[str]:
    return [step.topic.partition("/")[0] for step in history.lives(now, [ACT]).get(ACT, [])]


LIFE = given(
    BEGUN,
    planned(NOVEMBER),
    VisitRescheduled(act=THE_ACT, planned_for=NOVEMBER + ONE_DAY, reason=REASON),
    held(NOVEMBER + 2 * ONE_DAY),
    confirmed(ASTOR),
    followed_up(JANUARY),
    VisitEvaluated(act=THE_ACT, happened_on=JANUARY + ONE_DAY, would_repeat=True),
)


def test_an_act_has_its_life_in_order() -> None:
    with asked_of(LIFE) as now:
        found = the_act(now)
        assert (found.kind, found.theme, found.subject) == ("visit", "teaching", "science")
        assert (found.day, found.held, found.is_withdrawn) == (NOVEMBER + 2 * ONE_DAY, 7, False)
        assert history.parts(now, [ACT]) == {ACT: [ASTOR, DOVER]}
        assert topics(now) == [
            "visit-planned", "visit-rescheduled", "visit-held", "attendance-confirmed",
            "visit-followed-up", "visit-evaluated",
        ]  # fmt: skip


def test_its_day_is_that_of_the_plan_then_the_new_one_then_the_one_it_was_held_on() -> None:
    days = {5: NOVEMBER, 6: NOVEMBER + ONE_DAY, 7: NOVEMBER + 2 * ONE_DAY}
    for known_by, day in days.items():
        with asked_of(LIFE, known_by=known_by) as then:
            assert the_act(then).day == day
            found = listing.acts(then, Wanted(schools=(DOVER,), earliest=day, latest=day))
            assert [row.day for row in found] == [day]


def test_what_has_not_happened_by_a_day_does_not_show() -> None:
    held_on = NOVEMBER + 2 * ONE_DAY
    for day, count, position in (
        (held_on - ONE_DAY, 2, 0),
        (held_on, 4, 7),
        (JANUARY - ONE_DAY, 4, 7),
        (JANUARY, 5, 7),
        (TODAY, 6, 7),
    ):
        with asked_of(LIFE, happened_by=day) as now:
            assert (len(topics(now)), the_act(now).held) == (count, position), day
    with asked_of(LIFE, happened_by=NOVEMBER - ONE_DAY) as before:
        assert acts(before) == []
        assert topics(before) == []


def test_what_is_not_known_at_a_position_does_not_show() -> None:
    story = LIFE.and_then(amended(id_of(7), "minutes", 60, 90))
    with asked_of(story, known_by=len(LIFE.entries)) as then:
        assert "amended" not in topics(then)
    with asked_of(story) as now:
        assert topics(now)[-1] == "amended"


@pytest.mark.parametrize("known_by", range(4, 11))
def test_the_life_grows_by_one_entry_at_each_position(known_by: int) -> None:
    with asked_of(LIFE, known_by=known_by) as then:
        assert len(topics(then)) == known_by - 4


def test_an_amended_day_moves_the_act_and_the_entry_that_told_it() -> None:
    moved = OCTOBER + 10 * ONE_DAY
    story = given(
        BEGUN,
        planned(OCTOBER),
        held(OCTOBER),
        amended(THE_NEXT, "happened_on", OCTOBER, moved),
    )
    with asked_of(story) as now:
        assert the_act(now).day == moved
        assert acts(now, Wanted(schools=(DOVER,), earliest=moved)) == [ACT]
        assert history.lives(now, [ACT])[ACT][1].happened_on == moved
    with asked_of(story, happened_by=moved - ONE_DAY) as now:
        assert the_act(now).held == 0
        assert "visit-held" not in topics(now)
    with asked_of(story, known_by=6) as then:
        assert the_act(then).day == OCTOBER


def test_only_the_entry_that_gave_the_day_can_move_it() -> None:
    new, amended_plan = NOVEMBER + 7 * ONE_DAY, NOVEMBER + ONE_DAY
    story = given(
        BEGUN,
        planned(NOVEMBER),
        VisitRescheduled(act=THE_ACT, planned_for=new, reason=REASON),
        amended(THE_PLAN, "planned_for", NOVEMBER, amended_plan),
        amended(THE_NEXT, "planned_for", new, new + ONE_DAY),
    )
    for known_by, day in ((6, new), (7, new), (8, new + ONE_DAY)):
        with asked_of(story, known_by=known_by) as then:
            assert the_act(then).day == day


def test_an_amended_focus_is_told() -> None:
    was = {"theme": "teaching", "subject": "science", "year_groups": []}
    now_is = {"theme": "wellbeing", "year_groups": []}
    story = given(BEGUN, planned(OCTOBER), amended(THE_PLAN, "focus", was, now_is))
    with asked_of(story) as now:
        assert (the_act(now).theme, the_act(now).subject) == ("wellbeing", None)


def test_an_act_held_before_its_plan_was_made_shows_from_its_own_day() -> None:
    story = given(BEGUN, planned(NEXT_WEEK), held(OCTOBER))
    with asked_of(story, happened_by=OCTOBER) as now:
        assert the_act(now).held == 6
        assert acts(now, Wanted(schools=(DOVER,))) == [ACT]
        assert topics(now) == ["visit-planned", "visit-held"]
    with asked_of(story, known_by=5, happened_by=OCTOBER) as then:
        assert acts(then) == []


def test_an_act_held_twice_stands_where_it_was_held_first() -> None:
    facts = {"collaboration": TOGETHER, "focus": TALK, "planned_for": OCTOBER, "minutes": 60}
    sessions = (
        ExpertSessionHeld(act=THE_ACT, happened_on=day, minutes=60, attendance=came())
        for day in (OCTOBER, NOVEMBER)
    )
    story = given(BEGUN, commission((ASTOR, DOVER), facts), *sessions)
    with asked_of(story) as now:
        assert (the_act(now).day, the_act(now).held) == (OCTOBER, 6)
        assert len(topics(now)) == 3
        assert acts(now, Wanted(kind="joint_commission")) == [ACT]


def test_an_act_that_was_called_off_says_so() -> None:
    off = VisitCancelled(act=THE_ACT, happened_on=NOVEMBER, barrier=Barrier.BUDGET)
    with asked_of(given(BEGUN, planned(NOVEMBER), off)) as now:
        assert topics(now) == ["visit-planned", "visit-cancelled"]
        assert (the_act(now).held, the_act(now).is_withdrawn) == (0, False)


def test_a_withdrawn_act_stays_and_is_said_to_be_withdrawn() -> None:
    story = given(
        BEGUN, planned(), held(), (colleague(ASTOR), Retracted(act=THE_ACT, reason=REASON))
    )
    with asked_of(story) as now, asked_of(story, known_by=6) as then:
        assert the_act(now).is_withdrawn
        assert history.gone(now, [ACT, ACT + 1]) == {ACT}
        assert topics(now)[-1] == "retracted"
        assert not the_act(then).is_withdrawn
        assert history.gone(then, [ACT]) == frozenset()


SECOND = begun(ASTOR, DEAL)
SEVERAL = given(
    BEGUN,
    SECOND,
    planned(OCTOBER),
    planned(JANUARY),
    planned(NOVEMBER, of=CollaborationId(int=5), visitors=(DEAL,)),
    planned(JANUARY),
    held(OCTOBER, act=ActId(int=6)),
)
"""Acts 6, 7 and 9 of the first collaboration (at 4), act 8 of the second (at 5)."""


@pytest.mark.parametrize("size", [1, 2, 50])
def test_acts_are_found_by_school_and_collaboration_newest_first(size: int) -> None:
    expected = {
        EVERYTHING: [9, 7, 8, 6],
        Wanted(schools=(ASTOR,)): [9, 7, 8, 6],
        Wanted(schools=(DOVER,)): [9, 7, 6],
        Wanted(schools=(DOVER, DEAL)): [9, 7, 8, 6],
        Wanted(collaboration=5): [8],
        Wanted(schools=(ASTOR,), collaboration=4): [9, 7, 6],
        Wanted(schools=(DOVER,), collaboration=5): [],
        Wanted(kind="visit"): [9, 7, 8, 6],
        Wanted(kind="joint_commission"): [],
        Wanted(earliest=NOVEMBER): [9, 7, 8],
        Wanted(schools=(ASTOR,), latest=NOVEMBER): [8, 6],
        Wanted(collaboration=4, earliest=NOVEMBER, latest=JANUARY - ONE_DAY): [],
    }
    with asked_of(SEVERAL) as now:
        assert {wanted: acts(now, wanted, size) for wanted in expected} == expected


def test_a_page_is_the_same_while_new_acts_come() -> None:
    with in_memory(SEVERAL.entries) as ledger:
        with ledger.asked_by() as now:
            first = listing.acts(now, EVERYTHING, 2)
            known_by = now.known_by
        more = SEVERAL.and_then(
            planned(JANUARY), held(TODAY, act=ActId(int=8), there=(ASTOR, DEAL))
        )
        ledger.hears(more.entries[len(SEVERAL.entries) :])
        with ledger.asked_by(known_by=known_by) as now:
            rest = listing.acts(now, EVERYTHING, 50, (first[-1].day, first[-1].act))
        with ledger.asked_by() as now:
            assert len(acts(now)) == 5
    assert [row.act for row in (*first, *rest)] == [9, 7, 8, 6]


def test_history_follows_a_school_through_its_conversion() -> None:
    story = given(BEGUN, planned(OCTOBER)).and_then(
        SchoolSucceeded(
            school=DOVER, successor=DEAL, succession=Succession.SUCCESSION, happened_on=NOVEMBER
        )
    )
    with asked_of(story) as now:
        assert acts(now, Wanted(schools=(DEAL,))) == []
        assert acts(now, Wanted(schools=(DOVER, DEAL))) == [ACT]


def test_an_act_of_two_that_turn_out_to_be_one_school_is_one_line() -> None:
    with asked_of(given(BEGUN, planned(OCTOBER))) as now:
        assert acts(now, Wanted(schools=(ASTOR, DOVER))) == [ACT]
        assert acts(now, Wanted(schools=(ASTOR, DOVER), collaboration=4)) == [ACT]


def test_what_was_said_of_a_collaboration_stands_apart_from_its_acts() -> None:
    join = SchoolJoined(collaboration=TOGETHER, school=DEAL, happened_on=NOVEMBER)
    story = given(BEGUN, planned(OCTOBER), join)
    with asked_of(story) as now:
        assert [step.step for step in history.stories(now, [4])[4]] == [4, 6]
    with asked_of(story, happened_by=OCTOBER) as now:
        assert [step.step for step in history.stories(now, [4])[4]] == [4]


COMING_AND_GOING = given(
    BEGUN,
    planned(OCTOBER),
    (
        colleague(DOVER),
        SchoolLeft(
            collaboration=TOGETHER, school=DOVER, why_left=WhyLeft.OTHER, happened_on=NOVEMBER
        ),
    ),
    SchoolJoined(collaboration=TOGETHER, school=DEAL, happened_on=NOVEMBER),
    planned(JANUARY, visitors=(DEAL,)),
)
"""Dover left before the second act (at 8), and Deal came after the first (at 5)."""


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (AUDITOR, [8, 5]),
        (editor(ASTOR), [8, 5]),
        (editor(DEAL), [8, 5]),
        (editor(DOVER), [5]),
        (editor(SchoolId("900009")), []),
        (trustee(DOVER), [5]),
        (trustee(DOVER, DEAL), [8, 5]),
        (NOBODY, []),
    ],
)
def test_a_school_sees_what_happened_before_it_left_and_before_it_came(
    scope: object, seen: list[int]
) -> None:
    with asked_of(COMING_AND_GOING, scope) as now:  # type: ignore[arg-type]
        assert acts(now) == seen
        assert acts(now, Wanted(collaboration=4)) == seen
        assert acts(now, Wanted(schools=(ASTOR,))) == seen
        assert sorted(history.parts(now, [5, 8])) == sorted(seen)
        assert sorted(history.lives(now, [5, 8])) == sorted(seen)
        assert [history.act_at(now, n) is not None for n in (5, 8)] == [n in seen for n in (5, 8)]


def test_one_that_left_sees_nothing_more_of_the_life_of_an_act() -> None:
    story = COMING_AND_GOING.and_then(held(OCTOBER), followed_up(JANUARY))
    with asked_of(story, editor(DOVER)) as now:
        assert topics(now) == ["visit-planned", "visit-held"]


@pytest.mark.parametrize(
    ("recorded", "made"),
    [
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 22, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
    ],
)
def test_a_plan_is_made_on_the_day_it_is_in_london(recorded: datetime, made: date) -> None:
    _, plan = planned(date(2026, 6, 1))
    at = int(recorded.timestamp()) * 1_000_000
    told = history.view.fold(Entry(5, str(THE_ACT), at, plan.TOPIC, plan, 5, 4), None)
    (act,) = (row for row in told if isinstance(row, history.Act))
    assert act.happened_on == made
