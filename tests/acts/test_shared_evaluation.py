"""A shared evaluation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    Comparison,
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    EvaluationPublished,
    EvaluationRevised,
    Finding,
    FollowUpReadingRecorded,
    SharedEvaluationCancelled,
    SharedEvaluationDesigned,
    SharedEvaluationRescheduled,
)
from ledger.domain.acts.withdrawal import Retracted
from ledger.domain.identifiers import ActId, CitedAct, EntryId
from ledger.domain.measure import (
    Arm,
    CollectedBy,
    CountReading,
    Direction,
    Level,
    Measure,
    MeasureKind,
    OrdinalReading,
    ProportionReading,
    Reading,
    Unit,
)
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NeedsSecondPerson,
    NotFound,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
    SameSchool,
    SmallGroup,
)
from ledger.domain.words import Barrier, Focus, Theme
from tests.projections.story import amended, followed_up, held, planned
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
    LAST_YEAR,
    NEXT_WEEK,
    TALK,
    THE_ACT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    begun,
    came,
    given,
)

READING_AGE = Measure(
    measure="reading-age", level=Level.PUPIL_OUTCOME, unit=Unit.STANDARDISED_SCORE,
    direction=Direction.HIGHER, scale_min=Decimal(69), scale_max=Decimal("141.5"),
    instrument="New Group Reading Test, 2nd edition",
)  # fmt: skip


def designed(**other):
    facts = {
        "collaboration": TOGETHER,
        "planned_for": LAST_WEEK,
        "minutes": 60,
        "partners": (ASTOR, DOVER),
        "focus": TALK,
        "question": Sealed("does more talk help?"),
        "measures": (READING_AGE,),
        "comparison": Comparison.PRE_POST,
        "analysis_plan": Sealed("compare the means of each school"),
    }
    return SharedEvaluationDesigned(**facts | other)


def reading(**other):
    facts = {
        "measure": "reading-age",
        "school": ASTOR,
        "n": 30,
        "mean": Decimal("98.25"),
        "sd": Decimal("14.1"),
        "collected_by": CollectedBy.SELF,
    }
    return Reading(**facts | other)


def baseline(*readings):
    return BaselineRecorded(
        act=THE_ACT, happened_on=LAST_WEEK, minutes=60, attendance=came(), readings=readings
    )


def again(*readings, happened_on=YESTERDAY):
    return FollowUpReadingRecorded(
        act=THE_ACT, happened_on=happened_on, tried=Sealed("talk"), readings=readings
    )


def agreed(**other):
    facts = {
        "school": ASTOR,
        "finding": Finding.NO_CLEAR_CHANGE,
        "statement": Sealed("no clear change in one term"),
        "happened_on": TODAY,
    }
    return EvaluationFindingsAgreed(act=THE_ACT, **facts | other)


def dissent(**other):
    facts = {"school": DOVER, "why_not": Sealed("too few pupils"), "happened_on": TODAY}
    return EvaluationDissentRecorded(act=THE_ACT, **facts | other)


def published(**other):
    facts = {
        "published_in": "https://example.org/talk",
        "finding": Finding.NO_CLEAR_CHANGE,
        "happened_on": TODAY,
    }
    return EvaluationPublished(act=THE_ACT, **facts | other)


def revised(**other):
    facts = {"reason": Sealed("one school had sent two classes twice"), "happened_on": TODAY}
    return EvaluationRevised(act=THE_ACT, **facts | other)


def first(**lists):
    """First readings of other kinds than means."""
    return BaselineRecorded(
        act=THE_ACT, happened_on=LAST_WEEK, minutes=60, attendance=came(), **lists
    )


COUNTED = {"school": ASTOR, "n": 30, "collected_by": CollectedBy.SELF}
SECURE = replace(
    READING_AGE, measure="secure", measure_kind=MeasureKind.PROPORTION, unit=Unit.PERCENT,
    scale_min=Decimal(0), scale_max=Decimal(100),
)  # fmt: skip
GRADES = replace(
    READING_AGE, measure="grades", measure_kind=MeasureKind.ORDINAL,
    categories=("WTS", "EXS", "GDS"),
)  # fmt: skip
REFUSALS = replace(READING_AGE, measure="refusals", measure_kind=MeasureKind.COUNT)
DESIGNED, BASELINE = designed(), baseline(reading())


def test_an_evaluation_is_designed():
    given(BEGUN).when(DESIGNED).then("2 schools agreed to evaluate science by one measure.")
    two = (READING_AGE, replace(READING_AGE, measure="talk"))
    given(BEGUN).when(designed(measures=two)).then(
        "2 schools agreed to evaluate science by 2 measures."
    )


def test_two_measures_have_two_codes():
    given(BEGUN).when(designed(measures=(READING_AGE, READING_AGE))).then_refused(
        NotWellFormed, "Name each only once: this stands here twice.", "measures", "1", "measure"
    )


def test_a_scale_goes_up():
    flat = replace(READING_AGE, scale_max=READING_AGE.scale_min)
    given(BEGUN).when(designed(measures=(flat,))).then_refused(
        OutOfRange, "A scale goes up.", "measures", "0", "scale_max"
    )


def test_another_day_is_found():
    moved = SharedEvaluationRescheduled(
        act=THE_ACT, planned_for=NEXT_WEEK, reason=Sealed("mocks are that week")
    )
    given(BEGUN, DESIGNED).when(moved).then("Moved to 16 March 2026.")


def test_an_evaluation_is_called_off():
    called_off = SharedEvaluationCancelled(
        act=THE_ACT, happened_on=LAST_WEEK, barrier=Barrier.TRUST
    )
    given(BEGUN, DESIGNED).when(called_off).then("Called off because of a lack of trust.")


def test_first_readings_are_taken():
    both = baseline(reading(), reading(school=DOVER))
    given(BEGUN, DESIGNED).when(both).then(
        "First readings were taken on 2 March 2026: one measure in 2 schools."
    )


@pytest.mark.parametrize("mean", ["68.9", "141.6"])
def test_a_reading_lies_on_its_scale(mean):
    given(BEGUN, DESIGNED).when(baseline(reading(mean=Decimal(mean)))).then_refused(
        OutOfRange, "The scale goes from 69 to 141.5.", "readings", "0", "mean"
    )


def test_the_ends_of_a_scale_lie_on_it():
    for mean in (READING_AGE.scale_min, READING_AGE.scale_max):
        given(BEGUN, DESIGNED).when(baseline(reading(mean=mean, sd=Decimal(0)))).then(
            "First readings were taken on 2 March 2026: one measure in one school."
        )


def test_no_values_on_a_scale_lie_further_apart_than_its_ends():
    # Thirty pupils, half at 69 and half at 141.5, whose mean lies in the middle.
    middle, most = Decimal("105.25"), Decimal("36.8697")
    told = given(BEGUN, DESIGNED)
    told.when(baseline(reading(mean=middle, sd=most))).then(
        "First readings were taken on 2 March 2026: one measure in one school."
    )
    told.when(baseline(reading(mean=middle, sd=most + 1))).then_refused(
        OutOfRange, "Values with that mean cannot lie so far apart.", "readings", "0", "sd"
    )


def test_a_mean_is_a_number():
    given(BEGUN, DESIGNED).when(baseline(reading(mean=Decimal("NaN")))).then_refused(
        NotWellFormed, "A number, please.", "readings", "0", "mean"
    )


def test_nothing_is_read_that_was_not_fixed():
    given(BEGUN, DESIGNED).when(baseline(reading(measure="mood"))).then_refused(
        NotFound, "No such measure was fixed.", "readings", "0", "measure"
    )


def test_readings_are_of_partners_and_one_of_each():
    three = given(begun(ASTOR, DOVER, DEAL), DESIGNED)
    three.when(baseline(reading(school=DEAL))).then_refused(
        NotParticipant, "That school takes no part.", "readings", "0", "school"
    )
    three.when(baseline(reading(), reading(n=31))).then_refused(
        SameSchool, "That school has a reading of it already.", "readings", "1", "school"
    )


def test_four_pupils_are_too_few_to_be_read():
    given(BEGUN, DESIGNED).when(baseline(reading(n=4))).then_refused(
        SmallGroup, "Fewer than 5 can be told apart: leave this figure out.", "readings", "0", "n"
    )


def test_readings_are_taken_again():
    given(BEGUN, DESIGNED, BASELINE).when(again(reading())).then(
        "Readings were taken again on 8 March 2026: one measure in one school."
    )


def test_a_second_reading_needs_a_first_one_of_the_same_school():
    given(BEGUN, DESIGNED, BASELINE).when(again(reading(), reading(school=DOVER))).then_refused(
        Missing, "There is no first reading to compare with.", "readings", "1"
    )


def test_a_second_reading_is_judged_like_a_first():
    given(BEGUN, DESIGNED, BASELINE).when(again(reading(mean=Decimal(1)))).then_refused(
        OutOfRange, "The scale goes from 69 to 141.5.", "readings", "0", "mean"
    )
    given(BEGUN, DESIGNED, BASELINE).when(again(reading(), happened_on=LAST_WEEK)).then_refused(
        NotYet, "A follow-up comes after 2 March 2026.", "happened_on"
    )


def test_each_school_agrees_for_itself_and_once():
    given(BEGUN, DESIGNED, BASELINE).when(agreed()).then(
        f"{ASTOR} agreed on the finding: no clear change."
    )
    given(BEGUN, DESIGNED, BASELINE, agreed()).when(agreed(school=DOVER), by=BEN).then(
        f"{DOVER} agreed on the finding: no clear change."
    )
    given(BEGUN, DESIGNED, BASELINE).when(agreed(school=DOVER), by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(BEGUN, DESIGNED, BASELINE, agreed()).when(agreed()).then_refused(
        AlreadySaid, "This school has said what it thinks of the findings.", "school"
    )


def test_a_school_that_does_not_agree_is_heard():
    given(BEGUN, DESIGNED, BASELINE, agreed()).when(dissent(), by=BEN).then(
        f"{DOVER} does not agree with the findings."
    )
    given(BEGUN, DESIGNED, BASELINE).when(dissent(), by=ANN).then_refused(
        NotParticipant, "A school speaks for itself, and only for itself.", "school"
    )
    given(BEGUN, DESIGNED, BASELINE, (BEN, dissent())).when(
        agreed(school=DOVER), by=BEN
    ).then_refused(AlreadySaid, "This school has said what it thinks of the findings.", "school")


def test_nobody_finds_anything_before_it_was_measured():
    given(BEGUN, DESIGNED).when(agreed()).then_refused(
        OutOfOrder,
        "It is planned; this needs an act that is evaluated or followed up or held.",
        "act",
    )
    early = date(2026, 3, 1)
    for finding, by in ((agreed(happened_on=early), ANN), (dissent(happened_on=early), BEN)):
        given(BEGUN, DESIGNED, BASELINE).when(finding, by=by).then_refused(
            NotYet, "It took place on 2 March 2026 only.", "happened_on"
        )


def share(**other):
    return ProportionReading(**COUNTED | {"measure": "secure", "x": 18} | other)


def grades(*tallies: int, **other):
    return OrdinalReading(**COUNTED | {"measure": "grades", "tallies": tallies} | other)


def refusals(**other):
    return CountReading(**COUNTED | {"measure": "refusals", "times": 45} | other)


FOUR = designed(measures=(READING_AGE, SECURE, GRADES, REFUSALS))


def test_what_is_measured_may_be_a_mean_a_share_categories_or_a_count():
    all_four = first(
        readings=(reading(),), proportions=(share(),), ordinals=(grades(10, 15, 5),),
        tallied=(refusals(),),
    )  # fmt: skip
    given(BEGUN, FOUR).when(all_four).then(
        "First readings were taken on 2 March 2026: 4 measures in one school."
    )
    given(BEGUN, FOUR).when(first()).then_refused(Missing, "Say what was measured.", "readings")


@pytest.mark.parametrize(
    ("lists", "kind", "answer", "path"),
    [
        ({"readings": (reading(measure="secure"),)}, NotWellFormed,
         "That measure is a proportion.", ("readings", "0", "measure")),
        ({"proportions": (share(measure="reading-age"),)}, NotWellFormed,
         "That measure is a mean.", ("proportions", "0", "measure")),
        ({"proportions": (share(x=31),)}, OutOfRange,
         "Only 30 were measured.", ("proportions", "0", "x")),
        ({"ordinals": (grades(10, 20),)}, NotWellFormed,
         "One number for each category, please.", ("ordinals", "0", "tallies")),
        ({"ordinals": (grades(10, 15, 4),)}, OutOfBalance,
         "That makes 29, not 30.", ("ordinals", "0", "tallies")),
        ({"tallied": (refusals(n=4),)}, SmallGroup,
         "Fewer than 5 can be told apart: leave this figure out.", ("tallied", "0", "n")),
    ],
)  # fmt: skip
def test_a_reading_is_of_the_kind_of_its_measure_and_adds_up(lists, kind, answer, path):
    given(BEGUN, FOUR).when(first(**lists)).then_refused(kind, answer, *path)


def test_an_ordinal_measure_names_its_categories_and_no_other_does():
    for wrong in (replace(GRADES, categories=None), replace(SECURE, categories=("a", "b"))):
        given(BEGUN).when(designed(measures=(wrong,))).then_refused(
            Missing, "An ordinal measure names its categories.", "measures", "0", "categories"
        )


def test_a_target_is_a_range_on_the_scale():
    aimed = replace(
        READING_AGE, direction=Direction.TARGET, target_low=Decimal(95), target_high=Decimal(105)
    )
    given(BEGUN).when(designed(measures=(aimed,))).then(
        "2 schools agreed to evaluate science by one measure."
    )
    for wrong in (replace(aimed, target_high=None), replace(aimed, direction=Direction.HIGHER)):
        given(BEGUN).when(designed(measures=(wrong,))).then_refused(
            Missing,
            "Where a range is aimed at, say from where to where.",
            "measures", "0", "target_low",
        )  # fmt: skip
    for low, high in ((106, 105), (68, 105), (95, 142)):
        off = replace(aimed, target_low=Decimal(low), target_high=Decimal(high))
        given(BEGUN).when(designed(measures=(off,))).then_refused(
            OutOfRange,
            "The range goes up, and lies on the scale.",
            "measures", "0", "target_high",
        )  # fmt: skip


def test_a_school_has_a_reading_on_either_side_of_a_comparison():
    apart = (reading(), reading(arm=Arm.COMPARISON))
    given(BEGUN, DESIGNED, baseline(*apart)).when(again(*apart)).then(
        "Readings were taken again on 8 March 2026: one measure in one school."
    )
    given(BEGUN, DESIGNED, BASELINE).when(again(*apart)).then_refused(
        Missing, "There is no first reading to compare with.", "readings", "1"
    )
    twice = (reading(arm=Arm.PARTICIPANT), reading())
    given(BEGUN, DESIGNED).when(baseline(*twice)).then_refused(
        SameSchool, "That school has a reading of it already.", "readings", "1", "school"
    )


@pytest.mark.parametrize("said", ["is_same_people", "is_instrument_changed"])
def test_a_first_reading_compares_itself_with_nothing(said):
    given(BEGUN, DESIGNED).when(baseline(reading(**{said: True}))).then_refused(
        OutOfOrder, "Only a later reading can say that.", "readings", "0", said
    )
    given(BEGUN, DESIGNED, BASELINE).when(again(reading(**{said: True}))).then(
        "Readings were taken again on 8 March 2026: one measure in one school."
    )


def test_how_values_go_together_is_told_of_the_same_people():
    measured = given(BEGUN, DESIGNED, BASELINE)
    measured.when(again(reading(r=Decimal("0.6")))).then_refused(
        Missing, "That can be told of the same people only.", "readings", "0", "is_same_people"
    )
    same = again(reading(r=Decimal("0.6"), is_same_people=True))
    assert measured.when(same).refused is None


def test_nothing_found_is_published_like_anything_else():
    for finding, words in ((Finding.NO_CLEAR_CHANGE, "no clear change"), (Finding.WORSE, "worse")):
        there = given(BEGUN, DESIGNED, BASELINE, agreed(finding=finding))
        there.when(published(finding=finding)).then(f"Published on 9 March 2026: {words}.")
        there.when(published(finding=Finding.BETTER)).then_refused(
            Missing, "No school has agreed on that finding.", "finding"
        )
        there.when(published(finding=finding, happened_on=LAST_YEAR)).then_refused(
            NotYet, "It took place on 2 March 2026 only.", "happened_on"
        )


def test_findings_that_are_looked_at_anew_are_agreed_anew():
    there = given(BEGUN, DESIGNED, BASELINE, agreed(), (BEN, dissent()))
    there.when(revised()).then("The findings were looked at anew from 9 March 2026 on.")
    anew = there.and_then(revised())
    anew.when(published()).then_refused(Missing, "No school has agreed on that finding.", "finding")
    anew.when(agreed(finding=Finding.MIXED)).then(f"{ASTOR} agreed on the finding: mixed.")
    there.when(revised(happened_on=LAST_YEAR)).then_refused(
        NotYet, "It took place on 2 March 2026 only.", "happened_on"
    )


def test_an_evaluation_may_name_the_act_whose_worth_it_looks_at():
    a_week_ago = planned(LAST_WEEK), held(LAST_WEEK)
    the_visit = CitedAct(int=THE_ACT.int)
    story = given(BEGUN, *a_week_ago, designed(evaluates=the_visit), followed_up(TODAY))
    design = story.entries[-2]
    assert f"cites:{the_visit}" in design.tags
    other = Focus(theme=Theme.ASSESSMENT)
    corrected = amended(EntryId(int=design.id.int), "focus", TALK, other, ActId(int=design.id.int))
    story.when(corrected).then(
        "Corrected: focus, from subject science, theme teaching to theme assessment."
    )
    refused = story.when(Retracted(act=THE_ACT, reason=Sealed("it was another school")))
    assert isinstance(refused.refused, NeedsSecondPerson)
