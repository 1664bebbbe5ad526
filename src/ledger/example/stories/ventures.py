"""What the Dover hub led to: a visit that was only proposed at first, one that nobody had planned,
a trainer whom two schools sent home early, and two things on which schools did not agree.
"""

from __future__ import annotations

from decimal import Decimal

from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_pool import ContributionPaid
from ledger.domain.acts.dispute import Disputed, DisputeResolved
from ledger.domain.acts.joint_commission import CommissionTerminated
from ledger.domain.acts.visit import (
    ConstructiveFeedbackGiven,
    Purpose,
    ReturnVisitAgreed,
    VisitDated,
    VisitFollowedUp,
    VisitHeld,
    VisitHeldInformally,
    VisitProposed,
)
from ledger.domain.disputing import Resolution
from ledger.domain.money import Contribution, Share, Vat
from ledger.domain.record import Pence, Sealed
from ledger.domain.words import Focus, Subject, Theme
from ledger.example.act import Act
from ledger.example.collaboration import Collaboration, Price
from ledger.example.days import THURSDAY, TUESDAY, autumn, spring
from ledger.example.register import PEGWELL, SAMPHIRE, SNARGATE, SUGARLOAF

READING = Focus(theme=Theme.TEACHING, subject=Subject.READING)
SPEAKING = Price(
    pence=120_000, paid_by={SAMPHIRE: 60_000, SNARGATE: 60_000}, share=Share.EQUAL,
    vat=Vat.INCLUDED,
)  # fmt: skip


def told(hub: Collaboration) -> None:
    """Each of them, as the schools recorded it."""
    _proposed_and_returned(hub)
    _nobody_had_planned_it(hub)
    _ended_early(hub)


def _proposed_and_returned(hub: Collaboration) -> None:
    """First the wish, then the day, then words that help, and an invitation back."""
    visit = hub.opens(
        VisitProposed, SUGARLOAF, autumn(2024).week(4), host=SAMPHIRE, visitors=(SUGARLOAF,),
        purpose=Purpose.REFINE, focus=READING,
    )  # fmt: skip
    visit.then(
        VisitDated, SAMPHIRE, autumn(2024).week(6), planned_for=autumn(2024).week(9, TUESDAY),
        minutes=120, places=3, travel_km=Decimal("11.0"),
    )  # fmt: skip
    visit.met(
        VisitHeld, SAMPHIRE, autumn(2024).week(9, TUESDAY), {SAMPHIRE: 2, SUGARLOAF: 2},
        minutes=120, lessons_seen=2,
    )  # fmt: skip
    visit.then(
        ConstructiveFeedbackGiven, SUGARLOAF, autumn(2024).week(10), to_school=SAMPHIRE,
        strengths=Sealed("Every child had read aloud by half past nine."),
        questions_raised=Sealed("Who listens to those who read without a mistake?"),
    )  # fmt: skip
    visit.then(ReturnVisitAgreed, SUGARLOAF, autumn(2024).week(11), return_host=SUGARLOAF)
    visit.then(
        VisitFollowedUp, SUGARLOAF, spring(2025).week(2),
        tried=Sealed("Two parents, two corners, ten minutes each: all are heard by ten."),
    )  # fmt: skip


def _nobody_had_planned_it(hub: Collaboration) -> None:
    """They had met at the hub, and one of them simply came by."""
    on = autumn(2025).week(10, THURSDAY)
    visit = hub.opens(
        VisitHeldInformally, SNARGATE, on, host=SNARGATE, visitors=(PEGWELL,),
        purpose=Purpose.REFINE, minutes=45, lessons_seen=1, came={SNARGATE: 1, PEGWELL: 1},
    )  # fmt: skip
    visit.then(
        Disputed, PEGWELL, on, disputed=visit.key, told_on=autumn(2025).week(11),
        reason=Sealed("We saw two lessons that afternoon, and stayed for an hour and a half."),
    )  # fmt: skip
    dispute = visit.last
    visit.then(
        DisputeResolved, PEGWELL, on, dispute=dispute, resolution=Resolution.EXPLAINED,
        told_on=autumn(2025).week(12),
        reason=Sealed("The second lesson was a meeting of the hub, and stands there."),
    )  # fmt: skip


def _ended_early(hub: Collaboration) -> None:
    """A trainer who came once. Half of the money went back."""
    commission: Act = (
        hub.commission(
            "harbour-speaking", autumn(2025).week(8, TUESDAY),
            "Three afternoons on talk in classrooms, for teachers of years 5 to 8.",
            SPEAKING, sessions=3, follow_up_sessions=1, minutes=150,
        )
        .moved(autumn(2025).week(9, TUESDAY), "The trainer had been booked twice for that day.")
        .held({SAMPHIRE: 4, SNARGATE: 5})
    )  # fmt: skip
    for school, amount in SPEAKING.paid_by.items():
        commission.then(ContributionPaid, school, autumn(2025).week(10), amount=Pence(amount))
    commission.then(
        CommissionTerminated, SAMPHIRE, autumn(2025).week(12),
        reason=Sealed("The first afternoon was a talk about talk. We asked twice for practice."),
    )  # fmt: skip
    paid = [
        Contribution(school=school, amount=Pence(amount))
        for school, amount in SPEAKING.paid_by.items()
    ]
    back = [Contribution(school=one.school, amount=Pence(one.amount // 2)) for one in paid]
    commission.then(
        CommissionReconciled, SAMPHIRE, spring(2026).week(2), contributions=tuple(paid),
        spent=Pence(60_000), refunds=tuple(back),
    )  # fmt: skip
    commission.evaluated(spring(2026).week(3), would_repeat=False)
    commission.then(
        Disputed, SNARGATE, spring(2026).week(3), disputed=commission.held_key,
        told_on=spring(2026).week(4),
        reason=Sealed("Eight of us came and not five; three had to stand at the back."),
    )  # fmt: skip
