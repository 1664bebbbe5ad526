"""What became of ideas, barriers and advice: counted by matter, by the last word, and honestly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ledger.domain.acts.barrier import (
    BarrierMitigated,
    BarrierOvercome,
    BarrierPersisted,
    BarrierReopened,
    Mitigation,
)
from ledger.domain.acts.idea import IdeaVerdict
from ledger.domain.acts.next_step import NextStepSuggested
from ledger.domain.acts.visit import Purpose, VisitPlanned
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.identifiers import ActId, CitedAct, SchoolId
from ledger.domain.school import Phase
from ledger.domain.words import Contrast
from ledger.figures import barriers, ideas, next_steps
from ledger.figures.barriers import band
from ledger.figures.figure import Caution, Figure, FigureState
from ledger.figures.method import Method, reopen
from ledger.figures.subject import collaboration, trust
from ledger.figures.subject import school as of_school
from tests.acts import test_barrier as told_of_barrier
from tests.acts import test_idea as told_of_idea
from tests.acts import test_next_step as told_of_step
from tests.projections.story import (
    NOBODY,
    REASON,
    asked_of,
    colleague,
    editor,
    held,
    in_memory,
    planned,
)
from tests.scenario import (
    AMY,
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
    TALK,
    TODAY,
    TOGETHER,
    YESTERDAY,
    Scenario,
    begun,
    given,
    given_only,
    id_of,
    school,
)

WHOLE = collaboration(4)
IDEA = ActId(int=id_of(5).int)
"""After the register and the collaboration."""


def value(story: Scenario, method: Method, about: str, **more: Any) -> float | None:
    with asked_of(story) as now:
        return method.ask(now, about=about, **more).value


def funnel(story: Scenario, about: str, **moment: Any) -> list[float | None]:
    stages = (ideas.captured, ideas.reviewed, ideas.tried, ideas.kept, ideas.dropped)
    with asked_of(story, **moment) as now:
        return [stage.ask(now, about=about).value for stage in stages]


def captured() -> Scenario:
    return given(BEGUN, told_of_idea.captured(part_of=TOGETHER))


def reviewed(**other: Any) -> Any:
    return told_of_idea.reviewed(act=IDEA, **other)


def test_an_idea_goes_from_captured_to_kept():
    story = captured()
    steps = [
        (reviewed(), [1, 1, 0, 0, 0]),
        (told_of_idea.tried(act=IDEA), [1, 1, 1, 0, 0]),
        (told_of_idea.kept(act=IDEA), [1, 1, 1, 1, 0]),
        (replace(told_of_idea.dropped(), act=IDEA), [1, 1, 1, 0, 1]),
    ]
    assert funnel(story, WHOLE) == [1, 0, 0, 0, 0]
    for event, expected in steps:
        story = story.and_then(event)
        assert funnel(story, WHOLE) == expected
    assert funnel(story, WHOLE, known_by=7) == [1, 1, 1, 0, 0]


def test_each_school_is_counted_by_its_own_words():
    story = captured().and_then((BEN, reviewed(school=DOVER, verdict=IdeaVerdict.WAIT)), reviewed())
    assert funnel(story, of_school(ASTOR)) == [1, 1, 0, 0, 0]
    assert funnel(story, of_school(DOVER)) == [1, 1, 0, 0, 0]
    assert funnel(story, WHOLE) == [1, 1, 0, 0, 0]
    assert funnel(story, of_school(DEAL)) == [0, 0, 0, 0, 0]


def test_an_idea_of_an_act_that_was_withdrawn_is_left_out():
    story = given(BEGUN, planned(), held())
    found_in = CitedAct(int=id_of(5).int)
    idea = told_of_idea.captured(part_of=TOGETHER, found_in=found_in)
    story = story.and_then((ANN, idea))
    assert funnel(story, WHOLE)[0] == 1
    visit = ActId(int=found_in.int)
    gone = story.and_then(
        (AMY, RetractionRequested(act=visit, reason=REASON)),
        (ANN, Retracted(act=visit, reason=REASON)),
    )
    assert funnel(gone, WHOLE)[0] == 0
    with_idea_gone = story.and_then((ANN, Retracted(act=ActId(int=7), reason=REASON)))
    assert funnel(with_idea_gone, WHOLE)[0] == 0


def test_who_may_not_see_all_of_it_gets_no_number():
    story = captured()
    with asked_of(story, editor(DOVER)) as now:
        assert ideas.captured.ask(now, about=WHOLE).value == 1
        for foreign in (of_school(ASTOR), trust("77"), "all", "collaboration:x", "nobody"):
            found = ideas.captured.ask(now, about=foreign)
            assert (found.state, found.sources) == (FigureState.NOT_RECORDED, ())
    with asked_of(story, editor(DEAL)) as now:
        assert ideas.captured.ask(now, about=WHOLE).state is FigureState.NOT_RECORDED


def visit(purpose: Purpose) -> VisitPlanned:
    contrast = Contrast.SIZE if purpose is Purpose.CONTRAST else None
    return VisitPlanned(
        collaboration=TOGETHER, host=ASTOR, visitors=(DOVER,), purpose=purpose, contrast=contrast,
        focus=TALK, planned_for=LAST_WEEK, minutes=60,
    )  # fmt: skip


def test_the_share_of_contrast_is_of_visits_that_were_held():
    story = given(BEGUN, visit(Purpose.CONTRAST))
    assert value(story, ideas.contrast, WHOLE) is None
    story = story.and_then(held(act=ActId(int=5)), visit(Purpose.REFINE), held(act=ActId(int=7)))
    with asked_of(story) as now:
        for about in (WHOLE, of_school(ASTOR), of_school(DOVER)):
            found = ideas.contrast.ask(now, about=about)
            assert (found.value, found.n, found.sources) == (0.5, 2, (6, 8))
    with asked_of(story, happened_by=date(2026, 3, 1)) as now:
        assert ideas.contrast.ask(now, about=WHOLE).value is None


def standing(story: Scenario, **moment: Any) -> dict[str, float | None]:
    with asked_of(story, **moment) as now:
        found = {
            code.value: barriers.standing.ask(now, about=of_school(DOVER), standing=code.value)
            for code in barriers.Standing
        }
        return {code: figure.value for code, figure in found.items() if figure.value}


THE_BARRIER = told_of_barrier.THE_BARRIER


def test_a_barrier_stands_as_the_last_word_says():
    story = told_of_barrier.AFTER_A_VISIT
    assert standing(story) == {"open": 1}
    for event, stands in (
        (told_of_barrier.TRIED, "open"),
        (BarrierMitigated(act=THE_BARRIER, happened_on=YESTERDAY), "mitigated"),
        (BarrierPersisted(act=THE_BARRIER, happened_on=YESTERDAY), "open"),
        (told_of_barrier.OVERCOME, "overcome"),
        (BarrierReopened(act=THE_BARRIER, happened_on=TODAY), "reopened"),
    ):
        story = story.and_then((BEN, event))
        assert standing(story) == {stands: 1}
    assert standing(story, known_by=11) == {"overcome": 1}
    assert standing(story, happened_by=YESTERDAY) == {"overcome": 1}


def test_what_a_withdrawn_act_had_shown_is_not_overcome():
    story = told_of_barrier.AFTER_A_VISIT.and_then((BEN, told_of_barrier.OVERCOME))
    visit = ActId(int=told_of_barrier.THE_VISIT.int)
    gone = story.and_then(
        (AMY, RetractionRequested(act=visit, reason=REASON)),
        (ANN, Retracted(act=visit, reason=REASON)),
    )
    assert standing(gone) == {"open": 1}


def in_schools(many: int, gave_way: int, size: int = 300) -> Scenario:
    """So many primaries of one size each tried shared cover; in some of them it was gone after."""
    urns = [SchoolId(str(900_101 + n)) for n in range(many)]
    story = given_only(*(school(urn, phase=Phase.PRIMARY, pupils=size) for urn in urns))
    for n, urn in enumerate(urns):
        by, partner = colleague(urn), urns[n - 1]
        whole = len(story.entries) + 1
        story = story.and_then((by, begun(urn, partner)))
        cited = replace(told_of_barrier.CITED, school=urn, happened_on=date(2025, 10, 1))
        story = story.and_then((by, cited))
        barrier = ActId(int=whole + 1)
        of = type(TOGETHER)(int=whole)
        meeting = planned(of=of, host=urn, visitors=(partner,))
        story = story.and_then(
            (by, replace(told_of_barrier.TRIED, act=barrier, mitigation=Mitigation.SHARED_COVER)),
            meeting,
            held(act=ActId(int=whole + 3), there=(urn, partner)),
        )
        if n < gave_way:
            shown = CitedAct(int=whole + 3)
            over = BarrierOvercome(act=barrier, shown_by=shown, happened_on=YESTERDAY)
            story = story.and_then((by, over))
    return story


def learnt(story: Scenario, scope: Any = None, of: str = "900101", **moment: Any) -> Figure:
    asked = {"school": of, "barrier": "rivalry", "mitigation": "shared_cover"}
    with asked_of(story, scope or editor(of), **moment) as now:
        return barriers.gave_way.ask(now, **asked)


def test_what_schools_alike_tried_is_told_from_three_of_them_on():
    assert learnt(in_schools(2, 1)).state is FigureState.TOO_FEW
    assert learnt(in_schools(2, 1)).value is None
    found = learnt(in_schools(4, 3))
    assert (found.value, found.n, found.sources) == (0.75, 4, ())
    assert found.range is not None
    assert found.cautions == (Caution.NO_COMPARISON,)
    assert learnt(in_schools(4, 3), editor("900104")).value == 0.75
    assert learnt(in_schools(4, 3), happened_by=LAST_WEEK).value == 0.0


def test_whoever_is_not_signed_in_is_told_nothing_of_it():
    assert learnt(in_schools(4, 3), NOBODY).state is FigureState.NOT_RECORDED


def test_schools_of_another_size_or_phase_are_not_alike():
    story = in_schools(4, 3)
    for other in (
        school(DEAL, phase=Phase.PRIMARY, pupils=900),
        school(DEAL, phase=Phase.SECONDARY, pupils=300),
        school(DEAL, phase=Phase.PRIMARY),
    ):
        told = story.and_then(other)
        assert learnt(told, of=DEAL).state is FigureState.NOT_RECORDED
    same = story.and_then(school(DEAL, phase=Phase.PRIMARY, pupils=499))
    assert learnt(same, of=DEAL).value == 0.75


def test_a_barrier_that_is_back_has_not_given_way():
    story = in_schools(3, 3)
    barrier = ActId(int=5)
    again = BarrierReopened(act=barrier, happened_on=TODAY)
    back = story.and_then((colleague(SchoolId("900101")), again))
    assert learnt(back).value == pytest.approx(2 / 3)
    gone = story.and_then((colleague(SchoolId("900101")), Retracted(act=barrier, reason=REASON)))
    assert learnt(gone).state is FigureState.TOO_FEW


@pytest.mark.parametrize(
    ("pupils", "alike"), [(0, (0, 99)), (99, (0, 99)), (100, (100, 249)), (2500, (2000, 10**9 - 1))]
)
def test_bands_of_size(pupils: int, alike: tuple[int, int]):
    assert band(pupils) == alike


def steps(story: Scenario, about: str = of_school(ASTOR)) -> list[float | None]:
    stages = (
        next_steps.suggested, next_steps.taken, next_steps.declined, next_steps.lapsed,
        next_steps.waiting,
    )  # fmt: skip
    with asked_of(story) as now:
        return [stage.ask(now, about=about).value for stage in stages]


def test_advice_is_taken_declined_or_lapses():
    story = told_of_step.ADVISED
    assert steps(story) == [1, 0, 0, 0, 1]
    taken = story.and_then((ANN, told_of_step.JOINED), (ANN, told_of_step.TAKEN))
    assert steps(taken) == [1, 1, 0, 0, 0]
    assert steps(story.and_then((ANN, told_of_step.DECLINED))) == [1, 0, 1, 0, 0]
    assert steps(story.and_then((ANN, told_of_step.LAPSED))) == [1, 0, 0, 1, 0]
    assert steps(story, of_school(DOVER)) == [0, 0, 0, 0, 0]


def test_a_number_is_that_of_its_sources():
    other = NextStepSuggested(
        school=ASTOR, next_step=told_of_step.SUGGESTED.next_step, answer_by=TODAY,
        happened_on=YESTERDAY,
    )  # fmt: skip
    story = told_of_step.ADVISED.and_then((ANN, other))
    with in_memory(story.entries) as ledger, ledger.asked_by() as now:
        found = next_steps.suggested.ask(now, about=of_school(ASTOR))
        kinds = [type(story.entries[place - 1].event) for place in found.sources]
        assert kinds == [NextStepSuggested] * int(found.value or 0)
        assert found.value == 2
        assert reopen(now, found.receipt).is_same
