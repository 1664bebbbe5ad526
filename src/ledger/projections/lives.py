"""Lives: what was said of an act, as amended, as far as it was known, had happened, may be seen.

The rules of an act are written once, in the domain, over its past. Whoever works out a figure of
one act asks those same rules, over the same entries, and nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from ledger.domain.past import LONDON, SYSTEM, Past
from ledger.envelope import decode
from ledger.log.reader import at
from ledger.projections import history
from ledger.projections.snapshot import Snapshot
from ledger.projections.told import as_amended


def expect(now: Snapshot, acts: Iterable[int]) -> None:
    """These stand on one page: if the life of one is asked for, all are read together."""
    now.once("lives expected", set[int]).update(acts)


def life(now: Snapshot, act: int) -> Past:
    """The entries of an act, oldest first; none of an act that may not be seen."""
    return lives(now, [act])[act]


def lives(now: Snapshot, acts: Iterable[int]) -> dict[int, Past]:
    """The entries of each of these acts. What is not yet at hand is read in two questions."""
    known: dict[int, Past] = now.once("lives", dict[int, Past])
    wanted = sorted(set(acts))
    if any(act not in known for act in wanted):
        new = sorted({*wanted, *now.once("lives expected", set[int])} - known.keys())
        steps = history.lives(now, new)
        positions = [step.step for found in steps.values() for step in found]
        entries = {stored.position: decode(stored) for stored in at(now.connection, positions)}
        told = {act: [entries[step.step] for step in steps.get(act, ())] for act in new}
        for act, life in as_amended(now, told).items():
            known[act] = Past(life, SYSTEM, _evening(now))
    return {act: known[act] for act in wanted}


def parts(now: Snapshot, act: int) -> frozenset[str]:
    """The schools that take part in an act, read together with those of all acts on the page."""
    known = now.once("parts", dict[int, frozenset[str]])
    if act not in known:
        new = {act, *now.once("lives expected", set[int])} - known.keys()
        found = history.parts(now, new)
        known.update((one, frozenset(found.get(one, ()))) for one in new)
    return known[act]


def _evening(now: Snapshot) -> datetime:
    """When the day asked about is over."""
    return datetime.combine(now.happened_by, time.max, LONDON)
