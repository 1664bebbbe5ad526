"""Given the register, when links are imported, then one school is one, and no other is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.application import Ledger
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import SYSTEM
from ledger.domain.school import SchoolRegistered, SchoolSucceeded, Succession
from ledger.envelope import decode
from ledger.register import MissingColumn, import_register
from ledger.register.links import LinkSummary, import_links
from ledger.register.links.deciding import Why
from tests.register.files import extract

A, B, C, D = "100001", "100002", "100003", "100004"
SCHOOLS = ("URN,EstablishmentName,OpenDate,CloseDate",)
LINKS = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate"
CLOSED, OPENED = "31-08-2012", "01-09-2012"


def given(ledger: Ledger, folder: Path, **days: tuple[str, str]) -> None:
    """These schools are in the register: `A=(opened, closed)`."""
    numbers = {"A": A, "B": B, "C": C, "D": D}
    rows = [f"{numbers[n]},School {n},{opened},{closed}" for n, (opened, closed) in days.items()]
    import_register(ledger, extract(folder, *rows, header=SCHOOLS[0]))


def imported(ledger: Ledger, folder: Path, *rows: str, dry_run: bool = False) -> LinkSummary:
    path = extract(folder, *rows, header=LINKS, name="links.csv")
    return import_links(ledger, path, dry_run=dry_run)


def after(one: str, other: str, day: str = "", how: str = "") -> tuple[str, str]:
    """Both rows of a link."""
    return (
        f'{one},{other},"Name",Successor{how},{day}',
        f'{other},{one},"Name",Predecessor{how},{day}',
    )


def links(ledger: Ledger) -> list[tuple[str, str, Succession, date]]:
    told: Iterable[Any] = (decode(stored).event for stored in ledger.log.read())
    return [
        (said.school, said.successor, said.succession, said.happened_on)
        for said in told
        if isinstance(said, SchoolSucceeded)
    ]


def test_a_school_that_became_another_is_told_once_from_both_sides(
    ledger: Ledger, tmp_path: Path
) -> None:
    given(ledger, tmp_path, A=("", CLOSED), B=(OPENED, ""))

    summary = imported(ledger, tmp_path, *after(A, B, "01-02-2012"))

    assert links(ledger) == [(A, B, Succession.SUCCESSION, date(2012, 9, 1))]
    assert (summary.rows, summary.recorded) == (2, {Succession.SUCCESSION: 1})
    *_, stored = ledger.log.read()
    assert decode(stored).by == SYSTEM
    assert stored.event.tags == [f"school:{A}", f"school:{B}"]


def test_the_same_links_again_bring_nothing(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, tmp_path, A=("", CLOSED), B=(OPENED, ""), C=("", CLOSED), D=("", ""))
    rows = (*after(A, B), *after(C, D, how=" - merged"))
    dry = imported(ledger, tmp_path, *rows, dry_run=True)
    assert links(ledger) == []
    first = imported(ledger, tmp_path, *rows)
    assert dry.recorded == first.recorded
    size = ledger.log.size()

    again = imported(ledger, tmp_path, *rows)

    assert (again.recorded.total(), again.recorded_before) == (0, 2)
    assert ledger.log.size() == size


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*after(A, C), *after(B, C)), {(A, C, "merger"), (B, C, "merger")}),
        ((*after(A, B), *after(A, C)), {(A, B, "split"), (A, C, "split")}),
        (after(A, C, how=" - merged"), {(A, C, "merger")}),
        (after(A, C, how=" - amalgamated"), {(A, C, "amalgamation")}),
        (after(A, C, how=" - Split School"), {(A, C, "split")}),
        ((*after(A, C), *after(A, C, how=" - merged")), {(A, C, "merger")}),
    ],
)
def test_what_is_not_one_to_one_stands_side_by_side(
    ledger: Ledger, tmp_path: Path, rows: tuple[str, ...], expected: set[tuple[str, str, str]]
) -> None:
    given(ledger, tmp_path, A=("", CLOSED), B=("", CLOSED), C=("", ""))

    imported(ledger, tmp_path, *rows)

    assert {link[:3] for link in links(ledger)} == expected


@pytest.mark.parametrize(
    ("schools", "day", "expected"),
    [
        ({"A": ("", CLOSED), "B": (OPENED, "")}, "01-02-2012", date(2012, 9, 1)),
        ({"A": ("", CLOSED), "B": ("01-01-1900", "")}, "05-09-2012", date(2012, 9, 5)),
        ({"A": ("", CLOSED), "B": ("", "")}, "", date(2012, 9, 1)),
        ({"A": ("", ""), "B": (OPENED, "")}, "", date(2012, 9, 1)),
    ],
)
def test_the_day_is_the_first_of_the_new_school_as_far_as_anybody_knows(
    ledger: Ledger, tmp_path: Path, schools: Any, day: str, expected: date
) -> None:
    given(ledger, tmp_path, **schools)

    imported(ledger, tmp_path, *after(A, B, day))

    assert [link[3] for link in links(ledger)] == [expected]


OLD, YOUNG = ("01-09-1990", CLOSED), ("01-09-2012", "")


@pytest.mark.parametrize(
    ("schools", "rows", "why"),
    [
        ({"A": OLD}, after(A, B), Why.UNKNOWN),
        ({"A": YOUNG, "B": OLD}, after(A, B), Why.FLIPPED),
        ({"A": ("", ""), "B": ("", CLOSED)}, after(A, B), Why.FLIPPED),
        ({"A": ("01-09-1995", CLOSED), "B": ("01-09-1990", "")}, after(A, B), Why.FLIPPED),
        ({"A": OLD, "B": YOUNG}, (*after(A, B), *after(B, A)), Why.CIRCULAR),
        ({"A": OLD, "B": YOUNG, "C": YOUNG},
         (*after(A, B), *after(B, C), *after(C, A, how=" - merged")), Why.CIRCULAR),
        ({"A": ("01-09-1990", ""), "B": YOUNG}, after(A, B), Why.STILL_OPEN),
        ({"A": ("", ""), "B": ("", "")}, after(A, B), Why.UNDATED),
        ({"A": ("", "31-12-2026"), "B": ("01-01-2027", "")}, after(A, B), Why.AHEAD),
        ({"A": OLD, "B": YOUNG},
         (*after(A, B, how=" - merged"), *after(A, B, how=" - Split School")), Why.CONTRADICTORY),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_left_out(
    ledger: Ledger, tmp_path: Path, schools: Any, rows: tuple[str, ...], why: Why
) -> None:
    given(ledger, tmp_path, **schools)

    summary = imported(ledger, tmp_path, *rows)

    assert links(ledger) == []
    assert summary.left_out.keys() == {why}
    assert f"left out: {why}" in str(summary)
    assert f"{A} School A → {B}" in summary.left_out[why][0] or why is Why.CIRCULAR


def test_several_schools_that_became_several_are_left_out(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, tmp_path, A=OLD, B=OLD, C=YOUNG, D=YOUNG)

    summary = imported(ledger, tmp_path, *after(A, C), *after(A, D), *after(B, C), *after(B, D))

    assert len(summary.left_out[Why.TANGLED]) == 4
    assert links(ledger) == []


def test_what_a_later_file_adds_makes_no_second_school_of_one(
    ledger: Ledger, tmp_path: Path
) -> None:
    given(ledger, tmp_path, A=OLD, B=YOUNG, C=YOUNG)
    imported(ledger, tmp_path, *after(A, B))

    summary = imported(ledger, tmp_path, *after(A, B), *after(A, C))

    assert [link[:3] for link in links(ledger)] == [(A, B, "succession"), (A, C, "split")]
    assert summary.recorded_before == 1


def test_links_that_a_later_file_leaves_out_still_count(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, tmp_path, A=OLD, B=YOUNG, C=YOUNG)
    imported(ledger, tmp_path, *after(A, B))

    imported(ledger, tmp_path, *after(A, C))

    assert [link[:3] for link in links(ledger)] == [(A, B, "succession"), (A, C, "split")]


def test_nothing_joins_a_school_with_what_it_is_already(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, tmp_path, A=OLD, B=("01-09-2012", "31-08-2015"), C=("01-09-2015", ""))
    imported(ledger, tmp_path, *after(A, B), *after(B, C))
    assert [link[:3] for link in links(ledger)] == [(A, B, "succession"), (B, C, "succession")]

    summary = imported(ledger, tmp_path, *after(A, C, how=" - merged"))

    assert summary.left_out == {Why.SAME: [f"{A} School A → {C} School C"]}
    assert len(links(ledger)) == 2


def test_a_row_of_another_kind_is_counted_and_a_broken_one_named(
    ledger: Ledger, tmp_path: Path
) -> None:
    given(ledger, tmp_path, A=OLD, B=YOUNG)

    summary = imported(
        ledger,
        tmp_path,
        f"{A},{B},Name,Sixth Form Centre Link,",
        f"{A},x,Name,Successor,",
        f"{A},{A},Name,Successor,",
        f"{A},{B},Name,Successor,31-02-2012",
        f"{A},{B}",
        *after(A, B),
    )

    assert summary.no_succession == {"Sixth Form Centre Link": 1}
    assert [str(refusal) for refusal in summary.refused] == [
        "line 3: LinkURN: A school is named by its URN: six digits.",
        f"line 4: LinkURN: School {A} is linked to itself.",
        "line 5: LinkEstablishedDate: There is no day '31-02-2012'.",
        "line 6: The row has 2 cells, the header 5; perhaps a quotation mark is not closed.",
    ]
    assert summary.recorded.total() == 1
    assert str(summary).startswith("7 rows: 1 succession, 0 merger, 0 amalgamation, 0 split, ")


def test_a_file_without_links_is_named_as_such(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(MissingColumn, match="LinkURN"):
        import_links(ledger, extract(tmp_path, header="URN,LinkType"))


def test_somebody_else_may_record_meanwhile(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, tmp_path, A=OLD, B=YOUNG)
    append = ledger.log.append
    meddled: list[int] = []

    def meddling(events: Any, condition: Any = None) -> int:
        if not meddled:
            meddled.append(1)
            ledger.record(
                SchoolSucceeded(
                    school=SchoolId(A),
                    successor=SchoolId(B),
                    succession=Succession.SUCCESSION,
                    happened_on=date(2012, 9, 3),
                ),
                SYSTEM,
            )
        return append(events, condition)

    ledger.log.append = meddling  # type: ignore[method-assign]

    summary = imported(ledger, tmp_path, *after(A, B))

    assert [link[3] for link in links(ledger)] == [date(2012, 9, 3)]
    assert summary.recorded.total() == 0


def test_names_of_schools_are_those_of_today(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, tmp_path, A=OLD, B=("01-09-1980", ""))
    renamed = extract(tmp_path, f"{A},New,{OLD[0]},{OLD[1]}", header=SCHOOLS[0], name="r.csv")
    import_register(ledger, renamed)

    (found,) = imported(ledger, tmp_path, *after(A, B)).left_out[Why.FLIPPED]

    assert found == f"{A} New → {B} School B"
    assert isinstance(decode(next(iter(ledger.log.read()))).event, SchoolRegistered)
