"""The ledger as it was known at a point, about what had happened by a day: the root of reading."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.act import Act, ActKind, act_page, acts_of
from api.reading.activity import OwnActivity, own_activity
from api.reading.collaboration import Collaboration, collaboration_at, collaboration_page
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
from api.reading.hub import Hub, hub_of
from api.reading.impact import ImpactMeasure, measure_at
from api.reading.provider import Provider, provider_at, provider_page
from api.reading.quality import RecordQuality
from api.reading.reading import Reading
from api.reading.registered import PhaseCode
from api.reading.school import School, numbers_of, school_at, school_page
from api.reading.trust import Trust, trust_at
from api.reading.whole_record import of_whole
from ledger.domain.acts import KINDS
from ledger.domain.entry import topics_of
from ledger.domain.identifiers import ActId, CollaborationId, ProviderId, SchoolId, TrustId
from ledger.figures import subject
from ledger.projections import events, history, listing
from ledger.projections.search import Filter

TOPICS_OF = {"": ()} | {kind.__name__: topics_of(kind) for kind in KINDS}
"""The stored names of each kind of entry, by the name that it has in the schema."""

NOWHERE = 2**46
"""A position that no event has: what an unknown id stands for, so that it finds nothing."""


def _about(meaning: str) -> Any:
    return strawberry.argument(description=meaning)


OfSchool = Annotated[SchoolId | None, _about("only those of this school, by any of its numbers")]
OfCollaboration = Annotated[CollaborationId | None, _about("only those of this collaboration")]


@object_type
class Snapshot:
    """The ledger at one position. Everything below it is read at that position and no other."""

    reading: strawberry.Private[Reading]

    @field
    def position(self) -> int:
        """The position that every answer below is given at."""
        return self.reading.now.known_by

    @field
    def recorded_at(self) -> datetime | None:
        """When that position was recorded; null for the empty ledger."""
        position = self.reading.now.known_by
        recorded = self.reading.recorded.get(position) if position else None
        return None if recorded is None else recorded.at

    @field
    def happened_by(self) -> date:
        """The day by which what is told here had happened."""
        return self.reading.now.happened_by

    @field
    def school(
        self, urn: Annotated[SchoolId, _about("its Unique Reference Number")]
    ) -> School | None:
        """The school with this number."""
        return school_at(self.reading, urn)

    @field
    def schools(  # noqa: PLR0913, PLR0917
        self,
        search: Annotated[str, _about("words in the name, town, postcode or number")] = "",
        la: Annotated[str, _about("only of the local authority with this number")] = "",
        phase: Annotated[PhaseCode | None, _about("only those that teach these ages")] = None,
        trust: Annotated[TrustId | None, _about("only those in this trust on that day")] = None,
        first: First = USUAL,
        after: After = None,
    ) -> Connection[School]:
        """The register of schools, by name."""
        wanted = Filter(search, la, "" if phase is None else phase.value, trust or "")
        return school_page(self.reading, wanted, first, after)

    @field
    def trust(self, uid: Annotated[TrustId, _about("its UID in the register")]) -> Trust | None:
        """The trust or other group of schools with this number."""
        return trust_at(self.reading, uid)

    @field
    def collaboration(
        self, id: Annotated[CollaborationId, _about("the entry that began it")]
    ) -> Collaboration | None:
        """The collaboration with this id; null if you may not see it."""
        return collaboration_at(self.reading, self._position_of(id))

    @field
    def collaborations(
        self, school: OfSchool = None, first: First = USUAL, after: After = None
    ) -> Connection[Collaboration]:
        """Collaborations, those begun last first."""
        return collaboration_page(self.reading, numbers_of(self.reading, school), first, after)

    @field
    def act(self, id: Annotated[ActId, _about("the entry that opened it")]) -> Act | None:
        """The act with this id; null if you may not see it."""
        row = history.act_at(self.reading.now, self._position_of(id))
        return None if row is None else acts_of(self.reading, [row])[0]

    @field
    def hub(self, id: Annotated[ActId, _about("the entry that began it")]) -> Hub | None:
        """The hub with this id, and who came to it."""
        return hub_of(self.reading, self._position_of(id))

    @field
    def acts(  # noqa: PLR0913, PLR0917 (an argument for each thing to look for)
        self,
        school: OfSchool = None,
        collaboration: OfCollaboration = None,
        kind: Annotated[ActKind | None, _about("only acts of this kind")] = None,
        from_day: Annotated[
            date | None, strawberry.argument(name="from", description="none before this day")
        ] = None,
        to_day: Annotated[
            date | None, strawberry.argument(name="to", description="none after this day")
        ] = None,
        first: First = USUAL,
        after: After = None,
    ) -> Connection[Act]:
        """What schools did together, newest first."""
        wanted = listing.Wanted(
            schools=numbers_of(self.reading, school),
            collaboration=self._position_of(collaboration) if collaboration else 0,
            kind="" if kind is None else kind.value,
            earliest=from_day or date.min,
            latest=to_day or date.max,
        )
        return act_page(self.reading, wanted, first, after)

    @field_of(Connection[RecordedEntry])
    def events(  # noqa: PLR0913, PLR0917
        self,
        school: OfSchool = None,
        collaboration: OfCollaboration = None,
        act: Annotated[ActId | None, _about("only those of this act")] = None,
        kind: Annotated[str, _about("only of this type, such as `VisitHeld`")] = "",
        first: First = USUAL,
        after: After = None,
    ) -> Any:
        """The entries as they were recorded, in order; without a token those of the register."""
        wanted = events.Wanted(
            schools=numbers_of(self.reading, school),
            collaboration=self._position_of(collaboration) if collaboration else 0,
            act=self._position_of(act) if act else 0,
            topics=TOPICS_OF.get(kind, (kind,)),
        )
        (place,) = (0,) if after is None else key_of(after, int)
        positions = events.page(self.reading.now, wanted, check_first(first), place)
        lines: list[Any] = self.reading.lines(positions)
        nodes = [(cursor_of(line.recorded.position), line) for line in lines]
        return connection(nodes, first, after, lambda: events.count(self.reading.now, wanted))

    @field
    def measure(
        self,
        act: Annotated[ActId, _about("the evaluation, by the entry that designed it")],
        code: Annotated[str, _about("the code of the measure")],
    ) -> ImpactMeasure | None:
        """A measure of a shared evaluation; null if you may not see it."""
        return measure_at(self.reading, self._position_of(act), code)

    @field
    def provider(
        self, id: Annotated[ProviderId, _about("by what it is named in the ledger")]
    ) -> Provider | None:
        """The provider of this name; null if you may see nothing of it."""
        return provider_at(self.reading, id)

    @field
    def providers(self, first: First = USUAL, after: After = None) -> Connection[Provider]:
        """Providers of which you may see something, by name."""
        return provider_page(self.reading, first, after)

    @field
    def record_quality(self) -> RecordQuality | None:
        """How good the whole record is, by its newest entries; for auditors, null for others."""
        return of_whole(RecordQuality, self.reading, subject.ALL)

    @field
    def own_activity(self) -> OwnActivity | None:
        """What you recorded yourself; null for whoever has never recorded. Nobody else sees it."""
        return own_activity(self.reading)

    def _position_of(self, id: UUID) -> int:
        """Where the entry with this id stands. An unknown one is nowhere, like a foreign one."""
        found = self.reading.ledger.log.positions_of([str(id)])
        return found.get(str(id), NOWHERE)
