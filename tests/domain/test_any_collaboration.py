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

from ledger.domain import (
    collaboration,
    collaboration_amendment,
    collaboration_dispute,
    collaboration_withdrawal,
    ending,
    leaving,
    steering,
)
from ledger.domain.act import Later, Opening, is_withdrawn
from ledger.domain.acts import visit
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.collaboration import (
    FEWEST,
    BackInAccount,
    Beginning,
    CollaborationAgreedBySchool,
    CollaborationProposed,
    CollaborationStarted,
    Ending,
    InCollaboration,
    OutOfAccount,
    Reopening,
    agreed,
    ended_on,
    members,
    stays,
)
from ledger.domain.collaboration_amendment import CollaborationAmended
from ledger.domain.collaboration_dispute import (
    CollaborationDisputed,
    CollaborationDisputeResolved,
)
from ledger.domain.collaboration_withdrawal import CollaborationWithdrawalRequested
from ledger.domain.correction import corrected
from ledger.domain.disputing import open_disputes
from ledger.domain.entry import Entry
from ledger.domain.facts import facts_of
from ledger.domain.leaving import SchoolLeft
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

OWN = [
    *collaboration.KINDS, *leaving.KINDS, *ending.KINDS, *steering.KINDS,
    *collaboration_amendment.KINDS, *collaboration_dispute.KINDS,
]  # fmt: skip
OF_ACCOUNT = [*collaboration_withdrawal.KINDS]
"""Said less often than the others: once it was withdrawn, nothing else is said."""
IN_IT = [*visit.KINDS, *visit.KINDS, Amended, Retracted, Reinstated, *OF_ACCOUNT]
STARTS = (given(BEGUN), given(PROPOSED))


def whole(story: Scenario) -> Past:
    """All that was recorded of it and in it, as amended, and the register."""
    of_it = story.within((Look((f"collaboration:{TOGETHER}",)),))
    return Past(corrected(tuple(of_it)), ANN, NOW)


def own(past: Past) -> list[Recorded[Any]]:
    return [e for e in past.entries if isinstance(e.event, Beginning | InCollaboration)]


def corrects(event: Entry) -> bool:
    """Whether it says that something was recorded in error, or was not in error after all."""
    return isinstance(event, BackInAccount) or getattr(event, "CORRECTS", False)


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
        elif corrects(entry.event):
            assert entry.by.school in stays(before)
        elif not isinstance(entry.event, CollaborationStarted):
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


def c7_nothing_is_said_of_it_while_it_has_ended(story: Scenario, past: Past) -> None:
    """Every end but the last was taken back, and nothing was said between the two."""
    said = [e for e in own(past) if not corrects(e.event) or isinstance(e.event, Reopening)]
    for entry, after in pairwise(said):
        if isinstance(entry.event, Ending):
            assert isinstance(after.event, Reopening)
            assert after.by.school == entry.by.school
        else:
            assert not isinstance(after.event, Reopening)
    ended = ended_on(past)
    assert (ended is not None) is isinstance(said[-1].event, Ending)
    if ended:
        told = [e.event for e in said[:-1] if not isinstance(e.event, Ending)]
        days = [event.day for event in told if event.TOPIC in collaboration.TOPICS and event.day]
        assert said[-1].event.happened_on == ended >= max(days)


def c8_nobody_did_what_members_do_without_being_one(story: Scenario, past: Past) -> None:
    times = stays(past)
    for entry in past.entries_of(Opening):
        if is_withdrawn(past._replace(act=entry.id)):
            continue
        walked_in = [getattr(entry.event, "happened_on", None)] if entry.event.circle else []
        for day in filter(None, walked_in):
            for school in entry.event.schools():
                assert any(stay.covers(day) for stay in times[school])
    for said in past.all(CollaborationAgreedBySchool):
        assert any((stay.last_day or TODAY) >= said.happened_on for stay in times[said.school])


def c9_what_was_withdrawn_is_spoken_of_no_more(story: Scenario, past: Past) -> None:
    for entry, after in pairwise(own(past)):
        if isinstance(entry.event, OutOfAccount):
            assert isinstance(after.event, BackInAccount)
            assert after.by.person != entry.by.person
    if collaboration.is_withdrawn(past):
        openings = past.entries_of(Opening)
        assert all(is_withdrawn(past._replace(act=entry.id)) for entry in openings)


def c10_what_others_spoke_of_is_withdrawn_by_two(story: Scenario, past: Past) -> None:
    for n, entry in enumerate(told := own(past)):
        if not isinstance(entry.event, OutOfAccount):
            continue
        before = told[:n]
        others = [e for e in before if e.by.school != entry.by.school and not corrects(e.event)]
        asked = [e for e in before if isinstance(e.event, CollaborationWithdrawalRequested)]
        assert not others or any(e.by.person != entry.by.person for e in asked)


def c11_a_dispute_is_settled_once_by_whoever_raised_it(story: Scenario, past: Past) -> None:
    raised = {e.id: e for e in past.entries_of(CollaborationDisputed)}
    settled = list(past.entries_of(CollaborationDisputeResolved))
    assert len({entry.event.dispute for entry in settled}) == len(settled)
    for entry in settled:
        assert entry.by.school == raised[entry.event.dispute].event.school
    open_ones = [(e.event.school, e.event.disputed) for e in open_disputes(past)]
    assert len(set(open_ones)) == len(open_ones)


INVARIANTS: list[Callable[[Scenario, Past], None]] = [
    c1_it_begins_once_and_nothing_of_it_is_earlier, c2_no_school_is_there_twice_at_once,
    c3_every_school_was_open_when_it_came, c4_a_school_speaks_for_itself_and_a_member_for_all,
    c5_what_was_proposed_starts_once_two_agreed, c6_no_act_in_it_lies_outside_it,
    c7_nothing_is_said_of_it_while_it_has_ended, c8_nobody_did_what_members_do_without_being_one,
    c9_what_was_withdrawn_is_spoken_of_no_more, c10_what_others_spoke_of_is_withdrawn_by_two,
    c11_a_dispute_is_settled_once_by_whoever_raised_it,
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


@pytest.mark.parametrize("kind", [*OWN, *OF_ACCOUNT], ids=lambda kind: kind.COMMAND)
def test_every_kind_is_recorded_in_the_end(kind: type[Entry]) -> None:
    """The commands above are no empty noise: each kind is accepted now and then."""
    random = Random(kind.TOPIC)
    noise = [*OWN, *OF_ACCOUNT] if kind in OF_ACCOUNT else OWN
    for _ in range(1_200):
        story = random.choice(STARTS)
        for _ in range(40):
            answer = say(story, random, [kind] if random.random() < 0.2 else noise)
            check(story, answer)
            story = answer.after
            if answer.refused is None and isinstance(answer.command, kind):
                return
    raise AssertionError("it was refused each time")
