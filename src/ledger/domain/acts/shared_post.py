"""A shared post: several schools pay for one teacher, who becomes an expert and works in them all.

Rows 44 and 46 of the article's list. What each school pays and who is appointed stands here; who
gets which days in `shared_post_days`, what the expert learns and makes in `shared_post_work`, and
the training that the expert leads in `shared_post_cpd`.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from ledger.domain.act import check_own_word
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, Places
from ledger.domain.matter import Raised, Settled
from ledger.domain.money import pounds
from ledger.domain.past import Past
from ledger.domain.post_days import Home, by_day
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, OutOfOrder, OutOfRange
from ledger.domain.shared_post import (
    Agreement,
    Appointment,
    OfPost,
    agreements,
    contributors,
    sharing,
)
from ledger.domain.words import Focus, Notes, Reason

Fte = Annotated[Decimal, "a part of a full-time post", Between(0, 1), Places(3)]


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


class PostContributionAgreed(Agreement):
    """A school agreed what it pays and what it gets for that."""

    TOPIC = "post-contribution-agreed/1"
    COMMAND = "agree_post_contribution"

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)
        if self.school in agreements(past):
            raise AlreadySaid("This school has agreed; amend that.", "school")

    def sentence(self, name_of: NameOf = str) -> str:
        pays = f"{name_of(self.school)} pays {pounds(self.amount_per_year)} a year"
        return f"{pays} for {self.days_entitled} days."


class SharedPostAppointed(Appointment):
    """Somebody took up the post."""

    TOPIC = "shared-post-appointed/1"
    COMMAND = "appoint_to_shared_post"

    def check(self, past: Past) -> None:
        super().check(past)
        if len(agreements(past).keys() & contributors(past)) < 2:
            raise Missing("At least two schools agree what they pay first.", "act")
        homes = (*sharing(past).homes, Home(self.happened_on, self.home_school))
        for before, after in pairwise(by_day(homes)):
            if before.school != after.school and sharing(past).is_within(after.day):
                raise OutOfOrder(
                    f"The expert's own school changes on {on(after.day)}: set a week pattern from "
                    "that day first.", "happened_on",
                )  # fmt: skip

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Somebody of {name_of(self.home_school)} took up the post."


class SharedPostReviewed(OfPost):
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


KINDS = (
    SharedPostProposed, PostContributionAgreed, SharedPostAppointed, SharedPostReviewed,
    SharedPostEnded,
)  # fmt: skip
