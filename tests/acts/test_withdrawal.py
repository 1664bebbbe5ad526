"""What one person alone may take back: only what nobody else has spoken of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.domain.acts.agreement import AgreedBySchool
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.withdrawal import Reinstated
from ledger.domain.disputing import Resolution
from ledger.domain.record import Sealed
from ledger.domain.refusal import NeedsSecondPerson
from tests.acts import test_hub as hub
from tests.acts import test_joint_commission as commission
from tests.acts import test_moderation as moderation
from tests.acts import test_open_door as door
from tests.acts import test_shared_post as post
from tests.acts.test_any_act import ASKED, RETRACTED, amended, confirmed
from tests.acts.test_commission_money import paid
from tests.acts.test_visit import HELD, PLANNED
from tests.scenario import (
    AMY,
    ANN,
    BEGUN,
    BEN,
    DOVER,
    LAST_WEEK,
    THE_ACT,
    THE_NEXT,
    Said,
    given,
    id_of,
)

WITHDRAWN = "Withdrawn: it was recorded in error."
TWO = (
    NeedsSecondPerson,
    "Somebody else has spoken of this act, or something builds on it: another person has to ask "
    "for its withdrawal first (requestRetraction).",
    "act",
)
BACK = Reinstated(act=THE_ACT, reason=Sealed("it did take place"))
PIECE = moderation.piece(moderation.OTHERS)
AGREED = AgreedBySchool(act=THE_ACT, school=DOVER, happened_on=LAST_WEEK)


def test_alone_one_takes_back_what_only_oneself_has_spoken_of():
    given(BEGUN, PLANNED).when(RETRACTED).then(WITHDRAWN)
    given(BEGUN, PLANNED, HELD).when(RETRACTED).then(WITHDRAWN)


def test_a_colleague_takes_back_what_was_only_opened_but_another_school_does_not():
    given(BEGUN, PLANNED).when(RETRACTED, by=AMY).then(WITHDRAWN)
    given(BEGUN, PLANNED).when(RETRACTED, by=BEN).then_refused(*TWO)
    given(BEGUN, PLANNED, HELD).when(RETRACTED, by=AMY).then_refused(*TWO)


@pytest.mark.parametrize("said", [(BEN, AGREED), (AMY, HELD)])
def test_once_somebody_else_has_spoken_of_it_two_people_agree(said: Said):
    spoken_of = given(BEGUN, PLANNED, said)
    spoken_of.when(RETRACTED, by=ANN).then_refused(*TWO)
    asked = spoken_of.and_then((ANN, ASKED))
    asked.when(RETRACTED, by=ANN).then_refused(*TWO)
    asked.when(RETRACTED, by=BEN).then(WITHDRAWN)
    spoken_of.and_then((BEN, ASKED)).when(RETRACTED, by=ANN).then(WITHDRAWN)


def test_what_only_corrects_leaves_it_to_whoever_recorded_it():
    disputed = Disputed(
        act=THE_ACT, school=DOVER, disputed=THE_NEXT, reason=Sealed("we saw two lessons")
    )
    settled = DisputeResolved(
        act=THE_ACT, dispute=id_of(8), resolution=Resolution.AMENDED,
        reason=Sealed("it is two lessons now"),
    )  # fmt: skip
    shorter = amended("minutes", "90", "60")
    corrected = given(BEGUN, PLANNED, HELD, (BEN, shorter), (BEN, disputed), (BEN, settled))
    corrected.when(RETRACTED, by=ANN).then(WITHDRAWN)


def test_what_another_school_said_of_itself_is_not_withdrawn_over_its_head():
    held = given(BEGUN, PLANNED, HELD, (BEN, confirmed()))
    held.when(RETRACTED, by=ANN).then_refused(*TWO)


def test_what_was_brought_back_is_not_withdrawn_by_the_same_person_alone():
    back = given(BEGUN, PLANNED, HELD, RETRACTED, (BEN, BACK))
    back.when(RETRACTED, by=ANN).then_refused(*TWO)
    back.and_then((BEN, ASKED)).when(RETRACTED, by=ANN).then(WITHDRAWN)


@pytest.mark.parametrize(
    ("story", "act"),
    [
        ((BEGUN, commission.PLANNED, (BEN, paid(DOVER, 600_00))), THE_ACT),
        ((BEGUN, post.proposed(), post.agreed(), (BEN, post.agreed(DOVER))), THE_ACT),
        ((door.OFFERED, (BEN, door.taken())), door.ACT),
        ((moderation.OPENED, (BEN, moderation.brought(PIECE, school=DOVER))), moderation.ACT),
        ((hub.ESTABLISHED, hub.MET, (BEN, hub.MET)), hub.THE_HUB),
    ],
    ids=["money paid", "a post shared", "a door gone through", "work brought", "a hub met"],
)
def test_what_several_schools_had_a_hand_in_is_withdrawn_by_none_of_them_alone(story, act):
    for one in (ANN, BEN):
        given(*story).when(replace(RETRACTED, act=act), by=one).then_refused(*TWO)
