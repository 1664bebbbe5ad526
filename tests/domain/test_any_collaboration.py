"""Whatever is said of a collaboration, in whatever order: what must always hold still holds.

It is driven by commands at random, legal and illegal, with visits among them. After each of them
the invariants of its life are looked at again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from ledger.domain import collaboration, collaboration_amendment, ending, steering
from ledger.domain.act import Later, is_withdrawn
from ledger.domain.acts import visit
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.collaboration import (
    FEWEST,
    Beginning,
    CollaborationAgreedBySchool,
    CollaborationProposed,
    CollaborationStarted,
    Ending,
    InCollaboration,
    SchoolLeft,
    agreed,
    ended_on,
    members,
    stays,
)
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.correction import Correction, corrected
from ledger.domain.entry import Entry
from ledger.domain.facts import facts_of
from ledger.domain.occasion import Occasion
from ledger.domain.past import Look, Past, Recorded
from ledger.domain.plain import canonical
from ledger.domain.refusal import CODES
from ledger.domain.school import school_in
from ledger.domain.stored import stored_form
from tests.acts.test_together import PROPOSED
from tests.domain.cast_of_facts import Teller, mixed
from tests.domain.noise import ASKERS
from tests.scenario import ANN, BEGUN, NOW, TODAY, TOGETHER, Answer, Scenario, given

OWN = [*collaboration.KINDS, *ending.KINDS, *steering.KINDS, *collaboration_amendment.KINDS]
IN_IT = [*visit.KINDS, Amended, Retracted, Reinstated]
STARTS = (given(BEGUN), given(PROPOSED))


def whole(story: Scenario) -> Past:
    """All that was recorded of it and in it, as amended, and the register."""
    of_it = story.within((Look((f"collaboration:{TOGETHER}",)),))
    return Past(corrected(tuple(of_it)), ANN, NOW)


def own(past: Past) -> list[Recorded[Any]]:
    return [e for e in past.entries if isinstance(e.event, Beginning | InCollaboration)]


def earlier(past: Past, than: Recorded[Any]) -> Past:
    return past._replace(entries=tuple(e for e in past.entries if e.position < than.position))


def standing(past: Past) -> list[date]:
    """The days of the acts in it that were not withdrawn."""
    return [
        e.event.happened_on
        for e in past.entries_of(Occasion)
        if not is_withdrawn(past._replace(act=e.event.act if isinstance(e.event, Later) else e.id))
    ]


def c1_it_begins_once_and_nothing_of_it_is_earlier(story: Scenario, past: Past) -> None:
    first, *later = own(past)
    assert isinstance(first.event, Beginning)
    assert not any(isinstance(entry.event, Beginning) for entry in later)
    days = [entry.event.day for entry in later if entry.event.day] + standing(past)
    assert all(first.event.happened_on <= day <= TODAY for day in days)


def c2_no_school_is_there_twice_at_once(story: Scenario, past: Past) -> None:
    for times in stays(past).values():
        assert all(stay.first_day <= (stay.last_day or TODAY) for stay in times)
        for one, next_one in pairwise(times):
            assert one.last_day is not None
            assert one.last_day < next_one.first_day


def c3_every_school_was_open_when_it_came(story: Scenario, past: Past) -> None:
    register = Past(story.entries, ANN, NOW)
    for number, times in stays(past).items():
        school = school_in(register, number)
        assert school is not None
        assert all(school.was_open(stay.first_day) for stay in times)


def c4_a_school_speaks_for_itself_and_a_member_for_all(story: Scenario, past: Past) -> None:
    for entry in own(past):
        before = past._replace(
            entries=tuple(e for e in past.entries if e.position < entry.position)
        )
        if isinstance(entry.event, SchoolLeft | CollaborationAgreedBySchool):
            assert entry.by.school == entry.event.school
        if isinstance(entry.event, Beginning):
            assert entry.by.school in entry.event.partners
        elif not isinstance(entry.event, CollaborationStarted | Correction):
            assert entry.by.school in members(before)


def c5_what_was_proposed_starts_once_two_agreed(story: Scenario, past: Past) -> None:
    starts = [e for e in own(past) if isinstance(e.event, CollaborationStarted)]
    assert len(starts) <= (1 if past.has(CollaborationProposed) else 0)
    for start in starts:
        before = past._replace(
            entries=tuple(e for e in past.entries if e.position < start.position)
        )
        by_then = [day for day in agreed(before).values() if day <= start.event.happened_on]
        assert len(by_then) >= FEWEST


def c6_no_act_in_it_lies_outside_it(story: Scenario, past: Past) -> None:
    started = [e.happened_on for e in past.all(CollaborationStarted)]
    for day in standing(past):
        if past.has(CollaborationProposed):
            assert started
            assert started[0] <= day
        assert day <= (ended_on(past) or day)


def c7_nothing_is_said_of_it_once_it_ended(story: Scenario, past: Past) -> None:
    ends = [entry.position for entry in own(past) if isinstance(entry.event, Ending)]
    assert len(ends) <= 1
    said = [e for e in own(past) if not isinstance(e.event, Correction)]
    if ended := ended_on(past):
        assert said[-1].position == ends[0]
        of_members = [e.event for e in said if not isinstance(e.event, steering.KINDS)]
        assert all(event.happened_on <= ended for event in of_members)


INVARIANTS: list[Callable[[Scenario, Past], None]] = [
    c1_it_begins_once_and_nothing_of_it_is_earlier, c2_no_school_is_there_twice_at_once,
    c3_every_school_was_open_when_it_came, c4_a_school_speaks_for_itself_and_a_member_for_all,
    c5_what_was_proposed_starts_once_two_agreed, c6_no_act_in_it_lies_outside_it,
    c7_nothing_is_said_of_it_once_it_ended,
]  # fmt: skip


def say(story: Scenario, random: Random, kinds: list[type[Entry]]) -> Answer:
    kind = random.choice(kinds)
    is_slip = kind is CollaborationAmended and random.random() < 0.8
    told = Teller(random, story, mixed(random)).command(kind)
    command = slip(random, story, told) if is_slip else told
    return story.when(command, random.choice(ASKERS))


def slip(random: Random, story: Scenario, told: CollaborationAmended) -> CollaborationAmended:
    """A correction of something that was said, mostly of its day."""
    found = random.choice(own(whole(story)))
    named = [fact.name for fact in facts_of(type(found.event))]
    field = "happened_on" if random.random() < 0.7 else random.choice(named)
    old = getattr(found.event, field, None)
    new = old + timedelta(days=random.randint(-33, 33)) if isinstance(old, date) else old
    old, new = (json.dumps(stored_form(value)) for value in (old, new))
    return replace(told, collaboration=TOGETHER, entry=found.id, field=field, old=old, new=new)


def check(before: Scenario, answer: Answer) -> None:
    if (refused := answer.refused) is not None:
        assert type(refused) in CODES
        assert str(refused).endswith((".", ")."))
        assert not refused.path or refused.path[0] in {
            f.name for f in facts_of(type(answer.command))
        }
        assert answer.after is before
        return
    past = whole(answer.after)
    assert all(entry.event.sentence().endswith(".") for entry in own(past))
    assert canonical(answer.after.entries[-1].event)
    for invariant in INVARIANTS:
        invariant(answer.after, past)


class AnyCollaboration(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.story: Scenario | None = None

    @rule(seed=st.integers(0, 2**32), is_own=st.integers(0, 3))
    def say(self, seed: int, is_own: int) -> None:
        random = Random(seed)
        before = self.story or random.choice(STARTS)
        answer = say(before, random, OWN if is_own else IN_IT)
        check(before, answer)
        self.story = answer.after


def test_the_invariants_hold_whatever_is_said() -> None:
    run_state_machine_as_test(
        AnyCollaboration,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck), database=None,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("kind", OWN, ids=lambda kind: kind.COMMAND)
def test_every_kind_is_recorded_in_the_end(kind: type[Entry]) -> None:
    """The commands above are no empty noise: each kind is accepted now and then."""
    random = Random(kind.TOPIC)
    for _ in range(400):
        story = random.choice(STARTS)
        for _ in range(40):
            answer = say(story, random, [kind] if random.random() < 0.2 else OWN)
            check(story, answer)
            story = answer.after
            if answer.refused is None and isinstance(answer.command, kind):
                return
    raise AssertionError("it was refused each time")
