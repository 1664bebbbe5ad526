"""Leadership: what a head promises, so that teachers can attend to teaching.

Row 62 of the article's list. A promise shows in an act, or it lapses; both are on record.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.act import life_of
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.occasion import occasions
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import NotParticipant, NotYet
from ledger.domain.words import LEADERS, StaffRole


class LeadershipCondition(Code):
    """What teachers need from those who lead."""

    TIME = "time"
    COVER = "cover"
    BUDGET = "budget"
    MODELLING = "modelling"
    TRUST = "trust"
    PRIORITY = "priority"
    LOW_STAKES = "low_stakes"


class LeadershipConditionCommitted(Raised):
    """The head of a school promised a condition for learning."""

    TOPIC = "leadership-condition-committed/1"
    COMMAND = "commit_leadership_condition"

    school: Annotated[SchoolId, "the school"]
    condition: Annotated[LeadershipCondition, "what is promised"]
    committed_by: Annotated[StaffRole, "in what role: the head, or the head of the trust"]

    def check(self, past: Past) -> None:
        if self.committed_by not in LEADERS:
            raise NotParticipant("A head promises this, or the head of a trust.", "committed_by")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The head of {name_of(self.school)} promised: {self.condition.words}."


class LeadershipConditionEvidenced(Continued):
    """The promise showed in an act."""

    TOPIC = "leadership-condition-evidenced/1"
    COMMAND = "evidence_leadership_condition"

    shown_by: Annotated[CitedAct, "the act that took place since then, and in which it showed"]

    def check(self, past: Past) -> None:
        super().check(past)
        promised = life_of(past, LeadershipConditionCommitted)[0].event.happened_on
        held = [told.event.happened_on for told in occasions(past._replace(act=self.shown_by))]
        since = [day for day in held if day >= promised]
        if not since:
            raise NotYet("That act has not taken place since the promise.", "shown_by")
        if self.happened_on < min(since):
            raise NotYet(f"That act took place on {on(min(since))} only.", "happened_on")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The promise showed on {on(self.happened_on)}."


class LeadershipConditionLapsed(Settled):
    """The promise holds no more."""

    TOPIC = "leadership-condition-lapsed/1"
    COMMAND = "let_leadership_condition_lapse"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The promise has not held since {on(self.happened_on)}."


KINDS = (
    LeadershipConditionCommitted, LeadershipConditionEvidenced, LeadershipConditionLapsed,
)  # fmt: skip
