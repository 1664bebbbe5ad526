"""Who counts as a second person, where two have to agree.

Whoever is forgotten may sign in anew, and gets another name: nobody can tell any more that it is
the same one. So, once somebody is forgotten, only those count as somebody else who stood there
under their own name before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from ledger.domain.past import Look, Past, Recorded
from ledger.domain.privacy import ErasureBegun
from ledger.domain.refusal import NeedsSecondPerson

E = TypeVar("E")


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


def asked_since(
    requests: Iterable[Recorded[E]], back: Iterable[Recorded[Any]]
) -> list[Recorded[E]]:
    """Who asked for a withdrawal since what they speak of was last brought back."""
    last = max((entry.position for entry in back), default=0)
    return [entry for entry in requests if entry.position > last]


def check_two_agree(
    past: Past, requests: Sequence[Recorded[Any]], why: str, how: str, what: str
) -> None:
    """Refuse a withdrawal for which surely nobody else has asked.

    `why` says why two are needed, `how` by which mutation somebody asks.
    """
    if any(is_another(past, entry) for entry in requests):
        return
    is_own = all(entry.by.person == past.by.person for entry in requests)
    told = why if is_own else "Whoever asked for it has been forgotten"
    raise NeedsSecondPerson(
        f"{told}: another person has to ask for its withdrawal first ({how}).", what
    )


def check_brought_back_by_another(past: Past, withdrawn: Recorded[Any], what: str) -> None:
    """Refuse that whoever withdrew an act or a collaboration brings it back alone."""
    if withdrawn.by.person == past.by.person:
        raise NeedsSecondPerson("Whoever withdrew it cannot bring it back alone.", what)
    if not is_another(past, withdrawn):
        raise NeedsSecondPerson(
            "Whoever withdrew it has been forgotten: somebody has to bring it back who recorded "
            f"something of this {what} before it was withdrawn.",
            what,
        )
