"""A trust or another group of schools: what the register has of it, and who was in it on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from api.context import Info
from api.derive import codes
from api.documented import field, object_type
from api.reading import engagement
from api.reading.connection import USUAL, After, Connection, First
from api.reading.engagement import Engagement
from api.reading.impact_in_school import ImpactInSchool, measured_in
from api.reading.isolation import WatchCount, watch_counts
from api.reading.money import FromDay, ReleaseTime, Spending, ToDay, release_of, spending_of
from api.reading.moved import Moved, moved_since
from api.reading.network import Network
from api.reading.overview import Overview
from api.reading.reading import Reading, sees_own
from api.reading.school import School, school_page
from api.reading.whole_record import about_barriers, about_ideas, about_next_steps, about_quality
from api.scalars import LedgerPoint
from ledger.domain.identifiers import TrustId
from ledger.domain.trust import GroupKind
from ledger.figures import subject
from ledger.projections import search, trusts
from ledger.projections.trusts import of_trust

GroupKindCode = codes(GroupKind)


@object_type
class Trust:
    """A trust or another group of schools, as the register was known to have it."""

    reading: strawberry.Private[Reading]

    uid: TrustId = strawberry.field(description="its UID in the register")
    name: str | None = strawberry.field(description="its name, where anybody has said it")
    kind: GroupKindCode | None = strawberry.field(  # type: ignore[valid-type]
        description="what kind of group it is; null where only its schools name it"
    )
    group_id: str | None = strawberry.field(description="its group id, such as TR00002")
    companies_house: str | None = strawberry.field(description="its number at Companies House")
    opened_on: date | None = strawberry.field(
        description="the day it began, where the register says so"
    )
    ended_on: date | None = strawberry.field(description="the day it ended, if it did")

    @field
    def schools(self, first: First = USUAL, after: After = None) -> Connection[School]:
        """The schools that were in it on the day asked about, by name."""
        return school_page(self.reading, search.Filter(trust=self.uid), first, after)

    @field
    def engagement(self) -> Engagement | None:
        """How sustained the joint work of its schools is, taken as one; null for outsiders.

        An act counts once one of them has confirmed that it was there.
        """
        return engagement.told(self.reading, self.whole) if self._is_seen else None

    @field
    def overview(self) -> Overview | None:
        """The trust at a glance: what its schools did, and what nobody knows; null for outsiders.

        Its schools are those of the day asked about, with all that they ever did.
        """
        return Overview(uid=self.uid, reading=self.reading) if self._is_seen else None

    @field
    def moved(
        self,
        info: Info,
        since: Annotated[
            LedgerPoint, strawberry.argument(description="what was known by then is the other side")
        ],
    ) -> list[Moved] | None:
        """Which figures say something else than they did, and what moved them; null for outsiders.

        Both are about the same day. Only what was known of it differs.
        """
        if not self._is_seen:
            return None
        then = info.context.reading_then(since, self.reading.now)
        return moved_since(then, self.reading, self.uid)

    @field
    def isolation(self) -> list[WatchCount] | None:
        """How many of its schools stand alone; which ones is not told. Null for outsiders."""
        return watch_counts(self.reading, self.uid) if self._is_seen else None

    @field
    def network(self) -> Network | None:
        """How its schools hang together, and how far they reach beyond it; null for outsiders."""
        return Network(whole=self.whole, reading=self.reading) if self._is_seen else None

    @field
    def measures(self, first: First = USUAL, after: After = None) -> Connection[ImpactInSchool]:
        """What was measured in its schools, the oldest evaluation first."""
        return measured_in(self.reading, of_trust(self.reading.now, self.uid), first, after)

    @field
    def spending(self, first: FromDay = None, last: ToDay = None) -> Spending | None:
        """What its schools put into joint commissions; null unless you may see all of them."""
        if not self._is_own:
            return None
        return spending_of(self.reading, first, last, trust=str(self.uid))

    @field
    def release_time(self, first: FromDay = None, last: ToDay = None) -> ReleaseTime | None:
        """The time its schools freed teachers for; null unless you may see all of them."""
        if not self._is_own:
            return None
        return release_of(self.reading, first, last, trust=str(self.uid))

    ideas = about_ideas()
    barriers = about_barriers()
    next_steps = about_next_steps()
    record_quality = about_quality()

    @property
    def whole(self) -> str:
        """How the methods name it."""
        return subject.trust(self.uid)

    @property
    def _is_own(self) -> bool:
        """Whether the asker may see what is each of its schools' own affair."""
        return sees_own(self.reading, trusts.of_trust(self.reading.now, self.uid))

    @property
    def _is_seen(self) -> bool:
        scope = self.reading.now.scope
        return scope.sees_all or scope.trust == self.uid


def trust_at(reading: Reading, uid: str) -> Trust | None:
    """The trust with this number, if anybody has said something of it."""
    row = reading.trusts.get(uid)
    if row is None:
        return None
    facts = row._asdict()
    return Trust(reading=reading, uid=TrustId(facts.pop("trust")), **facts)
