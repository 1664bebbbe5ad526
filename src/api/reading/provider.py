"""A provider, as GraphQL tells it: what it offers, what schools think of it, what it answered."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.about_school import about_school
from api.reading.connection import (
    USUAL,
    After,
    Connection,
    First,
    check_first,
    connection,
    cursor_of,
    key_of,
)
from api.reading.figure import Figure, Figures, asked, figure
from api.reading.reading import Reading
from ledger.domain.acts.cpd_market import (
    OfferRevised,
    ProviderImprovementClaimed,
    ProviderImprovementVerified,
)
from ledger.domain.acts.provider_feedback import ProviderDimension, ProviderResponseRecorded
from ledger.domain.identifiers import AcademicYear, ProviderId
from ledger.figures import dealings, provider
from ledger.projections import history, market

if TYPE_CHECKING:
    from api.reading.act import Act

ActLater = Annotated["Act", strawberry.lazy("api.reading.act")]
DimensionCode = codes(ProviderDimension)


@object_type
class ProviderOffer:
    """Training that a provider offers. What it said before is kept, revision by revision."""

    of: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    @field
    def act(self) -> ActLater | None:
        """The offer itself, with all that was said of it."""
        return _act(self.reading, self.of)

    @field_of(list[RecordedEntry])
    def revisions(self) -> Any:
        """What was changed in it, oldest first: each says what it was and what it is."""
        return _lines(self.reading, self.of, OfferRevised)

    @field_of(list[RecordedEntry])
    def improvements(self) -> Any:
        """What the provider says has got better, and whether schools saw it."""
        return _lines(
            self.reading, self.of, ProviderImprovementClaimed, ProviderImprovementVerified
        )


@object_type
class ProviderFeedback:
    """What a school thinks of a provider, and what the provider answered."""

    row: strawberry.Private[market.Rated]
    reading: strawberry.Private[Reading]

    school = about_school(attrgetter("row.school"), "The school that says so.")

    @field
    def dimension(self) -> DimensionCode:  # type: ignore[valid-type]
        """At what the provider was good, or not."""
        return ProviderDimension(self.row.dimension)

    @field
    def rating(self) -> int:
        """How good, from 1 to 5, as the school recorded it."""
        return self.row.rating

    @field
    def happened_on(self) -> date:
        """The day on which it said so."""
        return self.row.day

    @field_of(list[RecordedEntry])
    def replies(self) -> Any:
        """What the provider answered."""
        return _lines(self.reading, self.row.act, ProviderResponseRecorded)


@object_type
class ProviderChange(Figures):
    """How a provider differs from what it was before a day. Nothing says why."""

    rating = figure(provider.rating_change, "By how much schools think better of it.")
    sessions = figure(
        dealings.revised, "How many sessions more its offers have.", feature="sessions"
    )
    follow_ups = figure(
        dealings.revised, "How many follow-ups more its offers have.", feature="follow_up_sessions"
    )
    evidence = figure(
        dealings.revised, "How many documents more its offers rest on.", feature="evidence_cited"
    )
    price = figure(dealings.revised, "How much dearer its offers are.", feature="price")


@object_type
class Provider:
    """Whoever is paid for expertise. Nothing is told before three schools stand behind it."""

    named: strawberry.Private[str]
    reading: strawberry.Private[Reading]

    @property
    def about(self) -> dict[str, str]:
        """By what the methods know it."""
        return {"provider": self.named}

    @field
    def id(self) -> ProviderId:
        """By what it is named in the ledger."""
        return ProviderId(self.named)

    @field
    def rating(
        self,
        year: Annotated[
            AcademicYear | None,
            strawberry.argument(description="only what was said in this academic year"),
        ] = None,
    ) -> Figure:
        """What schools think of it, drawn towards the mean of all providers."""
        return asked(self, provider.rating, year=year or "")

    trend = figure(provider.trend, "How the rating moved over the years, from three years on.")
    delivery = figure(dealings.delivery, "What share of the follow-ups that it promised was held.")
    fidelity = figure(
        dealings.fidelity,
        "What share of the ways in which its work was meant to work was seen by others.",
    )
    return_rate = figure(
        dealings.return_rate, "What share of schools commissioned it again within three terms."
    )

    @field
    def change(
        self,
        since: Annotated[date, strawberry.argument(description="the day, such as a hub's first")],
    ) -> ProviderChange:
        """How it differs from what it was before a day."""
        return ProviderChange(
            about={**self.about, "since": since.isoformat()}, reading=self.reading
        )

    @field
    def offers(self) -> list[ProviderOffer]:
        """What it offers, oldest first; withdrawn offers too, for their act says so."""
        found = market.offers(self.reading.now, self.named)
        self.reading.lives.expect(found)
        return [ProviderOffer(of=act, reading=self.reading) for act in found]

    @field
    def feedback(self, first: First = USUAL, after: After = None) -> Connection[ProviderFeedback]:
        """What schools said of it, oldest first, with what it answered."""
        rows = market.rated(self.reading.now, self.named)
        (place,) = (0,) if after is None else key_of(after, int)
        wanted = sorted((row for row in rows if row.act > place), key=lambda row: row.act)
        shown = wanted[: check_first(first)]
        self.reading.lives.expect(row.act for row in shown)
        self.reading.schools.expect(row.school for row in shown)
        nodes = [
            (cursor_of(row.act), ProviderFeedback(row=row, reading=self.reading)) for row in shown
        ]
        return connection(nodes, first, after, lambda: len(rows))


def provider_at(reading: Reading, named: str) -> Provider | None:
    """The provider of this name; null where you may see nothing of such a one."""
    is_known = market.is_known(reading.now, named)
    return Provider(named=named, reading=reading) if is_known else None


def provider_page(reading: Reading, first: int, after: After) -> Connection[Provider]:
    """A page of providers, by name."""
    (place,) = ("",) if after is None else key_of(after, str)
    names = market.page(reading.now, check_first(first), place)
    market.expect(reading.now, names)
    nodes = [(cursor_of(name), Provider(named=name, reading=reading)) for name in names]
    return connection(nodes, first, after, lambda: market.count(reading.now))


def _act(reading: Reading, position: int) -> Act | None:
    from api.reading.act import acts_of

    row = history.act_at(reading.now, position)
    return None if row is None else acts_of(reading, [row])[0]


def _lines(reading: Reading, act: int, *kinds: type) -> list[Any]:
    """The entries of these kinds in the life of an act, oldest first."""
    entries = reading.life(act).entries
    return [reading.line(entry) for entry in entries if isinstance(entry.event, kinds)]
