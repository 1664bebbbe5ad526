"""A joint commission: schools pool money to bring in an expert that none could afford alone.

What the expert costs and who pays it is said before the expert comes, and it balances to the
penny (rows 22 to 26 of the article's list). An expert may come more than once.

Schools that have agreed on everything plan it at once. Others agree on a need first, write a brief,
ask for quotes, open a pool, award, and set the day; what is said on that way stands in
`commission_quotes`, `commission_pool`, `commission_award` and `commission_account`.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later
from ledger.domain.collaboration import check_not_over
from ledger.domain.credential import Credential
from ledger.domain.entry import NameOf
from ledger.domain.evidence import WITH_ITS_AUTHOR
from ledger.domain.identifiers import Digest, ProviderId, SchoolId
from ledger.domain.lifecycle import AFTER, AGREED, EVALUATED, FOLLOWED_UP, HELD, PLANNED, Step
from ledger.domain.limits import Between, Each
from ledger.domain.matter import check_since_raised
from ledger.domain.money import Contribution, Share, Vat, check_each_once, pounds, split
from ledger.domain.occasion import (
    Cancelled,
    Dated,
    Evaluated,
    FollowedUp,
    Held,
    Intended,
    Planned,
    Rescheduled,
    check_in_time,
    check_since_held,
    held_on,
    occasions,
)
from ledger.domain.outcome import Outcome
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code, Pence
from ledger.domain.refusal import (
    AlreadySaid,
    NotMember,
    NotYet,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.words import (
    Few,
    Focus,
    HappenedOn,
    Minutes,
    Money,
    Notes,
    PlannedFor,
    PlannedStart,
    Reason,
    Schools,
    Statement,
)

SET_DAY = Step(frozenset({AGREED}), PLANNED)
"""An expert is booked once the commission has been awarded, and not before."""

Sessions = Annotated[int, "how many times the expert comes", Between(1, 99)]
FollowUps = Annotated[Few, "how many follow-ups are planned: none makes it a one-off"]
Evidence = Annotated[
    tuple[str, ...], "the documents that it rests on, by their titles",
    Between(0, 12), Each(Between(3, 200)), WITH_ITS_AUTHOR,
]  # fmt: skip


class FollowUpForm(Code):
    """What is done after the expert has left."""

    JOINT_PLANNING = "joint_planning"
    WORK_EXCHANGE = "work_exchange"
    OBSERVATION = "observation"
    COACHING = "coaching"


class JointCommissionPlanned(Planned):
    """Schools pooled money for an expert and agreed what they want."""

    TOPIC = "joint-commission-planned/1"
    COMMAND = "plan_joint_commission"

    partners: Schools
    provider: Annotated[ProviderId, "who is paid"]
    focus: Annotated[Focus, "what they need help with"]
    brief: Annotated[Statement, "what the expert is asked to do"]
    sessions: Sessions
    follow_up_sessions: FollowUps
    price: Annotated[Money, "what the provider is paid in all"]
    vat: Annotated[Vat, "whether the price has value added tax in it"]
    subsidy: Annotated[Money, "what somebody else than the schools pays"] = Pence(0)
    share: Annotated[Share, "how the cost is split"]
    contributions: Annotated[tuple[Contribution, ...], "what each school pays", Between(2, 60)]
    conflicts_declared: Annotated[
        tuple[SchoolId, ...],
        "partners that are related to the provider",
        Between(0, 60),
    ] = ()
    credential: Credential = None

    @property
    def is_one_off(self) -> bool:
        """Whether nothing is planned for afterwards. That is allowed, and said aloud."""
        return not self.follow_up_sessions

    def check(self, past: Past) -> None:
        check_each_once(self.contributions, self.partners, "contributions")
        for n, school in enumerate(self.conflicts_declared):
            if school not in self.partners:
                raise NotMember(f"School {school} is not a partner.", "conflicts_declared", str(n))
        if self.subsidy > self.price:
            raise OutOfRange("The subsidy is more than the price.", "subsidy")
        owed = self.price - self.subsidy
        paid = sum(contribution.amount for contribution in self.contributions)
        if paid != owed:
            raise OutOfBalance(
                f"The schools pay {pounds(paid)}, but {pounds(owed)} is to be paid.",
                "contributions",
            )
        self.check_share(owed)

    def check_share(self, owed: int) -> None:
        """Where all pay alike, no two sums are more than a penny apart."""
        sums = sorted(contribution.amount for contribution in self.contributions)
        if self.share is Share.EQUAL and sums != sorted(split(owed, [1] * len(sums))):
            raise OutOfBalance("Where the split is equal, all pay as much.", "contributions")

    def sentence(self, name_of: NameOf = str) -> str:
        one_off = ", with no follow-up planned" if self.is_one_off else ""
        return (
            f"{len(self.partners)} schools pooled {pounds(self.price - self.subsidy)} "
            f"for an expert in {self.focus.words}{one_off}."
        )


class JointCommissionRescheduled(Rescheduled):
    """Another day was found for the expert to come."""

    TOPIC = "joint-commission-rescheduled/1"
    COMMAND = "reschedule_joint_commission"


class JointCommissionCancelled(Cancelled):
    """The expert will not come."""

    TOPIC = "joint-commission-cancelled/1"
    COMMAND = "cancel_joint_commission"


class ExpertSessionHeld(Held):
    """The expert worked with colleagues of the schools."""

    TOPIC = "expert-session-held/1"
    COMMAND = "hold_expert_session"
    STEP = lifecycle.HOLD.also_from(HELD, FOLLOWED_UP, EVALUATED)

    def check(self, past: Past) -> None:
        for ended in past.all(CommissionTerminated):
            if self.happened_on > ended.happened_on:
                raise OutOfOrder(f"It was ended on {on(ended.happened_on)}.", "happened_on")


class FollowUpPlanned(Later):
    """The schools set a day on which they take further what the expert shows."""

    TOPIC = "follow-up-planned/1"
    COMMAND = "plan_follow_up"
    STEP = lifecycle.PREPARE.also_from(*AFTER)

    form: Annotated[FollowUpForm, "in what form they take it further"]
    planned_for: PlannedFor
    planned_start: PlannedStart = None

    def check(self, past: Past) -> None:
        check_in_time(past, self.planned_for, "planned_for")
        if occasions(past) and self.planned_for <= (held := held_on(past)):
            raise NotYet(f"A follow-up comes after {on(held)}.", "planned_for")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"To be taken further on {on(self.planned_for)} by {self.form.words}."


class JointCommissionFollowedUp(FollowedUp):
    """What the expert showed was taken further by the schools."""

    TOPIC = "joint-commission-followed-up/1"
    COMMAND = "follow_up_joint_commission"

    form: Annotated[FollowUpForm, "in what form they took it further"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]} by {self.form.words}."


class JointCommissionEvaluated(Evaluated):
    """The schools said what the expert was worth."""

    TOPIC = "joint-commission-evaluated/1"
    COMMAND = "evaluate_joint_commission"


class CommissionNeedAgreed(Intended):
    """Schools agreed that they need an expert, before they knew whom or for how much."""

    TOPIC = "commission-need-agreed/1"
    COMMAND = "agree_commission_need"
    STEP = lifecycle.PROPOSE

    partners: Schools
    focus: Annotated[Focus, "what they need help with"]
    happened_on: HappenedOn

    def check_schools(self, past: Past) -> None:
        check_not_over(past, self.happened_on, "happened_on")
        super().check_schools(past)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.partners)} schools agreed that they need help in {self.focus.words}."


class BriefWritten(Later):
    """The schools wrote down what they want of an expert. The last brief is the one that holds."""

    TOPIC = "brief-written/1"
    COMMAND = "write_brief"
    STEP = lifecycle.CONSIDER

    outcomes: Annotated[tuple[Outcome, ...], "what pupils are meant to gain", Between(1, 12)]
    sessions: Sessions
    follow_up_sessions: FollowUps
    baseline_plan: Annotated[Notes | None, "what is measured before the expert comes"] = None
    evaluation_plan: Annotated[Notes | None, "how the schools will tell what it was worth"] = None
    evidence_cited: Evidence = ()
    exit_clause: Annotated[Statement | None, "on what terms either side may stop"] = None
    max_budget: Annotated[Money | None, "the most that the schools would pay"] = None
    spec_hash: Annotated[Digest, "the SHA-256 of the brief as it went out to providers"]
    happened_on: HappenedOn

    @property
    def is_one_off(self) -> bool:
        """Whether nothing is planned for afterwards."""
        return not self.follow_up_sessions

    @property
    def quality(self) -> int:
        """How many of six things that a good brief has are there (row 56 of the article's list)."""
        return sum((
            bool(self.outcomes),
            self.baseline_plan is not None,
            self.follow_up_sessions >= 2,
            self.evaluation_plan is not None,
            bool(self.evidence_cited),
            self.exit_clause is not None,
        ))  # fmt: skip

    def check(self, past: Past) -> None:
        check_since_raised(past, self)

    def sentence(self, name_of: NameOf = str) -> str:
        times = {1: "once", 2: "twice"}.get(self.sessions, f"{self.sessions} times")
        after = "no follow-up" if self.is_one_off else f"follow-ups: {self.follow_up_sessions}"
        return f"A brief was written on {on(self.happened_on)}: an expert comes {times}; {after}."


class JointCommissionDaySet(Dated):
    """A day was found for the expert to come."""

    TOPIC = "joint-commission-day-set/1"
    COMMAND = "set_joint_commission_day"
    STEP = SET_DAY

    minutes: Minutes

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The expert will come on {on(self.planned_for)}."


class CommissionTerminated(Later):
    """The schools ended it before all of it was done. Before the first session, call it off."""

    TOPIC = "commission-terminated/1"
    COMMAND = "terminate_commission"
    STEP = lifecycle.LOOK_BACK

    happened_on: HappenedOn
    reason: Reason

    def check(self, past: Past) -> None:
        check_since_held(past, self.happened_on)
        if past.has(CommissionTerminated):
            raise AlreadySaid("It was ended early already; amend that.", "act")
        if (last := max(held.event.happened_on for held in occasions(past))) > self.happened_on:
            raise OutOfRange(f"The expert still came on {on(last)}.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Ended early on {on(self.happened_on)}."


KINDS = (
    JointCommissionPlanned, JointCommissionRescheduled, JointCommissionCancelled, ExpertSessionHeld,
    JointCommissionFollowedUp, JointCommissionEvaluated, CommissionNeedAgreed, BriefWritten,
    JointCommissionDaySet, CommissionTerminated, FollowUpPlanned,
)  # fmt: skip
