"""What registers and trusts say meanwhile: trusts, their term dates, and schools that change.

A school becomes an academy: the same school, under a new number, and its history goes with it.
Another moves from one trust to the other. A trust revises its term dates, and snow shuts a school.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ledger.domain.entry import Entry
from ledger.domain.identifiers import AcademicYear, FieldName
from ledger.domain.past import SYSTEM
from ledger.domain.school import (
    Change,
    SchoolClosed,
    SchoolDetailsChanged,
    SchoolSucceeded,
    Succession,
)
from ledger.domain.term_calendar import (
    ClosureCause,
    ClosureRecorded,
    InsetDayMoved,
    TermCalendarPublished,
    TermCalendarRevised,
    WhyRevised,
)
from ledger.domain.terms import CalendarScope, HalfTerm
from ledger.domain.trust import (
    GroupKind,
    SchoolJoinedTrust,
    SchoolLeftTrust,
    TrustRegistered,
)
from ledger.example.days import A_DAY, A_WEEK, FRIDAY, MONDAY, Weeks, autumn, spring, summer
from ledger.example.diary import Diary, Line
from ledger.example.register import (
    BEACON,
    GRAND_SHAFT,
    HALSTOCK,
    LANGDON,
    LANGDON_ACADEMY,
    OLD_PARK,
    REGISTER,
    REGISTERED_ON,
    TIDEWAY,
    TRUSTS,
    editor,
)

CONVERTED_ON = date(2025, 9, 1)
NEW_YEAR = AcademicYear("2025/26")
TRUST = GroupKind.MULTI_ACADEMY_TRUST


def told() -> list[Line]:
    """What was published, by the day on which the ledger learnt of it."""
    diary = Diary("registers")
    for uid, name in TRUSTS.items():
        _says(diary, REGISTERED_ON, TrustRegistered(uid=uid, name=name, group_kind=TRUST))
    _term_dates(diary)
    _langdon_becomes_an_academy(diary)
    _grand_shaft_changes_its_trust(diary)
    return diary.lines


def _term_dates(diary: Diary) -> None:
    """One trust publishes its dates each spring, and thinks better of one of them."""
    for year in (2023, 2024, 2025):
        published_on = max(REGISTERED_ON, date(year, 3, 3))
        _says(diary, published_on, _dates(year, "first edition"))
    later = replace(_dates(2025, "second edition"), inset=(date(2025, 9, 1), date(2026, 1, 5)))
    revised = TermCalendarRevised(**vars(later), why_revised=WhyRevised.NEW_DECISION)
    _says(diary, date(2025, 6, 2), revised)
    _says(
        diary, date(2025, 11, 3),
        InsetDayMoved(
            scope=CalendarScope.TRUST, scope_id=TIDEWAY, academic_year=NEW_YEAR,
            from_day=date(2026, 1, 5), to_day=date(2026, 4, 13),
        ),
    )  # fmt: skip
    shut_on = spring(2025).week(1, FRIDAY)
    snow = ClosureRecorded(
        scope=CalendarScope.SCHOOL, scope_id=HALSTOCK, cause=ClosureCause.SNOW,
        first_day=shut_on, last_day=shut_on,
    )  # fmt: skip
    diary.write(spring(2025).week(2, MONDAY), editor(HALSTOCK), "snow", type(snow), vars(snow))


def _dates(year: int, edition: str) -> TermCalendarPublished:
    terms = (autumn(year), spring(year + 1), summer(year + 1))
    halves = [half for term in terms for half in _halves(term)]
    return TermCalendarPublished(
        scope=CalendarScope.TRUST, scope_id=TIDEWAY,
        academic_year=AcademicYear(f"{year}/{(year + 1) % 100}"), edition=edition,
        spans=tuple(
            HalfTerm(half=n, first_day=first, last_day=last)
            for n, (first, last) in enumerate(halves, 1)
        ),
        inset=(terms[0].first,),
    )  # fmt: skip


def _halves(term: Weeks) -> tuple[tuple[date, date], tuple[date, date]]:
    """From a Monday to a Friday, before the holiday in the middle and after it."""
    return (
        (term.first, term.half_term - 3 * A_DAY),
        (term.half_term + A_WEEK, term.last + FRIDAY * A_DAY),
    )


def _langdon_becomes_an_academy(diary: Diary) -> None:
    before = next(said for said in REGISTER if said.school == LANGDON)
    academy = replace(
        before, school=LANGDON_ACADEMY, name="Langdon Hole Primary Academy", trust=TIDEWAY,
        trust_name=TRUSTS[TIDEWAY], establishment_type="Academy converter", opened_on=CONVERTED_ON,
    )  # fmt: skip
    closed = SchoolClosed(
        school=LANGDON, closed_on=CONVERTED_ON - A_DAY, why_closed="Academy converter"
    )
    succeeded = SchoolSucceeded(
        school=LANGDON, successor=LANGDON_ACADEMY, succession=Succession.SUCCESSION,
        happened_on=CONVERTED_ON,
    )  # fmt: skip
    grew = SchoolDetailsChanged(
        school=OLD_PARK, changes=(Change(field=FieldName("pupils"), old="210", new="231"),)
    )
    for said in (academy, closed, succeeded, grew):
        _says(diary, CONVERTED_ON, said)


def _grand_shaft_changes_its_trust(diary: Diary) -> None:
    left = SchoolLeftTrust(uid=BEACON, school=GRAND_SHAFT, happened_on=date(2026, 1, 5))
    joined = SchoolJoinedTrust(
        uid=TIDEWAY, school=GRAND_SHAFT, happened_on=date(2026, 1, 5), trust_name=TRUSTS[TIDEWAY]
    )
    for said in (left, joined):
        _says(diary, date(2026, 1, 5), said)


def _says(diary: Diary, on: date, said: Entry) -> None:
    """Something that the ledger read in from elsewhere."""
    name = f"{type(said).TOPIC.partition('/')[0]}-{len(diary.lines) + 1}"
    diary.write(on, SYSTEM, name, type(said), vars(said))
