"""Events on their way into the log: everything is made ready before anybody waits for the lock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from ledger.log import envelope, merkle
from ledger.log.contract import (
    Condition,
    DCBEvent,
    PersistenceError,
    ProgrammingError,
    Written,
)

Nonces = Callable[[int], bytes]
"""Gives so many random bytes."""

ID = 16
"""Bytes of chance from which an id is minted."""


class Draft(NamedTuple):
    """One event, encoded; it lacks only its position and its time."""

    event_id: str
    type: str
    tags: frozenset[str]
    body: bytes
    unstamped: bytes


class Entry(NamedTuple):
    """A row of the log, and its tags."""

    position: int
    event_id: str
    type: str
    body: bytes
    envelope: bytes
    leaf: bytes
    recorded_at: int
    tags: frozenset[str]

    def tag_rows(self) -> list[tuple[str, int, str]]:
        return [(tag, self.position, self.type) for tag in self.tags]


class LockedHead(NamedTuple):
    """The end of a log that nobody else can append to now."""

    size: int
    edge: bytes
    recorded_at: int


class Asked(NamedTuple):
    """One item of one condition, as the database is asked about it."""

    append: int
    after: int
    types: list[str]
    tags: list[str]


class Append:
    """One call of `append`: all of its events are recorded, or none of them."""

    def __init__(
        self, events: Sequence[DCBEvent], condition: Condition | None, nonces: Nonces
    ) -> None:
        if not events:
            raise ProgrammingError("There is nothing to append.")
        self.condition = condition
        self.drafts = _drafts(events, nonces)
        self.given_ids = [new.id for new in events if isinstance(new, Written) and new.id]
        self.has_repeats = len(set(self.given_ids)) < len(self.given_ids)
        self._events = events
        self._entries: list[Entry] = []
        self._error: PersistenceError | None = None

    @property
    def is_answered(self) -> bool:
        return bool(self._entries) or self._error is not None

    def repeats(self, known: Collection[str]) -> bool:
        """Whether one of its events is among these ids already."""
        return any(event_id in known for event_id in self.given_ids)

    def entries(self, size: int, recorded_at: int, at: str) -> list[Entry]:
        """Its rows in a log that has *size* events before it; *at* is the time in words."""
        entries, stamp = [], envelope.stamp(at)
        for position, (event_id, kind, tags, body, rest) in enumerate(self.drafts, size + 1):
            told = stamp + rest
            leaf = merkle.leaf_hash(told)
            entries.append(Entry(position, event_id, kind, body, told, leaf, recorded_at, tags))
        return entries

    def confirm(self, entries: list[Entry]) -> None:
        """Tell the caller's events when and as what they were recorded. After the commit only."""
        at = envelope.instant(entries[0].recorded_at)
        for new, entry in zip(self._events, entries, strict=True):
            if isinstance(new, Written):
                new.id, new.at, new.leaf = entry.event_id, at, entry.leaf
        self._entries = entries

    def refuse(self, error: PersistenceError) -> None:
        self._error = error

    def answer(self) -> int:
        """The position of its last event, or the error that kept it out of the log."""
        if self._error is not None:
            raise self._error
        return self._entries[-1].position


def _drafts(events: Sequence[DCBEvent], nonces: Nonces) -> list[Draft]:
    width = envelope.NONCE + ID
    chance = nonces(width * len(events))
    try:
        return [_draft(new, chance[n * width : (n + 1) * width]) for n, new in enumerate(events)]
    except (ValueError, TypeError) as error:
        raise ProgrammingError(f"The event cannot be recorded: {error}") from error


def _draft(new: DCBEvent, chance: bytes) -> Draft:
    known = new if isinstance(new, Written) else Written(new.type, new.data, new.tags)
    event_id = known.id or _minted(chance[envelope.NONCE :])
    nonce = chance[: envelope.NONCE]
    rest = envelope.unstamped(event_id, known.type, known.tags, known.by, known.data, nonce)
    return Draft(event_id, known.type, frozenset(known.tags), known.data, rest)


def _minted(chance: bytes) -> str:
    """A UUID of version 4. `uuid4` asks for chance one by one, which takes eight times as long."""
    digits = chance.hex()
    variant = "89ab"[chance[8] & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
