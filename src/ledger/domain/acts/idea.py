"""An idea that colleagues brought home, from the day they met it to what became of it.

New ideas are one reason to look beyond one's own school, and a doubt before each is another (rows
34 and 35 of the article's list): so no school tries an idea that it has not looked at with
scepticism first. Several schools may weigh the same idea; each does so for itself.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import check_own_word
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Continued, Raised
from ledger.domain.past import Past
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, Missing, OutOfOrder
from ledger.domain.words import Contrast, Focus, Notes, Reason, Statement


class IdeaVerdict(Code):
    """What a school decided to do with an idea, once it had doubted it."""

    TRY = "try"
    ADAPT = "adapt"
    REJECT = "reject"
    WAIT = "wait"


class IdeaCaptured(Raised):
    """Colleagues met an idea that was new to their school."""

    TOPIC = "idea-captured/1"
    COMMAND = "capture_idea"

    school: Annotated[SchoolId, "the school whose colleagues met it"]
    found_in: Annotated[CitedAct | None, "the act in which they met it, if it was in one"] = None
    focus: Annotated[Focus, "what it is about"]
    statement: Annotated[Statement, "the idea in a sentence or two"]

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} brought home an idea about {self.focus.words}."


class _Word(Continued):
    """What a school says of an idea. Schools of the same collaboration may come in by it."""

    WIDENS = True

    school: Annotated[SchoolId, "the school that says so"]

    def check(self, past: Past) -> None:
        super().check(past)
        check_own_word(past, self.school)


class ScepticalReviewRecorded(_Word):
    """A school said why the idea might not work for its own pupils, and what it decided."""

    TOPIC = "sceptical-review-recorded/1"
    COMMAND = "record_sceptical_review"

    might_not_transfer: Annotated[Notes, "what might not work in another school"]
    context_differences: Annotated[
        tuple[Contrast, ...], "in what the schools differ", Between(0, 4)
    ] = ()
    evidence_asked_for: Annotated[Statement, "what evidence would persuade the school"]
    alternative_explanation: Annotated[Notes, "what else could explain what was seen"]
    idea_verdict: Annotated[IdeaVerdict, "what the school decided"]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.idea_verdict is IdeaVerdict.ADAPT and not self.context_differences:
            raise Missing("To adapt it, say in what the schools differ.", "context_differences")

    def sentence(self, name_of: NameOf = str) -> str:
        school, verdict = name_of(self.school), self.idea_verdict.words
        return f"{school} looked at it with scepticism and said: {verdict}."


class IdeaTried(_Word):
    """A school tried the idea in its own classrooms."""

    TOPIC = "idea-tried/1"
    COMMAND = "try_idea"

    tried: Annotated[Notes, "what was tried in the classroom"]

    def check(self, past: Past) -> None:
        super().check(past)
        reviews = [
            review
            for review in past.all(ScepticalReviewRecorded, school=self.school)
            if review.happened_on <= self.happened_on
        ]
        if not reviews:
            raise OutOfOrder("Look at the idea with scepticism first: record a review.", "school")
        last = sorted(reviews, key=lambda review: review.happened_on)[-1]
        if (verdict := last.idea_verdict) not in (IdeaVerdict.TRY, IdeaVerdict.ADAPT):
            raise OutOfOrder(
                f"The last review of this school said {verdict.words}: review it anew first.",
                "school",
            )

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} tried it."


class IdeaKept(_Word):
    """What a school tried became part of how it works."""

    TOPIC = "idea-kept/1"
    COMMAND = "keep_idea"

    why_kept: Annotated[Statement, "what the school saw that made it keep it"]

    def check(self, past: Past) -> None:
        super().check(past)
        if not past.has(IdeaTried, school=self.school):
            raise OutOfOrder("A school keeps what it has tried.", "school")
        check_is_news(past, self)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} kept it."


class IdeaDropped(_Word):
    """A school will not go on with the idea. That is worth as much as to keep it."""

    TOPIC = "idea-dropped/1"
    COMMAND = "drop_idea"

    reason: Reason

    def check(self, past: Past) -> None:
        super().check(past)
        check_is_news(past, self)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} dropped it."


def check_is_news(past: Past, word: _Word) -> None:
    """Refuse what a school said of the idea in its last word already."""
    said = past.all(_Word, school=word.school)
    if said and type(said[-1]) is type(word):
        raise AlreadySaid("This school has said so already.", "school")


KINDS = (IdeaCaptured, ScepticalReviewRecorded, IdeaTried, IdeaKept, IdeaDropped)
