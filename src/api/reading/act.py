"""An act, as far as it had come: its life, its schools, and what may happen next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry.utils.str_converters import to_camel_case

from api.derive import codes
from api.documented import field, field_of, object_type
from api.line import RecordedEntry
from api.reading.about_school import SchoolLater, found_schools
from api.reading.chain import Chain, chain_of
from api.reading.commission import Commission, commission_at
from api.reading.connection import After, Connection, check_first, connection, cursor_of, key_of
from api.reading.moderation import Moderation, Round, moderation_at
from api.reading.reading import Reading
from api.reading.shared_post import SharedPost, shared_post_at
from ledger.domain.act import opening, stage_of
from ledger.domain.acts import FAMILIES, possible
from ledger.domain.identifiers import ActId
from ledger.domain.lifecycle import Stage
from ledger.projections import history, listing, lives

if TYPE_CHECKING:
    from api.reading.collaboration import Collaboration

CollaborationLater = Annotated["Collaboration", strawberry.lazy("api.reading.collaboration")]

StageCode = codes(Stage)
ActKind: Any = strawberry.enum(
    Enum("ActKind", {family.upper(): family for family in FAMILIES}),  # type: ignore[call-overload]
    description="What kind of thing schools do together.",
)


@object_type
class Act:
    """Something that schools do together, from the plan to what came of it."""

    row: strawberry.Private[history.Act]
    reading: strawberry.Private[Reading]

    @field
    def id(self) -> ActId:
        """The act, by the entry that opened it."""
        return ActId(int=self.row.id.int)

    @field
    def kind(self) -> ActKind:
        """What kind of act it is."""
        return ActKind(self.row.kind)

    @field
    def sentence(self) -> str:
        """The plan in plain words, as it was last corrected."""
        return opening(self._life).sentence(self.reading.name_of)

    @field
    def stage(self) -> StageCode:  # type: ignore[valid-type]
        """How far it has come."""
        return stage_of(self._life)

    @field
    def day(self) -> date:
        """The day it was held; before that, the day it is planned for."""
        return self.row.day

    @field
    def schools(self) -> list[SchoolLater]:
        """The schools that take part."""
        return found_schools(self.reading, self.reading.parts.get(self.row.act) or [])

    @field
    def collaboration(self) -> CollaborationLater | None:
        """The collaboration that it is part of."""
        from api.reading.collaboration import collaboration_at

        return collaboration_at(self.reading, self.row.collaboration)

    @field_of(list[RecordedEntry])
    def life(self) -> Any:
        """Everything recorded about it by then, as amended, oldest first."""
        return [self.reading.line(entry) for entry in self._life.entries]

    @field
    def next_steps(self) -> list[str]:
        """The mutations that the life of such an act allows now."""
        return [to_camel_case(kind.COMMAND) for kind in possible(self._life)]

    @field
    def is_withdrawn(self) -> bool:
        """Whether it was recorded in error, and counts nowhere."""
        return self.row.is_withdrawn

    @field
    def is_orphaned(self) -> bool:
        """Whether what it builds on was withdrawn, or what that builds on: shown, not counted."""
        return self.row.is_orphaned

    @field
    def chain(self) -> Chain:
        """From this act to what was read after it, with its gaps."""
        return chain_of(self.reading, act=self.row.act)

    @field
    def commission(self) -> Commission | None:
        """What it cost and what was bought for it; null unless it is a joint commission."""
        return commission_at(self.reading, self.row.act, self.row.collaboration)

    @field
    def moderation(self, round: Round = 1) -> Moderation | None:
        """How far schools grade alike; null unless it is a moderation."""
        return moderation_at(self.reading, self.row.act, round)

    @field
    def shared_post(self) -> SharedPost | None:
        """What each school pays, is due and got; null unless it is a shared post."""
        return shared_post_at(self.reading, self.row.act)

    @property
    def _life(self) -> Any:
        return self.reading.life(self.row.act)


def acts_of(reading: Reading, rows: Iterable[history.Act]) -> list[Act]:
    """Acts that stand on one page: what each of them needs is asked for together."""
    rows = list(rows)
    acts = [row.act for row in rows]
    reading.lives.expect(acts)
    reading.parts.expect(acts)
    lives.expect(reading.now, acts)
    reading.collaborations.expect(row.collaboration for row in rows)
    reading.stories.expect(row.collaboration for row in rows)
    return [Act(row=row, reading=reading) for row in rows]


def act_page(reading: Reading, wanted: listing.Wanted, first: int, after: After) -> Connection[Act]:
    """A page of acts, newest first."""
    place = listing.LAST if after is None else key_of(after, date, int)
    rows = listing.acts(reading.now, wanted, check_first(first), (place[0], place[1]))
    acts = acts_of(reading, rows)
    nodes = [(cursor_of(act.row.day, act.row.act), act) for act in acts]
    return connection(nodes, first, after, lambda: listing.count(reading.now, wanted))
