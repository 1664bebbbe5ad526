"""A line of the ledger: an entry in its envelope, as whoever asks may read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

import strawberry

from api.documented import field, interface_type, object_type
from api.words import PRINTED, WhyNoText
from ledger.domain.entry import Entry, NameOf
from ledger.domain.identifiers import Digest, EntryId, PersonId, SchoolId
from ledger.domain.past import LATE_DAYS, LONDON, Recorded
from ledger.domain.plain import canonical
from ledger.domain.record import Code, Sealed

UNKNOWN = "unknown"
"""What every list of codes has at its end: a code that a later release took out."""


class Words(Protocol):
    """Opens what was sealed, for one who asks."""

    def expect(self, sealed: list[str]) -> None:
        """These commitments stand on the page."""

    def get(self, sealed: str) -> str | None:
        """The words behind a commitment; None when forgotten, or not for this asker."""

    def why_not(self, sealed: str) -> WhyNoText | None:
        """Why there are none."""


class Line(NamedTuple):
    """An entry, with what it takes to print it."""

    recorded: Recorded[Entry]
    name_of: NameOf
    words: Words
    are_views_behind: bool = False


class Told(NamedTuple):
    """A fact that has facts of its own, or sealed words, with what it takes to print it."""

    value: Any
    words: Words


@object_type
class SealedText:
    """Words that a person may have forgotten. The commitment stays, and proves them if kept."""

    told: strawberry.Private[Sealed]
    words: strawberry.Private[Words]

    @field
    def commitment(self) -> str | None:
        """What the ledger holds in their place; null where an earlier release left them open."""
        return self.told.commitment

    @field
    def text(self) -> str | None:
        """The words; null once forgotten, or if they are not for you."""
        sealed = self.told.commitment
        return self.words.get(sealed) if sealed else self.told.words

    @field
    def why_no_text(self) -> WhyNoText | None:
        """Why there are no words; null where there are."""
        sealed = self.told.commitment
        return self.words.why_not(sealed) if sealed else None

    @field
    def printed(self) -> str:
        """The words, or what to print in their place."""
        why = self.why_no_text()
        return self.text() or PRINTED[why or WhyNoText.UNKNOWN]


@object_type
class Receipt:
    """What proves that the ledger took something in. Keep it: it stays true."""

    position: int = strawberry.field(description="its place in the log, without gaps")
    event_id: EntryId = strawberry.field(description="the entry")
    leaf_hash: Digest = strawberry.field(description="its leaf in the Merkle tree of the log")
    recorded_at: datetime = strawberry.field(description="when the ledger learnt it")
    views_behind: bool = strawberry.field(
        description="whether answers may not know of it yet; ask again in a moment"
    )


@interface_type
class RecordedEntry:
    """Anything in the ledger."""

    id: EntryId = strawberry.field(description="the entry")
    position: int = strawberry.field(description="its place in the log, without gaps")
    recorded_at: datetime = strawberry.field(description="when the ledger learnt it")
    recorded_by: PersonId = strawberry.field(description="who recorded it, by a pseudonym")
    recorded_for: SchoolId | None = strawberry.field(
        description="the school that this person spoke for; null where it was the register"
    )
    recorded_late: bool = strawberry.field(
        description="whether a plan was recorded only after its day, or anything a month late"
    )
    recording_lag_days: int | None = strawberry.field(
        description="how many days after its day it was recorded; null if it has no day"
    )
    sentence: str = strawberry.field(description="the entry in plain words, ready to print")
    stored: str = strawberry.field(
        description="the facts as they are stored and hashed, as JSON; `amend` quotes them"
    )
    receipt: Receipt = strawberry.field(description="what proves that it was taken in")

    @classmethod
    def resolve_type(cls, line: Line, *_: object) -> str:
        """Without this, GraphQL asks every kind in turn whether a line is one of its own."""
        return type(line.recorded.event).__name__


def _receipt(line: Line) -> Receipt:
    told = line.recorded
    return Receipt(
        position=told.position,
        event_id=EntryId(int=told.id.int),
        leaf_hash=Digest(told.leaf.hex()),
        recorded_at=told.at,
        views_behind=line.are_views_behind,
    )


def _lag(line: Line) -> int | None:
    """How many days after the day that it speaks of an entry was recorded."""
    day = line.recorded.event.day
    recorded = line.recorded.at.astimezone(LONDON).date()
    return None if day is None else max(0, (recorded - day).days)


def _is_late(line: Line) -> bool:
    """A plan is late once its day has come; anything else, a month after it happened."""
    lag = _lag(line) or 0
    return lag > (LATE_DAYS if hasattr(line.recorded.event, "happened_on") else 0)


ENVELOPE: dict[str, Callable[[Line], Any]] = {
    "id": lambda line: line.recorded.id,
    "position": lambda line: line.recorded.position,
    "recorded_at": lambda line: line.recorded.at,
    "recorded_by": lambda line: line.recorded.by.person,
    "recorded_for": lambda line: line.recorded.by.school,
    "recorded_late": _is_late,
    "recording_lag_days": _lag,
    "sentence": lambda line: line.recorded.event.sentence(line.name_of),
    "stored": lambda line: canonical(line.recorded.event).decode(),
    "receipt": _receipt,
}
"""The fields that every line has, whatever its kind."""


def resolve(source: Any, name: str) -> Any:
    """The value of a field that has no resolver of its own."""
    if isinstance(source, Line):
        read = ENVELOPE.get(name)
        return read(source) if read else _told(getattr(source.recorded.event, name), source.words)
    if isinstance(source, Told):
        return _told(getattr(source.value, name), source.words)
    return getattr(source, name)


def _told(value: Any, words: Words) -> Any:
    """A fact on its way out."""
    match value:
        case tuple():
            return [_told(item, words) for item in value]
        case Sealed():
            return SealedText(told=value, words=words)
        case Code(is_known=False):
            return UNKNOWN
        case str() | int() | date() | None:
            return value
    return Told(value, words) if hasattr(value, "__dataclass_fields__") else value
