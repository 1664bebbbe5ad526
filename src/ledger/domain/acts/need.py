"""A need: what a school says its pupils or its teachers need to learn.

Row 7 of the article's list: teachers whose pupils have similar difficulties, and leaders with
similar priorities, find each other by what they have declared.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ledger.domain.act import life_of
from ledger.domain.collaboration import Beginning
from ledger.domain.entry import NameOf
from ledger.domain.identifiers import CitedAct, SchoolId
from ledger.domain.matter import Continued, Raised, Settled
from ledger.domain.outcome import Area, PupilGroup
from ledger.domain.past import Past
from ledger.domain.prose import on
from ledger.domain.record import Code
from ledger.domain.refusal import SameSchool
from ledger.domain.words import Focus, Statement


class NeedLevel(Code):
    """Whose need it is."""

    SCHOOL = "school"
    SUBJECT = "subject"
    INDIVIDUAL = "individual"
    GROUP = "group"


class Diagnosis(Code):
    """How the school came to know of it."""

    PUPIL_OUTCOMES = "pupil_outcomes"
    AUDIT = "audit"
    SURVEY = "survey"
    OBSERVATION = "observation"
    JUDGEMENT = "judgement"


class NeedDeclared(Raised):
    """A school says what it needs to learn, and for which pupils."""

    TOPIC = "need-declared/1"
    COMMAND = "declare_need"
    IS_OPEN_TO_ALL = True

    school: Annotated[SchoolId, "the school that has the need"]
    need_level: Annotated[NeedLevel, "whose need it is"]
    focus: Annotated[Focus, "what it is about"]
    area: Annotated[Area, "what is meant to get better for pupils"]
    pupil_group: Annotated[PupilGroup, "for which pupils"] = PupilGroup.ALL
    diagnosed_by: Annotated[Diagnosis | None, "how the school came to know of it"] = None
    statement: Statement

    def in_circle_on(self, past: Past, day: date) -> date:
        """Schools begin with the needs that they have: one may be older than what it leads to."""
        return max(day, past.last(Beginning).happened_on)

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.school)} declared a need: {self.focus.words}."


class NeedMatchSuggested(Continued):
    """Another school has a similar need. The two may want to talk."""

    TOPIC = "need-match-suggested/1"
    COMMAND = "suggest_need_match"
    WIDENS = True

    matching_school: Annotated[SchoolId, "the school with a similar need"]
    matching_need: Annotated[CitedAct, "the need that it declared"]

    def check(self, past: Past) -> None:
        super().check(past)
        declared = life_of(past, NeedDeclared)[0].event
        if declared.school == self.matching_school:
            raise SameSchool("A school does not match itself.", "matching_school")

    def sentence(self, name_of: NameOf = str) -> str:
        return f"{name_of(self.matching_school)} has a similar need."


class NeedMet(Settled):
    """The need has been met, or is none any more."""

    TOPIC = "need-met/1"
    COMMAND = "meet_need"

    def sentence(self, name_of: NameOf = str) -> str:
        return f"Met by {on(self.happened_on)}."


KINDS = (NeedDeclared, NeedMatchSuggested, NeedMet)
