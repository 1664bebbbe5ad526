"""Exploring pedagogy: colleagues of several schools ask how something is best taught.

Row 52 of the article's list: what colleagues do who have nobody in their own school to ask.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct
from ledger.domain.occasion import Evaluated, FollowedUp, HeldInformally
from ledger.domain.words import Focus, Statement


class PedagogyExplored(HeldInformally):
    """Colleagues of several schools asked how something is best taught."""

    TOPIC = "pedagogy-explored/1"
    COMMAND = "explore_pedagogy"

    focus: Annotated[Focus, "the curriculum or the subject"]
    topic: Annotated[Statement, "what they wanted to teach better"]
    from_act: Annotated[CitedAct | None, "the circle that it came from, if from one"] = None

    def sentence(self, name_of: NameOf = str) -> str:
        how = "how to teach " if self.focus.subject else ""
        return f"{super().sentence(name_of)[:-1]} to explore {how}{self.focus.words}."


class PedagogyFollowedUp(FollowedUp):
    """What was explored was tried in the classroom."""

    TOPIC = "pedagogy-followed-up/1"
    COMMAND = "follow_up_pedagogy"


class PedagogyEvaluated(Evaluated):
    """Those who explored it said what it was worth."""

    TOPIC = "pedagogy-evaluated/1"
    COMMAND = "evaluate_pedagogy"


KINDS = (PedagogyExplored, PedagogyFollowedUp, PedagogyEvaluated)
