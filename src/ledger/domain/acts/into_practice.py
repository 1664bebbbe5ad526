"""From what was learned into the classroom: goals, plans, prompts, and keeping an eye on oneself.

Each can be said of any act. They prove four of the mechanisms of the EEF's guidance on effective
professional development (2021): setting goals, action planning, prompts and self-monitoring. There
are counts only: what a teacher has set out to do is nobody else's business.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain import lifecycle
from ledger.domain.act import Later, check_own_word
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.limits import Between, People
from ledger.domain.past import Past
from ledger.domain.record import Code
from ledger.domain.refusal import OutOfRange
from ledger.domain.words import HappenedOn

Teachers = Annotated[int, "how many teachers", Between(1, 500)]


class PromptKind(Code):
    """What reminds a teacher, at the moment that matters."""

    CARD = "card"
    MESSAGE = "message"
    POSTER = "poster"
    COLLEAGUE = "colleague"


class _IntoPractice(Later):
    """What a school says of its own teachers."""

    ANY_FAMILY = True
    STEP = lifecycle.CORRECT

    school: Annotated[SchoolId, "the school"]
    happened_on: HappenedOn

    def check(self, past: Past) -> None:
        check_own_word(past, self.school)


class GoalAgreed(_IntoPractice):
    """Teachers of a school have a goal, on which they and whoever helps them agreed."""

    TOPIC = "goal-agreed/1"
    COMMAND = "agree_goal"

    teachers_with_goal: Teachers
    agreed_by_both: Annotated[
        int, "how many of these agreed on it with a colleague", Between(0, 500)
    ]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.agreed_by_both > self.teachers_with_goal:
            raise OutOfRange("No more can agree on a goal than have one.", "agreed_by_both")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{self.teachers_with_goal} teachers of {name_of(self.school)} have a goal."


class ActionPlanMade(_IntoPractice):
    """Teachers of a school planned when and where they will try it."""

    TOPIC = "action-plan-made/1"
    COMMAND = "make_action_plan"

    plans_made: Teachers
    with_when_and_where: Annotated[int, "how many of the plans say when and where", Between(0, 500)]

    def check(self, past: Past) -> None:
        super().check(past)
        if self.with_when_and_where > self.plans_made:
            raise OutOfRange("There are fewer plans than that.", "with_when_and_where")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{self.plans_made} teachers of {name_of(self.school)} planned what to try."


class PromptIssued(_IntoPractice):
    """Teachers of a school were given something that reminds them."""

    TOPIC = "prompt-issued/1"
    COMMAND = "issue_prompt"

    prompt_kind: Annotated[PromptKind, "what reminds them"]
    technique: Annotated[
        str | None, "the technique that it reminds of, by a short name", Between(1, 80)
    ] = None

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Teachers of {name_of(self.school)} have a reminder: {self.prompt_kind.words}."


class SelfMonitoringRecorded(_IntoPractice):
    """Teachers of a school kept an eye on what they do. How it went stays with them."""

    TOPIC = "self-monitoring-recorded/1"
    COMMAND = "record_self_monitoring"

    n: Annotated[int, "how many teachers did: never fewer than five", People(5), Between(5, 10_000)]
    technique: Annotated[
        str | None, "the technique that they watched, by a short name", Between(1, 80)
    ] = None

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{self.n} teachers of {name_of(self.school)} kept an eye on what they do."


KINDS = (GoalAgreed, ActionPlanMade, PromptIssued, SelfMonitoringRecorded)
