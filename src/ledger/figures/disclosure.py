"""Which readings may be told of, beside all that was told before.

A reading of few people is told nowhere. Nor is one that counts a few more or fewer than another
that was told of the same people: the two together would tell of those few. So it goes for a
correction, and for an evaluation that was withdrawn and is recorded anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from ledger.domain.measure import MeasureKind
from ledger.domain.prose import FEWEST_FOR_PERCENTAGE
from ledger.figures.figure import FEWEST_PEOPLE
from ledger.projections.measured import Reading
from ledger.projections.readings import Known

ABOUT_THE_SAME_TIME = timedelta(days=31)
"""A day may be corrected by so much; further off, an act is another act."""


class Key(NamedTuple):
    """Which reading it is."""

    act: int
    entry: int
    code: str
    school: str
    arm: str


Disclosed = Mapping[Key, Sequence[bool]]
"""For each reading whether it could be told of at first, and after each correction."""


def key_of(reading: Reading) -> Key:
    """Which reading it is."""
    return Key(*reading[:5])


def is_enough(kind: str, n: int) -> bool:
    """Ten people or more; twenty for a share, where one more or less would move it by five."""
    return n >= (FEWEST_FOR_PERCENTAGE if kind == MeasureKind.PROPORTION else FEWEST_PEOPLE)


def disclosed(known: Iterable[Known]) -> Disclosed:
    """What may be told of all that schools ever read, by the order in which it was recorded.

    What came first is told, and goes on being told; what would tell of a few beside it is not. What
    was hidden takes nothing away later.
    """
    by_school: defaultdict[str, list[Known]] = defaultdict(list)
    for one in known:
        by_school[one.reading.school].append(one)
    found: defaultdict[Key, list[bool]] = defaultdict(list)
    for there in by_school.values():
        places = _places(there)
        counts = [(at, n, one) for one in there for at, n in one.reading.counts]
        told: list[tuple[int, Known]] = []
        for _, n, one in sorted(counts, key=lambda count: count[:2]):
            beside = (m for m, other in told if _may_be_the_same(one, other, places))
            may_be = is_enough(one.reading.kind, n) and not any(_tells_of_few(n, m) for m in beside)
            found[key_of(one.reading)].append(may_be)
            if may_be:
                told.append((n, one))
    return found


def _tells_of_few(n: int, other: int) -> bool:
    return 0 < abs(n - other) < FEWEST_PEOPLE


def _may_be_the_same(one: Known, other: Known, places: Mapping[Key, int]) -> bool:
    """Whether two readings may be of the same people, of what they could or said at one time."""
    mine, theirs = one.reading, other.reading
    if one is other:
        return True
    if _group(mine) != _group(theirs) or not (
        mine.code == theirs.code or one.instrument == other.instrument
    ):
        return False
    apart = abs(mine.happened_on - theirs.happened_on)
    if mine.act == theirs.act:
        return not apart
    if one.is_withdrawn or other.is_withdrawn:
        is_same_place = places[key_of(mine)] == places[key_of(theirs)]
        return is_same_place or apart <= ABOUT_THE_SAME_TIME
    if mine.collaboration != theirs.collaboration:
        return False
    are_others = one.population and other.population and one.population != other.population
    return not are_others and apart <= ABOUT_THE_SAME_TIME


def _group(reading: Reading) -> tuple[str, str, bool]:
    return reading.arm, reading.kind, reading.is_baseline


def _places(known: Iterable[Known]) -> dict[Key, int]:
    """Which reading of its evaluation each is: the first, the second, and so on."""
    there = sorted((one.reading for one in known), key=lambda row: (row.happened_on, row.entry))
    so_far: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    places = {}
    for row in there:
        series = row.act, row.code, row.arm
        places[key_of(row)] = so_far[series]
        so_far[series] += 1
    return places
