"""Who works together, from when to when; and who may know of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ledger.domain.collaboration import (
    HowEnded,
    SchoolJoined,
    WhyLeft,
)
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.collaboration_withdrawal import (
    CollaborationReinstated,
    CollaborationWithdrawn,
)
from ledger.domain.ending import CollaborationEnded, CollaborationReopened
from ledger.domain.identifiers import CollaborationId, FieldName, SchoolId
from ledger.domain.leaving import SchoolLeft
from ledger.domain.past import By
from ledger.domain.record import Sealed
from ledger.projections import collaborations, history
from ledger.projections.snapshot import Snapshot
from tests.projections.story import AUDITOR, NOBODY, asked_of, colleague, editor, in_memory, trustee
from tests.scenario import (
    ASTOR,
    BEGUN,
    DEAL,
    DOVER,
    FIRST_DAY,
    TODAY,
    TOGETHER,
    begun,
    given,
    id_of,
)

WHOLE = 4
"""The position at which the collaboration of the cast began."""
AUTUMN, WINTER, SPRING = date(2025, 10, 1), date(2025, 12, 1), date(2026, 2, 1)
ONE_DAY = timedelta(days=1)


def joined(school: SchoolId, day: date) -> SchoolJoined:
    return SchoolJoined(collaboration=TOGETHER, school=school, happened_on=day)


def left(school: SchoolId, day: date) -> tuple[By, SchoolLeft]:
    event = SchoolLeft(
        collaboration=TOGETHER, school=school, why_left=WhyLeft.STAFFING, happened_on=day
    )
    return colleague(school), event


def members(now: Snapshot) -> list[str]:
    return [row.school for row in collaborations.members(now, [WHOLE]).get(WHOLE, [])]


def test_a_collaboration_has_its_partners_from_its_first_day() -> None:
    with asked_of(given(BEGUN)) as now:
        found = collaborations.at(now, WHOLE)
        assert found is not None
        assert (found.happened_on, found.ended_on) == (FIRST_DAY, None)
        assert members(now) == [ASTOR, DOVER]
    with asked_of(given(BEGUN), happened_by=FIRST_DAY - ONE_DAY) as before:
        assert collaborations.at(before, WHOLE) is None
        assert members(before) == []


def test_a_school_takes_part_from_the_day_it_joined_to_the_day_it_left() -> None:
    story = given(BEGUN, joined(DEAL, AUTUMN), left(DEAL, WINTER))
    expected = {
        AUTUMN - ONE_DAY: [ASTOR, DOVER],
        AUTUMN: [ASTOR, DOVER, DEAL],
        WINTER: [ASTOR, DOVER, DEAL],
        WINTER + ONE_DAY: [ASTOR, DOVER],
    }
    for day, there in expected.items():
        with asked_of(story, happened_by=day) as now:
            assert members(now) == there, day
    with asked_of(story, known_by=5) as before_it_left:
        assert members(before_it_left) == [ASTOR, DOVER, DEAL]


def test_a_school_that_came_back_was_there_twice() -> None:
    story = given(
        BEGUN, joined(DEAL, FIRST_DAY), left(DEAL, AUTUMN), joined(DEAL, WINTER), left(DEAL, SPRING)
    )
    days = (FIRST_DAY, AUTUMN, AUTUMN + ONE_DAY, WINTER, SPRING, SPRING + ONE_DAY)
    there = []
    for day in days:
        with asked_of(story, happened_by=day) as now:
            assert (collaborations.count(now, [DEAL]) == 1) is (DEAL in members(now))
            there.append(DEAL in members(now))
    assert there == [True, True, False, True, True, False]


def test_that_it_ended_is_not_known_on_an_earlier_day() -> None:
    ended = CollaborationEnded(
        collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=WINTER
    )
    story = given(BEGUN, ended)
    for day, told in ((WINTER - ONE_DAY, None), (WINTER, WINTER), (TODAY, WINTER)):
        with asked_of(story, happened_by=day) as now:
            assert collaborations.some(now, [WHOLE])[WHOLE].ended_on == told
            assert [row.ended_on for row in collaborations.page(now)] == [told]


def test_an_end_that_was_taken_back_is_none() -> None:
    def ended(day: date) -> CollaborationEnded:
        return CollaborationEnded(
            collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=day
        )

    back = CollaborationReopened(collaboration=TOGETHER, reason=Sealed("a slip of the pen"))
    story = given(BEGUN, ended(WINTER), back, moved(5, WINTER, WINTER - ONE_DAY), ended(SPRING))
    for known_by, told in ((5, WINTER), (6, None), (7, None), (8, SPRING)):
        with asked_of(story, known_by=known_by) as now:
            assert collaborations.some(now, [WHOLE])[WHOLE].ended_on == told
            steps = history.stories(now, [WHOLE])[WHOLE]
            assert [step.step for step in steps] == list(range(WHOLE, known_by + 1))


def test_what_was_withdrawn_stands_in_no_list_but_an_auditors() -> None:
    told = {"collaboration": TOGETHER, "reason": Sealed("we had begun it already")}
    story = given(
        BEGUN, CollaborationWithdrawn(**told), (colleague(DOVER), CollaborationReinstated(**told))
    )
    for known_by, listed in ((WHOLE, 1), (WHOLE + 1, 0), (WHOLE + 2, 1)):
        for scope in (AUDITOR, editor(DOVER), trustee(ASTOR, DOVER)):
            many = 1 if scope is AUDITOR else listed
            with asked_of(story, scope, known_by=known_by) as now:
                assert [collaborations.count(now, urns) for urns in ([], [DOVER])] == [many, many]
                assert len(collaborations.page(now)) == many
                row = collaborations.at(now, WHOLE)
                assert row is not None
                assert row.is_withdrawn is (listed == 0)
                assert (collaborations.standing(now, WHOLE) is None) is row.is_withdrawn
                steps = history.stories(now, [WHOLE])[WHOLE]
                assert [step.step for step in steps] == list(range(WHOLE, known_by + 1))


def moved(entry: int, old: date, new: date) -> CollaborationAmended:
    return CollaborationAmended(
        collaboration=TOGETHER, entry=id_of(entry), field=FieldName("happened_on"),
        old=f'"{old}"', new=f'"{new}"', reason=Sealed("a slip of the pen"),
    )  # fmt: skip


def test_a_day_that_was_wrong_is_the_right_one_from_then_on() -> None:
    ended = CollaborationEnded(
        collaboration=TOGETHER, how_ended=HowEnded.COMPLETED, happened_on=SPRING
    )
    story = given(BEGUN, joined(DEAL, AUTUMN), left(DEAL, WINTER), ended)
    mended = story.and_then(
        moved(5, AUTUMN, AUTUMN - ONE_DAY),
        (colleague(ASTOR), moved(WHOLE, FIRST_DAY, FIRST_DAY + ONE_DAY)),
        (colleague(DEAL), moved(6, WINTER, WINTER + ONE_DAY)),
        moved(7, SPRING, SPRING + ONE_DAY),
    )
    expected = {
        FIRST_DAY: [],
        AUTUMN - 2 * ONE_DAY: [ASTOR, DOVER],
        AUTUMN - ONE_DAY: [ASTOR, DOVER, DEAL],
        WINTER + ONE_DAY: [ASTOR, DOVER, DEAL],
        WINTER + 2 * ONE_DAY: [ASTOR, DOVER],
    }
    for day, there in expected.items():
        with asked_of(mended, happened_by=day) as now:
            assert members(now) == there, day
    with asked_of(mended) as now:
        found = collaborations.some(now, [WHOLE])[WHOLE]
        began, over = FIRST_DAY + ONE_DAY, SPRING + ONE_DAY
        assert (found.happened_on, found.started_on, found.ended_on) == (began, began, over)
        assert {step.happened_on for step in history.stories(now, [WHOLE])[WHOLE]} == {
            began, over, AUTUMN - ONE_DAY, WINTER + ONE_DAY,
        }  # fmt: skip
    with asked_of(mended, known_by=7) as before:
        assert collaborations.some(before, [WHOLE])[WHOLE].ended_on == SPRING
        assert collaborations.some(before, [WHOLE])[WHOLE].happened_on == FIRST_DAY


SEVERAL = given(*(begun(ASTOR, DOVER, happened_on=FIRST_DAY) for _ in range(3))).and_then(
    begun(ASTOR, DEAL, happened_on=WINTER),
    (colleague(DOVER), begun(DOVER, DEAL, happened_on=AUTUMN)),
)


def pages(now: Snapshot, schools: tuple[SchoolId, ...], size: int) -> list[int]:
    seen: list[int] = []
    after = collaborations.BEFORE_ANY
    while rows := collaborations.page(now, schools, size, after):
        seen += [row.collaboration for row in rows]
        assert len(seen) < 50, "it never ends"
        after = rows[-1].happened_on, rows[-1].collaboration
    return seen


@pytest.mark.parametrize("size", [1, 2, 50])
def test_pages_give_the_latest_first_without_gap_or_repetition(size: int) -> None:
    with asked_of(SEVERAL) as now:
        assert pages(now, (), size) == [7, 8, 6, 5, 4]
        assert pages(now, (ASTOR,), size) == [7, 6, 5, 4]
        assert pages(now, (DEAL, DOVER), size) == [7, 8, 6, 5, 4]
        assert collaborations.count(now, [DEAL]) == 2


def test_a_school_sees_those_that_it_was_in_and_nobody_else_any() -> None:
    for scope, seen in (
        (AUDITOR, [7, 8, 6, 5, 4]),
        (editor(ASTOR), [7, 6, 5, 4]),
        (editor(DEAL), [7, 8]),
        (trustee(DOVER, DEAL), [7, 8, 6, 5, 4]),
        (trustee(), []),
        (NOBODY, []),
    ):
        with asked_of(SEVERAL, scope) as now:
            assert pages(now, (), 50) == seen
            assert collaborations.count(now) == len(seen)
            assert list(collaborations.some(now, range(4, 9))) == sorted(seen)
            assert sorted(collaborations.members(now, range(4, 9))) == sorted(seen)
    with asked_of(SEVERAL, editor(ASTOR)) as now:
        assert pages(now, (DEAL,), 50) == [7]


def test_a_school_that_left_keeps_what_it_knew_and_sees_nobody_who_came_later() -> None:
    story = given(BEGUN, left(DOVER, AUTUMN), joined(DEAL, WINTER))
    with asked_of(story, editor(DOVER)) as now:
        assert collaborations.at(now, WHOLE) is not None
        assert members(now) == [ASTOR]
    with asked_of(story, editor(DEAL), happened_by=AUTUMN) as now:
        assert members(now) == [ASTOR, DOVER]


def test_a_page_is_the_same_while_others_begin() -> None:
    other = CollaborationId(int=7)
    with in_memory(SEVERAL.entries) as ledger:
        with ledger.asked_by() as now:
            first = collaborations.page(now, first=2)
            known_by = now.known_by
        more = SEVERAL.and_then(begun(ASTOR, DEAL, happened_on=WINTER))
        ledger.hears(more.entries[len(SEVERAL.entries) :])
        last = first[-1].happened_on, first[-1].collaboration
        with ledger.asked_by(known_by=known_by) as now:
            rest = collaborations.page(now, first=50, after=last)
    assert [row.collaboration for row in (*first, *rest)] == [7, 8, 6, 5, 4]
    assert first[0].id == other
