"""Whose record a figure is about: a school's, a trust's, a collaboration's, or the whole ledger's.

A receipt names it in one word, such as `school:900001`, `trust:9101`, `collaboration:4` or `all`.
Whoever may not see all of it gets no figure: a part of the truth would look like the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from ledger.projections import collaborations, schools, trusts
from ledger.projections.snapshot import Snapshot

ALL = "all"


@dataclass(frozen=True)
class Whose:
    """Schools by all the numbers that they have had, or a collaboration; neither: everything."""

    schools: frozenset[str] = frozenset()
    collaboration: int = 0

    @property
    def is_all(self) -> bool:
        return not self.schools and not self.collaboration


def school(urn: str) -> str:
    """How a school is named."""
    return f"school:{urn}"


def trust(uid: str) -> str:
    """How a trust is named: by the schools that are in it on the day asked about."""
    return f"trust:{uid}"


def collaboration(position: int) -> str:
    """How a collaboration is named: by where it began."""
    return f"collaboration:{position}"


def whose(now: Snapshot, about: str) -> Whose | None:
    """Whose it is; None for what names nobody, or is not for this asker."""
    return now.once(("whose", about), lambda: _whose(now, about))


def _whose(now: Snapshot, about: str) -> Whose | None:
    kind, _, named = str(about).partition(":")
    match kind:
        case "school":
            return _of_schools(now, frozenset({named}))
        case "trust":
            return _of_schools(now, trusts.of_trust(now, named))
        case "collaboration" if named.isdecimal():
            found = collaborations.at(now, int(named))
            return None if found is None else Whose(collaboration=int(named))
        case "all" if now.scope.sees_all:
            return Whose()
    return None


def _of_schools(now: Snapshot, urns: frozenset[str]) -> Whose | None:
    """A school is its editors' and its trustees' own; a trust is theirs who have all of it."""
    if not urns or not (now.scope.sees_all or urns <= now.scope.schools):
        return None
    return Whose(schools.numbers(now, urns))
