"""The life of an act: every kind at every stage, as the table has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pytest

from ledger.domain.act import Later, Opening, stage_of
from ledger.domain.acts import KINDS, possible
from ledger.domain.acts.joint_commission import (
    JointCommissionCancelled,
    JointCommissionRescheduled,
)
from ledger.domain.acts.pupil_work_exchange import (
    WorkExchangeCancelled,
    WorkExchangeFollowedUp,
    WorkExchangeRescheduled,
)
from ledger.domain.acts.shared_evaluation import (
    SharedEvaluationCancelled,
    SharedEvaluationRescheduled,
)
from ledger.domain.acts.withdrawal import Reinstated
from ledger.domain.lifecycle import (
    CANCELLED,
    EVALUATED,
    FOLLOWED_UP,
    HELD,
    PLANNED,
    Stage,
    stage_after,
)
from ledger.domain.money import Share
from ledger.domain.past import Look, Past
from ledger.domain.record import Pence, Sealed
from ledger.domain.refusal import OutOfOrder
from ledger.domain.words import Barrier
from tests.acts import test_commission_money as money
from tests.acts import test_joint_commission as commission
from tests.acts import test_pupil_work_exchange as exchange
from tests.acts import test_shared_evaluation as evaluation
from tests.acts import test_visit as visit
from tests.acts.test_any_act import ASKED, RETRACTED, amended, confirmed
from tests.scenario import (
    AMY,
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DOVER,
    LAST_WEEK,
    NEXT_WEEK,
    NOW,
    THE_ACT,
    THE_PLAN,
    YESTERDAY,
    Scenario,
    given,
)


def moved(kind):
    return kind(act=THE_ACT, planned_for=NEXT_WEEK, reason=Sealed("somebody is ill"))


def called_off(kind):
    return kind(act=THE_ACT, happened_on=LAST_WEEK, barrier=Barrier.BUDGET)


@dataclass(frozen=True)
class Family:
    """How an act of one family goes, and what else may be said of it."""

    plan: Opening
    way: tuple[Later, ...]
    besides: tuple[tuple, ...] = ()

    @property
    def tries(self):
        minutes = self.plan.minutes
        of_any_act = (
            (ANN, confirmed(ASTOR)),
            (ANN, amended("minutes", f"{minutes}", f"{minutes + 1}", THE_PLAN)),
            (ANN, ASKED),
            (AMY, RETRACTED),
        )
        said = {type(command) for _, command in self.besides}
        return (
            *((ANN, step) for step in self.way if type(step) not in said),
            *self.besides,
            *of_any_act,
        )


FAMILIES = (
    Family(
        visit.PLANNED,
        (visit.HELD, visit.FOLLOWED_UP, visit.EVALUATED, visit.CALLED_OFF),
        (
            (ANN, visit.MOVED),
            (ANN, visit.DATED),
            (BEN, visit.feedback()),
            (BEN, visit.in_return()),
        ),
    ),
    Family(
        # One school pays for both: the award does not rest on the pledge that is withdrawn.
        commission.planned(
            share=Share.CUSTOM,
            contributions=(commission.pays(ASTOR, 1_200_50), commission.pays(DOVER, 0)),
        ),
        (
            commission.SESSION,
            commission.FOLLOWED_UP,
            commission.EVALUATED,
            called_off(JointCommissionCancelled),
        ),
        (
            (ANN, moved(JointCommissionRescheduled)),
            (ANN, commission.brief()),
            (ANN, commission.day_set()),
            (ANN, commission.next_planned()),
            (ANN, commission.ended()),
            (ANN, money.solo()),
            (ANN, money.quote()),
            (ANN, money.pool()),
            (ANN, money.pledged()),
            (BEN, money.withdrawn(DOVER)),
            (ANN, money.awarded()),
            (ANN, money.related()),
            (ANN, money.paid()),
            (ANN, money.reconciled(contributions=(), refunds=(), spent=Pence(0))),
        ),
    ),
    Family(
        evaluation.DESIGNED,
        (
            evaluation.BASELINE,
            evaluation.again(evaluation.reading()),
            evaluation.agreed(),
            called_off(SharedEvaluationCancelled),
        ),
        (
            (ANN, moved(SharedEvaluationRescheduled)),
            (BEN, evaluation.agreed(school=DOVER)),
            (BEN, evaluation.dissent()),
            (ANN, evaluation.published()),
            (ANN, evaluation.revised()),
        ),
    ),
    Family(
        exchange.PLANNED,
        (
            exchange.HELD,
            WorkExchangeFollowedUp(act=THE_ACT, happened_on=YESTERDAY, tried=Sealed("it")),
            exchange.evaluated(),
            called_off(WorkExchangeCancelled),
        ),
        ((ANN, moved(WorkExchangeRescheduled)),),
    ),
)
REACHED = (PLANNED, HELD, FOLLOWED_UP, EVALUATED, CANCELLED)


def past_of(scenario: Scenario) -> Past:
    return Past(tuple(scenario.within((Look((f"act:{THE_ACT}",)),))), ANN, NOW)


@cache
def at(family: Family, stage: Stage) -> Scenario:
    """An act that has come to a stage, by the shortest way that the table has."""
    # Two people have to agree to withdraw what something builds on: one of them has asked.
    line = [(PLANNED, given(BEGUN, family.plan, (BEN, ASKED)))]
    for here, scenario in line:
        if here is stage:
            return scenario
        line += [
            (step.STEP.end, scenario.and_then(step))
            for step in family.way
            if here in step.STEP.start and step.STEP.end not in dict(line)
        ]
    raise AssertionError(f"Nothing leads to {stage}.")


PAIRS = [
    pytest.param(family, stage, by, command, id=f"{stage}-{command.TOPIC}-{family.plan.TOPIC}")
    for family in FAMILIES
    for stage in REACHED
    for by, command in family.tries
]


@pytest.mark.parametrize(("family", "stage", "by", "command"), PAIRS)
def test_it_happens_at_the_stages_of_its_row_and_leads_where_its_row_says(
    family, stage, by, command
):
    answer = at(family, stage).when(command, by)
    if stage in command.STEP.start:
        assert answer.refused is None, answer.refused
        assert stage_of(past_of(answer.after)) is (command.STEP.end or stage)
    else:
        usual = " or ".join(sorted(start.words for start in command.STEP.start))
        answer.then_refused(
            OutOfOrder, f"It is {stage.words}; this needs an act that is {usual}.", "act"
        )


@pytest.mark.parametrize("stage", REACHED)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.plan.TOPIC)
def test_what_may_happen_next_is_what_is_taken(family, stage):
    there = at(family, stage)
    taken = {type(command) for by, command in family.tries if not there.when(command, by).refused}
    assert {kind for kind in possible(past_of(there)) if not kind.ANY_FAMILY} == {
        kind for kind in taken if not kind.ANY_FAMILY
    }
    assert taken <= set(possible(past_of(there)))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.plan.TOPIC)
def test_every_kind_of_a_family_was_tried(family):
    kinds = {k for k in KINDS if issubclass(k, Later) and k.belongs_to(family.plan)}
    tried = {type(command) for _, command in family.tries}
    assert {kind for kind in kinds if not kind.ANY_FAMILY} <= tried


def test_nothing_may_happen_to_an_act_that_was_withdrawn():
    assert possible(past_of(at(FAMILIES[0], HELD).and_then(RETRACTED))) == [Reinstated]


def test_what_happened_happened_in_whatever_order():
    assert stage_after([]) is Stage.NONE
    steps = [visit.HELD.STEP, visit.PLANNED.STEP, visit.CALLED_OFF.STEP]
    assert stage_after(steps) is CANCELLED
