"""A row that was corrected and is brought again: only a person can tell it from another act."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.domain.acts.visit import VisitCancelled
from ledger.domain.identifiers import ActId
from ledger.domain.words import Barrier
from ledger.intake import judging
from ledger.intake.batches import BATCH
from tests.intake.desk import Desk
from tests.intake.files import A_VISIT, HEADER, visits
from tests.scenario import ANN, ASTOR, BEN, DEAL, DOT, DOVER

LONGER = A_VISIT.replace(",60,", ",75,")
PLANNED = ",".join([*A_VISIT.split(",")[:6], "", "", ""])


def statuses(desk: Desk) -> list[str]:
    return [status for _, status, _, _ in desk.told]


def many(rows: int) -> list[str]:
    """Visits of other days."""
    told = A_VISIT.replace("02/03/2026", "{day}/02/2026").replace(",60,", ",{minutes},")
    return [told.format(day=n % 28 + 1, minutes=n // 28 + 5) for n in range(rows)]


def test_a_row_like_an_act_on_record_is_doubtful_and_says_what_to_do(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))
    (there,) = desk.results

    desk.bring(visits(LONGER))

    ((row, status, because, _),) = desk.told
    assert (row, status) == (2, "doubtful")
    assert because == judging.LIKE_ANOTHER.format(act=there.act)
    assert len(desk.acts) == 2


def test_two_acts_of_a_day_may_stand_in_one_table(desk: Desk) -> None:
    desk.bring(visits(A_VISIT, LONGER))
    assert statuses(desk) == ["recorded", "recorded"]

    desk.bring(visits(A_VISIT, LONGER, A_VISIT.replace(",60,", ",45,")))

    assert statuses(desk) == ["already there", "already there", "recorded"]


def test_the_rest_of_a_table_is_recorded_after_a_stop_between_two_acts_of_a_day(desk: Desk) -> None:
    rest = many(BATCH - 1)
    desk.bring(visits(A_VISIT, *rest))

    desk.bring(visits(A_VISIT, *rest, LONGER))

    assert statuses(desk) == ["already there"] * BATCH + ["recorded"]


@pytest.mark.parametrize("said", [{}, {"always": {"another": "yes"}}])
def test_another_act_of_the_day_is_recorded_if_the_row_says_so(desk: Desk, said: dict) -> None:
    desk.bring(visits(A_VISIT))
    again = "" if said else ",Another"
    always = {"always": {"collaboration": desk.collaboration} | said.get("always", {})}
    table = visits(f"{LONGER},yes" if not said else LONGER, header=f"{HEADER}{again}")

    desk.bring(table, said=always)
    desk.bring(table, said=always)

    assert statuses(desk) == ["already there"]
    assert len(desk.acts) == 4


def test_a_column_that_says_no_leaves_the_doubt(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))

    rows = (f"{LONGER},no", f"{LONGER},", f"{LONGER},perhaps")
    desk.bring(visits(*rows, header=f"{HEADER},Another"))

    assert statuses(desk) == ["doubtful", "doubtful", "refused"]
    assert desk.told[2][3] == "another"


@pytest.mark.parametrize(
    "other",
    [
        LONGER.replace("02/03", "01/03"),
        LONGER.replace(DOVER, DEAL),
        LONGER.replace(f"{ASTOR},{DOVER},", f"{ASTOR},{DOVER}; {DEAL},"),
    ],
)
def test_another_day_or_other_schools_are_another_act(desk: Desk, other: str) -> None:
    desk.bring(visits(A_VISIT))

    desk.bring(visits(other))

    assert statuses(desk) == ["recorded"]


def test_what_was_called_off_is_in_nobodys_way(desk: Desk) -> None:
    desk.bring(visits(PLANNED))
    act = desk.results[0].act
    assert act is not None
    off = VisitCancelled(
        act=ActId(int=act.int), happened_on=date(2026, 3, 1), barrier=Barrier.RELEASE_TIME
    )
    desk.ledger.record(off, ANN)

    desk.bring(visits(LONGER))

    assert statuses(desk) == ["recorded"]


def test_the_other_school_is_told_as_well_and_nobody_else(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))

    desk.bring(visits(LONGER), BEN)
    assert statuses(desk) == ["doubtful"]

    desk.bring(visits(LONGER), DOT)
    assert desk.told == [
        (2, "refused", "Only a school that takes part may record this.", "collaboration")
    ]


def test_a_dry_run_doubts_it_too(desk: Desk) -> None:
    desk.bring(visits(A_VISIT))

    desk.bring(visits(LONGER), dry_run=True)

    assert statuses(desk) == ["doubtful"]


def test_what_is_on_record_is_read_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring(visits(A_VISIT))
    asked: list[int] = []
    look_for = judging.Before._look_for

    def counted(self, wanted, log):
        asked.append(len(wanted))
        look_for(self, wanted, log)

    monkeypatch.setattr(judging.Before, "_look_for", counted)
    desk.bring(visits(*many(BATCH), LONGER))

    assert asked == [1]
    assert statuses(desk) == [*["recorded"] * BATCH, "doubtful"]
