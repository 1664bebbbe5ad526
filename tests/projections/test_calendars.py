"""The calendars that are known of a school: the nearest counts, and only what was known by then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ledger.domain.engagement import engagement as shape
from ledger.domain.identifiers import FieldName, SchoolId, TrustId
from ledger.domain.school import (
    Change,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.domain.terms import CalendarScope, Days, Terms
from ledger.projections import calendars, meetings
from ledger.projections.snapshot import Snapshot
from tests.domain.test_term_calendar import (
    LAST_YEAR,
    OF_ALL,
    OF_ASTOR,
    OF_KENT,
    OF_TRUST,
    moved,
    published,
    revised,
    shut,
    with_span,
)
from tests.projections.conftest import Tell
from tests.projections.story import NOBODY, asked_of, colleague, confirmed, held, planned
from tests.scenario import (
    ADA,
    ASTOR,
    BEGUN,
    DEAL,
    DOVER,
    FIRST_DAY,
    TODAY,
    YESTERDAY,
    given,
    given_only,
    school,
)

EVERYWHERE = (OF_ALL, OF_KENT, OF_TRUST, OF_ASTOR)
STORY = given_only(
    school(ASTOR, la_code="886", trust=TrustId("9101")),
    school(DOVER, la_code="886"),
    school(DEAL, la_code="373"),
).and_then(
    *((ADA, published(of, edition=of["scope"])) for of in EVERYWHERE[:3]),
    published(edition="school"),
)
"""Three schools, then a calendar of each publisher, the furthest first: positions 4 to 7."""


def sources(now: Snapshot) -> list[str | None]:
    """Whose calendar counts for each of the three schools."""
    found = calendars.terms_of(now, (ASTOR, DOVER, DEAL))
    told = [found[number].calendar_of(TODAY) for number in (ASTOR, DOVER, DEAL)]
    return [None if one is None else one.edition for one in told]


def test_the_nearest_calendar_that_was_known_counts(tell: Tell) -> None:
    ledger = tell(STORY)
    by_position = []
    for known_by in range(3, 8):
        with ledger.asked_by(NOBODY, known_by) as now:
            by_position.append(sources(now))
    assert by_position == [
        [None, None, None],
        ["national", "national", "national"],
        ["la", "la", "national"],
        ["trust", "la", "national"],
        ["school", "la", "national"],
    ]


def test_a_school_that_nobody_knows_is_left_out() -> None:
    with asked_of(STORY) as now:
        assert calendars.terms_of(now, []) == {}
        assert calendars.terms_of(now, ["900099"]) == {}


def test_it_comes_back_as_it_was_published(tell: Tell) -> None:
    inset, bank_holidays = (date(2025, 9, 1), date(2026, 1, 5)), (date(2026, 5, 4),)
    whole = published(
        inset=inset[::-1], bank_holidays=bank_holidays, source_url="https://example.org/dates"
    )
    with tell(given_only(school(ASTOR), whole)).asked_by() as now:
        assert calendars.terms_of(now, [ASTOR])[ASTOR].years == {2025: whole.calendar}
    assert whole.calendar.inset == inset


def terms(story: Any, number: SchoolId = ASTOR, **moment: Any) -> Terms:
    with asked_of(story, **moment) as now:
        return calendars.terms_of(now, [number])[number]


def test_a_revision_moves_terms_and_what_was_known_before_gives_the_old_ones(tell: Tell) -> None:
    later = with_span(4, first_day=date(2026, 4, 20))
    ledger = tell(given_only(school(ASTOR), published(), revised(spans=later)))
    in_between = date(2026, 4, 15)
    for known_by, expected in ((1, "SUM"), (2, "SUM"), (3, "SPR")):
        with ledger.asked_by(known_by=known_by) as now:
            assert (
                calendars.terms_of(now, [ASTOR])[ASTOR].of(in_between).code == f"2025/26-{expected}"
            )


def test_a_moved_inset_day_is_a_school_day_and_the_old_one_is_none() -> None:
    old, new = date(2025, 10, 27), date(2026, 2, 16)
    last_year = published(**LAST_YEAR)
    story = given_only(school(ASTOR), last_year, published(inset=(old,)), moved(str(old), str(new)))
    assert terms(story).years[2024] == last_year.calendar
    for known_by, there in ((3, old), (4, new)):
        known = terms(story, known_by=known_by)
        assert [known.school_days(day, day).days for day in (old, new)] == [
            int(there == old),
            int(there == new),
        ]


def test_closures_of_the_school_and_of_its_authority_take_days_out() -> None:
    story = STORY.and_then(shut(YESTERDAY, TODAY), (ADA, shut(TODAY, TODAY, OF_KENT)))
    week = (date(2026, 3, 2), TODAY)
    assert [terms(story, number).school_days(*week) for number in (ASTOR, DOVER, DEAL)] == [
        Days(5, False),
        Days(5, False),
        Days(6, False),
    ]
    assert terms(story, known_by=7).school_days(*week) == Days(6, False)


def test_a_school_that_changed_its_trust_has_the_calendar_of_the_new_one() -> None:
    change = Change(field=FieldName("trust"), old=None, new="9101")
    story = STORY.and_then(SchoolDetailsChanged(school=DOVER, changes=(change,)))
    now, then = (terms(story, DOVER, known_by=known_by) for known_by in (8, 7))
    assert [known.years[2025].scope for known in (now, then)] == [
        CalendarScope.TRUST,
        CalendarScope.LA,
    ]


def test_a_calendar_follows_a_school_through_its_numbers() -> None:
    academy = SchoolId("900004")
    succeeded = SchoolSucceeded(
        school=ASTOR,
        successor=academy,
        succession=Succession.SUCCESSION,
        happened_on=FIRST_DAY,
    )
    story = STORY.and_then(school(academy, opened_on=FIRST_DAY), succeeded)
    assert terms(story, academy).years[2025].edition == "school"
    own = published({"scope": CalendarScope.SCHOOL, "scope_id": str(academy)}, edition="academy")
    after = story.and_then((colleague(academy), own))
    for number in (ASTOR, academy):
        assert terms(after, number).years[2025].edition == "academy"
        before = terms(after, number, happened_by=FIRST_DAY - timedelta(days=1))
        assert before.years[2025].edition == "school"


def test_a_school_has_the_terms_of_its_trust_of_the_day_by_any_of_its_numbers() -> None:
    academy = SchoolId("900004")
    succeeded = SchoolSucceeded(
        school=DOVER, successor=academy, succession=Succession.SUCCESSION, happened_on=FIRST_DAY
    )
    converted = school(academy, opened_on=FIRST_DAY, trust="9101", la_code="886")
    story = STORY.and_then(converted, succeeded)
    for number in (DOVER, academy):
        assert terms(story, number).years[2025].edition == "trust"
        before = terms(story, number, happened_by=FIRST_DAY - timedelta(days=1))
        assert before.years[2025].edition == "la"


IN_THE_HOLIDAY = date(2025, 12, 29)
HOST_IS_BACK = with_span(2, first_day=date(2025, 12, 28))
"""Dates at which the host has begun its spring term, as no school does, and the visitor has not."""


def test_an_act_lies_in_a_term_of_its_host(tell: Tell) -> None:
    met = given(BEGUN).and_then(
        planned(IN_THE_HOLIDAY),
        held(IN_THE_HOLIDAY),
        confirmed(ASTOR),
        confirmed(DOVER),
    )
    size = len(met.entries)
    ledger = tell(met.and_then(published(spans=HOST_IS_BACK)))
    codes = {}
    for known_by in (size, size + 1):
        with ledger.asked_by(known_by=known_by) as now:
            codes[known_by] = [
                *(meetings.of_schools(now, [number])[0].term.code for number in (ASTOR, DOVER)),
                meetings.of_collaboration(now, 4)[0].term.code,
            ]
            cells = shape(meetings.of_schools(now, [DOVER]), TODAY).cells
            assert [cell.term.code for cell in cells if cell.confirmed] == codes[known_by][:1]
    assert codes == {size: ["2025/26-AUT"] * 3, size + 1: ["2025/26-SPR"] * 3}
