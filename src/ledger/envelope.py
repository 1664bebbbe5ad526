"""The envelope round an entry: put round it when it is written, and opened when it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from ledger.domain.acts import BY_TOPIC
from ledger.domain.entry import Entry
from ledger.domain.identifiers import PersonId, SchoolId
from ledger.domain.past import By, Past, Recorded, Role
from ledger.domain.plain import canonical, revive
from ledger.log.contract import DCBSequencedEvent, Written

E = TypeVar("E", bound=Entry)

RECORDERS = 10_000
"""Those who record that are kept as they were read: mostly the same few, again and again."""


def draft(command: E, past: Past, id: UUID, position: int) -> Recorded[E]:
    """The entry as it would be recorded, before its words are sealed."""
    return Recorded(position, id, past.at, past.by, tags_of(command, past, id), command)


def enveloped(command: Entry, sealed: Entry, past: Past, id: str, told: dict[str, str]) -> Written:
    """What is stored: the facts with their words sealed, under every tag they belong to."""
    return Written(command.TOPIC, canonical(sealed), sorted(tags_of(command, past, id)), id, told)


def tags_of(command: Entry, past: Past, id: UUID | str) -> frozenset[str]:
    """Every tag under which it is found: its own, its act's, and that of whoever records."""
    tags = {*command.tags(), *command.inherited(past)}
    if command.ROOT:
        tags.add(f"{command.ROOT}:{id}")
    if past.by.role is not Role.SYSTEM:
        tags.add(f"by:{past.by.person}")
    return frozenset(tags)


def told_by(by: By) -> dict[str, str]:
    """Who recorded, as an envelope tells it."""
    told = {"person": by.person, "role": by.role.value, "school": by.school}
    return {name: value for name, value in told.items() if value is not None}


def decode(stored: DCBSequencedEvent) -> Recorded[Any]:
    """The entry, in its envelope, from what is stored."""
    written = stored.event
    assert isinstance(written, Written), "our recorder gives nothing else"
    assert written.at is not None, "the recorder sets it"
    return Recorded(
        position=stored.position,
        id=UUID(written.id),
        at=written.at,
        by=_by(**written.by),
        tags=frozenset(written.tags),
        event=event_of(written.type, written.data),
        leaf=written.leaf,
    )


@lru_cache(RECORDERS)
def _by(person: str, role: str, school: str | None = None) -> By:
    return By(PersonId(person), Role(role), SchoolId(school) if school else None)


_read = json.JSONDecoder().decode
"""Reads a stored body. `json.loads` would first look for the encoding, which is known."""


def event_of(topic: str, body: bytes) -> Entry:
    """What an entry says, from its stored name and body."""
    return revive(BY_TOPIC[topic], _read(body.decode()))


def facts_together(bodies: Sequence[bytes]) -> list[dict[str, Any]]:
    """The plain form of what many entries say. To read one list takes half as long as each body."""
    told: list[dict[str, Any]] = _read(f"[{b','.join(bodies).decode()}]")
    return told
