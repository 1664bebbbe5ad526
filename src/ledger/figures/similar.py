"""Which schools take in pupils like one's own, and with which of them one could pair up.

Where the Department for Education publishes whom a school takes in, its own distance is used for
primary schools; for secondary schools, whose weights it does not publish, every value counts alike.
Elsewhere the register alone is asked: size, free school meals, town or country, and the gender of
pupils. How well a school does is no part of any of them (`domain.md` 3.9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ledger.domain.pupil_intake import PUBLISHED_AS, Matching
from ledger.figures import subject
from ledger.figures.figure import FigureState, FigureUnit, Measured, not_recorded
from ledger.figures.isolation import straight_line
from ledger.figures.looked import look
from ledger.figures.method import method
from ledger.projections import matters, schools
from ledger.projections.intakes import Intake, of_matching, of_phase
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoAnswer
from ledger.statistics.pairing import MOST_RANK, Candidate, by_promise
from ledger.statistics.similarity import (
    WORDS,
    Distance,
    Neighbour,
    nearest,
    primary_distance,
    register_distance,
    secondary_distance,
    spreads_of,
)

T = TypeVar("T")

NEEDS, DOORS = "need", "open_door"


class Basis(Enum):
    """By what schools are compared."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    REGISTER = "register"

    @property
    def variables(self) -> tuple[str, ...]:
        """What is compared, in plain words."""
        if self is Basis.REGISTER:
            return ("size", "free school meals", "town or country", "gender of pupils")
        return tuple(WORDS[name] for name in PUBLISHED_AS[Matching(self.value)].values())


class Alike(NamedTuple):
    """The fifty schools that are most alike, nearest first, and what is known of them."""

    basis: Basis
    ours: Intake
    neighbours: tuple[Neighbour, ...]
    intakes: Mapping[str, Intake]

    def km(self, other: str) -> float | None:
        """The straight line to one of them, in kilometres."""
        there = self.intakes[other]
        return straight_line(
            (self.ours.easting, self.ours.northing), (there.easting, there.northing)
        )

    def neighbour(self, other: str) -> Neighbour | None:
        """One of the fifty."""
        return next((one for one in self.neighbours if one.school == other), None)


def alike(now: Snapshot, urn: str) -> Alike | None:
    """The schools most like this one, by the best that is known of it; None if that is too little.

    What the department published counts where it did so of fifty others in the same edition.
    """
    return next(filter(None, (by(now, urn, basis) for basis in Basis)), None)


def by(now: Snapshot, urn: str, basis: Basis) -> Alike | None:
    """The schools most like this one on one basis; None where too little is known for that."""
    found = _by_register if basis is Basis.REGISTER else partial(_by_published, basis=basis)
    return now.once(("alike", urn, basis), lambda: found(now, urn))


def _by_published(now: Snapshot, urn: str, basis: Basis) -> Alike | None:
    everyone = of_matching(now, Matching(basis.value))
    if urn not in everyone:
        return None
    ours = everyone[urn]
    intakes = {n: one for n, one in everyone.items() if one.edition == ours.edition}
    away = primary_distance if basis is Basis.PRIMARY else secondary_distance
    found = _nearest(ours, intakes, lambda one: one.published or {}, away)
    return Alike(basis, ours, found, intakes) if len(found) == MOST_RANK else None


def _by_register(now: Snapshot, urn: str) -> Alike | None:
    row = schools.one(now, urn)
    intakes = of_phase(now, row.phase) if row else {}
    if urn not in intakes:
        return None
    try:
        spreads = spreads_of(there.registered for there in intakes.values())
    except NoAnswer:
        return None
    away = partial(register_distance, spreads=spreads)
    found = _nearest(intakes[urn], intakes, attrgetter("registered"), away)
    return Alike(Basis.REGISTER, intakes[urn], found, intakes) if found else None


def _nearest(
    ours: Intake,
    intakes: Mapping[str, Intake],
    read: Callable[[Intake], T],
    away: Callable[[T, T], Distance],
) -> tuple[Neighbour, ...]:
    """Those that are nearest, without what the school itself was under another number."""
    others = {
        other: read(there) for other, there in intakes.items() if there.lineage != ours.lineage
    }
    return nearest(read(ours), others, away, MOST_RANK)


def pairing(now: Snapshot, urn: str) -> list[str]:
    """The most promising partners: alike first, then with the same needs, then near."""
    found = alike(now, urn)
    if found is None:
        return []
    needs: dict[str, set[str]] = {}
    for matter in matters.of_schools(now, [NEEDS], [urn, *(n.school for n in found.neighbours)]):
        needs.setdefault(matter.school, set()).add(f"{matter.theme} {matter.subject}")
    candidates = [
        Candidate(one.school, one.rank, frozenset(needs.get(one.school, ())), found.km(one.school))
        for one in found.neighbours
    ]
    ours = frozenset(needs.get(urn, ()))
    return [candidate.school for candidate in by_promise(ours, candidates)]


def contrast(now: Snapshot, urn: str) -> str | None:
    """Of those that are alike the one that is run most differently; the more alike, if two are.

    What is compared is what the register knows of it: the kind of school, its religious character
    and whether it selects. Results are no part of the register. None where all are run alike.
    """
    found = alike(now, urn)
    if found is None:
        return None
    ways = [(_differences(found, one.school), -one.rank, one.school) for one in found.neighbours]
    differ, _, school = max(ways, default=(0, 0, ""))
    return school if differ else None


def _differences(found: Alike, other: str) -> int:
    there = found.intakes[other]
    pairs = (
        (found.ours.establishment_type, there.establishment_type),
        (found.ours.religious_character, there.religious_character),
        (found.ours.admissions, there.admissions),
    )
    return sum(a is not None and b is not None and a != b for a, b in pairs)


@method(
    "similar.distance/1",
    "root mean square of the differences in log(pupils) and free school meals, in standard "
    "deviations over all open schools of the phase; 0.5 more each if one is rural and one urban, "
    "and if they take other genders",
)
def distance(now: Snapshot, school: str, other: str) -> Measured:
    """How far two schools are apart by the register; only for the fifty that are nearest."""
    return _distance(now, school, other, Basis.REGISTER, "distance")


@method(
    "similar.primary_distance/1",
    "the department's own: the root of the sum of w(x - y)² over prior attainment at seven, "
    "pupil premium, English as an additional language, IDACI, POLAR4, stability, support and plans "
    "for special needs, and pupils; w as recovered from its published distances; made up to nine "
    "where a value is missing",
)
def by_primary(now: Snapshot, school: str, other: str) -> Measured:
    """How far two primary schools are apart, as the department has it."""
    return _distance(now, school, other, Basis.PRIMARY, "published_distance")


@method(
    "similar.secondary_distance/1",
    "root mean square of the differences in prior attainment at eleven, pupil premium, English as "
    "an additional language, IDACI, POLAR4, stability, support and plans for special needs, and "
    "pupils, in standard deviations over 3,262 schools; values that are missing are left out",
)
def by_secondary(now: Snapshot, school: str, other: str) -> Measured:
    """How far two secondary schools are apart; the department's weights are not published."""
    return _distance(now, school, other, Basis.SECONDARY, "distance")


DISTANCES = {
    Basis.PRIMARY: by_primary, Basis.SECONDARY: by_secondary, Basis.REGISTER: distance,
}  # fmt: skip


def _distance(now: Snapshot, school: str, other: str, basis: Basis, message: str) -> Measured:
    found = by(now, school, basis)
    one = found.neighbour(other) if found else None
    if one is None:
        return Measured(state=FigureState.NOT_APPLICABLE)
    return Measured(value=one.distance.value, message=message)


@method("similar.kilometres/1", "the straight line between two schools, by the National Grid")
def kilometres(now: Snapshot, school: str, other: str) -> Measured:
    """How far it is from one school to another."""
    rows = schools.some(now, (school, other))
    if len(rows) < 2:
        return not_recorded(FigureUnit.KILOMETRES)
    one, there = rows[school], rows[other]
    km = straight_line((one.easting, one.northing), (there.easting, there.northing))
    if km is None:
        return not_recorded(FigureUnit.KILOMETRES)
    return Measured(value=km, unit=FigureUnit.KILOMETRES, message="way")


def open_doors(now: Snapshot, found: Alike) -> frozenset[str]:
    """Those of these schools that open their doors to others, as far as one may see."""

    def read() -> frozenset[str]:
        doors = matters.of_schools(now, [DOORS], (one.school for one in found.neighbours))
        return frozenset(door.school for door in matters.raised_by(now, doors))

    return now.once(("open doors", found.ours.school, found.basis), read)


def partners_among(now: Snapshot, urn: str) -> frozenset[str]:
    """The lineages that a school has met, as far as the asker may see it."""
    return frozenset(look(now, subject.school(urn)).breadth.partners)
