"""The market beside the six schools: what providers offer, and whether they get better.

One changed its offer once schools had asked where the follow-up was. Five of them say what they
think of it, also where it is not praise, and the provider answers.
"""

from __future__ import annotations

from ledger.domain.acts.cpd_market import (
    BriefResponded,
    OfferPublished,
    OfferRevised,
    OfferWithdrawn,
    ProviderImprovementClaimed,
    ProviderImprovementVerified,
)
from ledger.domain.acts.provider_feedback import (
    ProviderDimension,
    ProviderFeedbackGiven,
    ProviderResponseRecorded,
)
from ledger.domain.identifiers import FieldName
from ledger.domain.money import Vat
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Focus, Subject, Theme
from ledger.example.days import TUESDAY, autumn, spring, summer
from ledger.example.diary import Diary, Key
from ledger.example.register import (
    CORVE,
    FROG_LANE,
    HAUGHMOND,
    SEVERN_LOOP,
    STOKESAY,
    TEME,
    WHITCLIFFE,
)
from ledger.example.stories.pool import ANOTHER, EXPERT, WRITING
from ledger.example.thread import opened

ENGLISH = Focus(theme=Theme.TEACHING, subject=Subject.ENGLISH)
RATED = {
    ProviderDimension.EXPERTISE: {CORVE: 5, WHITCLIFFE: 5, FROG_LANE: 5, TEME: 4, HAUGHMOND: 4},
    ProviderDimension.FOLLOW_UP: {CORVE: 4, WHITCLIFFE: 3, FROG_LANE: 4, HAUGHMOND: 2},
    ProviderDimension.VALUE_FOR_MONEY: {CORVE: 4, WHITCLIFFE: 4, SEVERN_LOOP: 5, TEME: 4},
}


def told(diary: Diary, commission: Key) -> None:
    """Two offers, what became of each, and what schools say of the one that they bought."""
    _an_offer_that_got_better(diary, commission)
    _an_offer_that_went(diary)
    _what_schools_think(diary, commission)


def _an_offer_that_got_better(diary: Diary, commission: Key) -> None:
    """Put up by a school that had seen it, since providers do not sign in."""
    offer = opened(
        diary, OfferPublished, STOKESAY, summer(2024).week(8), posted_by=STOKESAY,
        provider=EXPERT, focus=ENGLISH, outcomes=(WRITING,), sessions=2, follow_up_sessions=0,
        price=Pence(450_000), vat=Vat.EXEMPT,
    )  # fmt: skip
    for field, old, new in (("follow_up_sessions", "0", "2"), ("price", "450000", "480000")):
        offer.then(
            OfferRevised, STOKESAY, autumn(2024).week(2, TUESDAY), field=FieldName(field), old=old,
            new=new,
        )  # fmt: skip
    offer.then(BriefResponded, CORVE, autumn(2024).week(4), commission=commission)
    offer.then(
        ProviderImprovementClaimed, STOKESAY, spring(2025).week(3),
        claim=Sealed("Every day ends with what a teacher will try, and when."),
    )  # fmt: skip
    claimed = offer.last
    for school, is_borne_out in ((FROG_LANE, True), (HAUGHMOND, False)):
        offer.then(
            ProviderImprovementVerified, school, summer(2025).week(5), improvement=claimed,
            commission=commission, is_borne_out=is_borne_out,
        )  # fmt: skip


def _an_offer_that_went(diary: Diary) -> None:
    opened(
        diary, OfferPublished, STOKESAY, summer(2024).week(9), posted_by=STOKESAY,
        provider=ANOTHER, focus=ENGLISH, outcomes=(WRITING,), sessions=1, follow_up_sessions=0,
        price=Pence(120_000), vat=Vat.EXCLUDED,
        evidence_cited=("Improving literacy in key stage 2",),
    ).then(
        OfferWithdrawn, STOKESAY, spring(2025).week(4),
        reason=Sealed("Single days are not offered any more."),
    )  # fmt: skip


def _what_schools_think(diary: Diary, commission: Key) -> None:
    for dimension, told_by in RATED.items():
        for school, rating in told_by.items():
            feedback = opened(
                diary, ProviderFeedbackGiven, school, summer(2025).week(5), provider=EXPERT,
                commission=commission, dimension=dimension, rating=rating,
            )  # fmt: skip
            if rating < 3:
                feedback.then(
                    ProviderResponseRecorded, school, summer(2025).week(8),
                    response=Sealed("The second follow-up fell into test week; it will not again."),
                )  # fmt: skip
