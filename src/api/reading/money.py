"""Money and release time over a period, as GraphQL tells them: of a school, a trust, together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import strawberry

from api.documented import field, object_type
from api.reading.figure import Figure, told
from api.reading.reading import Reading
from ledger.figures import release, spending
from ledger.figures.method import Method

FromDay = Annotated[
    date | None, strawberry.argument(name="from", description="nothing before this day")
]
ToDay = Annotated[date | None, strawberry.argument(name="to", description="nothing after this day")]


@object_type
class Spending:
    """What was put into joint commissions and came back out of them. Promises stand elsewhere."""

    about: strawberry.Private[Mapping[str, Any]]
    reading: strawberry.Private[Reading]

    @field
    def paid(self) -> Figure:
        """What was paid."""
        return _ask(self, spending.paid)

    @field
    def refunded(self) -> Figure:
        """What came back."""
        return _ask(self, spending.refunded)


@object_type
class ReleaseTime:
    """The time that schools freed their teachers for joint work, and what it cost."""

    about: strawberry.Private[Mapping[str, Any]]
    reading: strawberry.Private[Reading]

    @field
    def requested(self) -> Figure:
        """How much was asked for, in minutes of all colleagues together."""
        return _ask(self, release.requested)

    @field
    def granted(self) -> Figure:
        """How much was given."""
        return _ask(self, release.granted)

    @field
    def used(self) -> Figure:
        """How much was used."""
        return _ask(self, release.used)

    @field
    def covered(self) -> Figure:
        """For how much of it somebody stood in."""
        return _ask(self, release.covered)

    @field
    def cost(self) -> Figure:
        """What cover cost; where nobody paid, what it is reckoned at."""
        return _ask(self, release.cost)


def _ask(of: Spending | ReleaseTime, asked: Method) -> Figure:
    return told(asked.ask(of.reading.now, **of.about), of.reading)


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
