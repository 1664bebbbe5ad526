"""The money of six schools: a need, a brief, quotes, a pool, an award, and where each penny went.

Alone, the expert would have cost each of them more than three times as much. One never asked what
it would pay alone, and so nobody can say what it saved.
"""

from __future__ import annotations

from hashlib import sha256

from ledger.domain.acts.commission_account import CommissionReconciled
from ledger.domain.acts.commission_award import AwardBasis, JointCommissionAwarded
from ledger.domain.acts.commission_pool import (
    ContributionPaid,
    ContributionPledged,
    ContributionWithdrawn,
    PoolOpened,
)
from ledger.domain.acts.commission_quotes import GroupQuoteObtained, SoloQuoteObtained
from ledger.domain.acts.joint_commission import (
    BriefWritten,
    CommissionNeedAgreed,
    ExpertSessionHeld,
    FollowUpForm,
    JointCommissionDaySet,
    JointCommissionEvaluated,
    JointCommissionFollowedUp,
)
from ledger.domain.identifiers import Digest, ProviderId
from ledger.domain.money import Contribution, Part, Share, Vat
from ledger.domain.outcome import Area, KeyStage, Outcome, PupilGroup
from ledger.domain.record import Pence, Sealed
from ledger.example.act import rating
from ledger.example.collaboration import Collaboration
from ledger.example.days import FRIDAY, THURSDAY, TUESDAY, autumn, spring, summer
from ledger.example.register import (
    CORVE,
    FROG_LANE,
    HAUGHMOND,
    SEVERN_LOOP,
    TEME,
    WHITCLIFFE,
)
from ledger.example.thread import Thread

SIX = (CORVE, WHITCLIFFE, TEME, FROG_LANE, SEVERN_LOOP, HAUGHMOND)
EXPERT, ANOTHER = ProviderId("marches-writing"), ProviderId("severn-literacy")
BRIEF = Digest(sha256(b"Two days on teaching sentences, and a plan that lives on").hexdigest())
EACH, PRICE, SPENT = Pence(80_000), Pence(480_000), Pence(468_000)
"""£800 from each, £4,800 in all; the train was cheaper than the expert had thought."""
ALONE = {
    CORVE: 260_000, WHITCLIFFE: 280_000, TEME: 260_000, FROG_LANE: 295_000, SEVERN_LOOP: 295_000,
}  # fmt: skip
"""What the same would have cost each alone. Haughmond Foot has not asked."""

WRITING = Outcome(
    area=Area.SUBJECT, pupil_group=PupilGroup.DISADVANTAGED, key_stage=KeyStage.KS2,
    statement=Sealed("Pupils rewrite a sentence because they hear that it limps."),
)  # fmt: skip


def told(hills: Collaboration) -> Thread:
    """The commission, from the need to the last penny."""
    need = hills.opens(
        CommissionNeedAgreed, CORVE, autumn(2024).week(2, THURSDAY), partners=SIX
    )  # fmt: skip
    _asked(need)
    _pooled(need)
    _the_expert_came(need)
    _accounted(need)
    return need


def _asked(need: Thread) -> None:
    """A brief with all that a good brief has, and what providers ask for it."""
    need.then(
        BriefWritten, CORVE, autumn(2024).week(2, FRIDAY), outcomes=(WRITING,), sessions=2,
        follow_up_sessions=2, spec_hash=BRIEF, max_budget=Pence(500_000),
        baseline_plan=Sealed("Two pieces a pupil, judged by another school, before she comes."),
        evaluation_plan=Sealed("The same two tasks again, two terms after her last day."),
        evidence_cited=("Improving literacy in key stage 2",),
        exit_clause=Sealed("After the first day either side may stop, and owes that day only."),
    )  # fmt: skip
    holds_until = autumn(2024).week(8)
    for school, amount in ALONE.items():
        need.then(
            SoloQuoteObtained, school, autumn(2024).week(3), provider=EXPERT,
            amount=Pence(amount), vat=Vat.EXEMPT, spec_hash=BRIEF, valid_until=holds_until,
        )  # fmt: skip
    for provider, amount in ((EXPERT, PRICE), (ANOTHER, Pence(540_000))):
        need.then(
            GroupQuoteObtained, CORVE, autumn(2024).week(3), provider=provider, amount=amount,
            vat=Vat.EXEMPT, spec_hash=BRIEF, valid_until=holds_until,
        )  # fmt: skip


def _pooled(need: Thread) -> None:
    """Equal parts. One school mistook the sum, took its pledge back, and pledged anew."""
    need.then(
        PoolOpened, CORVE, autumn(2024).week(4, TUESDAY), to_raise=PRICE, share=Share.EQUAL,
        parts=tuple(Part(school=school, parts=1) for school in SIX),
    )  # fmt: skip
    on = autumn(2024).week(4)
    need.then(ContributionPledged, TEME, on, amount=Pence(60_000))
    need.then(
        ContributionWithdrawn, TEME, on, reason=Sealed("We had counted eight schools, not six.")
    )
    for school in SIX:
        need.then(ContributionPledged, school, on, amount=EACH)
    need.then(
        JointCommissionAwarded, CORVE, autumn(2024).week(5, TUESDAY), provider=EXPERT, price=PRICE,
        vat=Vat.EXEMPT, award_basis=AwardBasis.BEST_VALUE,
    )  # fmt: skip
    need.then(
        JointCommissionDaySet, CORVE, autumn(2024).week(5), planned_for=autumn(2024).week(7),
        minutes=300,
    )  # fmt: skip
    for school in SIX:
        need.then(ContributionPaid, school, autumn(2024).week(6), amount=EACH)


def _the_expert_came(need: Thread) -> None:
    """Twice; the schools took it further themselves, twice."""
    everybody = {CORVE: 3, WHITCLIFFE: 4, TEME: 2, FROG_LANE: 5, SEVERN_LOOP: 5, HAUGHMOND: 2}
    need.met(ExpertSessionHeld, CORVE, autumn(2024).week(7), everybody, minutes=300)
    need.then(
        JointCommissionFollowedUp, CORVE, autumn(2024).week(12), form=FollowUpForm.JOINT_PLANNING,
        tried=Sealed("One sentence a day, written by all, read aloud by three: nine minutes."),
    )  # fmt: skip
    need.met(
        ExpertSessionHeld, CORVE, spring(2025).week(5), everybody | {HAUGHMOND: 1}, minutes=300,
        unconfirmed=(HAUGHMOND,),
    )  # fmt: skip
    need.then(
        JointCommissionFollowedUp, FROG_LANE, summer(2025).week(2), form=FollowUpForm.WORK_EXCHANGE,
        tried=Sealed("We brought a paragraph each and cut it to half. The half was better."),
    )  # fmt: skip
    need.then(
        JointCommissionEvaluated, CORVE, summer(2025).week(4), would_repeat=True,
        ratings=(
            rating("clear-purpose", 20, "4.5", "0.6"),
            rating("use-in-my-classroom", 20, "4.1", "0.9"),
        ),
    )  # fmt: skip


def _accounted(need: Thread) -> None:
    """What was left goes back, in equal parts."""
    back = Pence((PRICE - SPENT) // len(SIX))
    need.then(
        CommissionReconciled, CORVE, summer(2025).week(6), spent=SPENT,
        contributions=tuple(Contribution(school=school, amount=EACH) for school in SIX),
        refunds=tuple(Contribution(school=school, amount=back) for school in SIX),
    )  # fmt: skip
