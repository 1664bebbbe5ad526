"""A school by its name: it is found where nobody can doubt it, and else the candidates are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ledger.domain.identifiers import SchoolId
from ledger.domain.school import SchoolClosed
from ledger.intake.directory import SURE, Directory, Doubtful
from ledger.intake.report import report_to
from ledger.intake.words import Named
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, HEADER, visits
from tests.scenario import ADA, ASTOR, DEAL, DOVER, school

OLD, NEW, FAR = SchoolId("900021"), SchoolId("900022"), SchoolId("900023")
NEAR, WEST = SchoolId("900024"), SchoolId("900025")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Names are compared in memory, so one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def directory(desk: Desk) -> Directory:
    """Beside the cast: a school that became an academy under its name, and one far away."""
    same = "River Primary School"
    for number, facts in {
        OLD: {"name": same, "town": "Dover"},
        NEW: {"name": same, "town": "Dover", "opened_on": date(2018, 9, 1)},
        FAR: {"name": same, "town": "Wick"},
    }.items():
        desk.ledger.record(school(number, **facts), ADA)
    closed = SchoolClosed(school=OLD, closed_on=date(2018, 8, 31))
    desk.ledger.record(closed, ADA)
    return Directory(desk.ledger.log, {"our friends": DEAL})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Astor College", ASTOR),
        ("  ASTOR  college ", ASTOR),
        ("The Astor College", ASTOR),
        ("Astor College, Dover", ASTOR),
        ("Astor College (Kent)", ASTOR),
        ("Saint Marys Church of England Primary School", DOVER),
        ("Our friends", DEAL),
    ],
)
def test_a_name_that_leaves_no_doubt_is_taken(
    text: str, found: SchoolId, directory: Directory
) -> None:
    taken = directory.find(Named(text), date(2026, 3, 2))

    assert (taken.school, taken.confidence) == (found, 1)


@pytest.mark.parametrize("text", ["Astor Colege", "College Astor"])
def test_a_name_that_is_nearly_the_same_is_taken_close_by_and_doubtful_elsewhere(
    text: str, directory: Directory, desk: Desk
) -> None:
    for number, la in {NEAR: "Kent", WEST: "Devon"}.items():
        desk.ledger.record(school(number, la_name=la), ADA)

    taken = directory.find(Named(text), date(2026, 3, 2), by=NEAR)

    assert (taken.school, taken.town) == (ASTOR, "Dover")
    assert SURE < taken.confidence < 1
    for by in (WEST, DOVER, None):
        with pytest.raises(Doubtful, match="under another local authority has nearly") as told:
            directory.find(Named(text), date(2026, 3, 2), by)
        assert told.value.candidates[0] == taken


def test_what_was_taken_for_a_name_is_told_of_the_row(desk: Desk, tmp_path: Path) -> None:
    row = A_VISIT.replace(f"{ASTOR},{DOVER}", f"Astor Colege,{DOVER}")
    near = row.replace(f"{ASTOR}: 2", "Astor Colege: 2")
    path = tmp_path / "report.csv"

    with report_to(path) as tell:
        summary = desk.bring(visits(near, row))
        for result in desk.results:
            tell(result)

    first = "'Astor Colege' was taken for 900001 Astor College, Dover (0.96)."
    assert desk.told == [
        (2, "recorded", first, "host"),
        (3, "already there", f"The same as row 2. {first}", "host"),
    ]
    assert summary.near == 2
    assert "in 2 of the rows: look them over." in str(summary)
    assert path.read_text("utf-8-sig").count("host,900001 Astor College, Dover (0.96)") == 0
    assert path.read_text("utf-8-sig").count('host,"900001 Astor College, Dover (0.96)"') == 2


@pytest.mark.parametrize(
    ("named", "day", "found"),
    [
        (Named("River Primary School, Dover"), date(2026, 3, 2), NEW),
        (Named("River Primary School, Dover"), date(2018, 3, 2), OLD),
        (Named("River Primary School", ("Wick",)), date(2026, 3, 2), FAR),
    ],
)
def test_the_place_and_the_day_tell_schools_of_one_name_apart(
    named: Named, day: date, found: SchoolId, directory: Directory
) -> None:
    assert directory.find(named, day).school == found


@pytest.mark.parametrize(
    ("named", "because", "candidates"),
    [
        (
            Named("River Primary School"),
            "Several schools may be meant; write the URN of one.",
            {NEW, FAR},
        ),
        (
            Named("River Primary School, Nowhere"),
            "No school has quite that name; write its URN.",
            {NEW, FAR},
        ),
        (Named("Astor"), "The register has no school of that name; write its URN.", set()),
        (Named("Deal School"), "No school has quite that name; write its URN.", {DEAL}),
        (Named("=1+1"), "The register has no school of that name; write its URN.", set()),
    ],
)
def test_where_there_is_doubt_the_candidates_are_told(
    named: Named, because: str, candidates: set[SchoolId], directory: Directory
) -> None:
    with pytest.raises(Doubtful) as told:
        directory.find(named, date(2026, 3, 2))

    assert str(told.value) == because
    assert {one.school for one in told.value.candidates} == candidates
    if because.startswith("No school"):
        assert all(one.confidence < SURE for one in told.value.candidates)


def test_names_are_not_looked_for_without_end(directory: Directory, desk: Desk) -> None:
    bounded = Directory(desk.ledger.log, {}, searches=1)
    assert bounded.find(Named("Astor Colege"), None, ASTOR).school == ASTOR
    with pytest.raises(Doubtful, match="has no school of that name"):
        bounded.find(Named("Astor Collage"), None, ASTOR)
    assert bounded.find(Named("Astor College"), None, ASTOR).school == ASTOR


def test_a_doubtful_row_is_left_out_and_tells_its_candidates(desk: Desk) -> None:
    row = A_VISIT.replace(f"{ASTOR},{DOVER}", "Deal School,Astor College")

    summary = desk.bring(visits(row, A_VISIT))

    assert [(r.row, r.status.value, r.column) for r in desk.results] == [
        (2, "doubtful", "host"),
        (3, "recorded", ""),
    ]
    (candidate,) = desk.results[0].candidates
    assert (candidate.school, candidate.name) == (DEAL, "Deal Parochial School")
    assert "Perhaps 900003 Deal Parochial School, Deal (0." in str(summary)


def test_a_row_names_its_schools_with_their_towns_in_columns_of_their_own(desk: Desk) -> None:
    header = HEADER.replace("Host", "Host,Host town")
    row = A_VISIT.replace(f",{ASTOR},{DOVER},", ",Astor College,Dover,900002,")

    desk.bring(visits(row, header=header))

    assert desk.told == [(2, "recorded", "", "")]
    assert desk.acts[0].event.host == ASTOR


def test_a_mapping_settles_a_name(desk: Desk) -> None:
    row = A_VISIT.replace(f",{ASTOR},{DOVER},", ",The big one,900002,")

    desk.bring(visits(row), said={"schools": {"The big one": ASTOR}})

    assert desk.acts[0].event.host == ASTOR
