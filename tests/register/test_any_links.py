"""Whatever the links say, in whatever order: what comes out is simple chains of numbers.

Links are drawn at random, with circles, links the wrong way round, and links told twice.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.identifiers import SchoolId
from ledger.domain.school import Phase, SchoolClosed, SchoolRegistered, SchoolSucceeded, Succession
from ledger.projections import schools
from ledger.register.extract import Row
from ledger.register.links.deciding import Decision, Known, decide
from ledger.register.links.rows import Pair, read_links
from tests.projections.story import asked_of
from tests.scenario import TODAY, given_only

NUMBERS = tuple(SchoolId(str(100_001 + n)) for n in range(8))
HEADER = ["URN", "LinkURN", "LinkType", "LinkEstablishedDate"]
KINDS = ["Successor", "Predecessor"] * 6 + [
    "Successor - merged",
    "Predecessor - merged",
    "Successor - Split School",
    "Predecessor - amalgamated",
    "Result of Amalgamation",
]
DAY = date(2001, 9, 1)


class Drawn(NamedTuple):
    rows: list[Row]
    schools: dict[SchoolId, Known]


days = st.none() | st.integers(0, 3_000).map(lambda n: DAY + timedelta(days=n))


@st.composite
def any_links(draw: st.DrawFn) -> Drawn:
    known = draw(st.sets(st.sampled_from(NUMBERS), min_size=5))
    register = {}
    for number in sorted(known):
        opened, closed = draw(days), draw(days)
        if opened and closed and closed < opened:
            opened, closed = closed, opened
        register[number] = Known(f"School {number}", opened, closed)
    cell = days.map(lambda day: f"{day:%d-%m-%Y}" if day else "")
    row = st.tuples(
        st.sampled_from(NUMBERS), st.sampled_from(NUMBERS), st.sampled_from(KINDS), cell
    )
    drawn = draw(st.lists(row, max_size=14))
    return Drawn([Row(n, list(cells)) for n, cells in enumerate(drawn, 2)], register)


def decided(drawn: Drawn, before: list[SchoolSucceeded] | None = None) -> Decision:
    links = read_links(HEADER, drawn.rows).of
    told = {Pair(said.school, said.successor): said.succession for said in before or []}
    return decide(links, told, drawn.schools, TODAY)


def plain(entries: list[SchoolSucceeded]) -> list[SchoolSucceeded]:
    return [said for said in entries if said.succession is Succession.SUCCESSION]


@settings(max_examples=300, deadline=None, derandomize=True)
@for_any(drawn=any_links())
def test_one_school_becomes_one_and_never_itself(drawn: Drawn) -> None:
    after = [(said.school, said.successor) for said in plain(decided(drawn).new)]
    assert len({one for one, _ in after}) == len({other for _, other in after}) == len(after)
    next_of = dict(after)
    for school in next_of:
        here, steps = school, 0
        while here in next_of:
            here, steps = next_of[here], steps + 1
            assert steps <= len(after), "the chain is a circle"


@settings(max_examples=200, deadline=None, derandomize=True)
@for_any(drawn=any_links(), random=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(drawn: Drawn, random) -> None:
    rows = [*drawn.rows, *drawn.rows[:3]]
    random.shuffle(rows)
    assert decided(drawn._replace(rows=rows)) == decided(drawn)


@settings(max_examples=200, deadline=None, derandomize=True)
@for_any(drawn=any_links(), share=st.floats(0, 1))
def test_the_same_links_bring_only_what_a_crash_left_unrecorded(drawn: Drawn, share: float) -> None:
    whole = decided(drawn)
    written = round(share * len(whole.new))
    rest = decided(drawn, whole.new[:written])
    assert rest.new == whole.new[written:]
    assert rest.left_out == whole.left_out
    assert decided(drawn, whole.new).new == []


@settings(max_examples=40, deadline=None, derandomize=True)
@for_any(drawn=any_links())
def test_the_rules_let_it_through_and_the_view_has_the_same_chains(drawn: Drawn) -> None:
    new = decided(drawn).new
    story = given_only(*register_of(drawn), *new)
    chains = {number: {number} for number in drawn.schools}
    for said in plain(new):
        joined = chains[said.school] | chains[said.successor]
        chains |= dict.fromkeys(joined, joined)
    with asked_of(story) as now:
        for number, chain in chains.items():
            assert set(schools.lineage(now, number)) == chain
        found = schools.links(now, drawn.schools)
    assert {(row.school, row.successor, row.succession) for row in found} == {
        (said.school, said.successor, said.succession) for said in new
    }


def register_of(drawn: Drawn) -> list[SchoolRegistered | SchoolClosed]:
    said: list[SchoolRegistered | SchoolClosed] = []
    for number, known in drawn.schools.items():
        said.append(
            SchoolRegistered(
                school=number, name=known.name, phase=Phase.PRIMARY, opened_on=known.opened_on
            )
        )
        if known.closed_on:
            said.append(SchoolClosed(school=number, closed_on=known.closed_on))
    return said
