"""The term dates of a local authority, read from a file: what it says, once, or a plain refusal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.domain.identifiers import AcademicYear
from ledger.domain.past import SYSTEM
from ledger.domain.refusal import NotWellFormed
from ledger.domain.term_calendar import InsetDayMoved, TermCalendarPublished, TermCalendarRevised
from ledger.domain.terms import CalendarScope, Days, terms_by
from ledger.register import Unreadable
from ledger.register.term_dates import TermDatesSummary, import_term_dates
from tests.register.files import SCHOOLS

SHEFFIELD = SCHOOLS / "../calendar/sheffield_term_dates_2025-28.json"
EASTER = (("2026-03-27", "2026-04-13"), ("2027-03-25", "2027-04-12"), ("2028-03-31", "2028-04-18"))
"""The last day before the Easter holiday and the first after it, in each of the three years."""


def brought(ledger: Ledger, path: Path = SHEFFIELD, **more: Any) -> TermDatesSummary:
    return import_term_dates(ledger, path, **{"la": "373"} | more)


def entries(ledger: Ledger) -> list[Any]:
    return [entry.event for entry in ledger.at(range(1, ledger.log.size() + 1))]


def file(folder: Path, change: Any = None) -> Path:
    """The real file with something changed."""
    told = json.loads(SHEFFIELD.read_bytes())
    if change:
        change(told)
    path = folder / "dates.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_sheffield_is_read_whole_and_not_again(ledger: Ledger) -> None:
    dry = brought(ledger, dry_run=True)
    assert str(dry).splitlines() == [
        "2025/26: published, 195 school days.",
        "2026/27: published, 195 school days.",
        "2027/28: published, 195 school days.",
        "Nothing was written.",
    ]
    assert ledger.log.size() == 0
    assert brought(ledger).told == dry.told
    assert [type(entry) for entry in entries(ledger)] == [TermCalendarPublished] * 3
    assert brought(ledger).told == [told.replace("published", "unchanged") for told in dry.told]
    assert ledger.log.size() == 3


def test_the_days_of_the_calendar_are_those_of_the_file(ledger: Ledger) -> None:
    brought(ledger)
    told = json.loads(SHEFFIELD.read_bytes())
    published = entries(ledger)
    for entry, year in zip(published, told["academic_years"], strict=True):
        listed = {date.fromisoformat(day["date"]) for day in year["dates"]}
        assert entry.calendar.school_days == listed
        assert [span.half for span in entry.spans] == [1, 2, 3, 4, 5, 6]
        assert (entry.scope, entry.scope_id) == (CalendarScope.LA, "373")
        assert entry.edition == "11 April 2026"
    terms = terms_by(entry.calendar for entry in published)
    assert terms.school_days(date(2025, 9, 1), date(2028, 7, 31)) == Days(3 * 195, False)
    for last, first in EASTER:
        in_easter = date.fromisoformat(last).replace(month=4, day=10)
        assert terms.of(in_easter).code[-3:] == "SPR"
        assert (str(terms.years[in_easter.year - 1].spans[3].last_day)) == last
        assert (str(terms.first_day(terms.of(date.fromisoformat(first))))) == first


def test_what_changed_is_a_revision_and_a_new_edition_alone_is_none(
    ledger: Ledger, tmp_path: Path
) -> None:
    brought(ledger)

    def new_edition(told: Any) -> None:
        told["generated_at"] = "2026-05-01T00:00:00+00:00"

    def a_day_longer(told: Any) -> None:
        told["academic_years"][1]["dates"].append({"date": "2027-07-22", "week": 40})

    assert "unchanged" in brought(ledger, file(tmp_path, new_edition)).told[1]
    longer = brought(ledger, file(tmp_path, a_day_longer))
    assert longer.told[1] == "2026/27: revised, 196 school days."
    assert [type(entry) for entry in entries(ledger)][3:] == [TermCalendarRevised]


def test_inset_days_that_the_file_does_not_tell_stay_and_those_it_tells_are_read(
    ledger: Ledger, tmp_path: Path
) -> None:
    def with_inset(told: Any) -> None:
        told["pd_days"] = ["2025-09-01", "2026-10-26"]

    brought(ledger, file(tmp_path, with_inset))
    assert [entry.inset for entry in entries(ledger)] == [
        (date(2025, 9, 1),),
        (date(2026, 10, 26),),
        (),
    ]
    of = {"scope": CalendarScope.LA, "scope_id": "373", "academic_year": AcademicYear("2025/26")}
    move = InsetDayMoved(**of, from_day=date(2025, 9, 1), to_day=date(2026, 1, 5))
    ledger.record(move, SYSTEM)
    assert all("unchanged" in told for told in brought(ledger).told)


@pytest.mark.parametrize("la", ["37", "Sheffield", "3731", "\udc80"])
def test_an_authority_is_named_by_its_number(ledger: Ledger, la: str) -> None:
    with pytest.raises(NotWellFormed, match="three digits"):
        brought(ledger, la=la)
    assert ledger.log.size() == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b'{"academic_years": []}', b"[" * 100_000,
     b'{"academic_years": [1]}', b'{"academic_years": [1], "generated_at": "yesterday"}',
     b'{"academic_years": [1], "generated_at": "2026-01-01", "pd_days": 3}'],
)  # fmt: skip
def test_a_file_of_another_kind_is_not_read(ledger: Ledger, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dates.json"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=r"^The file "):
        brought(ledger, path)


def without_name(year: Any) -> None:
    del year["name"]


def without_half_term(year: Any) -> None:
    year["school_holidays"] = [h for h in year["school_holidays"] if "February" not in h["label"]]


def with_a_day_too_many(year: Any) -> None:
    year["dates"].append({"date": "2027-05-03", "week": 33})


def with_no_day(year: Any) -> None:
    year["dates"][7] = {"date": "soon"}


def with_another_name(year: Any) -> None:
    year["name"] = "next year"


def of_another_year(year: Any) -> None:
    year["name"] = "2027-28"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_name, "year 2: refused. It has no name."),
        (without_half_term, "2026-27: refused. Its holidays leave 5 half terms, not 6."),
        (with_a_day_too_many, "2026-27: refused. Its days, holidays and bank holidays do not "
         "agree about 3 May 2027."),
        (with_no_day, "2026-27: refused. It cannot be read: 'soon' is no day."),
        (with_another_name, "next year: refused. It cannot be read: An academic year is written "
         "like 2025/26."),
        (of_another_year, "2027-28: refused. 1 September 2026 is not in the academic year "
         "2027/28."),
    ],
)  # fmt: skip
def test_a_year_that_cannot_be_read_is_told_and_the_others_are_read(
    ledger: Ledger, tmp_path: Path, change: Any, reason: str
) -> None:
    path = file(tmp_path, lambda told: change(told["academic_years"][1]))
    summary = brought(ledger, path)
    assert summary.refused == [reason]
    assert len(summary.told) == ledger.log.size() == 2


def test_a_year_that_is_no_table_is_told(ledger: Ledger, tmp_path: Path) -> None:
    def broken(told: Any) -> None:
        told["academic_years"][0] = None

    summary = brought(ledger, file(tmp_path, broken))
    layout = "It is not laid out as days, holidays and bank holidays."
    assert summary.refused == [f"year 1: refused. {layout}"]
    assert (summary.rows, len(summary.told)) == (3, 2)
