"""The shape of a network: the worked example of `domain.md` 3.8, and plain counting as judge."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.statistics.network import crossing, joined, reciprocity, shape
from ledger.statistics.no_answer import Impossible, TooFew

SEVEN = "1234567"
EDGES = [("1", "2"), ("2", "3"), ("1", "3"), ("3", "4"), ("4", "5"), ("5", "6"), ("4", "6")]
VISITS = {
    ("1", "2"): 2, ("2", "1"): 1, ("2", "3"): 2, ("3", "1"): 1, ("3", "4"): 3,
    ("4", "3"): 1, ("4", "5"): 2, ("5", "6"): 1, ("4", "6"): 1,
}  # fmt: skip

networks = st.sets(st.sampled_from(list(combinations("ABCDEFGH", 2))), max_size=20)
groups = st.fixed_dictionaries(
    {school: st.sampled_from(["north", "south", None]) for school in "ABCDEFGH"}
)


def test_seven_schools():
    seven = shape(SEVEN, EDGES)
    assert seven.edges == 7
    assert seven.density == pytest.approx(0.333333, abs=5e-7)
    assert seven.isolates == ("7",)
    assert seven.components == (("1", "2", "3", "4", "5", "6"), ("7",))
    assert seven.bridges == (("3", "4"),)
    assert seven.cut_schools == ("3", "4")


def test_how_far_visits_are_returned():
    found = reciprocity(VISITS)
    assert found.arcs == 9
    assert found.share == pytest.approx(0.444444, abs=5e-7)
    assert found.weighted == pytest.approx(0.285714, abs=5e-7)


def test_schools_are_joined_by_two_contacts_whoever_was_the_host():
    assert joined({("B", "A"): 1, ("A", "B"): 1, ("A", "C"): 1, ("D", "C"): 2}) == (
        ("A", "B"),
        ("C", "D"),
    )


def parts(edges: set[tuple[str, str]], without: str = "") -> int:
    """The number of components, by joining school after school."""
    part = {school: school for school in "ABCDEFGH" if school != without}
    for a, b in edges:
        if without not in (a, b):
            old, new = part[a], part[b]
            part = {school: new if at == old else at for school, at in part.items()}
    return len(set(part.values()))


@settings(derandomize=True, deadline=None, max_examples=300)
@given(edges=networks)
def test_a_network_breaks_where_taking_something_away_breaks_it(edges: set[tuple[str, str]]):
    found = shape("ABCDEFGH", edges)
    linked = {school for edge in edges for school in edge}
    breaks = [edge for edge in sorted(edges) if parts(edges - {edge}) > parts(edges)]
    cuts = [s for s in "ABCDEFGH" if s in linked and parts(edges, without=s) > parts(edges)]
    assert len(found.components) == parts(edges)
    assert list(found.bridges) == breaks
    assert list(found.cut_schools) == cuts
    assert set(found.isolates) == set("ABCDEFGH") - linked


def test_measures_agree_with_networkx():
    """It reckons reciprocity by arcs, and centralisation not at all: that is Freeman's sum."""
    draw = np.random.default_rng(11)
    for _ in range(2000):
        n = int(draw.integers(5, 12))
        weights = draw.integers(0, 3, (n, n)) * (draw.random((n, n)) < 0.3)
        visits = {
            (str(i), str(j)): int(times) for (i, j), times in np.ndenumerate(weights) if i != j
        }
        arcs = nx.DiGraph([pair for pair, times in visits.items() if times])
        if not arcs:
            continue
        names = [str(i) for i in range(n)]
        edges = joined(visits, at_least=1)
        graph = nx.Graph(edges)
        graph.add_nodes_from(names)
        found = shape(names, edges)
        centrality = list(nx.degree_centrality(graph).values())
        freeman = sum(max(centrality) - each for each in centrality) / (n - 2)
        assert found.density == pytest.approx(nx.density(graph), abs=1e-9)
        assert found.centralisation == pytest.approx(freeman, abs=1e-9)
        assert reciprocity(visits).share == pytest.approx(nx.overall_reciprocity(arcs), abs=1e-9)


def test_a_star_is_fully_centralised_and_a_ring_is_not_at_all():
    star = [("A", other) for other in "BCDEF"]
    ring = [("A", "B"), ("B", "C"), ("C", "D"), ("D", "E"), ("E", "A")]
    assert shape("ABCDEF", star).centralisation == 1.0
    assert shape("ABCDE", ring).centralisation == 0.0


@settings(derandomize=True, deadline=None)
@given(edges=networks, group=groups)
def test_every_link_stays_inside_leads_beyond_or_is_unknown(
    edges: set[tuple[str, str]], group: dict[str, str | None]
):
    try:
        found = crossing(edges, group)
    except TooFew:
        assert not [edge for edge in edges if group[edge[0]] and group[edge[1]]]
        return
    assert found.internal + found.external + found.unknown == len(edges)
    assert found.insularity == pytest.approx(1 - 2 * found.share_across)


def test_two_trusts_that_meet_once():
    trusts = {"1": "east", "2": "east", "3": "east", "4": "west", "5": "west", "6": None}
    found = crossing([*EDGES, ("2", "1")], trusts)
    assert (found.internal, found.external, found.unknown) == (4, 1, 2)
    assert found.insularity == pytest.approx(0.6)
    assert found.share_across == pytest.approx(0.2)


def test_nothing_is_said_of_four_schools():
    with pytest.raises(TooFew, match="There are 4 schools"):
        shape("1234", EDGES[:4])


def test_where_nobody_visited_nothing_was_returned():
    with pytest.raises(TooFew):
        reciprocity({("1", "2"): 0})


@pytest.mark.parametrize("edge", [("1", "1"), ("1", "9")])
def test_a_pair_is_two_schools_of_the_network(edge: tuple[str, str]):
    with pytest.raises(Impossible):
        shape(SEVEN, [edge])
