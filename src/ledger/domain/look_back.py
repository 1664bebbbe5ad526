"""How the past that a rule has to see is found: step by step, until nothing more is asked for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from ledger.domain.correction import corrected
from ledger.domain.entry import Entry
from ledger.domain.identifiers import SchoolId
from ledger.domain.lineage import links_in, named_in, speakers
from ledger.domain.past import By, Look, Past, Recorded
from ledger.domain.school import of_school, succession_of

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
    speaking = speakers(command, past)
    looks: dict[Look, None] = {}
    met: set[SchoolId] = set()
    more = dict.fromkeys((*command.boundary(), *always))
    more |= _kin(speaking, met, more)
    while more:
        looks |= more
        found |= {entry.position: entry for entry in read(tuple(more))}
        entries = corrected(tuple(found[position] for position in sorted(found)))
        past = Past(entries, by, at, act)
        more = {look: None for look in command.further(past) if look not in looks}
        # Where something is read anyway, those that were named at an opening are looked up with it.
        told = past.entries if more else _later(past)
        more |= _kin((*named_in(told), *_linked(past)), met, looks | more)
    return past, tuple(looks)


def _later(past: Past) -> tuple[Recorded[Any], ...]:
    """All but what began something. A link is found from either of its ends, and a school that goes
    on under another number is named in what came later."""
    return tuple(entry for entry in past.entries if not entry.event.ROOT)


def _linked(past: Past) -> Iterable[SchoolId]:
    return chain.from_iterable(links_in(past.entries))


def _kin(
    schools: Iterable[SchoolId], met: set[SchoolId], looks: Container[Look]
) -> dict[Look, None]:
    """Where to look for those that come before or after the schools that matter here.

    These are the schools that are named, that spoke, or that were found on the way, and that were
    not *met* yet. They stand in the condition as well: a succession that is recorded meanwhile is
    noticed like anything else.
    """
    new = sorted(set(schools) - met)
    met.update(new)
    return {
        look: None
        for school in new
        if (look := succession_of(school)) not in looks and of_school(school) not in looks
    }
