"""Whatever anybody tries, in whatever order: one visit and one commission at a time.

Legal and illegal commands by all kinds of people are thrown at the rules. Some are recorded. What
must hold afterwards is said once, in the invariants.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from ledger.domain.act import Act, stage_of
from ledger.domain.acts import possible
from ledger.domain.acts.amendment import Amended
from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.joint_commission import JointCommissionCancelled
from ledger.domain.acts.withdrawal import Reinstated, Retracted
from ledger.domain.correction import corrected
from ledger.domain.facts import is_whole
from ledger.domain.identifiers import ActId, FieldName
from ledger.domain.lifecycle import stage_after
from ledger.domain.occasion import Evaluated, FollowedUp, held_on
from ledger.domain.past import By, Look, Past
from ledger.domain.plain import canonical
from ledger.domain.record import Sealed
from ledger.domain.words import Barrier
from tests.acts import test_joint_commission as commission
from tests.acts import test_visit as visit
from tests.scenario import (
    ADA,
    AMY,
    ANN,
    ASTOR,
    AUD,
    BEN,
    DEAL,
    DOT,
    DOVER,
    FIRST_DAY,
    NOW,
    TIM,
    begun,
    given,
)

THE_VISIT, THE_COMMISSION = ActId(int=5), ActId(int=6)
"""After three schools and what they began. Dot's school is a member, and in neither act."""

STRANGERS = (DOT, TIM, AUD, ADA)
CALLED_OFF = JointCommissionCancelled(
    act=THE_COMMISSION, happened_on=FIRST_DAY, barrier=Barrier.BUDGET
)
STEPS = {
    THE_VISIT: (
        visit.HELD,
        visit.MOVED,
        visit.HELD,
        visit.FOLLOWED_UP,
        visit.EVALUATED,
    ),
    THE_COMMISSION: (
        commission.SESSION,
        commission.FOLLOWED_UP,
        commission.EVALUATED,
    ),
}
AMENDABLE = ("minutes", "happened_on", "attended", "would_repeat", "planned_for")

acts = st.sampled_from((THE_VISIT, THE_COMMISSION))
people = st.sampled_from((ANN, BEN, AMY) * 3 + STRANGERS)
"""Mostly those who may, or little would ever be recorded."""
steps = acts.flatmap(lambda act: st.tuples(st.just(act), st.sampled_from(STEPS[act])))
days = st.integers(0, 200).map(lambda n: FIRST_DAY + timedelta(days=n))
values = {
    "minutes": st.integers(0, 700).map(str),
    "attended": st.integers(0, 9).map(str),
    "would_repeat": st.sampled_from(("true", "false")),
    "happened_on": days.map('"{}"'.format),
    "planned_for": days.map('"{}"'.format),
}
nonsense = st.sampled_from(("true", "null", '"ninety"', "[]", "{", "NaN", "5"))


class AnyHistory(RuleBasedStateMachine):
    @initialize()
    def two_acts_are_planned(self):
        self.now = given(
            begun(ASTOR, DOVER, DEAL),
            visit.PLANNED,
            commission.PLANNED,
        )

    def past(self, act: ActId) -> Past:
        """What is recorded of an act, as amended."""
        entries = tuple(self.now.within((Look((f"act:{act}",)),)))
        return Past(corrected(entries), ANN, NOW)

    def tries(self, command: Act, by: By) -> None:
        """Somebody tries; what the table and the cast forbid must have been refused."""
        before, act = self.now, self.past(command.act)
        answer = before.when(command, by)
        self.now = answer.after
        if answer.refused:
            assert str(answer.refused).endswith(".")
            assert self.now is before
            return
        assert len(self.now.entries) == len(before.entries) + 1
        assert self.now.entries[:-1] == before.entries
        assert by not in STRANGERS
        assert type(command) in possible(act)
        assert stage_of(self.past(command.act)) is (command.STEP.end or stage_of(act))

    @rule(taken=steps, by=people, day=days)
    def somebody_takes_a_step(self, taken, by, day):
        act, step = taken
        on_that_day = {"happened_on": day} if hasattr(step, "happened_on") else {}
        self.tries(replace(step, act=act, **on_that_day), by)

    @precondition(lambda self: len(self.now.entries) > 10)
    @rule(command=st.sampled_from((visit.CALLED_OFF, CALLED_OFF)), by=people)
    def somebody_calls_it_off(self, command, by):
        self.tries(command, by)

    @rule(act=acts, by=people, came=st.integers(0, 9), which=st.integers(0, 5))
    def somebody_confirms(self, act, by, came, which):
        entry = self.past(act).entries[-1 - which % len(self.past(act).entries)]
        school = by.school if came else ASTOR
        command = AttendanceConfirmed(
            act=act, school=school or ASTOR, attended=came, occasion=entry.id if which else None
        )
        self.tries(command, by)

    @rule(act=acts, by=people, last=st.integers(0, 5), data=st.data())
    def somebody_amends(self, act, by, last, data):
        entries = self.past(act).entries
        wrong = entries[-1 - last % len(entries)]
        facts = [fact for fact in AMENDABLE if hasattr(wrong.event, fact)] or ["reason"]
        fact = data.draw(st.sampled_from(facts))
        command = Amended(
            act=act, entry=wrong.id, field=FieldName(fact),
            old=canonical(getattr(wrong.event, fact)).decode(),
            new=data.draw(values.get(fact, nonsense) | nonsense),
            reason=Sealed("read from the wrong line"),
        )  # fmt: skip
        self.tries(command, by)

    @precondition(lambda self: len(self.now.entries) > 12)
    @rule(act=acts, by=people)
    def somebody_withdraws(self, act, by):
        self.tries(Retracted(act=act, reason=Sealed("recorded twice by us")), by)

    @invariant()
    def what_was_withdrawn_takes_nothing_more(self):
        for act in (THE_VISIT, THE_COMMISSION):
            if self.past(act).has(Retracted):
                assert self.past(act).entries[-1].event == self.past(act).last(Retracted)
                assert possible(self.past(act)) == [Reinstated]

    @invariant()
    def every_step_was_taken_at_a_stage_of_its_row(self):
        for act in (THE_VISIT, THE_COMMISSION):
            steps = [entry.event.STEP for entry in self.past(act).entries]
            for n, step in enumerate(steps):
                assert stage_after(steps[:n]) in step.start

    @invariant()
    def what_stands_there_as_amended_could_have_been_recorded_so(self):
        for entry in corrected(self.now.entries):
            assert is_whole(entry.event)
            entry.event.check_facts(Past((), entry.by, NOW))

    @invariant()
    def nothing_comes_before_what_it_builds_on(self):
        for act in (THE_VISIT, THE_COMMISSION):
            past = self.past(act)
            for entry in past.entries_of(FollowedUp):
                assert entry.event.happened_on > held_on(past.before(entry))
            for entry in past.entries_of(Evaluated):
                assert entry.event.happened_on >= held_on(past.before(entry))

    @invariant()
    def each_school_has_confirmed_an_occasion_once(self):
        for act in (THE_VISIT, THE_COMMISSION):
            past = self.past(act)
            said = [
                (entry.event.school, entry.event.confirmed(past.before(entry)).id)
                for entry in past.entries_of(AttendanceConfirmed)
            ]
            assert len(said) == len(set(said))
            assert all(e.by.school == e.event.school for e in past.entries_of(AttendanceConfirmed))


AnyHistory.TestCase.settings = settings(
    max_examples=200, stateful_step_count=50, deadline=None, derandomize=True
)
test_any_history = AnyHistory.TestCase
