"""The days of a shared post: where the expert is, who shares in that, and who got which days.

Row 46 of the article's list. These are entries of a shared post.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from ledger.domain.act import check_own_word
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, Places
from ledger.domain.money import pounds
from ledger.domain.past import Past
from ledger.domain.post_days import Sharing, by_day
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, NotYet, OutOfBalance, OutOfOrder, OutOfRange
from ledger.domain.shared_post import (
    Joining,
    Leaving,
    OfContributors,
    WeekPattern,
    agreements,
    contributors,
    sharing,
)
from ledger.domain.sharing import WEEKS_A_YEAR, refund_due


class PostActivity(Code):
    """What the expert does on a day in a school."""

    CURRICULUM = "curriculum"
    ASSESSMENT = "assessment"
    CPD = "cpd"
    COACHING = "coaching"
    MODERATION = "moderation"


class WeekPatternSet(WeekPattern):
    """The schools agreed on which days the expert is where, from a day on."""

    TOPIC = "week-pattern-set/1"
    COMMAND = "set_week_pattern"

    def check(self, past: Past) -> None:
        super().check(past)
        if self.own_days + self.shared_days > 5:
            raise OutOfRange("A week has five days.", "shared_days")
        if past.has(WeekPatternSet, valid_from=self.valid_from):
            raise AlreadySaid("There is a pattern from that day; amend it.", "valid_from")
        before, then = sharing(past), sharing(past.and_then(self))
        for old, new in pairwise(by_day(before.homes)):
            is_inside = then.is_within(new.day) and not before.is_within(new.day)
            if old.school != new.school and is_inside:
                raise OutOfOrder(
                    f"The expert's own school changes on {on(new.day)}: set the pattern from "
                    "that day first.", "valid_from",
                )  # fmt: skip

    def sentence(self, name_of: NameOf = str) -> str:
        days = f"{self.own_days} days at home and {self.shared_days} days elsewhere"
        return f"From {on(self.valid_from)} on, for {self.weeks} weeks: {days}."


class PostContributorJoined(Joining):
    """One more school pays and gets its days. It comes in where a week pattern begins."""

    TOPIC = "post-contributor-joined/1"
    COMMAND = "join_shared_post"
    WIDENS = True

    def check(self, past: Past) -> None:
        super().check(past)
        shared = sharing(past)
        if self.school in shared.there_on(self.happened_on):
            raise AlreadySaid(f"School {self.school} contributes already.", "school")
        if self.school in contributors(past):
            raise AlreadySaid("It joined later; amend that.", "happened_on")
        if not past.has(WeekPatternSet, valid_from=self.happened_on):
            raise OutOfOrder("Set a week pattern from that day first.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} shares the post from {on(self.happened_on)} on."


class PostContributorLeft(Leaving):
    """A school pays no more, and gets back to the penny what it paid for weeks to come."""

    TOPIC = "post-contributor-left/1"
    COMMAND = "leave_shared_post"

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        shared = sharing(past)
        self._check_day(past, shared)
        if shared.fewest_from(self.happened_on) <= 2:
            raise OutOfOrder("One school alone shares nothing: end the post.", "school")
        if self.weeks_left > (most := shared.most_left(self.happened_on)):
            day = on(self.happened_on)
            raise OutOfRange(f"On {day} at most {most} weeks of school are left.", "weeks_left")
        agreed = agreements(past).get(self.school)
        due = refund_due(agreed.event.amount_per_year if agreed else 0, self.weeks_left)
        if self.refund != due:
            weeks = f"{self.weeks_left} of {WEEKS_A_YEAR} weeks"
            raise OutOfBalance(f"For {weeks} it gets back {pounds(due)}.", "refund")

    def _check_day(self, past: Past, shared: Sharing) -> None:
        """Refuse a day on or after which it left, or after which it had the expert still."""
        left = [move.day for move in shared.moves if move.leaves and move.school == self.school]
        if any(day >= self.happened_on for day in left):
            raise AlreadySaid(f"It left on {on(left[-1])}; amend that.", "happened_on")
        had = [day.happened_on for day in past.all(PostDayDelivered, school=self.school)]
        if (last := max(had, default=self.happened_on)) > self.happened_on:
            raise OutOfOrder(f"The expert was there on {on(last)} still.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        back = f" and got back {pounds(self.refund)}" if self.refund else ""
        return f"{name_of(self.school)} left the post on {on(self.happened_on)}{back}."


class PostDayDelivered(OfContributors):
    """The expert spent a day, or a part of it, in a school."""

    TOPIC = "post-day-delivered/1"
    COMMAND = "deliver_post_day"

    school: Annotated[SchoolId, "the school"]
    fraction: Annotated[Decimal, "how much of a day", Between(0, 1), Places(2)]
    post_activity: Annotated[PostActivity, "what the expert did there"]

    def check(self, past: Past) -> None:
        super().check(past)
        taken_up = min((one.day for one in sharing(past).homes), default=None)
        if taken_up is None:
            raise Missing("Nobody has taken up the post.", "act")
        if self.happened_on < taken_up:
            raise NotYet(f"Somebody took up the post on {on(taken_up)} only.", "happened_on")
        if not self.fraction:
            raise OutOfRange("Say how much of a day it was.", "fraction")
        that_day = past.all(PostDayDelivered, happened_on=self.happened_on)
        total = sum((day.fraction for day in that_day), self.fraction)
        if total > 1:
            raise OutOfRange(f"That makes {total} days on {on(self.happened_on)}.", "fraction")

    def sentence(self, name_of: NameOf = str) -> str:
        day = "a day" if self.fraction == 1 else f"{self.fraction} of a day"
        where = f"{name_of(self.school)} on {on(self.happened_on)}"
        return f"The expert was {day} in {where} ({self.post_activity.words})."


def delivered(past: Past) -> dict[SchoolId, Decimal]:
    """How many days each school has had."""
    had: dict[SchoolId, Decimal] = {}
    for day in past.all(PostDayDelivered):
        had[day.school] = had.get(day.school, Decimal(0)) + day.fraction
    return had


KINDS = (WeekPatternSet, PostContributorJoined, PostContributorLeft, PostDayDelivered)
