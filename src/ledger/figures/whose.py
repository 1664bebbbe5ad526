"""Whose record a figure is about: a school's, a trust's, a collaboration's, or the whole ledger's.

Whoever may not see all of it gets no figure: a part of the truth would look like the whole.
"""

from __future__ import annotations

from typing import NamedTuple

from ledger.figures import subject
from ledger.projections import collaborations, schools, trusts
from ledger.projections.snapshot import Snapshot


class Whose(NamedTuple):
    """Schools by all the numbers that they have had, or a collaboration; neither: everything."""

    schools: frozenset[str] = frozenset()
    collaboration: int = 0

    @property
    def is_all(self) -> bool:
        return not self.schools and not self.collaboration


def whose(now: Snapshot, about: str) -> Whose | None:
    """Whose it is; None for what names nobody, or is not for this asker."""
    return now.once(("whose", about), lambda: _whose(now, about))


def _whose(now: Snapshot, about: str) -> Whose | None:
    match subject.read(about):
        case "school", urn, "":
            return _of_schools(now, frozenset({urn}))
        case "trust", uid, "":
            return _of_schools(now, trusts.of_trust(now, uid))
        case "collaboration", position, "" if position.isdecimal():
            found = collaborations.standing(now, int(position))
            return None if found is None else Whose(collaboration=int(position))
        case subject.ALL, "", "" if now.scope.sees_all:
            return Whose()
    return None


def _of_schools(now: Snapshot, urns: frozenset[str]) -> Whose | None:
    """A school is its editors' and its trustees' own; a trust is theirs who have all of it."""
    if not urns or not (now.scope.sees_all or urns <= now.scope.schools):
        return None
    return Whose(schools.numbers(now, urns))
