"""Whatever is said to an act of any family, in whatever order: what must always hold still holds.

Each family is driven by commands at random, legal and illegal. After each of them the thirteen
invariants of the domain are looked at again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from ledger.domain.act import Act, Later, Opening, is_withdrawn, stage_of
from ledger.domain.acts import FAMILIES, KINDS, possible
from ledger.domain.acts.amendment import Amended
from ledger.domain.facts import Fact, facts_of
from ledger.domain.limits import Between, Each
from ledger.domain.past import Past, Recorded
from ledger.domain.plain import canonical
from ledger.domain.record import Record, Sealed
from ledger.domain.refusal import CODES
from tests.domain.cast_of_facts import Teller, mixed
from tests.domain.door import i12_one_key_is_one_entry
from tests.domain.invariants import INVARIANTS, TELLING, Invariant
from tests.domain.noise import ANY_ACT, ANY_FAMILY, ASKERS, CORRECTIONS, anything, kinds_of, places
from tests.domain.stories import START
from tests.domain.there import There, life
from tests.scenario import (
    ANN,
    NOW,
    Answer,
    Scenario,
)


def acts(story: Scenario) -> Iterator[list[Recorded[Any]]]:
    for entry in story.entries:
        if isinstance(entry.event, Opening):
            yield life(story, entry.id)


def declared(kind: type[Record]) -> Iterator[Fact]:
    """The facts of a class, and those of the records among them, however deep."""
    for fact in facts_of(kind):
        yield fact
        if fact.is_record:
            yield from declared(fact.word)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_what_people_word_as_they_like_has_a_limit_and_no_name_of_a_pupils(kind: type[Record]):
    for fact in declared(kind):
        assert not TELLING & set(fact.name.split("_")), fact
        of_each = [limit.limit for limit in fact.limits if isinstance(limit, Each)]
        limits = of_each if fact.many else fact.limits
        most = [limit.high for limit in limits if isinstance(limit, Between)]
        if fact.word in {str, Sealed}:
            assert most, fact
            assert min(most) <= 2_000, fact


DICE = st.binary(min_size=8, max_size=8)
"""No numbers: among them Hypothesis mixes what it finds in whatever modules are loaded."""


def machine(family: str) -> type[RuleBasedStateMachine]:
    own = kinds_of(family)
    here = places(own)
    what = [*[own] * 7, *[ANY_FAMILY] * 2, *[CORRECTIONS] * 2]

    class AnyFamily(RuleBasedStateMachine):
        accepted: ClassVar[Counter[type[Act]]] = Counter()
        met: ClassVar[Counter[Met]] = Counter()

        def __init__(self) -> None:
            super().__init__()
            self.story = START

        @initialize(drawn=DICE)
        def begin(self, drawn: bytes) -> None:
            """At a place in an example: mostly what comes next there is tried first."""
            random = Random(drawn)
            kind = random.choice(own)
            self.story = random.choice(here[kind])
            for _ in range(4):
                self.tell(random, [kind])

        @rule(drawn=DICE)
        def say(self, drawn: bytes) -> None:
            random = Random(drawn)
            self.tell(random, random.choice(what))

        def tell(self, random: Random, kinds: list[type[Act]]) -> None:
            command, by = anything(random, self.story, kinds)
            answer = self.story.when(command, by)
            self.met.update(check(self.story, command, answer))
            self.accepted.update([type(command)] if answer.refused is None else [])
            self.story = answer.after

    return AnyFamily


Met = tuple[str, type[Act]]
"""An invariant, and the kind of entry of which it had something to say."""


def check(before: Scenario, command: Act, answer: Answer) -> list[Met]:
    """Look at what was recorded; gives the invariants that had something to say of which kind."""
    if answer.refused is not None:
        check_refusal(command, answer)
        assert answer.after is before
        return []
    entry = answer.after.entries[-1]
    of = entry.id if isinstance(command, Opening) else command.act
    past = Past(tuple(life(before, of)), entry.by, NOW)
    is_late = isinstance(command, Later) and command.is_told_late(past)
    assert stage_of(past) in command.STEP.start or is_withdrawn(past) or is_late
    if isinstance(command, Later) and not is_late:
        assert type(command) in possible(past)
    i12_one_key_is_one_entry(command, entry)
    there = There(answer.after, life(answer.after, of))
    # What came before was looked at when it came, and only an amendment makes another thing of it.
    new = there.act if isinstance(command, Amended) else there.act[-1:]
    return [
        (invariant.look.__name__, type(entry.event))
        for entry in new
        for invariant in about(type(entry.event))
        if invariant.look(there, entry)
    ]


@cache
def about(kind: type[Act]) -> list[Invariant]:
    """The invariants that speak of a kind."""
    return [invariant for invariant in INVARIANTS if invariant.speaks_of(kind)]


def check_refusal(command: Act, answer: Answer) -> None:
    refused = answer.refused
    assert refused is not None
    assert type(refused) in CODES
    assert str(refused).endswith((".", ")."))
    assert not refused.path or refused.path[0] in {f.name for f in facts_of(type(command))}


@pytest.mark.parametrize("family", [*FAMILIES, ANY_ACT])
def test_the_invariants_hold_whatever_is_said(family: str) -> None:
    """And the commands are no empty noise: every kind is accepted, every invariant has its say.

    Once it has made ten examples, Hypothesis makes five of six by copying a part of the last one
    over another. So ten are made at a time, twenty times, and each of them is new.
    """
    driven = machine(family)
    for n in range(20):
        run_state_machine_as_test(
            seed(f"{family} {n}")(driven),
            settings=settings(
                max_examples=10, stateful_step_count=50, deadline=None, database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
    kinds = {*kinds_of(family), Amended}
    assert [kind for kind in kinds if not driven.accepted[kind]] == []
    said = {(invariant.look.__name__, kind) for kind in kinds for invariant in about(kind)}
    assert [one for one in said if not driven.met[one]] == []


def test_every_kind_is_driven() -> None:
    driven = {kind for family in (*FAMILIES, ANY_ACT) for kind in kinds_of(family)}
    assert driven == {kind for kind in KINDS if issubclass(kind, Act)}


@pytest.mark.parametrize("family", FAMILIES)
def test_any_prefix_of_any_history_folds(family: str) -> None:
    random = Random(family)
    story = START
    for _ in range(200):
        kind = random.choice([*kinds_of(family), *ANY_FAMILY])
        command = Teller(random, story, mixed(random)).command(kind)
        story = story.when(command, random.choice(ASKERS)).after
    for act in acts(story):
        for n in range(len(act) + 1):
            past = Past(tuple(act[:n]), ANN, NOW)
            assert stage_of(past).words
            if n:
                assert isinstance(possible(past), list)
                assert all(entry.event.sentence().endswith(".") for entry in past.entries)
                assert canonical(past.entries[-1].event)
