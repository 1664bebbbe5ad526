"""A school by its name: it is found where nobody can doubt it, and else the candidates are told."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.domain.identifiers import SchoolId
from ledger.domain.school import SchoolClosed
from ledger.intake.directory import SURE, Directory, Doubtful
from ledger.intake.words import Named
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, HEADER, visits
from tests.scenario import ADA, ASTOR, DEAL, DOVER, school

OLD, NEW, FAR = SchoolId("900021"), SchoolId("900022"), SchoolId("900023")


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
        ("Astor Colege", ASTOR),
        ("Saint Marys Church of England Primary School", DOVER),
        ("Our friends", DEAL),
    ],
)
def test_a_name_that_leaves_no_doubt_is_taken(
    text: str, found: SchoolId, directory: Directory
) -> None:
    assert directory.find(Named(text), date(2026, 3, 2)) == found


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
    assert directory.find(named, day) == found


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
    assert bounded.find(Named("Astor Colege"), None) == ASTOR
    with pytest.raises(Doubtful, match="has no school of that name"):
        bounded.find(Named("Astor Collage"), None)
    assert bounded.find(Named("Astor College"), None) == ASTOR


def test_a_doubtful_row_is_left_out_and_tells_its_candidates(desk: Desk) -> None:
    row = A_VISIT.replace(f"{ASTOR},{DOVER}", "Deal School,Astor College")

    summary = desk.bring(visits(row, A_VISIT))

    assert [(r.row, r.status.value, r.column) for r in desk.results] == [
        (2, "doubtful", "host"),
        (3, "recorded", ""),
    ]
    (candidate,) = desk.results[0].candidates
    assert (candidate.school, candidate.name) == (DEAL, "Deal Parochial School")
    assert "Perhaps 900003 Deal Parochial School (0." in str(summary)


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
