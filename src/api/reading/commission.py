"""A joint commission, as GraphQL tells it: what it cost, what was saved, what was bought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.derive import codes
from api.documented import field, object_type
from api.reading.figure import Figure, told
from api.reading.reading import Reading, sees_own
from ledger.domain.acts.commission_money import AwardBasis, JointCommissionAwarded
from ledger.domain.words import ProviderId, SchoolId
from ledger.figures import beside, commission, value
from ledger.figures.account import Account, account
from ledger.figures.method import Method

if TYPE_CHECKING:
    from api.reading.act import Act
    from api.reading.school import School

SchoolLater = Annotated["School", strawberry.lazy("api.reading.school")]
ActLater = Annotated["Act", strawberry.lazy("api.reading.act")]
BasisCode = codes(AwardBasis)

WithRelease = Annotated[
    bool,
    strawberry.argument(description="whether with what it cost to free colleagues"),
]


@object_type
class CommissionSchool:
    """The account of one school in a joint commission."""

    act: strawberry.Private[int]
    reading: strawberry.Private[Reading]

    urn: SchoolId = strawberry.field(description="the school, by the number it had then")

    @field
    def school(self) -> SchoolLater | None:
        """What the register knows of it."""
        from api.reading.school import school_at

        return school_at(self.reading, self.urn)

    @field
    def share(self) -> Figure:
        """What it should pay by the rule of the pool."""
        return self._ask(commission.share)

    @field
    def pledged(self) -> Figure:
        """What it promised."""
        return self._ask(commission.pledged)

    @field
    def paid(self) -> Figure:
        """What it paid."""
        return self._ask(commission.paid)

    @field
    def owed(self) -> Figure:
        """What it has still to pay."""
        return self._ask(commission.owed)

    @field
    def refunded(self) -> Figure:
        """What it got back."""
        return self._ask(commission.refunded)

    @field
    def saving(self) -> Figure:
        """What it saved against going alone, where it had asked what that would have cost."""
        return self._ask(value.saving)

    @field
    def cost(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost. With release it is null for whoever may not see the school's own."""
        return self._cost(value.cost, with_release)

    @field
    def per_teacher(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost for each of its teachers that came, from ten teachers on."""
        return self._cost(value.per_teacher, with_release)

    @field
    def per_teacher_hour(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost for each hour that one of its teachers was there."""
        return self._cost(value.per_teacher_hour, with_release)

    @field
    def per_follow_up(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost for each follow-up held."""
        return self._cost(value.per_follow_up, with_release)

    def _ask(self, asked: Method) -> Figure:
        found = asked.ask(self.reading.now, act=self.act, school=str(self.urn))
        return told(found, self.reading)

    def _cost(self, asked: Method, with_release: bool) -> Figure | None:
        if with_release and not sees_own(self.reading, [self.urn]):
            return None
        found = asked.ask(
            self.reading.now, act=self.act, school=str(self.urn), with_release=with_release
        )
        return told(found, self.reading)


@object_type
class Commission:
    """The money of a joint commission, and what was bought for it. Never one divided by the other.

    What is known of the outcome stands beside it: evaluations, and who agrees with them.
    """

    found: strawberry.Private[Account]
    act: strawberry.Private[int]
    collaboration: strawberry.Private[int]
    reading: strawberry.Private[Reading]

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
        self.reading.schools.expect(self.found.schools)
        return [
            CommissionSchool(urn=SchoolId(urn), act=self.act, reading=self.reading)
            for urn in self.found.schools
        ]

    @field
    def price(self) -> Figure:
        """What the provider is paid in all."""
        return self._ask(commission.price)

    @field
    def pledged(self) -> Figure:
        """What all schools promised."""
        return self._ask(commission.pledged)

    @field
    def paid(self) -> Figure:
        """What all schools paid."""
        return self._ask(commission.paid)

    @field
    def owed(self) -> Figure:
        """What has still to be paid."""
        return self._ask(commission.owed)

    @field
    def spent(self) -> Figure:
        """What was spent, as the last account says."""
        return self._ask(commission.spent)

    @field
    def refunded(self) -> Figure:
        """What went back to schools."""
        return self._ask(commission.refunded)

    @field
    def balance(self) -> Figure:
        """What came in and is not accounted for: nought is reconciled to the penny."""
        return self._ask(commission.balance)

    @field
    def sessions_planned(self) -> Figure:
        """How many times the expert was to come."""
        return self._ask(commission.sessions_planned)

    @field
    def sessions_held(self) -> Figure:
        """How many times the expert came."""
        return self._ask(commission.sessions_held)

    @field
    def follow_ups_promised(self) -> Figure:
        """How many follow-ups were planned."""
        return self._ask(commission.follow_ups_promised)

    @field
    def follow_ups_held(self) -> Figure:
        """How many follow-ups there were."""
        return self._ask(commission.follow_ups_held)

    @field
    def brief_quality(self) -> Figure:
        """How many of six things that a good brief has are there."""
        return self._ask(commission.brief_quality)

    @field
    def break_even(self) -> Figure:
        """From how many schools on it was no dearer to buy together."""
        return self._ask(value.break_even)

    @field
    def cost(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost all schools. With release it is null unless you may see that of each."""
        return self._cost(value.cost, with_release)

    @field
    def per_teacher(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost for each teacher that came, from ten teachers on."""
        return self._cost(value.per_teacher, with_release)

    @field
    def per_teacher_hour(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost for each hour that a teacher was there."""
        return self._cost(value.per_teacher_hour, with_release)

    @field
    def per_follow_up(self, with_release: WithRelease = False) -> Figure | None:
        """What it cost for each follow-up held."""
        return self._cost(value.per_follow_up, with_release)

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

    def _ask(self, asked: Method, **more: Any) -> Figure:
        return told(asked.ask(self.reading.now, act=self.act, **more), self.reading)

    def _beside(self, asked: Method) -> Figure:
        found = asked.ask(self.reading.now, collaboration=self.collaboration)
        return told(found, self.reading)

    def _cost(self, asked: Method, with_release: bool) -> Figure | None:
        if with_release and not sees_own(self.reading, self.found.schools):
            return None
        return self._ask(asked, with_release=with_release)


def commission_at(reading: Reading, act: int, collaboration: int) -> Commission | None:
    """The account of a commission; null for an act of any other kind, or one withdrawn."""
    found = account(reading.now, act)
    if found is None:
        return None
    return Commission(found=found, act=act, collaboration=collaboration, reading=reading)
