"""Money and release time over a period, as GraphQL tells them: of a school, a trust, together."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import strawberry

from api.documented import object_type
from api.reading.figure import Figures, figure
from api.reading.reading import Reading
from ledger.figures import release, spending

FromDay = Annotated[
    date | None, strawberry.argument(name="from", description="nothing before this day")
]
ToDay = Annotated[date | None, strawberry.argument(name="to", description="nothing after this day")]


@object_type
class Spending(Figures):
    """What was put into joint commissions and came back out of them. Promises stand elsewhere."""

    paid = figure(spending.paid, "What was paid.")
    refunded = figure(spending.refunded, "What came back.")


@object_type
class ReleaseTime(Figures):
    """The time that schools freed their teachers for joint work, and what it cost."""

    requested = figure(
        release.requested, "How much was asked for, in minutes of all colleagues together."
    )
    granted = figure(release.granted, "How much was given.")
    used = figure(release.used, "How much was used.")
    covered = figure(release.covered, "For how much of it somebody stood in.")
    cost = figure(release.cost, "What cover cost; where nobody paid, what it is reckoned at.")


def spending_of(reading: Reading, first: date | None, last: date | None, **about: Any) -> Spending:
    """What a school, the schools of a trust, or those of a collaboration put in over a time."""
    return Spending(about=about | _period(first, last), reading=reading)


def release_of(
    reading: Reading, first: date | None, last: date | None, **about: Any
) -> ReleaseTime:
    """The release time of a school, or of the schools of a trust, over a time."""
    return ReleaseTime(about=about | _period(first, last), reading=reading)


def _period(first: date | None, last: date | None) -> dict[str, str]:
    """The two days as a receipt names them."""
    days = {"earliest": first, "latest": last}
    return {name: "" if day is None else day.isoformat() for name, day in days.items()}
