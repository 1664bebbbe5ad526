"""One school's change: every kind of measure, every caution, and a comparison group."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ledger.domain.acts.shared_evaluation import (
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    EvaluationRevised,
    Finding,
)
from ledger.domain.identifiers import ActId
from ledger.domain.measure import (
    Arm,
    CollectedBy,
    CountReading,
    Direction,
    Level,
    MeasureKind,
    OrdinalReading,
    Unit,
)
from ledger.domain.record import Sealed
from ledger.figures import impact
from ledger.figures.caveats import LATE
from ledger.figures.figure import Caution, FigureState, FigureUnit
from ledger.figures.saying import sentence
from ledger.projections import readings
from ledger.statistics.change import nearer
from ledger.statistics.effect_size import Group, compared, together
from ledger.statistics.estimate import Estimate, Interval, Ranged
from ledger.statistics.rate import rates_apart
from tests.figures.studied import AGE, SAME, Studied, codes, mean
from tests.projections.made_up import SCHOOLS
from tests.projections.story import amended, asked_of, colleague
from tests.scenario import TODAY, YESTERDAY, begun, id_of

WELL_DONE = Studied([mean(0, 100)], [mean(0, 104, **SAME)])


def test_only_what_the_record_gives_ground_for_is_cautioned():
    with WELL_DONE.asked() as asked:
        effect = asked.of(0, impact.effect)
    assert codes(effect) == {"no_comparison"}
    assert effect.reasons == ("no_comparison_group", "few_schools")
    assert effect.security == 3


BY_ITSELF = {"collected_by": CollectedBy.SELF}
GROUNDS = {
    Caution.SMALL_N: Studied([mean(0, 100, 29)], [mean(0, 104, 29, **SAME)]),
    Caution.COHORT_CHANGED: Studied([mean(0, 100)], [mean(0, 104)]),
    Caution.CORRELATION_UNKNOWN: Studied([mean(0, 100)], [mean(0, 104, is_same_people=True)]),
    Caution.INSTRUMENT_CHANGED: Studied(
        [mean(0, 100)], [mean(0, 104, is_instrument_changed=True, **SAME)]
    ),
    Caution.ATTRITION: Studied([mean(0, 100, 50)], [mean(0, 104, 39, **SAME)]),
    Caution.SAME_RATER: Studied([mean(0, 100)], [mean(0, 104, **SAME, **BY_ITSELF)]),
    Caution.SELF_REPORT: Studied(
        [mean(0, 100)], [mean(0, 104, **SAME, **BY_ITSELF)],
        measures=(replace(AGE, level=Level.PRACTICE),),
    ),
    Caution.LATE_RECORDED: replace(WELL_DONE, first_day=TODAY - LATE - timedelta(days=1)),
    Caution.POST_HOC: replace(
        WELL_DONE, first_day=YESTERDAY - timedelta(days=5), later_day=YESTERDAY
    ),
    Caution.MANY_MEASURES: replace(
        WELL_DONE, measures=tuple(replace(AGE, measure=code) for code in ("age", *"abcde"))
    ),
    Caution.DISSENT_RECORDED: replace(
        WELL_DONE,
        then=[
            (
                colleague(SCHOOLS[1]),
                EvaluationDissentRecorded(
                    act=ActId(int=6), school=SCHOOLS[1], why_not=Sealed("no"), happened_on=TODAY
                ),
            )
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("caution", GROUNDS)
def test_each_caution_is_given_where_the_record_gives_ground_for_it(caution: Caution):
    with GROUNDS[caution].asked() as asked:
        assert caution in asked.of(0, impact.effect).cautions


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021])
def test_there_were_no_national_results_in_two_years(year: int):
    scaled = replace(AGE, unit=Unit.SCALED_SCORE)
    day = date(year, 11, 2)
    study = Studied(
        [mean(0, 100)], [mean(0, 104, **SAME)], measures=(scaled,), first_day=day,
        later_day=day + timedelta(days=9),
        begun=((colleague(SCHOOLS[0]), begun(*SCHOOLS[:4], happened_on=date(year, 9, 1))),),
    )  # fmt: skip
    with study.asked() as asked:
        found = "no_national_results" in codes(asked.of(0, impact.effect))
    assert found == (year in (2019, 2020))


def test_a_dissent_is_asked_anew_once_the_findings_are_looked_at_anew():
    dissent = GROUNDS[Caution.DISSENT_RECORDED]
    agreed = colleague(SCHOOLS[0]), agrees()
    anew = colleague(SCHOOLS[0]), EvaluationRevised(
        act=ActId(int=6), reason=Sealed("two classes were sent twice"), happened_on=TODAY
    )  # fmt: skip
    with replace(dissent, then=[*dissent.then, agreed, anew]).asked() as asked:
        assert "dissent_recorded" not in codes(asked.of(0, impact.effect))


def agrees():
    return EvaluationFindingsAgreed(
        act=ActId(int=6), school=SCHOOLS[0], finding=Finding.BETTER, statement=Sealed("better"),
        happened_on=TODAY,
    )  # fmt: skip


def test_an_ordinal_measure_moves_by_categories():
    grades = replace(
        AGE, measure="grades", measure_kind=MeasureKind.ORDINAL, categories=("WTS", "EXS", "GDS")
    )
    common = {"measure": "grades", "school": SCHOOLS[0], "collected_by": CollectedBy.EXTERNAL}
    first = OrdinalReading(n=30, tallies=(15, 10, 5), **common)
    later = OrdinalReading(n=30, tallies=(5, 10, 15), is_same_people=True, **common)
    with Studied([first], [later], measures=(grades,), list="ordinals").asked() as asked:
        change, effect = (asked.of(0, m, "grades") for m in (impact.change, impact.effect))
        level = asked.of(0, impact.level, "grades", arm="participant")
    assert change.value == pytest.approx(2 / 3)
    assert change.unit is FigureUnit.CATEGORIES
    assert level.value == pytest.approx(70 / 30)
    assert effect.range is not None
    assert effect.range.low > 0


def test_how_often_something_happens_has_the_range_of_two_rates():
    refusals = replace(
        AGE, measure="refusals", measure_kind=MeasureKind.COUNT, direction=Direction.LOWER
    )
    common = {"measure": "refusals", "school": SCHOOLS[0], "collected_by": CollectedBy.EXTERNAL}
    first, later = (CountReading(n=30, times=times, **common) for times in (60, 45))
    with Studied([first], [later], measures=(refusals,), list="tallied").asked() as asked:
        change, effect = (asked.of(0, m, "refusals") for m in (impact.change, impact.effect))
    told = rates_apart((60, 30), (45, 30))
    assert change.value == 0.5
    assert change.range == pytest.approx((*told.interval, 0.95))
    assert sentence(change).startswith(
        "no clear change: anything from 0.2 worse to 1.2 times for each person better fits"
    )
    assert effect.state is FigureState.NOT_APPLICABLE


def test_what_counts_for_a_range_that_is_aimed_at_is_how_near_it_is():
    aimed = replace(
        AGE, direction=Direction.TARGET, target_low=Decimal(95), target_high=Decimal(105)
    )
    with Studied([mean(0, 120)], [mean(0, 104, **SAME)], measures=(aimed,)).asked() as asked:
        change, effect = (asked.of(0, method) for method in (impact.change, impact.effect))
    assert change.value == 15
    # The later readings may lie 2.1 outside; those before lie 15 outside, give or take 3.1.
    errors = [Estimate(value, 10 / 40**0.5).interval for value in (120, 104)]
    told = nearer(*map(Ranged, (120, 104), errors), Interval(95, 105), 0.6)
    assert change.range == pytest.approx((*told.interval, 0.95))
    assert sentence(change).startswith("got better, most likely by ")
    assert effect.state is FigureState.NOT_APPLICABLE


WAITING = {"arm": Arm.COMPARISON}
BESIDE = Studied(
    [mean(0, 100), mean(1, 100, 30, **WAITING), mean(2, 101, 25, 9, **WAITING)],
    [
        mean(0, 106, **SAME),
        mean(1, 101, 30, **WAITING, **SAME),
        mean(2, 102, 25, 9, **WAITING, **SAME),
    ],
)


def test_beside_others_the_two_changes_are_compared():
    with BESIDE.asked() as asked:
        effect = asked.of(0, impact.effect)
    first, later = (
        together([Group(30, 100 + more, 10), Group(25, 101 + more, 9)]) for more in (0, 1)
    )
    told = compared(Group(40, 100, 10), Group(40, 106, 10), first, later, 0.6)
    assert effect.value == pytest.approx(told.value)
    assert effect.message == "compared"
    assert "no_comparison" not in codes(effect)
    assert len(effect.sources) == 3


def test_a_school_that_has_people_of_its_own_to_compare_with_is_compared_with_those():
    own = replace(
        BESIDE,
        before=[*BESIDE.before, mean(0, 99, 20, **WAITING)],
        after=[*BESIDE.after, mean(0, 100, 20, **WAITING, **SAME)],
    )
    with own.asked() as asked:
        effect = asked.of(0, impact.effect)
    told = compared(
        Group(40, 100, 10), Group(40, 106, 10), Group(20, 99, 10), Group(20, 100, 10), 0.6
    )
    assert effect.value == pytest.approx(told.value)


def test_those_who_clearly_started_lower_rise_by_themselves():
    lower = replace(BESIDE, before=[mean(0, 88), *BESIDE.before[1:]])
    with lower.asked() as asked, BESIDE.asked() as other:
        assert "low_baseline_selected" in codes(asked.of(0, impact.effect))
        assert "low_baseline_selected" not in codes(other.of(0, impact.effect))


def test_a_correction_of_the_day_moves_the_reading():
    story = WELL_DONE.story
    moved = YESTERDAY - timedelta(days=20)
    told = amended(id_of(7), "happened_on", YESTERDAY, moved, ActId(int=6))
    with asked_of(story.and_then((colleague(SCHOOLS[0]), told))) as now:
        assert [read.happened_on for read in readings.of_circles(now, [5])] == [moved, TODAY]
