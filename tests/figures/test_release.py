"""Release time: what was asked for, given and used, and what it cost whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.release_time import (
    CostMethod,
    Cover,
    CoverCostRecorded,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.acts.withdrawal import Reinstated, Retracted, RetractionRequested
from ledger.domain.identifiers import CitedAct, EntryId, SchoolId
from ledger.domain.money import Contribution
from ledger.domain.record import Pence
from ledger.domain.school import Phase
from ledger.figures import release, spending
from ledger.figures.figure import Caution, FigureState
from tests.figures.pooled import (
    ACT,
    AFTER,
    CAME,
    COMMISSION,
    DONE,
    FIRST,
    REASON,
    SECOND,
    TOGETHER,
    WHOLE_PRICE,
    held,
    reconciled,
    released,
)
from tests.figures.told import act_at, as_it_was, asked, says
from tests.projections.story import amended, planned
from tests.scenario import ASTOR, BEGUN, Scenario, given_only, id_of, registered, school

HELD = held()
FREED = released(HELD)
TIME = len(HELD.entries) + 1
"""Where the release time begins: asked for, granted, used."""
OF_SECOND = {"school": SECOND}


def cover(amount: int, how: CostMethod = CostMethod.ACTUAL) -> Any:
    return says(SECOND, CoverCostRecorded(
        act=act_at(TIME), amount=Pence(amount), cost_method=how, happened_on=AFTER,
    ))  # fmt: skip


def cost(story: Scenario, **more: Any) -> Any:
    return asked(story, release.cost, **OF_SECOND | more)


def test_time_is_told_in_minutes_of_all_colleagues_together():
    methods = (release.requested, release.granted, release.used, release.covered)
    assert [asked(FREED, method, **OF_SECOND).value for method in methods] == [2_340] * 4
    assert asked(FREED, release.used, school=FIRST).state is FigureState.NOT_RECORDED


def test_what_was_paid_comes_before_what_was_worked_out_and_that_before_a_usual_rate():
    assert (cost(FREED).value, cost(FREED).cautions) == (130_800, (Caution.STANDARD_RATE,))
    worked_out = FREED.and_then(cover(120_000, CostMethod.STANDARD_RATE))
    assert cost(worked_out).value == 120_000
    paid = worked_out.and_then(cover(90_000), cover(9_000))
    assert (cost(paid).value, cost(paid).cautions) == (99_000, ())
    assert (cost(paid).state, cost(worked_out).state) == (
        FigureState.MEASURED, FigureState.PROVISIONAL,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("phase", "kind", "pence"),
    [
        (Phase.PRIMARY, None, 21_800),
        (Phase.SECONDARY, None, 29_100),
        (Phase.NOT_APPLICABLE, "Community special school", 27_000),
        (Phase.ALL_THROUGH, None, None),
    ],
)
def test_a_usual_rate_is_that_of_such_schools(phase: Phase, kind: str | None, pence: int | None):
    """A day is 390 minutes; of an all-through school nobody knows which rate is meant."""
    register = (school(ASTOR, phase=phase, establishment_type=kind),)
    others = [entry.event for entry in registered().entries[1:]]
    story = given_only(*register, *others, BEGUN, planned())
    of = act_at(len(story.entries) + 1)
    plan = CitedAct(str(id_of(len(story.entries))))
    story = story.and_then(
        ReleaseTimeRequested(school=ASTOR, meant_for=plan, minutes=390, happened_on=AFTER),
        ReleaseTimeGranted(act=of, minutes=390, cover=Cover.INTERNAL, happened_on=AFTER),
        ReleaseTimeUsed(act=of, minutes=390, happened_on=AFTER),
    )
    assert asked(story, release.cost, school=ASTOR).value == pence


def test_an_amended_fact_is_told_as_it_is_now():
    agreed = FREED.and_then(
        says(SECOND, amended(EntryId(int=TIME + 1), "rate", None, 30_000, act_at(TIME))),
        says(SECOND, amended(EntryId(int=TIME + 2), "minutes", 2_340, 390, act_at(TIME))),
        says(SECOND, amended(EntryId(int=TIME + 1), "cover", "internal", "none", act_at(TIME))),
    )
    assert cost(agreed).value == 30_000
    assert asked(agreed, release.covered, **OF_SECOND).state is FigureState.NOT_RECORDED
    assert cost(agreed, known_by=len(FREED.entries)).value == 130_800


def test_time_for_an_act_that_was_withdrawn_does_not_count():
    story = FREED.and_then(
        says(FIRST, RetractionRequested(act=ACT, reason=REASON)),
        says(SECOND, Retracted(act=ACT, reason=REASON)),
    )
    assert asked(story, release.used, **OF_SECOND).state is FigureState.NOT_RECORDED
    back = story.and_then(says(FIRST, Reinstated(act=ACT, reason=REASON)))
    assert asked(back, release.used, **OF_SECOND).value == 2_340


def test_time_that_was_itself_withdrawn_does_not_count():
    story = FREED.and_then(says(SECOND, Retracted(act=act_at(TIME), reason=REASON)))
    assert asked(story, release.used, **OF_SECOND).state is FigureState.NOT_RECORDED


WHOLE = reconciled()


def refunded(*back: tuple[SchoolId, int]) -> Scenario:
    """Not all of it was spent, and some schools got the rest back."""
    was = WHOLE.entries[-1].event
    told = {name: getattr(was, name) for name in ("act", "contributions", "happened_on")}
    refunds = tuple(Contribution(school=urn, amount=Pence(pence)) for urn, pence in back)
    spent = Pence(WHOLE_PRICE - sum(pence for _, pence in back))
    event = CommissionReconciled(**told, spent=spent, refunds=refunds)
    return Scenario(WHOLE.entries[:-1]).and_then(says(FIRST, event))


def test_what_schools_put_in_and_got_back_is_told_by_school_and_together():
    story = refunded((FIRST, 10_000))
    for about, paid, back in (
        ({"school": FIRST}, 160_000, 10_000),
        ({"school": SECOND}, 80_000, None),
        ({"collaboration": TOGETHER}, 480_000, 10_000),
    ):
        assert asked(story, spending.paid, **about).value == paid
        assert asked(story, spending.refunded, **about).value == back


def test_an_account_in_the_place_of_another_is_the_one_that_is_told():
    story = refunded((FIRST, 10_000), (SECOND, 5_000))
    was = story.entries[-1].event
    less = (replace(was.refunds[0], amount=Pence(3_000)),)
    anew = replace(
        was, spent=Pence(was.spent + 12_000), refunds=less,
        instead_of=EntryId(str(story.entries[-1].id)),
    )  # fmt: skip
    told = story.and_then(says(FIRST, anew))
    assert asked(told, spending.refunded, school=FIRST).value == 3_000
    assert asked(told, spending.refunded, school=SECOND).value is None


def test_a_payment_that_was_noted_down_wrongly_is_told_as_it_is_now():
    story = Scenario(WHOLE.entries[:-1])
    wrong = next(e for e in story.entries if isinstance(e.event, ContributionPaid))
    entry, by = EntryId(str(wrong.id)), says(FIRST, None)[0]
    mended = story.and_then(
        (by, amended(entry, "amount", 160_000, 150_000, ACT)),
        (by, amended(entry, "happened_on", AFTER, DONE, ACT)),
    )
    assert asked(mended, spending.paid, school=FIRST).value == 150_000
    in_time = {"school": FIRST, "latest": AFTER.isoformat()}
    assert asked(mended, spending.paid, **in_time).value is None
    assert asked(story, spending.paid, **in_time).value == 160_000


def test_refunds_that_were_mixed_up_are_told_as_they_are_now():
    story = refunded((FIRST, 10_000), (SECOND, 5_000))
    was = story.entries[-1].event.refunds
    now = tuple(
        replace(one, amount=other.amount) for one, other in zip(was, reversed(was), strict=True)
    )
    change = amended(EntryId(int=len(story.entries)), "refunds", was, now, ACT)
    mended = story.and_then(says(FIRST, change))
    back = {urn: asked(mended, spending.refunded, school=urn).value for urn in (FIRST, SECOND)}
    assert back == {FIRST: 5_000, SECOND: 10_000}
    assert asked(story, spending.refunded, school=FIRST).value == 10_000


def test_only_what_lies_in_the_time_asked_about_is_added_up():
    story, first = refunded((FIRST, 10_000)), {"school": FIRST}
    assert asked(story, spending.paid, **first, latest=CAME.isoformat()).value is None
    assert asked(story, spending.paid, **first, earliest=DONE.isoformat()).value is None
    assert asked(story, spending.refunded, **first, earliest=DONE.isoformat()).value == 10_000


def test_the_past_is_told_as_it_was_then():
    questions = [
        (release.used, OF_SECOND),
        (release.cost, OF_SECOND),
        (spending.paid, {"collaboration": TOGETHER}),
        (spending.paid, {"school": FIRST, "earliest": AFTER.isoformat()}),
    ]
    as_it_was(released(WHOLE), questions, every=4)


def test_a_figure_rests_on_the_entries_that_it_adds_up():
    paid = asked(WHOLE, spending.paid, collaboration=TOGETHER)
    told = [entry.event for entry in WHOLE.entries if entry.position in paid.sources]
    assert sum(event.amount for event in told) == paid.value
    assert COMMISSION not in paid.sources
