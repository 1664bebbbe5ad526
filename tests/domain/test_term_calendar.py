"""Who publishes which term dates, and which dates an academic year may have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ledger.domain.identifiers import AcademicYear
from ledger.domain.past import SYSTEM, Past
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotParticipant,
    NotSignedIn,
    NotWellFormed,
    NotYet,
    OutOfRange,
    RoleCannotRecord,
    TrusteeCannotRecord,
    UnknownSchool,
)
from ledger.domain.term_calendar import (
    ClosureCause,
    ClosureRecorded,
    InsetDayMoved,
    TermCalendarPublished,
    TermCalendarRevised,
    WhyRevised,
    calendar_in,
)
from ledger.domain.terms import CalendarScope, HalfTerm
from tests.scenario import (
    ADA,
    AMY,
    ANN,
    ASTOR,
    AUD,
    BEN,
    DOVER,
    NEXT_WEEK,
    NOBODY,
    NOBODYS,
    NOW,
    TIM,
    TODAY,
    YESTERDAY,
    Scenario,
    given,
)

THIS_YEAR = AcademicYear("2025/26")


def day(text: str) -> date:
    return date.fromisoformat(text)


SPANS = tuple(
    HalfTerm(half=half, first_day=day(first), last_day=day(last))
    for half, first, last in (
        (1, "2025-09-01", "2025-10-24"), (2, "2025-11-03", "2025-12-19"),
        (3, "2026-01-05", "2026-02-13"), (4, "2026-02-23", "2026-03-27"),
        (5, "2026-04-13", "2026-05-22"), (6, "2026-06-01", "2026-07-20"),
    )
)  # fmt: skip
LAST_YEAR = {
    "academic_year": AcademicYear("2024/25"),
    "spans": tuple(
        replace(
            span,
            first_day=span.first_day.replace(year=span.first_day.year - 1),
            last_day=span.last_day.replace(year=span.last_day.year - 1),
        )
        for span in SPANS
    ),
}
OF_ASTOR = {"scope": CalendarScope.SCHOOL, "scope_id": str(ASTOR)}
OF_KENT = {"scope": CalendarScope.LA, "scope_id": "886"}
OF_TRUST = {"scope": CalendarScope.TRUST, "scope_id": "9101"}
OF_ALL = {"scope": CalendarScope.NATIONAL, "scope_id": None}
DATES = {"academic_year": THIS_YEAR, "spans": SPANS, "edition": "June 2024"}


def published(of: dict[str, Any] = OF_ASTOR, **other: Any) -> TermCalendarPublished:
    return TermCalendarPublished(**DATES | of | other)


def revised(of: dict[str, Any] = OF_ASTOR, **other: Any) -> TermCalendarRevised:
    facts = DATES | {"why_revised": WhyRevised.MISTAKE, "edition": "July 2024"}
    return TermCalendarRevised(**facts | of | other)


def moved(was: str, now: str, of: dict[str, Any] = OF_ASTOR) -> InsetDayMoved:
    return InsetDayMoved(academic_year=THIS_YEAR, from_day=day(was), to_day=day(now), **of)


def shut(first: date, last: date, of: dict[str, Any] = OF_ASTOR) -> ClosureRecorded:
    return ClosureRecorded(cause=ClosureCause.SNOW, first_day=first, last_day=last, **of)


def with_span(n: int, **other: Any) -> tuple[HalfTerm, ...]:
    return (*SPANS[:n], replace(SPANS[n], **other), *SPANS[n + 1 :])


def in_force(story: Scenario, year: AcademicYear = THIS_YEAR) -> Any:
    """The calendar of Astor as the rules see it."""
    past = Past(tuple(story.within(published().boundary())), ANN, NOW)
    return calendar_in(past, year)


# Who records which.


def test_a_school_publishes_its_own():
    told = given().when(published(), ANN)
    told.then(f"Term dates of {ASTOR} for 2025/26 were published.")
    assert told.after.entries[-1].tags == {f"calendar:school:{ASTOR}", f"school:{ASTOR}"}


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (OF_KENT, "Term dates of local authority 886 for 2025/26 were published."),
        (OF_TRUST, "Term dates of trust 9101 for 2025/26 were published."),
        (OF_ALL, "Term dates of the whole country for 2025/26 were published."),
    ],
)
@pytest.mark.parametrize("registrar", [ADA, SYSTEM])
def test_a_registrar_publishes_those_of_a_trust_an_authority_and_the_nation(
    of, sentence, registrar
):
    given().when(published(of), registrar).then(sentence)
    for by in (ANN, BEN):
        given().when(published(of), by).then_refused(
            RoleCannotRecord, "A school records its own calendar and no other.", "scope"
        )


@pytest.mark.parametrize("by", [BEN, ADA, SYSTEM])
def test_nobody_else_publishes_that_of_a_school(by):
    given().when(published(), by).then_refused(
        NotParticipant, "Only the school itself records its calendar.", "scope_id"
    )


@pytest.mark.parametrize(
    ("by", "kind"), [(TIM, TrusteeCannotRecord), (AUD, RoleCannotRecord), (NOBODY, NotSignedIn)]
)
def test_who_only_reads_publishes_none(by, kind):
    for command in (published(OF_KENT), revised(OF_KENT), moved("2025-09-01", "2025-09-02")):
        assert type(given().when(command, by).refused) is kind


@pytest.mark.parametrize(
    ("of", "kind", "because"),
    [
        (OF_ALL | {"scope_id": "1"}, NotWellFormed, "A national calendar is nobody's own."),
        (OF_KENT | {"scope_id": None}, Missing, "A local authority is named by its number: "
         "three digits."),
        (OF_KENT | {"scope_id": "Kent"}, NotWellFormed, "A local authority is named by its "
         "number: three digits."),
        (OF_TRUST | {"scope_id": "TR1"}, NotWellFormed, "A trust is named by its UID: up to "
         "eight digits."),
        (OF_ASTOR | {"scope_id": "42"}, NotWellFormed, "A school is named by its URN: six "
         "digits."),
        (OF_ASTOR | {"scope_id": NOBODYS}, UnknownSchool, f"The register has no school {NOBODYS}."),
    ],
)  # fmt: skip
def test_a_calendar_says_whose_it_is(of, kind, because):
    given().when(published(of), ADA).then_refused(kind, because, "scope_id")


# Which dates.


@pytest.mark.parametrize(
    ("facts", "kind", "because", "path"),
    [
        ({"spans": with_span(0, first_day=day("2025-07-31"))}, OutOfRange,
         "31 July 2025 is not in the academic year 2025/26.", ("spans", "0", "first_day")),
        ({"spans": with_span(5, last_day=day("2026-08-01"))}, OutOfRange,
         "1 August 2026 is not in the academic year 2025/26.", ("spans", "5", "last_day")),
        ({"spans": with_span(2, last_day=day("2026-01-04"))}, OutOfRange,
         "A half term ends after it begins.", ("spans", "2", "last_day")),
        ({"spans": with_span(1, half=1)}, OutOfRange,
         "Half terms stand in their order, each once.", ("spans", "1", "half")),
        ({"spans": with_span(3, half=6)}, OutOfRange,
         "Half terms stand in their order, each once.", ("spans", "4", "half")),
        ({"spans": with_span(1, first_day=day("2025-10-24"))}, OutOfRange,
         "The one before it ends on 24 October 2025.", ("spans", "1", "first_day")),
        ({"spans": (*SPANS[:2], *SPANS[3:])}, Missing,
         "Half terms 1, 3 and 5 are needed: the terms begin with them.", ("spans",)),
        ({"spans": SPANS[:2]}, OutOfRange, "From 3 to 6 of them, please.", ("spans",)),
        ({"inset": (day("2025-09-01"), day("2026-08-04"))}, OutOfRange,
         "4 August 2026 is not within two weeks of any half term.", ("inset", "1")),
        ({"inset": (day("2025-09-01"),) * 2}, NotWellFormed,
         "Name each only once: 1 September 2025 stands here twice.", ("inset", "1")),
        ({"bank_holidays": (day("2026-08-31"),)}, OutOfRange,
         "31 August 2026 is not in the academic year 2025/26.", ("bank_holidays", "0")),
        ({"source_url": "javascript:alert(1)"}, NotWellFormed,
         "A link begins with https:// and has no spaces.", ("source_url",)),
        ({"academic_year": AcademicYear("2025/27")}, NotWellFormed,
         "An academic year is written like 2025/26.", ("academic_year",)),
    ],
)  # fmt: skip
def test_dates_that_no_year_can_have_are_refused(facts, kind, because, path):
    given().when(published(**facts), ANN).then_refused(kind, because, *path)
    story = given(published(inset=(day("2026-01-05"),)))
    if facts.keys() != {"academic_year"}:
        story.when(revised(**facts), ANN).then_refused(kind, because, *path)


def test_three_terms_without_half_terms_are_a_calendar():
    assert given().when(published(spans=SPANS[::2]), ANN).refused is None


def test_an_inset_day_may_lie_in_a_holiday():
    in_october = tuple(day("2025-10-27") + timedelta(days=n) for n in range(5))
    assert given().when(published(inset=in_october), ANN).refused is None


# One calendar for each year, revised as often as need be.


def test_a_year_is_published_once_and_then_revised():
    story = given(published())
    story.when(published(edition="again"), AMY).then_refused(
        AlreadySaid, "The calendar for 2025/26 is here already: revise it.", "academic_year"
    )
    later = with_span(4, first_day=day("2026-04-20"))
    answer = story.when(revised(spans=later), AMY)
    answer.then(f"Term dates of {ASTOR} for 2025/26 were revised (mistake).")
    assert in_force(answer.after).spans == later
    assert in_force(answer.after).edition == "July 2024"
    assert in_force(story).spans == SPANS


def test_another_year_and_another_publisher_are_calendars_of_their_own():
    given(
        published(),
        published(**LAST_YEAR),
        (BEN, published(OF_ASTOR | {"scope_id": str(DOVER)})),
        (ADA, published(OF_KENT)),
        (ADA, published(OF_ALL)),
    )


def test_what_is_not_published_cannot_be_changed():
    story = given((ADA, published(OF_KENT)))
    for command in (revised(), moved("2025-09-01", "2025-09-02")):
        story.when(command, ANN).then_refused(
            NotFound, "There is no calendar for 2025/26 yet: publish it.", "academic_year"
        )


def test_a_revision_says_something_else():
    given(published()).when(revised(edition="June 2024"), ANN).then_refused(
        AlreadySaid, "That is what the calendar says already.", "spans"
    )


def test_an_inset_day_is_moved_to_another_day():
    story = given(published(inset=(day("2025-09-01"), day("2026-01-05"))))
    answer = story.when(moved("2026-01-05", "2026-02-23"), ANN)
    answer.then(f"An INSET day of {ASTOR} was moved from 5 January 2026 to 23 February 2026.")
    assert in_force(answer.after).inset == (day("2025-09-01"), day("2026-02-23"))
    answer.after.when(moved("2026-01-05", "2026-02-24"), ANN).then_refused(
        NotFound, "5 January 2026 is no INSET day of that year.", "from_day"
    )
    answer.after.when(moved("2026-02-23", "2025-09-01"), ANN).then_refused(
        AlreadySaid, "1 September 2025 is an INSET day already.", "to_day"
    )
    answer.after.when(moved("2026-02-23", "2026-08-20"), ANN).then_refused(
        OutOfRange, "20 August 2026 is not within two weeks of any half term.", "to_day"
    )


def test_an_inset_day_is_moved_in_its_year_and_in_no_other():
    story = given(
        published(inset=(day("2025-09-01"),)),
        published(**LAST_YEAR, inset=(day("2024-09-02"),)),
        moved("2025-09-01", "2025-09-02"),
    )
    assert in_force(story).inset == (day("2025-09-02"),)
    assert in_force(story, AcademicYear("2024/25")).inset == (day("2024-09-02"),)


def test_a_revision_takes_the_moved_day_back_to_what_it_says():
    story = given(published(inset=(day("2025-09-01"),)), moved("2025-09-01", "2025-09-02"))
    after = story.and_then(revised(inset=(day("2025-09-03"),)))
    assert in_force(after).inset == (day("2025-09-03"),)


# Closures.


def test_a_closure_is_recorded_once_it_happened():
    answer = given().when(shut(YESTERDAY, TODAY), ANN)
    answer.then(f"Closed from 8 March 2026 to 9 March 2026 because of snow: {ASTOR}.")
    given().when(shut(TODAY, NEXT_WEEK), ANN).then_refused(
        NotYet, "16 March 2026 has not come yet.", "last_day"
    )
    given().when(shut(TODAY, YESTERDAY), ANN).then_refused(
        OutOfRange, "The last day comes 0 to 200 days after the first.", "last_day"
    )
    given().when(shut(TODAY - timedelta(days=201), TODAY), ANN).then_refused(
        OutOfRange, "The last day comes 0 to 200 days after the first.", "last_day"
    )
    answer.after.when(shut(TODAY, TODAY), AMY).then_refused(
        AlreadySaid, "A closure on one of these days is recorded.", "first_day"
    )
    assert answer.after.when(shut(YESTERDAY, TODAY, OF_KENT), ADA).refused is None
