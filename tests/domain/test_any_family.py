"""Whatever is said to an act of any family, in whatever order: what must always hold still holds.

Each family is driven by commands at random, legal and illegal. After each of them the thirteen
invariants of the domain are looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from ledger.domain.act import Act, Later, Opening, is_withdrawn, stage_of
from ledger.domain.acts import FAMILIES, KINDS, family_of, possible
from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.cpd_market import OfferRevised
from ledger.domain.acts.joint_commission import JointCommissionDaySet
from ledger.domain.acts.moderation import PairJudged
from ledger.domain.acts.shared_post_days import PostContributorJoined, PostContributorLeft
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.facts import Fact, facts_of
from ledger.domain.identifiers import CitedAct
from ledger.domain.limits import Between, Each
from ledger.domain.past import Past, Recorded
from ledger.domain.plain import canonical
from ledger.domain.record import Record, Sealed
from ledger.domain.refusal import CODES
from tests.acts import test_joint_commission as commission
from tests.acts.test_commission_money import paid
from tests.acts.test_idea import captured
from tests.acts.test_visit import HELD, PLANNED
from tests.domain.accounts import nearly_to_the_penny
from tests.domain.cast_of_facts import Teller, mixed
from tests.domain.invariants import INVARIANTS, TELLING, life
from tests.scenario import (
    ADA,
    AMY,
    ANN,
    ASTOR,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    NOW,
    THE_ACT,
    TIM,
    Answer,
    Scenario,
    begun,
    given,
)

ASKERS = (ANN, ANN, BEN, BEN, DOT, AMY, TIM, ADA)
ANY_FAMILY = [k for k in KINDS if issubclass(k, Later) and k.ANY_FAMILY]


def kinds_of(family: str) -> list[type[Act]]:
    return [k for k in KINDS if issubclass(k, Act) and family_of(k) == family]


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


COMMISSIONS = ("commission_quotes", "commission_pool", "commission_award", "commission_account")
SAID_ELSEWHERE = {
    "joint_commission": COMMISSIONS,
    "shared_post": ("shared_post_days", "shared_post_work"),
}
"""Files whose entries are of acts that another file opens."""


def machine(family: str) -> type[RuleBasedStateMachine]:
    own = [kind for one in (family, *SAID_ELSEWHERE.get(family, ())) for kind in kinds_of(one)]
    rare = [kind for kind in KINDS if kind in RARE and kind in (*own, *ANY_FAMILY)]

    class AnyFamily(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.story = BEGINS.get(family, START)

        @rule(seed=st.integers(0, 2**32), what=st.sampled_from([own, own, own, ANY_FAMILY, rare]))
        def say(self, seed: int, what: list[type[Act]]) -> None:
            random = Random(seed)
            kind = random.choice(what)
            by = random.choice(ASKERS)
            command = Teller(random, self.story, mixed(random)).command(kind)
            command = nearly_to_the_penny(random, self.story, command)
            answer = self.story.when(command, by)
            check(self.story, command, answer)
            self.story = answer.after

    return AnyFamily


PLAN = replace(PLANNED, planned_for=LAST_WEEK)
START = given(begun(ASTOR, DOVER, DEAL), PLAN, HELD)
"""One visit was held, so that there is something to build on. Dot's school has no part in it."""
POOLED = given(
    begun(ASTOR, DOVER, DEAL), commission.PLANNED, commission.SESSION,
    paid(ASTOR, 600_00), (BEN, paid(DOVER, 600_00)),
)  # fmt: skip
FOUND = given(begun(ASTOR, DOVER, DEAL), PLAN, captured(found_in=CitedAct(int=THE_ACT.int)))
BEGINS = {"idea": FOUND, "joint_commission": POOLED}
"""Where a family begins with more than a visit: an idea was found in it, money came in for it."""
RARE: tuple[type[Act], ...] = (RetractionRequested, Retracted, CommissionReconciled)
"""What comes last in an act, and is said more often here, so that it is met at all."""


def check(before: Scenario, command: Act, answer: Answer) -> None:
    if answer.refused is not None:
        check_refusal(command, answer)
        assert answer.after is before
        return
    entry = answer.after.entries[-1]
    of = entry.id if isinstance(command, Opening) else command.act
    past = Past(tuple(life(before, of)), entry.by, NOW)
    assert stage_of(past) in command.STEP.start or is_withdrawn(past)
    if isinstance(command, Later):
        assert type(command) in possible(past)
    now = life(answer.after, of)
    for invariant in INVARIANTS:
        invariant(answer.after, now)


def check_refusal(command: Act, answer: Answer) -> None:
    refused = answer.refused
    assert refused is not None
    assert type(refused) in CODES
    assert str(refused).endswith((".", ")."))
    assert not refused.path or refused.path[0] in {f.name for f in facts_of(type(command))}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_invariants_hold_whatever_is_said(family: str) -> None:
    run_state_machine_as_test(
        machine(family),
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip


BUILT_ON = {
    "cpd_market": ("joint_commission",),
    "joint_commission": COMMISSIONS,
    "next_step": ("network",),
    "provider_feedback": ("joint_commission",),
    "shared_post_cpd": ("shared_post",),
}
"""What a family builds on, where that is more than a visit: the noise says such things as well."""
EXACT: frozenset[type[Act]] = frozenset({
    JointCommissionDaySet,  # after an award that the pledges cover
    OfferRevised,  # says what it said before, to the letter
    PairJudged,  # of two pieces that are there, and the better is one of them
    PostContributorJoined,  # on the very day on which a week pattern begins
    PostContributorLeft,  # gets back what it is due, to the penny
})  # fmt: skip
"""Kinds that have to fit the past so exactly that only their own tests find them, not noise."""


@pytest.mark.parametrize("family", FAMILIES)
def test_every_kind_of_a_family_is_recorded_in_the_end(family: str) -> None:
    """The commands above are no empty noise: each kind is accepted now and then.

    A story in which a kind was accepted for the first time is gone on with, so that the noise finds
    its way to what comes late in an act. The latest stories may all have come to an end, so now and
    then an earlier one is.
    """
    wanted = set(kinds_of(family)) - EXACT
    unseen = {kind for one in (family, *BUILT_ON.get(family, ())) for kind in kinds_of(one)}
    noise = sorted(unseen, key=lambda kind: kind.TOPIC)
    random = Random(family)
    stories = [START]
    for turn in range(1_000):
        story = random.choice(stories[-4:] if turn % 4 else stories)
        for _ in range(40):
            kind = random.choice(noise)
            if random.random() < 0.5:
                kind = random.choice(sorted(wanted & unseen, key=lambda k: k.TOPIC))
            command = Teller(random, story, mixed(random)).command(kind)
            answer = story.when(command, random.choice(ASKERS[:6]))
            story = answer.after
            if answer.refused is None and kind in unseen:
                unseen -= {kind}
                stories.append(story)
            if not wanted & unseen:
                return
    assert wanted & unseen == set()


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
