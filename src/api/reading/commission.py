"""A joint commission, as GraphQL tells it: what it cost, what was saved, what was bought."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.derive import codes
from api.documented import described, field, object_type
from api.reading.figure import Figure, Figures, asked, figure, told
from api.reading.reading import Reading, sees_own
from api.reading.school_figures import SchoolFigures, each_school
from ledger.domain.acts.commission_award import AwardBasis, JointCommissionAwarded
from ledger.domain.identifiers import ProviderId
from ledger.figures import beside, commission, value
from ledger.figures.account import Account, account
from ledger.figures.method import Method

if TYPE_CHECKING:
    from api.reading.act import Act

ActLater = Annotated["Act", strawberry.lazy("api.reading.act")]
BasisCode = codes(AwardBasis)

WithRelease = Annotated[
    bool,
    strawberry.argument(description="whether with what it cost to free colleagues"),
]


def _cost(method: Method, description: str) -> Any:
    """A figure that can count release time in: that is for those who may see it of each school."""

    def read(
        self: CommissionSchool | Commission, with_release: WithRelease = False
    ) -> Figure | None:
        if with_release and not sees_own(self.reading, self.whose):
            return None
        return asked(self, method, with_release=with_release)

    return described(read, description)


@object_type
class CommissionSchool(SchoolFigures):
    """The account of one school in a joint commission."""

    share = figure(commission.share, "What it should pay by the rule of the pool.")
    pledged = figure(commission.pledged, "What it promised.")
    paid = figure(commission.paid, "What it paid.")
    owed = figure(commission.owed, "What it has still to pay.")
    refunded = figure(commission.refunded, "What it got back.")
    saving = figure(
        value.saving,
        "What it saved against going alone, where it had asked what that would have cost.",
    )

    cost = _cost(
        value.cost,
        "What it cost. With release it is null for whoever may not see the school's own.",
    )
    per_teacher = _cost(
        value.per_teacher, "What it cost for each of its teachers that came, from ten teachers on."
    )
    per_teacher_hour = _cost(
        value.per_teacher_hour, "What it cost for each hour that one of its teachers was there."
    )
    per_follow_up = _cost(value.per_follow_up, "What it cost for each follow-up held.")

    @property
    def whose(self) -> Sequence[str]:
        """Whose release time is in it."""
        return [self.urn]


@object_type
class Commission(Figures):
    """The money of a joint commission, and what was bought for it. Never one divided by the other.

    What is known of the outcome stands beside it: evaluations, and who agrees with them.
    """

    found: strawberry.Private[Account]
    collaboration: strawberry.Private[int]

    @field
    def provider(self) -> ProviderId | None:
        """Who is paid; null before the award."""
        return None if self.found.award is None else self.found.award.provider

    @field
    def award_basis(self) -> BasisCode | None:  # type: ignore[valid-type]
        """Why this provider; null where the plan named it at once."""
        award = self.found.award
        return award.award_basis if isinstance(award, JointCommissionAwarded) else None

    @field
    def is_reconciled(self) -> bool:
        """Whether every penny that came in is accounted for."""
        return self.found.balance == 0

    @field
    def schools(self) -> list[CommissionSchool]:
        """The account of each school."""
        return each_school(CommissionSchool, self, self.found.schools)

    price = figure(commission.price, "What the provider is paid in all.")
    pledged = figure(commission.pledged, "What all schools promised.")
    paid = figure(commission.paid, "What all schools paid.")
    owed = figure(commission.owed, "What has still to be paid.")
    spent = figure(commission.spent, "What was spent, as the last account says.")
    refunded = figure(commission.refunded, "What went back to schools.")
    balance = figure(
        commission.balance,
        "What came in and is not accounted for: nought is reconciled to the penny.",
    )
    sessions_planned = figure(commission.sessions_planned, "How many times the expert was to come.")
    sessions_held = figure(commission.sessions_held, "How many times the expert came.")
    follow_ups_promised = figure(
        commission.follow_ups_promised, "How many follow-ups were planned."
    )
    follow_ups_held = figure(commission.follow_ups_held, "How many follow-ups there were.")
    brief_quality = figure(
        commission.brief_quality, "How many of six things that a good brief has are there."
    )
    break_even = figure(
        value.break_even, "From how many schools on it was no dearer to buy together."
    )

    cost = _cost(
        value.cost,
        "What it cost all schools. With release it is null unless you may see that of each.",
    )
    per_teacher = _cost(
        value.per_teacher, "What it cost for each teacher that came, from ten teachers on."
    )
    per_teacher_hour = _cost(
        value.per_teacher_hour, "What it cost for each hour that a teacher was there."
    )
    per_follow_up = _cost(value.per_follow_up, "What it cost for each follow-up held.")

    @field
    def evaluations(self) -> list[ActLater]:
        """What is known of the outcome: the shared evaluations of the same collaboration."""
        from api.reading.act import acts_of

        rows = beside.evaluations(self.reading.now, self.collaboration)
        return acts_of(self.reading, rows)

    @field
    def schools_agreeing(self) -> Figure:
        """How many schools agreed with the findings of those evaluations."""
        return self._beside(beside.agreeing)

    @field
    def schools_dissenting(self) -> Figure:
        """How many schools did not, and said why."""
        return self._beside(beside.dissenting)

    @property
    def whose(self) -> Sequence[str]:
        """Whose release time is in it."""
        return self.found.schools

    def _beside(self, method: Method) -> Figure:
        found = method.ask(self.reading.now, collaboration=self.collaboration)
        return told(found, self.reading)


def commission_at(reading: Reading, act: int, collaboration: int) -> Commission | None:
    """The account of a commission; null for an act of any other kind, or one withdrawn."""
    found = account(reading.now, act)
    if found is None:
        return None
    return Commission(found=found, about={"act": act}, collaboration=collaboration, reading=reading)
