"""Which schools take in pupils like one's own, and with which of them one could pair up.

The register alone is asked: size, free school meals, town or country, and the gender of pupils.
The distances of the Department for Education rest on values that the register does not have (what
pupils could do at seven, and how poor their streets are); `ledger.statistics.similarity` has them
for whoever has those values. How well a school does is no part of it (`domain.md` 3.9).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ledger.figures import subject
from ledger.figures.figure import FigureState, FigureUnit, Measured, not_recorded
from ledger.figures.isolation import straight_line
from ledger.figures.looked import look
from ledger.figures.method import method
from ledger.projections import matters, schools
from ledger.projections.intakes import Intake, of_phase
from ledger.projections.snapshot import Snapshot
from ledger.statistics.no_answer import NoAnswer
from ledger.statistics.pairing import MOST_RANK, Candidate, by_promise
from ledger.statistics.similarity import Neighbour, nearest, register_distance, spreads_of

NEEDS = "need"
VARIABLES = ("size", "free school meals", "town or country", "gender of pupils")
"""What is compared, in plain words."""


@dataclass(frozen=True)
class Alike:
    """The fifty schools that are most alike, nearest first, and what is known of them."""

    ours: Intake
    neighbours: tuple[Neighbour, ...]
    intakes: dict[str, Intake]

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
    """The schools most like this one; None where the register says too little of it."""
    return now.once(("alike", urn), lambda: _alike(now, urn))


def _alike(now: Snapshot, urn: str) -> Alike | None:
    row = schools.one(now, urn)
    intakes = of_phase(now, row.phase) if row else {}
    if urn not in intakes:
        return None
    ours = intakes[urn]
    others = {
        other: there.registered for other, there in intakes.items() if there.lineage != ours.lineage
    }
    try:
        spreads = spreads_of(there.registered for there in intakes.values())
    except NoAnswer:
        return None
    distance = partial(register_distance, spreads=spreads)
    neighbours = nearest(ours.registered, others, distance, MOST_RANK)
    return Alike(ours, neighbours, intakes) if neighbours else None


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
    """How far two schools are apart in whom they take in; only for the fifty that are nearest."""
    found = alike(now, school)
    one = found.neighbour(other) if found else None
    if one is None:
        return Measured(state=FigureState.NOT_APPLICABLE)
    return Measured(value=one.distance.value, message="distance")


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


def partners_among(now: Snapshot, urn: str) -> frozenset[str]:
    """The lineages that a school has met, as far as the asker may see it."""
    return frozenset(look(now, subject.school(urn)).breadth.partners)
