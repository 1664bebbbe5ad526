"""Priorities: what school leaders say is on their minds, and the patterns in what they say.

Rows 1 to 5 of the article's list: leaders were listened to, one school at a time, and patterns were
noted around what they named. A school may also declare a priority of its own, to which its joint
work is then linked.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.past import Past
from ledger.domain.prose import listing, on
from ledger.domain.record import Code
from ledger.domain.refusal import AlreadySaid, OutOfRange
from ledger.domain.words import StaffRole, Statement


class Priority(Code):
    """What leaders want to attend to."""

    CURRICULUM = "curriculum"
    TIME_FOR_CPD = "time_for_cpd"
    COLLABORATION = "collaboration"
    RETENTION = "retention"
    BEHAVIOUR = "behaviour"
    INCLUSION = "inclusion"
    ASSESSMENT = "assessment"
    WELLBEING = "wellbeing"
    OTHER = "other"


class Driver(Code):
    """What put it on the agenda."""

    INSPECTION_FRAMEWORK = "inspection_framework"
    PUPIL_NEED = "pupil_need"
    STAFF_NEED = "staff_need"
    BUDGET = "budget"
    POLICY = "policy"
    OTHER = "other"


Priorities = Annotated[tuple[Priority, ...], "what was named", Between(1, 9)]


class PriorityDeclared(Raised):
    """A school says what it gives priority to."""

    TOPIC = "priority-declared/1"
    COMMAND = "declare_priority"

    school: Annotated[SchoolId, "the school"]
    priority: Annotated[Priority, "what it gives priority to"]
    driver: Annotated[Driver | None, "what put it on the agenda"] = None
    statement: Statement

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} gives priority to {self.priority.words}."


class LearningPriorityAdopted(Continued):
    """The leaders of the school made professional learning on it a priority of the whole school."""

    TOPIC = "learning-priority-adopted/1"
    COMMAND = "adopt_learning_priority"

    adopted_by: Annotated[StaffRole, "in what role they spoke for the school"]

    def check(self, past: Past) -> None:
        super().check(past)
        if past.has(LearningPriorityAdopted):
            raise AlreadySaid("That was adopted already.", "act")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Leaders made professional learning on it a priority on {on(self.happened_on)}."


class PriorityDropped(Settled):
    """The school gives priority to something else now."""

    TOPIC = "priority-dropped/1"
    COMMAND = "drop_priority"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"No priority any more since {on(self.happened_on)}."


class PriorityConversationHeld(Raised):
    """A leader was listened to, in depth, about what is on the school's mind."""

    TOPIC = "priority-conversation-held/1"
    COMMAND = "hold_priority_conversation"

    school: Annotated[SchoolId, "the school whose leader was listened to"]
    role: Annotated[StaffRole, "in what role the leader spoke"]
    priorities: Priorities
    driver: Annotated[Driver | None, "what put it on the agenda"] = None

    def sentence(self, name_of: NameOf = str) -> str:
        named = listing([priority.words for priority in self.priorities])
        return f"A conversation about priorities named {named}."


class PriorityPatternNoted(Raised):
    """The same priorities were heard in several schools."""

    TOPIC = "priority-pattern-noted/1"
    COMMAND = "note_priority_pattern"
    IS_OPEN_TO_ALL = True

    noted_by: Annotated[SchoolId, "the school that listened"]
    priorities: Priorities
    conversations: Annotated[int, "in how many conversations it was heard", Between(2, 10_000)]
    schools_heard: Annotated[int, "in how many schools", Between(2, 10_000)]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.schools_heard > self.conversations:
            raise OutOfRange("A conversation is with the leader of one school.", "schools_heard")

    def sentence(self, name_of: NameOf = str) -> str:
        named = listing([priority.words for priority in self.priorities])
        return f"In {self.conversations} conversations a pattern was heard: {named}."


KINDS = (
    PriorityDeclared, LearningPriorityAdopted, PriorityDropped, PriorityConversationHeld,
    PriorityPatternNoted,
)  # fmt: skip
