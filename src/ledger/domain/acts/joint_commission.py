"""A joint commission: schools pool money to bring in an expert that none could afford alone.

What the expert costs and who pays it is said before the expert comes, and it balances to the
penny (rows 22 to 26 of the article's list). An expert may come more than once.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.entry import NameOf
from ledger.domain.lifecycle import EVALUATED, FOLLOWED_UP, HELD
from ledger.domain.occasion import Cancelled, Evaluated, FollowedUp, Held, Planned, Rescheduled
from ledger.domain.past import Past
from ledger.domain.refusal import NotMember, OutOfBalance, OutOfRange, SameSchool
from ledger.domain.words import (
    Between,
    Code,
    Distinct,
    Few,
    Focus,
    Money,
    Pence,
    ProviderId,
    Record,
    SchoolId,
    Schools,
    Statement,
)


class Share(Code):
    """How the cost is split."""

    EQUAL = "equal"
    PER_PUPIL = "per_pupil"
    PER_TEACHER = "per_teacher"
    CUSTOM = "custom"


class Vat(Code):
    """Whether the price has value added tax in it."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    EXEMPT = "exempt"


class FollowUpForm(Code):
    """What is done after the expert has left."""

    JOINT_PLANNING = "joint_planning"
    WORK_EXCHANGE = "work_exchange"
    OBSERVATION = "observation"
    COACHING = "coaching"


class Contribution(Record):
    """What one school puts into the pool."""

    school: Annotated[SchoolId, "the school"]
    amount: Annotated[Money, "what it pays"]


class JointCommissionPlanned(Planned):
    """Schools pooled money for an expert and agreed what they want."""

    TOPIC = "joint-commission-planned/1"
    COMMAND = "plan_joint_commission"

    partners: Schools
    provider: Annotated[ProviderId, "who is paid"]
    focus: Annotated[Focus, "what they need help with"]
    brief: Annotated[Statement, "what the expert is asked to do"]
    sessions: Annotated[int, "how many times the expert comes", Between(1, 99)]
    follow_up_sessions: Annotated[Few, "how many follow-ups are planned: none makes it a one-off"]
    price: Annotated[Money, "what the provider is paid in all"]
    vat: Annotated[Vat, "whether the price has value added tax in it"]
    subsidy: Annotated[Money, "what somebody else than the schools pays"] = Pence(0)
    share: Annotated[Share, "how the cost is split"]
    contributions: Annotated[
        tuple[Contribution, ...], "what each school pays", Between(2, 60), Distinct()
    ]
    conflicts_declared: Annotated[
        tuple[SchoolId, ...],
        "partners that are related to the provider",
        Between(0, 60),
        Distinct(),
    ] = ()

    def check(self, past: Past) -> None:
        payers = [contribution.school for contribution in self.contributions]
        for n, school in enumerate(payers):
            if school not in self.partners:
                raise NotMember(
                    f"School {school} is not a partner.", "contributions", str(n), "school"
                )
            if school in payers[:n]:
                raise SameSchool(f"School {school} pays twice.", "contributions", str(n), "school")
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

    def sentence(self, name_of: NameOf = str) -> str:
        one_off = "" if self.follow_up_sessions else ", with no follow-up planned"
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


def pounds(pence: int) -> str:
    """An amount as a sentence has it: `£1,200.50`."""
    return f"£{pence / 100:,.2f}".removesuffix(".00")


KINDS = (
    JointCommissionPlanned, JointCommissionRescheduled, JointCommissionCancelled, ExpertSessionHeld,
    JointCommissionFollowedUp, JointCommissionEvaluated,
)  # fmt: skip
