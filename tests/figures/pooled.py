"""The pooled expert: six schools, £4,800, one withdraws after its pledge, two follow-ups.

It is the worked example of what value for money means here.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from ledger.domain.acts.attendance import AttendanceConfirmed
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
    JointCommissionFollowedUp,
)
from ledger.domain.acts.release_time import (
    Cover,
    ReleaseTimeGranted,
    ReleaseTimeRequested,
    ReleaseTimeUsed,
)
from ledger.domain.acts.shared_evaluation import (
    BaselineRecorded,
    EvaluationDissentRecorded,
    EvaluationFindingsAgreed,
    Finding,
)
from ledger.domain.identifiers import CitedAct, CollaborationId, Digest, ProviderId
from ledger.domain.measure import CollectedBy, Reading
from ledger.domain.money import Contribution, Part, Share, Vat
from ledger.domain.outcome import Area, Outcome
from ledger.domain.record import Pence, Sealed
from ledger.domain.school import Phase
from ledger.domain.words import Attendance
from tests.figures.told import SIX, act_at, says
from tests.projections.made_up import evaluation
from tests.scenario import TALK, Scenario, begun, given_only, id_of, school

FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH = SIX
"""The third has no quote of its own; the sixth withdraws; the first pays for it."""
STAYED = SIX[:5]
PROVIDER = ProviderId("expert-1")
BRIEF, OTHER_BRIEF = Digest("ab" * 32), Digest("cd" * 32)
AGREED, ASKED, CAME, AFTER, DONE = (
    date(2025, 9, 1), date(2025, 10, 1), date(2025, 11, 3), date(2026, 1, 12), date(2026, 2, 2),
)  # fmt: skip
TOGETHER, COMMISSION = 7, 8
"""Where, after six schools are in the register, the collaboration and the commission begin."""
ACT = act_at(COMMISSION)
WHOLE_PRICE = 480_000
QUOTED = {FIRST: 190_000, SECOND: 190_000, FOURTH: 190_000, FIFTH: 75_000}
REASON = Sealed("the budget was cut")
TRIED = Sealed("we tried it")


def quote(of: type, amount: int, day: date = ASKED, brief: Digest = BRIEF, **more: Any) -> Any:
    return of(
        act=ACT, provider=PROVIDER, amount=Pence(amount), vat=Vat.EXEMPT, spec_hash=brief,
        valid_until=date(2026, 6, 30), happened_on=day, **more,
    )  # fmt: skip


@cache
def agreed() -> Scenario:
    """A need, a brief, quotes and a pool."""
    story = given_only(*(school(urn, phase=Phase.PRIMARY) for urn in SIX))
    brief = BriefWritten(
        act=ACT, outcomes=(Outcome(area=Area.SUBJECT, statement=Sealed("they explain")),),
        sessions=2, follow_up_sessions=2, baseline_plan=Sealed("a test"),
        evaluation_plan=Sealed("the same test"), spec_hash=BRIEF, happened_on=AGREED,
    )  # fmt: skip
    return story.and_then(
        says(FIRST, begun(*SIX, happened_on=AGREED)),
        says(FIRST, CommissionNeedAgreed(
            collaboration=CollaborationId(int=TOGETHER), partners=SIX, focus=TALK,
            happened_on=AGREED,
        )),
        says(FIRST, brief),
        *(says(urn, quote(SoloQuoteObtained, q, school=urn)) for urn, q in QUOTED.items()),
        says(THIRD, quote(SoloQuoteObtained, 190_000, brief=OTHER_BRIEF, school=THIRD)),
        says(FIRST, quote(GroupQuoteObtained, WHOLE_PRICE)),
        says(FIRST, PoolOpened(
            act=ACT, to_raise=Pence(WHOLE_PRICE), share=Share.EQUAL, happened_on=ASKED,
            parts=tuple(Part(school=urn, parts=1) for urn in SIX),
        )),
        *(says(urn, ContributionPledged(
            act=ACT, school=urn, amount=Pence(80_000), happened_on=ASKED,
        )) for urn in SIX),
    )  # fmt: skip


@cache
def awarded() -> Scenario:
    """One school withdraws, and another bears its part."""
    return agreed().and_then(
        says(SIXTH, ContributionWithdrawn(
            act=ACT, school=SIXTH, reason=REASON, happened_on=ASKED,
        )),
        says(FIRST, JointCommissionAwarded(
            act=ACT, provider=PROVIDER, price=Pence(WHOLE_PRICE), vat=Vat.EXEMPT, happened_on=ASKED,
            award_basis=AwardBasis.BEST_VALUE, underwriter=FIRST,
        )),
        says(FIRST, JointCommissionDaySet(act=ACT, planned_for=CAME, minutes=180)),
    )  # fmt: skip


@cache
def held() -> Scenario:
    """The expert came, with two colleagues of each school, and two follow-ups were held."""
    there = tuple(Attendance(school=urn, attended=2) for urn in STAYED)
    follow_up = {"act": ACT, "tried": TRIED, "form": FollowUpForm.COACHING}
    return awarded().and_then(
        says(FIRST, ExpertSessionHeld(act=ACT, happened_on=CAME, minutes=180, attendance=there)),
        *(says(urn, AttendanceConfirmed(act=ACT, school=urn, attended=2)) for urn in STAYED),
        says(FIRST, JointCommissionFollowedUp(happened_on=AFTER, **follow_up)),
        says(SECOND, JointCommissionFollowedUp(happened_on=DONE, **follow_up)),
    )


@cache
def reconciled() -> Scenario:
    """Every school paid, and every penny was accounted for."""
    bears = dict.fromkeys(STAYED, 80000) | {FIRST: 160_000}
    return held().and_then(
        *(says(urn, ContributionPaid(
            act=ACT, school=urn, amount=Pence(pence), is_over_pledge=pence > 80_000,
            happened_on=AFTER,
        )) for urn, pence in bears.items()),
        says(FIRST, CommissionReconciled(
            act=ACT, spent=Pence(WHOLE_PRICE), happened_on=DONE,
            contributions=tuple(
                Contribution(school=urn, amount=Pence(pence)) for urn, pence in bears.items()
            ),
        )),
    )  # fmt: skip


@cache
def evaluated() -> Scenario:
    """The schools measured what came of it, and one of them does not agree with the others."""
    story = reconciled()
    plan = evaluation(STAYED, {
        "collaboration": CollaborationId(int=TOGETHER), "focus": TALK, "planned_for": ASKED,
        "minutes": 60,
    })  # fmt: skip
    of = act_at(len(story.entries) + 1)
    return story.and_then(
        says(FIRST, plan),
        says(FIRST, BaselineRecorded(
            act=of, happened_on=ASKED, minutes=60,
            attendance=tuple(Attendance(school=urn, attended=1) for urn in STAYED),
            readings=tuple(Reading(
                measure="age", school=urn, n=20, mean=Decimal(100), sd=Decimal(9),
                collected_by=CollectedBy.SELF,
            ) for urn in STAYED),
        )),
        *(says(urn, EvaluationFindingsAgreed(
            act=of, school=urn, finding=Finding.MIXED, statement=TRIED, happened_on=DONE,
        )) for urn in STAYED[:4]),
        says(FIFTH, EvaluationDissentRecorded(
            act=of, school=FIFTH, why_not=TRIED, happened_on=DONE,
        )),
    )  # fmt: skip


def released(story: Scenario, urn: Any = SECOND, minutes: int = 6 * 390) -> Scenario:
    """A school freed two colleagues for three days each, and has not said what cover cost."""
    of = act_at(len(story.entries) + 1)
    return story.and_then(
        says(urn, ReleaseTimeRequested(
            school=urn, meant_for=CitedAct(str(id_of(COMMISSION))), minutes=minutes,
            happened_on=ASKED,
        )),
        says(urn, ReleaseTimeGranted(
            act=of, minutes=minutes, cover=Cover.INTERNAL, happened_on=ASKED,
        )),
        says(urn, ReleaseTimeUsed(act=of, minutes=minutes, happened_on=CAME)),
    )  # fmt: skip
