"""What the colleagues of a school feel."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.domain.acts.staff_voice import StaffVoiceReadingRecorded, Voice, VoiceItem
from ledger.domain.refusal import NotParticipant, NotWellFormed, OutOfRange, SmallGroup
from tests.scenario import ASTOR, DOVER, LAST_WEEK, given

ISOLATED = Voice(
    item=VoiceItem.ISOLATED, n=12, mean=Decimal("2.25"), sd=Decimal("0.8"),
    scale_min=Decimal(1), scale_max=Decimal(5),
)  # fmt: skip
STUCK = replace(ISOLATED, item=VoiceItem.STUCK)


def asked(*voices, school=ASTOR):
    return StaffVoiceReadingRecorded(school=school, voices=voices, happened_on=LAST_WEEK)


def test_a_school_asks_its_colleagues():
    given().when(asked(ISOLATED, STUCK)).then(
        f"{ASTOR} asked its colleagues how far they feel isolated and stuck."
    )


def test_a_school_speaks_of_its_own_colleagues():
    given().when(asked(ISOLATED, school=DOVER)).then_refused(
        NotParticipant, "Only a school that takes part may record this."
    )


def test_fewer_than_five_are_not_asked():
    given().when(asked(replace(ISOLATED, n=4))).then_refused(
        SmallGroup,
        "Fewer than 5 can be told apart: leave this figure out.",
        "voices",
        "0",
        "n",
    )
    assert given().when(asked(replace(ISOLATED, n=5))).refused is None


def test_a_question_stands_there_once():
    given().when(asked(ISOLATED, STUCK, ISOLATED)).then_refused(
        NotWellFormed, "Name each only once: isolated stands here twice.", "voices", "2", "item"
    )


@pytest.mark.parametrize("mean", ["0.9", "5.1"])
def test_a_mean_lies_on_its_scale(mean):
    given().when(asked(STUCK, replace(ISOLATED, mean=Decimal(mean)))).then_refused(
        OutOfRange, "The scale goes from 1 to 5.", "voices", "1", "mean"
    )


def test_a_scale_goes_up():
    given().when(asked(replace(ISOLATED, scale_max=Decimal(1)))).then_refused(
        OutOfRange, "A scale goes up.", "voices", "0", "scale_max"
    )


def test_answers_lie_no_further_apart_than_the_scale_is_long():
    given().when(asked(replace(ISOLATED, sd=Decimal(99)))).then_refused(
        OutOfRange, "Values with that mean cannot lie so far apart.", "voices", "0", "sd"
    )
