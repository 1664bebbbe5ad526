"""Who counts as a second person, where two have to agree.

Whoever is forgotten may sign in anew, and gets another name: nobody can tell any more that it is
the same one. So, once somebody is forgotten, only those count as somebody else who stood there
under their own name before.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ledger.domain.past import Look, Past, Recorded
from ledger.domain.privacy import ErasureBegun


def forgetting(entries: Iterable[Recorded[Any]]) -> tuple[Look, ...]:
    """Whether those who recorded these entries were forgotten.

    Looked for from where it begins: from there on nothing may lead from their login to them.
    """
    people = sorted({entry.by.person for entry in entries})
    return tuple(Look((f"person:{person}",), (ErasureBegun.TOPIC,)) for person in people)


def is_forgotten(past: Past, entry: Recorded[Any]) -> bool:
    """Whether whoever recorded this entry has been forgotten, as far as the past was looked at."""
    return past.has(ErasureBegun, person=entry.by.person)


def is_another(past: Past, entry: Recorded[Any]) -> bool:
    """Whether whoever speaks is surely somebody else than whoever recorded this entry."""
    me = past.by.person
    if me == entry.by.person:
        return False
    was_there = any(e.by.person == me and e.position < entry.position for e in past.entries)
    return was_there or not is_forgotten(past, entry)
