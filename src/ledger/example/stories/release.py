"""Release time: what it takes to free a teacher for a day, and what that costs.

Each school sees its own hours and no other's. One could free nobody for the second day.
"""

from __future__ import annotations

from datetime import date

from ledger.domain.acts.release_time import (
    CostMethod,
    Cover,
    CoverCostRecorded,
    ReleaseTimeGranted,
    ReleaseTimeRefused,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.identifiers import SchoolId
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Barrier
from ledger.example.days import THURSDAY, autumn, spring, weeks_before
from ledger.example.diary import Diary, Key
from ledger.example.register import CORVE, FROG_LANE, HAUGHMOND, SEVERN_LOOP, TEME, WHITCLIFFE
from ledger.example.thread import opened

A_DAY = 300
RATE = Pence(19_500)
"""What a supply teacher costs a day: £195."""
FIRST_DAY, SECOND_DAY = autumn(2024).week(7), spring(2025).week(5)

Freed = tuple[SchoolId, date, int, Cover, int]
"""Who freed so many minutes for which day, of all colleagues together; how, and what it cost."""

FREED: tuple[Freed, ...] = (
    (CORVE, FIRST_DAY, 3 * A_DAY, Cover.SUPPLY, 58_500),
    (CORVE, SECOND_DAY, 3 * A_DAY, Cover.SUPPLY, 58_500),
    (WHITCLIFFE, FIRST_DAY, 4 * A_DAY, Cover.SUPPLY, 78_000),
    (WHITCLIFFE, SECOND_DAY, 4 * A_DAY, Cover.INTERNAL, 0),
    (TEME, FIRST_DAY, 2 * A_DAY, Cover.INTERNAL, 0),
    (FROG_LANE, FIRST_DAY, 5 * A_DAY, Cover.SUPPLY, 97_500),
    (FROG_LANE, SECOND_DAY, 5 * A_DAY, Cover.SUPPLY, 97_500),
    (SEVERN_LOOP, FIRST_DAY, 5 * A_DAY, Cover.SUPPLY, 97_500),
)


def freed(diary: Diary, meant_for: Key, told: tuple[Freed, ...]) -> None:
    """What was asked, granted, used and paid so that colleagues could be there."""
    for school, on, minutes, cover, cost in told:
        asked_on = weeks_before(on, 2)
        release = opened(
            diary, ReleaseTimeRequested, school, asked_on, meant_for=meant_for, minutes=minutes
        )
        release.then(
            ReleaseTimeGranted, school, asked_on, minutes=minutes, cover=cover,
            rate=RATE if cover is Cover.SUPPLY else None,
        )  # fmt: skip
        release.then(ReleaseTimeUsed, school, on, minutes=minutes)
        if cost:
            release.then(
                CoverCostRecorded, school, on, amount=Pence(cost), cost_method=CostMethod.ACTUAL
            )


def told(diary: Diary, commission: Key) -> None:
    """The two days on which the expert came; one school could not free anybody for the second."""
    freed(diary, commission, FREED)
    opened(
        diary, ReleaseTimeRequested, HAUGHMOND, spring(2025).week(3, THURSDAY),
        meant_for=commission, minutes=2 * A_DAY,
    ).then(
        ReleaseTimeRefused, HAUGHMOND, spring(2025).week(4), barrier=Barrier.COVER_SHORTAGE,
        reason=Sealed("Two colleagues were away already, and no supply teacher could come."),
    )  # fmt: skip
