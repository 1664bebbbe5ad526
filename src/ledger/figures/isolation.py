"""Which schools stand alone, and what each could do about it (`domain.md` 3.7).

A school sees this of itself, with a suggestion. A trust sees how many, and not which ones. Of a
school that does not use the ledger nothing is known, and that is what is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ledger.domain.contact import Contact
from ledger.figures import about, subject
from ledger.figures.figure import FigureState, FigureUnit, Measured
from ledger.figures.looked import look, sources
from ledger.figures.method import method
from ledger.projections import matters, schools, trusts
from ledger.projections.schools import School
from ledger.projections.snapshot import Snapshot
from ledger.statistics.isolation import (
    Isolation,
    Met,
    Standing,
    Watch,
    isolation,
    pupils_a_year,
)
from ledger.statistics.no_answer import NoAnswer
from ledger.statistics.pairing import kilometres

FEWEST_SCHOOLS = 5
"""In a smaller trust a count would tell which school it is."""

PEER_ACTS = frozenset(
    ("visit", "peer_observation", "joint_planning", "lesson_study", "pupil_work_exchange")
)
"""Observations, plannings and exchanges: colleague with colleague, not expert with audience."""

WAYS_LOOKED_AT = 200
"""Of so many that stand, the newest first, the nearest is suggested."""


class Alone(NamedTuple):
    """How far a school stands alone, and the entries that this rests on."""

    found: Isolation
    structural: tuple[int, ...]
    contact: tuple[int, ...]


def of_school(now: Snapshot, urn: str) -> Alone | None:
    """How far a school stands alone; None for one that no register has."""
    return of_schools(now, [urn]).get(urn)


def of_schools(now: Snapshot, urns: Iterable[str]) -> dict[str, Alone]:
    """How far each of these schools stands alone, in a handful of questions for all of them."""
    wanted = sorted(set(urns))
    return now.once(("alone", *wanted), lambda: _of_schools(now, wanted))


def _of_schools(now: Snapshot, wanted: list[str]) -> dict[str, Alone]:
    rows = schools.in_force(now, wanted)
    grouped = trusts.of_schools(now, (row.school for row in rows.values()))
    numbers, together = about.numbers_of(now, wanted), about.read_together(now, wanted)
    everybody = [number for each in numbers.values() for number in each]
    present = matters.on_the_ledger(now, everybody)
    sole: dict[str, list[int]] = {}
    for matter in matters.of_schools(now, ["sole_role"], everybody):
        sole.setdefault(matter.school, []).append(matter.act)
    partners = {urn: look(now, subject.school(urn)).breadth.partners for urn in rows}
    places = schools.some(now, (one for each in partners.values() for one in each))
    alone = {}
    for urn, row in rows.items():
        declared = [act for number in numbers[urn] for act in sole.get(number, ())]
        met = [c for c in together[urn].contacts if c.is_confirmed]
        near = _nearest(row, [places[one] for one in partners[urn] if one in places])
        standing = Standing(_pupils_a_year(row), bool(declared), row.school in grouped, near)
        terms = together[urn].terms.of(now.happened_by).number
        told = _met(met, terms, len(partners[urn])) if present & numbers[urn] else None
        alone[urn] = Alone(isolation(standing, told), tuple(declared), sources(met))
    return alone


def _pupils_a_year(row: School) -> float | None:
    if row.pupils is None or row.low_age is None or row.high_age is None:
        return None
    try:
        return pupils_a_year(row.pupils, row.low_age, row.high_age)
    except NoAnswer:
        return None


def _met(contacts: Iterable[Contact], this_term: int, partners_ever: int) -> Met:
    """What happened in the terms that are over."""
    counted = list(contacts)
    ago = [this_term - contact.term.number for contact in counted]
    return Met(
        last_term=ago.count(1),
        last_two_terms=ago.count(1) + ago.count(2),
        partners_ever=partners_ever,
        peer_acts=sum(
            1 <= terms <= 3 and contact.kind in PEER_ACTS
            for terms, contact in zip(ago, counted, strict=True)
        ),
    )


def _nearest(row: School, partners: Iterable[School]) -> float | None:
    """How far it is to the nearest partner that teaches the same ages; None if none is known."""
    ways = [apart(row, other) for other in partners if other.phase == row.phase]
    return min((km for km in ways if km is not None), default=None)


def apart(one: School, other: School) -> float | None:
    """The straight line between two schools in kilometres; None where a place is not known."""
    return straight_line((one.easting, one.northing), (other.easting, other.northing))


Place = tuple[int | None, int | None]
"""Easting and northing in metres, where the register has them."""


def straight_line(here: Place, there: Place) -> float | None:
    """How far it is in kilometres; None where one of the places is not known."""
    known = [metres for metres in (*here, *there) if metres is not None]
    if len(known) < len(here) + len(there):
        return None
    return kilometres((known[0], known[1]), (known[2], known[3]))


@method(
    "isolation.structural/1",
    "a point each for 35 pupils a year or fewer, a sole role declared, no trust or federation, and "
    "more than 8 km to the nearest partner of its phase",
)
def structural(now: Snapshot, school: str) -> Measured:
    """How prone a school is to stand alone, by what it is: 0 to 4."""
    found = of_school(now, school)
    if found is None:
        return Measured(unit=FigureUnit.POINTS, state=FigureState.NOT_APPLICABLE)
    value = found.found.structural
    return Measured(
        value=value, unit=FigureUnit.POINTS, message="structural", sources=found.structural
    )


@method(
    "isolation.contact/1",
    "a point each for no contact in the last term that is over, none in the last two, one partner "
    "ever or none, and no observation, planning or exchange in the last three",
)
def contact(now: Snapshot, school: str) -> Measured:
    """How far a school meets nobody: 0 to 4; not recorded for one that does not use the ledger."""
    found = of_school(now, school)
    if found is None or found.found.contact is None:
        return Measured(unit=FigureUnit.POINTS, state=FigureState.NOT_RECORDED)
    value = found.found.contact
    return Measured(value=value, unit=FigureUnit.POINTS, message="contact", sources=found.contact)


WATCHES = {
    Watch.NONE.value: "watch.clear", Watch.WATCH.value: "watch.watch",
    Watch.PRIORITY.value: "watch.priority", Watch.UNKNOWN.value: "watch.unknown",
}  # fmt: skip
"""In which words each watch is told."""


@method("isolation.count/1", "schools of the trust with this watch, of all its schools (n)")
def count(now: Snapshot, trust: str, watch: str) -> Measured:
    """How many schools of a trust stand alone so far; which ones is not told."""
    if watch not in WATCHES:
        return Measured(unit=FigureUnit.SCHOOLS, state=FigureState.NOT_APPLICABLE)
    urns = about.schools_of(now, trust)
    if len(urns) < FEWEST_SCHOOLS:
        return Measured(unit=FigureUnit.SCHOOLS, state=FigureState.TOO_FEW)
    found = of_schools(now, urns)
    value = sum(one.found.watch == watch for one in found.values())
    return Measured(value=value, unit=FigureUnit.SCHOOLS, n=len(urns), message=WATCHES[watch])


def suggestion(now: Snapshot, urn: str) -> int | None:
    """The act to look at: the nearest open door or circle of a school that teaches the same ages.

    None where nobody offers one, or nobody whose place is known.
    """
    row = schools.in_force(now, [urn]).get(urn)
    offered = [
        *matters.open_to_all(now, "open_door", WAYS_LOOKED_AT),
        *matters.among_ours(now, "circle", WAYS_LOOKED_AT),
    ]
    if row is None or not offered:
        return None
    own = about.numbers_of(now, [urn])[urn]
    places = schools.some(now, (one.school for one in offered))
    joined = {one.act for one in offered if one.school in own}
    offering = [one for one in matters.raised_by(now, offered) if one.act not in joined]
    ways = [(_way(row, places, one.school), one.act) for one in offering]
    return min(((km, act) for km, act in ways if km is not None), default=(0.0, None))[1]


def _way(row: School, places: Mapping[str, School], other: str) -> float | None:
    there = places.get(other)
    return apart(row, there) if there and there.phase == row.phase else None
