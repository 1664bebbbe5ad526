"""A front end publishes term dates, asks for terms, and asks again for what was known before."""

from __future__ import annotations

from typing import Any

from tests.api.desk import ADA, ANN, ASTOR, AUD, BEN, DOVER, EVE, Desk
from tests.api.examples.calendar import DATES, OF_KENT, SPANS
from tests.api.test_time import heard

OF_ASTOR = {"scope": "SCHOOL", "scopeId": ASTOR, "academicYear": "2025/26"}
IN_THE_HOLIDAY = "2026-04-11"
"""Nominally in summer; by the calendar of Kent the Easter holiday ends two days later."""
TERM = "{ code label firstDay lastDay half isNominal source }"


def later(half: int, first: str) -> list[dict[str, Any]]:
    return [span | {"firstDay": first} if span["half"] == half else span for span in SPANS]


def term(desk: Desk, on: str, school: str = ASTOR, at: str = "", who: Any = None) -> Any:
    asked = f'school(urn: "{school}") {{ term(on: "{on}") {TERM} }}'
    return desk.read(asked, who, at)["school"]["term"]


def test_a_day_lies_in_a_term_whatever_is_known(fresh: Desk):
    assert term(fresh, IN_THE_HOLIDAY) == {
        "code": "2025/26-SUM", "label": "Summer 2025/26", "half": None,
        "firstDay": "2026-04-10", "lastDay": "2026-08-31", "isNominal": True, "source": None,
    }  # fmt: skip
    fresh.record("publishTermCalendar", ADA, **OF_KENT, **DATES)
    in_kent = {
        "code": "2025/26-SPR", "label": "Spring 2025/26", "half": 4,
        "firstDay": "2026-01-05", "lastDay": "2026-04-12", "isNominal": False, "source": "LA",
    }  # fmt: skip
    for who in (None, ANN, AUD, EVE):
        assert term(fresh, IN_THE_HOLIDAY, who=who) == in_kent
    assert term(fresh, "2024-10-30")["isNominal"]


def test_the_term_of_no_day_in_particular_is_that_of_the_day_asked_about(fresh: Desk):
    asked = f'school(urn: "{ASTOR}") {{ term {{ code }} }}'
    told = fresh.read(asked, None, '(happenedBy: "2025-10-01")')
    assert told["school"]["term"] == {"code": "2025/26-AUT"}


def test_a_revised_calendar_moves_terms_and_the_past_answers_as_it_did(fresh: Desk):
    fresh.record("publishTermCalendar", ADA, **OF_KENT, **DATES)
    published = fresh.size
    fresh.record("publishTermCalendar", ANN, **OF_ASTOR, **DATES)
    fresh.record(
        "reviseTermCalendar", ANN, **OF_ASTOR, **DATES | {"spans": later(5, IN_THE_HOLIDAY)},
        whyRevised="NEW_DECISION",
    )  # fmt: skip
    told = [term(fresh, IN_THE_HOLIDAY, number) for number in (ASTOR, DOVER)]
    assert [(one["code"], one["source"]) for one in told] == [
        ("2025/26-SUM", "SCHOOL"),
        ("2025/26-SPR", "LA"),
    ]
    for known_by, expected in (
        (published - 1, ("2025/26-SUM", None)),
        (published, ("2025/26-SPR", "LA")),
        (published + 1, ("2025/26-SPR", "SCHOOL")),
    ):
        then = term(fresh, IN_THE_HOLIDAY, at=f"(knownBy: {known_by})")
        assert (then["code"], then["source"]) == expected


def test_the_terms_of_a_page_of_schools_are_asked_at_once(fresh: Desk):
    fresh.record("publishTermCalendar", ADA, **OF_KENT, **DATES)
    counts = []
    for first in (1, 5):
        statements: list[str] = []
        page = f"schools(first: {first}) {{ nodes {{ term {{ source }} }} }}"
        with heard(fresh, statements.append):
            told = fresh.read(page, None, '(happenedBy: "2026-03-02")')["schools"]["nodes"]
        assert told == [{"term": {"source": "LA"}}] * first
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_engagement_is_told_by_the_terms_that_are_known(fresh: Desk):
    """The visit of 2 March lies in spring, and so long as spring lasts nothing is missed."""
    act = fresh.plan(fresh.begin())
    fresh.hold(act)
    fresh.record("confirmAttendance", ANN, act=act, school=ASTOR, attended=2)
    fresh.record("confirmAttendance", BEN, act=act, school=DOVER, attended=2)
    before = fresh.size
    fresh.record("publishTermCalendar", ADA, **OF_KENT, **DATES)
    cells = "engagement { cells { code firstDay lastDay confirmed isPending } }"
    asked = f'school(urn: "{ASTOR}") {{ {cells} collaborations {{ nodes {{ {cells} }} }} }}'

    def told(known_by: int) -> list[Any]:
        at = f'(knownBy: {known_by}, happenedBy: "{IN_THE_HOLIDAY}")'
        school = fresh.read(asked, ANN, at)["school"]
        (together,) = school["collaborations"]["nodes"]
        assert together["engagement"] == school["engagement"]
        return school["engagement"]["cells"]

    spring = {"code": "2025/26-SPR", "confirmed": 1}
    assert told(before) == [
        spring | {"firstDay": "2026-01-01", "lastDay": "2026-04-09", "isPending": False},
        {"code": "2025/26-SUM", "firstDay": "2026-04-10", "lastDay": "2026-08-31",
         "confirmed": 0, "isPending": True},
    ]  # fmt: skip
    assert told(before + 1) == [
        spring | {"firstDay": "2026-01-05", "lastDay": "2026-04-12", "isPending": True}
    ]


def test_school_days_are_counted_or_marked_as_approximate(fresh: Desk):
    days = 'schoolDays(from: "2026-01-05", to: "2026-01-11") { days isApproximate }'
    asked = f'school(urn: "{ASTOR}") {{ {days} calendar(academicYear: "2025/26") {{ edition }} }}'
    assert fresh.read(asked)["school"] == {
        "schoolDays": {"days": 5, "isApproximate": True},
        "calendar": None,
    }
    fresh.record("publishTermCalendar", ADA, **OF_KENT, **DATES)
    fresh.record(
        "recordClosure", ANN, scope="SCHOOL", scopeId=ASTOR, cause="SNOW",
        firstDay="2026-01-08", lastDay="2026-01-09",
    )  # fmt: skip
    assert fresh.read(asked)["school"] == {
        "schoolDays": {"days": 3, "isApproximate": False},
        "calendar": {"edition": "June 2024"},
    }


def test_who_may_not_publish_is_told_why_and_where(fresh: Desk):
    size = fresh.size
    for who, of, code, path in (
        (ANN, OF_KENT, "ROLE_CANNOT_RECORD", ["scope"]),
        (BEN, OF_ASTOR, "NOT_PARTICIPANT", ["scopeId"]),
        (ADA, OF_ASTOR, "NOT_PARTICIPANT", ["scopeId"]),
        (EVE, OF_ASTOR, "TRUSTEE_CANNOT_RECORD", []),
        (None, OF_ASTOR, "NOT_SIGNED_IN", []),
    ):
        told = fresh.record("publishTermCalendar", who, **of, **DATES)
        assert (told["__typename"], told.get("code"), told.get("path")) == ("Refusal", code, path)
    broken = DATES | {"spans": later(2, "2025-10-01")}
    told = fresh.record("publishTermCalendar", ANN, **OF_ASTOR, **broken)
    assert told == {
        "__typename": "Refusal", "code": "OUT_OF_RANGE", "path": ["spans", "1", "firstDay"],
        "sentence": "The one before it ends on 24 October 2025.",
    }  # fmt: skip
    assert fresh.size == size


def test_calendars_stand_among_the_public_entries(fresh: Desk):
    fresh.record("publishTermCalendar", ANN, **OF_ASTOR, **DATES)
    fresh.record("publishTermCalendar", ADA, **OF_KENT, **DATES)
    asked = (
        'all: events(kind: "TermCalendarPublished") { totalCount nodes { sentence } } '
        f'own: events(school: "{ASTOR}", kind: "TermCalendarPublished") {{ totalCount }} '
        f'other: events(school: "{DOVER}", kind: "TermCalendarPublished") {{ totalCount }}'
    )
    told = fresh.read(asked)
    assert [told[name]["totalCount"] for name in ("all", "own", "other")] == [2, 1, 0]
    assert [node["sentence"] for node in told["all"]["nodes"]] == [
        "Term dates of Astor for 2025/26 were published.",
        "Term dates of local authority 886 for 2025/26 were published.",
    ]
