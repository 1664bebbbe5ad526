"""The shape of a network of schools: how dense it is, who stands alone, and where it would break.

Schools are joined if they met twice or more in the last six terms; who counts as having met is for
the caller to say. Nothing is said of a network of fewer than five schools, since it would be said
of each of them (`domain.md` 3.8). The library is read in by the first shape that is asked for: it
would keep every process waiting that asks for none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ledger.statistics import given
from ledger.statistics.no_answer import Impossible, TooFew

if TYPE_CHECKING:
    import networkx as nx

FEWEST_SCHOOLS = 5
"""Nothing is said of a smaller network."""

FEWEST_CONTACTS = 2
"""Schools that met less often are not joined."""

Joined = Collection[tuple[str, str]]
"""Pairs of schools, in either order, each once or more often."""

Weights = Mapping[tuple[str, str], int]
"""How often the second school was the guest of the first."""


class Shape(NamedTuple):
    """What a network looks like."""

    schools: int
    edges: int
    """Pairs of schools that are joined."""
    density: float
    """The share of all pairs that are joined, 0 to 1."""
    isolates: tuple[str, ...]
    """Schools that are joined to nobody."""
    components: tuple[tuple[str, ...], ...]
    """Clusters between which nothing passes, largest first; a school alone is one of them."""
    bridges: tuple[tuple[str, str], ...]
    """Pairs on which it hangs that a cluster holds together."""
    cut_schools: tuple[str, ...]
    """Schools on which it hangs that a cluster holds together."""
    centralisation: float
    """1 if every link leads to one school, 0 if all schools have as many."""


class Reciprocity(NamedTuple):
    """How far schools give as they take. An arc goes from a host to its guest."""

    arcs: int
    share: float
    """The share of arcs that have one in return, 0 to 1."""
    weighted: float
    """The share of visits that have one in return, 0 to 1."""


class Crossing(NamedTuple):
    """How far links lead beyond a school's own group, be it a phase, a trust or an authority."""

    internal: int
    external: int
    unknown: int
    """Links of a school of which it is not known where it belongs; they are left out."""

    @property
    def share_across(self) -> float:
        """The share of links that lead beyond, 0 to 1."""
        return self.external / (self.internal + self.external)

    @property
    def insularity(self) -> float:
        """1 if all links stay inside, -1 if all lead beyond: (internal - external) / all.

        It is the E-I index of Krackhardt and Stern (1988) with its sign turned.
        """
        return (self.internal - self.external) / (self.internal + self.external)


def joined(visits: Weights, at_least: int = FEWEST_CONTACTS) -> tuple[tuple[str, str], ...]:
    """The pairs of schools that met at least so often, whoever was the host."""
    met: dict[tuple[str, str], int] = {}
    for (host, guest), times in visits.items():
        pair = (min(host, guest), max(host, guest))
        met[pair] = met.get(pair, 0) + given.count(times)
    return tuple(pair for pair, times in sorted(met.items()) if times >= at_least)


def shape(schools: Collection[str], edges: Joined) -> Shape:
    """The shape of the network of these schools. `TooFew` below five schools."""
    import networkx as nx

    graph = _graph(schools, edges)
    n, m = graph.number_of_nodes(), graph.number_of_edges()
    degrees = [degree for _, degree in graph.degree()]
    clusters = (tuple(sorted(cluster)) for cluster in nx.connected_components(graph))
    return Shape(
        schools=n,
        edges=m,
        density=2 * m / (n * (n - 1)),
        isolates=tuple(sorted(nx.isolates(graph))),
        components=tuple(sorted(clusters, key=lambda cluster: (-len(cluster), cluster))),
        bridges=tuple(sorted((min(pair), max(pair)) for pair in nx.bridges(graph))),
        cut_schools=tuple(sorted(nx.articulation_points(graph))),
        centralisation=sum(max(degrees) - degree for degree in degrees) / ((n - 1) * (n - 2)),
    )


def reciprocity(visits: Weights) -> Reciprocity:
    """How far visits are returned. `TooFew` where there were none."""
    arcs = {pair: times for pair, times in visits.items() if given.count(times)}
    given.count(len(arcs), 1, "visits")
    _refuse_loops(arcs)
    returned = {(a, b): min(times, arcs.get((b, a), 0)) for (a, b), times in arcs.items()}
    return Reciprocity(
        arcs=len(arcs),
        share=sum(times > 0 for times in returned.values()) / len(arcs),
        weighted=sum(returned.values()) / sum(arcs.values()),
    )


def crossing(edges: Joined, group: Mapping[str, str | None]) -> Crossing:
    """How far links lead beyond the groups. `TooFew` where no link joins two known ones."""
    _refuse_loops(edges)
    ends = [(group.get(a), group.get(b)) for a, b in {(min(pair), max(pair)) for pair in edges}]
    known = [(a, b) for a, b in ends if a is not None and b is not None]
    if not known:
        raise TooFew("No link joins two schools of which it is known where they belong.")
    internal = sum(a == b for a, b in known)
    return Crossing(internal, len(known) - internal, len(ends) - len(known))


def _graph(schools: Collection[str], edges: Joined) -> nx.Graph[str]:
    import networkx as nx

    given.count(len(set(schools)), FEWEST_SCHOOLS, "schools")
    _refuse_loops(edges)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(schools)
    graph.add_edges_from(edges)
    if graph.number_of_nodes() > len(set(schools)):
        raise Impossible("A pair names a school that is not in the network.")
    return graph


def _refuse_loops(pairs: Iterable[tuple[str, str]]) -> None:
    if any(a == b for a, b in pairs):
        raise Impossible("A school is no partner of itself.")
