"""What builds on an act that was withdrawn is orphaned, and so is whatever builds on that."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.identifiers import ActId, CitedAct
from ledger.figures import record_quality
from ledger.figures.subject import collaboration
from ledger.projections import listing
from ledger.projections.snapshot import Snapshot
from tests.acts.test_idea import captured
from tests.projections.story import REASON, in_memory
from tests.scenario import AMY, ANN, BEGUN, TOGETHER, Scenario, given, id_of

WHOLE = 4
"""The position at which the collaboration of the cast began."""


@dataclass
class Chain:
    """Ideas that came up in others, some withdrawn and some brought back; and which are orphans."""

    story: Scenario = field(default_factory=lambda: given(BEGUN))
    found_in: dict[int, int | None] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    told: dict[int, set[int]] = field(default_factory=dict)
    """After how many entries which ideas were orphans that stand."""

    def grows(self, below: int | None = None) -> int:
        found_in = None if below is None else CitedAct(int=id_of(below).int)
        self.story = self.story.and_then(captured(part_of=TOGETHER, found_in=found_in))
        self.found_in[self._size] = below
        self._note()
        return self._size

    def turns(self, idea: int) -> None:
        """Withdrawn, or brought back if it was: either takes two people."""
        of = {"act": ActId(int=id_of(idea).int), "reason": REASON}
        if idea in self.withdrawn:
            self.story = self.story.and_then((AMY, Reinstated(**of)))
        else:
            self.story = self.story.and_then((AMY, RetractionRequested(**of)))
            self._note()
            self.story = self.story.and_then((ANN, Retracted(**of)))
        self.withdrawn ^= {idea}
        self._note()

    def _note(self) -> None:
        self.told[self._size] = {one for one in self.found_in if self._is_orphan(one)}

    def _is_orphan(self, idea: int) -> bool:
        below = self.found_in[idea]
        while below is not None and below not in self.withdrawn:
            below = self.found_in[below]
        return below is not None and idea not in self.withdrawn

    @property
    def _size(self) -> int:
        return len(self.story.entries)


def orphans(now: Snapshot) -> set[int]:
    """Those that the history tells of, as far as they stand; the record tells of the same."""
    rows = listing.acts(now, listing.Wanted(collaboration=WHOLE))
    found = {row.act for row in rows if row.is_orphaned and not row.is_withdrawn}
    figure = record_quality.orphans.ask(now, about=collaboration(WHOLE))
    assert set(figure.sources) == found
    return found


def check(chain: Chain, batch: int) -> None:
    with in_memory(chain.story.entries, batch) as ledger:
        for known_by, told in chain.told.items():
            with ledger.asked_by(known_by=known_by) as now:
                assert orphans(now) == told, known_by


def test_what_builds_on_an_orphan_is_one_until_what_it_rests_on_is_brought_back():
    chain = Chain()
    first = chain.grows()
    second = chain.grows(first)
    third = chain.grows(second)
    chain.turns(first)
    assert chain.told[len(chain.story.entries)] == {second, third}
    fourth = chain.grows(third)
    chain.turns(second)
    chain.turns(first)
    assert chain.told[len(chain.story.entries)] == {third, fourth}
    chain.turns(second)
    assert chain.told[len(chain.story.entries)] == set()
    for batch in (1, 500):
        check(chain, batch)


@settings(max_examples=20, deadline=None)
@drawn(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=12), st.sampled_from((1, 5)))
def test_at_any_time_an_orphan_is_what_rests_on_something_withdrawn(steps, batch: int):
    chain = Chain()
    for is_turn, which in [(False, 0), *steps]:
        ideas = list(chain.found_in)
        chosen = ideas[-1 - which % len(ideas)] if ideas else None
        if chosen is not None and is_turn:
            chain.turns(chosen)
        else:
            chain.grows(None if chosen in chain.withdrawn else chosen)
    check(chain, batch)
