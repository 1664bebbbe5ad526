"""Reads a list of groups of schools: what it says of each, or why that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ledger.domain.identifiers import TrustId
from ledger.domain.past import Past
from ledger.domain.plain import made_of
from ledger.domain.trust import GroupKind, TrustRegistered
from ledger.register import cells
from ledger.register.cells import Column, Fault, Read, shown
from ledger.register.objects import objects_in, read_each
from ledger.register.summary import Refusal


def _kind(text: str) -> GroupKind:
    """A kind of group, by the name that the register gives it."""
    kind = GroupKind(re.sub("[^a-z]+", "_", text.lower().replace("'", "")))
    if kind.is_known:
        return kind
    raise ValueError(f"{shown(text)} is no kind of group.")


UID = "group_uid"
MEMBERS: dict[str, tuple[Read, tuple[str, ...]]] = {
    "uid": (cells.trust, (UID,)),
    "name": (cells.words, ("group_name",)),
    "group_kind": (_kind, ("group_type",)),
    "group_id": (cells.words, ("group_id",)),
    "companies_house": (cells.words, ("companies_house_number",)),
    "opened_on": (cells.day, ("open_date", "incorporated_on__open_date_")),
    "ended_on": (cells.day, ("closed_date",)),
}
"""Each fact of a trust, how it is read, and the members of a group that say it, the best first."""

NEEDED = frozenset({"uid", "name", "group_kind"})


def groups_in(path: Path) -> list[Any]:
    """The groups of a file, as they stand. Raises `Unreadable` where it is no list of groups."""
    return objects_in(path, UID, "groups")


def read_groups(groups: list[Any], told: Past, refused: list[Refusal]) -> Iterator[TrustRegistered]:
    """What each group says; one that cannot be read, or that stands there twice, is refused."""
    columns = {name: Column(name, read) for read, names in MEMBERS.values() for name in names}

    def read(group: Mapping[str, Any]) -> tuple[TrustId, TrustRegistered]:
        trust = _trust(group, columns)
        return trust.uid, trust

    return read_each(groups, "group", UID, read, told, refused)


def _trust(group: Mapping[str, Any], columns: Mapping[str, Column]) -> TrustRegistered:
    facts: dict[str, Any] = {}
    for fact, (_, names) in MEMBERS.items():
        said = (columns[name][str(group.get(name) or "")] for name in names)
        facts[fact] = next((value for value in said if value is not None), None)
        if facts[fact] is None and fact in NEEDED:
            raise Fault(f"{names[0]}: A group needs one.")
    return made_of(TrustRegistered, facts)
