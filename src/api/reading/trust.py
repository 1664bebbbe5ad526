"""A trust or another group of schools: what the register has of it, and who was in it on a day."""

from __future__ import annotations

from datetime import date

import strawberry

from api.derive import codes
from api.documented import field, object_type
from api.reading.connection import USUAL, After, Connection, First
from api.reading.matters import BarrierRegister, IdeaFunnel, NextStepFunnel, of
from api.reading.quality import RecordQuality
from api.reading.reading import Reading
from api.reading.school import School, school_page
from ledger.domain.trust import GroupKind
from ledger.domain.words import TrustId
from ledger.figures import whose
from ledger.projections import schools

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
        return school_page(self.reading, schools.Filter(trust=self.uid), first, after)

    @field
    def ideas(self) -> IdeaFunnel | None:
        """What became of ideas from elsewhere; null for whoever may not see all of it."""
        return of(IdeaFunnel, self.reading, whose.trust(self.uid))

    @field
    def barriers(self) -> BarrierRegister | None:
        """What stands in the way, and what gave way; null for whoever may not see all of it."""
        return of(BarrierRegister, self.reading, whose.trust(self.uid))

    @field
    def next_steps(self) -> NextStepFunnel | None:
        """How much advice became action; null for whoever may not see all of it."""
        return of(NextStepFunnel, self.reading, whose.trust(self.uid))

    @field
    def record_quality(self) -> RecordQuality | None:
        """How good the record itself is; null for whoever may not see all of it."""
        return of(RecordQuality, self.reading, whose.trust(self.uid))


def trust_at(reading: Reading, uid: str) -> Trust | None:
    """The trust with this number, if anybody has said something of it."""
    row = reading.trusts.get(uid)
    if row is None:
        return None
    facts = row._asdict()
    return Trust(reading=reading, uid=TrustId(facts.pop("trust")), **facts)
