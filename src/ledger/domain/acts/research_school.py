"""A research school: a school near by that helps others to use research.

Row 68 of the article's list. It is a school like any other, whatever its phase and kind: what the
two do together is an act between schools.
"""

from __future__ import annotations

from typing import Annotated

from ledger.domain.entry import NameOf
from ledger.domain.identifiers import SchoolId
from ledger.domain.lifecycle import GO_ON
from ledger.domain.matter import Raised, Settled, check_since_raised
from ledger.domain.occasion import Held
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import SameSchool


class ResearchActivity(Code):
    """What schools do with a research school."""

    BRIEFING = "briefing"
    TRAINING = "training"
    TRIAL = "trial"
    ADVICE = "advice"


class ResearchSchoolLinked(Raised):
    """A school is in touch with its research school."""

    TOPIC = "research-school-linked/1"
    COMMAND = "link_research_school"

    school: Annotated[SchoolId, "the school"]
    research_school: Annotated[SchoolId, "its research school"]

    def check_schools(self, past: Past) -> None:
        if self.school == self.research_school:
            raise SameSchool("A school is in touch with another.", "research_school")
        super().check_schools(past)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} is in touch with {name_of(self.research_school)}."


class ResearchEngagementHeld(Held):
    """Colleagues of both looked at research together."""

    TOPIC = "research-engagement-held/1"
    COMMAND = "hold_research_engagement"
    STEP = GO_ON

    research_activity: Annotated[ResearchActivity, "what they did"]

    def check(self, past: Past) -> None:
        check_since_raised(past, self)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{super().sentence(name_of)[:-1]} ({self.research_activity.words})."


class ResearchLinkEnded(Settled):
    """They are in touch no more."""

    TOPIC = "research-link-ended/1"
    COMMAND = "end_research_link"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"The link ended on {on(self.happened_on)}."


KINDS = (ResearchSchoolLinked, ResearchEngagementHeld, ResearchLinkEnded)
