"""A small spreadsheet through GraphQL: under the limits and rights of any other input."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.desk import ADA, ANN, ASTOR, AUD, BEN, DOT, DOVER, EVE, Desk

DOCUMENT = """
mutation Import($input: ImportActsInput!) {
  importActs(input: $input) {
    __typename
    ... on ImportedActs {
      recorded alreadyThere refused doubtful understood viewsBehind
      rows { row status act position reason column candidates { urn name confidence } }
      leftOut { row }
    }
    ... on Refusal { code sentence path }
  }
}
"""
HEADER = "Collaboration,Date,Host,Visitors,Purpose,Theme,Minutes,Attendance,Lessons seen"


def row(collaboration: str, **other: str) -> str:
    told = {"day": "02/03/2026", "host": ASTOR, "guest": DOVER, "minutes": "60"} | other
    return (
        f"{collaboration},{told['day']},{told['host']},{told['guest']},refine,teaching,"
        f"{told['minutes']},{ASTOR}: 2; {DOVER}: 3,4"
    )


def bring(desk: Desk, who: Any, **given: Any) -> Any:
    return desk.ask(DOCUMENT, who, input=given)["importActs"]


def test_each_row_is_recorded_or_told_why_not(desk: Desk):
    mine = desk.begin()
    rows = [row(mine), row(mine, minutes="1"), row(mine, guest="Dovr"), row(mine)]

    answer = bring(desk, ANN, csv="\n".join([HEADER, *rows]))

    assert [(told["row"], told["status"], told["reason"]) for told in answer["rows"]] == [
        (2, "RECORDED", None),
        (3, "REFUSED", "From 5 to 600, please."),
        (4, "DOUBTFUL", "No school has quite that name; write its URN."),
        (5, "ALREADY_THERE", "The same as row 2."),
    ]
    assert [told["row"] for told in answer["leftOut"]] == [3, 4]
    assert [one["urn"] for one in answer["rows"][2]["candidates"]] == [DOVER]
    assert (answer["recorded"], answer["alreadyThere"]) == (1, 1)
    assert not answer["viewsBehind"]
    act = desk.read(
        f'act(id: "{answer["rows"][0]["act"]}") {{ stage life {{ recordedLate }} }}', ANN
    )
    assert act["act"]["stage"] == "HELD"
    assert act["act"]["life"][0]["recordedLate"] is True


def test_a_dry_run_writes_nothing_and_a_second_one_is_there_already(desk: Desk):
    mine = desk.begin()
    table = [cell.split(",") for cell in (HEADER, row(mine, day="03/03/2026"))]
    size = desk.size

    dry = bring(desk, BEN, rows=table, dryRun=True)
    assert (dry["recorded"], desk.size) == (1, size)
    assert bring(desk, BEN, rows=table)["recorded"] == 1
    assert bring(desk, ANN, rows=table)["alreadyThere"] == 1


def test_a_row_that_was_corrected_is_doubtful_until_it_is_said_to_be_another(desk: Desk):
    mine = desk.begin()
    first, second = (row(mine, day="05/03/2026", minutes=minutes) for minutes in ("60", "75"))
    act = bring(desk, ANN, csv=f"{HEADER}\n{first}")["rows"][0]["act"]

    doubtful = bring(desk, ANN, csv=f"{HEADER}\n{second}")
    another = {"always": [{"name": "another", "value": "yes"}]}
    recorded = bring(desk, ANN, csv=f"{HEADER}\n{second}", mapping=another)

    assert doubtful["doubtful"] == 1
    assert act in doubtful["rows"][0]["reason"]
    assert recorded["recorded"] == 1


def test_a_mapping_says_what_is_not_to_be_guessed(desk: Desk):
    mine = desk.begin()
    header = HEADER.replace("Collaboration,Date,Host", "When,Where we went")
    text = "\n".join([header, row(mine, host="Ours", day="04/03/2026").partition(",")[2]])
    mapping = {
        "kind": "visit",
        "columns": [
            {"name": "When", "value": "planned_for"},
            {"name": "Where we went", "value": "host"},
        ],
        "always": [{"name": "collaboration", "value": mine}],
        "schools": [{"name": "ours", "value": ASTOR}],
    }

    answer = bring(desk, ANN, csv=text, mapping=mapping)

    assert answer["recorded"] == 1
    assert "'Where we went' is host" in answer["understood"][0]


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (None, "NOT_SIGNED_IN"),
        (EVE, "TRUSTEE_CANNOT_RECORD"),
        (AUD, "ROLE_CANNOT_RECORD"),
        (ADA, "ROLE_CANNOT_RECORD"),
    ],
)
def test_only_an_editor_brings_acts(who: Any, code: str, desk: Desk):
    answer = bring(desk, who, csv=HEADER)
    assert (answer["__typename"], answer["code"]) == ("Refusal", code)


def test_nobody_brings_acts_of_a_collaboration_that_is_not_theirs(desk: Desk):
    mine = desk.begin()
    text = "\n".join([f"{HEADER},Recorded for", f"{row(mine)},{ASTOR}"])

    (told,) = bring(desk, DOT, csv=text)["rows"]

    assert told["reason"] == "There is no such collaboration."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "MISSING"),
        ({"csv": HEADER, "rows": []}, "MISSING"),
        ({"csv": ""}, "NOT_WELL_FORMED"),
        ({"rows": []}, "NOT_WELL_FORMED"),
        ({"csv": "Shopping\nMilk"}, "NOT_WELL_FORMED"),
        ({"csv": HEADER, "mapping": {"kind": "party"}}, "NOT_WELL_FORMED"),
        ({"csv": HEADER + "\nx" * 1_001}, "OUT_OF_RANGE"),
    ],
)
def test_what_is_no_table_is_refused(given: Any, code: str, desk: Desk):
    size = desk.size
    assert bring(desk, ANN, **given)["code"] == code
    assert desk.size == size


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"kind": "party"}, "There is no kind 'party'."),
        ({"columns": [{"name": "Date", "value": "day"}]}, "There is no column 'day'."),
        ({"always": [{"name": "colour", "value": "red"}]}, "There is no column 'colour'."),
        ({"always": [{"name": "minutes", "value": "soon"}]}, "In the mapping, minutes: "),
        ({"schools": [{"name": "ours", "value": "12"}]}, "A school is named by its URN"),
    ],
)
def test_a_fault_of_the_mapping_is_told_as_one(mapping: Any, sentence: str, desk: Desk):
    text = "\n".join([HEADER, row(desk.begin())])
    size = desk.size

    answer = bring(desk, ANN, csv=text, mapping=mapping)

    assert (answer["code"], answer["path"], desk.size) == ("NOT_WELL_FORMED", ["mapping"], size)
    assert sentence in answer["sentence"]


def test_a_fault_of_the_table_is_told_as_one(desk: Desk):
    text = HEADER.replace("Purpose", "Colour")

    assert bring(desk, ANN, csv=text)["path"] == ["csv"]
    assert bring(desk, ANN, rows=[text.split(",")])["path"] == ["rows"]
