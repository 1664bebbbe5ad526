"""An exchange of pupils' work."""

from __future__ import annotations

from datetime import date

from ledger.domain.acts.pupil_work_exchange import (
    WorkExchangeCancelled,
    WorkExchangeEvaluated,
    WorkExchangeFollowedUp,
    WorkExchangeHeld,
    WorkExchangePlanned,
    WorkExchangeRescheduled,
)
from ledger.domain.record import Sealed
from ledger.domain.refusal import (
    NotWellFormed,
    NotYet,
    OutOfRange,
    PupilIdentifier,
    UnattestedSample,
)
from ledger.domain.words import Barrier
from tests.scenario import (
    ASTOR,
    BEGUN,
    DOVER,
    LAST_WEEK,
    NEXT_WEEK,
    TALK,
    THE_ACT,
    TODAY,
    TOGETHER,
    YESTERDAY,
    came,
    given,
)


def planned(**other):
    facts = {
        "collaboration": TOGETHER,
        "planned_for": LAST_WEEK,
        "minutes": 120,
        "partners": (ASTOR, DOVER),
        "focus": TALK,
        "task": Sealed("explain why ice floats"),
        "standard": ("WTS", "EXS", "GDS"),
        "samples_per_school": 10,
    }
    return WorkExchangePlanned(**facts | other)


def held(**other):
    facts = {
        "happened_on": LAST_WEEK,
        "minutes": 120,
        "attendance": came(),
        "samples": 20,
        "is_blind": True,
        "is_anonymous": True,
    }
    return WorkExchangeHeld(act=THE_ACT, **facts | other)


def evaluated(**other):
    facts = {
        "happened_on": TODAY,
        "would_repeat": True,
        "samples_judged": 20,
        "samples_agreed": 17,
    }
    return WorkExchangeEvaluated(act=THE_ACT, **facts | other)


PLANNED, HELD = planned(), held()


def test_schools_plan_to_look_at_work_together():
    given(BEGUN).when(PLANNED).then(
        "2 schools planned to look at pupils' work in science together on 2 March 2026."
    )


def test_a_standard_has_categories_that_differ_and_can_be_read():
    given(BEGUN).when(planned(standard=("EXS", "EXS"))).then_refused(
        NotWellFormed, "Name each only once: this stands here twice.", "standard", "1"
    )
    given(BEGUN).when(planned(standard=("EXS", "much better than that"))).then_refused(
        OutOfRange, "From 1 to 20 characters, please.", "standard"
    )
    given(BEGUN).when(planned(standard=("EXS",))).then_refused(
        OutOfRange, "From 2 to 10 of them, please.", "standard"
    )


def test_another_day_is_found():
    moved = WorkExchangeRescheduled(
        act=THE_ACT, planned_for=NEXT_WEEK, reason=Sealed("the hall is taken")
    )
    given(BEGUN, PLANNED).when(moved).then("Moved to 16 March 2026.")


def test_an_exchange_is_called_off():
    called_off = WorkExchangeCancelled(
        act=THE_ACT, happened_on=LAST_WEEK, barrier=Barrier.RELEASE_TIME
    )
    given(BEGUN, PLANNED).when(called_off).then("Called off because of a lack of release time.")


def test_work_is_looked_at_together():
    given(BEGUN, PLANNED).when(HELD).then(
        "Held on 2 March 2026: 5 colleagues of 2 schools came and looked at 20 pieces of work."
    )


def test_work_that_nobody_attests_to_be_anonymous_is_not_taken():
    given(BEGUN, PLANNED).when(held(is_anonymous=False)).then_refused(
        UnattestedSample,
        "Take names, initials and dates of birth off the work first, then say so.",
        "is_anonymous",
    )


def test_no_pupil_is_named_in_any_words():
    for words in ("A123456789012 wrote most", "see a12345678901b."):
        given(BEGUN).when(planned(task=Sealed(words))).then_refused(
            PupilIdentifier, "No pupil is named here: leave the number out.", "task"
        )
    given(BEGUN).when(planned(standard=("EXS", "A123456789012"))).then_refused(
        PupilIdentifier, "No pupil is named here: leave the number out.", "standard", "1"
    )


def test_an_exchange_is_followed_up():
    tried = WorkExchangeFollowedUp(act=THE_ACT, happened_on=YESTERDAY, tried=Sealed("it"))
    given(BEGUN, PLANNED, HELD).when(tried).then("Followed up on 8 March 2026.")


def test_judgements_are_compared():
    given(BEGUN, PLANNED, HELD).when(evaluated()).then(
        "Evaluated on 9 March 2026: two schools agreed on 17 of 20 pieces."
    )


def test_nobody_agrees_on_more_than_was_judged():
    given(BEGUN, PLANNED, HELD).when(evaluated(samples_agreed=21)).then_refused(
        OutOfRange, "They cannot agree on more than they judged.", "samples_agreed"
    )


def test_judgements_are_not_compared_before_the_work_was_looked_at():
    given(BEGUN, PLANNED, HELD).when(evaluated(happened_on=date(2026, 3, 1))).then_refused(
        NotYet, "It took place on 2 March 2026 only.", "happened_on"
    )
