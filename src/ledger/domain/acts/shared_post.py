"""A shared post: several schools pay for one teacher, who becomes an expert and works in them all.

Rows 44 and 46 of the article's list. What each school pays, what it is owed in days, and what it
got stands here; what the expert learns and makes stands in `shared_post_work`, and the training
that the expert leads in `shared_post_cpd`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from ledger.domain.act import check_own_word, life, opening
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import PersonId, SchoolId
from ledger.domain.limits import Between, Places
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.money import pounds
from ledger.domain.naming import named_schools
from ledger.domain.past import Past, Recorded
from ledger.domain.post_days import Move, Pattern, Sharing, in_turn
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import (
    AlreadySaid,
    Missing,
    NotMember,
    OutOfBalance,
    OutOfOrder,
    OutOfRange,
)
from ledger.domain.sharing import WEEKS_A_YEAR, Stretch, refund_due
from ledger.domain.words import Focus, Money, Notes, Reason

Fte = Annotated[Decimal, "a part of a full-time post", Between(0, 1), Places(3)]
DaysAWeek = Annotated[Decimal, "days a week", Between(0, 5), Places(2)]


class PostActivity(Code):
    """What the expert does on a day in a school."""

    CURRICULUM = "curriculum"
    ASSESSMENT = "assessment"
    CPD = "cpd"
    COACHING = "coaching"
    MODERATION = "moderation"


class PostVerdict(Code):
    """What the schools make of the post."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    STOP = "stop"


class SharedPostProposed(Raised):
    """Schools want to pay for one teacher together."""

    TOPIC = "shared-post-proposed/1"
    COMMAND = "propose_shared_post"

    focus: Annotated[Focus, "of what the teacher will be an expert: it names a subject"]
    contributors: Annotated[tuple[SchoolId, ...], "the schools that would pay", Between(2, 30)]
    fte_own: Annotated[Fte, "how much of the post is for the teacher's own school"]
    fte_shared: Annotated[Fte, "how much of it is for all the others"]
    term_years: Annotated[Decimal, "for how many years", Between(1, 30), Places(1)]

    def check(self, past: Past) -> None:
        if self.focus.subject is None:
            raise Missing("Say in which subject.", "focus", "subject")
        if self.fte_own + self.fte_shared > 1:
            raise OutOfRange("Nobody works more than full time.", "fte_shared")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{len(self.contributors)} schools would share an expert in {self.focus.words}."


class _OfPost(Continued):
    """Something said of a shared post, and of schools that contribute to it."""

    def check(self, past: Past) -> None:
        super().check(past)
        there = contributors(past)
        for school, path in named_schools(self):
            if school not in there:
                raise NotMember(f"School {school} does not contribute.", *path)


class PostContributionAgreed(_OfPost):
    """A school agreed what it pays and what it gets for that."""

    TOPIC = "post-contribution-agreed/1"
    COMMAND = "agree_post_contribution"

    school: Annotated[SchoolId, "the school that pays"]
    amount_per_year: Annotated[Money, "what it pays each year"]
    days_entitled: Annotated[
        Decimal, "how many days of the expert it gets each year", Between(0, 260), Places(2)
    ]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        if self.school in agreements(past):
            raise AlreadySaid("This school has agreed; amend that.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        pays = f"{name_of(self.school)} pays {pounds(self.amount_per_year)} a year"
        return f"{pays} for {self.days_entitled} days."


class SharedPostAppointed(_OfPost):
    """Somebody took up the post."""

    TOPIC = "shared-post-appointed/1"
    COMMAND = "appoint_to_shared_post"

    expert: Annotated[PersonId | None, "who it is, by a reference that can be forgotten"] = None
    home_school: Annotated[SchoolId, "the school that employs the expert"]

    def check(self, past: Past) -> None:
        super().check(past)
        if len(agreements(past).keys() & contributors(past)) < 2:
            raise Missing("At least two schools agree what they pay first.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Somebody of {name_of(self.home_school)} took up the post."


class WeekPatternSet(_OfPost):
    """The schools agreed on which days the expert is where, from a day on."""

    TOPIC = "week-pattern-set/1"
    COMMAND = "set_week_pattern"

    own_days: Annotated[DaysAWeek, "days a week in the expert's own school"]
    shared_days: Annotated[DaysAWeek, "days a week in all the others together"]
    weeks: Annotated[int, "for how many weeks of school", Between(1, 52)]
    valid_from: Annotated[date, "the first day of the pattern"]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.own_days + self.shared_days > 5:
            raise OutOfRange("A week has five days.", "shared_days")
        if past.has(WeekPatternSet, valid_from=self.valid_from):
            raise AlreadySaid("There is a pattern from that day; amend it.", "valid_from")

    @property
    def pattern(self) -> Pattern:
        """The same, as days are counted by it."""
        return Pattern(self.valid_from, self.weeks, self.own_days, self.shared_days)

    def sentence(self, name_of: NameOf = str) -> str:
        days = f"{self.own_days} days at home and {self.shared_days} days elsewhere"
        return f"From {on(self.valid_from)} on, for {self.weeks} weeks: {days}."


class PostContributorJoined(Continued):
    """One more school pays and gets its days. It comes in where a week pattern begins."""

    TOPIC = "post-contributor-joined/1"
    COMMAND = "join_shared_post"
    WIDENS = True

    school: Annotated[SchoolId, "the school that joins"]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.school in contributors(past):
            raise AlreadySaid(f"School {self.school} contributes already.", "school")
        if not past.has(WeekPatternSet, valid_from=self.happened_on):
            raise OutOfOrder("Set a week pattern from that day first.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} shares the post from {on(self.happened_on)} on."


class PostContributorLeft(_OfPost):
    """A school pays no more, and gets back to the penny what it paid for weeks to come."""

    TOPIC = "post-contributor-left/1"
    COMMAND = "leave_shared_post"

    school: Annotated[SchoolId, "the school that leaves"]
    weeks_left: Annotated[int, "how many weeks of school it paid for are left", Between(0, 52)]
    refund: Annotated[Money, "what it gets back"]
    reason: Reason

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        if len(contributors(past)) <= 2:
            raise OutOfOrder("One school alone shares nothing: end the post.", "school")
        if self.weeks_left > sum(stretch.weeks for stretch in stretches(past)[-1:]):
            raise OutOfRange("The week pattern has fewer weeks.", "weeks_left")
        agreed = agreements(past).get(self.school)
        due = refund_due(agreed.event.amount_per_year if agreed else 0, self.weeks_left)
        if self.refund != due:
            weeks = f"{self.weeks_left} of {WEEKS_A_YEAR} weeks"
            raise OutOfBalance(f"For {weeks} it gets back {pounds(due)}.", "refund")

    def sentence(self, name_of: NameOf = str) -> str:
        back = f" and got back {pounds(self.refund)}" if self.refund else ""
        return f"{name_of(self.school)} left the post on {on(self.happened_on)}{back}."


class PostDayDelivered(_OfPost):
    """The expert spent a day, or a part of it, in a school."""

    TOPIC = "post-day-delivered/1"
    COMMAND = "deliver_post_day"

    school: Annotated[SchoolId, "the school"]
    fraction: Annotated[Decimal, "how much of a day", Between(0, 1), Places(2)]
    post_activity: Annotated[PostActivity, "what the expert did there"]

    def check(self, past: Past) -> None:
        super().check(past)
        if not past.has(SharedPostAppointed):
            raise Missing("Nobody has taken up the post.", "act")
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


class SharedPostReviewed(_OfPost):
    """The schools looked at what the post had come to."""

    TOPIC = "shared-post-reviewed/1"
    COMMAND = "review_shared_post"

    post_verdict: Annotated[PostVerdict, "whether it goes on"]
    review_notes: Annotated[Notes, "what they saw"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Reviewed on {on(self.happened_on)}: {self.post_verdict.words}."


class SharedPostEnded(Settled):
    """The post came to its end."""

    TOPIC = "shared-post-ended/1"
    COMMAND = "end_shared_post"

    reason: Reason

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The post ended on {on(self.happened_on)}."


def sharing(past: Past) -> Sharing:
    """Who shares the expert, and from when to when, by all that is said."""
    patterns: list[Pattern] = []
    moves: list[Move] = []
    for entry in life(past):
        match entry.event:
            case WeekPatternSet() as set_from:
                patterns.append(set_from.pattern)
            case PostContributorJoined(happened_on=day, school=school):
                moves.append(Move(day, school))
            case PostContributorLeft(happened_on=day, school=school, weeks_left=left):
                moves.append(Move(day, school, leaves=True, weeks_left=left))
    by_day = tuple(sorted(moves, key=lambda move: move.day))
    return Sharing(opening(past).schools(), in_turn(patterns), by_day)


def stretches(past: Past) -> list[Stretch]:
    """The weeks of the post, with the schools that share in them, other than the expert's own."""
    return sharing(past).stretches(home(past))


def home(past: Past) -> SchoolId | None:
    """The expert's own school; none before there is an expert."""
    return next((taken.home_school for taken in past.all(SharedPostAppointed)[-1:]), None)


def at_home(past: Past) -> dict[SchoolId, Decimal]:
    """How many days the expert's own school should get; empty before there is an expert."""
    days = sum((one.own_days * one.weeks for one in sharing(past).patterns), Decimal(0))
    own = home(past)
    return {own: days} if own and days else {}


def delivered(past: Past) -> dict[SchoolId, Decimal]:
    """How many days each school has had."""
    had: dict[SchoolId, Decimal] = {}
    for day in past.all(PostDayDelivered):
        had[day.school] = had.get(day.school, Decimal(0)) + day.fraction
    return had


def contributors(past: Past) -> frozenset[SchoolId]:
    """The schools that share the post now."""
    there = frozenset(opening(past).schools())
    for entry in life(past):
        match entry.event:
            case PostContributorJoined(school=school):
                there |= {school}
            case PostContributorLeft(school=school):
                there -= {school}
    return there


def agreements(past: Past) -> dict[SchoolId, Recorded[PostContributionAgreed]]:
    """Where each school agreed what it pays; of one that came back, where it did so since."""
    found: dict[SchoolId, Recorded[Any]] = {}
    for entry in life(past):
        match entry.event:
            case PostContributionAgreed(school=school):
                found[school] = entry
            case PostContributorJoined(school=school):
                found.pop(school, None)
    return found


KINDS = (
    SharedPostProposed, PostContributionAgreed, SharedPostAppointed, WeekPatternSet,
    PostContributorJoined, PostContributorLeft, PostDayDelivered, SharedPostReviewed,
    SharedPostEnded,
)  # fmt: skip
