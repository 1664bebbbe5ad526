"""A shared evaluation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    CollectedBy,
    Comparison,
    Direction,
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    Finding,
    FollowUpReadingRecorded,
    Level,
    Measure,
    Reading,
    SharedEvaluationCancelled,
    SharedEvaluationDesigned,
    SharedEvaluationRescheduled,
    Unit,
)
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotFound,
    NotParticipant,
    NotWellFormed,
    NotYet,
    OutOfOrder,
    OutOfRange,
    SameSchool,
    SmallGroup,
)
from ledger.domain.words import Barrier, Sealed
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOVER,
    LAST_WEEK,
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


DESIGNED, BASELINE = designed(), baseline(reading())


def test_an_evaluation_is_designed():
    given(BEGUN).when(DESIGNED).then("2 schools agreed to evaluate science by one measure.")
    two = (READING_AGE, replace(READING_AGE, measure="talk"))
    given(BEGUN).when(designed(measures=two)).then(
        "2 schools agreed to evaluate science by 2 measures."
    )


def test_two_measures_have_two_codes():
    given(BEGUN).when(designed(measures=(READING_AGE, READING_AGE))).then_refused(
        AlreadySaid, "Two measures have this code.", "measures", "1", "measure"
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
    given(BEGUN, DESIGNED).when(called_off).then("Called off because of trust.")


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
        given(BEGUN, DESIGNED).when(baseline(reading(mean=mean))).then(
            "First readings were taken on 2 March 2026: one measure in one school."
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
