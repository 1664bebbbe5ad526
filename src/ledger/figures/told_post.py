"""What was said of a shared post, put in order for the figures that are asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ledger.domain.act import participants
from ledger.domain.acts.shared_post import SharedPostAppointed, SharedPostEnded, SharedPostProposed
from ledger.domain.acts.shared_post_days import (
    PostContributorJoined,
    PostContributorLeft,
    PostDayDelivered,
    WeekPatternSet,
    delivered,
)
from ledger.domain.identifiers import SchoolId
from ledger.domain.past import Recorded
from ledger.domain.post_days import Sharing
from ledger.domain.shared_post import agreed_in_each_stay, sharing
from ledger.domain.sharing import added, cost_of, entitled
from ledger.figures.figure import MOST_SECURE, FigureState, Measured
from ledger.figures.told_act import ToldAct, told_act
from ledger.projections.snapshot import Snapshot

PATTERN = (WeekPatternSet, SharedPostAppointed, PostContributorJoined, PostContributorLeft)
"""By what entries it is told who is due how many days."""

NONE_THERE = Measured(state=FigureState.NOT_APPLICABLE)
"""There is no such post, or the school has no part in it."""


@dataclass(frozen=True)
class Post(ToldAct):
    """Everything that was said of a shared post."""

    @cached_property
    def schools(self) -> tuple[str, ...]:
        """Every school that ever had a part in it."""
        return tuple(sorted(participants(self.past)))

    @cached_property
    def sharing(self) -> Sharing:
        """Who shares the expert, and from when to when."""
        return sharing(self.past)

    @cached_property
    def shared(self) -> dict[str, Decimal]:
        """How many of the shared days each school should get, over the patterns that were set."""
        return dict[str, Decimal](entitled(self.sharing.stretches()).items())

    @cached_property
    def due(self) -> dict[str, Decimal]:
        """How many days each school should get, the expert's own school among them."""
        due = added(entitled(self.sharing.stretches()), self.sharing.at_home())
        return dict[str, Decimal](due.items())

    @cached_property
    def had(self) -> dict[str, Decimal]:
        """How many days each school has had."""
        return dict[str, Decimal](delivered(self.past).items())

    @cached_property
    def elsewhere(self) -> list[Recorded[PostDayDelivered]]:
        """The days in other schools than the one that was the expert's own at the time."""
        home = self.sharing.home_on
        return [
            day
            for day in self.past.entries_of(PostDayDelivered)
            if day.event.school != home(day.event.happened_on)
        ]

    @property
    def had_elsewhere(self) -> dict[str, Decimal]:
        """How many of them each school has had."""
        had: dict[str, Decimal] = {}
        for day in (entry.event for entry in self.elsewhere):
            had[day.school] = had.get(day.school, Decimal(0)) + day.fraction
        return had

    def paid(self, school: str) -> int | None:
        """What a school had to pay for all its stays, in pence; None where it did not agree."""
        its = SchoolId(school)
        paid = 0
        for weeks, agreed in zip(
            self.sharing.paid_weeks(its), agreed_in_each_stay(self.past, its), strict=False
        ):
            if weeks and agreed is None:
                return None
            paid += cost_of(agreed.amount_per_year, weeks) if agreed else 0
        return paid

    def back(self, school: str) -> int:
        """What went back to a school that left, or to all that did."""
        left = self.past.all(PostContributorLeft)
        return sum(one.refund for one in left if school in ("", one.school))

    @property
    def state(self) -> FigureState:
        """Until the post ends there are days to come."""
        over = self.past.has(SharedPostEnded)
        return FigureState.MEASURED if over else FigureState.PROVISIONAL

    @property
    def how_sure(self) -> int:
        """What is worked out of a post that goes on may still change."""
        return MOST_SECURE - len(self.why_unsure)

    @property
    def why_unsure(self) -> tuple[str, ...]:
        return () if self.past.has(SharedPostEnded) else ("not_over",)


def post(now: Snapshot, act: int) -> Post | None:
    """A shared post; None for any other act, a withdrawn one, one that is unseen."""
    return told_act(now, act, Post, SharedPostProposed)
