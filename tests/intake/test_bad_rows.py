"""Given a row that is wrong, when its file is imported, then it is told and others are taken."""

from __future__ import annotations

import pytest

from ledger.domain.past import Role
from ledger.log.refusals import Counted, counted
from ledger.separated import UNCLOSED
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, HEADER, visits
from tests.scenario import ADA, ANN, ASTOR, DEAL, DOT, DOVER, NOBODYS, TIM, begun

GOOD = A_VISIT.replace("02/03", "01/03")
LAST = A_VISIT.replace("02/03", "28/02")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is refused here never comes to a database, so one kind of them is enough."""
    return sqlite_url


@pytest.mark.parametrize(
    ("row", "because", "column"),
    [
        (A_VISIT.replace("60", "an hour"), "'an hour' is no whole number.", "minutes"),
        (A_VISIT.replace("60", "1"), "From 5 to 600, please.", "minutes"),
        (A_VISIT.replace("60", "=30+30"), "'=30+30' is no whole number.", "minutes"),
        (
            A_VISIT.replace("02/03/2026", "31/02/2026"),
            "There is no day '31/02/2026'; the day comes first.",
            "planned_for",
        ),
        (
            A_VISIT.replace("02/03/2026", "20/03/2026"),
            "20 March 2026 has not come yet.",
            "held.happened_on",
        ),
        (
            A_VISIT.replace("02/03/2026", "01/08/2025"),
            "The collaboration began on 1 September 2025 only.",
            "planned_for",
        ),
        (A_VISIT.replace("02/03/2026", ""), "This is needed.", "planned_for"),
        (A_VISIT.replace("refine", "fun"), "'fun' is none of: refine, contrast.", "purpose"),
        (
            A_VISIT.replace("refine", "contrast"),
            "A visit for contrast says in what the schools differ.",
            "contrast",
        ),
        (
            A_VISIT.replace(f"{ASTOR},{DOVER}", f"{ASTOR},{ASTOR}"),
            "A school cannot visit itself.",
            "visitors",
        ),
        (
            A_VISIT.replace(f"{ASTOR},{DOVER}", f"{ASTOR},{NOBODYS}"),
            f"School {NOBODYS} is not in this collaboration then.",
            "visitors.0",
        ),
        (
            A_VISIT.replace(f"{ASTOR},{DOVER}", f"{DEAL},{DOVER}"),
            "Only a school that takes part may record this.",
            "collaboration",
        ),
        (A_VISIT.replace(": 2;", ";"), "Say school, attended, roles, with a colon between them.",
         "held.attendance"),
        (
            A_VISIT.replace(f"{DOVER}: 3", f"{DEAL}: 3"),
            f"School {DEAL} is not in this act.",
            "held.attendance.1.school",
        ),
        (A_VISIT.replace(",4,", ",100,"), "From 0 to 99, please.", "held.lessons_seen"),
        (A_VISIT.replace(",4,", ",,"), "This is needed.", "held.lessons_seen"),
        (
            A_VISIT + ",x",
            "The row has 10 cells, the header 9; perhaps a quotation mark is not closed.",
            "",
        ),
        (A_VISIT.replace("refine", "x" * 1_000_000),
         "A cell has more characters than any cell may have.", ""),
        (A_VISIT + "x" * 110_000, "A cell has at most 100,000 characters.", ""),
    ],
)  # fmt: skip
def test_a_broken_row_is_told_and_does_not_stop_the_rest(
    row: str, because: str, column: str, desk: Desk
) -> None:
    desk.bring(visits(GOOD, row, LAST))

    assert desk.told == [
        (2, "recorded", "", ""),
        (3, "refused", because, column),
        (4, "recorded", "", ""),
    ]
    assert len(desk.acts) == 4


@pytest.mark.parametrize(
    "after", [[LAST], [LAST, A_VISIT.replace("teaching", '"teaching"')], [LAST] * 2_000]
)
def test_a_quotation_mark_that_is_not_closed_spoils_its_own_row_only(
    after: list[str], desk: Desk
) -> None:
    desk.bring(visits(GOOD, A_VISIT.replace("refine", '"refine'), *after))

    assert desk.told[:3] == [
        (2, "recorded", "", ""),
        (3, "refused", UNCLOSED, ""),
        (4, "recorded", "", ""),
    ]
    assert len(desk.told) == 2 + len(after)


def test_of_a_row_that_is_refused_nothing_is_recorded(desk: Desk) -> None:
    desk.bring(visits(A_VISIT.replace(",4,", ",100,")))

    assert desk.acts == []


def test_a_row_stands_on_the_rows_before_it_only_if_they_were_recorded(desk: Desk) -> None:
    """A refused row leaves no trace in the past on which the next ones are judged."""
    header = f"{HEADER.replace('Notes', 'Followed up on')},What was tried"
    too_early = f"{A_VISIT}01/03/2026,More talk"

    desk.bring(visits(too_early, A_VISIT, header=header))

    assert [status for _, status, _, _ in desk.told] == ["refused", "recorded"]
    assert len(desk.acts) == 2


def test_a_pupil_is_named_in_no_row(desk: Desk) -> None:
    header = f"{HEADER.replace('Notes', 'Followed up on')},What was tried"
    row = f"{A_VISIT}05/03/2026,Talk with A123456789012"

    desk.bring(visits(row, header=header))

    assert desk.told == [
        (2, "refused", "No pupil is named here: leave the number out.", "followed_up.tried")
    ]


def test_refused_rows_are_counted_by_their_rule_as_if_they_had_come_by_hand(desk: Desk) -> None:
    header = f"{HEADER.replace('Notes', 'Followed up on')},What was tried"
    named = f"{A_VISIT}05/03/2026,Talk with A123456789012"
    unread = A_VISIT.replace("60", "an hour") + ","
    short = A_VISIT.replace("60", "1") + ","
    both = visits(named, unread, short, short, header=header)

    desk.bring(both, dry_run=True)
    assert counted(desk.ledger.log.engine) == [], "a dry run was only a question"
    desk.bring(both)

    assert [status for _, status, _, _ in desk.told] == ["refused"] * 4
    assert counted(desk.ledger.log.engine) == [
        Counted("OutOfRange", ASTOR, 2), Counted("PupilIdentifier", ASTOR, 1)
    ]  # fmt: skip


def test_a_row_that_says_no_and_yet_how_it_went_is_told(desk: Desk) -> None:
    header = HEADER.replace("Notes", "Held")

    desk.bring(visits(f"{A_VISIT}no", header=header))

    because = "This says no, and other cells say how it went. Leave one out."
    assert desk.told == [(2, "refused", because, "held")]


@pytest.mark.parametrize("by", [ADA, TIM])
def test_the_rules_for_roles_hold(by, desk: Desk) -> None:
    assert by.role in {Role.ADMIN, Role.TRUSTEE}
    desk.bring(visits(f"{A_VISIT},{ASTOR}", header=f"{HEADER},Recorded for"), by)

    assert [status for _, status, _, _ in desk.told] == ["refused"]
    assert desk.acts == []


def test_whoever_has_no_part_in_a_collaboration_learns_nothing_of_it(desk: Desk) -> None:
    other = str(desk.ledger.record(begun(ASTOR, DOVER), ANN).id)
    desk.bring(visits(A_VISIT), ANN, {"always": {"collaboration": other}})

    desk.bring(visits(A_VISIT), DOT, {"always": {"collaboration": other}})

    assert desk.told == [(2, "refused", "There is no such collaboration.", "collaboration")]
