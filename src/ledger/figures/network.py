"""The shape of a network of schools, figure by figure: how dense it is, and where it would break.

Schools are joined if they met twice or more in the last six terms and this one. Nothing is said of
a network of fewer than five schools, since it would be said of each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from math import comb

from ledger.figures.figure import FigureUnit, Measured, not_recorded, too_few
from ledger.figures.method import Method, method
from ledger.figures.ties import GROUPS, Ties, groups, ties
from ledger.projections.snapshot import Snapshot
from ledger.statistics import network
from ledger.statistics.network import FEWEST_SCHOOLS, Shape
from ledger.statistics.no_answer import NoAnswer

JOINED = "links join schools that met twice or more in the last six terms and this one; "


def shape_of(now: Snapshot, about: str) -> Shape | None:
    """The shape of the network; None for fewer than five schools."""

    def work_out() -> Shape | None:
        found = ties(now, about)
        if len(found.schools) < FEWEST_SCHOOLS:
            return None
        return network.shape(found.schools, found.inside)

    return now.once(("shape", about), work_out)


def _of_shape(
    code: str,
    formula: str,
    unit: FigureUnit,
    message: str,
    read: Callable[[Shape], float],
) -> Method:
    """A number of the shape; nothing for fewer than five schools."""

    @method(code, JOINED + formula)
    def answer(now: Snapshot, about: str) -> Measured:
        found = shape_of(now, about)
        if found is None:
            return too_few(unit, message)
        its = ties(now, about)
        return Measured(
            value=read(found),
            unit=unit,
            n=comb(found.schools, 2) if unit is FigureUnit.SHARE else found.schools,
            message=message,
            sources=its.of_edges(its.inside),
        )

    return answer


density = _of_shape(
    "network.density/1",
    "links of all that there could be, 2m / (n(n - 1))",
    FigureUnit.SHARE,
    "linked",
    lambda shape: shape.density,
)
links = _of_shape(
    "network.links/1", "how many there are", FigureUnit.LINKS, "count", lambda shape: shape.edges
)
clusters = _of_shape(
    "network.groups/1",
    "groups between which no link passes; a school alone is one",
    FigureUnit.GROUPS,
    "groups",
    lambda shape: len(shape.components),
)
unlinked = _of_shape(
    "network.unlinked/1",
    "schools without any",
    FigureUnit.SCHOOLS,
    "unlinked",
    lambda shape: len(shape.isolates),
)
bridges = _of_shape(
    "network.bridges/1",
    "links without which a group would fall in two",
    FigureUnit.LINKS,
    "bridges",
    lambda shape: len(shape.bridges),
)
cut_schools = _of_shape(
    "network.cut_schools/1",
    "schools without which a group would fall in two",
    FigureUnit.SCHOOLS,
    "cut_schools",
    lambda shape: len(shape.cut_schools),
)
centralisation = _of_shape(
    "network.centralisation/1",
    "1 if every link leads to one school, 0 if all have as many (Freeman)",
    FigureUnit.NONE,
    "centred",
    lambda shape: shape.centralisation,
)


@method(
    "network.reciprocity/1",
    "the share of visits between two schools that have one in return, in the last six terms and "
    "this one",
)
def reciprocity(now: Snapshot, about: str) -> Measured:
    """How far schools give as they take."""

    def read(found: Ties) -> Measured:
        value = network.reciprocity(found.visits).weighted
        return Measured(
            value=value,
            unit=FigureUnit.SHARE,
            n=sum(found.visits.values()),
            message="returned",
            sources=_of_visits(found),
        )

    return _told(now, about, read, FigureUnit.SHARE, "returned")


@method(
    "network.contrast/1",
    "visits to see something done differently, of all visits of the last six terms and this one",
)
def contrast(now: Snapshot, about: str) -> Measured:
    """How often schools look for what is not their own way."""

    def read(found: Ties) -> Measured:
        if not found.visits_held:
            return not_recorded(FigureUnit.SHARE, "contrast.lately")
        return Measured(
            value=len(found.for_contrast) / len(found.visits_held),
            unit=FigureUnit.SHARE,
            n=len(found.visits_held),
            message="contrast.lately",
            sources=found.rests_on(found.visits_held),
        )

    return _told(now, about, read, FigureUnit.SHARE, "contrast.lately")


@method(
    "network.across/1",
    JOINED + "the share of links between two schools of other phases, trusts or local authorities; "
    "links to schools outside are among them",
)
def across(now: Snapshot, about: str, by: str) -> Measured:
    """How far links lead from one kind of school to another; `by` is phase, trust or la."""

    def read(found: Ties) -> Measured:
        links = _crossing(now, found, by)
        return Measured(
            value=links.share_across,
            unit=FigureUnit.SHARE,
            n=links.internal + links.external,
            message=f"across.{by}",
            sources=found.of_edges(found.edges),
        )

    if by not in GROUPS:
        return not_recorded(FigureUnit.SHARE)
    return _told(now, about, read, FigureUnit.SHARE, f"across.{by}")


@method(
    "network.insularity/1",
    JOINED + "(inside a trust - between trusts) / all; the E-I index of Krackhardt and Stern with "
    "its sign turned",
)
def insularity(now: Snapshot, about: str) -> Measured:
    """1 if all links stay in the trusts, -1 if all lead from one to another."""

    def read(found: Ties) -> Measured:
        value = _crossing(now, found, "trust").insularity
        return Measured(value=value, message="inward", sources=found.of_edges(found.edges))

    return _told(now, about, read, FigureUnit.NONE, "inward")


@method("network.met/1", "meetings of the last six terms and this one that both have confirmed")
def met(now: Snapshot, about: str, one: str, other: str) -> Measured:
    """How often two schools of the network met, each by the first number of its lineage."""
    found = ties(now, about)
    if len(found.schools) < FEWEST_SCHOOLS:
        return too_few(FigureUnit.CONTACTS)
    held = found.met.get((min(one, other), max(one, other)), ())
    return Measured(value=len(held), unit=FigureUnit.CONTACTS, sources=found.rests_on(held))


def _told(
    now: Snapshot, about: str, read: Callable[[Ties], Measured], unit: FigureUnit, message: str
) -> Measured:
    """What can be said of a network of five schools or more; where nothing is known, that."""
    found = ties(now, about)
    if len(found.schools) < FEWEST_SCHOOLS:
        return too_few(unit, message)
    try:
        return read(found)
    except NoAnswer:
        return not_recorded(unit, message)


def _crossing(now: Snapshot, found: Ties, by: str) -> network.Crossing:
    ends = {end for pair in found.edges for end in pair}
    return network.crossing(found.edges, groups(now, by, ends))


def _of_visits(found: Ties) -> tuple[int, ...]:
    """The entries of the visits of two of ours, one of them the host."""
    pairs = {(min(pair), max(pair)) for pair in found.visits}
    met = {one for pair in pairs for one in found.met.get(pair, ())}
    return found.rests_on(met.intersection(found.visits_held))
