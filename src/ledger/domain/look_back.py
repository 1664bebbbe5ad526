"""How the past that a rule has to see is found: step by step, until nothing more is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from ledger.domain.acts.amendment import corrected
from ledger.domain.entry import Entry
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
    looks: Looks = ()
    more = tuple(dict.fromkeys((*command.boundary(), *always)))
    more += _kin(command, past, more, ())
    while more:
        looks += more
        found |= {entry.position: entry for entry in read(more)}
        entries = corrected(tuple(found[position] for position in sorted(found)))
        past = Past(entries, by, at, act)
        asked = dict.fromkeys(command.further(past))
        more = tuple(look for look in asked if look not in looks)
        # Where something is read anyway, those that were named at an opening are looked up with it.
        told = past.entries if more else _later(past)
        more += _kin(command, past, looks + more, told)
    return past, looks


def _later(past: Past) -> tuple[Recorded[Any], ...]:
    """All but what began something. A link is found from either of its ends, and a school that goes
    on under another number is named in what came later."""
    return tuple(entry for entry in past.entries if not entry.event.ROOT)


def _kin(command: Entry, past: Past, looks: Looks, told: Iterable[Recorded[Any]]) -> Looks:
    """Where the schools stand that come before or after those that matter here.

    These are the schools that are named, that spoke, or that were found on the way. They stand in
    the condition as well: a succession that is recorded meanwhile is noticed like anything else.
    """
    linked = (school for link in links_in(past.entries) for school in link)
    schools = sorted({*speakers(command, past), *named_in(told), *linked})
    seen = set(looks)
    return tuple(
        look
        for school in schools
        if (look := succession_of(school)) not in seen and of_school(school) not in seen
    )
