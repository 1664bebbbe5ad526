"""What a pooled expert cost and saved: the worked example, to the penny."""

from __future__ import annotations

from typing import Any

from ledger.domain.acts.attendance import AttendanceConfirmed
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.identifiers import EntryId
from ledger.domain.record import Pence
from ledger.figures import beside, commission, value
from ledger.figures.figure import Caution, FigureState
from tests.figures.pooled import (
    ACT,
    CAME,
    COMMISSION,
    DONE,
    FIFTH,
    FIRST,
    REASON,
    SECOND,
    SIXTH,
    STAYED,
    THIRD,
    TOGETHER,
    agreed,
    awarded,
    evaluated,
    held,
    reconciled,
    released,
)
from tests.figures.told import as_it_was, asked, asking, said, says
from tests.projections.story import amended, editor
from tests.scenario import Scenario

WHOLE = reconciled()


def of(story: Scenario, method: Any, **more: Any) -> Any:
    return asked(story, method, act=COMMISSION, **more)


def test_a_pool_of_six_asks_each_for_its_share():
    story = agreed()
    assert of(story, commission.share, school=SECOND).value == 80_000
    assert of(story, commission.pledged).value == 480_000
    assert of(story, commission.owed, school=SECOND).value == 80_000
    assert of(story, commission.paid).state is FigureState.NOT_RECORDED
    assert of(story, commission.brief_quality).value == 4


def test_whoever_underwrites_owes_what_the_school_that_left_had_promised():
    story = awarded()
    owed = {urn: of(story, commission.owed, school=urn).value for urn in (FIRST, SECOND, SIXTH)}
    assert owed == {FIRST: 160_000, SECOND: 80_000, SIXTH: 0}
    assert of(story, commission.pledged).value == 400_000
    assert of(story, commission.owed).value == 480_000


def test_what_was_paid_is_owed_no_more():
    story = held().and_then(says(SECOND, ContributionPaid(
        act=ACT, school=SECOND, amount=Pence(30_000), happened_on=DONE,
    )))  # fmt: skip
    assert of(story, commission.owed, school=SECOND).value == 50_000
    assert of(story, value.cost, school=SECOND).value == 80_000
    assert of(story, value.cost, school=SECOND).state is FigureState.PROVISIONAL


def test_it_is_reconciled_to_the_penny():
    assert of(held(), commission.balance).state is FigureState.NOT_RECORDED
    assert said(WHOLE, commission.balance, act=COMMISSION) == "reconciled to the penny"
    assert of(WHOLE, commission.owed).value == 0
    late = WHOLE.and_then(says(SECOND, ContributionPaid(
        act=ACT, school=SECOND, amount=Pence(1), is_over_pledge=True, happened_on=DONE,
    )))  # fmt: skip
    assert (
        said(late, commission.balance, act=COMMISSION) == "£0.01 came in and is not accounted for"
    )


def test_each_school_saved_against_its_own_quote_and_no_other():
    """£4,800 for six is £800 each; alone it is £1,900, so each saves £1,100."""
    saving = {urn: of(WHOLE, value.saving, school=urn) for urn in (*STAYED, SIXTH)}
    assert saving[SECOND].value == 110_000
    assert saving[FIRST].value == 30_000
    assert (saving[THIRD].value, saving[THIRD].state) == (None, FigureState.NOT_COMPARABLE)
    assert saving[SIXTH].state is FigureState.NOT_APPLICABLE
    assert said(WHOLE, value.saving, act=COMMISSION, school=THIRD) == (
        "nobody asked what it would have cost alone, so no saving is claimed"
    )
    assert said(WHOLE, value.saving, act=COMMISSION, school=FIFTH) == (
        "£50 more than it would have cost alone"
    )


def test_it_is_no_dearer_together_from_three_schools_on():
    """The lowest quote counts: by £1,900 three schools would do, by £750 it takes seven."""
    assert of(WHOLE, value.break_even).value == 7
    story = agreed()
    cheap = next(e for e in story.entries if getattr(e.event, "amount", 0) == 75_000)
    change = amended(EntryId(str(cheap.id)), "amount", 75_000, 190_000, ACT)
    better = story.and_then(says(FIFTH, change))
    assert of(better, value.break_even).value is None
    awarded_too = better.and_then(
        *((e.by, e.event) for e in awarded().entries[len(story.entries) :])
    )
    assert of(awarded_too, value.break_even).value == 3


def test_release_time_is_part_of_the_cost_and_pooling_does_not_save_it():
    """Two colleagues for three days each, in a primary school: £1,308 more, £2,108 in all."""
    story = released(WHOLE)
    told = {"school": SECOND}
    assert of(story, value.cost, **told).value == 80_000
    with_release = of(story, value.cost, **told, with_release=True)
    assert (with_release.value, with_release.cautions) == (210_800, (Caution.STANDARD_RATE,))
    assert of(story, value.saving, **told).value == 110_000
    assert of(story, value.cost, with_release=True).state is FigureState.NOT_RECORDED


def test_nobody_sees_the_release_time_of_another_school():
    story = released(WHOLE)
    for scope, pence in ((editor(SECOND), 210_800), (editor(FIRST), None)):
        found = of(story, value.cost, school=SECOND, with_release=True, scope=scope)
        assert found.value == pence


def test_the_cost_is_told_by_teacher_by_hour_and_by_follow_up():
    assert of(WHOLE, value.cost).value == 480_000
    assert of(WHOLE, value.per_teacher).value == 48_000
    assert of(WHOLE, value.per_teacher).n == 10
    assert of(WHOLE, value.per_teacher_hour).value == 16_000
    assert of(WHOLE, value.per_follow_up).value == 240_000
    assert of(awarded(), value.per_follow_up).state is FigureState.NOT_RECORDED


def test_of_fewer_than_ten_teachers_nothing_is_told():
    alone = of(WHOLE, value.per_teacher, school=SECOND)
    assert (alone.value, alone.n, alone.state) == (None, None, FigureState.TOO_FEW)
    fewer = next(e for e in WHOLE.entries if isinstance(e.event, AttendanceConfirmed))
    change = amended(EntryId(str(fewer.id)), "attended", 2, 1, ACT)
    story = WHOLE.and_then(says(fewer.event.school, change))
    assert of(story, value.per_teacher).state is FigureState.TOO_FEW


def test_what_only_another_school_says_of_attendance_is_a_claim():
    entries = [e for e in WHOLE.entries if not isinstance(e.event, AttendanceConfirmed)]
    story = Scenario().and_then(*((e.by, e.event) for e in entries))
    assert of(story, value.per_teacher).cautions == (Caution.CLAIM_ONLY,)
    assert of(WHOLE, value.per_teacher).cautions == ()


def test_what_was_bought_stands_beside_what_it_cost():
    counts = (
        commission.sessions_planned, commission.sessions_held, commission.follow_ups_promised,
        commission.follow_ups_held,
    )  # fmt: skip
    assert [of(WHOLE, count).value for count in counts] == [2, 1, 2, 2]


def test_a_school_that_does_not_agree_is_shown_beside_those_that_do():
    story = evaluated()
    told = {"collaboration": TOGETHER}
    assert said(story, beside.agreeing, **told) == (
        "4 schools in agreement; a school does not agree with the findings"
    )
    assert said(story, beside.dissenting, **told) == "1 school not agreeing with the findings"
    assert asked(WHOLE, beside.agreeing, **told).state is FigureState.NOT_RECORDED


def test_nothing_is_told_of_a_commission_that_was_withdrawn():
    story = WHOLE.and_then(
        says(FIRST, RetractionRequested(act=ACT, reason=REASON)),
        says(SECOND, Retracted(act=ACT, reason=REASON)),
    )
    assert of(story, value.cost).state is FigureState.NOT_APPLICABLE
    assert of(story, value.cost, known_by=len(WHOLE.entries)).value == 480_000


def test_what_had_not_happened_by_a_day_is_in_no_sum():
    assert of(WHOLE, commission.paid, happened_by=CAME).state is FigureState.NOT_RECORDED
    assert of(WHOLE, commission.pledged, happened_by=CAME).value == 400_000


def test_a_school_that_has_no_part_in_it_is_told_nothing():
    for method in (value.cost, commission.pledged, value.per_teacher):
        assert of(WHOLE, method, scope=editor("910999")).value is None


ABOUT = {"act": COMMISSION}
QUESTIONS = [
    *((method, ABOUT) for method in (
        commission.price, commission.pledged, commission.paid, commission.owed, commission.spent,
        commission.balance, commission.sessions_held, commission.follow_ups_held, value.cost,
        value.per_teacher, value.per_follow_up, value.break_even,
    )),
    *((method, ABOUT | {"school": FIRST}) for method in (
        commission.share, commission.pledged, commission.owed, value.saving, value.cost,
    )),
]  # fmt: skip


def test_the_past_is_told_as_it_was_then():
    as_it_was(WHOLE, QUESTIONS, every=5)


def test_a_figure_rests_on_entries_that_its_reader_may_see():
    with asking(WHOLE, editor(FIRST)) as now:
        found = [method.ask(now, **about) for method, about in QUESTIONS]
    assert all(figure.sources for figure in found)
    sources = {source for figure in found for source in figure.sources}
    assert COMMISSION < min(sources) < max(sources) <= len(WHOLE.entries)
