"""What a header means: sensible guesses are taken and told, and what nobody can tell is refused."""

from __future__ import annotations

from uuid import UUID

import pytest

from ledger.intake.form import form_named, forms
from ledger.intake.heading import best_heading, heading_of
from ledger.intake.mapping import Mapping
from ledger.intake.table import Unreadable
from ledger.intake.text import in_memory
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, HEADER, visits
from tests.scenario import ANN, ASTOR, DOVER

VISIT = form_named("Visits")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A header is understood before any database is asked, so one kind of them is enough."""
    return sqlite_url


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Planned for", "planned_for"),
        ("DATE", "planned_for"),
        ("Host school", "host"),
        ("Visiting schools", "visitors"),
        ("Visitor", "visitors"),
        ("Duration (minutes)", "minutes"),
        ("focus.theme", "focus.theme"),
        ("Subject", "focus.subject"),
        ("Lessons seen", "held.lessons_seen"),
        ("Held on", "held.happened_on"),
        ("Held?", "held"),
        ("Held minutes", "held.minutes"),
        ("Host town", "host.town"),
        ("What was tried", "followed_up.tried"),
    ],
)
def test_a_header_is_taken_for_what_it_is_most_like(header: str, key: str) -> None:
    assert VISIT
    (guess,) = heading_of([header], VISIT, Mapping()).guesses
    assert guess.key == key


def test_the_mapping_comes_before_any_guess() -> None:
    assert VISIT
    said = Mapping.told({"columns": {"When": "held.happened_on", "Host": ""}})

    heading = heading_of(["When", "Date", "Host"], VISIT, said)

    assert [(g.header, g.key) for g in heading.guesses] == [
        ("When", "held.happened_on"),
        ("Date", "planned_for"),
    ]
    assert heading.unused == ("Host",)


def test_what_was_understood_is_told_and_what_was_not_used(desk: Desk) -> None:
    summary = desk.bring(visits(A_VISIT))

    assert summary.headings == [
        "visit: 'Date' is planned_for, 'Host' is host, 'Visitors' is visitors, "
        "'Purpose' is purpose, 'Theme' is focus.theme, 'Minutes' is minutes, "
        "'Attendance' is held.attendance, 'Lessons seen' is held.lessons_seen; not used: 'Notes'"
    ]


def test_a_header_that_lacks_something_is_refused_with_what_there_is(desk: Desk) -> None:
    text = visits(A_VISIT, header=HEADER.replace("Purpose", "Colour"))

    with pytest.raises(Unreadable) as told:
        desk.bring(text, said={"kind": "visit"})

    assert "Missing: purpose." in str(told.value)
    assert "'Date' is planned_for" in str(told.value)
    assert "Not understood: 'Colour', 'Notes'." in str(told.value)
    assert desk.acts == []


def test_a_header_that_is_enough_for_an_unusual_kind_is_told_so() -> None:
    table = in_memory(visits(A_VISIT))

    with pytest.raises(Unreadable) as told:
        best_heading(table, Mapping())

    assert "the kind 'visit' needs. Missing: collaboration." in str(told.value)
    assert "It says all of the kind 'visit held informally'" in str(told.value)


@pytest.mark.parametrize("first", ["Our visits", "\xd0\xcf\x11\xe0", "PK\x03\x04"])
def test_a_first_row_that_names_no_column_is_not_taken_for_any_kind(first: str) -> None:
    with pytest.raises(Unreadable) as told:
        best_heading(in_memory(f"{first}\n1\n"), Mapping())

    assert str(told.value).startswith("None of the first rows has the names of columns")
    assert ", visit held informally," in str(told.value)


def test_the_day_of_a_plan_is_that_on_which_it_was_held(desk: Desk) -> None:
    desk.bring(visits(A_VISIT, header=HEADER.replace("Date", "Held on")))

    plan, held = desk.acts
    assert plan.event.planned_for == held.event.happened_on


def test_a_column_of_kinds_tells_the_kind_of_each_row(desk: Desk) -> None:
    header = f"Kind,{HEADER},Partners,Task,Standard,Samples per school,Samples,Is blind,"
    header += "Is anonymous"
    exchange = (
        f"Pupil work exchange,01/03/2026,,,,assessment,45,{ASTOR}: 1; {DOVER}: 1,,,"
        f"{ASTOR}; {DOVER},A letter,WTS; EXS; GDS,6,12,yes,yes"
    )

    summary = desk.bring(visits(f"visit,{A_VISIT}", exchange, "party,01/03/2026", header=header))

    assert [(row, status) for row, status, _, _ in desk.told] == [
        (2, "recorded"), (3, "recorded"), (4, "refused"),
    ]  # fmt: skip
    kinds = ", ".join(forms())
    assert desk.told[2][2] == f"There is no kind 'party'. There are: {kinds}."
    assert [type(entry.event).__name__ for entry in desk.acts] == [
        "VisitPlanned", "VisitHeld", "WorkExchangePlanned", "WorkExchangeHeld",
    ]  # fmt: skip
    assert len(summary.headings) == 2


def test_rows_say_for_which_school_they_are_recorded(desk: Desk) -> None:
    text = visits(f"{A_VISIT},{DOVER}", A_VISIT, header=f"{HEADER},Recorded for")
    nobodys = type(ANN)(ANN.person, ANN.role)

    desk.bring(text, nobodys)

    assert [status for _, status, _, _ in desk.told] == ["recorded", "refused"]
    assert desk.acts[0].by == type(ANN)(ANN.person, ANN.role, DOVER)
    with pytest.raises(Unreadable, match="Say for which school"):
        desk.bring(visits(A_VISIT), nobodys)


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"kind": "party"}, "There is no kind 'party'"),
        ({"colums": {}}, "A mapping has no 'colums'"),
        ({"columns": {"Date": "day"}}, "There is no column 'day'"),
        ({"columns": {"Date": 1}}, "columns is a table of texts"),
        ({"schools": {"Astor": "12"}}, "A school is named by its URN"),
        ({"always": {"colour": "red"}}, "There is no column 'colour'"),
        (
            {"always": {"minutes": "soon", "collaboration": str(UUID(int=1))}},
            "In the mapping, minutes: 'soon' is no whole number.",
        ),
    ],
)
def test_a_mapping_that_means_nothing_is_refused(said, because: str, desk: Desk) -> None:
    with pytest.raises(Unreadable) as told:
        desk.bring(visits(A_VISIT), said={"kind": "visit"} | said)
    assert because in str(told.value)


def test_a_mapping_is_a_file_in_toml(tmp_path) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text('kind = "visit"\n[columns]\n"Where we went" = "host"\n', encoding="utf-8")
    assert Mapping.read(path).columns == {"where we went": "host"}
    assert Mapping.read(path).form == VISIT

    path.write_text("kind = visit", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"mapping\.toml is no mapping in TOML"):
        Mapping.read(path)
