"""What colleagues answered: other schools see it once all have signed what may be shared."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.domain.acts.partnership import (
    DataSharingAgreementSigned,
    Formality,
    PartnershipEnded,
    PartnershipFormalised,
    Reach,
)
from ledger.domain.acts.staff_voice import StaffVoiceReadingRecorded, Voice, VoiceItem
from ledger.domain.acts.withdrawal import Retracted, RetractionRequested
from ledger.domain.identifiers import ActId, Digest
from ledger.domain.of_staff import SIGNED
from ledger.domain.record import Sealed
from ledger.domain.refusal import NoSharingAgreement
from ledger.domain.school import SchoolSucceeded, Succession
from tests.acts.test_culture import EFFICACY, TRUST
from tests.scenario import (
    ANN,
    ASTOR,
    BEGUN,
    BEN,
    DEAL,
    DOT,
    DOVER,
    LAST_WEEK,
    THE_ACT,
    TODAY,
    TOGETHER,
    given,
)

VOICE = StaffVoiceReadingRecorded(
    school=ASTOR, happened_on=LAST_WEEK,
    voices=(
        Voice(item=VoiceItem.STUCK, n=9, mean=Decimal(2), sd=Decimal(1), scale_min=Decimal(1),
              scale_max=Decimal(5)),
    ),
)  # fmt: skip
PARTNERS = PartnershipFormalised(
    partners=(ASTOR, DOVER), formality=Formality.FORMAL, reach=Reach.EXTERNAL, happened_on=LAST_WEEK
)
ANNS = DataSharingAgreementSigned(
    act=ActId(THE_ACT.hex), school=ASTOR, agreement=Digest("0" * 64), happened_on=LAST_WEEK
)
BENS = replace(ANNS, school=DOVER)
SIGNED_BY_BOTH = given(BEGUN, PARTNERS, (ANN, ANNS), (BEN, BENS))
FIRST_SIGN = (
    "Every school of the collaboration first signs what may be shared about its staff, in a "
    "partnership. Or leave the collaboration out: then only your school sees this."
)


@pytest.fixture(params=[TRUST, EFFICACY, VOICE], ids=lambda told: type(told).__name__)
def told(request: pytest.FixtureRequest):
    return request.param


def test_a_school_may_always_tell_it_to_itself(told):
    given(BEGUN).and_then(told)


def test_nothing_of_staff_is_told_to_others_without_an_agreement(told):
    shared = replace(told, part_of=TOGETHER)
    given(BEGUN).when(shared).then_refused(NoSharingAgreement, FIRST_SIGN, "part_of")
    SIGNED_BY_BOTH.and_then(shared)


def test_one_signature_is_no_agreement_and_two_papers_are_none():
    shared = replace(TRUST, part_of=TOGETHER)
    for signed in (ANNS, (BEN, BENS)):
        given(BEGUN, PARTNERS, signed).when(shared).then_refused(
            NoSharingAgreement, FIRST_SIGN, "part_of"
        )
    another = replace(BENS, agreement=Digest("1" * 64))
    given(BEGUN, PARTNERS, (ANN, ANNS), (BEN, another)).when(shared).then_refused(
        NoSharingAgreement, FIRST_SIGN, "part_of"
    )


def test_an_agreement_ends_with_its_partnership():
    shared = replace(TRUST, part_of=TOGETHER)
    over = PartnershipEnded(act=ANNS.act, happened_on=TODAY)
    why = {"act": ANNS.act, "reason": Sealed("it was never signed")}
    gone = (BEN, RetractionRequested(**why)), Retracted(**why)
    for end in ((over,), gone):
        SIGNED_BY_BOTH.and_then(*end).when(shared).then_refused(
            NoSharingAgreement, FIRST_SIGN, "part_of"
        )


def test_it_is_looked_for_by_the_name_that_is_stored():
    assert SIGNED == DataSharingAgreementSigned.TOPIC


def test_what_a_school_signed_holds_for_what_it_became():
    became = SchoolSucceeded(
        school=DOVER, successor=DEAL, succession=Succession.SUCCESSION, happened_on=LAST_WEEK
    )
    shared = replace(TRUST, part_of=TOGETHER)
    gone_on = SIGNED_BY_BOTH.and_then(became)
    gone_on.and_then(shared)
    gone_on.and_then((DOT, replace(VOICE, school=DEAL, part_of=TOGETHER)))
