"""How the past that a rule has to see is found: step by step, until nothing more is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from ledger.domain.acts.amendment import corrected
from ledger.domain.entry import Entry
from ledger.domain.past import By, Look, Past, Recorded

Looks = tuple[Look, ...]
Read = Callable[[Looks], Iterable[Recorded[Any]]]
"""Gives what is recorded there, oldest first."""


def look_back(
    command: Entry, by: By, at: datetime, read: Read, always: Looks = ()
) -> tuple[Past, Looks]:
    """The past as amended, and every place where it was looked for."""
    found: dict[int, Recorded[Any]] = {}
    act = getattr(command, "act", None)
    past = Past((), by, at, act)
    looks: Looks = ()
    more = (*command.boundary(), *always)
    while more:
        looks += more
        found |= {entry.position: entry for entry in read(more)}
        entries = corrected(tuple(found[position] for position in sorted(found)))
        past = Past(entries, by, at, act)
        more = tuple(look for look in dict.fromkeys(command.further(past)) if look not in looks)
    return past, looks
