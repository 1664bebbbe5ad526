"""Ties: which schools of a trust or a collaboration met which, in the last six terms and this one.

A meeting counts for two schools once both have confirmed it. A school is one under all the numbers
that it has had (`domain.md` 3.8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from ledger.domain.terms import NOMINAL, Terms
from ledger.figures import about, subject
from ledger.projections import collaborations, meetings, schools, trusts
from ledger.projections.meetings import Meeting
from ledger.projections.snapshot import Snapshot
from ledger.statistics.network import joined

LAST_TERMS = 6
"""So many terms that are over, and the one that goes on."""

VISIT, CONTRAST = "visit", "contrast"

Pair = tuple[str, str]


class Ties(NamedTuple):
    """Who met whom. Schools go by the first numbers of their lineages."""

    schools: frozenset[str]
    met: Mapping[Pair, tuple[int, ...]]
    """For each two schools that met, at least one of them ours, the meetings' positions."""
    visits: Mapping[Pair, int]
    """How often the second was the guest of the first, both of them ours."""
    visits_held: tuple[int, ...]
    for_contrast: tuple[int, ...]
    """The positions of the visits, and of those to a school that does things differently."""
    sources: Mapping[int, tuple[int, ...]]
    """The entries that each meeting rests on."""

    @property
    def edges(self) -> tuple[Pair, ...]:
        """The pairs that met twice or more, at least one of them ours."""
        return joined({pair: len(times) for pair, times in self.met.items()})

    @property
    def inside(self) -> tuple[Pair, ...]:
        """Those of them in which both are ours."""
        return tuple(pair for pair in self.edges if self.schools.issuperset(pair))

    def rests_on(self, held: Iterable[int]) -> tuple[int, ...]:
        """The entries that these meetings rest on."""
        return tuple(sorted({position for one in held for position in self.sources[one]}))

    def of_edges(self, edges: Iterable[Pair]) -> tuple[int, ...]:
        """The entries that these links rest on."""
        return self.rests_on(one for pair in edges for one in self.met[pair])


def ties(now: Snapshot, of: str) -> Ties:
    """Who met whom in a trust or a collaboration, read once."""
    return now.once(("ties", of), lambda: _ties(now, of))


def _ties(now: Snapshot, of: str) -> Ties:
    numbers, held, terms = _held(now, of)
    first = meetings.lineages(now, numbers | {there.school for m in held for there in m.there})
    ours = frozenset(first[number] for number in numbers)
    at_host = meetings.terms_at(now, (one.host for one in held))
    since = terms.of(now.happened_by).number - LAST_TERMS
    met: dict[Pair, tuple[int, ...]] = {}
    visits: Counter[Pair] = Counter()
    visited, differed, sources = [], [], {}
    for one in held:
        there = at_host.get(one.host or "") or terms
        said = sorted({first[each.school] for each in one.there if each.confirmed_at})
        if there.of(one.happened_on).number < since or not ours & {*said}:
            continue
        sources[one.held_at] = _sources(one)
        for pair in combinations(said, 2):
            if ours & {*pair}:
                met[pair] = (*met.get(pair, ()), one.held_at)
        visits.update(_arcs(one, first, ours & {*said}))
        if one.kind == VISIT:
            visited.append(one.held_at)
            differed += [one.held_at] if one.purpose == CONTRAST else []
    return Ties(ours, met, visits, tuple(visited), tuple(differed), sources)


def _held(now: Snapshot, of: str) -> tuple[frozenset[str], list[Meeting], Terms]:
    """The schools' numbers, their meetings, and the terms of whoever is looked at."""
    kind, first, second = subject.read(of)
    if kind == "collaboration" and first.isdecimal():
        stands = collaborations.standing(now, int(first)) is not None
        members = collaborations.members(now, [int(first)]).get(int(first), []) if stands else []
        urns = sorted({member.school for member in members})
        held = meetings.held_in(now, int(first)) if urns else []
    else:
        urns, second = about.schools_of(now, first), ""
        held = about.held_with(now, _all(about.numbers_of(now, urns).values())) if urns else []
    whose = second or next(iter(urns), "")
    terms = meetings.terms_at(now, [whose]).get(whose) or NOMINAL
    return frozenset(urns), held, terms


def _all(numbers: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(number for each in numbers for number in each)


def _arcs(one: Meeting, first: Mapping[str, str], ours: frozenset[str]) -> Iterator[Pair]:
    """From the host to each guest, where both are ours and have confirmed it."""
    host = first.get(one.host or "")
    if host in ours:
        yield from ((host, guest) for guest in sorted(ours - {host}))


def _sources(one: Meeting) -> tuple[int, ...]:
    return (one.held_at, *sorted(each.confirmed_at for each in one.there if each.confirmed_at))


GROUPS = ("phase", "trust", "la")
"""By what links may lead from one kind of school to another."""


def groups(now: Snapshot, by: str, lineages: Iterable[str]) -> dict[str, str | None]:
    """To which phase, trust or local authority each lineage belongs, by its last number."""
    wanted = sorted(set(lineages))
    last = {one: numbers[-1] for one, numbers in schools.numbers_by_lineage(now, wanted).items()}
    if by == "trust":
        inside = trusts.of_schools(now, last.values())
        # Two schools that are in no trust are not in one together.
        return {one: inside[urn].trust if urn in inside else urn for one, urn in last.items()}
    rows = schools.some(now, last.values())
    return {
        one: rows[urn].phase if by == "phase" else rows[urn].la_code
        for one, urn in last.items()
        if urn in rows
    }
