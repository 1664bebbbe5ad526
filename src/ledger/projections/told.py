"""What entries say, read from the log at the positions that a view gave.

A view keeps what is counted and looked up; the rest of an entry stays in the log. Whoever asks here
has asked a view before, which told only positions that the asker may see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.domain.correction import corrected
from ledger.domain.identifiers import SchoolId
from ledger.domain.lineage import as_first_called, named_in
from ledger.domain.past import Recorded
from ledger.envelope import decode
from ledger.log import reader
from ledger.log.commit import statements_of
from ledger.projections.meetings import lineages
from ledger.projections.snapshot import Snapshot

AT_ONCE = 10_000
"""No database is given more positions than this in one question."""


def entries(now: Snapshot, positions: Iterable[int]) -> dict[int, Recorded[Any]]:
    """The entries at these positions, as they were recorded."""
    wanted = sorted(set(positions))
    found: dict[int, Recorded[Any]] = {}
    for first in range(0, len(wanted), AT_ONCE):
        stored = reader.at(now.connection, wanted[first : first + AT_ONCE])
        found |= {one.position: decode(one) for one in stored}
    return found


def as_amended(
    now: Snapshot, lives: Mapping[int, Iterable[Recorded[Any]]]
) -> dict[int, tuple[Recorded[Any], ...]]:
    """The entries of each of these acts, oldest first, as their amendments leave them.

    A school that got a new number stands under the one by which the act called it first.
    """
    found = {
        act: corrected(tuple(sorted(told, key=lambda entry: entry.position)))
        for act, told in lives.items()
    }
    named = {number for life in found.values() for number in named_in(life)}
    links = [
        frozenset({number, SchoolId(first)})
        for number, first in sorted(lineages(now, named).items())
        if isinstance(number, SchoolId) and number != first
    ]
    if not links:
        return found
    return {act: as_first_called(life, links) for act, life in found.items()}


def positions_of(now: Snapshot, ids: Iterable[str]) -> dict[str, int]:
    """Where the entries with these ids stand."""
    found: dict[str, int] = statements_of(now.connection).positions_of(
        now.connection, sorted(set(ids))
    )
    return found
