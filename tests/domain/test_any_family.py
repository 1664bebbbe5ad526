"""Whatever is said to an act of any family, in whatever order: what must always hold still holds.

Each family is driven by commands at random, legal and illegal. After each of them the thirteen
invariants of the domain are looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from ledger.domain.act import Act, Later, Opening, is_withdrawn, stage_of
from ledger.domain.acts import FAMILIES, KINDS, family_of, possible
from ledger.domain.acts.attendance import AttendanceConfirmed, AttendanceDenied
from ledger.domain.acts.cpd_market import OfferRevised
from ledger.domain.acts.joint_commission import JointCommissionDaySet
from ledger.domain.acts.moderation import PairJudged
from ledger.domain.acts.shared_post import PostContributorJoined, PostContributorLeft
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.correction import corrected
from ledger.domain.facts import Fact, facts_of, leaves
from ledger.domain.lifecycle import CLOSED, EVALUATED, FOLLOWED_UP
from ledger.domain.limits import Between, Each
from ledger.domain.lineage import lineage
from ledger.domain.occasion import FollowedUp, Occasion
from ledger.domain.past import LONDON, Look, Past, Recorded, Role
from ledger.domain.plain import canonical
from ledger.domain.record import Record, Sealed
from ledger.domain.refusal import CODES
from ledger.domain.school import school_in
from tests.acts.test_visit import HELD, PLANNED
from tests.domain.cast_of_facts import Teller, mixed
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
    TIM,
    TODAY,
    Answer,
    Scenario,
    begun,
    given,
)

ASKERS = (ANN, ANN, BEN, BEN, DOT, AMY, TIM, ADA)
ANY_FAMILY = [k for k in KINDS if issubclass(k, Later) and k.ANY_FAMILY]


TELLING = {"upn", "dob", "birth", "initials", "surname", "forename", "firstname"}
"""Words in the name of a fact that would tell who a pupil is."""


def kinds_of(family: str) -> list[type[Act]]:
    return [k for k in KINDS if issubclass(k, Act) and family_of(k) == family]


def life(story: Scenario, id: Any) -> list[Recorded[Any]]:
    return list(corrected(tuple(story.within((Look((f"act:{id}",)),)))))


def acts(story: Scenario) -> Iterator[list[Recorded[Any]]]:
    for entry in story.entries:
        if isinstance(entry.event, Opening):
            yield life(story, entry.id)


def i1_two_institutions_took_part(story: Scenario, act: list[Recorded[Any]]) -> None:
    register = Past(story.entries, ANN, NOW)
    for entry in act:
        if isinstance(entry.event, Occasion):
            came = {a.school for a in entry.event.attendance if a.attended}
            assert len({lineage(register, school) for school in came}) >= 2


def i2_what_was_held_has_come(story: Scenario, act: list[Recorded[Any]]) -> None:
    for entry in act:
        assert getattr(entry.event, "happened_on", TODAY) <= TODAY


def i3_every_school_was_open(story: Scenario, act: list[Recorded[Any]]) -> None:
    register = Past(story.entries, ANN, NOW)
    for entry in act:
        if isinstance(entry.event, Occasion):
            for there in entry.event.attendance:
                school = school_in(register, there.school)
                assert school is not None
                assert school.was_open(entry.event.happened_on)


def i4_a_follow_up_comes_after_the_act(story: Scenario, act: list[Recorded[Any]]) -> None:
    held = [entry.event.happened_on for entry in act if isinstance(entry.event, Occasion)]
    for entry in act:
        if isinstance(entry.event, FollowedUp) and not isinstance(entry.event, Occasion):
            assert min(held) < entry.event.happened_on


def i5_no_amendment_makes_another_act(story: Scenario, act: list[Recorded[Any]]) -> None:
    original = {entry.id: entry.event for entry in story.entries}
    for entry in act:
        assert type(entry.event) is type(original[entry.id])
        assert entry.event.schools() == original[entry.id].schools()


def i6_two_people_withdraw_what_is_built_on(story: Scenario, act: list[Recorded[Any]]) -> None:
    for n, entry in enumerate(act):
        before = act[:n]
        if isinstance(entry.event, Retracted) and any(
            e.event.STEP.end in (FOLLOWED_UP, EVALUATED, CLOSED) for e in before
        ):
            asked = {e.by.person for e in before if isinstance(e.event, RetractionRequested)}
            assert asked - {entry.by.person}


def i7_a_school_speaks_for_itself(story: Scenario, act: list[Recorded[Any]]) -> None:
    for n, entry in enumerate(act):
        if isinstance(entry.event, AttendanceConfirmed | AttendanceDenied):
            assert entry.by.school == entry.event.school
        told = {s for e in act[: n + 1] if e.event.WIDENS for s in e.event.schools()}
        assert entry.by.role is Role.ADMIN or entry.by.school in told


def i8_money_balances(story: Scenario, act: list[Recorded[Any]]) -> None:
    for entry in act:
        if hasattr(entry.event, "contributions") and hasattr(entry.event, "subsidy"):
            paid = sum(paid.amount for paid in entry.event.contributions)
            owed = getattr(entry.event, "price", None)
            if owed is not None:
                assert paid == owed - entry.event.subsidy


def i9_no_fact_tells_who_a_pupil_is(story: Scenario, act: list[Recorded[Any]]) -> None:
    """There is no place for it; see also the test of what is declared."""
    for entry in act:
        for fact, _, _ in leaves(entry.event):
            assert not TELLING & set(fact.name.split("_"))


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


def i10_a_reading_lies_on_its_scale(story: Scenario, act: list[Recorded[Any]]) -> None:
    measures = {m.measure: m for entry in act for m in getattr(entry.event, "measures", ())}
    for entry in act:
        for reading in getattr(entry.event, "readings", ()):
            if (mean := getattr(reading, "mean", None)) is not None:
                measure = measures[reading.measure]
                assert measure.scale_min <= mean <= measure.scale_max


def i11_a_second_reading_is_later(story: Scenario, act: list[Recorded[Any]]) -> None:
    taken = [e.event for e in act if hasattr(e.event, "readings")]
    assert all(later.happened_on > taken[0].happened_on for later in taken[1:])


def i13_lateness_shows(story: Scenario, act: list[Recorded[Any]]) -> None:
    for entry in act:
        if (day := entry.event.day) and hasattr(entry.event, "happened_on"):
            assert (entry.at.astimezone(LONDON).date() - day).days >= 0


INVARIANTS: list[Callable[[Scenario, list[Recorded[Any]]], None]] = [
    i1_two_institutions_took_part, i2_what_was_held_has_come, i3_every_school_was_open,
    i4_a_follow_up_comes_after_the_act, i5_no_amendment_makes_another_act,
    i6_two_people_withdraw_what_is_built_on, i7_a_school_speaks_for_itself, i8_money_balances,
    i9_no_fact_tells_who_a_pupil_is, i10_a_reading_lies_on_its_scale, i11_a_second_reading_is_later,
    i13_lateness_shows,
]  # fmt: skip
"""I12, that one key is one entry, is a promise of the door: see `test_application`."""


def machine(family: str) -> type[RuleBasedStateMachine]:
    own = kinds_of(family)

    class AnyFamily(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.story = START

        @rule(seed=st.integers(0, 2**32), is_own=st.integers(0, 3))
        def say(self, seed: int, is_own: int) -> None:
            random = Random(seed)
            kind = random.choice(own if is_own else ANY_FAMILY)
            by = random.choice(ASKERS)
            command = Teller(random, self.story, mixed(random)).command(kind)
            answer = self.story.when(command, by)
            check(self.story, command, answer)
            self.story = answer.after

    return AnyFamily


PLAN = replace(PLANNED, planned_for=LAST_WEEK)
START = given(begun(ASTOR, DOVER, DEAL), PLAN, HELD)
"""One visit was held, so that there is something to build on. Dot's school has no part in it."""


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
    "joint_commission": ("commission_money",),
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
    its way to what comes late in an act.
    """
    wanted = set(kinds_of(family)) - EXACT
    unseen = {kind for one in (family, *BUILT_ON.get(family, ())) for kind in kinds_of(one)}
    noise = sorted(unseen, key=lambda kind: kind.TOPIC)
    random = Random(family)
    stories = [START]
    for _ in range(1_000):
        story = random.choice(stories[-4:])
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
