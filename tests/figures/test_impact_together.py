"""What several schools say together, and how good that evidence is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from statsmodels.stats.meta_analysis import combine_effects, effectsize_2proportions

from ledger.domain.acts.moderation import (
    Judgement,
    JudgementMade,
    ModerationOpened,
    WorkSample,
    WorkSampleContributed,
)
from ledger.domain.collaboration import (
    CollaborationAgreedBySchool,
    CollaborationProposed,
    CollaborationStarted,
)
from ledger.domain.evidence import Document, DocumentKind
from ledger.domain.identifiers import ActId, CollaborationId, Digest, JudgeCode, SampleCode
from ledger.domain.measure import (
    Arm,
    CollectedBy,
    CountReading,
    Direction,
    Level,
    MeasureKind,
    ProportionReading,
)
from ledger.domain.record import Sealed
from ledger.domain.words import StaffRole
from ledger.figures import evidence, impact, impact_together
from ledger.figures.figure import FigureState, FigureUnit
from ledger.figures.saying import sentence
from ledger.statistics.effect_size import Group, compared, divided, same_people
from ledger.statistics.estimate import Estimate
from ledger.statistics.proportion import risk_difference
from ledger.statistics.synthesis import holm, pooled
from tests.figures.studied import AGE, SAME, Studied, codes, mean
from tests.projections.made_up import SCHOOLS
from tests.projections.story import colleague
from tests.scenario import FIRST_DAY, TALK, TODAY, YESTERDAY, begun

MOVED = (104, 106, 99, 108)


def four(moved: Sequence[float] = MOVED, **more) -> Studied:
    """Four schools that began alike."""
    before = [mean(who, 100, **more) for who in range(4)]
    after = [mean(who, value, **SAME, **more) for who, value in enumerate(moved)]
    return Studied(before, after)


def effects(moved: Sequence[float] = MOVED) -> list[Estimate]:
    return [same_people(Group(40, 100, 10), Group(40, value, 10), 0.6) for value in moved]


def test_four_schools_are_put_together_with_random_effects():
    with four().asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
        differ = asked.whole(impact_together.heterogeneity)
    told = pooled(effects())
    assert found.value == pytest.approx(told.effect.value)
    assert found.range == pytest.approx((*told.effect.interval, 0.95))
    assert differ.value == pytest.approx(told.i_squared)
    assert found.n == 160
    assert found.message == "change"


def test_a_school_that_may_not_be_told_of_enters_no_sum():
    with_small = four()
    with_small.before[3] = mean(3, 100, 9)
    with with_small.asked() as asked, four(MOVED[:3]).asked() as without:
        for method in (
            impact_together.pooled_effect, impact_together.same_way, impact_together.heterogeneity,
        ):  # fmt: skip
            assert asked.whole(method).value == without.whole(method).value


def test_where_r_is_not_known_the_average_is_as_wide_as_the_assumptions_make_it():
    unknown = four()
    unknown.after = [mean(who, value, is_same_people=True) for who, value in enumerate(MOVED)]
    with unknown.asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    told = [
        pooled([same_people(Group(40, 100, 10), Group(40, v, 10), r) for v in MOVED]).effect
        for r in (0.3, 0.5, 0.8)
    ]
    assert found.value == pytest.approx(told[1].value)
    assert found.range is not None
    assert found.range.low == pytest.approx(min(each.interval.low for each in told))
    assert found.range.high == pytest.approx(max(each.interval.high for each in told))
    assert "correlation_unknown" in codes(found)


@pytest.mark.parametrize(
    ("moved", "share", "p"),
    [((104, 104, 104, 96), 0.75, 0.625), ((104, 104, 104, 104), 1, 0.125), ((104, 96), 0.5, 1)],
)
def test_whether_schools_went_the_same_way_is_a_sign_test(moved, share, p):
    with four(moved).asked() as asked:
        assert asked.whole(impact_together.same_way).value == share
        assert asked.whole(impact_together.same_way_by_chance).value == pytest.approx(p)


WAITING = {"arm": Arm.COMPARISON}


def beside(n: int) -> Studied:
    """Three schools that took part, and one that waits."""
    study = four(MOVED[:3])
    study.before[3] = mean(3, 100, n, **WAITING)
    study.after = [*study.after, mean(3, 101, n, **WAITING, **SAME)]
    return study


def test_a_comparison_group_that_three_schools_share_is_divided_among_them():
    with beside(90).asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    first, later = (divided(Group(90, value, 10), 3) for value in (100, 101))
    told = [
        compared(Group(40, 100, 10), Group(40, value, 10), first, later, 0.6) for value in MOVED[:3]
    ]
    assert found.value == pytest.approx(pooled(told).effect.value)
    assert found.message == "compared"


def test_a_comparison_group_too_small_to_be_shared_is_said_to_be_one():
    with beside(20).asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    assert (found.state, found.reasons) == (FigureState.NOT_APPLICABLE, ("comparison_shared",))


def share(who: int, x: int, n: int = 40, **more) -> ProportionReading:
    facts = {"measure": "age", "school": SCHOOLS[who], "collected_by": CollectedBy.EXTERNAL}
    return ProportionReading(n=n, x=x, **facts | more)


def often(who: int, times: int, n: int = 40, **more) -> CountReading:
    facts = {"measure": "age", "school": SCHOOLS[who], "collected_by": CollectedBy.EXTERNAL}
    return CountReading(n=n, times=times, **facts | more)


def shares(*later: tuple[int, int], first: int = 20, **more) -> Studied:
    """Schools of which at first half could do it."""
    proportion = replace(AGE, measure_kind=MeasureKind.PROPORTION, **more)
    before = [share(who, first) for who in range(len(later))]
    after = [share(who, x, n) for who, (x, n) in enumerate(later)]
    return Studied(before, after, measures=(proportion,), list="proportions")


LATER = ((28, 40), (25, 38), (22, 40), (35, 40))


@pytest.mark.parametrize("better", [Direction.HIGHER, Direction.LOWER])
def test_shares_are_put_together_in_percentage_points(better: Direction):
    with shares(*LATER, direction=better).asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
        differ = asked.whole(impact_together.heterogeneity)
    x, n = np.array(LATER).T
    value, variance = effectsize_2proportions(x, n, np.full(4, 20), np.full(4, 40))
    theirs = combine_effects(value, variance, method_re="dl")
    sign = -1 if better is Direction.LOWER else 1
    assert found.unit is FigureUnit.PERCENTAGE_POINTS
    assert found.value == pytest.approx(sign * 100 * theirs.mean_effect_re)
    assert found.range is not None
    assert found.range.high - found.range.low == pytest.approx(
        2 * 1.959964 * 100 * theirs.sd_eff_w_re, rel=1e-6
    )
    assert differ.value == pytest.approx(theirs.i2)


def test_three_schools_in_which_all_could_do_it_leave_doubt():
    with shares(*[(40, 40)] * 3, first=40).asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    assert found.value == pytest.approx(0)
    assert found.range is not None
    assert found.range.high > 1


def test_shares_beside_others_move_further_than_they():
    """Eighty who wait are divided among three schools, so each is told with less certainty."""
    study = shares(*LATER[:3])
    study.before = [*study.before, share(3, 40, 80, arm=Arm.COMPARISON)]
    study.after = [*study.after, share(3, 44, 80, arm=Arm.COMPARISON)]
    with study.asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    others = risk_difference((44 / 3, 80 / 3), (40 / 3, 80 / 3))
    told = []
    for one in LATER[:3]:
        own = risk_difference(one, (20, 40))
        told.append(Estimate(own.value - others.value, (own.se**2 + others.se**2) ** 0.5))
    assert found.value == pytest.approx(100 * pooled(told).effect.value)
    assert found.range is not None
    assert found.range.low == pytest.approx(100 * pooled(told).effect.interval.low)
    assert found.message == "compared"


def test_those_who_could_do_it_seldom_rise_by_themselves():
    study = shares(*LATER[:3], first=8)
    study.before = [*study.before, share(3, 60, 80, arm=Arm.COMPARISON)]
    study.after = [*study.after, share(3, 62, 80, arm=Arm.COMPARISON)]
    with study.asked() as asked:
        assert "low_baseline_selected" in codes(asked.whole(impact_together.pooled_effect))


def test_what_is_counted_is_put_together_by_the_person():
    times = (50, 45, 70)
    counts = replace(AGE, measure_kind=MeasureKind.COUNT, direction=Direction.LOWER)
    study = Studied(
        [often(who, 60) for who in range(3)],
        [often(who, many) for who, many in enumerate(times)],
        measures=(counts,), list="tallied",
    )  # fmt: skip
    with study.asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    value = np.array([(60 - many) / 40 for many in times])
    variance = np.array([(60 + many) / 40**2 for many in times])
    theirs = combine_effects(value, variance, method_re="dl")
    mean = theirs.mean_effect_re if theirs.tau2 > 0 else theirs.mean_effect_fe
    assert found.unit is FigureUnit.TIMES_A_PERSON
    assert found.value == pytest.approx(mean)
    assert sentence(found).startswith("no clear change: anything from ")


def test_towards_a_range_that_is_aimed_at_nothing_is_put_together():
    aimed = replace(
        AGE, direction=Direction.TARGET, target_low=Decimal(95), target_high=Decimal(105)
    )
    with replace(four(), measures=(aimed,)).asked() as asked:
        found = asked.whole(impact_together.pooled_effect)
    assert (found.state, found.reasons) == (FigureState.NOT_APPLICABLE, ("no_one_way",))


def judged_work(pieces: int, *by: int, happened_on: date = TODAY) -> Studied:
    """Three schools or more moved the same way by one measure; and these schools judged work."""
    study = four((104, 105, 103, 106))
    act, circle = ActId(int=study.act + 7), CollaborationId(int=5)
    bring, letters = SCHOOLS[3], "bcdfghjkmn"
    codes_ = [
        SampleCode("k7" + "".join(letters[int(digit)] for digit in f"{n:03d}") + "2mx")
        for n in range(pieces)
    ]
    opened = ModerationOpened(
        part_of=circle, partners=SCHOOLS[:4], focus=TALK, task=Sealed("a letter"),
        standard=("WTS", "EXS"), happened_on=happened_on,
    )  # fmt: skip
    brought = WorkSampleContributed(
        act=act, school=bring, is_anonymous=True, happened_on=happened_on,
        contributed=tuple(
            WorkSample(sample=one, work_digest=Digest(f"{n:064x}"), is_band_hidden=True)
            for n, one in enumerate(codes_)
        ),
    )  # fmt: skip
    told = [
        JudgementMade(
            act=act, school=SCHOOLS[who], judged_by=JudgeCode("J1"), is_blind=False, round=1,
            happened_on=happened_on,
            judgements=tuple(Judgement(sample=one, category="EXS") for one in codes_),
        )
        for who in by
    ]  # fmt: skip
    by_first = colleague(SCHOOLS[0])
    judged = [(colleague(one.school), one) for one in told]
    study.then = [(by_first, opened), (colleague(bring), brought), *judged]
    return study


@pytest.mark.parametrize(
    ("study", "grade", "sources"),
    [
        (judged_work(20, 0, 1), 3, {15, 16}),
        (judged_work(19, 0, 1), 2, set()),
        (judged_work(20, 0), 2, set()),
        (judged_work(20, 0, 1, happened_on=YESTERDAY), 2, set()),
    ],
    ids=["enough", "too little", "one school", "before anything was read"],
)
def test_work_that_two_schools_judged_is_a_source(study: Studied, grade: int, sources: set[int]):
    with study.asked() as asked:
        found = asked.whole(evidence.grade)
    assert found.value == grade
    assert sources <= set(found.sources)
    assert ("one_source" in found.reasons) == (grade == 2)


def of_two_kinds(moved: Sequence[float]) -> Studied:
    """Pupils were measured and lessons seen."""
    study = four(moved)
    seen = {"measure": "seen"}
    study.measures = (AGE, replace(AGE, measure="seen", level=Level.PRACTICE))
    study.before = [*study.before, mean(0, 100, **seen)]
    study.after = [*study.after, mean(0, 104, **seen, **SAME)]
    return study


GRADES = {
    0: replace(four(), after=()),
    1: replace(four(), measures=(replace(AGE, level=Level.REACTION),)),
    2: four(),
    3: of_two_kinds((104, 105, 103, 106)),
    4: beside(90),
}


@pytest.mark.parametrize("grade", GRADES)
def test_the_grade_is_of_the_evidence(grade: int):
    with GRADES[grade].asked() as asked:
        found = asked.whole(evidence.grade)
    assert (found.value, found.security) == (grade, grade)
    assert sentence(found).startswith(f"grade {grade} of 5")
    assert found.reasons


def test_it_takes_the_same_way_for_the_third_grade():
    with of_two_kinds((104, 96, 103, 95)).asked() as asked:
        found = asked.whole(evidence.grade)
    assert (found.value, found.reasons) == (2, ("not_same_way", "no_comparison_group"))


def test_a_plan_written_afterwards_is_no_better_than_none():
    late = replace(beside(90), first_day=YESTERDAY - timedelta(days=9), later_day=YESTERDAY)
    with late.asked() as asked:
        found = asked.whole(evidence.grade)
    assert found.value == 2
    assert "plan_not_first" in found.reasons


def test_a_trial_by_others_lifts_what_is_compared_to_the_highest_grade():
    trial = Document(document_title="A trial of talk", document_kind=DocumentKind.TRIAL)
    proposed = CollaborationProposed(**vars(begun(*SCHOOLS[:4])), evidence_base=(trial,))
    of = CollaborationId(int=5)
    agreed = [
        (
            colleague(one),
            CollaborationAgreedBySchool(
                collaboration=of, school=one, agreed_by=StaffRole.HEAD, happened_on=FIRST_DAY
            ),
        )
        for one in SCHOOLS[:2]
    ]
    started = colleague(SCHOOLS[0]), CollaborationStarted(collaboration=of, happened_on=FIRST_DAY)
    study = replace(beside(90), begun=((colleague(SCHOOLS[0]), proposed), *agreed, started))
    with study.asked() as asked, beside(90).asked() as without:
        found = asked.whole(evidence.grade)
        assert (found.value, found.reasons) == (5, ())
        assert 5 in found.sources
        assert without.whole(evidence.grade).reasons == ("no_trial",)


def test_among_many_measures_chance_is_made_larger():
    many = of_two_kinds(MOVED)
    seen = {"measure": "seen"}
    many.before = [*many.before, *(mean(who, 100, **seen) for who in (1, 2))]
    many.after = [*many.after, *(mean(who, 101, **seen, **SAME) for who in (1, 2))]
    with many.asked() as asked:
        found = [asked.whole(evidence.among_many, code).value for code in ("age", "seen")]
    alone = [pooled(effects(moved)).effect.p for moved in (MOVED, (104, 101, 101))]
    assert found == pytest.approx(holm(alone))
    assert found[0] > alone[0]


def test_what_is_told_one_by_one_has_no_place_among_many():
    with four((104, 105)).asked() as asked:
        found = asked.whole(evidence.among_many)
        alone = asked.of(0, impact.effect)
    assert found.state is FigureState.NOT_APPLICABLE
    assert alone.value is not None
